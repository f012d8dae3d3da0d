//! Choosing several items of the outline without keys to hold, what can be done with all of them, and keeping the current
//! row in sight when the selection is made on the canvas.

use crate::browser::keyboard;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::words;
use crate::words::text;
use gesso_graph::{ItemId, NodeId};
use leptos::prelude::*;

const CURRENT: &str = "#outline .outline-row[aria-current=true]";

/// While it is pressed, every row that is chosen joins the selection or leaves it.
#[component]
pub(super) fn Toggle() -> impl IntoView {
    let several = desk().several;
    view! {
        <button
            class="tool"
            aria-label=text("select-several")
            title=text("select-several")
            aria-pressed=move || if several.get() { "true" } else { "false" }
            on:click=move |_| several.update(|several| *several = !*several)
        ><Icon glyph=Glyph::Check /></button>
    }
}

/// How many are selected, and what can be done with all of them.
#[component]
pub(super) fn Chosen() -> impl IntoView {
    let desk = desk();
    let count = Memo::new(move |_| desk.session.selection.with(|items| items.len()));
    view! {
        <Show when=move || { count.get() > 1 }>
            <div class="outline-bar">
                <span class="outline-place">{move || words::selected(count.get())}</span>
                <button class="button" aria-haspopup="menu" on:click=move |_| desk.open_item_menu()>{text("more-ellipsis")}</button>
            </div>
        </Show>
    }
}

/// Keeps the row of the one selected item in sight, and lists it if it comes late in the order.
pub(super) fn follow(desk: Desk, nodes: Memo<Vec<NodeId>>, most: RwSignal<usize>) {
    Effect::new(move |_| {
        let Some(node) = desk.only_node() else { return };
        let place = nodes.with(|nodes| nodes.iter().position(|id| *id == node));
        let Some(place) = place else { return };
        if place >= most.get_untracked() {
            most.set(place + 1);
        }
        keyboard::reveal(CURRENT);
    });
}

/// A row that is chosen joins the selection or leaves it.
pub(super) fn toggle(desk: Desk, item: ItemId) {
    desk.session.selection.update(|items| {
        if !items.remove(&item) {
            items.insert(item);
        }
    });
}
