//! Pictures made from nothing: one colour, gradients, a checkerboard, noise.
//! Every pixel is a function of its place alone. Gradients run in sRGB-encoded values, as people draw them.

use std::sync::Arc;

use crate::color::{Color, pixel};
use crate::math::{sin_cos_degrees, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::from_encoded;

struct Generated<F> {
    size: (u32, u32),
    opaque: bool,
    at: F,
}

impl<F: Fn(i32, i32) -> [f32; 4] + Send + Sync> Picture for Generated<F> {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                pull.check()?;
                for (px, x) in tile.row_mut(y).chunks_exact_mut(4).zip(region.x..) {
                    px.copy_from_slice(&(self.at)(x, y));
                }
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.opaque
    }
}

fn generated(
    w: u32,
    h: u32,
    opaque: bool,
    at: impl Fn(i32, i32) -> [f32; 4] + Send + Sync + 'static,
) -> Image {
    Arc::new(Generated {
        size: (w, h),
        opaque,
        at,
    })
}

fn opaque(a: Color, b: Color) -> bool {
    a[3] >= 1.0 && b[3] >= 1.0
}

/// One colour everywhere.
pub fn solid(w: u32, h: u32, color: Color) -> Image {
    let px = pixel(color);
    generated(w, h, opaque(color, color), move |_, _| px)
}

/// From one colour to another along a line; 0° runs to the right, 90° down. The line spans the picture.
pub fn linear_gradient(w: u32, h: u32, from: Color, to: Color, angle_degrees: f32) -> Image {
    let (sin, cos) = sin_cos_degrees(f64::from(angle_degrees));
    let (width, height) = (f64::from(w), f64::from(h));
    let length = (width * cos.abs() + height * sin.abs()).max(1e-9);
    let (dx, dy) = ((cos / length) as f32, (sin / length) as f32);
    let start = (0.5 - (width * 0.5 * cos + height * 0.5 * sin) / length) as f32;
    generated(w, h, opaque(from, to), move |x, y| {
        mix(
            from,
            to,
            start + (x as f32 + 0.5) * dx + (y as f32 + 0.5) * dy,
        )
    })
}

/// From the colour at the centre to the one at the corners, in ellipses of the picture's proportions.
pub fn radial_gradient(w: u32, h: u32, inner: Color, outer: Color) -> Image {
    let (cx, cy) = (w as f32 * 0.5, h as f32 * 0.5);
    let (kx, ky) = (1.0 / cx.max(0.5), 1.0 / cy.max(0.5));
    generated(w, h, opaque(inner, outer), move |x, y| {
        let u = (x as f32 + 0.5 - cx) * kx;
        let v = (y as f32 + 0.5 - cy) * ky;
        mix(inner, outer, ((u * u + v * v) * 0.5).sqrt())
    })
}

/// Squares of two colours; `cell` is their side in pixels of this scale and may be a fraction.
pub fn checker(w: u32, h: u32, a: Color, b: Color, cell: f32) -> Image {
    let (even, odd) = (pixel(a), pixel(b));
    let k = 1.0 / cell.max(1e-3);
    generated(w, h, opaque(a, b), move |x, y| {
        let column = ((x as f32 + 0.5) * k) as i32;
        let row = ((y as f32 + 0.5) * k) as i32;
        if (column ^ row) & 1 == 0 { even } else { odd }
    })
}

/// Smooth random shades between two colours; `cell` is the distance of the random points in pixels of this scale
/// (1 or less gives each pixel its own). The same seed gives the same picture everywhere.
pub fn noise(w: u32, h: u32, a: Color, b: Color, seed: u32, cell: f32) -> Image {
    let k = 1.0 / cell.max(1.0);
    generated(w, h, opaque(a, b), move |x, y| {
        let (u, v) = (x as f32 * k, y as f32 * k);
        let (column, row) = (u as i32, v as i32);
        let (s, t) = (smooth(u - column as f32), smooth(v - row as f32));
        let top = lerp(random(seed, column, row), random(seed, column + 1, row), s);
        let bottom = lerp(
            random(seed, column, row + 1),
            random(seed, column + 1, row + 1),
            s,
        );
        mix(a, b, lerp(top, bottom, t))
    })
}

fn mix(from: Color, to: Color, t: f32) -> [f32; 4] {
    let t = unit(t);
    from_encoded([
        lerp(from[0], to[0], t),
        lerp(from[1], to[1], t),
        lerp(from[2], to[2], t),
        unit(lerp(from[3], to[3], t)),
    ])
}

fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

fn smooth(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

/// 0–1 from a place by integer mixing (the finaliser of MurmurHash3).
pub(super) fn random(seed: u32, x: i32, y: i32) -> f32 {
    let mut h = seed
        ^ (x as u32).wrapping_mul(0x9e37_79b9)
        ^ (y as u32).wrapping_mul(0x85eb_ca6b).rotate_left(13);
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^= h >> 16;
    (h >> 8) as f32 * (1.0 / 16_777_215.0)
}
