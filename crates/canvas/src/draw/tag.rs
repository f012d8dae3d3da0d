//! A port of a subgraph as it stands inside: a tag in the colour of what flows through it, wired at the side that looks
//! inwards.

use super::{Line, Painter};
use crate::display::{Align, Op, Weight};
use crate::icon::Icon;
use crate::layout::PAD;
use crate::scene::SceneNode;
use gesso_graph::{NodeId, Point, Rect, Type};

/// Side of its sign.
const SIGN: f64 = 16.0;

impl Painter<'_> {
    /// A tag with its box at `rect`.
    pub(super) fn tag(&mut self, id: NodeId, node: &SceneNode, rect: Rect) {
        let palette = self.source.palette;
        let port = node.layout.inputs.first().or(node.layout.outputs.first());
        let ink = palette.port(port.map_or(Type::Any, |port| port.ty));
        let area = self.projection.area(rect);
        let border = (ink.over(palette.border, 0.55), self.projection.hair());
        let ground = ink.over(palette.node, 0.14);
        self.list
            .panel(area, area.h / 2.0, Some(ground), Some(border));
        let side = self.projection.len(SIGN);
        let inset = (rect.h - SIGN) / 2.0;
        let sign = Point::new(rect.x + inset, rect.y + inset);
        self.list.push(Op::Icon {
            icon: Icon::of(node.schema.as_deref()),
            at: self.projection.at(sign),
            side,
            ink,
        });
        let badges = self.badges(id, rect);
        let left = sign.x + SIGN + PAD;
        self.text(Line {
            text: &node.title,
            at: self.projection.at(Point::new(left, rect.y + rect.h / 2.0)),
            size: self.projection.letters(13.0, 9.5, 52.0),
            weight: Weight::Medium,
            ink: palette.text,
            room: self
                .projection
                .len(rect.right() - 2.0 * PAD - badges - left),
            align: Align::Left,
        });
        self.mode(node, &node.layout, rect);
        self.knobs(id, rect, false);
    }
}
