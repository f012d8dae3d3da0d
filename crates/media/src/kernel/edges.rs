//! Edges of brightness as a mask: how steep it is (Sobel), thin lines along the steepest places (Canny), or a relief lit
//! from one side. Brightness is the sRGB-encoded luminance of the premultiplied colour; edges of the picture repeat.

use std::sync::Arc;

use crate::color::luminance;
use crate::math::{sin_cos_degrees, srgb_encode, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::blur::blur;
use super::edge::surrounded;
use super::plane::Plane;
use super::pointwise::{from_encoded, pointwise};

/// Canny's lines are followed for at most this many pixels from a place above the high threshold. So whether a pixel is
/// part of a line is a question about the pixels within this distance, and tiles equal the whole.
pub const TRACED: u32 = 64;

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edges {
    /// The length of the gradient by Sobel's two kernels, times the strength; a step from black to white is 1.
    Sobel {
        /// Times the gradient.
        strength: f32,
    },
    /// Lines after J. Canny, "A computational approach to edge detection" (1986): the picture is softened, pixels
    /// that are not the steepest across the edge are left out, and what is above the low threshold stays where it hangs
    /// together with something above the high one, over at most [`TRACED`] pixels.
    Canny {
        /// Standard deviation of the softening, in pixels of this scale.
        sigma: f32,
        /// As a part of the largest gradient, 0–1.
        low: f32,
        /// As a part of the largest gradient, 0–1.
        high: f32,
    },
    /// Half grey, lighter where brightness rises towards the light.
    Emboss {
        /// Times the gradient.
        strength: f32,
        /// Where the light comes from, clockwise from the right.
        angle_degrees: f32,
    },
}

struct Found {
    /// Softened already.
    input: Image,
    how: Edges,
}

impl Picture for Found {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let source = surrounded(&self.input, region.grown(self.radius()), pull)?;
            let brightness =
                Plane::from_tile(&source, |px| srgb_encode(luminance(px[0], px[1], px[2])));
            drop(source);
            pull.check()?;
            let mask = match self.how {
                Edges::Sobel { strength } => each(&brightness, region, |gx, gy| {
                    unit((gx * gx + gy * gy).sqrt() * strength)
                }),
                Edges::Emboss {
                    strength,
                    angle_degrees,
                } => {
                    let (sin, cos) = sin_cos_degrees(f64::from(angle_degrees));
                    let (x, y) = (cos as f32 * strength, sin as f32 * strength);
                    each(&brightness, region, |gx, gy| {
                        unit(0.5 - (gx * x + gy * y) * 0.5)
                    })
                }
                Edges::Canny { low, high, .. } => {
                    let lines = steepest(&brightness, region.grown(TRACED));
                    pull.check()?;
                    traced(&lines, low, high).cut(region)
                }
            };
            Ok(mask.into_mask())
        })
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.radius()
    }
}

impl Found {
    fn radius(&self) -> u32 {
        match self.how {
            Edges::Canny { .. } => TRACED + 2,
            Edges::Sobel { .. } | Edges::Emboss { .. } => 1,
        }
    }
}

/// A value from Sobel's gradient at each pixel of `region`, which lies one pixel inside of `v`. Weights add up to 1.
fn each(v: &Plane, region: Region, value: impl Fn(f32, f32) -> f32) -> Plane {
    let mut out = Plane::of(region, 0.0);
    let left = (region.x - v.region.x) as usize - 1;
    let width = region.w as usize;
    for y in region.y..region.bottom() {
        let [above, here, below] = [y - 1, y, y + 1].map(|y| &v.row(y)[left..left + width + 2]);
        for (x, out) in out.row_mut(y).iter_mut().enumerate() {
            let right = (above[x + 2] + below[x + 2]) + 2.0 * here[x + 2];
            let left = (above[x] + below[x]) + 2.0 * here[x];
            let low = (below[x] + below[x + 2]) + 2.0 * below[x + 1];
            let high = (above[x] + above[x + 2]) + 2.0 * above[x + 1];
            *out = value((right - left) * 0.25, (low - high) * 0.25);
        }
    }
    out
}

