//! A colour wheel: three numbers, one for each channel, as their mean and a place in a disc. Red is at the top, green and
//! blue a third of a turn further each, clockwise; towards a colour that channel gets more and the others less.

/// Across and down from the middle, 1 at the rim.
pub type Puck = (f64, f64);

/// Sine and cosine of where the channels are.
const DIRECTIONS: [(f64, f64); 3] = [
    (0.0, 1.0),
    (0.866_025_403_784_438_6, -0.5),
    (-0.866_025_403_784_438_6, -0.5),
];

/// What a wheel means in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// How far a channel is from the mean when the puck is at the rim in its direction; below 0 it turns the other way, as
    /// for an exponent, which darkens where it grows.
    pub rim: f64,
    /// What a number may be.
    pub hard: (f64, f64),
}

/// The mean of the channels.
pub fn mean([r, g, b]: [f64; 3]) -> f64 {
    (r + g + b) / 3.0
}

/// Where the puck is; it may lie outside of the rim.
pub fn puck(values: [f64; 3], scale: Scale) -> Puck {
    let mean = mean(values);
    let mut at = (0.0, 0.0);
    for (value, (sin, cos)) in values.into_iter().zip(DIRECTIONS) {
        let part = (value - mean) / scale.rim * (2.0 / 3.0);
        at = (at.0 + part * sin, at.1 - part * cos);
    }
    at
}

/// The channels with the puck there, with this mean; the puck is held to the rim.
pub fn values(mean: f64, (x, y): Puck, scale: Scale) -> [f64; 3] {
    let length = x.hypot(y);
    let held = if length > 1.0 { 1.0 / length } else { 1.0 };
    DIRECTIONS.map(|(sin, cos)| {
        let part = (x * sin - y * cos) * held;
        rounded((mean + part * scale.rim).clamp(scale.hard.0, scale.hard.1))
    })
}

/// The same difference between the channels about another mean.
pub fn raised(values: [f64; 3], to: f64, scale: Scale) -> [f64; 3] {
    let by = to - mean(values);
    values.map(|value| rounded((value + by).clamp(scale.hard.0, scale.hard.1)))
}

/// Numbers that people can read.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
