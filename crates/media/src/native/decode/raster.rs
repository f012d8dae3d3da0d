//! PNG, JPEG, WebP and GIF through the crate `image`. Of an animation this is the first picture.

use std::error::Error as _;
use std::io::Cursor;

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError};

use super::bands::jpeg;
use super::opened::{Opened, Pixels, addressable, damaged, uncommon, unread, unsupported};
use super::whole::{is_whole, segments};
use crate::native::large::Large;
use crate::native::sniff::Kind;
use crate::native::stored::Samples;
use crate::native::{Limits, MediaError};
use gesso_words::said;

/// Reads the header of a file of one of these kinds.
pub(super) fn open<'a>(
    kind: Kind,
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<Opened<'a>, MediaError> {
    let input = Cursor::new(bytes);
    let mut decoder: Box<dyn ImageDecoder + 'a> = match kind {
        Kind::Jpeg => {
            check_jpeg_kind(bytes)?;
            Box::new(JpegDecoder::new(input).map_err(failed)?)
        }
        Kind::WebP => Box::new(WebPDecoder::new(input).map_err(failed)?),
        Kind::Gif => Box::new(GifDecoder::new(input).map_err(failed)?),
        _ => {
            check_png_header(bytes, limits)?;
            Box::new(PngDecoder::new(input).map_err(failed)?)
        }
    };
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    limits.check_decoded(decoder.total_bytes())?;
    decoder.set_limits(memory(limits)).map_err(failed)?;
    let color = decoder.color_type();
    Ok(Opened {
        width,
        height,
        orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
        icc: decoder.icc_profile().ok().flatten(),
        bit_depth: (color.bytes_per_pixel() / color.channel_count()) * 8,
        alpha: color.has_alpha(),
        plain: None,
        read: Box::new(move |_| {
            if !is_whole(bytes) {
                return Err(MediaError::Truncated);
            }
            if kind == Kind::Jpeg {
                jpeg::check(bytes)?;
            }
            let samples = samples(decoder, color)?;
            Ok(Pixels::straight(
                samples,
                usize::from(color.channel_count()),
            ))
        }),
    })
}

/// What a decoder may take beside the pixels it gives.
pub(crate) fn memory(limits: &Limits) -> image::Limits {
    let mut own = image::Limits::no_limits();
    own.max_alloc = Some(limits.max_decoded_bytes.saturating_mul(2));
    own
}

/// The PNG decoder allocates a row while it reads the header, so the size is looked at before.
pub(crate) fn check_png_header(bytes: &[u8], limits: &Limits) -> Result<(), MediaError> {
    let number = |at: usize| -> Result<u32, MediaError> {
        let four = bytes
            .get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .ok_or(MediaError::Truncated)?;
        Ok(u32::from_be_bytes(four))
    };
    limits.check(number(16)?, number(20)?)
}

/// The JPEG decoder takes what it does not know for damage, so the kind is looked at before.
fn check_jpeg_kind(bytes: &[u8]) -> Result<(), MediaError> {
    let is_frame =
        |marker: u8| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    match segments(bytes).find(|(marker, _)| is_frame(*marker)) {
        Some((0xc0..=0xc2, [_, _, bits @ (12 | 16), ..])) => Err(unsupported(said(
            "kind-jpeg-bits",
            [("bits", u64::from(*bits).into())],
        ))),
        Some((0xc3.., _)) => Err(unsupported(said("kind-jpeg-coding", []))),
        _ => Ok(()),
    }
}

fn samples(decoder: Box<dyn ImageDecoder + '_>, color: ColorType) -> Result<Samples, MediaError> {
    let mut buffer = Large::zeroed(addressable(decoder.total_bytes())?);
    decoder.read_image(&mut buffer).map_err(failed)?;
    let two = |pair: &[u8]| u16::from_ne_bytes([pair[0], pair[1]]);
    Ok(match color {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => {
            Samples::Eight(buffer.into())
        }
        _ => Samples::Sixteen(buffer.chunks_exact(2).map(two).collect()),
    })
}

/// What the crate says, for people.
pub(crate) fn failed(error: ImageError) -> MediaError {
    match error {
        ImageError::IoError(error) => unread(error),
        ImageError::Unsupported(error) => uncommon(&error.to_string()),
        // What is inside says it without the name of the format.
        other => damaged(other.source().unwrap_or(&other).to_string()),
    }
}
