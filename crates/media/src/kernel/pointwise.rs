//! The frame of kernels whose pixel depends on the one pixel below it: they work in place on the tile they get,
//! so a chain of them allocates once; what makes its rows one by one is treated as they come.

use std::sync::Arc;

use crate::math::{srgb_decode, srgb_pixel_at, srgb_pixel_place};
use crate::picture::{Take, clipped, treated};
use crate::pixel::Pixel;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

struct Pointwise<F> {
    input: Image,
    opaque: bool,
    row: F,
}

impl<F: Fn(i32, i32, &mut [f32]) + Send + Sync> Picture for Pointwise<F> {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let tile = treated(&self.input, region, pull, &mut |y, row| {
                (self.row)(region.x, y, row);
                Ok(())
            })?;
            pull.check()?;
            Ok(tile)
        })
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        self.input.rows(region, pull, &mut |y, row| {
            (self.row)(region.x, y, row);
            take(y, row)
        })
    }

    fn is_made_by_rows(&self, region: Region) -> bool {
        self.input.is_made_by_rows(region)
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
    pointwise_at(input, opaque, move |_, _, px| row(px))
}

/// As [`pointwise`], with the place of a row's first pixel.
pub(super) fn pointwise_at(
    input: Image,
    opaque: bool,
    row: impl Fn(i32, i32, &mut [f32]) + Send + Sync + 'static,
) -> Image {
    Arc::new(Pointwise { input, opaque, row })
}

/// As [`pointwise`], for a `row` whose channels do not mix and which leaves opaque pixels opaque.
pub(super) fn channelwise(input: Image, row: impl Fn(&mut [f32]) + Send + Sync + 'static) -> Image {
    if let Some(indexed) = input.indexed() {
        return indexed.treated(row);
    }
    let opaque = input.is_opaque();
    pointwise(input, opaque, row)
}

/// Floats of the pixels that are treated together: few enough to stay in the nearest cache, many enough that loops
/// over them compile to vector code. (One pixel after the other would be three times slower.)
const BLOCK: usize = 64 * 4;

/// Some pixels as sRGB-encoded straight colour, 0–1, each with its alpha; black where they are transparent. One is filled again and
/// again: clearing its memory for every few pixels was seen to cost, most of all in WASM.
pub(crate) struct Block {
    values: [f32; BLOCK],
    /// Where the values stood in the table, which only encoding needs.
    steps: [u32; BLOCK],
    length: usize,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            values: [0.0; BLOCK],
            steps: [0; BLOCK],
            length: 0,
        }
    }
}

impl Block {
    /// How many floats it holds at most.
    pub(crate) const FLOATS: usize = BLOCK;

    /// The slices of a row that fit a block each.
    pub(crate) fn slices(row: &mut [f32]) -> impl Iterator<Item = &mut [f32]> {
        row.chunks_mut(BLOCK)
    }

    /// Takes premultiplied linear pixels; at most a block of them.
    pub(crate) fn encode(&mut self, px: &[f32]) {
        self.length = px.len();
        let values = &mut self.values[..px.len()];
        let steps = &mut self.steps[..px.len()];
        places(values, steps, px);
        let ((pixels, _), (to, _)) = (px.as_chunks(), values.as_chunks_mut());
        let (steps, _) = steps.as_chunks();
        for ((to, steps), px) in to.iter_mut().zip(steps).zip(pixels) {
            let [place, px] = [*to, *px].map(Pixel::from);
            *to = srgb_pixel_at(place, *steps).with_alpha_of(px).values();
        }
    }

    /// Back to premultiplied linear pixels.
    #[inline(always)]
    pub(crate) fn decode(&self, px: &mut [f32]) {
        decode(px, self.values());
    }

    /// Four values a pixel.
    #[inline(always)]
    pub(crate) fn values(&self) -> &[f32] {
        &self.values[..self.length]
    }

    /// As [`Block::values`], to write.
    #[inline(always)]
    pub(crate) fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values[..self.length]
    }
}

wide! {
    /// Where the colours stand in the table. Alpha goes along, so that the loops have no gaps.
    fn places(values: &mut [f32], steps: &mut [u32], px: &[f32]) {
        let ((pixels, _), (values, _)) = (px.as_chunks(), values.as_chunks_mut());
        let (steps, _) = steps.as_chunks_mut();
        let all = values.iter_mut().zip(steps).zip(pixels);
        if is_opaque(px) {
            // Divided by one they would be the same.
            for ((value, step), px) in all {
                let place;
                (place, *step) = srgb_pixel_place(Pixel::from(*px));
                *value = place.values();
            }
        } else {
            for ((value, step), px) in all {
                let px = Pixel::from(*px);
                let place;
                (place, *step) = srgb_pixel_place(px * px.alpha().inverse());
                *value = place.values();
            }
        }
    }
}

wide! {
    fn decode(px: &mut [f32], values: &[f32]) {
        for (to, &v) in px.iter_mut().zip(values) {
            *to = srgb_decode(v);
        }
        let ((pixels, _), (values, _)) = (px.as_chunks_mut(), values.as_chunks());
        for (px, values) in pixels.iter_mut().zip(values) {
            let [color, straight] = [*px, *values].map(Pixel::from);
            *px = (color * straight.alpha()).with_alpha_of(straight).values();
        }
    }
}

wide! {
    /// The colour without its alpha, in whose place stands what does not matter; black where nothing is seen.
    pub(crate) fn uncovered(to: &mut [f32], px: &[f32]) {
        let ((pixels, _), (to, _)) = (px.as_chunks(), to.as_chunks_mut());
        for (to, px) in to.iter_mut().zip(pixels) {
            let px = Pixel::from(*px);
            *to = (px * px.alpha().inverse()).values();
        }
    }
}

/// Whether every pixel is opaque.
#[inline(always)]
pub(crate) fn is_opaque(px: &[f32]) -> bool {
    px.chunks_exact(4).all(|px| px[3] == 1.0)
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
