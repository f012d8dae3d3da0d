//! The mean of a square around each pixel, in linear light; pixels beyond the edge repeat the edge. The side of the
//! square is `2 · radius + 1` and need not be whole: the outermost pixels count in part.
//!
//! The sum of any stretch is put together from stretches whose lengths are powers of two, each made of two of the last:
//! log(radius) additions a pixel, always in the same order, so that tiles equal the whole. (A running sum would not.)

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::surrounded;

/// No square is larger.
const LARGEST: f32 = 4096.0;

struct Boxed {
    input: Image,
    window: Window,
}

/// A stretch around a pixel: `whole` pixels to each side count, and `part` of the next ones.
#[derive(Debug, Clone, Copy)]
struct Window {
    whole: usize,
    part: f32,
}

impl Window {
    fn reach(self) -> usize {
        self.whole + usize::from(self.part > 0.0)
    }

    fn mean(self) -> f32 {
        1.0 / (2.0 * (self.whole as f32 + self.part) + 1.0)
    }

    /// Means along a line of `items`, each of `width` floats; `out` gets those that have `reach` items on each side.
    /// What is in `line` is lost.
    fn slide(self, line: &mut [f32], width: usize, out: &mut [f32]) {
        let reach = self.reach();
        let count = out.len();
        if self.part > 0.0 {
            let far = &line[2 * reach * width..][..count];
            for ((out, &near), &far) in out.iter_mut().zip(&line[..count]).zip(far) {
                *out = (near + far) * self.part;
            }
        } else {
            out.fill(0.0);
        }
        let length = 2 * self.whole + 1;
        let (mut at, mut step) = (reach - self.whole, 1);
        let mut valid = line.len();
        loop {
            if length & step != 0 {
                let from = &line[at * width..][..count];
                out.iter_mut().zip(from).for_each(|(out, v)| *out += v);
                at += step;
            }
            step *= 2;
            if step > length {
                break;
            }
            valid -= step / 2 * width;
            doubled(line, step / 2 * width, valid);
        }
        let mean = self.mean();
        out.iter_mut().for_each(|v| *v *= mean);
    }
}

/// `line[i] += line[i + by]` for the first `count`, in pieces that do not overlap so that it is vector code.
fn doubled(line: &mut [f32], by: usize, count: usize) {
    for start in (0..count).step_by(by) {
        let (to, from) = line[start..].split_at_mut(by);
        let length = by.min(count - start);
        for (to, from) in to[..length].iter_mut().zip(from) {
            *to += *from;
        }
    }
}

impl Picture for Boxed {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut source = surrounded(&self.input, region.grown(self.radius()), pull)?;
            let (wide, narrow) = (source.region.w as usize * 4, region.w as usize * 4);
            let mut columns = vec![0.0; source.region.h as usize * narrow];
            let rows = source.px.chunks_exact_mut(wide);
            for (row, out) in rows.zip(columns.chunks_exact_mut(narrow)) {
                self.window.slide(row, 4, out);
            }
            pull.check()?;
            let mut tile = Tile::clear(region);
            self.window.slide(&mut columns, narrow, &mut tile.px);
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.radius()
    }
}

impl Boxed {
    fn radius(&self) -> u32 {
        self.window.reach() as u32
    }
}

/// The mean over a square of `2 · radius + 1` pixels of this scale; zero or less changes nothing.
pub fn box_blur(input: Image, radius: f32) -> Image {
    let (w, h) = input.size();
    if radius.is_nan() || radius <= 0.01 || w == 0 || h == 0 {
        return input;
    }
    let radius = radius.min(LARGEST);
    let window = Window {
        whole: radius.floor() as usize,
        part: radius.fract(),
    };
    Arc::new(Boxed { input, window })
}
