//! Reading PNG, JPEG, WebP, GIF, TIFF, EXR and AVIF. The header is checked against the limits before anything is allocated for
//! pixels; orientation and profile are honoured; what is broken gives a message, never a panic.

pub(super) mod bands;
mod exr;
mod opened;
mod raster;
mod tiff;
mod whole;

use std::fs::File;
use std::io::Read as _;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use image::metadata::Orientation;

use super::avif;
use super::large::Large;
use super::memory::materialise;
use super::profile::{self, Meaning, Reading};
use super::sniff::{Kind, kind_of};
use super::stored::{Part, Samples, Sense, Stored};
use super::{Limits, MediaError};
use crate::kernel::{Filter, resize};
use crate::picture::scaled_size;
use crate::{Image, Pull};
pub(super) use opened::{Opened, Pixels, guarded, unsupported};
pub(super) use raster::{check_png_header, failed, memory};

/// Where a picture file is.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// On disk.
    File(&'a Path),
}

impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Source<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Path> for Source<'a> {
    fn from(path: &'a Path) -> Self {
        Self::File(path)
    }
}

impl<'a> From<&'a std::path::PathBuf> for Source<'a> {
    fn from(path: &'a std::path::PathBuf) -> Self {
        Self::File(path)
    }
}

/// What a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// Upright.
    pub width: u32,
    /// Upright.
    pub height: u32,
    /// As `image/jpeg`.
    pub media_type: &'static str,
    /// EXIF orientation, 1–8; width and height already follow it.
    pub orientation: u8,
    /// Whether a colour profile is inside.
    pub icc: bool,
    /// Bits a channel: 8, 16 or 32.
    pub bit_depth: u8,
    /// Whether pixels can be transparent.
    pub alpha: bool,
}

/// Reads the header only.
///
/// # Errors
/// [`MediaError`] when it is no picture, is beyond the limits or is damaged in the header.
pub fn probe<'a>(source: impl Into<Source<'a>>, limits: &Limits) -> Result<Probe, MediaError> {
    let source = source.into();
    if let Source::File(path) = source {
        // Large files are mostly of these kinds, and not worth reading whole for it.
        if let Ok(Some(banded)) = guarded(|| bands::open(path, limits)) {
            return Ok(banded.probe);
        }
    }
    let bytes = bytes_of(source, limits)?;
    guarded(|| {
        let (opened, kind) = opened(&bytes, limits)?;
        let swapped = opened.orientation.to_exif() >= 5;
        let (w, h) = (opened.width, opened.height);
        Ok(Probe {
            width: if swapped { h } else { w },
            height: if swapped { w } else { h },
            media_type: kind.media_type(),
            orientation: opened.orientation.to_exif(),
            icc: opened.icc.is_some(),
            bit_depth: opened.bit_depth,
            alpha: opened.alpha,
        })
    })
}

/// Decodes the whole file, of an animation the first picture. Samples stay as wide in memory as they are in the file;
/// regions become linear light when asked for.
///
/// # Errors
/// [`MediaError`] when it is no picture, is beyond the limits, is damaged or ends too early.
pub fn decode<'a>(source: impl Into<Source<'a>>, limits: &Limits) -> Result<Image, MediaError> {
    Ok(decode_stored(source.into(), limits)?.into_image())
}

/// As [`decode`], the samples themselves.
pub(super) fn decode_stored(source: Source<'_>, limits: &Limits) -> Result<Stored, MediaError> {
    let bytes = bytes_of(source, limits)?;
    guarded(move || {
        let (
            Opened {
                width,
                height,
                orientation,
                icc,
                alpha,
                plain,
                read,
                ..
            },
            _,
        ) = opened(&bytes, limits)?;
        let pixels = if let Some(place) = plain {
            drop(read);
            let samples = Samples::Eight(Part::new(bytes.into_own(), place));
            Pixels::straight(samples, if alpha { 4 } else { 3 })
        } else {
            read(limits)?
        };
        let size = (width, height, orientation);
        stored(pixels, size, icc.as_deref(), limits)
    })
}

