//! Frames and notes in the outline: what they are called, where the links in a note lead, and what can be done with them.

use super::{Tools, choose, is_selected};
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::markdown;
use crate::words::text;
use gesso_graph::ItemId;
use leptos::prelude::*;

/// A frame or a note.
#[component]
pub(super) fn OtherRow(
    /// Which.
    item: ItemId,
) -> impl IntoView {
    let desk = desk();
    let selected = is_selected(desk, item);
    let open = Memo::new(move |_| {
        desk.session
            .selection
            .with(|items| items.len() == 1 && items.contains(&item))
    });
    let (glyph, ids): (_, &[&str]) = match item {
        ItemId::Frame(_) => (
            Glyph::Frame,
            &["run.frame", "rename", "duplicate", "delete"],
        ),
        ItemId::Note(_) | ItemId::Node(_) => (
            Glyph::Note,
            &["note.edit", "note.link", "duplicate", "delete"],
        ),
    };
    let title = move || match item {
        ItemId::Frame(id) => desk.frame_title(id),
        ItemId::Note(id) => desk.session.document.with(|document| {
            let note = document.notes().get(&id);
            note.map(|note| markdown::title(&note.text))
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| text("new-note").to_owned())
        }),
        ItemId::Node(id) => desk.title(id),
    };
    view! {
        <li class="outline-item" class:is-selected=move || selected.get()>
            <button
                class="outline-row"
                aria-current=move || if selected.get() { "true" } else { "false" }
                on:click=move |event| choose(desk, item, &event)
            >
                <Icon glyph />
                <span class="outline-words"><span class="outline-title">{title}</span></span>
            </button>
            <Show when=move || open.get()>
                <div class="outline-details">
                    <NoteLinks item />
                    <Tools ids />
                </div>
            </Show>
        </li>
    }
}

/// The links in a note, to follow them without the canvas.
#[component]
fn NoteLinks(item: ItemId) -> impl IntoView {
    let desk = desk();
    let links = Memo::new(move |_| {
        let ItemId::Note(id) = item else {
            return Vec::new();
        };
        desk.session.document.with(|document| {
            let note = document.notes().get(&id);
            note.map_or_else(Vec::new, |note| markdown::links(&note.text))
        })
    });
    view! {
        <Show when=move || links.with(|links| !links.is_empty())>
            <ul class="rows" role="list" aria-label=text("links")>
                {move || links.get().into_iter().map(|(title, address)| view! {
                    <li>
                        <button class="row-link" on:click=move |_| desk.follow_link(&address)>{title}<Icon glyph=Glyph::ChevronRight /></button>
                    </li>
                }).collect_view()}
            </ul>
        </Show>
    }
}
