//! What a list of numbers means to the kind of its parameter: a curve, colours along a line, places on a picture, strokes
//! of a brush. Read and written here for widgets and nodes alike; what is no such thing reads as nothing.

use std::sync::Arc;

/// Fewest and most points of a curve.
pub const CURVE_POINTS: (usize, usize) = (2, 32);
/// Fewest and most stops of a gradient.
pub const STOPS: (usize, usize) = (2, 32);
/// How far from a picture a place may lie, in parts of the picture's width or height.
const OUTSIDE: f64 = 100.0;
/// How far from a picture's corner a brush may go, in pixels.
const FAR: f64 = 1e6;
/// The widest brush, in pixels.
pub const WIDEST_BRUSH: f64 = 4000.0;
/// Numbers before the places of a stroke: how many there are, width, hardness, whether it erases.
const HEAD: usize = 4;

/// A place in a plane.
pub type Place = (f64, f64);

/// One colour of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// Where, from 0 to 1.
    pub at: f64,
    /// sRGB-encoded, straight alpha, each 0–1.
    pub color: [f32; 4],
}

/// A brush on its way over a picture, in pixels of the full size.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// The brush's width at full pressure.
    pub size: f64,
    /// 1 has a sharp edge; 0 fades from the middle.
    pub hardness: f64,
    /// Takes away instead of adding.
    pub erases: bool,
    /// Where it went, at least one place.
    pub path: Vec<Touch>,
}

/// One place of a stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touch {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// From 0 to 1.
    pub pressure: f64,
}

fn is_part(number: f64) -> bool {
    (0.0..=1.0).contains(&number)
}

fn pairs(numbers: &[f64]) -> Option<Vec<Place>> {
    let whole = numbers.len().is_multiple_of(2);
    whole.then(|| numbers.chunks_exact(2).map(|at| (at[0], at[1])).collect())
}

/// A curve's points, each from 0 to 1 and each right of the one before.
pub fn curve(numbers: &[f64]) -> Option<Vec<Place>> {
    let points = pairs(numbers)?;
    let sound = (CURVE_POINTS.0..=CURVE_POINTS.1).contains(&points.len())
        && points.iter().all(|&(x, y)| is_part(x) && is_part(y))
        && points.windows(2).all(|two| two[0].0 < two[1].0);
    sound.then_some(points)
}

/// How steep a curve is at each of its points, so that it is smooth between them and never goes beyond them: the monotone
/// cubic of Fritsch and Carlson (1980, "Monotone Piecewise Cubic Interpolation"), their second choice of bounds.
pub fn slopes(points: &[Place]) -> Vec<f64> {
    let straight: Vec<f64> = points
        .windows(2)
        .map(|two| (two[1].1 - two[0].1) / (two[1].0 - two[0].0))
        .collect();
    let (Some(first), Some(last)) = (straight.first(), straight.last()) else {
        return vec![0.0; points.len()];
    };
    let between = straight.windows(2).map(|two| {
        let turns = two[0] * two[1] <= 0.0;
        if turns { 0.0 } else { (two[0] + two[1]) / 2.0 }
    });
    let mut slopes: Vec<f64> = std::iter::once(*first)
        .chain(between)
        .chain([*last])
        .collect();
    for (i, &straight) in straight.iter().enumerate() {
        if straight == 0.0 {
            (slopes[i], slopes[i + 1]) = (0.0, 0.0);
            continue;
        }
        let (a, b) = (slopes[i] / straight, slopes[i + 1] / straight);
        let square = a * a + b * b;
        if square > 9.0 {
            let shorter = 3.0 / square.sqrt();
            (slopes[i], slopes[i + 1]) = (shorter * a * straight, shorter * b * straight);
        }
    }
    slopes
}

/// Places on a picture, as parts of its width and height.
pub fn places(numbers: &[f64]) -> Option<Vec<Place>> {
    let near = numbers.iter().all(|number| number.abs() <= OUTSIDE);
    pairs(numbers).filter(|_| near)
}

/// The numbers of a curve or of places.
pub fn of_places(places: &[Place]) -> Arc<[f64]> {
    places.iter().flat_map(|&(x, y)| [x, y]).collect()
}

/// A gradient's stops in their order.
pub fn stops(numbers: &[f64]) -> Option<Vec<Stop>> {
    let stops: Vec<Stop> = numbers
        .chunks_exact(5)
        .map(|stop| Stop {
            at: stop[0],
            color: [1, 2, 3, 4].map(|channel| stop[channel] as f32),
        })
        .collect();
    let sound = numbers.len().is_multiple_of(5)
        && (STOPS.0..=STOPS.1).contains(&stops.len())
        && numbers.iter().all(|&number| is_part(number))
        && stops.windows(2).all(|two| two[0].at <= two[1].at);
    sound.then_some(stops)
}

/// The numbers of a gradient.
pub fn of_stops(stops: &[Stop]) -> Arc<[f64]> {
    let numbers = |stop: &Stop| {
        let [r, g, b, a] = stop.color.map(|channel| {
            // What a colour is chosen with has no more than this.
            (f64::from(channel) * 1e6).round() / 1e6
        });
        [stop.at, r, g, b, a]
    };
    stops.iter().flat_map(numbers).collect()
}

/// The strokes of a painted mask, the first painted first.
pub fn strokes(mut numbers: &[f64]) -> Option<Vec<Stroke>> {
    let mut strokes = Vec::new();
    while let Some((head, rest)) = numbers
        .split_at_checked(HEAD)
        .filter(|_| !numbers.is_empty())
    {
        let &[count, size, hardness, erases] = head else {
            return None;
        };
        let sound = count >= 1.0
            && count.fract() == 0.0
            && (0.0..=WIDEST_BRUSH).contains(&size)
            && is_part(hardness)
            && (erases == 0.0 || erases == 1.0);
        let length = (count as usize).checked_mul(3).filter(|_| sound)?;
        let (path, after) = rest.split_at_checked(length)?;
        let path: Vec<Touch> = path
            .chunks_exact(3)
            .map(|touch| Touch {
                x: touch[0],
                y: touch[1],
                pressure: touch[2],
            })
            .collect();
        let near =
            |touch: &Touch| touch.x.abs() <= FAR && touch.y.abs() <= FAR && is_part(touch.pressure);
        if !path.iter().all(near) {
            return None;
        }
        strokes.push(Stroke {
            size,
            hardness,
            erases: erases == 1.0,
            path,
        });
        numbers = after;
    }
    numbers.is_empty().then_some(strokes)
}

/// The numbers of strokes.
pub fn of_strokes(strokes: &[Stroke]) -> Arc<[f64]> {
    let numbers = |stroke: &Stroke| {
        let head = [
            stroke.path.len() as f64,
            stroke.size,
            stroke.hardness,
            f64::from(u8::from(stroke.erases)),
        ];
        let path = stroke.path.iter().flat_map(|at| [at.x, at.y, at.pressure]);
        head.into_iter().chain(path).collect::<Vec<f64>>()
    };
    strokes.iter().flat_map(numbers).collect()
}
