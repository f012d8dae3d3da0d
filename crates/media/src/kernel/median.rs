//! The median of a square around each pixel, each channel by itself; edges repeat. It takes away specks and keeps edges.
//!
//! Up to two pixels to each side it is exact: of the values that can still be the median, the smallest and the largest
//! are dropped until one is left, sixteen floats side by side. Beyond, values are counted in 4096 steps of the
//! sRGB-encoded range while the square slides along a row (Huang, Yang and Tang, "A fast two-dimensional median
//! filtering algorithm", 1979): the work grows with the radius, not with its square.

use std::sync::Arc;

use crate::math::{srgb_decode, srgb_encode};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::surrounded;

/// No square reaches farther to each side.
const LARGEST: u32 = 100;
/// Steps that values are counted in, and how many of them a coarse step holds.
const FINE: usize = 4096;
const COARSE: usize = 64;
/// Floats that are sorted side by side.
const LANES: usize = 16;

type Lanes = [f32; LANES];

struct Ranked {
    input: Image,
    radius: u32,
}

impl Picture for Ranked {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let source = surrounded(&self.input, region.grown(self.radius), pull)?;
            match self.radius {
                1 => sorted::<9>(&source, region, 1, pull),
                2 => sorted::<25>(&source, region, 2, pull),
                radius => counted(&source, region, radius, pull),
            }
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.radius
    }
}

/// The median over `radius` pixels of this scale to each side, rounded to whole ones; less than half a pixel changes
/// nothing.
pub fn median(input: Image, radius: f32) -> Image {
    let (w, h) = input.size();
    if radius.is_nan() || radius < 0.5 || w == 0 || h == 0 {
        return input;
    }
    let radius = (radius.round() as u32).clamp(1, LARGEST);
    Arc::new(Ranked { input, radius })
}

/// `N` is the number of pixels in the square.
fn sorted<const N: usize>(
    source: &Tile,
    region: Region,
    radius: i32,
    pull: &Pull,
) -> Result<Tile, RenderError> {
    let side = 2 * radius as usize + 1;
    let mut tile = Tile::clear(region);
    let mut window = [[0.0; LANES]; N];
    for y in region.y..region.bottom() {
        pull.check()?;
        let rows: Vec<&[f32]> = (y - radius..=y + radius).map(|y| source.row(y)).collect();
        for (i, out) in tile.row_mut(y).chunks_mut(LANES).enumerate() {
            let left = i * LANES;
            for (j, lanes) in window.iter_mut().enumerate() {
                let from = &rows[j / side][left + j % side * 4..];
                lanes[..out.len()].copy_from_slice(&from[..out.len()]);
            }
            out.copy_from_slice(&middle(&mut window)[..out.len()]);
        }
    }
    Ok(tile)
}

/// The median of each lane of an odd number of them.
fn middle<const N: usize>(window: &mut [Lanes; N]) -> Lanes {
    // Of N / 2 + 2 values neither the smallest nor the largest can be the median of all.
    let mut end = N / 2 + 2;
    let mut next = end;
    while end > 2 {
        for i in 1..end {
            exchange(window, 0, i);
        }
        for i in 1..end - 1 {
            exchange(window, i, end - 1);
        }
        if next < N {
            // The smallest makes room for the next one; the largest is left behind.
            window[0] = window[next];
            next += 1;
            end -= 1;
        } else {
            window.copy_within(1..end - 1, 0);
            end -= 2;
        }
    }
    window[0]
}

/// The smaller values to `low`, the larger ones to `high`.
#[inline(always)]
fn exchange<const N: usize>(window: &mut [Lanes; N], low: usize, high: usize) {
    let (a, b) = (window[low], window[high]);
    for lane in 0..LANES {
        let (x, y) = (a[lane], b[lane]);
        window[low][lane] = if x < y { x } else { y };
        window[high][lane] = if x < y { y } else { x };
    }
}

/// Counts of the values in a square, fine and coarse.
struct Counts {
    fine: Vec<u16>,
    coarse: [u16; FINE / COARSE],
}

impl Counts {
    #[inline(always)]
    fn add(&mut self, value: u16) {
        self.fine[usize::from(value)] += 1;
        self.coarse[usize::from(value) / COARSE] += 1;
    }

    #[inline(always)]
    fn take(&mut self, value: u16) {
        self.fine[usize::from(value)] -= 1;
        self.coarse[usize::from(value) / COARSE] -= 1;
    }

    /// The value that `before` others come before.
    fn at(&self, before: u16) -> usize {
        let mut left = before;
        let mut at = 0;
        for &count in &self.coarse {
            if left < count {
                break;
            }
            left -= count;
            at += COARSE;
        }
        while left >= self.fine[at] {
            left -= self.fine[at];
            at += 1;
        }
        at
    }
}

fn counted(source: &Tile, region: Region, radius: u32, pull: &Pull) -> Result<Tile, RenderError> {
    let decoded: Vec<f32> = (0..FINE)
        .map(|step| srgb_decode(step as f32 / (FINE - 1) as f32))
        .collect();
    let steps: Vec<u16> = source
        .px
        .iter()
        .map(|v| (srgb_encode(*v) * (FINE - 1) as f32 + 0.5) as u16)
        .collect();
    let stride = source.region.w as usize * 4;
    let side = 2 * radius as usize + 1;
    let before = (side * side / 2) as u16;
    let mut tile = Tile::clear(region);
    let mut counts = Counts {
        fine: vec![0; FINE],
        coarse: [0; FINE / COARSE],
    };
    for (top, row) in tile.px.chunks_exact_mut(region.w as usize * 4).enumerate() {
        pull.check()?;
        for channel in 0..4 {
            counts.fine.fill(0);
            counts.coarse.fill(0);
            let column = |x: usize| {
                let first = top * stride + x * 4 + channel;
                steps[first..].iter().step_by(stride).take(side).copied()
            };
            (0..side).for_each(|x| column(x).for_each(|v| counts.add(v)));
            for x in 0..region.w as usize {
                if x > 0 {
                    column(x - 1).for_each(|v| counts.take(v));
                    column(x - 1 + side).for_each(|v| counts.add(v));
                }
                row[x * 4 + channel] = decoded[counts.at(before)];
            }
        }
    }
    Ok(tile)
}
