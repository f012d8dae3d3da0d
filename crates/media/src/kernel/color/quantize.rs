//! A picture in few colours: a palette found in the picture itself, and every pixel the colour of it that looks nearest.
//! The palette is that of a small copy, so it is the same for every region; dithering follows a fixed pattern over the
//! picture. (Error diffusion is not here: each pixel would depend on all before it, and no region could be made alone.)

use std::sync::Arc;

use crate::color::oklab::{Oklab, apart, from_linear};
use crate::math::{srgb_decode, srgb_encode, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::small::{Known, light, small, straight};

mod palette;

/// How steps between colours are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dither {
    /// Not at all: flat areas.
    #[default]
    None,
    /// A fixed pattern of 8 × 8 pixels (Bayer 1973).
    Ordered,
}

/// What [`quantize`] gives.
#[derive(Clone)]
pub struct Quantized {
    /// The picture in few colours.
    pub image: Image,
    /// Its palette as a row of squares, from dark to light.
    pub palette: Image,
}

/// One colour of a palette and how much of the picture it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swatch {
    /// sRGB-encoded, as it is written to files with 8 bits.
    pub rgb: [u8; 3],
    /// A part of one of what is not transparent.
    pub share: f64,
}

/// One colour of a palette.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    lab: Oklab,
    /// As it is written to files with 8 bits: sRGB-encoded.
    encoded: [f32; 3],
    linear: [f32; 3],
}

impl Entry {
    fn new(lab: Oklab) -> Self {
        let byte = |v: f32| (srgb_encode(v) * 255.0).round_ties_even() as u8;
        Self::of(crate::color::oklab::to_linear(lab).map(byte))
    }

    fn of(rgb: [u8; 3]) -> Self {
        let encoded = rgb.map(|v| f32::from(v) / 255.0);
        let linear = encoded.map(srgb_decode);
        Self {
            lab: from_linear(linear),
            encoded,
            linear,
        }
    }
}

struct Source {
    input: Image,
    count: usize,
    /// From dark to light, no two alike.
    palette: Known<Vec<Entry>>,
}

impl Source {
    fn palette(&self, pull: &Pull) -> Result<&[Entry], RenderError> {
        let found = self.palette.get(|| {
            let entries = palette::of(&colors(&self.input, pull)?, self.count, pull)?;
            Ok(in_order(entries.into_iter().map(Entry::new).collect()))
        })?;
        Ok(found)
    }
}

/// The colours of a small copy with their alpha.
fn colors(input: &Image, pull: &Pull) -> Result<Vec<palette::Weighed>, RenderError> {
    let tile = small(input, pull)?;
    let colors = straight(&tile).map(|(rgb, alpha)| (from_linear(rgb), alpha));
    Ok(colors.collect())
}

/// From dark to light, no two alike.
fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| {
        let [a, b] = [a.lab, b.lab];
        let axis = |i: usize| a[i].total_cmp(&b[i]);
        axis(0).then(axis(1)).then(axis(2))
    });
    entries.dedup_by_key(|entry| entry.encoded);
    entries
}

/// The index of the entry that is nearest, the first of several; entries go from dark to light.
fn nearest(palette: &[Entry], lab: Oklab) -> usize {
    let start = palette.partition_point(|entry| entry.lab[0] < lab[0]);
    let (mut best, mut least) = (0, f32::INFINITY);
    let mut consider = |i: usize| {
        let lightness = palette[i].lab[0] - lab[0];
        // All further ones differ more in lightness alone.
        if lightness * lightness > least {
            return false;
        }
        let d = apart(palette[i].lab, lab);
        if d < least || (d == least && i < best) {
            (best, least) = (i, d);
        }
        true
    };
    let _ = (start..palette.len()).all(&mut consider);
    let _ = (0..start).rev().all(&mut consider);
    best
}

struct Fewer {
    source: Arc<Source>,
    dither: Dither,
}

