//! Wires: curves in their source's colour, one path for each colour; straight lines far away.

use super::{Detail, Lifted, Painter};
use crate::curve::Curve;
use crate::display::Op;
use crate::theme::Ink;
use gesso_graph::{ItemId, Rect, Type};
use std::collections::BTreeMap;

impl Painter<'_> {
    /// The wires in a box, without those in hand.
    pub(crate) fn wires(&mut self, clip: Rect, lifted: Lifted<'_>) {
        let held = |id| !lifted.items.is_empty() && lifted.items.contains(&ItemId::Node(id));
        let mut colors: BTreeMap<Ink, Vec<Curve>> = BTreeMap::new();
        for wire in self.source.scene.wires_in(clip) {
            if lifted.wire != Some(&wire.to) && !held(wire.from) && !held(wire.to.node) {
                colors
                    .entry(self.source.palette.port(wire.ty))
                    .or_default()
                    .push(wire.curve);
            }
        }
        for (ink, curves) in colors {
            self.curves(&curves, ink);
        }
    }

    /// Some wires of one colour.
    pub(crate) fn curves(&mut self, curves: &[Curve], ink: Ink) {
        let canvas = self.source.palette.canvas;
        match self.detail {
            Detail::Far => {
                let lines = curves
                    .iter()
                    .map(|curve| [self.projection.at(curve.from), self.projection.at(curve.to)]);
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
    pub(crate) fn stroke(&mut self, curves: &[Curve], ink: Ink, width: f32, dashed: bool) {
        if curves.is_empty() {
            return;
        }
        let curves = curves
            .iter()
            .map(|curve| curve.points().map(|point| self.projection.at(point)))
            .collect();
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
