//! Reading PNG, JPEG, WebP and TIFF. The header is checked against the limits before anything is allocated for
//! pixels; orientation and profile are honoured; what is broken gives a message, never a panic.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, ImageFormat};

use super::memory::materialise;
use super::profile::{self, Meaning, Reading};
use super::sniff::format_of;
use super::stored::{Samples, Stored};
use super::{Limits, MediaError};
use crate::kernel::{Filter, resize};
use crate::{Image, Pull};

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
    let bytes = bytes_of(source.into(), limits)?;
    let (mut decoder, media_type) = opened(&bytes, limits)?;
    let (width, height) = decoder.dimensions();
    let orientation = orientation_of(&mut *decoder);
    let swapped = orientation.to_exif() >= 5;
    let color = decoder.color_type();
    Ok(Probe {
        width: if swapped { height } else { width },
        height: if swapped { width } else { height },
        media_type,
        orientation: orientation.to_exif(),
        icc: profile_of(&mut *decoder).is_some(),
        bit_depth: (color.bytes_per_pixel() / color.channel_count()) * 8,
        alpha: color.has_alpha(),
    })
}

/// Decodes the whole file. Samples stay 8 or 16 bits wide in memory; regions become linear light when asked for.
///
/// # Errors
/// [`MediaError`] when it is no picture, is beyond the limits, is damaged or ends too early.
pub fn decode<'a>(source: impl Into<Source<'a>>, limits: &Limits) -> Result<Image, MediaError> {
    let bytes = bytes_of(source.into(), limits)?;
    let (mut decoder, _) = opened(&bytes, limits)?;
    let (width, height) = decoder.dimensions();
    let orientation = orientation_of(&mut *decoder);
    let icc = profile_of(&mut *decoder);
    let color = decoder.color_type();
    if !is_whole(&bytes) {
        return Err(MediaError::Truncated);
    }
    let samples = read_samples(decoder, color)?;
    let channels = usize::from(color.channel_count());
    let (samples, meaning) = understood(samples, channels, icc.as_deref(), limits)?;
    Ok(Arc::new(Stored {
        samples,
        channels,
        width,
        height,
        orientation,
        meaning,
    }))
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

/// The size of a picture at a scale; each side at least 1.
pub fn scaled_size((w, h): (u32, u32), scale: f32) -> (u32, u32) {
    let side = |n: u32| ((f64::from(n) * f64::from(scale)).round() as u32).max(1);
    (side(w), side(h))
}

fn bytes_of<'a>(
    source: Source<'a>,
    limits: &Limits,
) -> Result<std::borrow::Cow<'a, [u8]>, MediaError> {
    let (bytes, size) = match source {
        Source::Bytes(bytes) => (bytes.into(), bytes.len() as u64),
        Source::File(path) => {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            let mut bytes = Vec::new();
            if size <= limits.max_bytes {
                bytes.reserve_exact(size as usize);
                file.take(limits.max_bytes).read_to_end(&mut bytes)?;
            }
            (bytes.into(), size)
        }
    };
    if size > limits.max_bytes {
        return Err(MediaError::TooManyBytes {
            bytes: size,
            limits: *limits,
        });
    }
    Ok(bytes)
}

type Decoder<'a> = Box<dyn ImageDecoder + 'a>;

/// A decoder that has read the header, which is within the limits.
fn opened<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Decoder<'a>, &'static str), MediaError> {
    let (format, media_type) = format_of(bytes)?;
    let input = Cursor::new(bytes);
    let mut decoder: Decoder<'a> = match format {
        ImageFormat::Png => {
            check_png_header(bytes, limits)?;
            Box::new(PngDecoder::new(input).map_err(failed)?)
        }
        ImageFormat::Jpeg => Box::new(JpegDecoder::new(input).map_err(failed)?),
        ImageFormat::WebP => Box::new(WebPDecoder::new(input).map_err(failed)?),
        _ => Box::new(TiffDecoder::new(input).map_err(failed)?),
    };
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    limits.check_decoded(decoder.total_bytes())?;
    if format == ImageFormat::Tiff {
        // Its own limit is lower than ours, and what is beyond it would seem to be damage.
        let mut own = image::Limits::no_limits();
        own.max_alloc = Some(limits.max_decoded_bytes.saturating_mul(2));
        decoder.set_limits(own).map_err(failed)?;
    }
    Ok((decoder, media_type))
}

