//! The sheet of every key, drawn from the list of actions, and the gestures that have no key.

use crate::editor::action::{Group, actions};
use crate::editor::desk::{Popup, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::text;
use leptos::prelude::*;

/// What pointers do, by the texts that say it.
const GESTURES: &[(&str, &str)] = &[
    ("gesture-pan", "gesture-pan.how"),
    ("gesture-zoom", "gesture-zoom.how"),
    ("gesture-select", "gesture-select.how"),
    ("gesture-connect", "gesture-connect.how"),
    ("gesture-add", "gesture-add.how"),
    ("gesture-duplicate", "gesture-duplicate.how"),
    ("gesture-bend", "gesture-bend.how"),
    ("gesture-insert", "gesture-insert.how"),
    ("gesture-cut", "gesture-cut.how"),
    ("gesture-shake", "gesture-shake.how"),
    ("gesture-menu", "gesture-menu.how"),
    ("gesture-undo", "gesture-undo.how"),
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
                view! { <div class="shortcut"><dt>{action.label()}</dt><dd>{chords.collect_view()}</dd></div> }
            })
            .collect_view();
        view! { <section><h3>{group.label()}</h3><dl>{rows}</dl></section> }
    });
    let gestures = GESTURES
        .iter()
        .map(|(what, how)| {
            view! { <div class="shortcut"><dt>{text(what)}</dt><dd>{text(how)}</dd></div> }
        })
        .collect_view();
    view! {
        <div class="panel-head">
            <h2>{text("keyboard-shortcuts")}</h2>
            <button class="button button-small" on:click=move |_| desk.open(Popup::Settings)>{text("change-ellipsis")}</button>
            <button class="tool tool-small" aria-label=text("close") on:click=move |_| desk.close()><Icon glyph=Glyph::Close /></button>
        </div>
        <div class="shortcut-groups" tabindex="0" role="group" aria-label=text("keyboard-shortcuts")>
            {groups.collect_view()}
            <section><h3>{text("pointer-and-fingers")}</h3><dl>{gestures}</dl></section>
        </div>
    }
}
