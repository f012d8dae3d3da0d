//! A gradient under the hand: stops are added, moved past each other and taken away.

use gesso_graph::numbers::{STOPS, Stop};

/// The colour at a place: mixed as it is encoded, as the kernel does.
pub fn color_at(stops: &[Stop], at: f64) -> [f32; 4] {
    let after = stops.partition_point(|stop| stop.at <= at);
    match (stops.get(after.wrapping_sub(1)), stops.get(after)) {
        (Some(from), Some(to)) => {
            let part = ((at - from.at) / (to.at - from.at)) as f32;
            [0, 1, 2, 3].map(|i| from.color[i] + (to.color[i] - from.color[i]) * part)
        }
        (Some(end), None) | (None, Some(end)) => end.color,
        (None, None) => [0.0, 0.0, 0.0, 1.0],
    }
}

/// With one more stop, of the colour that is there, and which it is; none when there are enough.
pub fn added(stops: &[Stop], at: f64) -> Option<(Vec<Stop>, usize)> {
    if stops.len() >= STOPS.1 {
        return None;
    }
    let at = at.clamp(0.0, 1.0);
    let color = color_at(stops, at);
    let index = stops.partition_point(|stop| stop.at <= at);
    let mut stops = stops.to_vec();
    stops.insert(index, Stop { at, color });
    Some((stops, index))
}

/// The middle of the widest gap: where a stop is added without pointing.
pub fn widest(stops: &[Stop]) -> f64 {
    let gaps = stops.windows(2);
    let widest = gaps.max_by(|a, b| (a[1].at - a[0].at).total_cmp(&(b[1].at - b[0].at)));
    widest.map_or(0.5, |two| (two[0].at + two[1].at) / 2.0)
}

/// With one stop elsewhere, and which it is then.
#[must_use]
pub fn moved(stops: &[Stop], index: usize, at: f64) -> (Vec<Stop>, usize) {
    let mut stops = stops.to_vec();
    if index >= stops.len() {
        return (stops, index);
    }
    let at = (at.clamp(0.0, 1.0) * 1e3).round() / 1e3;
    let stop = Stop {
        at,
        ..stops.remove(index)
    };
    // Among stops at the same place it keeps its side.
    let before = stops.partition_point(|other| other.at < at);
    let until = stops.partition_point(|other| other.at <= at);
    let index = index.clamp(before, until);
    stops.insert(index, stop);
    (stops, index)
}

/// With another colour for one stop.
#[must_use]
pub fn colored(stops: &[Stop], index: usize, color: [f32; 4]) -> Vec<Stop> {
    let mut stops = stops.to_vec();
    if let Some(stop) = stops.get_mut(index) {
        stop.color = color;
    }
    stops
}

/// Without one stop; none when too few would be left.
pub fn removed(stops: &[Stop], index: usize) -> Option<Vec<Stop>> {
    if stops.len() <= STOPS.0 || index >= stops.len() {
        return None;
    }
    let mut stops = stops.to_vec();
    stops.remove(index);
    Some(stops)
}

/// From the other end.
#[must_use]
pub fn turned(stops: &[Stop]) -> Vec<Stop> {
    let turned = stops.iter().rev().map(|stop| Stop {
        at: 1.0 - stop.at,
        ..*stop
    });
    turned.collect()
}

/// As a background of CSS.
pub fn css(stops: &[Stop]) -> String {
    let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round();
    let stops: Vec<String> = stops
        .iter()
        .map(
            |Stop {
                 at,
                 color: [r, g, b, a],
             }| {
                format!(
                    "rgb({} {} {} / {a:.3}) {:.2}%",
                    byte(*r),
                    byte(*g),
                    byte(*b),
                    at * 100.0
                )
            },
        )
        .collect();
    format!("linear-gradient(to right, {})", stops.join(", "))
}
