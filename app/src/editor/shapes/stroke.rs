//! A stroke of a brush as it is kept: with as few places as say the same.

use gesso_graph::limits::NUMBERS;
use gesso_graph::numbers::{Stroke, Touch, of_strokes};

/// How a brush paints.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brush {
    /// Its width in pixels of the picture.
    pub size: f64,
    /// 1 has a sharp edge.
    pub hardness: f64,
    /// Takes away.
    pub erases: bool,
}

/// How much a part of full pressure counts beside pixels, in widths of the brush.
const PRESSURE: f64 = 0.5;

/// The stroke of a brush through these places, `within` so many pixels of them (Douglas and Peucker 1973).
pub fn of(brush: Brush, path: &[Touch], within: f64) -> Stroke {
    let mut kept = vec![false; path.len()];
    let mut parts = vec![(0, path.len().saturating_sub(1))];
    for end in [0, path.len().saturating_sub(1)] {
        if let Some(kept) = kept.get_mut(end) {
            *kept = true;
        }
    }
    while let Some((from, to)) = parts.pop() {
        let apart = |i: usize| off(path[i], path[from], path[to], brush.size);
        let farthest = (from + 1..to).max_by(|&a, &b| apart(a).total_cmp(&apart(b)));
        if let Some(at) = farthest.filter(|&i| apart(i) > within) {
            kept[at] = true;
            parts.extend([(from, at), (at, to)]);
        }
    }
    let tenth = |number: f64| (number * 10.0).round() / 10.0;
    let path = path.iter().zip(kept).filter(|(_, kept)| *kept);
    Stroke {
        size: tenth(brush.size),
        hardness: brush.hardness,
        erases: brush.erases,
        path: path
            .map(|(touch, _)| Touch {
                x: tenth(touch.x),
                y: tenth(touch.y),
                pressure: (touch.pressure * 100.0).round() / 100.0,
            })
            .collect(),
    }
}

/// How far a place is from the straight between two others, pressure and all.
fn off(at: Touch, from: Touch, to: Touch, size: f64) -> f64 {
    let scale = size * PRESSURE;
    let vector = |touch: Touch| [touch.x, touch.y, touch.pressure * scale];
    let (at, from, to) = (vector(at), vector(from), vector(to));
    let way = [0, 1, 2].map(|i| to[i] - from[i]);
    let along = [0, 1, 2].map(|i| at[i] - from[i]);
    let dot = |a: [f64; 3], b: [f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let part = (dot(along, way) / dot(way, way).max(1e-12)).clamp(0.0, 1.0);
    let rest = [0, 1, 2].map(|i| along[i] - way[i] * part);
    dot(rest, rest).sqrt()
}

/// With one more stroke; none when there would be more than a document takes.
pub fn with(strokes: &[Stroke], stroke: Stroke) -> Option<Vec<Stroke>> {
    let mut strokes = strokes.to_vec();
    strokes.push(stroke);
    (of_strokes(&strokes).len() <= NUMBERS).then_some(strokes)
}
