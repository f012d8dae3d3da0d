//! Masks grown and shrunk by a disc: the largest, or smallest, coverage within a distance (grey-scale dilation and
//! erosion, Serra 1982). A distance between two whole numbers of pixels is a mixture of the two.
//!
//! The maximum of any stretch of a row is that of two overlapping stretches whose length is a power of two, so one row
//! costs log(radius) passes, and a pixel 2 · (2 · radius + 1) comparisons, all of them vector code.

use std::sync::Arc;

use crate::math::larger;
use crate::picture::clipped;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::plane::Plane;

/// No mask grows or shrinks by more.
const LARGEST: f32 = 2048.0;
/// Columns that are treated together, so that the rows they are written to stay in the cache.
const COLUMNS: usize = 1024;

struct Grown {
    mask: Image,
    /// Pixels; negative shrinks.
    by: f32,
}

impl Picture for Grown {
    fn size(&self) -> (u32, u32) {
        self.mask.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let plane = Plane::coverage(&self.mask, region.grown(self.radius()), pull)?;
            Ok(grown(plane, region, self.by, pull)?.into_mask())
        })
    }

    fn reach(&self) -> u32 {
        self.mask.reach() + self.radius()
    }
}

impl Grown {
    fn radius(&self) -> u32 {
        self.by.abs().ceil() as u32
    }
}

/// The mask grown by `by` pixels of this scale, or shrunk when that is negative. What lies beyond the frame neither
/// grows into it nor eats from it.
pub fn mask_grow(mask: Image, by: f32) -> Image {
    if by.is_nan() || by.abs() < 1.0 / 64.0 {
        return mask;
    }
    Arc::new(Grown {
        mask,
        by: by.clamp(-LARGEST, LARGEST),
    })
}

/// `plane` covers `region` grown by the distance.
fn grown(mut plane: Plane, region: Region, by: f32, pull: &Pull) -> Result<Plane, RenderError> {
    let shrink = by < 0.0;
    if shrink {
        plane.v.iter_mut().for_each(|v| *v = 1.0 - *v);
    }
    let (inner, part) = (by.abs().floor(), by.abs().fract());
    let mut out = dilated(&plane, region, inner as u32, pull)?;
    if part > 0.0 {
        let outer = dilated(&plane, region, inner as u32 + 1, pull)?;
        for (v, outer) in out.v.iter_mut().zip(&outer.v) {
            *v += (outer - *v) * part;
        }
    }
    if shrink {
        out.v.iter_mut().for_each(|v| *v = 1.0 - *v);
    }
    Ok(out)
}

/// The largest value within `radius` of each pixel of `region`.
fn dilated(plane: &Plane, region: Region, radius: u32, pull: &Pull) -> Result<Plane, RenderError> {
    if radius == 0 {
        return Ok(plane.cut(region));
    }
    let half_widths = disc(radius);
    let mut out = Plane::of(region, 0.0);
    let width = region.w as usize;
    for left in (0..width).step_by(COLUMNS) {
        let columns = COLUMNS.min(width - left);
        // Where the columns begin in `plane`, less the radius.
        let start = (region.x - plane.region.x) as usize + left - radius as usize;
        let mut levels = Levels::new(columns + 2 * radius as usize, 2 * radius as usize + 1);
        let top = region.y - radius as i32;
        for y in top..region.bottom() + radius as i32 {
            pull.check()?;
            levels.fill(&plane.row(y)[start..start + columns + 2 * radius as usize]);
            for (dy, &half) in (-(radius as i32)..).zip(&half_widths) {
                let to = y - dy;
                if to < region.y || to >= region.bottom() {
                    continue;
                }
                let (a, b) = levels.stretch(radius as usize - half, 2 * half + 1, columns);
                let row = &mut out.row_mut(to)[left..left + columns];
                raise(row, a, b);
            }
        }
    }
    Ok(out)
}

wide! {
    /// Each value becomes the largest of the three.
    fn raise(values: &mut [f32], a: &[f32], b: &[f32]) {
        for ((v, &a), &b) in values.iter_mut().zip(a).zip(b) {
            *v = larger(*v, larger(a, b));
        }
    }
}

wide! {
    fn larger_of(values: &mut [f32], a: &[f32], b: &[f32]) {
        for ((v, &a), &b) in values.iter_mut().zip(a).zip(b) {
            *v = larger(a, b);
        }
    }
}

/// Half the width of a disc at each row from `-radius` to `radius`: the pixels whose centres lie in it.
fn disc(radius: u32) -> Vec<usize> {
    let r = i64::from(radius);
    (-r..=r)
        .map(|dy| (r * r - dy * dy).isqrt() as usize)
        .collect()
}

/// The maxima of all stretches of a row whose length is a power of two, by their first pixel.
struct Levels {
    rows: Vec<Vec<f32>>,
}

impl Levels {
    fn new(width: usize, longest: usize) -> Self {
        let count = longest.ilog2() as usize + 1;
        Self {
            rows: vec![vec![0.0; width]; count],
        }
    }

    fn fill(&mut self, row: &[f32]) {
        self.rows[0].copy_from_slice(row);
        for level in 1..self.rows.len() {
            let step = 1 << (level - 1);
            let (before, after) = self.rows.split_at_mut(level);
            let from = &before[level - 1];
            larger_of(&mut after[0], from, &from[step..]);
        }
    }

    /// Two slices of `count` whose larger values are the maxima of the stretches of `length` from `start` on.
    fn stretch(&self, start: usize, length: usize, count: usize) -> (&[f32], &[f32]) {
        let level = length.ilog2() as usize;
        let second = start + length - (1 << level);
        let row = &self.rows[level];
        (&row[start..start + count], &row[second..second + count])
    }
}
