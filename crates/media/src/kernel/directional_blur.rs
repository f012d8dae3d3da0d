//! The mean along a line through each pixel, as a moving camera draws it, in linear light; edges repeat.
//! The line is walked along its longer axis pixel by pixel; across it a value lies between two pixels.

use std::sync::Arc;

use crate::math::sin_cos_degrees;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::surrounded;

/// No line is longer.
const LONGEST: f32 = 4096.0;
/// Floats that are summed together, so that they stay in the nearest cache.
const PIECE: usize = 1024;

/// A pixel on the line and how much of it counts.
#[derive(Debug, Clone, Copy)]
struct Tap {
    dx: i32,
    dy: i32,
    weight: f32,
}

struct Streaked {
    input: Image,
    taps: Vec<Tap>,
    radius: u32,
}

impl Picture for Streaked {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let source = surrounded(&self.input, region.grown(self.radius), pull)?;
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                pull.check()?;
                for (i, out) in tile.row_mut(y).chunks_mut(PIECE).enumerate() {
                    for tap in &self.taps {
                        let left = (self.radius as i32 + tap.dx) as usize * 4 + i * PIECE;
                        let from = &source.row(y + tap.dy)[left..left + out.len()];
                        for (out, v) in out.iter_mut().zip(from) {
                            *out += v * tap.weight;
                        }
                    }
                }
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.radius
    }
}

/// The mean along a line of `length` pixels of this scale, turned clockwise from the horizontal; one pixel or less
/// changes nothing.
pub fn directional_blur(input: Image, length: f32, angle_degrees: f32) -> Image {
    let (w, h) = input.size();
    if length.is_nan() || angle_degrees.is_nan() || length <= 1.0 || w == 0 || h == 0 {
        return input;
    }
    let taps = taps(f64::from(length.min(LONGEST)), f64::from(angle_degrees));
    let far = taps
        .iter()
        .map(|tap| tap.dx.unsigned_abs().max(tap.dy.unsigned_abs()));
    let radius = far.max().unwrap_or(0);
    Arc::new(Streaked {
        input,
        taps,
        radius,
    })
}

fn taps(length: f64, angle_degrees: f64) -> Vec<Tap> {
    let (sin, cos) = sin_cos_degrees(angle_degrees);
    let is_flat = cos.abs() >= sin.abs();
    let (long, slope) = if is_flat {
        (cos.abs(), sin / cos)
    } else {
        (sin.abs(), cos / sin)
    };
    let half = (length * long - 1.0).max(0.0) * 0.5;
    let last = half.ceil() as i32;
    let mut taps = Vec::new();
    let mut sum = 0.0;
    for step in -last..=last {
        let weight = (half + 1.0 - f64::from(step.abs())).clamp(0.0, 1.0);
        let across = f64::from(step) * slope;
        let near = across.floor();
        for (aside, part) in [
            (near as i32, 1.0 - (across - near)),
            (near as i32 + 1, across - near),
        ] {
            let weight = weight * part;
            if weight > 1e-9 {
                sum += weight;
                let (dx, dy) = if is_flat {
                    (step, aside)
                } else {
                    (aside, step)
                };
                taps.push((dx, dy, weight));
            }
        }
    }
    taps.into_iter()
        .map(|(dx, dy, weight)| Tap {
            dx,
            dy,
            weight: (weight / sum) as f32,
        })
        .collect()
}
