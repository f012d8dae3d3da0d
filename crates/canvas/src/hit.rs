//! What is under the pointer: asked of the scene's index, never of the DOM.
//! Ports win over bodies, what is drawn later over what is drawn earlier, items over wires, wires over frames.

use crate::draw::Detail;
use crate::layout::{
    CORNER, FRAME_TITLE, FRAME_TITLE_ABOVE, HEADER, NOTE_PAD, NodeLayout, frame_run, title_bleed,
};
use crate::scene::{Scene, SceneNode, Spot};
use gesso_graph::{FrameId, InPort, ItemId, Name, NodeId, NoteId, OutPort, Point, Rect};
use std::sync::Arc;

/// What is there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Hit {
    Empty,
    /// The map of the whole graph.
    Map,
    Node(NodeId, Part),
    Input(InPort),
    Output(OutPort),
    /// A parameter's row on a node.
    Param(NodeId, Name),
    /// The corner that resizes a node.
    NodeCorner(NodeId),
    /// A wire, by its destination.
    Wire(InPort),
    /// A place a wire goes by.
    Bend(InPort, usize),
    FrameTitle(FrameId),
    FrameCorner(FrameId),
    /// The sign on a frame that runs what is in it.
    FrameRun(FrameId),
    Note(NoteId),
    NoteCorner(NoteId),
    /// A link in a note, and where it leads.
    NoteLink(NoteId, Arc<str>),
}

/// Where on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Header,
    Body,
    Picture,
}

/// How exactly the pointer points, in world pixels, and what can be seen at this zoom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Aim {
    /// How far from a port's middle still is the port.
    pub(crate) port: f64,
    /// How far from a wire still is the wire.
    pub(crate) wire: f64,
    pub(crate) zoom: f64,
}

impl Hit {
    /// The item that was hit; a wire is none.
    pub(crate) fn item(&self) -> Option<ItemId> {
        match self {
            Self::Empty | Self::Map | Self::Wire(_) | Self::Bend(..) => None,
            Self::Node(id, _) | Self::Param(id, _) | Self::NodeCorner(id) => {
                Some(ItemId::Node(*id))
            }
            Self::Input(port) => Some(ItemId::Node(port.node)),
            Self::Output(port) => Some(ItemId::Node(port.node)),
            Self::FrameTitle(id) | Self::FrameCorner(id) | Self::FrameRun(id) => {
                Some(ItemId::Frame(*id))
            }
            Self::Note(id) | Self::NoteCorner(id) | Self::NoteLink(id, _) => {
                Some(ItemId::Note(*id))
            }
        }
    }
}

/// What is at `point`.
pub(crate) fn hit(scene: &Scene, point: Point, aim: Aim) -> Hit {
    let around = Rect::at(point, Default::default()).inset(-aim.port.max(title_bleed(aim.zoom)));
    let mut spots: Vec<&Spot> = scene.items_in(around).collect();
    spots.sort_by_key(|spot| std::cmp::Reverse((spot.z, spot.item)));
    for spot in &spots {
        let found = match spot.item {
            ItemId::Node(id) => scene
                .node(id)
                .and_then(|node| on_node(id, node, point, aim)),
            ItemId::Note(id) => on_note(scene, id, spot.rect, point, aim),
            ItemId::Frame(_) => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    if let Some(found) = on_frame_corner(&spots, point, aim) {
        return found;
    }
    if Detail::at(aim.zoom) >= Detail::Plain
        && let Some(found) = on_bend(scene, around, point, aim)
    {
        return found;
    }
    if Detail::at(aim.zoom) > Detail::Far {
        let near = scene
            .wires_in(around)
            .map(|wire| (wire.route.nearest(point).0, wire));
        let nearest = near
            .filter(|(distance, _)| *distance <= aim.wire)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, wire)) = nearest {
            return Hit::Wire(wire.to.clone());
        }
    }
    on_frame_title(&spots, point, aim)
}

fn on_node(id: NodeId, node: &SceneNode, point: Point, aim: Aim) -> Option<Hit> {
    let rect = node.rect();
    let inner = Point::new(point.x - rect.x, point.y - rect.y);
    if Detail::at(aim.zoom) >= Detail::Plain
        && let Some(port) = nearest_port(&node.layout, inner, aim.port)
    {
        return Some(match port {
            Port::Input(at) => Hit::Input(InPort {
                node: id,
                port: node.layout.inputs[at].name.clone(),
            }),
            Port::Output(at) => Hit::Output(OutPort {
                node: id,
                port: node.layout.outputs[at].name.clone(),
            }),
        });
    }
    if !rect.contains(point) {
        return None;
    }
    if !node.layout.is_fixed() && in_corner(rect, point, aim) {
        return Some(Hit::NodeCorner(id));
    }
    if Detail::at(aim.zoom) == Detail::Full {
        let mut rows = node.layout.params.iter();
        if let Some(row) = rows.find(|row| row.rect.contains(inner)) {
            return Some(Hit::Param(id, row.name.clone()));
        }
    }
    let part = match node.layout.picture {
        _ if inner.y <= HEADER => Part::Header,
        Some(well) if well.contains(inner) => Part::Picture,
        _ => Part::Body,
    };
    Some(Hit::Node(id, part))
}

