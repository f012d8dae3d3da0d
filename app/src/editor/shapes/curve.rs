//! A curve under the hand: points are added, moved and taken away, and stay in order from left to right.

use gesso_graph::numbers::{CURVE_POINTS, Place, slopes};
use std::fmt::Write;

/// How near to each other two points may come.
const GAP: f64 = 0.01;

/// The curve as the path of an SVG whose box is 100 by 100, up being down there; flat before its first point and after its last.
pub fn path(points: &[Place]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    let slopes = slopes(points);
    let at = |(x, y): Place| format!("{:.2} {:.2}", x * 100.0, (1.0 - y) * 100.0);
    let mut path = format!("M{} L{}", at((0.0, first.1)), at(*first));
    for i in 1..points.len() {
        let (from, to) = (points[i - 1], points[i]);
        // A Hermite segment as Bézier: the handles are a third of the way along the slopes.
        let third = (to.0 - from.0) / 3.0;
        let leaving = (from.0 + third, from.1 + slopes[i - 1] * third);
        let coming = (to.0 - third, to.1 - slopes[i] * third);
        write!(path, " C{} {} {}", at(leaving), at(coming), at(to))
            .expect("writing to a string can't fail");
    }
    write!(path, " L{}", at((1.0, last.1))).expect("writing to a string can't fail");
    path
}

/// With one more point there, and which it is; none when there are enough or no room.
pub fn added(points: &[Place], (x, y): Place) -> Option<(Vec<Place>, usize)> {
    let at = points.partition_point(|point| point.0 < x);
    let is_free = points.iter().all(|point| (point.0 - x).abs() >= GAP);
    if points.len() >= CURVE_POINTS.1 || !is_free || !(0.0..=1.0).contains(&x) {
        return None;
    }
    let mut points = points.to_vec();
    points.insert(at, (x, y.clamp(0.0, 1.0)));
    Some((points, at))
}

/// The place in the widest gap, on the straight between its ends: where a point is added without pointing.
pub fn widest(points: &[Place]) -> Place {
    let gaps = points.windows(2);
    let widest = gaps.max_by(|a, b| (a[1].0 - a[0].0).total_cmp(&(b[1].0 - b[0].0)));
    widest.map_or((0.5, 0.5), |two| {
        ((two[0].0 + two[1].0) / 2.0, (two[0].1 + two[1].1) / 2.0)
    })
}

/// With one point moved, held between its neighbours.
#[must_use]
pub fn moved(points: &[Place], index: usize, (x, y): Place) -> Vec<Place> {
    let mut points = points.to_vec();
    let low = index
        .checked_sub(1)
        .map_or(0.0, |before| points[before].0 + GAP);
    let high = points.get(index + 1).map_or(1.0, |after| after.0 - GAP);
    if let Some(point) = points.get_mut(index) {
        let round = |part: f64| (part * 1e4).round() / 1e4;
        *point = (round(x.clamp(low, high.max(low))), round(y.clamp(0.0, 1.0)));
    }
    points
}

/// Without one point; none when too few would be left.
pub fn removed(points: &[Place], index: usize) -> Option<Vec<Place>> {
    if points.len() <= CURVE_POINTS.0 || index >= points.len() {
        return None;
    }
    let mut points = points.to_vec();
    points.remove(index);
    Some(points)
}
