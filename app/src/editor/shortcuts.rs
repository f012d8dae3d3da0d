//! The sheet of every key, drawn from the list of actions, and the gestures that have no key.

use crate::editor::action::{Group, actions};
use crate::editor::desk::{Popup, desk};
use crate::editor::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What pointers do, in words.
const GESTURES: &[(&str, &str)] = &[
    ("Pan", "Space-drag, middle-drag, wheel; one finger"),
    ("Zoom", "Ctrl+wheel; two fingers"),
    ("Select several", "Drag a box; Shift-click adds"),
    ("Connect", "Drag from port to port; tap, tap"),
    ("Add a node", "Double-click the canvas"),
    ("Duplicate", "Alt-drag"),
    ("Menu", "Right-click; long press"),
];

/// The sheet.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let desk = desk();
    let groups = Group::ALL.map(|group| {
        let rows = actions()
            .filter(|action| action.group == group && !untrack(|| action.chords(desk)).is_empty())
            .map(|action| {
                let chords = untrack(|| action.chords(desk)).into_iter().map(|caps| {
                    let caps = caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
                    view! { <span class="chord">{caps}</span> }
                });
                view! { <div class="shortcut"><dt>{action.label}</dt><dd>{chords.collect_view()}</dd></div> }
            })
            .collect_view();
        view! { <section><h3>{group.label()}</h3><dl>{rows}</dl></section> }
    });
    let gestures = GESTURES
        .iter()
        .map(|(what, how)| view! { <div class="shortcut"><dt>{*what}</dt><dd>{*how}</dd></div> })
        .collect_view();
    view! {
        <div class="panel-head">
            <h2>"Keyboard shortcuts"</h2>
            <button class="button button-small" on:click=move |_| desk.open(Popup::Settings)>"Change…"</button>
            <button class="tool tool-small" aria-label="Close" on:click=move |_| desk.close()><Icon glyph=Glyph::Close /></button>
        </div>
        <div class="shortcut-groups">
            {groups.collect_view()}
            <section><h3>"Pointer and fingers"</h3><dl>{gestures}</dl></section>
        </div>
    }
}
