//! Bilateral smoothing: a mean of what is near in place and in brightness, which smooths surfaces and keeps edges
//! (Tomasi and Manduchi, 1998), by the bilateral grid of Chen, Paris and Durand, "Real-time edge-aware image processing
//! with the bilateral grid" (SIGGRAPH 2007): colours are summed in coarse cells of place and brightness, the grid is
//! blurred, and every pixel reads its place in it. The cost does not grow with the softness.
//!
//! Cells lie at whole multiples of their side from the picture's corner and are summed as a whole, row by row, so that
//! tiles equal the whole.

use std::sync::Arc;

use crate::color::luminance;
use crate::math::srgb_encode;
use crate::picture::{clipped, make_opaque};
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::surrounded;
use super::sample::halves;

/// Splatting, the binomial 1-4-6-4-1 and interpolation together blur by this many cells.
const SIGMA_OF_CELL: f32 = 1.14;
/// Cells around a place that it may read: one for interpolation, two for the blur.
const AROUND: i32 = 3;
/// Numbers in a cell: premultiplied colour, alpha and how many pixels.
const PARTS: usize = 5;
/// Bytes of cells that are kept at once.
const GRID_BYTES: u64 = 16 << 20;
/// Finer differences of brightness are not told apart.
const FINEST: f32 = 0.03;

struct Smoothed {
    input: Image,
    /// Side of a cell in pixels, and in encoded brightness.
    cell: f32,
    depth: f32,
    /// Cells in depth, with those around.
    layers: usize,
}

impl Picture for Smoothed {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut out = Tile::clear(region);
            let mut open = vec![region];
            while let Some(piece) = open.pop() {
                let cells = self.cells(piece);
                let bytes = cells.area() * (self.layers * PARTS * 4) as u64;
                if bytes > GRID_BYTES && piece.area() > 1 {
                    open.extend(halves(piece));
                } else {
                    out.paste(&self.piece(piece, cells, pull)?);
                }
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

    fn reach(&self) -> u32 {
        self.input.reach() + (self.cell * (AROUND as f32 + 1.0)).ceil() as u32
    }
}

/// Sums in cells: layer by layer within a cell, cells row by row.
struct Grid {
    cells: Region,
    layers: usize,
    v: Vec<f32>,
}

impl Smoothed {
    /// The cell that a pixel's middle lies in.
    fn cell(&self, at: i32) -> i32 {
        ((at as f32 + 0.5) / self.cell).floor() as i32
    }

    /// The first pixel whose middle lies in a cell or after it.
    fn first(&self, cell: i32) -> i32 {
        let mut at = (cell as f32 * self.cell - 0.5).ceil() as i32;
        while self.cell(at) >= cell {
            at -= 1;
        }
        while self.cell(at) < cell {
            at += 1;
        }
        at
    }

    fn cells(&self, piece: Region) -> Region {
        Region::between(
            self.cell(piece.x) - AROUND,
            self.cell(piece.y) - AROUND,
            self.cell(piece.right() - 1) + AROUND + 1,
            self.cell(piece.bottom() - 1) + AROUND + 1,
        )
    }

    fn piece(&self, piece: Region, cells: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let area = Region::between(
            self.first(cells.x),
            self.first(cells.y),
            self.first(cells.right()),
            self.first(cells.bottom()),
        );
        let source = surrounded(&self.input, area, pull)?;
        let mut grid = self.splat(&source, cells);
        pull.check()?;
        grid.blur();
        pull.check()?;
        let mut tile = Tile::clear(piece);
        let left = (piece.x - area.x) as usize * 4;
        for y in piece.y..piece.bottom() {
            let from = &source.row(y)[left..left + piece.w as usize * 4];
            let row = tile.row_mut(y).chunks_exact_mut(4);
            for ((to, px), x) in row.zip(from.chunks_exact(4)).zip(piece.x..) {
                let place = (
                    (x as f32 + 0.5) / self.cell - 0.5,
                    (y as f32 + 0.5) / self.cell - 0.5,
                    self.depth(px),
                );
                to.copy_from_slice(&grid.read(place, px));
            }
        }
        Ok(tile)
    }

    /// A pixel's place in depth, in cells, counted from the first layer.
    #[inline(always)]
    fn depth(&self, px: &[f32]) -> f32 {
        srgb_encode(luminance(px[0], px[1], px[2])) / self.depth + AROUND as f32
    }

