//! Reading a picture at places between its pixels, for kernels that bend it: pieces whose source fits into memory, and
//! the bilinear value at a place, edges repeated.

use crate::pixel::Pixel;
use crate::{Region, Tile};

/// Pieces are at least this wide and high: the box around what a wide strip reads may be nearly the whole picture.
const PIECE_SIDE: u32 = 128;
/// Bytes of source pixels that one piece reads, at most, unless a single pixel reads more.
const PIECE_BYTES: u64 = 16 << 20;

/// Cuts `region` into pieces for each of which `reads` gives a small enough part of the source, and hands both over.
pub(super) fn in_pieces<E>(
    region: Region,
    reads: impl Fn(Region) -> Region,
    mut each: impl FnMut(Region, Region) -> Result<(), E>,
) -> Result<(), E> {
    let mut open = squares(region);
    while let Some(piece) = open.pop() {
        let source = reads(piece);
        if source.area() * 16 > PIECE_BYTES && piece.area() > 1 {
            open.extend(halves(piece));
        } else {
            each(piece, source)?;
        }
    }
    Ok(())
}

fn squares(region: Region) -> Vec<Region> {
    let (columns, rows) = (region.w.div_ceil(PIECE_SIDE), region.h.div_ceil(PIECE_SIDE));
    let place = |column: u32, row: u32| {
        let corner = region.moved((column * PIECE_SIDE) as i32, (row * PIECE_SIDE) as i32);
        Region::new(corner.x, corner.y, PIECE_SIDE, PIECE_SIDE).intersect(&region)
    };
    (0..rows)
        .rev()
        .flat_map(|row| (0..columns).rev().map(move |column| place(column, row)))
        .collect()
}

/// The two halves of a box, cut across its longer side.
pub(super) fn halves(r: Region) -> [Region; 2] {
    if r.w >= r.h {
        let w = r.w / 2;
        [
            Region::new(r.x, r.y, w, r.h),
            Region::new(r.x + w as i32, r.y, r.w - w, r.h),
        ]
    } else {
        let h = r.h / 2;
        [
            Region::new(r.x, r.y, r.w, h),
            Region::new(r.x, r.y + h as i32, r.w, r.h - h),
        ]
    }
}

/// What the pixels from this one on weigh together, those of each row and then the rows; outside the tile, and so outside the
/// picture, everything is transparent.
#[inline(always)]
pub(super) fn weighed(tile: &Tile, left: i32, top: i32, across: &[f32], down: &[f32]) -> [f32; 4] {
    let r = tile.region;
    let (left, across) = inside(left, across, r.x, r.right());
    let (top, down) = inside(top, down, r.y, r.bottom());
    let mut sum = [0.0_f32; 4];
    if across.is_empty() {
        return sum;
    }
    let at = (left - r.x) as usize * 4;
    for (y, &wy) in (top..).zip(down) {
        let row = &tile.row(y)[at..at + across.len() * 4];
        let mut line = [0.0_f32; 4];
        for (px, &wx) in row.chunks_exact(4).zip(across) {
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

/// The weights of the places from `from` up to `to`, of those from `first` on, and where they begin.
#[inline(always)]
fn inside(first: i32, weights: &[f32], from: i32, to: i32) -> (i32, &[f32]) {
    let count = weights.len() as i32;
    let skip = from.saturating_sub(first).clamp(0, count);
    let end = to.saturating_sub(first).clamp(skip, count);
    (
        first.saturating_add(skip),
        &weights[skip as usize..end as usize],
    )
}

/// The value at a place, 0 being the middle of the first pixel; the tile's edge repeats.
#[inline(always)]
pub(super) fn bilinear(tile: &Tile, x: f32, y: f32) -> Pixel {
    let r = &tile.region;
    let (column, s) = between(x, r.x, r.w);
    let (row, t) = between(y, r.y, r.h);
    let stride = r.w as usize * 4;
    let right = if s > 0.0 { 4 } else { 0 };
    let below = if t > 0.0 { stride } else { 0 };
    let at = row * stride + column * 4;
    let px = |at: usize| {
        let px = &tile.px[at..at + 4];
        Pixel::from([px[0], px[1], px[2], px[3]])
    };
    let (a, b) = (px(at), px(at + right));
    let (c, d) = (px(at + below), px(at + below + right));
    let top = a + (b - a) * s;
    let bottom = c + (d - c) * s;
    top + (bottom - top) * t
}

/// The pixel before a place, counted from `first`, and how far beyond it the place is, 0–1; held to `count` pixels.
#[inline(always)]
fn between(place: f32, first: i32, count: u32) -> (usize, f32) {
    let last = first + count as i32 - 1;
    let floor = place.floor();
    // A place that is no number is the first one.
    if floor >= last as f32 {
        (count as usize - 1, 0.0)
    } else if floor >= first as f32 {
        ((floor as i32 - first) as usize, place - floor)
    } else {
        (0, 0.0)
    }
}
