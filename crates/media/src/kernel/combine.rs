//! Masks from masks: a steeper or harder edge, and two masks as sets (Zadeh, "Fuzzy sets", 1965: the larger, the
//! smaller and the opposite of what each covers).

use std::sync::Arc;

use crate::math::{larger, smaller, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::pointwise;

/// Covers what lies above the threshold; between half the softness below it and above it coverage rises evenly. Both
/// are parts of the whole range: a threshold of 0.5 with a softness of 1 changes nothing.
pub fn mask_threshold(mask: Image, threshold: f32, softness: f32) -> Image {
    if threshold == 0.5 && softness == 1.0 {
        return mask;
    }
    let (threshold, softness) = (unit(threshold), unit(softness));
    let from = threshold - softness * 0.5;
    let slope = if softness > 1e-6 { 1.0 / softness } else { 0.0 };
    pointwise(mask, false, move |row| {
        for px in row.chunks_exact_mut(4) {
            let v = unit(px[3]);
            px.fill(if slope > 0.0 {
                unit((v - from) * slope)
            } else {
                f32::from(u8::from(v > threshold || v >= 1.0))
            });
        }
    })
}

/// How two masks become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Combine {
    /// What either covers.
    Union,
    /// What both cover.
    Intersect,
    /// What the first covers and the second does not.
    Subtract,
    /// What one of them covers alone.
    Xor,
}

impl Combine {
    /// Gives each pixel of one what it and that of the other become. One loop for each way, or none would be vector code.
    fn all(self, tile: &mut Tile, other: &Tile) {
        match self {
            Self::Union => each(tile, other, larger),
            Self::Intersect => each(tile, other, smaller),
            Self::Subtract => each(tile, other, |a, b| smaller(a, 1.0 - b)),
            Self::Xor => each(tile, other, |a, b| {
                larger(smaller(a, 1.0 - b), smaller(b, 1.0 - a))
            }),
        }
    }
}

#[inline(always)]
fn each(tile: &mut Tile, other: &Tile, of: impl Fn(f32, f32) -> f32) {
    for (a, b) in tile.px.chunks_exact_mut(4).zip(other.px.chunks_exact(4)) {
        a.fill(of(unit(a[3]), unit(b[3])));
    }
}

struct Combined {
    first: Image,
    second: Image,
    how: Combine,
}

impl Picture for Combined {
    fn size(&self) -> (u32, u32) {
        self.first.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.first.render(region, pull)?;
            let other = self.second.render(region, pull)?;
            self.how.all(&mut tile, &other);
            pull.check()?;
            Ok(tile)
        })
    }

    fn reach(&self) -> u32 {
        self.first.reach().max(self.second.reach())
    }
}

/// Two masks as one, in the frame of the first; outside its own frame the second covers nothing.
pub fn mask_combine(first: Image, second: Image, how: Combine) -> Image {
    Arc::new(Combined { first, second, how })
}
