//! The sheet of settings: how the page looks, and which keys stand for which action. Kept in the browser.

use crate::appearance::ThemeChoice;
use crate::browser::{keyboard, storage};
use crate::editor::action::{Action, Group, Where, action, actions};
use crate::editor::canvas_settings::CanvasChoices;
use crate::editor::desk::{Desk, Popup, desk};
use crate::editor::downloads::DownloadChoice;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::keymap::Keymap;
use crate::editor::keys::{Chord, cap, written};
use crate::editor::my_name::MyName;
use crate::editor::rank::rank;
use crate::language;
use crate::words::{text, with};
use gesso_words::Language;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

const STORED_UNDER: &str = "gesso.keys";

/// Reads the keys that are kept, once the page is live.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        if let Some(text) = storage::get(STORED_UNDER) {
            desk.keymap.set(Keymap::from_text(&text));
        }
    });
}

impl Desk {
    /// Opens the settings with the keyboard at one of them.
    pub(crate) fn open_settings(self, at: &'static [&'static str]) {
        self.open(Popup::Settings);
        keyboard::focus(at);
    }

    fn rebind(self, change: impl FnOnce(&mut Keymap)) {
        self.keymap.update(change);
        if !storage::set(STORED_UNDER, &self.keymap.with_untracked(Keymap::to_text)) {
            self.session.warn(text("keys-not-kept"));
        }
    }
}

/// What is waited for: the keys of an action, and which were pressed already that somebody else has.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    id: &'static str,
    taken: Option<(String, &'static str)>,
}

/// The sheet.
#[component]
pub(crate) fn Settings() -> impl IntoView {
    let desk = desk();
    view! {
        <div class="panel-head">
            <h2>{text("settings")}</h2>
            <button class="tool tool-small" aria-label=text("close") on:click=move |_| desk.close()><Icon glyph=Glyph::Close /></button>
        </div>
        <div class="settings">
            <MyName />
            <Look />
            <LanguageChoice />
            <CanvasChoices />
            <DownloadChoice />
            <Keys />
        </div>
    }
}

#[component]
fn Look() -> impl IntoView {
    let appearance = desk().appearance;
    let choices = [
        (ThemeChoice::System, text("as-the-system")),
        (ThemeChoice::Dark, text("dark")),
        (ThemeChoice::Light, text("light")),
    ];
    let buttons = choices.map(|(choice, name)| {
        view! {
            <button
                class="button"
                aria-pressed=move || if appearance.choice().get() == choice { "true" } else { "false" }
                on:click=move |_| appearance.choose(choice)
            >{name}</button>
        }
    });
    view! {
        <section aria-labelledby="settings-look">
            <h3 id="settings-look">{text("appearance")}</h3>
            <div class="settings-row" role="group" aria-labelledby="settings-look">{buttons.collect_view()}</div>
        </section>
    }
}

