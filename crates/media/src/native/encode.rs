//! Writing PNG, JPEG, WebP, AVIF, TIFF and EXR. Strips go to the encoder as they are rendered, and are packed where they were
//! rendered when the format allows. Whole numbers are sRGB-encoded, with the primaries asked for and their profile
//! inside; floats are linear light with the primaries of sRGB, alpha multiplied in, and come back bit for bit.

mod avif;
mod colors;
mod exr;
mod icc;
mod jpeg;
mod png;
mod quantise;
mod tiff;
mod webp;

use std::io::{Seek, Write};

use super::MediaError;
use super::rows::render_mapped;
use crate::kernel::{Filter, resize};
use crate::picture::scaled_size;
use crate::{Image, Pull, Tile};
use gesso_words::said;

pub use colors::Colors;
use quantise::Dither;

/// The kinds of files that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// PNG, 8 bits a channel.
    Png8,
    /// PNG, 16 bits a channel.
    Png16,
    /// JPEG; what is transparent shows white.
    Jpeg {
        /// 1–100.
        quality: u8,
    },
    /// WebP, 8 bits a channel.
    WebP {
        /// 1–100; 100 is lossless.
        quality: u8,
    },
    /// AVIF.
    Avif {
        /// Bits a channel: 8 or 10.
        depth: u8,
        /// 1–100.
        quality: u8,
        /// From 1, which takes long for the smallest files, to 10.
        speed: u8,
    },
    /// TIFF, 16 bits a channel.
    Tiff16,
    /// TIFF, 32-bit floats.
    Tiff32,
    /// EXR, half floats.
    Exr16,
    /// EXR, 32-bit floats.
    Exr32,
}

impl Format {
    /// As `image/png`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png8 | Self::Png16 => "image/png",
            Self::Jpeg { .. } => "image/jpeg",
            Self::WebP { .. } => "image/webp",
            Self::Avif { .. } => "image/avif",
            Self::Tiff16 | Self::Tiff32 => "image/tiff",
            Self::Exr16 | Self::Exr32 => "image/x-exr",
        }
    }

    /// Of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png8 | Self::Png16 => "png",
            Self::Jpeg { .. } => "jpg",
            Self::WebP { .. } => "webp",
            Self::Avif { .. } => "avif",
            Self::Tiff16 | Self::Tiff32 => "tif",
            Self::Exr16 | Self::Exr32 => "exr",
        }
    }

    /// Whether it has no transparency.
    pub const fn is_opaque(self) -> bool {
        matches!(self, Self::Jpeg { .. })
    }
}

/// A kind of file, and how colours are put into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding {
    /// The kind of file.
    pub format: Format,
    /// The primaries of whole numbers. Floats have those of sRGB and reach beyond them.
    pub colors: Colors,
    /// Rounding to 8 bits follows a fine pattern, so that soft gradients show no bands. What was 8 bits before stays as it was;
    /// lossy formats round anew and are left alone.
    pub dither: bool,
}

impl From<Format> for Encoding {
    /// sRGB, dithered.
    fn from(format: Format) -> Self {
        Self {
            format,
            colors: Colors::Srgb,
            dither: true,
        }
    }
}

/// Where a file is written to. TIFF and EXR come back to their beginning in the end.
pub trait Sink: Write + Seek {}

impl<T: Write + Seek> Sink for T {}

/// What every writer gets.
struct Job<'a> {
    image: &'a Image,
    colors: Colors,
    pull: &'a Pull,
    progress: &'a (dyn Fn(f32) + Sync),
}

/// Renders `image` on all cores and writes it as a file. `progress` hears 0–1 as strips are done.
///
/// # Errors
/// [`MediaError`] when rendering stops or fails, the picture does not fit the format, or writing fails.
pub fn encode(
    image: &Image,
    encoding: impl Into<Encoding>,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    out: &mut dyn Sink,
) -> Result<(), MediaError> {
    let (w, h) = image.size();
    if w == 0 || h == 0 {
        return Err(MediaError::Unsupported(said("unwritten-empty", [])));
    }
    let encoding = encoding.into();
    let converted = encoding.colors.converted(image);
    let whole = Job {
        image: &converted,
        colors: encoding.colors,
        pull,
        progress,
    };
    let floats = Job { image, ..whole };
    let dither = if encoding.dither {
        Dither::Pattern
    } else {
        Dither::None
    };
    match encoding.format {
        Format::Png8 => png::write(&whole, Some(dither), out),
        Format::Png16 => png::write(&whole, None, out),
        Format::Jpeg { quality } => jpeg::write(&whole, quality, out),
        Format::WebP { quality } => webp::write(&whole, quality, dither, out),
        Format::Avif {
            depth,
            quality,
            speed,
        } => {
            let wish = avif::Wish {
                depth: if depth > 8 { 10 } else { 8 },
                quality,
                speed,
            };
            avif::write(&whole, wish, out)
        }
        Format::Tiff16 => tiff::write(&whole, tiff::Depth::Sixteen, out),
        Format::Tiff32 => tiff::write(&floats, tiff::Depth::Float, out),
        Format::Exr16 => exr::write(&floats, exr::Depth::Half, out),
        Format::Exr32 => exr::write(&floats, exr::Depth::Full, out),
    }
}

/// A small picture file.
#[derive(Debug, Clone)]
pub struct Thumbnail {
    /// The file.
    pub bytes: Vec<u8>,
    /// As `image/webp`.
    pub media_type: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The picture with its longest side at most `longest`, as WebP; never enlarged.
///
/// # Errors
/// As [`encode`].
pub fn thumbnail(image: &Image, longest: u32, pull: &Pull) -> Result<Thumbnail, MediaError> {
    let (width, height) = thumbnail_size(image.size(), longest);
    let small = resize(
        std::sync::Arc::clone(image),
        width,
        height,
        Filter::Bilinear,
    );
    let mut bytes = std::io::Cursor::new(Vec::new());
    let job = Job {
        image: &small,
        colors: Colors::Srgb,
        pull,
        progress: &|_| {},
    };
    webp::write(&job, 82, Dither::None, &mut bytes)?;
    Ok(Thumbnail {
        bytes: bytes.into_inner(),
        media_type: "image/webp",
        width,
        height,
    })
}

/// The size of a picture with its longest side at most `longest`.
pub(super) fn thumbnail_size((w, h): (u32, u32), longest: u32) -> (u32, u32) {
    let scale = (longest.max(1) as f32 / w.max(h).max(1) as f32).min(1.0);
    scaled_size((w, h), scale)
}

/// A tile as an 8-bit PNG with alpha, packed fast; for viewers.
///
/// # Errors
/// When the encoder refuses, which it does for a tile without pixels.
pub fn tile_png(tile: &Tile) -> Result<Vec<u8>, MediaError> {
    png::tile(tile)
}

/// The whole picture as encoded bytes, RGB when `alpha` is false.
fn flat(job: &Job<'_>, alpha: bool, dither: Dither) -> Result<Vec<u8>, MediaError> {
    let mut bytes = Vec::new();
    let quantise = |strip: Tile| quantise::eight(&strip, alpha, dither);
    render_mapped(job.image, job.pull, job.progress, quantise, |strip| {
        bytes.extend_from_slice(&strip);
        Ok::<_, MediaError>(())
    })?;
    Ok(bytes)
}

/// What a writer of files said.
fn unwritten(format: &str, reason: String) -> MediaError {
    MediaError::Unsupported(said(
        "unwritten",
        [("format", format.into()), ("reason", reason.into())],
    ))
}
