//! The way of a wire: from an output to the right, over its bends, into an input from the left.
//! One description in cubic pieces serves drawing, hit testing and cutting alike.

use gesso_graph::{Point, Rect};
use std::sync::Arc;

/// How wires run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WireStyle {
    /// One sweep.
    #[default]
    Curved,
    /// The shortest way.
    Straight,
    /// Across and down, with round corners.
    Orthogonal,
}

/// A wire's way from output to input.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Route {
    pub(crate) from: Point,
    pub(crate) to: Point,
    /// Places it passes, in order.
    pub(crate) bends: Option<Arc<[Point]>>,
    pub(crate) style: WireStyle,
}

/// A cubic: start, two handles, end.
pub(crate) type Piece = [Point; 4];

/// An orthogonal wire goes this far before it turns.
const STUB: f64 = 20.0;
/// Radius of an orthogonal wire's corners.
const CORNER: f64 = 8.0;
/// A wire longer than this is found by its stretches.
const LONG: f64 = 2_000.0;
/// How many stretches a long wire has.
const STRETCHES: usize = 8;
/// A box along a route is halved while it is larger than this, but not more often than that.
const LARGE: f64 = 1_000.0;
const HALVINGS: u32 = 6;
/// Straight steps that stand for a cubic.
const STEPS: u32 = 24;

impl Route {
    /// Straight from place to place when seen from far away, whatever the style.
    pub(crate) fn legs(&self) -> impl Iterator<Item = [Point; 2]> + '_ {
        let places = self.places();
        places.clone().zip(places.skip(1)).map(|(a, b)| [a, b])
    }

    fn places(&self) -> impl Iterator<Item = Point> + Clone + '_ {
        let bends = self.bends.as_deref().unwrap_or_default();
        std::iter::once(self.from)
            .chain(bends.iter().copied())
            .chain(std::iter::once(self.to))
    }

    /// Every piece in order, with the number of the leg it belongs to; legs lie between the bends.
    pub(crate) fn each(&self, mut piece: impl FnMut(usize, Piece)) {
        if self.bends.is_none() && self.style == WireStyle::Curved {
            return piece(0, sweep(self.from, self.to));
        }
        let places: Vec<Point> = self.places().collect();
        let last = places.len() - 2;
        for leg in 0..=last {
            let (a, b) = (places[leg], places[leg + 1]);
            match self.style {
                WireStyle::Straight => piece(leg, line(a, b)),
                WireStyle::Orthogonal => {
                    turns(&corners(a, b, leg == 0, leg == last), |turn| {
                        piece(leg, turn)
                    });
                }
                WireStyle::Curved => {
                    let before = (leg > 0).then(|| places[leg - 1]);
                    let after = places.get(leg + 2).copied();
                    piece(leg, bent(before, a, b, after));
                }
            }
        }
    }

    /// A box around the whole route.
    pub(crate) fn bounds(&self) -> Rect {
        let mut bounds = Rect::from_points(self.from, self.to);
        self.each(|_, [a, b, c, d]| {
            bounds = bounds
                .union(Rect::from_points(a, d))
                .union(Rect::from_points(b, c));
        });
        bounds
    }

    /// The boxes of equal parts of a long wire without bends, whether it is drawn as a curve or straight from end to end.
    pub(crate) fn stretches(&self) -> Option<[Rect; STRETCHES]> {
        let is_long = (self.to.x - self.from.x)
            .abs()
            .max((self.to.y - self.from.y).abs())
            > LONG;
        if !is_long || self.bends.is_some() || self.style == WireStyle::Orthogonal {
            return None;
        }
        let mut curve = line(self.from, self.to);
        self.each(|_, piece| curve = piece);
        let along = |share: f64| {
            let (dx, dy) = (self.to.x - self.from.x, self.to.y - self.from.y);
            self.from.translate(dx * share, dy * share)
        };
        let mut parts = [Rect::default(); STRETCHES];
        for (at, part) in parts.iter_mut().enumerate() {
            let (first, rest) = split(curve, 1.0 / (STRETCHES - at) as f64);
            curve = rest;
            let share = |at: usize| at as f64 / STRETCHES as f64;
            let straight = Rect::from_points(along(share(at)), along(share(at + 1)));
            *part = around(first).union(straight);
        }
        Some(parts)
    }

    /// Boxes that the whole route lies in: one for a short one, many along a long one, which crosses much that it doesn't
    /// touch.
    pub(crate) fn boxes(&self, mut each: impl FnMut(Rect)) {
        self.each(|_, piece| halves(piece, HALVINGS, &mut each));
    }

    /// The route as straight steps, each with the number of its leg.
    pub(crate) fn steps(&self, mut step: impl FnMut(usize, Point, Point)) {
        self.each(|leg, piece| {
            if is_line(&piece) {
                return step(leg, piece[0], piece[3]);
            }
            let mut before = piece[0];
            for at in 1..=STEPS {
                let here = place(&piece, f64::from(at) / f64::from(STEPS));
                step(leg, before, here);
                before = here;
            }
        });
    }

    /// How far `point` is from the route, to a fraction of a pixel's error at usual lengths, and the nearest leg.
    pub(crate) fn nearest(&self, point: Point) -> (f64, usize) {
        let mut best = (f64::INFINITY, 0);
        self.steps(|leg, a, b| {
            let far = to_segment(point, a, b);
            if far < best.0 {
                best = (far, leg);
            }
        });
        best
    }

    /// Whether a straight stroke crosses it.
    pub(crate) fn is_cut_by(&self, a: Point, b: Point) -> bool {
        let mut cut = false;
        self.steps(|_, c, d| cut |= cross(a, b, c, d));
        cut
    }
}

