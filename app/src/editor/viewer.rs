//! The picture of the selected node at any size, in tiles: zoom, pan, and the value of the pixel under the pointer.
//! Looks at the selection; with nothing selected, at what it looked at before.

pub mod eye;
mod hand;
pub(crate) mod item;
mod live;
mod made;
mod onto;
mod picture;
mod pixel;
mod probe;
mod takes;
mod wipe;

use crate::editor::brush::Brush;
use crate::editor::desk::{Desk, Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::inspector::Download;
use crate::session::Step;
use crate::words::{Told, catalogue, text, with, words};
use eye::Eye;
use gesso_graph::{ContentKey, NodeId, PortDecl, Type, run_title};
use gesso_sync::{ResultFile, RunId, StepResult};
use hand::Hand;
use leptos::html;
use leptos::prelude::*;
use picture::{Picture, px, tile_url};

/// From this zoom on, pixels are shown as squares.
const SQUARES: f64 = 2.0;
/// The size a file is asked for that no run has read yet: the largest there is.
const LOADED_WIDTH: u32 = 1024;

/// A picture and where it is looked at.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    node: NodeId,
    /// Names the tiles; a file that no run has read yet has none.
    key: Option<ContentKey>,
    size: (u32, u32),
    /// The address of a small one.
    under: Option<String>,
}

/// The viewer.
#[component]
pub(crate) fn Viewer() -> impl IntoView {
    let desk = desk();
    // With what a run calls it: what was looked at inside a subgraph is still that after going out.
    let node = Memo::new(move |before: Option<&Option<(NodeId, NodeId)>>| {
        let with_file = || {
            desk.session.steps.with(|steps| {
                let has_file =
                    |step: &Step| step.result.as_ref().is_some_and(|made| made.file.is_some());
                steps
                    .iter()
                    .find(|(_, step)| has_file(step))
                    .map(|(id, _)| (*id, *id))
            })
        };
        desk.only_node()
            .map(|node| (node, desk.run_name(node)))
            .or(before.copied().flatten())
            .or_else(with_file)
    });
    let is_open = Signal::derive(move || {
        desk.dock.get() == Some(Dock::Viewer) || desk.sheet.get() == Some(Sheet::Dock(Dock::Viewer))
    });
    let looks = takes::Looks::new(desk, node, is_open);
    let shown = Memo::new(move |_| seen_of(desk, node.get(), looks));
    let outdated = Memo::new(move |_| {
        let named = node.get().filter(|_| desk.item.with(Option::is_none));
        named.is_some_and(|(_, name)| desk.session.is_outdated(name))
    });
    let file = Memo::new(move |_| file_of(desk, node.get(), looks));
    item::follow(desk);
    let hand = Hand::new(Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|shown| shown.size))
    }));
    let key = Memo::new(move |_| shown.with(|shown| shown.as_ref()?.key));
    let looked_at = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|shown| (shown.node, shown.size)))
    });
    let kind = Memo::new(move |_| Some((node.get()?.0, onto::kind(desk, node.get()?.0)?)));
    let held = Memo::new(move |_| {
        let is_held = desk.drawing.get() && is_open.get() && desk.item.with(Option::is_none);
        kind.get().filter(|_| is_held)
    });
    let is_painted = Memo::new(move |_| {
        matches!(held.get(), Some((_, onto::Kind::Paint))) && looked_at.with(Option::is_some)
    });
    let room = Memo::new(move |_| looks.room(desk));
    Effect::new(move |_| {
        // Another node, another size or another place for the panel needs another fit; the same picture made anew does not.
        looked_at.with(|_| ());
        desk.dock.with(|_| ());
        desk.sheet.with(|_| ());
        desk.detent.with(|_| ());
        room.with(|_| ());
        is_painted.with(|_| ());
        hand.fit_soon();
    });
    let size = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.size)));
    // A take is past: what it was then has no preview.
    let alive = Memo::new(move |_| {
        let is_past = || looks.take(desk).is_some() || desk.item.with(Option::is_some);
        let looked_at = node.get().filter(|_| !is_past())?;
        Some(onto::ground(desk, looked_at))
    });
    live::follow(desk, hand, alive, key, size, is_open);
    live::offer(desk, alive, shown, is_open);
    let probe = probe::Probe::new(desk, shown, hand);
    let title = move || {
        if let Some(looked) = desk.item.get() {
            return looked.name();
        }
        let named = node.get();
        named
            .map(|(node, name)| title_of(desk, node, name))
            .unwrap_or_default()
    };
    view! {
        <div class="viewer">
            <div class="viewer-bar">
                <strong class="clip">{title}</strong>
                {move || shown.get().map(|shown| view! { <span class="quiet viewer-size">{format!("{} × {} px", shown.size.0, shown.size.1)}</span> })}
                <item::Steps />
                <live::Said node=alive />
                <span class="top-space"></span>
                {move || file.get().map(|(file, run)| view! { <Download file run outdated=outdated.get() && looks.take(desk).is_none() /> })}
                {move || kind.get().filter(|_| desk.item.with(Option::is_none)).map(|_| view! { <onto::Switch /> })}
                <Zoom hand />
            </div>
            <div class="viewer-view" node_ref=hand.view on:wheel=move |event| hand.wheel(&event) on:pointerdown=move |event| hand.down(&event)
                on:pointermove=move |event| hand.moved(&event) on:pointerup=move |event| hand.up(&event)
                on:pointercancel=move |event| hand.up(&event) on:pointerleave=move |_| hand.at.set(None) on:dblclick=move |_| hand.fit()>
                {move || match shown.get().filter(|_| is_open.get()) {
                    Some(shown) => view! { <Picture shown hand /> }.into_any(),
                    None => view! { <p class="quiet pad center">{move || nothing(desk, node.get())}</p> }.into_any(),
                }}
                <live::Part hand node=alive />
                {move || looks.against(desk).filter(|_| desk.item.with(Option::is_none)).zip(size.get()).map(|(take, size)| view! { <wipe::Over take size wipe=looks.wipe hand /> })}
                {move || held.get().zip(size.get()).map(|((node, kind), size)| view! { <onto::Onto node kind size hand /> })}
                {move || desk.picking.with(Option::is_some).then(|| view! { <onto::Pick probe size hand /> })}
                <pixel::PixelValue probe hand />
            </div>
            {move || is_painted.get().then(|| view! { <div class="viewer-brush"><Brush /></div> })}
            {move || desk.item.with(Option::is_none).then(|| view! { <takes::Takes looks /> })}
        </div>
    }
}