/// The PNG decoder allocates a row while it reads the header, so the size is looked at before.
fn check_png_header(bytes: &[u8], limits: &Limits) -> Result<(), MediaError> {
    let number = |at: usize| -> Result<u32, MediaError> {
        let four = bytes
            .get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .ok_or(MediaError::Truncated)?;
        Ok(u32::from_be_bytes(four))
    };
    limits.check(number(16)?, number(20)?)
}

fn orientation_of(decoder: &mut dyn ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

fn profile_of(decoder: &mut dyn ImageDecoder) -> Option<Vec<u8>> {
    decoder.icc_profile().ok().flatten()
}

fn read_samples(decoder: Decoder<'_>, color: ColorType) -> Result<Samples, MediaError> {
    let bytes = usize::try_from(decoder.total_bytes()).map_err(|_| {
        MediaError::Unsupported("The picture is too large for this machine.".to_owned())
    })?;
    let mut buffer = vec![0_u8; bytes];
    decoder.read_image(&mut buffer).map_err(failed)?;
    let two = |pair: &[u8]| u16::from_ne_bytes([pair[0], pair[1]]);
    let four = |quad: &[u8]| f32::from_ne_bytes([quad[0], quad[1], quad[2], quad[3]]);
    Ok(match color {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => {
            Samples::Eight(buffer)
        }
        ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => {
            Samples::Sixteen(buffer.chunks_exact(2).map(two).collect())
        }
        _ => Samples::Float(buffer.chunks_exact(4).map(four).collect()),
    })
}

/// Samples with their meaning; a table profile changes the samples.
fn understood(
    samples: Samples,
    channels: usize,
    icc: Option<&[u8]>,
    limits: &Limits,
) -> Result<(Samples, Meaning), MediaError> {
    let levels = match samples {
        Samples::Eight(_) => 1 << 8,
        Samples::Sixteen(_) => 1 << 16,
        // Numbers with a point are linear light by custom.
        Samples::Float(_) => {
            return Ok((
                samples,
                Meaning {
                    curves: vec![Vec::new()],
                    matrix: None,
                },
            ));
        }
    };
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

/// Whether the end is there, for the formats whose decoders do not say so when it is missing.
fn is_whole(bytes: &[u8]) -> bool {
    match (bytes.get(..4), bytes.get(4..8)) {
        (Some(b"RIFF"), Some(&[a, b, c, d])) => {
            bytes.len() as u64 >= u64::from(u32::from_le_bytes([a, b, c, d])) + 8
        }
        (Some([0xff, 0xd8, ..]), _) => jpeg_is_whole(bytes),
        _ => true,
    }
}

/// Whether the end-of-image marker follows the picture data. Decoders fill what is missing with grey instead of
/// saying so. Inside picture data the marker can't occur, and a thumbnail's lies before it.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xff, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xff => at += 1,
            0xd8 | 0x01 | 0xd0..=0xd7 => at += 2,
            0xda => {
                return bytes[at..]
                    .windows(2)
                    .rev()
                    .any(|pair| pair == [0xff, 0xd9]);
            }
            _ => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
        }
    }
    false
}

fn failed(error: ImageError) -> MediaError {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            MediaError::Truncated
        }
        ImageError::IoError(error) => MediaError::Io(error),
        ImageError::Unsupported(error) => MediaError::Unsupported(format!(
            "This kind of picture is not read: {error}. Save it as PNG or JPEG."
        )),
        other => {
            let words = other.to_string();
            let ends = [
                "end of file",
                "unexpected eof",
                "exhausted",
                "fill whole buffer",
                "not enough",
                "too short",
            ];
            if ends
                .iter()
                .any(|end| words.to_ascii_lowercase().contains(end))
            {
                MediaError::Truncated
            } else {
                MediaError::Broken(words)
            }
        }
    }
}
