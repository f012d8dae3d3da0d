//! Holes of a mask filled: places that are not fully covered and that what is fully covered encloses.
//!
//! Whether something is enclosed is a question about the whole mask. To answer it from a part, a hole is at most
//! `largest` pixels wide and high: then all of a hole that a tile has a pixel of lies within that distance of the tile,
//! and what reaches farther is no hole, however the mask is cut.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::plane::Plane;

/// From this coverage on something counts as full: 254.5 of 255.
const FULL: f32 = 0.998;
/// No larger hole is filled.
const LARGEST: f32 = 2048.0;

struct Filled {
    mask: Image,
    largest: u32,
}

impl Picture for Filled {
    fn size(&self) -> (u32, u32) {
        self.mask.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            // One pixel more than a hole may reach, and the frame, beyond which everything is open.
            let area = region
                .grown(self.largest + 1)
                .intersect(&Region::whole(self.size()));
            let mut plane = Plane::coverage(&self.mask, area, pull)?;
            self.fill(&mut plane, pull)?;
            Ok(plane.cut(region).into_mask())
        })
    }

    fn reach(&self) -> u32 {
        self.mask.reach() + self.largest + 1
    }
}

impl Filled {
    fn fill(&self, plane: &mut Plane, pull: &Pull) -> Result<(), RenderError> {
        let (w, h) = (plane.region.w as usize, plane.region.h as usize);
        let mut seen: Vec<bool> = plane.v.iter().map(|&v| v >= FULL).collect();
        let (mut open, mut hole) = (Vec::new(), Vec::new());
        for start in 0..w * h {
            if start % w == 0 {
                pull.check()?;
            }
            if seen[start] {
                continue;
            }
            seen[start] = true;
            open.push(start);
            hole.clear();
            let (mut left, mut right) = (start % w, start % w);
            let (top, mut bottom) = (start / w, start / w);
            while let Some(at) = open.pop() {
                hole.push(at);
                let (x, y) = (at % w, at / w);
                (left, right, bottom) = (left.min(x), right.max(x), bottom.max(y));
                let around = [
                    (x > 0).then(|| at - 1),
                    (x + 1 < w).then(|| at + 1),
                    (y > 0).then(|| at - w),
                    (y + 1 < h).then(|| at + w),
                ];
                for next in around.into_iter().flatten() {
                    if !seen[next] {
                        seen[next] = true;
                        open.push(next);
                    }
                }
            }
            let is_cut = left == 0 || top == 0 || right + 1 == w || bottom + 1 == h;
            let largest = self.largest as usize;
            if !is_cut && right - left < largest && bottom - top < largest {
                hole.iter().for_each(|&at| plane.v[at] = 1.0);
            }
        }
        Ok(())
    }
}

/// The mask without the holes that are at most `largest` pixels of this scale wide and high; what touches the frame is
/// none. Pixels touch those left, right, above and below them.
pub fn mask_fill_holes(mask: Image, largest: f32) -> Image {
    let (w, h) = mask.size();
    if largest.is_nan() || largest < 1.0 || w == 0 || h == 0 {
        return mask;
    }
    Arc::new(Filled {
        mask,
        largest: largest.min(LARGEST) as u32,
    })
}
