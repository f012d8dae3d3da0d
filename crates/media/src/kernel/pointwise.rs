//! The frame of kernels whose pixel depends on the one pixel below it: they work in place on the tile they get,
//! so a chain of them allocates once.

use std::sync::Arc;

use crate::math::{srgb_decode, srgb_encode};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

struct Pointwise<F> {
    input: Image,
    opaque: bool,
    row: F,
}

impl<F: Fn(&mut [f32]) + Send + Sync> Picture for Pointwise<F> {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.input.render(region, pull)?;
            for row in tile.px.chunks_exact_mut((region.w as usize * 4).max(4)) {
                (self.row)(row);
            }
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.opaque
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

/// Treats every row of pixels with `row`; `opaque` promises that opaque pixels come out opaque and the input is opaque.
pub(super) fn pointwise(
    input: Image,
    opaque: bool,
    row: impl Fn(&mut [f32]) + Send + Sync + 'static,
) -> Image {
    Arc::new(Pointwise { input, opaque, row })
}

/// A pixel as sRGB-encoded straight colour, 0–1, with its alpha; black where it is transparent.
#[inline(always)]
pub(super) fn to_encoded(px: &[f32]) -> [f32; 4] {
    let a = px[3];
    let k = if a > 0.0 { 1.0 / a } else { 0.0 };
    [
        srgb_encode(px[0] * k),
        srgb_encode(px[1] * k),
        srgb_encode(px[2] * k),
        a,
    ]
}

/// The pixel of an sRGB-encoded straight colour.
#[inline(always)]
pub(super) fn from_encoded([r, g, b, a]: [f32; 4]) -> [f32; 4] {
    [
        srgb_decode(r) * a,
        srgb_decode(g) * a,
        srgb_decode(b) * a,
        a,
    ]
}
