//! Gaussian blur in linear light; pixels beyond the edge repeat the edge, so pictures do not darken there.
//! Small sigmas are an exact kernel. Large ones halve the picture on a fixed grid until sigma is small, blur, and
//! interpolate back, with the variance of both steps taken off sigma: every pixel depends on its place alone,
//! so tiles equal the whole.

mod coarse;
mod halve;

use std::sync::Arc;

use crate::math::exp;
use crate::picture::{Take, make_opaque};
use crate::pixel::Pixel;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::{clamp_to, extended};
use halve::halved;

pub use coarse::coarse;

/// Above this sigma the picture is halved first. Blurred with the sigma that is then left (above 1.9) nothing near
/// the coarse grid's limit of resolution survives, which keeps the error below a step of 8 bits.
const LARGEST_EXACT: f64 = 4.0;
/// Halving by 1-3-3-1 and doubling by linear interpolation each add this variance, in pixels of the coarse grid.
const STEP_VARIANCE: f64 = 0.1875;
/// Floats whose sums are found together, in registers.
const LANES: usize = 64;
/// Rows that are weighed together.
const TOGETHER: i32 = 8;

struct Blurred {
    input: Image,
    /// One side of the symmetric kernel, from the middle out.
    kernel: Vec<f32>,
    halvings: usize,
    /// The picture after that many, when there are any.
    coarse: Option<Image>,
    /// How far beyond a region it computes what is thrown away.
    reach: u32,
}

impl Picture for Blurred {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        Tile::by_rows(self, region, pull)
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        let is_opaque = self.is_opaque();
        let take = &mut |y, row: &mut [f32]| {
            if is_opaque {
                make_opaque(row);
            }
            take(y, row)
        };
        let mut needed = vec![region];
        for level in 0..self.halvings {
            needed.push(coarse_for_doubling(needed[level]));
        }
        let coarsest = needed[self.halvings];
        let radius = self.kernel.len() as u32 - 1;
        let source = self.source(coarsest.grown(radius), pull)?;
        if self.halvings == 0 {
            return convolved(&source, coarsest, &self.kernel, pull, take);
        }
        let mut tile = Tile::of_rows(coarsest, |take| {
            convolved(&source, coarsest, &self.kernel, pull, take)
        })?;
        for level in (1..self.halvings).rev() {
            let coarse = tile;
            tile = Tile::of_rows(needed[level], |take| {
                doubled(&coarse, needed[level], pull, take)
            })?;
        }
        doubled(&tile, region, pull, take)
    }

    fn is_made_by_rows(&self, _region: Region) -> bool {
        true
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.reach
    }
}

impl Blurred {
    /// The picture at the coarsest level, which goes on for ever on all sides.
    fn source(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let Some(coarse) = &self.coarse else {
            return halved(&self.input, region, 0, pull);
        };
        let inside = clamp_to(region, coarse::area(coarse));
        let tile = coarse::part(coarse, inside, pull)?;
        Ok(if inside == region {
            tile
        } else {
            extended(&tile, region)
        })
    }
}

/// A gaussian of `sigma` pixels of this scale; zero or less changes nothing.
pub fn blur(input: Image, sigma: f32) -> Image {
    let (w, h) = input.size();
    if sigma.is_nan() || sigma <= 0.01 || w == 0 || h == 0 {
        return input;
    }
    let mut left = f64::from(sigma.min(10_000.0));
    let mut halvings = 0;
    while left > LARGEST_EXACT {
        left = (left * left * 0.25 - 2.0 * STEP_VARIANCE).sqrt();
        halvings += 1;
    }
    let kernel = half_kernel(left);
    let (coarse, is_kept) = match halvings {
        0 => (None, false),
        _ => {
            let (coarse, is_kept) = coarse::kept(&input, halvings);
            (Some(coarse), is_kept)
        }
    };
    let reach = if is_kept {
        0
    } else {
        (kernel.len() as u32 + 2) << halvings
    };
    Arc::new(Blurred {
        input,
        kernel,
        halvings,
        coarse,
        reach,
    })
}

fn half_kernel(sigma: f64) -> Vec<f32> {
    let radius = (sigma * 3.0).ceil().max(1.0) as usize;
    let weights: Vec<f64> = (0..=radius)
        .map(|i| exp(-((i * i) as f64) / (2.0 * sigma * sigma)))
        .collect();
    let sum = weights[0] + 2.0 * weights[1..].iter().sum::<f64>();
    weights.iter().map(|w| (w / sum) as f32).collect()
}

/// The coarse pixels that [`doubled`] reads to make the fine `region`.
fn coarse_for_doubling(region: Region) -> Region {
    Region::between(
        (region.x - 1).div_euclid(2),
        (region.y - 1).div_euclid(2),
        region.right().div_euclid(2) + 1,
        region.bottom().div_euclid(2) + 1,
    )
}

/// Twice the size by linear interpolation between the coarse pixels' centres.
fn doubled(
    coarse: &Tile,
    region: Region,
    pull: &Pull,
    take: &mut Take<'_>,
) -> Result<(), RenderError> {
    let mut tall = vec![0.0; coarse.region.w as usize * 4];
    let mut row = vec![0.0; region.w as usize * 4];
    for y in region.y..region.bottom() {
        pull.check()?;
        let near = y.div_euclid(2);
        let far = if y & 1 == 0 { near - 1 } else { near + 1 };
        two_rows(&mut tall, coarse.row(near), coarse.row(far));
        double_row(&mut row, region.x, &tall, coarse.region.x);
        take(y, &mut row)?;
    }
    Ok(())
}