    fn splat(&self, source: &Tile, cells: Region) -> Grid {
        let mut grid = Grid {
            cells,
            layers: self.layers,
            v: vec![0.0; cells.area() as usize * self.layers * PARTS],
        };
        let columns: Vec<usize> = (source.region.x..source.region.right())
            .map(|x| (self.cell(x) - cells.x) as usize * self.layers)
            .collect();
        for y in source.region.y..source.region.bottom() {
            let row = (self.cell(y) - cells.y) as usize * cells.w as usize * self.layers;
            for (px, column) in source.row(y).chunks_exact(4).zip(&columns) {
                let layer = (self.depth(px) + 0.5) as usize;
                let at = (row + column + layer) * PARTS;
                let cell = &mut grid.v[at..at + PARTS];
                cell.iter_mut().zip(px).for_each(|(sum, v)| *sum += v);
                cell[4] += 1.0;
            }
        }
        grid
    }
}

impl Grid {
    /// Along depth, across and down.
    fn blur(&mut self) {
        let deep = self.layers * PARTS;
        let wide = self.cells.w as usize * deep;
        for (line, step) in [(deep, PARTS), (wide, deep), (self.v.len(), wide)] {
            for line in self.v.chunks_exact_mut(line) {
                binomial(line, step);
            }
        }
    }

    /// The mean at a place; `px` when nothing is near.
    #[inline(always)]
    fn read(&self, (x, y, z): (f32, f32, f32), px: &[f32]) -> [f32; 4] {
        let (fx, fy, fz) = (x.floor(), y.floor(), z.floor());
        let (sx, sy, sz) = (x - fx, y - fy, z - fz);
        let column = (fx as i32 - self.cells.x) as usize;
        let row = (fy as i32 - self.cells.y) as usize;
        let at = ((row * self.cells.w as usize + column) * self.layers + fz as usize) * PARTS;
        let (right, below) = (
            self.layers * PARTS,
            self.cells.w as usize * self.layers * PARTS,
        );
        let mut sum = [0.0; PARTS];
        for (at, weight) in [
            (at, (1.0 - sx) * (1.0 - sy)),
            (at + right, sx * (1.0 - sy)),
            (at + below, (1.0 - sx) * sy),
            (at + below + right, sx * sy),
        ] {
            let pair = &self.v[at..at + 2 * PARTS];
            for (i, sum) in sum.iter_mut().enumerate() {
                *sum += (pair[i] + (pair[PARTS + i] - pair[i]) * sz) * weight;
            }
        }
        if sum[4] <= 1e-6 {
            return [px[0], px[1], px[2], px[3]];
        }
        let k = 1.0 / sum[4];
        [sum[0] * k, sum[1] * k, sum[2] * k, sum[3] * k]
    }
}

/// 1-4-6-4-1 along a line of items of `step` floats; beyond its ends there is nothing.
fn binomial(line: &mut [f32], step: usize) {
    // Two sums of neighbours forward and two backward are the binomial, in place.
    for _ in 0..2 {
        let last = line.len() - step;
        for i in 0..last {
            line[i] = (line[i] + line[i + step]) * 0.5;
        }
        for v in &mut line[last..] {
            *v *= 0.5;
        }
        for i in (step..line.len()).rev() {
            line[i] = (line[i] + line[i - step]) * 0.5;
        }
        for v in &mut line[..step] {
            *v *= 0.5;
        }
    }
}

/// Smooths over `sigma` pixels of this scale what differs by less than about `range`, a part of the sRGB-encoded range;
/// zero of either changes nothing.
pub fn bilateral(input: Image, sigma: f32, range: f32) -> Image {
    let (w, h) = input.size();
    let is_none = |v: f32| v.is_nan() || v <= 0.0;
    if is_none(sigma) || sigma < 0.1 || is_none(range) || w == 0 || h == 0 {
        return input;
    }
    let depth = range.clamp(FINEST, 10.0) / SIGMA_OF_CELL;
    Arc::new(Smoothed {
        input,
        cell: (sigma.min(1000.0) / SIGMA_OF_CELL).max(1.0),
        depth,
        layers: (1.0 / depth).ceil() as usize + 2 * AROUND as usize + 2,
    })
}
