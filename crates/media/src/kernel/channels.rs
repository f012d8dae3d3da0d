//! Channels taken apart and put together. A channel is an sRGB-encoded straight value, 0–1, as tools show it.

use std::sync::Arc;

use crate::color::luminance;
use crate::math::{srgb_encode, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::{Block, pointwise};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Red.
    Red,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Alpha.
    Alpha,
    /// Brightness: the encoded luminance of the straight colour.
    Luma,
    /// 0 everywhere.
    None,
    /// 1 everywhere.
    Full,
}

impl Channel {
    /// From a pixel of encoded straight values, with its luma.
    #[inline(always)]
    fn of(self, c: &[f32], luma: f32) -> f32 {
        match self {
            Self::Red => c[0],
            Self::Green => c[1],
            Self::Blue => c[2],
            Self::Alpha => c[3],
            Self::Luma => luma,
            Self::None => 0.0,
            Self::Full => 1.0,
        }
    }
}

/// Red, green, blue and alpha of [`shuffle`] where nothing is changed.
pub const SAME_CHANNELS: [Channel; 4] =
    [Channel::Red, Channel::Green, Channel::Blue, Channel::Alpha];

struct Shuffled {
    input: Image,
    from: [Channel; 4],
    masks: [Option<Image>; 4],
}

impl Picture for Shuffled {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.input.render(region, pull)?;
            let mut masks: [Option<Tile>; 4] = [None, None, None, None];
            for (tile, mask) in masks.iter_mut().zip(&self.masks) {
                *tile = mask
                    .as_ref()
                    .map(|mask| mask.render(region, pull))
                    .transpose()?;
            }
            let mut at = 0;
            let mut block = Block::default();
            for px in Block::slices(&mut tile.px) {
                let lumas = lumas(px);
                block.encode(px);
                for (i, c) in block.values_mut().chunks_exact_mut(4).enumerate() {
                    let old = [c[0], c[1], c[2], c[3]];
                    for (channel, value) in c.iter_mut().enumerate() {
                        *value = match &masks[channel] {
                            Some(mask) => mask.px[at + i * 4 + 3],
                            None => self.from[channel].of(&old, lumas[i]),
                        };
                        *value = unit(*value);
                    }
                }
                at += px.len();
                block.decode(px);
            }
            pull.check()?;
            Ok(tile)
        })
    }

    fn reach(&self) -> u32 {
        let masks = self.masks.iter().flatten().map(|mask| mask.reach());
        masks.fold(self.input.reach(), u32::max)
    }
}

/// The encoded luma of the straight colours of a block of premultiplied linear pixels.
fn lumas(px: &[f32]) -> [f32; Block::FLOATS / 4] {
    let mut out = [0.0; Block::FLOATS / 4];
    for (v, px) in out.iter_mut().zip(px.chunks_exact(4)) {
        let k = if px[3] > 0.0 { 1.0 / px[3] } else { 0.0 };
        *v = srgb_encode(luminance(px[0] * k, px[1] * k, px[2] * k));
    }
    out
}

/// Each channel from another one, or from a mask that stands on the picture; nothing else changes.
pub fn shuffle(input: Image, from: [Channel; 4], masks: [Option<Image>; 4]) -> Image {
    if from == SAME_CHANNELS && masks.iter().all(Option::is_none) {
        return input;
    }
    Arc::new(Shuffled { input, from, masks })
}

/// One channel as a mask.
pub fn mask_from_channel(input: Image, channel: Channel) -> Image {
    pointwise(input, false, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            let lumas = lumas(px);
            block.encode(px);
            let values = px.chunks_exact_mut(4).zip(block.values().chunks_exact(4));
            for ((px, c), luma) in values.zip(lumas) {
                px.fill(unit(channel.of(c, luma)));
            }
        }
    })
}
