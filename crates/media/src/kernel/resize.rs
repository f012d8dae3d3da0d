//! Resizing in linear light with separable filters. Input rows stream through: each is narrowed once and added,
//! in ascending order, to every output row it touches, so memory is a few rows and tiles equal the whole.

use std::sync::Arc;

use crate::picture::{clipped, make_opaque, rows_within};
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::crop::crop;
use super::resample::{Axis, Filter};

/// How a picture meets the size asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// As large as goes inside, proportions kept.
    #[default]
    Fit,
    /// Fills the size, proportions kept, what is over is cut off evenly.
    Fill,
    /// Exactly the size, proportions lost.
    Stretch,
    /// The longest side becomes the larger of width and height, proportions kept.
    LongestSide,
}

struct Resized {
    input: Image,
    size: (u32, u32),
    columns: Axis,
    rows: Axis,
}

/// Bytes of input tiles held at a time, about: what the nearer caches hold.
const CHUNK_BYTES: u64 = 512 << 10;
/// Bytes of an input tile that is taller for the sake of the input's reach, at most.
const MOST_CHUNK_BYTES: u64 = 32 << 20;

impl Picture for Resized {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let (left, right) = self
                .columns
                .reads(region.x as usize, region.right() as usize);
            let (top, bottom) = self.rows.reads(region.y as usize, region.bottom() as usize);
            let mut out = Tile::clear(region);
            let mut narrow = vec![0.0; region.w as usize * 4];
            let chunk = rows_within(CHUNK_BYTES, right - left)
                .max(self.input.reach().saturating_mul(4))
                .min(rows_within(MOST_CHUNK_BYTES, right - left));
            let mut first = region.y as usize;
            let mut y = top;
            while y < bottom {
                let rows = chunk.min(bottom - y);
                let tile = self
                    .input
                    .render(Region::new(left as i32, y as i32, right - left, rows), pull)?;
                for at in y..y + rows {
                    let start = (at - y) as usize * tile.region.w as usize * 4;
                    narrowed(
                        &mut narrow,
                        &tile.px[start..],
                        &self.columns,
                        (left, region.x as u32),
                    );
                    first = self.spread(at as usize, &narrow, first, &mut out);
                }
                y += rows;
                pull.check()?;
            }
            if self.is_opaque() {
                make_opaque(&mut out.px);
            }
            Ok(out)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    /// Magnifying, what is computed in vain are rows of the input, each shorter than a row of this picture: they are
    /// not counted as the many rows they become.
    fn reach(&self) -> u32 {
        let (from, to) = (u64::from(self.input.size().1.max(1)), self.size.1);
        let inner = u64::from(self.input.reach()) + u64::from(self.rows.taps());
        u32::try_from(inner * u64::from(to).min(from) / from).map_or(u32::MAX, |rows| rows + 1)
    }
}

impl Resized {
    /// Adds a narrowed row to every output row that reads it; gives the first output row still open.
    fn spread(&self, at: usize, narrow: &[f32], first: usize, out: &mut Tile) -> usize {
        let mut open = first;
        for y in first..out.region.bottom() as usize {
            let (start, weights) = self.rows.at(y);
            if at < start {
                break;
            }
            if let Some(&weight) = weights.get(at - start) {
                let row = out.row_mut(y as i32);
                if at == start {
                    // Memory that nobody has written to yet is slow to read.
                    row.fill(0.0);
                }
                add(row, narrow, weight);
            } else if y == open {
                open += 1;
            }
        }
        open
    }
}

wide! {
    /// One input row to the output's columns: `rows` begins at column `first.0` of that row and may go on with the next ones,
    /// `out` begins at `first.1` of the output.
    fn narrowed(out: &mut [f32], rows: &[f32], columns: &Axis, first: (u32, u32)) {
        let left = first.0 as usize;
        for (px, x) in out.chunks_exact_mut(4).zip(first.1 as usize..) {
            let (start, weights) = columns.fours_at(x);
            let from = &rows[(start - left) * 4..];
            let whole = from.len().min(weights.len()) / 16 * 16;
            // Four sums side by side: one alone would wait for itself at every tap.
            let mut sums = [0.0_f32; 16];
            weigh(&mut sums, &from[..whole], &weights[..whole]);
            if whole < weights.len() {
                // The end of the last row: what lies beyond it weighs nothing.
                let mut last = [0.0; 16];
                last[..from.len() - whole].copy_from_slice(&from[whole..]);
                weigh(&mut sums, &last, &weights[whole..]);
            }
            let at = |four: usize, c: usize| sums[four * 4 + c];
            let sum: [f32; 4] =
                std::array::from_fn(|c| (at(0, c) + at(1, c)) + (at(2, c) + at(3, c)));
            px.copy_from_slice(&sum);
        }
    }
}

#[inline(always)]
fn weigh(sums: &mut [f32; 16], from: &[f32], weights: &[f32]) {
    for (from, weights) in from.chunks_exact(16).zip(weights.chunks_exact(16)) {
        for ((sum, v), weight) in sums.iter_mut().zip(from).zip(weights) {
            *sum += v * weight;
        }
    }
}

wide! {
    fn add(out: &mut [f32], narrow: &[f32], weight: f32) {
        for (o, v) in out.iter_mut().zip(narrow) {
            *o += v * weight;
        }
    }
}

/// The picture at exactly `w` × `h`; each at least 1.
pub fn resize(input: Image, w: u32, h: u32, filter: Filter) -> Image {
    let (w, h) = (w.max(1), h.max(1));
    let (from_w, from_h) = input.size();
    if (w, h) == (from_w, from_h) {
        return input;
    }
    let columns = Axis::new(from_w, w, filter);
    let rows = Axis::new(from_h, h, filter);
    Arc::new(Resized {
        input,
        size: (w, h),
        columns,
        rows,
    })
}

/// The size `from` gets when it meets `w` × `h`; for [`Fit::Fill`] before the cut.
pub fn fitted_size(from: (u32, u32), w: u32, h: u32, fit: Fit) -> (u32, u32) {
    let (fw, fh) = (f64::from(from.0.max(1)), f64::from(from.1.max(1)));
    let (kx, ky) = (f64::from(w) / fw, f64::from(h) / fh);
    let k = match fit {
        Fit::Stretch => return (w.max(1), h.max(1)),
        Fit::Fit => kx.min(ky),
        Fit::Fill => kx.max(ky),
        Fit::LongestSide => f64::from(w.max(h)) / fw.max(fh),
    };
    (
        ((fw * k).round() as u32).max(1),
        ((fh * k).round() as u32).max(1),
    )
}

/// The picture made to meet `w` × `h` as `fit` says.
pub fn resize_to(input: Image, w: u32, h: u32, fit: Fit, filter: Filter) -> Image {
    let (to_w, to_h) = fitted_size(input.size(), w, h, fit);
    let resized = resize(input, to_w, to_h, filter);
    if fit != Fit::Fill {
        return resized;
    }
    let x = to_w.saturating_sub(w.max(1)) / 2;
    let y = to_h.saturating_sub(h.max(1)) / 2;
    crop(resized, Region::new(x as i32, y as i32, w.max(1), h.max(1)))
}