/// The language of the page. Another one loads the page anew.
#[component]
fn LanguageChoice() -> impl IntoView {
    let chosen = RwSignal::new(None::<Language>);
    // The cookie is the browser's to know.
    Effect::new(move |_| chosen.set(language::chosen()));
    let system = std::iter::once((None, text("as-the-system")));
    let all = Language::ALL.map(|language| (Some(language), language.name()));
    let buttons = system.chain(all).map(|(choice, name)| {
        view! {
            <button
                class="button"
                lang=choice.map(Language::tag)
                aria-pressed=move || if chosen.get() == choice { "true" } else { "false" }
                on:click=move |_| language::choose(choice)
            >{name}</button>
        }
    });
    view! {
        <section aria-labelledby="settings-language">
            <h3 id="settings-language">{text("language")}</h3>
            <div class="settings-row" role="group" aria-labelledby="settings-language">{buttons.collect_view()}</div>
        </section>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let desk = desk();
    let words = RwSignal::new(String::new());
    let waiting = RwSignal::new(None::<Waiting>);
    let groups = Group::ALL.map(|group| {
        let rows: Vec<_> = actions()
            .filter(|action| action.group == group)
            .map(|action| {
                let shown = move || words.with(|words| is_found(desk, action, words));
                view! { <Show when=shown><KeyRow action waiting /></Show> }
            })
            .collect();
        view! { <section><h4>{group.label()}</h4><ul role="list">{rows}</ul></section> }
    });
    view! {
        <section aria-labelledby="settings-keys">
            <h3 id="settings-keys">{text("keys")}</h3>
            <div class="settings-row">
                <input
                    id="settings-key-search"
                    type="search"
                    class="field"
                    aria-label=text("search-keys")
                    placeholder=text("search-actions-or-keys")
                    autocomplete="off"
                    prop:value=move || words.get()
                    on:input=move |event| words.set(event_target_value(&event))
                />
                <button
                    class="button"
                    disabled=move || desk.keymap.with(Keymap::is_default)
                    on:click=move |_| {
                        desk.rebind(|keymap| *keymap = Keymap::default());
                        desk.session.say(text("all-keys-reset"));
                    }
                >{text("reset-all-keys")}</button>
            </div>
            <div class="settings-keys">{groups.collect_view()}</div>
        </section>
    }
}

fn is_found(desk: Desk, action: &Action, words: &str) -> bool {
    let keys = desk
        .keymap
        .with(|keymap| keymap.keys(action.id, action.keys).join(" "));
    rank(words, action.label(), &format!("{} {keys}", action.words())).is_some()
        || keys.to_lowercase().contains(&words.trim().to_lowercase())
}

#[component]
fn KeyRow(action: &'static Action, waiting: RwSignal<Option<Waiting>>) -> impl IntoView {
    let desk = desk();
    let id = action.id;
    let fixed = action.place == Where::Browser;
    let waits = Memo::new(move |_| {
        waiting.with(|waiting| waiting.as_ref().is_some_and(|waiting| waiting.id == id))
    });
    let said = move || {
        waiting.with(|waiting| match waiting {
            Some(Waiting {
                taken: Some((chord, holder)),
                ..
            }) => with(
                "keys-taken",
                &[("keys", &shown(chord)), ("action", &label_of(holder))],
            ),
            _ => text("press-or-leave").to_owned(),
        })
    };
    let chords = move || {
        let keys = desk.keymap.with(|keymap| {
            let keys = keymap.keys(id, action.keys).into_iter();
            keys.map(|keys| {
                let caps = Chord::read(keys).caps().into_iter();
                caps.map(|key| cap(key).to_owned()).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
        });
        keys.into_iter()
            .map(|caps| view! { <span class="chord">{caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view()}</span> })
            .collect_view()
    };
    let change_name = with("change-keys-of", &[("action", &action.label())]);
    let reset_name = with("reset-keys-of", &[("action", &action.label())]);
    let clear_name = with("take-keys-of", &[("action", &action.label())]);
    view! {
        <li class="key-row" class:is-waiting=move || waits.get()>
            <span class="key-label">{action.label()}</span>
            <span class="key-caps">{chords}</span>
            <Show when=move || !fixed fallback=|| view! { <span class="quiet">{text("by-the-browser")}</span> }>
                <button
                    class="button button-small"
                    aria-label=change_name.clone()
                    aria-pressed=move || if waits.get() { "true" } else { "false" }
                    on:click=move |_| waiting.set((!waits.get_untracked()).then_some(Waiting { id, taken: None }))
                    on:keydown=move |event| if waits.get_untracked() { press(desk, waiting, id, &event) }
                    on:blur=move |_| if waits.try_get_untracked() == Some(true) { waiting.set(None) }
                >{move || if waits.get() { text("press-keys") } else { text("change") }}</button>
                <button
                    class="tool tool-small"
                    aria-label=clear_name.clone()
                    title=text("no-keys")
                    disabled=move || desk.keymap.with(|keymap| keymap.keys(id, action.keys).is_empty())
                    on:click=move |_| desk.rebind(|keymap| keymap.clear(id))
                ><Icon glyph=Glyph::Close /></button>
                <button
                    class="tool tool-small"
                    aria-label=reset_name.clone()
                    title=text("reset")
                    disabled=move || !desk.keymap.with(|keymap| keymap.is_own(id))
                    on:click=move |_| desk.rebind(|keymap| keymap.reset(id))
                ><Icon glyph=Glyph::Reset /></button>
            </Show>
            <Show when=move || waits.get()><p class="key-said" role="status">{said}</p></Show>
        </li>
    }
}

fn label_of(id: &str) -> &'static str {
    action(id).label()
}

/// Keys as they are on key caps.
fn shown(chord: &str) -> String {
    let caps = Chord::read(chord).caps().into_iter();
    caps.map(cap).collect::<Vec<_>>().join("+")
}

/// Keys were pressed while they are waited for. Those that somebody else has are taken at the second press.
fn press(desk: Desk, waiting: RwSignal<Option<Waiting>>, id: &'static str, event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
    let pressed = keyboard::pressed(event);
    if pressed.key == "Escape" {
        return waiting.set(None);
    }
    let Some(chord) = written(&pressed) else {
        return;
    };
    let holder = desk.keymap.with_untracked(|keymap| keymap.holder(&chord));
    let again = waiting.with_untracked(|waiting| {
        matches!(waiting, Some(Waiting { taken: Some((before, _)), .. }) if *before == chord)
    });
    match holder {
        Some(holder) if Keymap::is_fixed(holder) => {
            desk.session
                .warn(with("browsers-keys", &[("action", &label_of(holder))]));
        }
        Some(holder) if holder != id && !again => waiting.set(Some(Waiting {
            id,
            taken: Some((chord, holder)),
        })),
        _ => {
            desk.rebind(|keymap| {
                keymap.give(id, &chord);
            });
            waiting.set(None);
        }
    }
}