/// What is looked at: an item, a take, else what there is of the node.
fn seen_of(desk: Desk, looked_at: Option<(NodeId, NodeId)>, looks: takes::Looks) -> Option<Shown> {
    if let Some(looked) = desk.item.get() {
        return of_item(&looked);
    }
    let (node, name) = onto::ground(desk, looked_at?);
    if let Some(take) = looks.take(desk) {
        return of_result(node, take.result);
    }
    let current = made(desk, node, name, false);
    live::previewed(desk, node, name, current.as_ref())
        .or(current)
        .or_else(|| loaded(desk, node))
        .or_else(|| made(desk, node, name, true))
}

/// The file of what is looked at, and the run that made it.
fn file_of(
    desk: Desk,
    node: Option<(NodeId, NodeId)>,
    looks: takes::Looks,
) -> Option<(ResultFile, RunId)> {
    if let Some(looked) = desk.item.get() {
        return Some((looked.item()?.file.clone()?, looked.run));
    }
    let (node, name) = node?;
    if let Some(take) = looks.take(desk) {
        return Some((take.result.file?, take.run));
    }
    let step = desk.session.step(name, node)?;
    Some((step.result?.file?, step.run))
}

/// What a node made; an outdated result only when it is asked for.
fn made(desk: Desk, node: NodeId, name: NodeId, outdated: bool) -> Option<Shown> {
    if desk.session.is_outdated(name) && !outdated {
        return None;
    }
    of_result(node, desk.session.step(name, node)?.result?)
}

fn of_result(node: NodeId, result: StepResult) -> Option<Shown> {
    Some(Shown {
        node,
        key: Some(result.key),
        size: result.size?,
        under: result.preview.map(|hash| format!("/artifact/{hash}")),
    })
}

/// An item of a batch.
fn of_item(looked: &item::Looked) -> Option<Shown> {
    let item = looked.item()?;
    let preview = item.preview.as_ref();
    Some(Shown {
        node: looked.node,
        key: Some(item.key),
        size: item.size?,
        under: preview.map(|hash| format!("/artifact/{hash}")),
    })
}

/// The file that a node loads.
fn loaded(desk: Desk, node: NodeId) -> Option<Shown> {
    desk.session.loads.with(|loads| {
        let load = loads.get(&node)?;
        Some(Shown {
            node,
            key: None,
            size: load.size,
            under: Some(format!("/asset/{}?w={LOADED_WIDTH}", load.hash)),
        })
    })
}

/// A node of the document, or one that only a run names.
fn title_of(desk: Desk, node: NodeId, name: NodeId) -> String {
    let title = desk.title(node);
    if !title.is_empty() {
        return title;
    }
    let document = desk.session.document;
    let inside = document.with(|document| run_title(document, catalogue(), name));
    inside.unwrap_or_default()
}

/// Why there is nothing to see.
fn nothing(desk: Desk, looked_at: Option<(NodeId, NodeId)>) -> String {
    let Some((node, name)) = looked_at else {
        return text("select-to-see").to_owned();
    };
    if let Some(why) = desk.preview.why_none(name) {
        return with("preview-none", &[("why", &why.told())]);
    }
    // What goes through a node as it came may be a picture.
    let makes_none = desk.schema(node).is_some_and(|schema| {
        let is_any = |port: &PortDecl| port.ty == Type::Any;
        let lets_through = schema.inputs.iter().any(is_any) && schema.outputs.iter().any(is_any);
        !schema.shows_picture() && !lets_through
    });
    text(if makes_none {
        "makes-no-picture"
    } else {
        "no-picture-yet"
    })
    .to_owned()
}

#[component]
fn Zoom(hand: Hand) -> impl IntoView {
    let percent = move || words().zoom(hand.eye.get().zoom);
    view! {
        <div class="tools" role="group" aria-label=text("viewer-zoom")>
            <button class="tool zoom-step" aria-label=text("picture-out") title=text("action-zoom-out") on:click=move |_| hand.zoom_by(0.5)><span aria-hidden="true">"−"</span></button>
            <button class="tool zoom-value" aria-label=move || format!("{}, {}", percent(), text("picture-100")) title="100 %" on:click=move |_| hand.zoom_to(1.0)>{percent}</button>
            <button class="tool zoom-step" aria-label=text("picture-in") title=text("action-zoom-in") on:click=move |_| hand.zoom_by(2.0)><span aria-hidden="true">"+"</span></button>
            <button class="tool" aria-label=text("picture-fit") title=text("fit") on:click=move |_| hand.fit()><Icon glyph=Glyph::Fit /></button>
        </div>
    }
}

/// Where the viewer looks before it knows better.
const AT_FIRST: Eye = Eye {
    zoom: 1.0,
    x: 0.0,
    y: 0.0,
};
/// The element the picture is seen in.
type View = NodeRef<html::Div>;
