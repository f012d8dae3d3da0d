//! Filters that weigh the pixels around a point, and their weights for a whole axis, computed once.

use super::sample::weighed;
use crate::Tile;
use crate::math::sinc;

/// How a value between pixels is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Filter {
    /// The nearest pixel: hard edges.
    Nearest,
    /// The two nearest, in proportion (a triangle).
    Bilinear,
    /// Catmull-Rom, as Pillow's bicubic (a = −0.5).
    Bicubic,
    /// Three-lobed windowed sinc: sharpest, may ring at hard edges.
    #[default]
    Lanczos,
}

impl Filter {
    /// How far it reaches to each side, in pixels at scale 1.
    pub(super) fn support(self) -> f64 {
        match self {
            Self::Nearest => 0.5,
            Self::Bilinear => 1.0,
            Self::Bicubic => 2.0,
            Self::Lanczos => 3.0,
        }
    }

    /// Its weight at distance `x`.
    pub(super) fn weight(self, x: f64) -> f64 {
        let x = x.abs();
        match self {
            Self::Nearest => f64::from(u8::from(x <= 0.5)),
            Self::Bilinear => (1.0 - x).max(0.0),
            Self::Bicubic if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
            Self::Bicubic if x < 2.0 => ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0,
            Self::Lanczos if x < 3.0 => sinc(x) * sinc(x / 3.0),
            Self::Bicubic | Self::Lanczos => 0.0,
        }
    }
}

/// A filter's weights over the distance, read with linear interpolation: for kernels that want others for every pixel. Off by less
/// than 1e-6.
#[derive(Debug)]
pub(super) struct Weights {
    table: Vec<f32>,
}

impl Weights {
    /// Entries for each pixel of distance.
    const STEPS: usize = 1024;

    pub(super) fn new(filter: Filter) -> Self {
        let last = filter.support() as usize * Self::STEPS + 2;
        let table = (0..=last).map(|i| filter.weight(i as f64 / Self::STEPS as f64) as f32);
        Self {
            table: table.collect(),
        }
    }

    /// The weight at a distance, to either side.
    #[inline(always)]
    pub(super) fn at(&self, distance: f32) -> f32 {
        let place = distance.abs() * Self::STEPS as f32;
        let i = (place as usize).min(self.table.len() - 2);
        let (a, b) = (self.table[i], self.table[i + 1]);
        let beyond = place - i as f32;
        a + (b - a) * if beyond < 1.0 { beyond } else { 1.0 }
    }
}

/// A filter's weights for the `N` pixels around a place, `N` being all that it reaches, over where the place lies between two
/// of them; read with linear interpolation.
#[derive(Debug)]
pub(super) struct Phases<const N: usize> {
    table: Vec<[f32; N]>,
}

impl<const N: usize> Phases<N> {
    /// Entries from the middle of a pixel to that of the next.
    const STEPS: usize = 1024;

    pub(super) fn new(filter: Filter) -> Self {
        let at = |i: usize| {
            let beyond = i as f64 / Self::STEPS as f64;
            let first = N as f64 / 2.0 - 1.0;
            let weights: [f64; N] =
                std::array::from_fn(|k| filter.weight(k as f64 - first - beyond));
            let sum: f64 = weights.iter().sum();
            weights.map(|weight| (weight / sum) as f32)
        };
        Self {
            table: (0..=Self::STEPS + 1).map(at).collect(),
        }
    }

    /// The first pixel around `place` along an axis and the weights from there on, summing to 1.
    #[inline(always)]
    fn at(&self, place: f64) -> (i32, [f32; N]) {
        let before = (place - 0.5).floor();
        let step = (place - 0.5 - before) as f32 * Self::STEPS as f32;
        let i = (step as usize).min(Self::STEPS);
        let (low, high) = (&self.table[i], &self.table[i + 1]);
        let beyond = step - i as f32;
        let weights = std::array::from_fn(|k| low[k] + (high[k] - low[k]) * beyond);
        ((before as i32).saturating_sub(N as i32 / 2 - 1), weights)
    }

