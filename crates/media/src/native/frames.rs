//! The pictures of an animation, in order, each whole: GIF, WebP and APNG. A file with one picture has one frame.
//!
//! [`frames`] decodes some in a row, 4 bytes a pixel each, as many as have room; what comes before them has to be decoded
//! too, for each frame is drawn over the last. [`delays`] says how many there are and for how long each shows, and holds one
//! at a time. A list of pictures is made of the first, measured with the second.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{AnimationDecoder, ImageDecoder};

use super::decode::Pixels;
use super::decode::{Source, bytes_of, check_png_header, decode, failed, guarded, memory, stored};
use super::sniff::{Kind, kind_of};
use super::stored::Samples;
use super::{Limits, MediaError};
use crate::{Image, Pull};
use gesso_words::said;

/// More pictures than this are no animation that anybody works on.
const MOST_FRAMES: usize = 10_000;
/// Pixels of all pictures together: a tiny file may claim thousands of huge ones.
const MOST_PIXELS: u64 = 8_000_000_000;

/// One picture of an animation.
#[derive(Clone)]
pub struct Frame {
    /// All of it, with what earlier frames left standing.
    pub image: Image,
    /// How long it shows; zero in a file with one picture.
    pub delay: Duration,
}

/// Decodes pictures of a file from the `first` on (0 is the first of all): as many as `room` has bytes for, at least one.
/// There are none when the file has fewer.
///
/// # Errors
/// As [`decode`]; [`MediaError::TooMuchMemory`] when one is too much by itself; when the pull is stopped.
pub fn frames<'a>(
    source: impl Into<Source<'a>>,
    first: usize,
    room: u64,
    limits: &Limits,
    pull: &Pull,
) -> Result<Vec<Frame>, MediaError> {
    let bytes = bytes_of(source.into(), limits)?;
    let mut found = Vec::new();
    let (mut place, mut taken) = (0, 0);
    let animated = each(&bytes, limits, pull, &mut |frame, icc| {
        place += 1;
        if place <= first {
            return Ok(ControlFlow::Continue(()));
        }
        let (width, height) = frame.buffer().dimensions();
        let delay = frame.delay().into();
        let samples = Samples::Eight(frame.into_buffer().into_raw().into());
        let one = samples.len() as u64;
        taken += one;
        let size = (width, height, Orientation::NoTransforms);
        let image = Arc::new(stored(Pixels::straight(samples, 4), size, icc, limits)?);
        found.push(Frame { image, delay });
        Ok(match taken + one > room {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    })?;
    if !animated && first == 0 {
        found.push(Frame {
            image: decode(&bytes[..], limits)?,
            delay: Duration::ZERO,
        });
    }
    Ok(found)
}

/// For how long each picture of a file shows; one entry for each.
///
/// # Errors
/// As [`frames`], but for memory: one picture is held at a time.
pub fn delays<'a>(
    source: impl Into<Source<'a>>,
    limits: &Limits,
    pull: &Pull,
) -> Result<Vec<Duration>, MediaError> {
    let bytes = bytes_of(source.into(), limits)?;
    let mut found = Vec::new();
    let animated = each(&bytes, limits, pull, &mut |frame, _| {
        found.push(frame.delay().into());
        Ok(ControlFlow::Continue(()))
    })?;
    if !animated {
        kind_of(&bytes)?;
        found.push(Duration::ZERO);
    }
    Ok(found)
}

type Each<'a> =
    &'a mut dyn FnMut(image::Frame, Option<&[u8]>) -> Result<ControlFlow<()>, MediaError>;

/// Gives every frame with the file's profile, until told to stop; false when the file is of a kind that has but one.
fn each(bytes: &[u8], limits: &Limits, pull: &Pull, give: Each<'_>) -> Result<bool, MediaError> {
    let input = Cursor::new(bytes);
    guarded(|| match kind_of(bytes)? {
        Kind::Gif => {
            let mut decoder = GifDecoder::new(input).map_err(failed)?;
            let icc = prepared(&mut decoder, limits)?;
            walk(decoder, icc.as_deref(), pull, give)?;
            Ok(true)
        }
        Kind::WebP => {
            let mut decoder = WebPDecoder::new(input).map_err(failed)?;
            if !decoder.has_animation() {
                return Ok(false);
            }
            let icc = prepared(&mut decoder, limits)?;
            walk(decoder, icc.as_deref(), pull, give)?;
            Ok(true)
        }
        Kind::Png => {
            check_png_header(bytes, limits)?;
            let mut decoder = PngDecoder::new(input).map_err(failed)?;
            if !decoder.is_apng().map_err(failed)? {
                return Ok(false);
            }
            let icc = prepared(&mut decoder, limits)?;
            walk(decoder.apng().map_err(failed)?, icc.as_deref(), pull, give)?;
            Ok(true)
        }
        Kind::Jpeg | Kind::Tiff | Kind::Exr | Kind::Avif => Ok(false),
    })
}

/// Checks the header against the limits; gives the profile.
fn prepared(
    decoder: &mut dyn ImageDecoder,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, MediaError> {
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    limits.check_decoded(u64::from(width) * u64::from(height) * 4)?;
    decoder.set_limits(memory(limits)).map_err(failed)?;
    Ok(decoder.icc_profile().ok().flatten())
}

fn walk<'a>(
    decoder: impl AnimationDecoder<'a>,
    icc: Option<&[u8]>,
    pull: &Pull,
    give: Each<'_>,
) -> Result<(), MediaError> {
    let (mut count, mut pixels) = (0, 0);
    for frame in decoder.into_frames() {
        pull.check()?;
        let frame = frame.map_err(failed)?;
        let (width, height) = frame.buffer().dimensions();
        count += 1;
        pixels += u64::from(width) * u64::from(height);
        if count > MOST_FRAMES || pixels > MOST_PIXELS {
            return Err(too_many(count, pixels));
        }
        if give(frame, icc)?.is_break() {
            break;
        }
    }
    if count == 0 {
        return Err(MediaError::Truncated);
    }
    Ok(())
}

fn too_many(count: usize, pixels: u64) -> MediaError {
    MediaError::Unsupported(match count > MOST_FRAMES {
        true => said("unread-frames", [("most", MOST_FRAMES.into())]),
        false => said(
            "unread-frames-pixels",
            [
                ("count", count.into()),
                ("megapixels", (pixels / 1_000_000).into()),
                ("most", (MOST_PIXELS / 1_000_000).into()),
            ],
        ),
    })
}
