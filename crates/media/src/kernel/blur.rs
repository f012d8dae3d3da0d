//! Gaussian blur in linear light; pixels beyond the edge repeat the edge, so pictures do not darken there.
//! Small sigmas are an exact kernel. Large ones halve the picture on a fixed grid until sigma is small, blur, and
//! interpolate back, with the variance of both steps taken off sigma: every pixel depends on its place alone,
//! so tiles equal the whole.

mod halve;

use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use crate::math::exp;
use crate::picture::{Take, clipped, make_opaque};
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::{clamp_to, extended};
use halve::halved;

/// Above this sigma the picture is halved first. Blurred with the sigma that is then left (above 1.9) nothing near
/// the coarse grid's limit of resolution survives, which keeps the error below a step of 8 bits.
const LARGEST_EXACT: f64 = 4.0;
/// Halving by 1-3-3-1 and doubling by linear interpolation each add this variance, in pixels of the coarse grid.
const STEP_VARIANCE: f64 = 0.1875;
/// From this many halvings on the coarse picture is small enough to keep.
const KEPT_FROM: usize = 2;
/// Rows of the coarse picture that are made together.
const BAND: u32 = 32;

struct Blurred {
    input: Image,
    /// One side of the symmetric kernel, from the middle out.
    kernel: Vec<f32>,
    halvings: usize,
    kept: Option<Kept>,
    reach: u32,
}

/// Bands of the coarse picture, each made once by whoever needs it first.
struct Kept {
    area: Region,
    bands: Vec<Mutex<Option<Arc<Tile>>>>,
}

impl Picture for Blurred {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            Tile::of_rows(region, |take| self.rows(region, pull, take))
        })
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
        if self.kept.is_some() {
            self.input.reach()
        } else {
            self.input.reach() + self.reach
        }
    }
}

impl Blurred {
    /// The picture at the coarsest level, which goes on for ever on all sides.
    fn source(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let Some(kept) = &self.kept else {
            return halved(&self.input, region, self.halvings, pull);
        };
        let inside = clamp_to(region, kept.area);
        let first = (inside.y - kept.area.y) as u32 / BAND;
        let last = (inside.bottom() - 1 - kept.area.y) as u32 / BAND;
        self.make_free_ones(kept, first, last, pull)?;
        let mut found = Tile::clear(inside);
        for band in first..=last {
            let mut slot = kept.bands[band as usize]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            found.paste(&*self.band(kept, band, &mut slot, pull)?);
        }
        Ok(extended(&found, region))
    }

    /// Makes the bands that nobody else is making, and instead of each that is in other hands one of the next.
    fn make_free_ones(
        &self,
        kept: &Kept,
        first: u32,
        last: u32,
        pull: &Pull,
    ) -> Result<(), RenderError> {
        let mut end = last + 1;
        for (band, slot) in (0..).zip(&kept.bands).skip(first as usize) {
            if band == end {
                break;
            }
            match slot.try_lock() {
                Ok(mut slot) => drop(self.band(kept, band, &mut slot, pull)?),
                Err(TryLockError::WouldBlock) => end += 1,
                // It was left empty, and is made when it is wanted.
                Err(TryLockError::Poisoned(_)) => {}
            }
        }
        Ok(())
    }

