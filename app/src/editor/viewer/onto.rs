//! What is set by hand on the picture itself: the box of a crop, a placed picture, corners, an outline, a painted mask, the
//! line of a comparison. Of a node that treats a picture the viewer then shows what goes into the node in place of what comes out of it.

mod crop;
mod grab;
mod outline;
mod paint;
mod pick;
mod placed;
mod wipe;

pub(super) use pick::Pick;

use super::hand::Hand;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::text;
use gesso_graph::{InPort, NodeId, Value};
use leptos::prelude::*;

/// What a node lets one set on the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box in pixels.
    Crop,
    /// Where a picture is moved, turned and scaled to.
    Placed,
    /// Four corners.
    Corners,
    /// The corners of a mask.
    Outline,
    /// A mask by brush.
    Paint,
    /// The line between two pictures.
    Wipe,
}

/// What a node lets one set on the picture, if anything. Tracks.
pub(super) fn kind(desk: Desk, node: NodeId) -> Option<Kind> {
    let stored = desk.node(node)?;
    let shape = stored.params.get("shape");
    let mode = stored.params.get("mode");
    match (stored.kind.as_str(), shape) {
        ("image.crop", _) => Some(Kind::Crop),
        ("image.transform", _) => Some(Kind::Placed),
        ("image.perspective", _) => Some(Kind::Corners),
        ("compare", _) => {
            let is_wipe = |mode: &Value| matches!(mode, Value::Choice(id) if id.as_str() == "wipe");
            mode.is_none_or(is_wipe).then_some(Kind::Wipe)
        }
        ("mask.shape", Some(Value::Choice(shape))) => match shape.as_str() {
            "points" => Some(Kind::Outline),
            "painted" => Some(Kind::Paint),
            _ => None,
        },
        _ => None,
    }
}

/// What is looked at while one sets something on the picture of a node, or takes a colour for it: what goes into it. Tracks.
pub(super) fn ground(desk: Desk, (node, name): (NodeId, NodeId)) -> (NodeId, NodeId) {
    let itself = (node, name);
    let is_picking = desk
        .picking
        .with(|picked| picked.as_ref().is_some_and(|picked| picked.node == node));
    let is_drawing = desk.drawing.get() && kind(desk, node).is_some();
    if !is_picking && !is_drawing {
        return itself;
    }
    let document = desk.session.document;
    let source = ["image", "like"].into_iter().find_map(|port| {
        let port = InPort {
            node,
            port: port.into(),
        };
        document.with(|document| document.wires().get(&port).map(|from| from.node))
    });
    source.map_or(itself, |source| (source, desk.run_name(source)))
}

/// The number a parameter has, or its default. Tracks.
fn number(desk: Desk, node: NodeId, name: &str) -> f64 {
    let stored = desk
        .node(node)
        .and_then(|node| node.params.get(name).cloned());
    let default = || desk.schema(node)?.param(name)?.default_value();
    match stored.or_else(default) {
        Some(Value::Float(number)) => number,
        Some(Value::Int(number)) => number as f64,
        _ => 0.0,
    }
}

/// Whether one sets something on the picture, or looks at what comes out.
#[component]
pub(super) fn Switch() -> impl IntoView {
    let drawing = desk().drawing;
    view! {
        <button
            class="button"
            aria-label=text("draw-on-picture")
            title=text("draw-on-picture")
            aria-pressed=move || if drawing.get() { "true" } else { "false" }
            on:click=move |_| drawing.update(|drawing| *drawing = !*drawing)
        ><Icon glyph=Glyph::Brush /><span>{text("draw-on-picture")}</span></button>
    }
}

/// Whatever can be held on the picture of a node.
#[component]
pub(super) fn Onto(
    /// Whose parameters it is.
    node: NodeId,
    /// What it lets one set.
    kind: Kind,
    /// The size of the picture that is shown.
    size: (u32, u32),
    /// Where it is shown.
    hand: Hand,
) -> impl IntoView {
    let desk = desk();
    match kind {
        Kind::Crop => crop::view(desk, node, size, hand),
        Kind::Placed => placed::view(desk, node, size, hand),
        Kind::Corners => outline::corners(desk, node, size, hand),
        Kind::Outline => outline::outline(desk, node, size, hand),
        Kind::Wipe => wipe::view(desk, node, size, hand),
        Kind::Paint => view! { <paint::Paint node size hand /> }.into_any(),
    }
}
