//! Linear floats to encoded whole numbers, rounded to the nearest or dithered; what 8 or 16 bits gave comes back exactly.

use crate::Tile;
use crate::kernel::Block;
use crate::math::{srgb_encode_all, unit};
use crate::screen::rgba8;
use crate::wide::wide;

/// The nearest whole number of a value from 0 to 2²³, as the low bits of a float too large for fractions: a sum,
/// where a cast would be a chain of comparisons.
#[inline(always)]
fn nearest(v: f32) -> u32 {
    (v + 8_388_608.0).to_bits() & 0x007f_ffff
}

#[inline(always)]
fn word(encoded: f32) -> u16 {
    nearest(unit(encoded) * 65_535.0) as u16
}

/// A value of 0–255 that may reach a little beyond.
#[inline(always)]
fn sample(v: f32) -> u8 {
    nearest(if v < 255.0 { v } else { 255.0 }) as u8
}

/// How the rounding to 8 bits goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dither {
    /// To the nearest.
    None,
    /// To the nearest of what a fine pattern adds: see [`added`].
    Pattern,
}

/// What dithering adds before a pixel is rounded, in steps: less than half a step up or down, every amount equally
/// often, neighbours far apart. A lattice of low discrepancy (Roberts 2018, "R2"), reckoned with whole numbers from the place
/// alone, so that strips fit together and every run gives the same file. It is the same for all channels, so that grey
/// stays grey, and falls short of half a step, so that a whole value stays what it is.
#[inline(always)]
fn added(x: u32, y: u32) -> f32 {
    const ACROSS: u32 = 0xc13f_a9a9;
    const DOWN: u32 = 0x91e1_0da5;
    const STEP: f32 = 0.98 / 16_777_216.0;
    let place = x.wrapping_mul(ACROSS).wrapping_add(y.wrapping_mul(DOWN));
    ((place >> 8) as f32) * STEP - 0.49
}

/// Straight encoded values, four a pixel, some pixels of a row at a time with the place of the first.
fn encoded(tile: &Tile, alpha: bool, mut each: impl FnMut(&mut [f32], u32, u32)) {
    let row = (tile.region.w as usize * 4).max(4);
    let mut block = Block::default();
    for (y, row) in (tile.region.y as u32..).zip(tile.px.chunks_exact(row)) {
        for (x, px) in (tile.region.x as u32..)
            .step_by(Block::FLOATS / 4)
            .zip(row.chunks(Block::FLOATS))
        {
            if alpha {
                block.encode(px);
                each(block.values_mut(), x, y);
            } else {
                let mut values = [0.0; Block::FLOATS];
                let values = &mut values[..px.len()];
                values.copy_from_slice(px);
                srgb_encode_all(values);
                each(values, x, y);
            }
        }
    }
}

/// RGBA, or RGB of an opaque picture, 8 bits each; without dithering what the viewer shows.
pub(super) fn eight(tile: &Tile, alpha: bool, dither: Dither) -> Vec<u8> {
    let bytes = match dither {
        Dither::None => rgba8(tile),
        Dither::Pattern => {
            let mut out = Vec::with_capacity(tile.px.len());
            encoded(tile, alpha, |values, x, y| {
                let mut bytes = [0; Block::FLOATS];
                let bytes = &mut bytes[..values.len()];
                dithered(bytes, values, (x, y));
                out.extend_from_slice(bytes);
            });
            out
        }
    };
    if alpha {
        return bytes;
    }
    let (pixels, _) = bytes.as_chunks();
    let colours: Vec<[u8; 3]> = pixels.iter().map(|&[r, g, b, _]| [r, g, b]).collect();
    colours.into_flattened()
}

/// RGBA, or RGB of an opaque picture, 16 bits each.
pub(super) fn sixteen(tile: &Tile, alpha: bool) -> Vec<u16> {
    let mut out = Vec::with_capacity(tile.px.len());
    encoded(tile, alpha, |values, _, _| {
        for px in values.chunks_exact(4) {
            out.extend(px[..if alpha { 4 } else { 3 }].iter().map(|&v| word(v)));
        }
    });
    out
}

/// Luma and two colour differences (JFIF, full range), one plane after the other; the picture laid on white.
pub(super) fn ycbcr_over_white(px: &[f32]) -> [Vec<u8>; 3] {
    let count = px.len() / 4;
    let [mut luma, mut blue, mut red] = [vec![0; count], vec![0; count], vec![0; count]];
    planes(px, &mut luma, &mut blue, &mut red);
    [luma, blue, red]
}

wide! {
    fn planes(px: &[f32], luma: &mut [u8], blue: &mut [u8], red: &mut [u8]) {
        let pixels = Block::FLOATS / 4;
        let planes_in_blocks = luma
            .chunks_mut(pixels)
            .zip(blue.chunks_mut(pixels))
            .zip(red.chunks_mut(pixels));
        for (px, ((luma, blue), red)) in px.chunks(Block::FLOATS).zip(planes_in_blocks) {
            let mut values = [0.0; Block::FLOATS];
            let values = &mut values[..px.len()];
            for (to, px) in values.chunks_exact_mut(4).zip(px.chunks_exact(4)) {
                let paper = 1.0 - unit(px[3]);
                to.iter_mut().zip(px).for_each(|(to, v)| *to = v + paper);
            }
            // Whole steps first, as every decoder of the RGB values would see them.
            srgb_encode_all(values);
            values
                .iter_mut()
                .for_each(|v| *v = nearest(*v * 255.0) as f32);
            let planes = luma.iter_mut().zip(blue).zip(red);
            for (c, ((y, cb), cr)) in values.chunks_exact(4).zip(planes) {
                *y = sample(0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]);
                *cb = sample(-0.168_736 * c[0] - 0.331_264 * c[1] + 0.5 * c[2] + 128.0);
                *cr = sample(0.5 * c[0] - 0.418_688 * c[1] - 0.081_312 * c[2] + 128.0);
            }
        }
    }
}

wide! {
    /// The pixels of one row from `place` on.
    fn dithered(bytes: &mut [u8], values: &mut [f32], place: (u32, u32)) {
        for (px, x) in values.chunks_exact_mut(4).zip(place.0..) {
            let more = added(x, place.1);
            px.iter_mut().for_each(|v| *v = unit(*v) * 255.0 + more);
        }
        for (to, &v) in bytes.iter_mut().zip(values.iter()) {
            *to = nearest(if v > 0.0 { v } else { 0.0 }) as u8;
        }
    }
}