/// Boxes along a piece.
fn halves(piece: Piece, left: u32, each: &mut impl FnMut(Rect)) {
    let around = around(piece);
    if left == 0 || around.w.max(around.h) <= LARGE {
        return each(around);
    }
    let (first, second) = split(piece, 0.5);
    halves(first, left - 1, each);
    halves(second, left - 1, each);
}

/// A box around a piece: it lies inside the one around its four points.
fn around([a, b, c, d]: Piece) -> Rect {
    Rect::from_points(a, b).union(Rect::from_points(c, d))
}

/// A piece cut in two at `t`, 0–1 (de Casteljau).
fn split([a, b, c, d]: Piece, t: f64) -> (Piece, Piece) {
    let mix = |a: Point, b: Point| Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    let (ab, bc, cd) = (mix(a, b), mix(b, c), mix(c, d));
    let (abc, bcd) = (mix(ab, bc), mix(bc, cd));
    let cut = mix(abc, bcd);
    ([a, ab, abc, cut], [cut, bcd, cd, d])
}

/// The sweep of a wire without bends.
fn sweep(from: Point, to: Point) -> Piece {
    let reach = reach(from, to);
    [
        from,
        from.translate(reach, 0.0),
        to.translate(-reach, 0.0),
        to,
    ]
}

/// How far the handles reach; longer when the wire has to turn back.
fn reach(from: Point, to: Point) -> f64 {
    let dx = to.x - from.x;
    let dy = (to.y - from.y).abs();
    if dx >= 0.0 {
        (dx * 0.5).clamp(24.0_f64.min(dx * 0.5 + dy * 0.25), 160.0)
    } else {
        (40.0 - dx * 0.4 + dy * 0.1).min(260.0)
    }
}

/// A leg of a bent sweep: level at the ports, and smooth over each bend.
fn bent(before: Option<Point>, a: Point, b: Point, after: Option<Point>) -> Piece {
    let length = (b.x - a.x).hypot(b.y - a.y);
    let handle = |prev: Point, next: Point| {
        let (dx, dy) = (next.x - prev.x, next.y - prev.y);
        let scale = length / 3.0 / dx.hypot(dy).max(1e-9);
        (dx * scale, dy * scale)
    };
    let level = (reach(a, b).min(length * 0.6), 0.0);
    let out = before.map_or(level, |before| handle(before, b));
    let into = after.map_or(level, |after| handle(a, after));
    [
        a,
        a.translate(out.0, out.1),
        b.translate(-into.0, -into.1),
        b,
    ]
}

/// A straight line as a piece.
fn line(a: Point, b: Point) -> Piece {
    let (dx, dy) = ((b.x - a.x) / 3.0, (b.y - a.y) / 3.0);
    [a, a.translate(dx, dy), b.translate(-dx, -dy), b]
}

fn is_line(piece: &Piece) -> bool {
    *piece == line(piece[0], piece[3])
}

/// The corners of an orthogonal leg. It leaves a port to the right and arrives at one from the left.
fn corners(a: Point, b: Point, leaves: bool, arrives: bool) -> Vec<Point> {
    let needed = STUB * f64::from(u8::from(leaves) + u8::from(arrives));
    let turn = |x: f64| vec![a, Point::new(x, a.y), Point::new(x, b.y), b];
    if b.x - a.x >= needed || !(leaves || arrives) {
        return turn((a.x + b.x) / 2.0);
    }
    match (leaves, arrives) {
        (true, false) => turn(a.x + STUB),
        (false, true) => turn(b.x - STUB),
        _ => {
            let (out, back, middle) = (a.x + STUB, b.x - STUB, (a.y + b.y) / 2.0);
            vec![
                a,
                Point::new(out, a.y),
                Point::new(out, middle),
                Point::new(back, middle),
                Point::new(back, b.y),
                b,
            ]
        }
    }
}

/// Corners as pieces: lines, and rounded turns between them.
fn turns(corners: &[Point], mut piece: impl FnMut(Piece)) {
    let toward = |from: Point, to: Point, by: f64| {
        let length = (to.x - from.x).hypot(to.y - from.y).max(1e-9);
        from.translate((to.x - from.x) / length * by, (to.y - from.y) / length * by)
    };
    let mut start = corners[0];
    for at in 1..corners.len() - 1 {
        let (before, corner, after) = (corners[at - 1], corners[at], corners[at + 1]);
        let room = |other: Point| (other.x - corner.x).hypot(other.y - corner.y) / 2.0;
        let radius = CORNER.min(room(before)).min(room(after));
        let (into, out) = (
            toward(corner, before, radius),
            toward(corner, after, radius),
        );
        piece(line(start, into));
        // A quarter circle as a cubic: handles reach 0.5523 of the radius, so 0.4477 of it are left to the corner.
        piece([
            into,
            toward(corner, before, radius * 0.4477),
            toward(corner, after, radius * 0.4477),
            out,
        ]);
        start = out;
    }
    piece(line(start, corners[corners.len() - 1]));
}

/// The place at `t`, 0–1.
fn place(piece: &Piece, t: f64) -> Point {
    let [a, b, c, d] = piece;
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    Point::new(
        weights[0] * a.x + weights[1] * b.x + weights[2] * c.x + weights[3] * d.x,
        weights[0] * a.y + weights[1] * b.y + weights[2] * c.y + weights[3] * d.y,
    )
}

fn to_segment(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
    let t = if length > 0.0 {
        along.clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point.x - a.x - t * dx).hypot(point.y - a.y - t * dy)
}

/// Whether two segments cross; those that only lie along each other don't.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let (one, two) = (side(a, b, c), side(a, b, d));
    let (three, four) = (side(c, d, a), side(c, d, b));
    (one > 0.0) != (two > 0.0) && (three > 0.0) != (four > 0.0)
}
