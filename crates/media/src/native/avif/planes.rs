//! Three planes as AV1 codes them, or one: luma and colour differences, of which there may be fewer. And the way from them to red,
//! green and blue.

use rayon::iter::{IndexedParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

use super::boxes::broken;
use crate::native::MediaError;
use crate::native::code_points::{CodePoints, Mix};
use crate::native::decode::unsupported;
use gesso_words::said;

/// How much of colour there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// None.
    Grey,
    /// Half across, half down.
    Quarter,
    /// Half across.
    Half,
    /// All.
    Full,
}

impl Layout {
    /// By how many bits sides of colour planes are shorter, across and down.
    pub(crate) const fn shorter(self) -> (u32, u32) {
        match self {
            Self::Grey | Self::Full => (0, 0),
            Self::Half => (1, 0),
            Self::Quarter => (1, 1),
        }
    }

    /// How many planes there are.
    pub(crate) const fn planes(self) -> usize {
        if matches!(self, Self::Grey) { 1 } else { 3 }
    }
}

/// What is the same for all planes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 8, 10 or 12.
    pub(crate) depth: u8,
    pub(crate) layout: Layout,
    /// Numbers use the full range.
    pub(crate) full: bool,
    pub(crate) code: CodePoints,
}

impl Shape {
    /// The size of a plane.
    pub(crate) fn plane(&self, plane: usize) -> (usize, usize) {
        let (across, down) = match plane {
            0 => (0, 0),
            _ => self.layout.shorter(),
        };
        let side = |long: u32, bits: u32| long.div_ceil(1 << bits) as usize;
        (side(self.width, across), side(self.height, down))
    }

    /// Of a sample; those of two have the low one first.
    pub(crate) const fn bytes(&self) -> usize {
        if self.depth > 8 { 2 } else { 1 }
    }
}

/// Planes, each row by row without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planes {
    pub(crate) shape: Shape,
    pub(crate) samples: Vec<Vec<u8>>,
}

/// A part of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Planes {
    /// All black, or rather zero.
    pub(crate) fn zeroed(shape: Shape) -> Self {
        let samples = (0..shape.layout.planes())
            .map(|plane| {
                let (w, h) = shape.plane(plane);
                vec![0; w * h * shape.bytes()]
            })
            .collect();
        Self { shape, samples }
    }

    /// Puts a tile to a place; what lies outside is left out. Places of tiles are even.
    pub(crate) fn paste(&mut self, tile: &Self, (x, y): (u32, u32)) {
        let bytes = self.shape.bytes();
        for (plane, (to, from)) in self.samples.iter_mut().zip(&tile.samples).enumerate() {
            let (across, down) = match plane {
                0 => (0, 0),
                _ => self.shape.layout.shorter(),
            };
            let (x, y) = ((x >> across) as usize, (y >> down) as usize);
            let (width, height) = self.shape.plane(plane);
            let (tile_width, tile_height) = tile.shape.plane(plane);
            let count = tile_width.min(width - x) * bytes;
            for row in 0..tile_height.min(height - y) {
                let start = ((y + row) * width + x) * bytes;
                let source = row * tile_width * bytes;
                to[start..start + count].copy_from_slice(&from[source..source + count]);
            }
        }
    }

    fn sample(&self, plane: usize, at: usize) -> f32 {
        let samples = &self.samples[plane];
        f32::from(if self.shape.depth > 8 {
            u16::from_le_bytes([samples[at * 2], samples[at * 2 + 1]])
        } else {
            u16::from(samples[at])
        })
    }

    /// Luma, or what stands for it, as 0–1; `row` begins at `x`.
    fn luma(&self, (x, y): (usize, usize), row: &mut [f32]) {
        let (black, scale) = self.range(219.0, 16.0);
        let start = y * self.shape.width as usize + x;
        for (at, v) in (start..).zip(row) {
            *v = (self.sample(0, at) - black) * scale;
        }
    }

    /// A plane of colour at full size, bilinear between the centres of its samples, as (-0.5)–0.5, or 0–1 for what is no difference.
    fn color(&self, plane: usize, difference: bool, (x, y): (usize, usize), row: &mut [f32]) {
        let (zero, scale) = if difference {
            let (_, scale) = self.range(224.0, 0.0);
            (f32::from(1_u16 << (self.shape.depth - 1)), scale)
        } else {
            self.range(219.0, 16.0)
        };
        let (width, height) = self.shape.plane(plane);
        let (across, down) = self.shape.layout.shorter();
        let (near_row, far_row) = around(y, down, height);
        let far_down = if down == 0 { 0.0 } else { 0.25 };
        for (x, v) in (x..).zip(row) {
            let (near, far) = around(x, across, width);
            let mixed = |row: usize| {
                let near = self.sample(plane, row * width + near);
                if across == 0 {
                    near
                } else {
                    near * 0.75 + self.sample(plane, row * width + far) * 0.25
                }
            };
            let mut sum = mixed(near_row);
            if far_down > 0.0 {
                sum = sum * 0.75 + mixed(far_row) * far_down;
            }
            *v = (sum - zero) * scale;
        }
    }

    /// What is black, and by what a number above it is multiplied.
    fn range(&self, steps: f32, black: f32) -> (f32, f32) {
        let more = f32::from(1_u16 << (self.shape.depth - 8));
        if self.shape.full {
            (0.0, 1.0 / (256.0 * more - 1.0))
        } else {
            (black * more, 1.0 / (steps * more))
        }
    }
}

