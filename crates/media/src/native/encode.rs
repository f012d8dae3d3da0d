//! Writing PNG, JPEG and WebP, sRGB-encoded. Strips go to the encoder as they are rendered.

mod jpeg;
mod png;
mod quantise;
mod webp;

use std::io::Write;

use super::MediaError;
use super::decode::scaled_size;
use super::rows::render_mapped;
use crate::kernel::{Filter, resize};
use crate::{Image, Pull, Tile};

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
}

impl Format {
    /// As `image/png`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png8 | Self::Png16 => "image/png",
            Self::Jpeg { .. } => "image/jpeg",
            Self::WebP { .. } => "image/webp",
        }
    }

    /// Of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png8 | Self::Png16 => "png",
            Self::Jpeg { .. } => "jpg",
            Self::WebP { .. } => "webp",
        }
    }
}

/// Renders `image` on all cores and writes it as a file. `progress` hears 0–1 as strips are done.
///
/// # Errors
/// [`MediaError`] when rendering stops or fails, the picture does not fit the format, or writing fails.
pub fn encode(
    image: &Image,
    format: Format,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    out: &mut dyn Write,
) -> Result<(), MediaError> {
    let (w, h) = image.size();
    if w == 0 || h == 0 {
        return Err(MediaError::Unsupported(
            "A picture without pixels can't be saved. Check its size.".to_owned(),
        ));
    }
    match format {
        Format::Png8 => png::write(image, false, pull, progress, out),
        Format::Png16 => png::write(image, true, pull, progress, out),
        Format::Jpeg { quality } => jpeg::write(image, quality, pull, progress, out),
        Format::WebP { quality } => webp::write(image, quality, pull, progress, out),
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
    let (w, h) = image.size();
    let scale = (longest.max(1) as f32 / w.max(h).max(1) as f32).min(1.0);
    let (width, height) = scaled_size((w, h), scale);
    let small = resize(
        std::sync::Arc::clone(image),
        width,
        height,
        Filter::Bilinear,
    );
    let mut bytes = Vec::new();
    webp::write(&small, 82, pull, &|_| {}, &mut bytes)?;
    Ok(Thumbnail {
        bytes,
        media_type: "image/webp",
        width,
        height,
    })
}

/// A tile as an 8-bit PNG with alpha, packed fast; for viewers.
///
/// # Errors
/// When the encoder refuses, which it does for a tile without pixels.
pub fn tile_png(tile: &Tile) -> Result<Vec<u8>, MediaError> {
    png::tile(tile)
}

/// The whole picture as sRGB-encoded bytes, RGB when `alpha` is false.
fn flat(
    image: &Image,
    alpha: bool,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
) -> Result<Vec<u8>, MediaError> {
    let mut bytes = Vec::new();
    let quantise = |strip: Tile| quantise::eight(&strip.px, alpha);
    render_mapped(image, pull, progress, quantise, |strip| {
        bytes.extend_from_slice(&strip);
        Ok::<_, MediaError>(())
    })?;
    Ok(bytes)
}
