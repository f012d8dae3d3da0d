//! Levels: which input is black and white, the bend between, and where black and white come out.
//! Works on sRGB-encoded straight colour held to 0–1, as the histograms people read; a channel
//! that is not treated stays as it is.

use crate::Image;
use crate::math::pow;

use super::pointwise::channelwise;
use super::tone::{Tone, toned};

/// Which channels are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Channels {
    /// Red, green and blue alike.
    #[default]
    Rgb,
    /// Red only.
    Red,
    /// Green only.
    Green,
    /// Blue only.
    Blue,
}

/// The parameters of [`levels`], each 0–1 except gamma.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// Which channels.
    pub channels: Channels,
    /// The input that becomes black.
    pub in_black: f32,
    /// The input that becomes white.
    pub in_white: f32,
    /// Above 1 lightens the middle, below 1 darkens it.
    pub gamma: f32,
    /// What black becomes.
    pub out_black: f32,
    /// What white becomes.
    pub out_white: f32,
}

impl Default for Levels {
    fn default() -> Self {
        Self {
            channels: Channels::Rgb,
            in_black: 0.0,
            in_white: 1.0,
            gamma: 1.0,
            out_black: 0.0,
            out_white: 1.0,
        }
    }
}

/// `out_black + (out_white - out_black) * ((v - in_black) / (in_white - in_black)) ^ (1 / gamma)`.
pub fn levels(input: Image, levels: &Levels) -> Image {
    if (Levels {
        channels: Channels::Rgb,
        ..*levels
    }) == Levels::default()
    {
        return input;
    }
    let curve = curve(levels);
    let treated = match levels.channels {
        Channels::Rgb => [true; 3],
        Channels::Red => [true, false, false],
        Channels::Green => [false, true, false],
        Channels::Blue => [false, false, true],
    };
    channelwise(input, move |row| {
        toned(row, treated.map(|treat| treat.then_some(&curve)));
    })
}

/// The curve over the encoded value.
fn curve(l: &Levels) -> Tone {
    let span = f64::from((l.in_white - l.in_black).max(1e-4));
    let power = 1.0 / f64::from(l.gamma.clamp(0.01, 100.0));
    Tone::new(|v| {
        let t = ((v - f64::from(l.in_black)) / span).clamp(0.0, 1.0);
        let bent = if power == 1.0 { t } else { pow(t, power) };
        f64::from(l.out_black) + f64::from(l.out_white - l.out_black) * bent
    })
}
