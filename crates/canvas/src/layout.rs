//! How large a node is and where its ports and picture are, in world pixels from its top left corner.
//! Depends on the kind and on which extra ports show, never on results: a run doesn't make nodes jump.

mod look;

pub(crate) use look::Look;

use crate::draw::rows_height;
use gesso_graph::{GRAPH_INPUT, GRAPH_OUTPUT, InputPort, Name, Point, Rect, Schema, Size, Type};
use std::sync::Arc;

/// Width of every node.
pub(crate) const WIDTH: f64 = 216.0;
/// Height of the header with icon, title and summary.
pub(crate) const HEADER: f64 = 44.0;
/// Height of a row of ports.
pub(crate) const ROW: f64 = 24.0;
/// Corner radius of nodes, frames and notes.
pub(crate) const RADIUS: f64 = 8.0;
/// Room between parts.
pub(crate) const PAD: f64 = 8.0;
/// Height of the picture's area, and the least of it on a node with an extent of its own.
pub(crate) const PICTURE: f64 = 124.0;
const LEAST_PICTURE: f64 = 40.0;
/// The narrowest node.
const LEAST_WIDTH: f64 = 144.0;
/// Extent of a port of a subgraph, as it stands inside.
const TAG: Size = Size { w: 168.0, h: 40.0 };
/// Radius of a port.
pub(crate) const PORT: f64 = 5.0;
/// Height of a frame's title bar.
pub(crate) const FRAME_TITLE: f64 = 32.0;
/// Height of a frame's title when it stands above the frame, in CSS pixels.
pub(crate) const FRAME_TITLE_ABOVE: f64 = 18.0;
/// Room around a note's text.
pub(crate) const NOTE_PAD: f64 = 12.0;
/// Extent of the corner that resizes a frame or note.
pub(crate) const CORNER: f64 = 18.0;

/// The narrowest frame that has a sign to run it.
const FRAME_WITH_RUN: f64 = 120.0;

/// Where the sign is that runs what is in a frame: at the right end of its title.
pub(crate) fn frame_run(frame: Rect) -> Option<Rect> {
    let side = FRAME_TITLE.min(frame.h);
    let right = Rect::new(frame.right() - side, frame.y, side, side);
    (frame.w >= FRAME_WITH_RUN).then_some(right)
}

/// How far things are drawn outside their box at a zoom, in world pixels: ports, marks.
pub(crate) fn bleed(zoom: f64) -> f64 {
    12.0 + 4.0 / zoom
}

/// The same for frames, whose titles stand above them.
pub(crate) fn title_bleed(zoom: f64) -> f64 {
    bleed(zoom) + FRAME_TITLE_ABOVE / zoom
}

/// One port on a node's edge.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PortSpot {
    pub(crate) name: Name,
    pub(crate) label: Arc<str>,
    pub(crate) ty: Type,
    /// From the node's corner.
    pub(crate) at: Point,
    /// It belongs to a parameter.
    pub(crate) param: bool,
}

/// A parameter in a row of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParamSpot {
    pub(crate) name: Name,
    /// From the node's corner.
    pub(crate) rect: Rect,
}

/// Where everything on a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NodeLayout {
    pub(crate) size: Size,
    pub(crate) inputs: Vec<PortSpot>,
    pub(crate) outputs: Vec<PortSpot>,
    pub(crate) params: Vec<ParamSpot>,
    /// The picture's area.
    pub(crate) picture: Option<Rect>,
    /// The ports of each side are gathered in one place, and only the header is there.
    pub(crate) collapsed: bool,
    /// A port of a subgraph.
    pub(crate) tag: bool,
}

/// The ports that show beyond those that every node of the kind has: wired parameters, wired ports the kind doesn't have, and of
/// many inputs those up to the first free one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct ExtraPorts {
    pub(crate) inputs: Vec<Name>,
    pub(crate) outputs: Vec<Name>,
    /// Of the kind's own inputs.
    pub(crate) grown: Vec<Name>,
}

