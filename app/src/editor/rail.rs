//! The left edge of a wide screen: a slim rail that opens the nodes, the outline and the history, and the panel they open in.
//! On a small screen the panel is a sheet and the bottom bar opens it.

use crate::editor::desk::{Left, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::outline::Outline;
use crate::editor::palette::Palette;
use crate::editor::part::Part;
use crate::editor::resize::{Edge, Handle};
use crate::editor::sheet::Grip;
use crate::words::text;
use leptos::prelude::*;

/// Rail and panel.
#[component]
pub(crate) fn Rail() -> impl IntoView {
    let desk = desk();
    let toggle = move |left: Left| {
        desk.left.update(|open| {
            *open = if *open == Some(left) {
                None
            } else {
                Some(left)
            }
        });
    };
    let pressed = move |left: Left| {
        if desk.left.get() == Some(left) {
            "true"
        } else {
            "false"
        }
    };
    view! {
        <nav class="rail" aria-label=text("panels")>
            <button class="tool rail-add" aria-label=text("add-node") title=with_keys("add-node", "Tab") on:click=move |_| desk.open_add_node()><Icon glyph=Glyph::Add /></button>
            <button class="tool" aria-label=text("nodes-panel") title=text("nodes-title") aria-pressed=move || pressed(Left::Nodes) on:click=move |_| toggle(Left::Nodes)><Icon glyph=Glyph::Nodes /></button>
            <button class="tool" aria-label=text("outline-panel") title=with_keys("outline", "Alt+O") aria-pressed=move || pressed(Left::Outline) on:click=move |_| toggle(Left::Outline)><Icon glyph=Glyph::List /></button>
            <button class="tool" aria-label=text("history-panel") title=with_keys("history", "Alt+H") aria-pressed=move || pressed(Left::History) on:click=move |_| toggle(Left::History)><Icon glyph=Glyph::Clock /></button>
        </nav>
        <LeftPanel left=Left::Nodes name=text("nodes-title") close=text("close-nodes")><Palette /></LeftPanel>
        <LeftPanel left=Left::Outline name=text("outline") close=text("close-outline")><Outline /></LeftPanel>
        <LeftPanel left=Left::History name=text("history") close=text("close-history")>{move || desk.part(Part::History)}</LeftPanel>
    }
}

/// What a button does, with the keys that do it too.
fn with_keys(key: &'static str, keys: &str) -> String {
    format!("{} ({keys})", text(key))
}

#[component]
fn LeftPanel(
    left: Left,
    name: &'static str,
    close: &'static str,
    children: Children,
) -> impl IntoView {
    let desk = desk();
    let id = match left {
        Left::Nodes => "nodes",
        Left::Outline => "outline",
        Left::History => "history",
    };
    view! {
        <section
            id=id
            tabindex="-1"
            class="panel panel-left"
            class:is-open=move || desk.left.get() == Some(left)
            class:is-sheet=move || desk.sheet.get() == Some(Sheet::Left(left))
            aria-label=name
        >
            <PanelHead name close on_close=move || { desk.left.set(None); desk.sheet.set(None); } />
            {children()}
            <Handle edge=Edge::Left />
        </section>
    }
}

/// The head of a panel: its name and the way to close it.
#[component]
pub(crate) fn PanelHead(
    /// The panel's name.
    name: &'static str,
    /// The name of the way to close it.
    close: &'static str,
    /// Closes it.
    on_close: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="panel-head">
            <Grip />
            <h2>{name}</h2>
            <button class="tool tool-small" aria-label=close on:click=move |_| on_close()><Icon glyph=Glyph::Close /></button>
        </div>
    }
}
