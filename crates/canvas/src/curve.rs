//! The shape of a wire: one cubic curve that leaves to the right and arrives from the left.

use gesso_graph::{Point, Rect};

/// A wire's way from output to input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Curve {
    pub(crate) from: Point,
    pub(crate) to: Point,
}

impl Curve {
    /// How far the handles reach; longer when the wire has to turn back.
    pub(crate) fn reach(&self) -> f64 {
        let dx = self.to.x - self.from.x;
        let dy = (self.to.y - self.from.y).abs();
        if dx >= 0.0 {
            (dx * 0.5).clamp(24.0_f64.min(dx * 0.5 + dy * 0.25), 160.0)
        } else {
            (40.0 - dx * 0.4 + dy * 0.1).min(260.0)
        }
    }

    /// The four points of the curve.
    pub(crate) fn points(&self) -> [Point; 4] {
        let reach = self.reach();
        [
            self.from,
            self.from.translate(reach, 0.0),
            self.to.translate(-reach, 0.0),
            self.to,
        ]
    }

    /// A box around the whole curve.
    pub(crate) fn bounds(&self) -> Rect {
        let [a, b, c, d] = self.points();
        Rect::from_points(a, d).union(Rect::from_points(b, c))
    }

    /// The place at `t`, 0–1.
    pub(crate) fn at(&self, t: f64) -> Point {
        let [a, b, c, d] = self.points();
        let s = 1.0 - t;
        let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        Point::new(
            weights[0] * a.x + weights[1] * b.x + weights[2] * c.x + weights[3] * d.x,
            weights[0] * a.y + weights[1] * b.y + weights[2] * c.y + weights[3] * d.y,
        )
    }

    /// How far `point` is from the curve, to a fraction of a pixel's error at usual lengths.
    pub(crate) fn distance(&self, point: Point) -> f64 {
        const STEPS: u32 = 32;
        let mut best = f64::INFINITY;
        let mut before = self.from;
        for step in 1..=STEPS {
            let here = self.at(f64::from(step) / f64::from(STEPS));
            best = best.min(to_segment(point, before, here));
            before = here;
        }
        best
    }
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