impl Picture for Fewer {
    fn size(&self) -> (u32, u32) {
        self.source.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.source.input.render(region, pull)?;
            let palette = self.source.palette(pull)?;
            if palette.is_empty() {
                return Ok(tile);
            }
            let spread = match self.dither {
                Dither::None => 0.0,
                Dither::Ordered => spread(palette),
            };
            for y in region.y..region.bottom() {
                pull.check()?;
                for (px, x) in tile.row_mut(y).chunks_exact_mut(4).zip(region.x..) {
                    let alpha = px[3];
                    if alpha <= 0.0 {
                        continue;
                    }
                    let k = 1.0 / alpha;
                    let mut rgb = [px[0] * k, px[1] * k, px[2] * k].map(light);
                    if spread > 0.0 {
                        let shift = threshold(x, y) * spread;
                        rgb = rgb.map(|v| srgb_decode(unit(srgb_encode(v) + shift)));
                    }
                    let [r, g, b] = palette[nearest(palette, from_linear(rgb))].linear;
                    px.copy_from_slice(&[r * alpha, g * alpha, b * alpha, alpha]);
                }
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.source.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.source.input.reach()
    }
}

/// How far apart neighbouring colours of a palette are, on average and for one channel.
fn spread(palette: &[Entry]) -> f32 {
    let mut sum = 0.0;
    for (i, entry) in palette.iter().enumerate() {
        let others = palette.iter().enumerate().filter(|(j, _)| *j != i);
        let least = others
            .map(|(_, other)| apart(entry.encoded, other.encoded))
            .fold(f32::INFINITY, f32::min);
        if least.is_finite() {
            sum += (least * (1.0 / 3.0)).sqrt();
        }
    }
    sum / palette.len() as f32
}

/// The pattern's value at a pixel, from −0.5 up to 0.5.
fn threshold(x: i32, y: i32) -> f32 {
    let (x, y) = (x as u32, y as u32);
    let mut value = 0;
    for bit in 0..3 {
        let (a, b) = ((x >> bit) & 1, (y >> bit) & 1);
        value |= ((a ^ b) << 1 | b) << (2 * (2 - bit));
    }
    (value as f32 + 0.5) / 64.0 - 0.5
}

struct Swatches {
    source: Arc<Source>,
    size: (u32, u32),
}

impl Picture for Swatches {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let palette = self.source.palette(pull)?;
            let mut tile = Tile::clear(region);
            let (w, count) = (u64::from(self.size.0), self.source.count as u64);
            for y in region.y..region.bottom() {
                pull.check()?;
                for (px, x) in tile.row_mut(y).chunks_exact_mut(4).zip(region.x..) {
                    let at = x as u64 * count / w;
                    if let Some(entry) = palette.get(at as usize) {
                        let [r, g, b] = entry.linear;
                        px.copy_from_slice(&[r, g, b, 1.0]);
                    }
                }
            }
            Ok(tile)
        })
    }
}

/// A picture in at most `count` colours, 2–256, and its palette as a picture of `palette_size`. Alpha stays.
pub fn quantize(input: Image, count: u32, dither: Dither, palette_size: (u32, u32)) -> Quantized {
    let count = limited(count);
    quantized(input, count, Known::new(), dither, palette_size)
}

/// As [`quantize`], with these colours; their picture has room for `count`.
pub fn quantize_to(
    input: Image,
    colors: &[[u8; 3]],
    count: u32,
    dither: Dither,
    palette_size: (u32, u32),
) -> Quantized {
    let entries = in_order(colors.iter().copied().map(Entry::of).collect());
    let count = limited(count);
    quantized(input, count, Known::of(entries), dither, palette_size)
}

/// The colours that [`quantize`] finds and that are nearest to something, from dark to light, with their shares of the picture;
/// none where all is transparent.
///
/// # Errors
/// What the input says.
pub fn palette_of(input: &Image, count: u32, pull: &Pull) -> Result<Vec<Swatch>, RenderError> {
    let colors = colors(input, pull)?;
    let entries = palette::of(&colors, limited(count), pull)?;
    let entries = in_order(entries.into_iter().map(Entry::new).collect());
    let mut weights = vec![0.0; entries.len()];
    for (lab, alpha) in &colors {
        weights[nearest(&entries, *lab)] += f64::from(*alpha);
    }
    let all: f64 = weights.iter().sum();
    let used = entries
        .iter()
        .zip(weights)
        .filter(|(_, weight)| *weight > 0.0);
    let swatches = used.map(|(entry, weight)| Swatch {
        rgb: entry.encoded.map(|v| (v * 255.0).round() as u8),
        share: weight / all,
    });
    Ok(swatches.collect())
}

fn limited(count: u32) -> usize {
    count.clamp(2, 256) as usize
}

fn quantized(
    input: Image,
    count: usize,
    palette: Known<Vec<Entry>>,
    dither: Dither,
    palette_size: (u32, u32),
) -> Quantized {
    let source = Arc::new(Source {
        input,
        count,
        palette,
    });
    Quantized {
        palette: Arc::new(Swatches {
            source: Arc::clone(&source),
            size: palette_size,
        }),
        image: Arc::new(Fewer { source, dither }),
    }
}
