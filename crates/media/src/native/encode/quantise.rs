//! Linear floats to sRGB-encoded whole numbers, rounded to the nearest; what 8 or 16 bits gave comes back exactly.

use crate::math::{srgb_encode, unit};

/// Straight colour from a premultiplied pixel.
#[inline(always)]
fn straight(px: &[f32]) -> [f32; 3] {
    let a = px[3];
    let k = if a > 0.0 { 1.0 / a } else { 0.0 };
    [px[0] * k, px[1] * k, px[2] * k]
}

#[inline(always)]
fn byte(encoded: f32) -> u8 {
    (encoded * 255.0 + 0.5) as u8
}

/// RGBA, or RGB of an opaque picture, 8 bits each.
pub(super) fn eight(px: &[f32], alpha: bool) -> Vec<u8> {
    let mut out = vec![0; if alpha { px.len() } else { px.len() / 4 * 3 }];
    if alpha {
        for (to, px) in out.chunks_exact_mut(4).zip(px.chunks_exact(4)) {
            let c = straight(px).map(srgb_encode);
            to.copy_from_slice(&[byte(c[0]), byte(c[1]), byte(c[2]), byte(unit(px[3]))]);
        }
    } else {
        for (to, px) in out.chunks_exact_mut(3).zip(px.chunks_exact(4)) {
            let c = [px[0], px[1], px[2]].map(srgb_encode);
            to.copy_from_slice(&c.map(byte));
        }
    }
    out
}

/// RGBA, or RGB of an opaque picture, 16 bits each, high byte first.
pub(super) fn sixteen(px: &[f32], alpha: bool) -> Vec<u8> {
    let word = |v: f32| ((v * 65_535.0 + 0.5) as u16).to_be_bytes();
    let mut out = Vec::with_capacity(px.len() * 2);
    for px in px.chunks_exact(4) {
        let c = if alpha {
            straight(px)
        } else {
            [px[0], px[1], px[2]]
        };
        c.iter().for_each(|&v| out.extend(word(srgb_encode(v))));
        if alpha {
            out.extend(word(unit(px[3])));
        }
    }
    out
}

/// Luma and two colour differences (JFIF, full range), one plane after the other; the picture laid on white.
pub(super) fn ycbcr_over_white(px: &[f32]) -> [Vec<u8>; 3] {
    let count = px.len() / 4;
    let mut planes = [vec![0; count], vec![0; count], vec![0; count]];
    let [luma, blue, red] = &mut planes;
    for (((px, y), cb), cr) in px.chunks_exact(4).zip(luma).zip(blue).zip(red) {
        let paper = 1.0 - unit(px[3]);
        // Whole steps first, as every decoder of the RGB values would see them.
        let [r, g, b] = [px[0], px[1], px[2]].map(|v| f32::from(byte(srgb_encode(v + paper))));
        *y = (0.299 * r + 0.587 * g + 0.114 * b + 0.5) as u8;
        *cb = (-0.168_736 * r - 0.331_264 * g + 0.5 * b + 128.5) as u8;
        *cr = (0.5 * r - 0.418_688 * g - 0.081_312 * b + 128.5) as u8;
    }
    planes
}
