//! A field for a number. It takes a comma for the point, whatever the browser's language is, and says when a number is not taken
//! as it was typed. Arrow keys step, with Shift ten steps at once.

use crate::browser::keyboard;
use crate::editor::desk::desk;
use crate::words::{text, with};
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

/// A number as people type it.
pub(crate) fn read(text: &str) -> Option<f64> {
    let number = text.trim().replace(',', ".").parse::<f64>().ok();
    number.filter(|number| number.is_finite())
}

/// The field and the unit behind it.
#[component]
pub(crate) fn NumberField(
    /// Its id on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it is called, where no label is about it.
    #[prop(optional, into)]
    name: Option<String>,
    /// The number.
    #[prop(into)]
    value: Signal<f64>,
    /// The least and the greatest that are accepted.
    limits: (f64, f64),
    /// How far an arrow key goes.
    step: f64,
    /// How the number is written.
    write: impl Fn(f64) -> String + Copy + Send + Sync + 'static,
    /// What it counts.
    unit: &'static str,
    /// Another is being typed.
    on_try: impl Fn(f64) + Copy + 'static,
    /// Another was typed.
    on_change: impl Fn(f64) + Copy + 'static,
) -> impl IntoView {
    let desk = desk();
    // What is shown stays as it is typed.
    let is_typed = RwSignal::new(false);
    let shown = Memo::new(move |before: Option<&String>| match before {
        Some(before) if is_typed.get() => before.clone(),
        _ => write(value.get()),
    });
    let accepted = move |number: f64| number.clamp(limits.0, limits.1);
    let tell = move |number: f64| {
        let (key, limit) = if number < limits.0 {
            ("number-at-least", limits.0)
        } else {
            ("number-at-most", limits.1)
        };
        let limit = format!("{} {unit}", write(limit));
        let limit = limit.trim_end().to_owned();
        desk.session.say(with(key, &[("limit", &limit)]));
    };
    let end = move |event: &Event| {
        is_typed.set(false);
        let typed = event_target_value(event);
        match read(&typed) {
            Some(number) => {
                if accepted(number) != number {
                    tell(number);
                }
                on_change(accepted(number));
            }
            None => {
                desk.session.say(text("no-number"));
                desk.preview.leave(desk);
            }
        }
        keyboard::show(event, &shown.get_untracked());
    };
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => step,
            "ArrowDown" => -step,
            "Enter" if is_typed.get_untracked() => return end(&event),
            _ => return,
        };
        event.prevent_default();
        let by = if event.shift_key() { by * 10.0 } else { by };
        let from = read(&event_target_value(&event)).unwrap_or_else(|| value.get_untracked());
        let number = accepted(from + by);
        is_typed.set(true);
        keyboard::show(&event, &write(number));
        on_try(number);
    };
    let limit = |limit: f64| limit.is_finite().then(|| limit.to_string());
    view! {
        <span class="number-field">
            <input
                id=id
                type="text"
                role="spinbutton"
                inputmode="decimal"
                autocomplete="off"
                aria-label=name
                aria-valuemin=limit(limits.0)
                aria-valuemax=limit(limits.1)
                aria-valuenow=move || value.get().to_string()
                prop:value=move || shown.get()
                on:input=move |event| {
                    is_typed.set(true);
                    if let Some(number) = read(&event_target_value(&event)) {
                        on_try(accepted(number));
                    }
                }
                on:keydown=key
                on:change=move |event| end(&event)
                on:blur=move |event| if is_typed.get_untracked() { end(&event) }
            />
            <span class="unit" aria-hidden="true">{unit}</span>
        </span>
    }
}
