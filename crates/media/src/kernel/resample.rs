//! Filters that weigh the pixels around a point, and their weights for a whole axis, computed once.

use std::sync::OnceLock;

use super::sample::weighed;
use crate::Tile;
use crate::math::sinc;
use crate::picture::make_opaque;
use crate::wide::wide;

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

/// The tables that there are, each made once: a picture in hand is turned anew at every move.
macro_rules! phases {
    ($name:ident, $filter:ident, $count:literal) => {
        impl Phases<$count> {
            pub(super) fn $name() -> &'static Self {
                static PHASES: OnceLock<Phases<$count>> = OnceLock::new();
                PHASES.get_or_init(|| Self::new(Filter::$filter))
            }
        }
    };
}
phases!(bilinear, Bilinear, 2);
phases!(bicubic, Bicubic, 4);
phases!(lanczos, Lanczos, 6);

/// How many places are looked up together: few enough for the nearest cache, many enough for vector code.
pub(super) const PLACES: usize = 64;

/// A filter's weights for the `N` pixels around a place, `N` being all that it reaches, over where the place lies between two
/// of them; read with linear interpolation.
#[derive(Debug)]
pub(super) struct Phases<const N: usize> {
    /// At each entry the weights, and what more they are at the next one.
    table: Box<[Phase<N>; STEPS]>,
}

type Phase<const N: usize> = ([f32; N], [f32; N]);

/// Entries of [`Phases`] from the middle of a pixel to that of the next.
const STEPS: usize = 1024;

impl<const N: usize> Phases<N> {
    fn new(filter: Filter) -> Self {
        let at = |i: usize| {
            let beyond = i as f64 / STEPS as f64;
            let first = N as f64 / 2.0 - 1.0;
            let weights: [f64; N] =
                std::array::from_fn(|k| filter.weight(k as f64 - first - beyond));
            let sum: f64 = weights.iter().sum();
            weights.map(|weight| (weight / sum) as f32)
        };
        let mut table = Box::new([([0.0; N], [0.0; N]); STEPS]);
        for (i, (low, more)) in table.iter_mut().enumerate() {
            let high = at(i + 1);
            *low = at(i);
            *more = std::array::from_fn(|k| high[k] - low[k]);
        }
        Self { table }
    }

    /// Looks up the first pixels and weights around places along an axis.
    fn around(&self, places: Places, found: &mut Around<N>, count: usize) {
        let (beyond, entries) = (&mut found.beyond[..count], &mut found.entries[..count]);
        let reach = N as i32 / 2 - 1;
        split(places, reach, &mut found.firsts[..count], beyond, entries);
        for ((weights, &beyond), &entry) in found.weights.iter_mut().zip(&*beyond).zip(&*entries) {
            let (low, more) = &self.table[entry as usize % STEPS];
            for ((weight, low), more) in weights.iter_mut().zip(low).zip(more) {
                *weight = low + more * beyond;
            }
        }
    }

    /// The values at places in a tile, at most [`PLACES`] of them; beyond the tile everything is transparent. Whether all of it
    /// is opaque.
    pub(super) fn values(
        &self,
        (tile, is_opaque): (&Tile, bool),
        x: Places,
        y: Places,
        room: &mut [Around<N>; 2],
        out: &mut [f32],
    ) {
        let count = out.len() / 4;
        let [columns, rows] = room;
        self.around(x, columns, count);
        self.around(y, rows, count);
        let r = tile.region;
        let is_inside =
            columns.lie_between(r.x, r.right(), count) && rows.lie_between(r.y, r.bottom(), count);
        if is_inside {
            inner(tile, columns, rows, out);
            if is_opaque {
                make_opaque(out);
            }
            return;
        }
        for (i, px) in out.chunks_exact_mut(4).enumerate() {
            let (left, top) = (columns.firsts[i], rows.firsts[i]);
            let (across, down) = (&columns.weights[i], &rows.weights[i]);
            px.copy_from_slice(&weighed(tile, left, top, across, down));
        }
    }
}

/// For some places at even distances along an axis the first pixel around each and the weights from there on, summing to 1.
pub(super) struct Around<const N: usize> {
    firsts: [i32; PLACES],
    weights: [[f32; N]; PLACES],
    beyond: [f32; PLACES],
    entries: [i32; PLACES],
}

