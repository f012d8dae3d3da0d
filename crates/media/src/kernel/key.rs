//! Keying: what has the colour of the backing becomes transparent, and its light is taken off what stays.
//!
//! Distances and the ramp are those of FFmpeg's filters `chromakey` (in the Cb-Cr plane of BT.601) and `colorkey` (in
//! RGB), on sRGB-encoded straight colours: 0 is the key's colour, 1 the farthest there is.

use std::sync::Arc;

use crate::color::Color;
use crate::math::unit;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::{Block, pointwise};

/// What tells the backing from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyBy {
    /// Its hue and saturation, in light and in shadow.
    Chroma,
    /// Its colour.
    Color,
}

/// The parameters of [`mask_key`] and [`despill`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// How the backing is told.
    pub by: KeyBy,
    /// Its colour.
    pub color: Color,
    /// Up to this distance everything goes, 0–1.
    pub tolerance: f32,
    /// Over this distance more, what stays gets opaque; 0–1.
    pub softness: f32,
}

/// Cb and Cr of BT.601, each from −0.5 to 0.5.
#[inline(always)]
fn chroma(c: &[f32]) -> (f32, f32) {
    (
        c[0] * -0.168_736 + c[1] * -0.331_264 + c[2] * 0.5,
        c[0] * 0.5 + c[1] * -0.418_688 + c[2] * -0.081_312,
    )
}

impl Key {
    #[inline(always)]
    fn distance(&self, c: &[f32]) -> f32 {
        match self.by {
            KeyBy::Chroma => {
                let ((u, v), (ku, kv)) = (chroma(c), chroma(&self.color));
                let (u, v) = (u - ku, v - kv);
                ((u * u + v * v) * 0.5).sqrt()
            }
            KeyBy::Color => {
                let d = [0, 1, 2].map(|i| c[i] - self.color[i]);
                ((d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) * (1.0 / 3.0)).sqrt()
            }
        }
    }
}

/// What stays: 0 where the backing is, 1 where it is not. What was transparent stays so.
pub fn mask_key(input: Image, p: &Key) -> Image {
    let p = Key {
        color: p.color.map(unit),
        tolerance: unit(p.tolerance),
        softness: unit(p.softness),
        ..*p
    };
    let slope = if p.softness > 1e-6 {
        1.0 / p.softness
    } else {
        1e6
    };
    pointwise(input, false, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            for (px, c) in px.chunks_exact_mut(4).zip(block.values().chunks_exact(4)) {
                px.fill(unit((p.distance(c) - p.tolerance) * slope) * unit(c[3]));
            }
        }
    })
}

struct Despilled {
    input: Image,
    channel: usize,
    amount: f32,
}

impl Picture for Despilled {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.input.render(region, pull)?;
            let (a, b) = ((self.channel + 1) % 3, (self.channel + 2) % 3);
            for px in tile.px.chunks_exact_mut(4) {
                let most = if px[a] > px[b] { px[a] } else { px[b] };
                let spill = px[self.channel] - most;
                if spill > 0.0 {
                    px[self.channel] -= spill * self.amount;
                }
            }
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

/// Takes the backing's light off: the strongest channel of its colour is held to the stronger one of the two others,
/// in linear light; `amount` is 0–1. A grey backing spills nothing.
pub fn despill(input: Image, color: Color, amount: f32) -> Image {
    let color = color.map(unit);
    let mut channel = 0;
    for other in 1..3 {
        if color[other] > color[channel] {
            channel = other;
        }
    }
    let is_grey = color[0] == color[1] && color[1] == color[2];
    if amount.is_nan() || amount <= 0.0 || is_grey {
        return input;
    }
    Arc::new(Despilled {
        input,
        channel,
        amount: unit(amount),
    })
}