/// The file as it looks at `scale` (up to 1), small in memory; for previews. Decodes it whole and lets it go.
///
/// # Errors
/// As [`decode`], and when the pull is stopped.
pub fn decode_at_scale<'a>(
    source: impl Into<Source<'a>>,
    limits: &Limits,
    scale: f32,
    pull: &Pull,
) -> Result<Image, MediaError> {
    let image = decode(source, limits)?;
    let (w, h) = scaled_size(image.size(), scale);
    if (w, h) == image.size() {
        return Ok(image);
    }
    Ok(Arc::new(materialise(
        &resize(image, w, h, Filter::Bilinear),
        pull,
        &|_| {},
    )?))
}

/// A file in memory.
pub(super) enum FileBytes<'a> {
    /// Somebody else's.
    Given(&'a [u8]),
    /// Read just now.
    Read(Large),
}

impl Deref for FileBytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Given(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

impl FileBytes<'_> {
    fn into_own(self) -> Large {
        match self {
            Self::Given(bytes) => bytes.to_vec().into(),
            Self::Read(bytes) => bytes,
        }
    }
}

pub(super) fn bytes_of<'a>(
    source: Source<'a>,
    limits: &Limits,
) -> Result<FileBytes<'a>, MediaError> {
    let too_many = |bytes| MediaError::TooManyBytes {
        bytes,
        limits: *limits,
    };
    match source {
        Source::Bytes(bytes) if bytes.len() as u64 > limits.max_bytes => {
            Err(too_many(bytes.len() as u64))
        }
        Source::Bytes(bytes) => Ok(FileBytes::Given(bytes)),
        Source::File(path) => {
            let mut file = File::open(path)?;
            let size = file.metadata()?.len();
            if size > limits.max_bytes {
                return Err(too_many(size));
            }
            let mut bytes = Large::zeroed(opened::addressable(size)?);
            file.read_exact(&mut bytes).map_err(opened::unread)?;
            Ok(FileBytes::Read(bytes))
        }
    }
}

/// The file with its header read, which is within the limits.
fn opened<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Opened<'a>, Kind), MediaError> {
    let kind = kind_of(bytes)?;
    let opened = match kind {
        Kind::Tiff => tiff::open(bytes, limits)?,
        Kind::Exr => exr::open(bytes, limits)?,
        Kind::Avif => avif::open(bytes, limits)?,
        Kind::Png | Kind::Jpeg | Kind::WebP | Kind::Gif => raster::open(kind, bytes, limits)?,
    };
    Ok((opened, kind))
}

/// Pixels with their meaning, as a picture.
pub(super) fn stored(
    pixels: Pixels,
    (width, height, orientation): (u32, u32, Orientation),
    icc: Option<&[u8]>,
    limits: &Limits,
) -> Result<Stored, MediaError> {
    let (channels, premultiplied) = (pixels.channels, pixels.premultiplied);
    let (samples, meaning) = understood(pixels, icc, limits)?;
    if samples.len() as u64 != u64::from(width) * u64::from(height) * channels as u64 {
        return Err(MediaError::Truncated);
    }
    Ok(Stored {
        samples,
        sense: Sense {
            channels,
            premultiplied,
            meaning,
        },
        width,
        height,
        orientation,
    })
}

/// Samples with their meaning; a table profile changes the samples.
fn understood(
    pixels: Pixels,
    icc: Option<&[u8]>,
    limits: &Limits,
) -> Result<(Samples, Meaning), MediaError> {
    let Pixels {
        samples, channels, ..
    } = pixels;
    let levels = match samples {
        Samples::Eight(_) => 1 << 8,
        Samples::Sixteen(_) => 1 << 16,
        Samples::Float(_) => {
            let meaning = Meaning {
                matrix: pixels.primaries,
                ..profile::linear()
            };
            return Ok((samples, meaning));
        }
    };
    if let (None, Some(code)) = (icc, pixels.code) {
        return Ok((samples, code.meaning(levels)));
    }
    match profile::read(icc, channels < 3, levels) {
        Reading::Direct(meaning) => Ok((samples, meaning)),
        Reading::Converted(profile, meaning) => {
            let wide = match samples {
                Samples::Eight(samples) => {
                    limits.check_decoded(samples.len() as u64 * 2)?;
                    samples.iter().map(|&v| u16::from(v) * 257).collect()
                }
                Samples::Sixteen(samples) => samples,
                Samples::Float(_) => Vec::new(),
            };
            Ok((
                Samples::Sixteen(profile::convert(&profile, &wide, channels)?),
                meaning,
            ))
        }
    }
}
