//! Wires that are marked: selected, under the pointer, on the same path, about to be cut, with their bends.

use super::Overlay;
use crate::display::Op;
use crate::draw::{Detail, Painter};
use crate::route::Route;
use crate::theme::Ink;
use gesso_graph::{InPort, Point, Rect, Type};
use std::collections::{BTreeMap, BTreeSet};

/// A stroke that cuts.
pub(crate) struct Stroke<'a> {
    pub(crate) path: &'a [Point],
    /// The wires it crossed.
    pub(crate) cut: &'a BTreeSet<InPort>,
}

impl Painter<'_> {
    /// The path that is followed, the selected wire and the one under the pointer.
    pub(super) fn marked_wires(&mut self, overlay: &Overlay<'_>) {
        let palette = self.source.palette;
        let thick = self.projection.len(3.0).max(self.projection.css(2.5));
        self.path(overlay.path, overlay.clip);
        for (to, selected) in [(overlay.hover_wire, false), (overlay.selected_wire, true)] {
            let Some(wire) = to.and_then(|to| self.source.scene.wire(to)) else {
                continue;
            };
            // The one with a bend in hand is drawn as it would be.
            if overlay.bending.is_some() {
                continue;
            }
            let ink = if selected {
                palette.accent
            } else {
                palette.port(wire.ty)
            };
            if selected {
                self.stroke(
                    &[&wire.route],
                    palette.accent.fade(0.25),
                    thick * 3.0,
                    false,
                );
            }
            self.stroke(&[&wire.route], ink, thick, false);
            self.bends(&wire.route, ink);
        }
        if let Some((route, ty)) = overlay.bending {
            let ink = self.wire_ink(*ty);
            self.stroke(&[route], ink, thick, false);
            self.bends(route, ink);
        }
    }

    /// What flows into a wire and what it flows into, in full colour.
    fn path(&mut self, path: &BTreeSet<InPort>, clip: Rect) {
        let width = self.projection.len(2.5).max(self.projection.css(2.0));
        let mut colors: BTreeMap<Ink, Vec<&Route>> = BTreeMap::new();
        for to in path {
            if let Some(wire) = self.source.scene.wire(to)
                && wire.route.bounds().intersects(clip)
            {
                let routes = colors.entry(self.wire_ink(wire.ty)).or_default();
                routes.push(&wire.route);
            }
        }
        for (ink, routes) in colors {
            self.stroke(&routes, ink, width, false);
        }
    }

    /// The places a wire goes by.
    pub(crate) fn bends(&mut self, route: &Route, ink: Ink) {
        if self.detail < Detail::Plain {
            return;
        }
        let r = self.projection.len(4.5).max(self.projection.css(3.0));
        for bend in route.bends.as_deref().unwrap_or_default() {
            let at = self.projection.at(*bend);
            let hair = self.projection.hair();
            let edge = self.source.palette.canvas;
            self.list.push(Op::Disc {
                at,
                r: r + hair,
                ink: edge,
            });
            self.list.push(Op::Disc { at, r, ink });
        }
    }

    /// The stroke that cuts, and what it crossed.
    pub(super) fn cutting(&mut self, stroke: &Stroke<'_>) {
        let palette = self.source.palette;
        let thick = self.projection.len(3.0).max(self.projection.css(2.5));
        let wires = stroke.cut.iter();
        let routes: Vec<&Route> = wires
            .filter_map(|to| Some(&self.source.scene.wire(to)?.route))
            .collect();
        self.stroke(&routes, palette.failed, thick, true);
        let steps = stroke.path.windows(2);
        let lines = steps.map(|step| [self.projection.at(step[0]), self.projection.at(step[1])]);
        let lines = lines.collect();
        self.list.push(Op::Lines {
            ink: palette.failed,
            width: self.projection.css(1.5),
            lines,
        });
    }

    /// Wires in hand besides the one that lands.
    pub(super) fn more_wires(&mut self, routes: &[Route], ty: Type) {
        let width = self.projection.len(2.0).max(self.projection.css(1.5));
        let ink = self.wire_ink(ty);
        self.stroke(&routes.iter().collect::<Vec<_>>(), ink, width, true);
    }
}
