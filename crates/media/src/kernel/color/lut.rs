//! Look-up tables in the format `.cube` (Adobe, "Cube LUT Specification 1.0", 2013): one table for each channel, or a
//! lattice of colours that is read between its points in tetrahedra. On sRGB-encoded straight colour held to 0–1.

use std::sync::Arc;

use crate::Image;
use crate::kernel::pointwise::{Block, pointwise};
use crate::math::unit;

mod parse;

pub use parse::LutError;

/// A table of colours.
#[derive(Debug, Clone, PartialEq)]
pub struct Lut {
    shape: Shape,
    /// The value of each channel that the first entry stands for, and the last.
    domain: [(f32, f32); 3],
    /// What comes out; of a lattice red runs fastest, then green.
    values: Vec<[f32; 3]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One entry for each step of all channels.
    Line(usize),
    /// So many points along each side.
    Lattice(usize),
}

impl Lut {
    /// What becomes of an encoded colour, not held to anything.
    #[inline(always)]
    fn at(&self, color: [f32; 3]) -> [f32; 3] {
        let part = |channel: usize, last: usize| {
            let (low, high) = self.domain[channel];
            unit((color[channel] - low) / (high - low)) * last as f32
        };
        match self.shape {
            Shape::Line(count) => {
                let mut out = [0.0; 3];
                for (channel, to) in out.iter_mut().enumerate() {
                    let at = part(channel, count - 1);
                    let from = (at as usize).min(count - 2);
                    let (a, b) = (self.values[from][channel], self.values[from + 1][channel]);
                    *to = a + (b - a) * (at - from as f32);
                }
                out
            }
            Shape::Lattice(count) => {
                let at = [0, 1, 2].map(|channel| part(channel, count - 1));
                let from = at.map(|at| (at as usize).min(count - 2));
                let [x, y, z] = [0, 1, 2].map(|channel| at[channel] - from[channel] as f32);
                let steps = [1, count, count * count];
                let first = from[0] + count * (from[1] + count * from[2]);
                self.tetrahedron(first, steps, [x, y, z])
            }
        }
    }

    /// Between the four corners around a place within a cell: from its first corner along the axis that goes farthest,
    /// then the second, then the last.
    #[inline(always)]
    fn tetrahedron(&self, first: usize, [sx, sy, sz]: [usize; 3], [x, y, z]: [f32; 3]) -> [f32; 3] {
        let ((far, a), (mid, b), (near, c)) = if x >= y {
            if y >= z {
                ((x, sx), (y, sy), (z, sz))
            } else if x >= z {
                ((x, sx), (z, sz), (y, sy))
            } else {
                ((z, sz), (x, sx), (y, sy))
            }
        } else if x >= z {
            ((y, sy), (x, sx), (z, sz))
        } else if y >= z {
            ((y, sy), (z, sz), (x, sx))
        } else {
            ((z, sz), (y, sy), (x, sx))
        };
        let corners = [first, first + a, first + a + b, first + a + b + c];
        let weights = [1.0 - far, far - mid, mid - near, near];
        let mut out = [0.0; 3];
        for (corner, weight) in corners.into_iter().zip(weights) {
            for (to, v) in out.iter_mut().zip(self.values[corner]) {
                *to += v * weight;
            }
        }
        out
    }
}

/// Looks every colour up; `strength` 0 changes nothing, 1 wholly.
pub fn lut(input: Image, table: Arc<Lut>, strength: f32) -> Image {
    let strength = unit(strength);
    if strength == 0.0 {
        return input;
    }
    let opaque = input.is_opaque();
    pointwise(input, opaque, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            for c in block.values_mut().chunks_exact_mut(4) {
                let found = table.at([c[0], c[1], c[2]]);
                for (v, found) in c.iter_mut().zip(found) {
                    *v = unit(*v + (found - *v) * strength);
                }
            }
            block.decode(px);
        }
    })
}