/// The bend nearest to a place that is within reach.
fn on_bend(scene: &Scene, around: Rect, point: Point, aim: Aim) -> Option<Hit> {
    let bends = scene.wires_in(around).flat_map(|wire| {
        let bends = wire.route.bends.as_deref().unwrap_or_default();
        bends.iter().enumerate().map(move |(index, bend)| {
            let far = (bend.x - point.x).hypot(bend.y - point.y);
            (far, &wire.to, index)
        })
    });
    let near = bends.filter(|(far, ..)| *far <= aim.wire * 1.5);
    near.min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, to, index)| Hit::Bend(to.clone(), index))
}

enum Port {
    Input(usize),
    Output(usize),
}

/// The port nearest to a place that is within reach.
fn nearest_port(layout: &NodeLayout, at: Point, reach: f64) -> Option<Port> {
    let far = |port: &crate::layout::PortSpot| (port.at.x - at.x).hypot(port.at.y - at.y);
    let inputs = layout
        .inputs
        .iter()
        .enumerate()
        .map(|(index, port)| (far(port), Port::Input(index)));
    let outputs = layout
        .outputs
        .iter()
        .enumerate()
        .map(|(index, port)| (far(port), Port::Output(index)));
    let near = inputs
        .chain(outputs)
        .filter(|(distance, _)| *distance <= reach);
    near.min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, port)| port)
}

fn on_note(scene: &Scene, id: NoteId, rect: Rect, point: Point, aim: Aim) -> Option<Hit> {
    if in_corner(rect, point, aim) {
        return Some(Hit::NoteCorner(id));
    }
    if !rect.contains(point) {
        return None;
    }
    let inner = rect.inset(NOTE_PAD);
    if Detail::at(aim.zoom) >= Detail::Plain
        && inner.contains(point)
        && let Some(prose) = scene.prose(id, inner.w)
        && let Some(address) = prose.link_at(Point::new(point.x - inner.x, point.y - inner.y))
    {
        return Some(Hit::NoteLink(id, address.clone()));
    }
    Some(Hit::Note(id))
}

/// The corner grows beyond the box a little, so that it can be caught when the box is small on screen.
fn in_corner(rect: Rect, point: Point, aim: Aim) -> bool {
    if Detail::at(aim.zoom) < Detail::Plain {
        return false;
    }
    let side = CORNER.min(rect.w / 2.0).min(rect.h / 2.0);
    let corner = Rect::new(
        rect.right() - side,
        rect.bottom() - side,
        side + aim.wire,
        side + aim.wire,
    );
    corner.contains(point)
}

fn frames<'a>(spots: &'a [&Spot]) -> impl Iterator<Item = (FrameId, Rect)> + 'a {
    spots.iter().filter_map(|spot| match spot.item {
        ItemId::Frame(id) => Some((id, spot.rect)),
        ItemId::Node(_) | ItemId::Note(_) => None,
    })
}

fn on_frame_corner(spots: &[&Spot], point: Point, aim: Aim) -> Option<Hit> {
    let mut caught = frames(spots).filter(|(_, rect)| in_corner(*rect, point, aim));
    caught.next().map(|(id, _)| Hit::FrameCorner(id))
}

/// The title bar of the smallest frame there.
fn on_frame_title(spots: &[&Spot], point: Point, aim: Aim) -> Hit {
    let above = if Detail::at(aim.zoom) < Detail::Plain {
        FRAME_TITLE_ABOVE / aim.zoom
    } else {
        0.0
    };
    let titles = frames(spots).filter(|(_, rect)| {
        Rect::new(
            rect.x,
            rect.y - above,
            rect.w,
            rect.h.min(FRAME_TITLE) + above,
        )
        .contains(point)
    });
    let smallest = titles.min_by(|a, b| (a.1.w * a.1.h).total_cmp(&(b.1.w * b.1.h)));
    smallest.map_or(Hit::Empty, |(id, rect)| match frame_run(rect) {
        Some(sign) if Detail::at(aim.zoom) >= Detail::Plain && sign.contains(point) => {
            Hit::FrameRun(id)
        }
        _ => Hit::FrameTitle(id),
    })
}
