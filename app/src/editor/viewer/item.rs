//! One item of a batch in the viewer, with the way to the next ones and back to what the node shows as a whole.

use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use gesso_graph::NodeId;
use gesso_sync::{Item, RunId};
use leptos::prelude::*;
use std::sync::Arc;

/// An item that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Looked {
    /// Made in which run.
    pub(crate) run: RunId,
    /// By which node, as the run calls it.
    pub(crate) node: NodeId,
    /// All that can be looked at.
    pub(crate) items: Arc<Vec<Item>>,
    /// Which of them.
    pub(crate) at: usize,
}

impl Looked {
    /// The item.
    pub(super) fn item(&self) -> Option<&Item> {
        self.items.get(self.at)
    }

    /// What people know it by.
    pub(super) fn name(&self) -> String {
        let item = self.item();
        let name = item.map(|item| item.file.as_ref().map_or(&item.name, |file| &file.name));
        name.cloned().unwrap_or_default()
    }
}

/// Whoever selects something else looks at that.
pub(super) fn follow(desk: Desk) {
    Effect::new(move |before: Option<Option<NodeId>>| {
        let now = desk.only_node();
        if before.is_some_and(|before| before != now) {
            desk.item.set(None);
        }
        now
    });
}

/// Which of how many it is, and the ways from there.
#[component]
pub(super) fn Steps() -> impl IntoView {
    let desk = desk();
    let place = Memo::new(move |_| {
        let looked = desk.item.get()?;
        Some((looked.at, looked.items.len()))
    });
    let go = move |forward: bool| {
        desk.item.update(|looked| {
            if let Some(looked) = looked {
                let last = looked.items.len().saturating_sub(1);
                looked.at = match forward {
                    true => (looked.at + 1).min(last),
                    false => looked.at.saturating_sub(1),
                };
            }
        });
    };
    let is_first = move || place.get().is_none_or(|(at, _)| at == 0);
    let is_last = move || place.get().is_none_or(|(at, count)| at + 1 >= count);
    let said = move || {
        let (at, count) = place.get()?;
        Some(with("item-at", &[("at", &(at + 1)), ("count", &count)]))
    };
    view! {
        <Show when=move || place.with(Option::is_some)>
            <div class="tools item-steps" role="group" aria-label=text("items-made")>
                <button class="tool" aria-label=text("item-before") title=text("item-before") disabled=is_first on:click=move |_| go(false)><span aria-hidden="true">"‹"</span></button>
                <span class="quiet" role="status">{said}</span>
                <button class="tool" aria-label=text("item-next") title=text("item-next") disabled=is_last on:click=move |_| go(true)><span aria-hidden="true">"›"</span></button>
                <button class="tool" aria-label=text("item-close") title=text("item-close") on:click=move |_| desk.item.set(None)><Icon glyph=Glyph::Close /></button>
            </div>
        </Show>
    }
}
