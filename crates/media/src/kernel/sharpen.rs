//! Unsharp masking: what a blur takes away is added again. On sRGB-encoded straight colour, so that halos are as
//! strong on the dark side as on the light one.

use std::sync::Arc;

use crate::math::unit;
use crate::picture::clipped;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::blur::blur;
use super::pointwise::Block;

/// The parameters of [`sharpen`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sharpen {
    /// How much of the difference is added; 0 changes nothing, 1 doubles it.
    pub amount: f32,
    /// Sigma of the blur, in pixels of this scale.
    pub radius: f32,
    /// Differences up to this (0–1, encoded) are left alone.
    pub threshold: f32,
}

struct Sharpened {
    input: Image,
    soft: Image,
    p: Sharpen,
}

impl Picture for Sharpened {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.input.render(region, pull)?;
            let mut soft = self.soft.render(region, pull)?;
            let blocks = Block::slices(&mut tile.px).zip(Block::slices(&mut soft.px));
            let (mut block, mut softened) = (Block::default(), Block::default());
            for (px, soft) in blocks {
                block.encode(px);
                softened.encode(soft);
                add(block.values_mut(), softened.values(), px, &self.p);
                block.decode(px);
            }
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.soft.reach()
    }
}

wide! {
    /// Adds the difference from what is soft to all but alpha, which stays that of the pixels.
    fn add(values: &mut [f32], soft: &[f32], px: &[f32], p: &Sharpen) {
        for (v, s) in values.iter_mut().zip(soft) {
            let difference = *v - s;
            let amount = if difference.abs() > p.threshold { p.amount } else { 0.0 };
            *v = unit(*v + difference * amount);
        }
        for (v, px) in values.chunks_exact_mut(4).zip(px.chunks_exact(4)) {
            v[3] = px[3];
        }
    }
}

/// Sharpens edges.
pub fn sharpen(input: Image, p: &Sharpen) -> Image {
    if p.amount == 0.0 || p.radius <= 0.01 {
        return input;
    }
    let soft = blur(Arc::clone(&input), p.radius);
    Arc::new(Sharpened { input, soft, p: *p })
}
