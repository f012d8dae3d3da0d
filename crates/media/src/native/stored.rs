//! A decoded file as a picture: samples stay as small as they were in the file and become linear light for the
//! region that is asked for. Orientation is a walk over the samples, not a copy.

use std::ops::{Deref, Range};
use std::sync::Arc;

use image::metadata::Orientation;

use super::large::Large;
use super::profile::Meaning;
use crate::picture::clipped;
use crate::{Image, Indexed, Meanings, Picture, Pull, Region, RenderError, Tile, Values};

/// Samples as in the file.
pub(super) enum Samples {
    /// 8 bits.
    Eight(Part),
    /// 16 bits.
    Sixteen(Vec<u16>),
    /// Linear light.
    Float(Vec<f32>),
}

impl Samples {
    /// How many there are, all channels together.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Eight(samples) => samples.len(),
            Self::Sixteen(samples) => samples.len(),
            Self::Float(samples) => samples.len(),
        }
    }
}

/// Samples of 8 bits: bytes of their own, or a part of the file's.
pub(super) struct Part {
    bytes: Large,
    place: Range<usize>,
}

impl Part {
    /// The bytes at this place, which is inside.
    pub(super) fn new(bytes: Large, place: Range<usize>) -> Self {
        Self { bytes, place }
    }
}

impl<T: Into<Large>> From<T> for Part {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        let place = 0..bytes.len();
        Self { bytes, place }
    }
}

impl Deref for Part {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[self.place.clone()]
    }
}

/// How samples are read: how many make a pixel, and what they mean.
pub(super) struct Sense {
    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.
    pub(super) channels: usize,
    /// Colour is multiplied by alpha already; floats only.
    pub(super) premultiplied: bool,
    pub(super) meaning: Meaning,
}

/// A decoded file.
pub(super) struct Stored {
    pub(super) samples: Samples,
    pub(super) sense: Sense,
    /// As stored, before orientation.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) orientation: Orientation,
}

impl Picture for Stored {
    fn size(&self) -> (u32, u32) {
        if swaps(self.orientation) {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size(), |region| {
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                let walk = self.walk(region.x as usize, y as usize);
                self.sense.read(&self.samples, walk, tile.row_mut(y));
            }
            pull.count(region.area());
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.sense.is_opaque()
    }
}

impl Values for Stored {
    fn look_up(
        &self,
        meanings: &Meanings,
        region: Region,
        pull: &Pull,
    ) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(region);
        for y in region.y..region.bottom() {
            let walk = self.walk(region.x as usize, y as usize);
            self.sense
                .look_up(&self.samples, meanings, walk, tile.row_mut(y));
        }
        pull.count(region.area());
        Ok(tile)
    }
}

impl Stored {
    /// As a picture of whole numbers when that is all it is.
    pub(super) fn into_image(self) -> Image {
        match self.sense.meanings(self.size()) {
            Some(meanings) => Arc::new(Indexed::new(Arc::new(self), meanings)),
            None => Arc::new(self),
        }
    }

    /// The stored pixel under an upright one, and the way from there to its right neighbour.
    fn walk(&self, x: usize, y: usize) -> (usize, isize) {
        let (w, h) = (self.width as usize, self.height as usize);
        let line = w as isize;
        let (column, row, step) = match self.orientation {
            Orientation::NoTransforms => (x, y, 1),
            Orientation::FlipHorizontal => (w - 1 - x, y, -1),
            Orientation::Rotate180 => (w - 1 - x, h - 1 - y, -1),
            Orientation::FlipVertical => (x, h - 1 - y, 1),
            Orientation::Rotate90FlipH => (y, x, line),
            Orientation::Rotate90 => (y, h - 1 - x, -line),
            Orientation::Rotate270FlipH => (w - 1 - y, h - 1 - x, -line),
            Orientation::Rotate270 => (w - 1 - y, x, line),
        };
        (row * w + column, step)
    }
}

impl Sense {
    /// Whether no pixel is transparent.
    pub(super) fn is_opaque(&self) -> bool {
        self.channels == 1 || self.channels == 3
    }

    /// What whole numbers mean, when each is opaque light by itself, and a picture of this size has many more than there are
    /// meanings.
    pub(super) fn meanings(&self, (w, h): (u32, u32)) -> Option<Meanings> {
        const OFTEN: u64 = 16;
        let curves = self.curves();
        let count = curves[0].len();
        let worth = count <= 1 << 8 || u64::from(w) * u64::from(h) >= count as u64 * OFTEN;
        let alone = self.is_opaque() && self.meaning.matrix.is_none();
        // Floats have no table.
        (alone && worth && count > 0).then(|| curves.map(<[f32]>::to_vec))
    }

