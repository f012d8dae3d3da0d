//! What film and lenses add: grain, and light that falls off towards the corners. Both keep alpha.

use crate::Image;
use crate::color::luminance;
use crate::math::{srgb_encode, unit};

use super::generate::random;
use super::pointwise::{Block, pointwise_at};

/// The parameters of [`grain`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grain {
    /// Standard deviation of the noise in middle tones, as a part of the sRGB-encoded range.
    pub amount: f32,
    /// Size of a grain in pixels of this scale; grains smaller than a pixel average out, as they do when a picture is
    /// made smaller.
    pub size: f32,
    /// Whether red, green and blue have grains of their own.
    pub colored: bool,
    /// The same seed gives the same grains everywhere.
    pub seed: u32,
}

/// Adds noise to the encoded colours, most to middle tones: its strength follows `4 · l · (1 − l)` of the encoded
/// luminance `l`, down to a quarter.
pub fn grain(input: Image, p: &Grain) -> Image {
    if p.amount.is_nan() || p.amount <= 0.0 {
        return input;
    }
    let size = if p.size > 1e-3 { p.size } else { 1e-3 };
    let amount = p.amount * if size < 1.0 { size } else { 1.0 };
    let (k, colored, seed) = (1.0 / if size > 1.0 { size } else { 1.0 }, p.colored, p.seed);
    let opaque = input.is_opaque();
    pointwise_at(input, opaque, move |x, y, row| {
        let mut x = x;
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            let pixels = block
                .values_mut()
                .chunks_exact_mut(4)
                .zip(px.chunks_exact(4));
            for (c, px) in pixels {
                if px[3] > 0.0 {
                    let l = srgb_encode(luminance(px[0], px[1], px[2]) / px[3]);
                    let strength = amount * (0.25 + 3.0 * l * (1.0 - l));
                    let (u, v) = (x as f32 * k, y as f32 * k);
                    let shared = normal(seed, u, v);
                    for (channel, c) in (1..).zip(&mut c[..3]) {
                        let n = if colored {
                            normal(seed ^ u32::wrapping_mul(channel, 0x9e37_79b9), u, v)
                        } else {
                            shared
                        };
                        *c = unit(*c + n * strength);
                    }
                }
                x += 1;
            }
            block.decode(px);
        }
    })
}

/// About normally distributed around 0 with a deviation of 1 at the points of a lattice, even between them: the sum of
/// four even numbers.
fn normal(seed: u32, u: f32, v: f32) -> f32 {
    let (column, row) = (u.floor() as i32, v.floor() as i32);
    let (s, t) = (u - column as f32, v - row as f32);
    let at = |x: i32, y: i32| {
        let one = |part: u32| random(seed.wrapping_add(part.wrapping_mul(0x85eb_ca6b)), x, y);
        // Four even numbers have a variance of a third.
        (one(0) + one(1) + one(2) + one(3) - 2.0) * 1.732_050_8
    };
    if s == 0.0 && t == 0.0 {
        return at(column, row);
    }
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    mix(
        mix(at(column, row), at(column + 1, row), s),
        mix(at(column, row + 1), at(column + 1, row + 1), s),
        t,
    )
}

/// The parameters of [`vignette`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vignette {
    /// 1 makes the corners black, −1 white.
    pub amount: f32,
    /// Where it begins: 0 in the middle, 1 at the corners.
    pub start: f32,
}

/// Darkens or lightens towards the corners, in ellipses of the picture's proportions, in linear light.
pub fn vignette(input: Image, p: &Vignette) -> Image {
    if p.amount.is_nan() || p.amount == 0.0 {
        return input;
    }
    let (w, h) = input.size();
    let (cx, cy) = (w as f32 * 0.5, h as f32 * 0.5);
    let (kx, ky) = (1.0 / cx.max(0.5), 1.0 / cy.max(0.5));
    let start = unit(p.start);
    let slope = 1.0 / (1.0 - start).max(1e-3);
    let (amount, is_light) = (unit(p.amount.abs()), p.amount < 0.0);
    let opaque = input.is_opaque();
    pointwise_at(input, opaque, move |x, y, row| {
        let v = (y as f32 + 0.5 - cy) * ky;
        for (px, x) in row.chunks_exact_mut(4).zip(x..) {
            let u = (x as f32 + 0.5 - cx) * kx;
            let t = unit((((u * u + v * v) * 0.5).sqrt() - start) * slope);
            let t = t * t * (3.0 - 2.0 * t) * amount;
            let white = if is_light { px[3] } else { 0.0 };
            for c in &mut px[..3] {
                *c += (white - *c) * t;
            }
        }
    })
}
