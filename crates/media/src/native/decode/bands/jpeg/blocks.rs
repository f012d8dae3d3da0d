//! From coefficients to samples: the inverse cosine transform of 8 by 8, in whole numbers (after Loeffler, Ligtenberg and
//! Moschytz, with 12 bits behind the point).

use super::header::Component;
use crate::wide::wide;

/// What is coded of a component in a row of units.
pub(super) struct Coefficients {
    /// Block after block, from left to right and then down.
    values: Vec<i16>,
    /// Of each block how many of them, from the coarsest on, are not all zero.
    lengths: Vec<u8>,
    across: usize,
}

impl Coefficients {
    /// Zeros.
    pub(super) fn new(component: &Component) -> Self {
        let across = component.stride / 8;
        let blocks = across * component.down;
        Self {
            values: vec![0; blocks * 64],
            lengths: vec![0; blocks],
            across,
        }
    }

    /// A block to be filled in, and its length.
    #[inline(always)]
    pub(super) fn block(&mut self, across: usize, down: usize) -> (&mut [i16; 64], &mut u8) {
        let at = down * self.across + across;
        let (blocks, _) = self.values.as_chunks_mut();
        (&mut blocks[at], &mut self.lengths[at])
    }

    /// The samples of the component, row by row.
    pub(super) fn samples(&self, component: &Component) -> Vec<u8> {
        let mut samples = vec![0; component.stride * component.down * 8];
        for (row, out) in samples.chunks_exact_mut(component.stride * 8).enumerate() {
            let blocks = row * self.across..(row + 1) * self.across;
            let values = &self.values[blocks.start * 64..blocks.end * 64];
            transform(values, &self.lengths[blocks], &component.steps, out);
        }
        samples
    }
}

/// Numbers of eight columns, or rows, side by side.
type Eight = [i32; 8];

wide! {
    /// A row of blocks to eight rows of samples.
    fn transform(values: &[i16], lengths: &[u8], steps: &[i32; 64], out: &mut [u8]) {
        let stride = out.len() / 8;
        let (blocks, _) = values.as_chunks::<64>();
        for ((at, block), &length) in blocks.iter().enumerate().zip(lengths) {
            let lines = if length <= 1 {
                // The coarsest alone: one shade.
                let shade = i32::from(block[0]).wrapping_mul(steps[0]);
                [[shade.wrapping_add(4 + 1024) >> 3; 8]; 8]
            } else {
                let rows: [Eight; 8] = std::array::from_fn(|y| {
                    std::array::from_fn(|x| {
                        i32::from(block[y * 8 + x]).wrapping_mul(steps[y * 8 + x])
                    })
                });
                let columns = turned(pass::<10>(rows, 512));
                turned(pass::<17>(columns, 512 + 65_536 + (128 << 17)))
            };
            for (line, out) in lines.iter().zip(out.chunks_exact_mut(stride)) {
                out[at * 8..at * 8 + 8].copy_from_slice(&line.map(|v| v.clamp(0, 255) as u8));
            }
        }
    }
}

#[inline(always)]
fn turned(lines: [Eight; 8]) -> [Eight; 8] {
    std::array::from_fn(|x| std::array::from_fn(|y| lines[y][x]))
}

#[inline(always)]
fn plus(a: Eight, b: Eight) -> Eight {
    std::array::from_fn(|i| a[i].wrapping_add(b[i]))
}

#[inline(always)]
fn minus(a: Eight, b: Eight) -> Eight {
    std::array::from_fn(|i| a[i].wrapping_sub(b[i]))
}

#[inline(always)]
fn times(a: Eight, by: i32) -> Eight {
    a.map(|v| v.wrapping_mul(by))
}

/// Transforms eight lines of eight numbers, of each the first, the second and so on together; what is wrong wraps.
#[inline(always)]
fn pass<const SHIFT: u32>(v: [Eight; 8], bias: i32) -> [Eight; 8] {
    let p = times(plus(v[2], v[6]), 2217);
    let t2 = plus(p, times(v[6], -7567));
    let t3 = plus(p, times(v[2], 3135));
    let t0 = plus(v[0], v[4]).map(|v| v << 12);
    let t1 = minus(v[0], v[4]).map(|v| v << 12);
    let even = [plus(t0, t3), plus(t1, t2), minus(t1, t2), minus(t0, t3)];
    let even = even.map(|line| line.map(|v| v.wrapping_add(bias)));

    let p5 = times(plus(plus(v[7], v[3]), plus(v[5], v[1])), 4816);
    let p1 = plus(p5, times(plus(v[7], v[1]), -3685));
    let p2 = plus(p5, times(plus(v[5], v[3]), -10_497));
    let p3 = times(plus(v[7], v[3]), -8034);
    let p4 = times(plus(v[5], v[1]), -1597);
    let odd = [
        plus(times(v[1], 6149), plus(p1, p4)),
        plus(times(v[3], 12_586), plus(p2, p3)),
        plus(times(v[5], 8410), plus(p2, p4)),
        plus(times(v[7], 1223), plus(p1, p3)),
    ];
    std::array::from_fn(|i| {
        let sum = if i < 4 {
            plus(even[i], odd[i])
        } else {
            minus(even[7 - i], odd[7 - i])
        };
        sum.map(|v| v >> SHIFT)
    })
}