    /// The band in this slot, made when it is not there yet.
    fn band(
        &self,
        kept: &Kept,
        band: u32,
        slot: &mut Option<Arc<Tile>>,
        pull: &Pull,
    ) -> Result<Arc<Tile>, RenderError> {
        if let Some(tile) = slot.as_ref() {
            return Ok(Arc::clone(tile));
        }
        let rows = Region::new(
            kept.area.x,
            kept.area.y + (band * BAND) as i32,
            kept.area.w,
            BAND,
        );
        let rows = rows.intersect(&kept.area);
        let tile = Arc::new(halved(&self.input, rows, self.halvings, pull)?);
        *slot = Some(Arc::clone(&tile));
        Ok(tile)
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
    let kept = (halvings >= KEPT_FROM).then(|| {
        // A margin of three coarse pixels: beyond it the coarse picture is constant along each line.
        let side = |n: u32| (n >> halvings) + 8;
        let area = Region::new(-4, -4, side(w), side(h));
        let bands = (0..area.h.div_ceil(BAND))
            .map(|_| Mutex::new(None))
            .collect();
        Kept { area, bands }
    });
    let reach = (kernel.len() as u32 + 2) << halvings;
    Arc::new(Blurred {
        input,
        kernel,
        halvings,
        kept,
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
    let single = |px: &mut [f32], x: i32| {
        let near = x.div_euclid(2);
        let far = if x & 1 == 0 { near - 1 } else { near + 1 };
        let near = &coarse[(near - first) as usize * 4..][..4];
        let far = &coarse[(far - first) as usize * 4..][..4];
        for ((v, a), b) in px.iter_mut().zip(near).zip(far) {
            *v = a * 0.75 + b * 0.25;
        }
    };
    // Both pixels of a coarse one at once, but for halves of it at the ends.
    let (head, rest) = row.split_at_mut(if x & 1 == 0 { 0 } else { 4 });
    if !head.is_empty() {
        single(head, x);
    }
    let x = x + (head.len() / 4) as i32;
    let around = coarse[(x / 2 - 1 - first).max(0) as usize * 4..]
        .windows(12)
        .step_by(4);
    let mut pairs = rest.chunks_exact_mut(8);
    let count = pairs.len() as i32;
    for (px, from) in pairs.by_ref().zip(around) {
        let (left, right) = px.split_at_mut(4);
        for (c, (l, r)) in left.iter_mut().zip(right).enumerate() {
            let near = from[4 + c] * 0.75;
            *l = near + from[c] * 0.25;
            *r = near + from[8 + c] * 0.25;
        }
    }
    let tail = pairs.into_remainder();
    if !tail.is_empty() {
        single(tail, x + count * 2);
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
    let mut tall = vec![0.0; source.region.w as usize * 4];
    let mut row = vec![0.0; region.w as usize * 4];
    for y in region.y..region.bottom() {
        pull.check()?;
        weigh(&mut row, &mut tall, source, y, kernel);
        take(y, &mut row)?;
    }
    Ok(())
}

wide! {
fn weigh(out: &mut [f32], tall: &mut [f32], source: &Tile, y: i32, kernel: &[f32]) {
    let radius = kernel.len() - 1;
    let width = out.len();
    let pairs: Vec<_> = (1..=radius as i32)
        .map(|d| (source.row(y - d), source.row(y + d)))
        .collect();
    symmetric(source.row(y), &pairs, kernel, tall);
    let pairs: Vec<_> = (1..=radius)
        .map(|d| {
            (
                &tall[(radius - d) * 4..][..width],
                &tall[(radius + d) * 4..][..width],
            )
        })
        .collect();
    symmetric(&tall[radius * 4..][..width], &pairs, kernel, out);
}
}

/// `out = middle * kernel[0] + (a + b) * kernel[i] + …`, some floats at a time so that sums stay in registers.
#[inline(always)]
fn symmetric(middle: &[f32], pairs: &[(&[f32], &[f32])], kernel: &[f32], out: &mut [f32]) {
    // As many as registers hold.
    const LANES: usize = if cfg!(target_arch = "x86_64") { 64 } else { 32 };
    for (i, out) in out.chunks_mut(LANES).enumerate() {
        let (start, count) = (i * LANES, out.len());
        let mut sums = [0.0_f32; LANES];
        if count == LANES {
            for (sum, v) in sums.iter_mut().zip(&middle[start..start + LANES]) {
                *sum = v * kernel[0];
            }
            for ((a, b), &weight) in pairs.iter().zip(&kernel[1..]) {
                let (a, b) = (&a[start..start + LANES], &b[start..start + LANES]);
                for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                    *sum += (a + b) * weight;
                }
            }
        } else {
            for (lane, sum) in sums[..count].iter_mut().enumerate() {
                *sum = middle[start + lane] * kernel[0];
                for ((a, b), &weight) in pairs.iter().zip(&kernel[1..]) {
                    *sum += (a[start + lane] + b[start + lane]) * weight;
                }
            }
        }
        out.copy_from_slice(&sums[..count]);
    }
}
