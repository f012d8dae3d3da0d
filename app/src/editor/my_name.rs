//! The name one has for others, in the sheet of settings.

use crate::editor::desk::desk;
use crate::session::name;
use crate::words::{Told, text};
use leptos::prelude::*;

/// The field.
#[component]
pub(crate) fn MyName() -> impl IntoView {
    let desk = desk();
    let shown = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let kept = name::kept();
        shown.set(kept.map_or_else(String::new, String::from));
    });
    let keep = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        refused.set(desk.session.call_me(&typed).err().map(|error| error.told()));
        shown.set(typed.trim().to_owned());
    };
    view! {
        <section aria-labelledby="settings-name-heading">
            <h3 id="settings-name-heading">{text("you")}</h3>
            <div class="settings-row">
                <label for="settings-name">{text("your-name")}</label>
                <input
                    id="settings-name"
                    type="text"
                    class="field"
                    autocomplete="nickname"
                    aria-describedby="settings-name-about"
                    aria-invalid=move || refused.with(Option::is_some).then_some("true")
                    prop:value=move || shown.get()
                    on:change=keep
                />
            </div>
            <p id="settings-name-about" class="quiet">{text("your-name-doc")}</p>
            <Show when=move || refused.with(Option::is_some)>
                <p class="trouble-text" role="alert">{move || refused.get()}</p>
            </Show>
        </section>
    }
}