wide! {
    fn two_rows(out: &mut [f32], near: &[f32], far: &[f32]) {
        for ((v, a), b) in out.iter_mut().zip(near).zip(far) {
            *v = a * 0.75 + b * 0.25;
        }
    }
}

/// A fine row that begins at column `x` from a coarse one that begins at `first`.
fn double_row(row: &mut [f32], x: i32, coarse: &[f32], first: i32) {
    let (row, _) = row.as_chunks_mut::<4>();
    let (coarse, _) = coarse.as_chunks::<4>();
    let single = |px: &mut [f32; 4], x: i32| {
        let near = x.div_euclid(2);
        let far = if x & 1 == 0 { near - 1 } else { near + 1 };
        let at = |x: i32| Pixel::from(coarse[(x - first) as usize]);
        *px = (at(near) * 0.75 + at(far) * 0.25).values();
    };
    // Both pixels of a coarse one at once, but for halves of it at the ends.
    let (head, rest) = row.split_at_mut(usize::from(x & 1 != 0).min(row.len()));
    if let [px] = head {
        single(px, x);
    }
    let x = x + head.len() as i32;
    let (pairs, tail) = rest.as_chunks_mut::<2>();
    let around = &coarse[(x / 2 - 1 - first).max(0) as usize..];
    for (pair, around) in pairs.iter_mut().zip(around.array_windows()) {
        let [before, near, after] = around.map(Pixel::from);
        let near = near * 0.75;
        *pair = [before, after].map(|far| (near + far * 0.25).values());
    }
    if let [px] = tail {
        single(px, x + pairs.len() as i32 * 2);
    }
}

/// The separable kernel; `source` holds `region` grown by the kernel's radius.
fn convolved(
    source: &Tile,
    region: Region,
    kernel: &[f32],
    pull: &Pull,
    take: &mut Take<'_>,
) -> Result<(), RenderError> {
    let width = source.region.w as usize * 4;
    let mut tall = vec![0.0; width * region.h.min(TOGETHER as u32) as usize];
    let mut row = vec![0.0; region.w as usize * 4];
    for y in (region.y..region.bottom()).step_by(TOGETHER as usize) {
        pull.check()?;
        let last = (y + TOGETHER).min(region.bottom());
        let tall = &mut tall[..(last - y) as usize * width];
        weigh_down(tall, source, y, kernel);
        for (y, tall) in (y..).zip(tall.chunks_exact(width)) {
            weigh_across(&mut row, tall, kernel);
            take(y, &mut row)?;
        }
    }
    Ok(())
}

wide! {
    /// Some rows from `y` on, still as wide as the source.
    fn weigh_down(tall: &mut [f32], source: &Tile, y: i32, kernel: &[f32]) {
        let width = source.region.w as usize * 4;
        let radius = kernel.len() - 1;
        let last = y + (tall.len() / width) as i32 + radius as i32;
        let rows: Vec<_> = (y - radius as i32..last).map(|y| source.row(y)).collect();
        // A few columns of all rows before the next ones: what several rows are made of is in the nearest cache.
        for start in (0..width).step_by(LANES) {
            let columns = start..(start + LANES).min(width);
            for (row, tall) in (radius..).zip(tall.chunks_exact_mut(width)) {
                let around = rows[..row].iter().rev().zip(&rows[row + 1..]);
                let pairs = around.map(|(a, b)| (&a[columns.clone()], &b[columns.clone()]));
                symmetric(&mut tall[columns.clone()], &rows[row][columns.clone()], pairs, kernel);
            }
        }
    }
}

wide! {
    fn weigh_across(out: &mut [f32], tall: &[f32], kernel: &[f32]) {
        let radius = kernel.len() - 1;
        for (i, out) in out.chunks_mut(LANES).enumerate() {
            let count = out.len();
            let at = |pixel: usize| &tall[pixel * 4 + i * LANES..][..count];
            let pairs = (1..=radius).map(|d| (at(radius - d), at(radius + d)));
            symmetric(out, at(radius), pairs, kernel);
        }
    }
}

/// `out = middle * kernel[0] + (a + b) * kernel[i] + …`, of at most [`LANES`] floats, so that sums stay in registers.
#[inline(always)]
fn symmetric<'a>(
    out: &mut [f32],
    middle: &[f32],
    pairs: impl Iterator<Item = (&'a [f32], &'a [f32])>,
    kernel: &[f32],
) {
    let mut sums = [0.0_f32; LANES];
    let pairs = pairs.zip(&kernel[1..]);
    if let Some(middle) = middle.first_chunk::<LANES>() {
        for (sum, v) in sums.iter_mut().zip(middle) {
            *sum = v * kernel[0];
        }
        for ((a, b), &weight) in pairs {
            let (a, b) = (&a[..LANES], &b[..LANES]);
            for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                *sum += (a + b) * weight;
            }
        }
    } else {
        for (sum, v) in sums.iter_mut().zip(middle) {
            *sum = v * kernel[0];
        }
        for ((a, b), &weight) in pairs {
            for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                *sum += (a + b) * weight;
            }
        }
    }
    out.copy_from_slice(&sums[..out.len()]);
}