/// The nearest sample of a plane whose sides are shorter by so many bits, and the next one; at the edge both are one.
fn around(at: usize, bits: u32, count: usize) -> (usize, usize) {
    let near = at >> bits;
    let far = if bits == 0 || at.is_multiple_of(2) {
        near.saturating_sub(bits as usize)
    } else {
        (near + 1).min(count - 1)
    };
    (near, far)
}

/// What colour and alpha of a picture become.
pub(crate) struct Mixed<'a> {
    color: &'a Planes,
    alpha: Option<&'a Planes>,
    /// Colour is multiplied by alpha already.
    premultiplied: bool,
    mix: Mix,
    part: Part,
    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.
    pub(crate) channels: usize,
}

impl<'a> Mixed<'a> {
    /// The part lies inside, and alpha is as large as colour.
    pub(crate) fn new(
        color: &'a Planes,
        alpha: Option<&'a Planes>,
        premultiplied: bool,
        part: Part,
    ) -> Result<Self, MediaError> {
        let shape = color.shape;
        let size = (shape.width, shape.height);
        if alpha.is_some_and(|alpha| (alpha.shape.width, alpha.shape.height) != size) {
            return Err(broken());
        }
        let mix = shape.code.mix().ok_or_else(|| {
            unsupported(said(
                "kind-avif-matrix",
                [("code", u32::from(shape.code.matrix).into())],
            ))
        })?;
        if mix == Mix::None && !matches!(shape.layout, Layout::Full | Layout::Grey) {
            return Err(broken());
        }
        let grey = shape.layout == Layout::Grey;
        Ok(Self {
            color,
            alpha,
            premultiplied,
            mix,
            part,
            channels: if grey { 1 } else { 3 } + usize::from(alpha.is_some()),
        })
    }

    /// All samples, each made of a value of 0–1.
    pub(crate) fn samples<T: Send + Clone + Default>(
        &self,
        whole: impl Fn(f32) -> T + Sync,
    ) -> Vec<T> {
        let width = self.part.width as usize;
        let row = width * self.channels;
        let mut out = vec![T::default(); row * self.part.height as usize];
        out.par_chunks_mut(row.max(1)).enumerate().for_each_init(
            || vec![vec![0.0; width]; 4],
            |planes, (y, out)| {
                self.row((self.part.x as usize, self.part.y as usize + y), planes);
                for (x, px) in out.chunks_exact_mut(self.channels).enumerate() {
                    let colors = self.channels - usize::from(self.alpha.is_some());
                    for (channel, v) in px.iter_mut().enumerate() {
                        let plane = if channel < colors { channel } else { 3 };
                        *v = whole(planes[plane][x]);
                    }
                }
            },
        );
        out
    }

    /// Red, green, blue and alpha of a row; of grey red alone, and alpha where there is one.
    fn row(&self, place: (usize, usize), planes: &mut [Vec<f32>]) {
        let [red, green, blue, alpha] = planes else {
            return;
        };
        if let Some(found) = self.alpha {
            found.luma(place, alpha);
        }
        if self.color.shape.layout == Layout::Grey {
            self.color.luma(place, red);
        } else {
            let difference = self.mix != Mix::None;
            // Green, blue and red, or luma and two differences.
            self.color.luma(place, green);
            self.color.color(1, difference, place, blue);
            self.color.color(2, difference, place, red);
        }
        let colors = red.iter_mut().zip(green).zip(blue);
        for (((r, g), b), a) in colors.zip(alpha) {
            match self.mix {
                _ if self.color.shape.layout == Layout::Grey => {}
                Mix::None => {}
                Mix::Weights(of_red, of_blue) => {
                    let (kr, kb) = (of_red as f32, of_blue as f32);
                    let (y, cb, cr) = (*g, *b, *r);
                    *r = y + 2.0 * (1.0 - kr) * cr;
                    *b = y + 2.0 * (1.0 - kb) * cb;
                    *g = (y - kr * *r - kb * *b) / (1.0 - kr - kb);
                }
                Mix::Orthogonal => {
                    let (y, cg, co) = (*g, *b, *r);
                    *g = y + cg;
                    *b = y - cg - co;
                    *r = y - cg + co;
                }
            }
            if self.premultiplied && self.alpha.is_some() {
                let share = if *a > 0.0 { 1.0 / *a } else { 0.0 };
                [r, g, b].into_iter().for_each(|v| *v *= share);
            }
        }
    }
}