impl<const N: usize> Around<N> {
    /// Room for them, to be used again and again.
    pub(super) fn room() -> [Self; 2] {
        std::array::from_fn(|_| Self {
            firsts: [0; PLACES],
            weights: [[0.0; N]; PLACES],
            beyond: [0.0; PLACES],
            entries: [0; PLACES],
        })
    }

    /// Whether all pixels around the first places lie between two edges: they do when those around the outermost do.
    fn lie_between(&self, from: i32, to: i32, count: usize) -> bool {
        let (a, b) = (self.firsts[0], self.firsts[count.saturating_sub(1)]);
        a.min(b) >= from && a.max(b).saturating_add(N as i32) <= to
    }
}

/// As [`weighed`], for pixels that all lie in the tile.
#[inline(never)]
fn inner<const N: usize>(tile: &Tile, columns: &Around<N>, rows: &Around<N>, out: &mut [f32]) {
    let r = tile.region;
    let stride = r.w as usize * 4;
    let columns = columns.firsts.iter().zip(&columns.weights);
    let rows = rows.firsts.iter().zip(&rows.weights);
    for ((px, (left, across)), (top, down)) in out.chunks_exact_mut(4).zip(columns).zip(rows) {
        let mut at = (top - r.y) as usize * stride + (left - r.x) as usize * 4;
        let mut sum = [0.0_f32; 4];
        for wy in down {
            let row = &tile.px[at..at + N * 4];
            let mut line = [0.0_f32; 4];
            for (px, wx) in row.chunks_exact(4).zip(across) {
                for (s, v) in line.iter_mut().zip(px) {
                    *s += v * wx;
                }
            }
            for (s, v) in sum.iter_mut().zip(line) {
                *s += v * wy;
            }
            at += stride;
        }
        px.copy_from_slice(&sum);
    }
}

/// Places at even distances along an axis, counted from the middle of the first pixel, in parts of a pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    first: i64,
    step: i64,
}

impl Places {
    /// Bits of the parts: 40, so that places are known to a millionth of a pixel for a picture that is 100 000 wide, and reach to
    /// 8 million.
    const PARTS: f64 = (1_i64 << 40) as f64;
    /// The longest picture whose pixels are all near enough.
    pub(super) const LONGEST: u32 = 3_900_000;
    /// Farther away there is no such picture.
    const FAR: f64 = 4e6;

    /// `m[0] * (x + 0.5) + m[1] * (y + 0.5) + m[2]` for `count` pixels from this one on, the same numbers wherever they begin;
    /// nothing when that is far from every picture.
    pub(super) fn along(m: &[f64], (x, y): (i32, i32), count: usize) -> Option<Self> {
        let [across, down, rest] = [m[0], m[1], m[2] + (m[0] + m[1] - 1.0) * 0.5];
        let begins = across * f64::from(x) + down * f64::from(y) + rest;
        let ends = begins + across * count as f64;
        let is_near = |place: f64| place.abs() < Self::FAR;
        let parts = |of: f64| (of * Self::PARTS).round_ties_even() as i64;
        (is_near(begins) && is_near(ends)).then(|| Self {
            first: parts(across)
                .wrapping_mul(x.into())
                .wrapping_add(parts(down).wrapping_mul(y.into()))
                .wrapping_add(parts(rest)),
            step: parts(across),
        })
    }
}

wide! {
    /// The pixel before each place, less `reach`; the table's entry for where the place lies beyond that pixel's middle, and how
    /// far it lies beyond that entry, 0–1.
    fn split(places: Places, reach: i32, firsts: &mut [i32], beyond: &mut [f32], entries: &mut [i32]) {
        let mut place = places.first;
        for ((first, beyond), entry) in firsts.iter_mut().zip(beyond).zip(entries) {
            *first = (place >> 40) as i32 - reach;
            let parts = (place >> 8) as u32;
            *entry = (parts >> 22) as i32;
            *beyond = (parts & 0x3f_ffff) as i32 as f32 * (1.0 / 4_194_304.0);
            place = place.wrapping_add(places.step);
        }
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
