//! Wires: curves in their source's colour, one path for each colour; straight lines far away.

use super::{Detail, Lifted, Painter};
use crate::display::Op;
use crate::route::Route;
use crate::theme::Ink;
use gesso_graph::{ItemId, Point, Rect, Type};
use std::collections::BTreeMap;

/// A line of one device pixel costs a browser without a GPU a fifth of one that is a little thicker.
const HAIRLINE: f32 = 1.0;
/// Wires thinner than this are drawn as hairlines.
const THICK: f32 = 1.2;
/// The shortest far wire that is drawn, in CSS pixels.
const SHORTEST: f64 = 2.5;
/// How often a curve is halved to find out whether it passes through a box; what is left then is taken to.
const HALVINGS: u32 = 4;

impl Painter<'_> {
    /// The wires in a box, without those in hand.
    pub(crate) fn wires(&mut self, clip: Rect, lifted: Lifted<'_>) {
        let held = |id| !lifted.items.is_empty() && lifted.items.contains(&ItemId::Node(id));
        let mut colors: BTreeMap<Ink, Vec<&Route>> = BTreeMap::new();
        for wire in self.source.scene.wires_in(clip) {
            let lies = !lifted.wires.contains(&wire.to) && !held(wire.from) && !held(wire.to.node);
            if lies && self.passes(&wire.route, clip) {
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
                    width: HAIRLINE,
                    lines,
                });
            }
            Detail::Card => self.stroke(curves, ink.over(canvas, 0.6), HAIRLINE, false),
            Detail::Plain | Detail::Full => {
                let width = self.projection.len(2.0);
                let width = if width < THICK { HAIRLINE } else { width };
                self.stroke(curves, ink.over(canvas, 0.85), width, false);
            }
        }
    }

    /// Whether a wire shows in a box; its bounds, which the index knows, may touch boxes that it doesn't pass.
    fn passes(&self, route: &Route, clip: Rect) -> bool {
        if self.detail == Detail::Far {
            // What is hardly longer than a pixel lies between two boxes that touch.
            let is_long = |[a, b]: [Point; 2]| {
                ((b.x - a.x).abs() + (b.y - a.y).abs()) * self.projection.zoom > SHORTEST
            };
            return route
                .legs()
                .any(|leg| is_long(leg) && line_meets(leg[0], leg[1], clip));
        }
        let mut passes = false;
        route.each(|_, piece| passes = passes || curve_meets(piece, clip, HALVINGS));
        passes
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

/// Whether a straight line passes through a box.
fn line_meets(a: Point, b: Point, rect: Rect) -> bool {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let sides = [
        (-dx, a.x - rect.x),
        (dx, rect.right() - a.x),
        (-dy, a.y - rect.y),
        (dy, rect.bottom() - a.y),
    ];
    // Liang and Barsky: the part of the line between entering and leaving every side.
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (towards, away) in sides {
        if towards == 0.0 {
            if away < 0.0 {
                return false;
            }
        } else if towards < 0.0 {
            enters = enters.max(away / towards);
        } else {
            leaves = leaves.min(away / towards);
        }
    }
    enters <= leaves
}

/// Whether a curve may pass through a box: a curve lies inside the box around its four points.
fn curve_meets(points: [Point; 4], rect: Rect, halvings: u32) -> bool {
    let [a, b, c, d] = points;
    let around = Rect::from_points(a, b).union(Rect::from_points(c, d));
    if !around.intersects(rect) {
        return false;
    }
    if halvings == 0 || rect.contains_rect(around) {
        return true;
    }
    let middle = |a: Point, b: Point| Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let (ab, bc, cd) = (middle(a, b), middle(b, c), middle(c, d));
    let (abc, bcd) = (middle(ab, bc), middle(bc, cd));
    let half = middle(abc, bcd);
    curve_meets([a, ab, abc, half], rect, halvings - 1)
        || curve_meets([half, bcd, cd, d], rect, halvings - 1)
}
