//! Tone curves through points: one for all channels and one for each, smooth and without overshoot.
//! On sRGB-encoded straight colour held to 0–1.

use crate::Image;
use crate::kernel::pointwise::channelwise;
use crate::kernel::tone::{Tone, toned};

/// A point of a curve and how steep the curve is there. Between two of them it is the cubic that both decide (Hermite);
/// before the first and after the last it is flat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knot {
    /// The value that comes, 0–1.
    pub x: f64,
    /// The value that it becomes, 0–1.
    pub y: f64,
    /// The slope there.
    pub slope: f64,
}

/// The parameters of [`curves`]; each curve's knots go from left to right, and no knots change nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curves {
    /// For every channel, after its own curve.
    pub all: Vec<Knot>,
    /// For red, green and blue.
    pub channels: [Vec<Knot>; 3],
}

/// Bends the values of every channel by its own curve and then by that of all.
pub fn curves(input: Image, p: &Curves) -> Image {
    let changes = |knots: &[Knot]| !is_straight(knots);
    if !changes(&p.all) && !p.channels.iter().any(|knots| changes(knots)) {
        return input;
    }
    let tone = |own: &Vec<Knot>| {
        let treats = changes(own) || changes(&p.all);
        treats.then(|| Tone::new(|v| at(&p.all, at(own, v))))
    };
    let tones = p.channels.each_ref().map(tone);
    channelwise(input, move |row| {
        toned(row, tones.each_ref().map(Option::as_ref));
    })
}

fn is_straight(knots: &[Knot]) -> bool {
    let (Some(first), Some(last)) = (knots.first(), knots.last()) else {
        return true;
    };
    let reaches = first.x <= 0.0 && last.x >= 1.0;
    reaches && knots.iter().all(|k| k.y == k.x && k.slope == 1.0)
}

/// The curve's value at `v`.
fn at(knots: &[Knot], v: f64) -> f64 {
    let after = knots.partition_point(|knot| knot.x <= v);
    let (Some(from), Some(to)) = (knots.get(after.wrapping_sub(1)), knots.get(after)) else {
        let end = knots.first().filter(|_| after == 0).or(knots.last());
        return end.map_or(v, |knot| knot.y);
    };
    let width = to.x - from.x;
    let t = (v - from.x) / width;
    let (t2, t3) = (t * t, t * t * t);
    let rise = t3 - t2;
    (2.0 * t3 - 3.0 * t2 + 1.0) * from.y
        + (rise - t2 + t) * width * from.slope
        + (3.0 * t2 - 2.0 * t3) * to.y
        + rise * width * to.slope
}
