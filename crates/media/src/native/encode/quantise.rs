//! Linear floats to sRGB-encoded whole numbers, rounded to the nearest; what 8 or 16 bits gave comes back exactly.

use crate::kernel::Block;
use crate::math::{srgb_encode, unit};

/// The nearest whole number of a value from 0 to 2²³, as the low bits of a float too large for fractions: a sum,
/// where a cast would be a chain of comparisons.
#[inline(always)]
fn nearest(v: f32) -> u32 {
    (v + 8_388_608.0).to_bits() & 0x007f_ffff
}

#[inline(always)]
fn byte(encoded: f32) -> u8 {
    nearest(unit(encoded) * 255.0) as u8
}

#[inline(always)]
fn word(encoded: f32) -> [u8; 2] {
    (nearest(unit(encoded) * 65_535.0) as u16).to_be_bytes()
}

/// A value of 0–255 that may reach a little beyond.
#[inline(always)]
fn sample(v: f32) -> u8 {
    nearest(if v < 255.0 { v } else { 255.0 }) as u8
}

/// Straight encoded values, four a pixel, some pixels at a time.
fn encoded(px: &[f32], alpha: bool, mut each: impl FnMut(&[f32])) {
    for px in px.chunks(Block::FLOATS) {
        if alpha {
            each(Block::encoded(px).values());
        } else {
            let mut values = [0.0; Block::FLOATS];
            let values = &mut values[..px.len()];
            values
                .iter_mut()
                .zip(px)
                .for_each(|(to, &v)| *to = srgb_encode(v));
            each(values);
        }
    }
}

/// RGBA, or RGB of an opaque picture, 8 bits each.
pub(super) fn eight(px: &[f32], alpha: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(px.len());
    encoded(px, alpha, |values| {
        let mut bytes = [0; Block::FLOATS];
        bytes
            .iter_mut()
            .zip(values)
            .for_each(|(to, &v)| *to = byte(v));
        let bytes = &bytes[..values.len()];
        if alpha {
            out.extend_from_slice(bytes);
        } else {
            out.extend(bytes.chunks_exact(4).flat_map(|px| [px[0], px[1], px[2]]));
        }
    });
    out
}

/// RGBA, or RGB of an opaque picture, 16 bits each, high byte first.
pub(super) fn sixteen(px: &[f32], alpha: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(px.len() * 2);
    encoded(px, alpha, |values| {
        for px in values.chunks_exact(4) {
            px[..if alpha { 4 } else { 3 }]
                .iter()
                .for_each(|&v| out.extend(word(v)));
        }
    });
    out
}

/// Luma and two colour differences (JFIF, full range), one plane after the other; the picture laid on white.
pub(super) fn ycbcr_over_white(px: &[f32]) -> [Vec<u8>; 3] {
    let count = px.len() / 4;
    let mut planes = [vec![0; count], vec![0; count], vec![0; count]];
    let [luma, blue, red] = &mut planes;
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
        values
            .iter_mut()
            .for_each(|v| *v = nearest(srgb_encode(*v) * 255.0) as f32);
        let planes = luma.iter_mut().zip(blue).zip(red);
        for (c, ((y, cb), cr)) in values.chunks_exact(4).zip(planes) {
            *y = sample(0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]);
            *cb = sample(-0.168_736 * c[0] - 0.331_264 * c[1] + 0.5 * c[2] + 128.0);
            *cr = sample(0.5 * c[0] - 0.418_688 * c[1] - 0.081_312 * c[2] + 128.0);
        }
    }
    planes
}