    /// Makes a row of pixels from samples: from this pixel on, and with this step to the next.
    pub(super) fn read(&self, samples: &Samples, walk: (usize, isize), row: &mut [f32]) {
        let curves = self.curves();
        match samples {
            Samples::Eight(samples) => self.looked_up(samples, curves, walk, row, 1.0 / 255.0),
            Samples::Sixteen(samples) => {
                self.looked_up(samples, curves, walk, row, 1.0 / 65_535.0);
            }
            Samples::Float(samples) => self.floats(samples, walk, row),
        }
        self.finish(row);
    }

    /// As [`Self::read`], for opaque pixels that mean something else.
    pub(super) fn look_up(
        &self,
        samples: &Samples,
        meanings: &Meanings,
        walk: (usize, isize),
        row: &mut [f32],
    ) {
        let curves = meanings.each_ref().map(|curve| &curve[..]);
        match samples {
            Samples::Eight(samples) => self.looked_up(samples, curves, walk, row, 1.0),
            Samples::Sixteen(samples) => self.looked_up(samples, curves, walk, row, 1.0),
            Samples::Float(_) => {}
        }
    }

    /// What the samples of each channel mean.
    fn curves(&self) -> [&[f32]; 3] {
        let curves = &self.meaning.curves;
        std::array::from_fn(|channel| &curves[channel.min(curves.len() - 1)][..])
    }

    fn looked_up<T: Copy + Into<u32>>(
        &self,
        samples: &[T],
        [red, green, blue]: [&[f32]; 3],
        (start, step): (usize, isize),
        row: &mut [f32],
        alpha: f32,
    ) {
        let value = |at: usize| -> u32 { samples[at].into() };
        let three = |[r, g, b]: [u32; 3]| [red[r as usize], green[g as usize], blue[b as usize]];
        let mut at = start as isize;
        if self.channels == 3 && step == 1 {
            let from = &samples[start * 3..start * 3 + row.len() / 4 * 3];
            for (px, from) in row.chunks_exact_mut(4).zip(from.chunks_exact(3)) {
                let [r, g, b] = [from[0], from[1], from[2]].map(|v| v.into() as usize);
                px.copy_from_slice(&[red[r], green[g], blue[b], 1.0]);
            }
        } else {
            for px in row.chunks_exact_mut(4) {
                let i = at as usize * self.channels;
                let (c, a) = match self.channels {
                    1 => (three([value(i); 3]), 1.0),
                    2 => (three([value(i); 3]), value(i + 1) as f32 * alpha),
                    3 => (three([value(i), value(i + 1), value(i + 2)]), 1.0),
                    _ => (
                        three([value(i), value(i + 1), value(i + 2)]),
                        value(i + 3) as f32 * alpha,
                    ),
                };
                px.copy_from_slice(&[c[0], c[1], c[2], a]);
                at += step;
            }
        }
    }

    fn floats(&self, samples: &[f32], (start, step): (usize, isize), row: &mut [f32]) {
        let mut at = start as isize;
        for px in row.chunks_exact_mut(4) {
            let i = at as usize * self.channels;
            let grey = self.channels < 3;
            let (g, b) = if grey { (i, i) } else { (i + 1, i + 2) };
            let a = if self.channels.is_multiple_of(2) {
                finite(samples[i + self.channels - 1])
            } else {
                1.0
            };
            px.copy_from_slice(&[
                finite(samples[i]),
                finite(samples[g]),
                finite(samples[b]),
                crate::math::unit(a),
            ]);
            at += step;
        }
    }

    /// Primaries and premultiplication.
    fn finish(&self, row: &mut [f32]) {
        if let Some(m) = &self.meaning.matrix {
            for px in row.chunks_exact_mut(4) {
                let [r, g, b] = [px[0], px[1], px[2]];
                for (v, m) in px.iter_mut().zip(m) {
                    *v = m[0] * r + m[1] * g + m[2] * b;
                }
            }
        }
        if !self.is_opaque() && !self.premultiplied {
            for px in row.chunks_exact_mut(4) {
                let a = px[3];
                px[..3].iter_mut().for_each(|v| *v *= a);
            }
        }
    }
}

/// A number that kernels can reckon with: what is none becomes 0, what has no end the largest of a half float.
fn finite(v: f32) -> f32 {
    const MOST: f32 = 65_504.0;
    if v.is_finite() {
        v
    } else if v.is_nan() {
        0.0
    } else {
        MOST.copysign(v)
    }
}

fn swaps(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}