    /// The value at a place in a tile; beyond the tile everything is transparent.
    #[inline(always)]
    pub(super) fn value(&self, tile: &Tile, x: f64, y: f64) -> [f32; 4] {
        let (left, across) = self.at(x);
        let (top, down) = self.at(y);
        let r = tile.region;
        let is_inside = left >= r.x
            && top >= r.y
            && left.saturating_add(N as i32) <= r.right()
            && top.saturating_add(N as i32) <= r.bottom();
        if !is_inside {
            return weighed(tile, left, top, &across, &down);
        }
        let stride = r.w as usize * 4;
        let at = (top - r.y) as usize * stride + (left - r.x) as usize * 4;
        // Cut once, so that no row looks for the end of the tile again.
        let rows = &tile.px[at..at + (N - 1) * stride + N * 4];
        let mut sum = [0.0_f32; 4];
        for (k, wy) in down.into_iter().enumerate() {
            let mut line = [0.0_f32; 4];
            let row = &rows[k * stride..k * stride + N * 4];
            for (px, wx) in row.chunks_exact(4).zip(across) {
                for (s, v) in line.iter_mut().zip(px) {
                    *s += v * wx;
                }
            }
            for (s, v) in sum.iter_mut().zip(line) {
                *s += v * wy;
            }
        }
        sum
    }
}

/// For every output pixel of an axis: the first input pixel it reads and the weights from there on.
#[derive(Debug)]
pub(super) struct Axis {
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// `taps` places for each output pixel.
    weights: Vec<f32>,
    taps: usize,
    /// The same for whole fours of pixels, each weight once for each of the four channels; what is over weighs nothing.
    fours: Vec<f32>,
    /// How many floats of `fours` an output pixel has.
    fours_each: usize,
}

impl Axis {
    /// Weights that turn `from` pixels into `to`, widened when shrinking, normalised at the edges.
    pub(super) fn new(from: u32, to: u32, filter: Filter) -> Self {
        let ratio = f64::from(from) / f64::from(to.max(1));
        let stretch = if filter == Filter::Nearest {
            1.0
        } else {
            ratio.max(1.0)
        };
        let support = filter.support() * stretch;
        let mut axis = Self {
            starts: Vec::new(),
            ends: Vec::new(),
            weights: Vec::new(),
            taps: 0,
            fours: Vec::new(),
            fours_each: 0,
        };
        axis.taps = if filter == Filter::Nearest {
            1
        } else {
            support.ceil() as usize * 2 + 1
        };
        for out in 0..to {
            let centre = (f64::from(out) + 0.5) * ratio;
            let mut weights = vec![0.0; axis.taps];
            let (start, count) = if filter == Filter::Nearest {
                weights[0] = 1.0;
                ((centre as u32).min(from.saturating_sub(1)), 1)
            } else {
                let start = (centre - support + 0.5).max(0.0) as u32;
                let end = ((centre + support + 0.5) as u32).min(from);
                for (weight, at) in weights.iter_mut().zip(start..end) {
                    *weight = filter.weight((f64::from(at) + 0.5 - centre) / stretch);
                }
                (start, end.saturating_sub(start).min(axis.taps as u32))
            };
            let sum: f64 = weights.iter().sum();
            let k = if sum == 0.0 { 0.0 } else { 1.0 / sum };
            axis.starts.push(start);
            axis.ends.push(start + count);
            axis.weights.extend(weights.iter().map(|w| (w * k) as f32));
        }
        axis.fours_each = axis.taps.div_ceil(4) * 16;
        axis.fours = vec![0.0; axis.fours_each * to as usize];
        let each = axis.fours.chunks_exact_mut(axis.fours_each);
        for (fours, weights) in each.zip(axis.weights.chunks_exact(axis.taps)) {
            for (places, weight) in fours.chunks_exact_mut(4).zip(weights) {
                places.fill(*weight);
            }
        }
        axis
    }

    /// The first input pixel of output pixel `out`, and its weights.
    #[inline(always)]
    pub(super) fn at(&self, out: usize) -> (usize, &[f32]) {
        let start = self.starts[out] as usize;
        let count = self.ends[out] as usize - start;
        (
            start,
            &self.weights[out * self.taps..out * self.taps + count],
        )
    }

    /// As [`Axis::at`], in fours of weights, 16 floats each; as many for every output, those that are too many zero.
    #[inline(always)]
    pub(super) fn fours_at(&self, out: usize) -> (usize, &[f32]) {
        let fours = &self.fours[out * self.fours_each..][..self.fours_each];
        (self.starts[out] as usize, fours)
    }

    /// The input pixels that outputs `from..to` read.
    pub(super) fn reads(&self, from: usize, to: usize) -> (u32, u32) {
        let start = self.starts[from..to].iter().min().copied().unwrap_or(0);
        let end = self.ends[from..to].iter().max().copied().unwrap_or(0);
        (start, end)
    }

    /// How many inputs an output reads at most.
    pub(super) fn taps(&self) -> u32 {
        self.taps as u32
    }
}
