//! What a node made of each item of a list: how many, the first of them, those that went wrong, and all of it to take away.

use crate::editor::desk::desk;
use crate::editor::runs::items::{TakeAway, Thumb, Wrong};
use crate::words::{text, with};
use gesso_graph::NodeId;
use gesso_sync::{Item, Items, RunId};
use leptos::prelude::*;
use std::sync::Arc;

/// The gallery of a node's items.
#[component]
pub(super) fn ItemsPart(
    /// Whose.
    id: NodeId,
    /// What came of them.
    items: Items,
    /// The run they were made in.
    run: RunId,
) -> impl IntoView {
    let node = untrack(|| desk().run_name(id));
    let said = counts(items.of, items.done, items.found, items.failed);
    let told = items.each.len();
    let more = (items.done + items.failed) as usize > told && told > 0;
    let (wrong, made): (Vec<Item>, Vec<Item>) = items
        .each
        .into_iter()
        .partition(|item| item.error.is_some());
    let files = made.iter().filter(|item| item.file.is_some()).count();
    let pictures = made.iter().filter(|item| item.preview.is_some()).count();
    let made = Arc::new(made);
    let thumb = |at| view! { <Thumb run node items=Arc::clone(&made) at /> };
    view! {
        <p class="quiet">{said}</p>
        <Wrong items=wrong />
        <ul class="kept-files" role="list" aria-label=text("items-made")>
            {(0..made.len()).map(thumb).collect_view()}
        </ul>
        {more.then(|| view! { <p class="quiet">{with("items-first", &[("count", &told)])}</p> })}
        <div class="run-items-acts"><TakeAway run node files pictures /></div>
    }
}

/// "120 of 200 items, 87 of them from the cache, 3 failed".
pub(crate) fn counts(of: u32, done: u32, found: u32, failed: u32) -> String {
    let mut said = vec![with("items-done", &[("done", &done), ("count", &of)])];
    if found > 0 {
        said.push(with("items-found-count", &[("count", &found)]));
    }
    if failed > 0 {
        said.push(with("items-failed-count", &[("count", &failed)]));
    }
    said.join(", ")
}