/// The gradient's length where it is the largest across the edge, 0 elsewhere, in `region`, which lies two pixels inside
/// of `v`.
fn steepest(v: &Plane, region: Region) -> Plane {
    let around = region.grown(1);
    let length = each(v, around, |gx, gy| (gx * gx + gy * gy).sqrt());
    // Which way the gradient runs, as the step to the next pixel along it.
    let along = each(v, region, |gx, gy| {
        // The tangent of 22.5°.
        const FLAT: f32 = 0.414_213_57;
        if gy.abs() <= gx.abs() * FLAT {
            0.0
        } else if gx.abs() <= gy.abs() * FLAT {
            1.0
        } else if (gx > 0.0) == (gy > 0.0) {
            2.0
        } else {
            3.0
        }
    });
    let mut out = Plane::of(region, 0.0);
    for y in region.y..region.bottom() {
        let [above, here, below] = [y - 1, y, y + 1].map(|y| length.row(y));
        let rows = out.row_mut(y).iter_mut().zip(along.row(y));
        for (x, (out, along)) in (1..).zip(rows) {
            let (before, after) = match *along as u8 {
                0 => (here[x - 1], here[x + 1]),
                1 => (above[x], below[x]),
                2 => (above[x - 1], below[x + 1]),
                _ => (above[x + 1], below[x - 1]),
            };
            // Of two that are equal one stays.
            if here[x] > before && here[x] >= after {
                *out = here[x];
            }
        }
    }
    out
}

/// What lies above `high`, and above `low` within [`TRACED`] steps from it; a step leads to one of the eight pixels
/// around.
fn traced(lines: &Plane, low: f32, high: f32) -> Plane {
    let mut out = Plane::of(lines.region, 0.0);
    let (w, h) = (lines.region.w as usize, lines.region.h as usize);
    let mut front: Vec<usize> = Vec::new();
    for (at, (out, &v)) in out.v.iter_mut().zip(&lines.v).enumerate() {
        if v > high && v > low {
            *out = 1.0;
            front.push(at);
        }
    }
    let mut next = Vec::new();
    for _ in 0..TRACED {
        for at in front.drain(..) {
            let (x, y) = (at % w, at / w);
            for y in y.saturating_sub(1)..(y + 2).min(h) {
                for x in x.saturating_sub(1)..(x + 2).min(w) {
                    let at = y * w + x;
                    if out.v[at] == 0.0 && lines.v[at] > low {
                        out.v[at] = 1.0;
                        next.push(at);
                    }
                }
            }
        }
        std::mem::swap(&mut front, &mut next);
    }
    out
}

/// Edges as a mask.
pub fn edges(input: Image, how: Edges) -> Image {
    let held = |v: f32, most: f32| {
        if v.is_nan() {
            0.0
        } else {
            v.clamp(-most, most)
        }
    };
    let (input, how) = match how {
        Edges::Sobel { strength } => {
            let strength = held(strength, 1e6);
            (input, Edges::Sobel { strength })
        }
        Edges::Canny { sigma, low, high } => (
            blur(input, sigma),
            Edges::Canny {
                sigma,
                low: held(low, 10.0),
                high: held(high, 10.0),
            },
        ),
        Edges::Emboss {
            strength,
            angle_degrees,
        } => (
            input,
            Edges::Emboss {
                strength: held(strength, 1e6),
                angle_degrees: held(angle_degrees, 1e6),
            },
        ),
    };
    Arc::new(Found { input, how })
}

/// A mask as an opaque picture in shades of grey.
pub fn grey(mask: Image) -> Image {
    let opaque = true;
    pointwise(mask, opaque, |row| {
        for px in row.chunks_exact_mut(4) {
            let v = unit(px[3]);
            px.copy_from_slice(&from_encoded([v, v, v, 1.0]));
        }
    })
}
