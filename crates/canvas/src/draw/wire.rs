//! Wires: curves in their source's colour, one path for each colour; straight lines far away.

use super::{Detail, Lifted, Painter};
use crate::display::Op;
use crate::route::Route;
use crate::theme::Ink;
use gesso_graph::{ItemId, Rect, Type};
use std::collections::BTreeMap;

impl Painter<'_> {
    /// The wires in a box, without those in hand.
    pub(crate) fn wires(&mut self, clip: Rect, lifted: Lifted<'_>) {
        let held = |id| !lifted.items.is_empty() && lifted.items.contains(&ItemId::Node(id));
        let mut colors: BTreeMap<Ink, Vec<&Route>> = BTreeMap::new();
        for wire in self.source.scene.wires_in(clip) {
            if !lifted.wires.contains(&wire.to) && !held(wire.from) && !held(wire.to.node) {
                colors
                    .entry(self.source.palette.port(wire.ty))
                    .or_default()
                    .push(&wire.route);
            }
        }
        for (ink, curves) in colors {
            self.curves(&curves, ink);
        }
    }

    /// Some wires of one colour.
    pub(crate) fn curves(&mut self, curves: &[&Route], ink: Ink) {
        let canvas = self.source.palette.canvas;
        match self.detail {
            Detail::Far => {
                let legs = curves.iter().flat_map(|route| route.legs());
                let lines = legs.map(|leg| leg.map(|end| self.projection.at(end)));
                let lines = lines.collect();
                self.list.push(Op::Lines {
                    ink: ink.over(canvas, 0.4),
                    width: self.projection.hair(),
                    lines,
                });
            }
            Detail::Card => self.stroke(
                curves,
                ink.over(canvas, 0.6),
                self.projection.css(1.25),
                false,
            ),
            Detail::Plain | Detail::Full => {
                let width = self.projection.len(2.0).max(self.projection.css(1.25));
                self.stroke(curves, ink.over(canvas, 0.85), width, false);
            }
        }
    }

    /// Some wires as curves, whatever the level of detail.
    pub(crate) fn stroke(&mut self, routes: &[&Route], ink: Ink, width: f32, dashed: bool) {
        if routes.is_empty() {
            return;
        }
        let mut curves = Vec::with_capacity(routes.len());
        for route in routes {
            route.each(|_, piece| curves.push(piece.map(|point| self.projection.at(point))));
        }
        self.list.push(Op::Curves {
            ink,
            width,
            curves,
            dashed,
        });
    }

    /// The colour of a wire that carries `ty`.
    pub(crate) fn wire_ink(&self, ty: Type) -> Ink {
        self.source.palette.port(ty)
    }
}
