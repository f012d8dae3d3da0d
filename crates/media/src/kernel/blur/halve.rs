//! Halving a picture several times at once, row by row: of each size no more than four rows are held, so that everything
//! stays in the near caches, however many halvings there are.

use std::collections::VecDeque;

use crate::kernel::edge::surrounded_rows;
use crate::picture::rows_within;
use crate::pixel::Pixel;
use crate::wide::wide;
use crate::{Image, Pull, Region, RenderError, Tile};

/// Bytes of input that are rendered together, about, and at most when the input's reach wants more.
const CHUNK_BYTES: u64 = 1 << 20;
const MOST_CHUNK_BYTES: u64 = 32 << 20;

/// The part of `input`, its edge repeated for ever, that is `region` after `times` halvings.
pub(super) fn halved(
    input: &Image,
    region: Region,
    times: usize,
    pull: &Pull,
) -> Result<Tile, RenderError> {
    let mut needed = vec![region];
    for time in 0..times {
        needed.push(fine_for_halving(needed[time]));
    }
    let source = needed[times];
    let mut steps: Vec<Step> = needed[..times].iter().rev().map(Step::new).collect();
    let mut px = Vec::with_capacity(region.area() as usize * 4);
    let chunk = rows_within(CHUNK_BYTES, source.w)
        .max(input.reach().saturating_mul(4))
        .min(rows_within(MOST_CHUNK_BYTES, source.w));
    surrounded_rows(input, source, chunk, pull, |row| {
        pour(&mut steps, row.to_vec(), &mut px);
    })?;
    Ok(Tile { region, px })
}

/// The fine pixels of which the coarse `region` is made: weights 1-3-3-1 over the four around each coarse one.
fn fine_for_halving(region: Region) -> Region {
    Region::between(
        region.x * 2 - 1,
        region.y * 2 - 1,
        region.right() * 2 + 1,
        region.bottom() * 2 + 1,
    )
}

/// One halving: the last rows that came, of which the next one is made.
struct Step {
    rows: VecDeque<Vec<f32>>,
    /// The four rows as one, not yet narrowed.
    flat: Vec<f32>,
}

impl Step {
    /// To make a coarse region.
    fn new(region: &Region) -> Self {
        Self {
            rows: VecDeque::with_capacity(4),
            flat: vec![0.0; fine_for_halving(*region).w as usize * 4],
        }
    }

    /// Takes the next row, and gives one after every second.
    fn take(&mut self, row: Vec<f32>) -> Option<Vec<f32>> {
        self.rows.push_back(row);
        let [a, b, c, d] = self.rows.make_contiguous() else {
            return None;
        };
        four_rows(&mut self.flat, (a, d), (b, c));
        // The fine rows begin one pixel left of the first pair.
        let (flat, _) = self.flat.as_chunks::<4>();
        let fours = flat.array_windows().step_by(2);
        let narrow: Vec<[f32; 4]> = fours
            .map(|four| {
                let [a, b, c, d] = four.map(Pixel::from);
                ((a + d) * 0.125 + (b + c) * 0.375).values()
            })
            .collect();
        self.rows.drain(..2);
        Some(narrow.into_flattened())
    }
}

/// Gives a row to the first step, and what comes of it to those after it; what the last one makes ends in `px`.
fn pour(steps: &mut [Step], row: Vec<f32>, px: &mut Vec<f32>) {
    let Some((step, rest)) = steps.split_first_mut() else {
        px.extend_from_slice(&row);
        return;
    };
    if let Some(row) = step.take(row) {
        pour(rest, row, px);
    }
}

wide! {
    fn four_rows(out: &mut [f32], outer: (&[f32], &[f32]), inner: (&[f32], &[f32])) {
        let rows = outer.0.iter().zip(inner.0).zip(inner.1).zip(outer.1);
        for (v, (((a, b), c), d)) in out.iter_mut().zip(rows) {
            *v = (a + d) * 0.125 + (b + c) * 0.375;
        }
    }
}