impl NodeLayout {
    /// The layout of a kind, or of a kind this build doesn't know.
    pub(crate) fn new(schema: Option<&Schema>, extra: &ExtraPorts, look: &Look) -> Self {
        let own_inputs = schema.map_or(&[][..], |schema| &schema.inputs);
        let own_outputs = schema.map_or(&[][..], |schema| &schema.outputs);
        let has_grown = |name: &str| extra.grown.iter().any(|grown| grown.as_str() == name);
        let mut inputs: Vec<PortSpot> = own_inputs
            .iter()
            .filter(|port| port.after.is_none() || has_grown(&port.name))
            .map(|port| {
                spot(
                    Name::from(&port.name),
                    port.label.as_ref().into(),
                    port.ty,
                    false,
                )
            })
            .collect();
        inputs.extend(extra.inputs.iter().map(|name| {
            let known = schema.and_then(|schema| schema.input_port(name));
            match known {
                Some(InputPort {
                    label, ty, param, ..
                }) => spot(name.clone(), label.into(), ty, param),
                None => spot(name.clone(), name.0.clone(), Type::Any, false),
            }
        }));
        let mut outputs: Vec<PortSpot> = own_outputs
            .iter()
            .map(|port| {
                spot(
                    Name::from(&port.name),
                    port.label.as_ref().into(),
                    port.ty,
                    false,
                )
            })
            .collect();
        outputs.extend(
            extra
                .outputs
                .iter()
                .map(|name| spot(name.clone(), name.0.clone(), Type::Any, false)),
        );
        if schema.is_some_and(|schema| is_tag(schema.id)) {
            return Self::tag(inputs, outputs);
        }
        if look.collapsed {
            return Self::gathered(inputs, outputs);
        }
        for (row, port) in inputs.iter_mut().enumerate() {
            port.at = Point::new(0.0, row_middle(row));
        }
        for (row, port) in outputs.iter_mut().enumerate() {
            port.at = Point::new(WIDTH, row_middle(row));
        }
        let rows = inputs.len().max(outputs.len());
        let mut height = HEADER;
        if rows > 0 {
            height += PAD + rows as f64 * ROW;
        }
        let params = look
            .rows
            .iter()
            .enumerate()
            .map(|(row, name)| ParamSpot {
                name: name.clone(),
                rect: Rect::new(
                    PAD,
                    height + PAD / 2.0 + rows_height(row),
                    WIDTH - 2.0 * PAD,
                    ROW - 2.0,
                ),
            })
            .collect();
        if !look.rows.is_empty() {
            height += PAD / 2.0 + rows_height(look.rows.len());
        }
        let picture = schema.is_some_and(Schema::shows_picture).then(|| {
            let top = height + PAD / 2.0;
            height = top + PICTURE;
            Rect::new(PAD, top, WIDTH - 2.0 * PAD, PICTURE)
        });
        height += PAD;
        let natural = Self {
            size: Size::new(WIDTH, height),
            inputs,
            outputs,
            params,
            picture,
            collapsed: false,
            tag: false,
        };
        match look.size {
            Some((w, h)) => natural.stretched(Size::new(f64::from(w), f64::from(h))),
            None => natural,
        }
    }

    /// A port of a subgraph: a tag with its name, wired at the side that looks inwards.
    fn tag(mut inputs: Vec<PortSpot>, mut outputs: Vec<PortSpot>) -> Self {
        for port in &mut inputs {
            port.at = Point::new(0.0, TAG.h / 2.0);
        }
        for port in &mut outputs {
            port.at = Point::new(TAG.w, TAG.h / 2.0);
        }
        Self {
            size: TAG,
            inputs,
            outputs,
            params: Vec::new(),
            picture: None,
            collapsed: false,
            tag: true,
        }
    }

    /// Only the header, with the ports of each side in one place.
    fn gathered(mut inputs: Vec<PortSpot>, mut outputs: Vec<PortSpot>) -> Self {
        for port in &mut inputs {
            port.at = Point::new(0.0, HEADER / 2.0);
        }
        for port in &mut outputs {
            port.at = Point::new(WIDTH, HEADER / 2.0);
        }
        Self {
            size: Size::new(WIDTH, HEADER),
            inputs,
            outputs,
            params: Vec::new(),
            picture: None,
            collapsed: true,
            tag: false,
        }
    }

    /// The same layout in another extent, never too small for what is on it: the picture takes the room.
    pub(crate) fn stretched(&self, size: Size) -> Self {
        let w = size.w.max(LEAST_WIDTH);
        let spare = self.picture.map_or(0.0, |well| well.h - LEAST_PICTURE);
        let h = size.h.max(self.size.h - spare);
        let (wider, higher) = (w - self.size.w, h - self.size.h);
        let mut stretched = self.clone();
        stretched.size = Size::new(w, h);
        for port in &mut stretched.outputs {
            port.at.x = w;
        }
        for param in &mut stretched.params {
            param.rect.w += wider;
        }
        if let Some(well) = &mut stretched.picture {
            well.w += wider;
            well.h += higher;
        }
        stretched
    }

    /// Nobody can give it another extent.
    pub(crate) fn is_fixed(&self) -> bool {
        self.collapsed || self.tag
    }

    pub(crate) fn param(&self, name: &str) -> Option<&ParamSpot> {
        self.params.iter().find(|param| param.name.as_str() == name)
    }

    /// The same layout with more ports in a drawer below the node, so that nothing that is there moves.
    pub(crate) fn opened<'a>(&self, ports: impl Iterator<Item = InputPort<'a>>) -> Self {
        let mut open = self.clone();
        for (row, port) in ports.enumerate() {
            let y = self.size.h + PAD / 2.0 + (row as f64 + 0.5) * ROW;
            open.inputs.push(PortSpot {
                at: Point::new(0.0, y),
                ..spot(port.name.into(), port.label.into(), port.ty, port.param)
            });
            open.size.h = y + ROW / 2.0 + PAD / 2.0;
        }
        open
    }

    pub(crate) fn input(&self, name: &str) -> Option<&PortSpot> {
        self.inputs.iter().find(|port| port.name.as_str() == name)
    }

    pub(crate) fn output(&self, name: &str) -> Option<&PortSpot> {
        self.outputs.iter().find(|port| port.name.as_str() == name)
    }
}

/// Whether nodes of this kind are drawn as tags: the ports of a subgraph, inside it.
pub(crate) fn is_tag(kind: &str) -> bool {
    matches!(kind, GRAPH_INPUT | GRAPH_OUTPUT)
}

fn spot(name: Name, label: Arc<str>, ty: Type, param: bool) -> PortSpot {
    PortSpot {
        name,
        label,
        ty,
        at: Point::default(),
        param,
    }
}

/// The middle of a row of ports.
fn row_middle(row: usize) -> f64 {
    HEADER + PAD + (row as f64 + 0.5) * ROW
}
