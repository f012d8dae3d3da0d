//! PNG as a stream of rows, packed fast rather than small.

use std::borrow::Cow;
use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, Info, SrgbRenderingIntent, chunk::ChunkType};

use super::quantise::{self, Dither};
use super::{Colors, Job, Sink, unwritten};
use crate::native::MediaError;
use crate::native::rows::render_mapped;
use crate::{Tile, rgba8};

/// Display P3 as numbers (ITU-T H.273): primaries, the curve of sRGB, RGB, full range.
const P3_POINTS: [u8; 4] = [12, 13, 0, 1];

/// With 8 bits a channel when it is said how they are rounded, else 16.
pub(super) fn write(
    job: &Job<'_>,
    eight: Option<Dither>,
    out: &mut dyn Sink,
) -> Result<(), MediaError> {
    let (w, h) = job.image.size();
    let alpha = !job.image.is_opaque();
    let mut encoder = header(out, (w, h), alpha, job.colors)?;
    encoder.set_depth(if eight.is_some() {
        BitDepth::Eight
    } else {
        BitDepth::Sixteen
    });
    let mut writer = encoder.write_header().map_err(failed)?;
    if job.colors == Colors::DisplayP3 {
        writer
            .write_chunk(ChunkType(*b"cICP"), &P3_POINTS)
            .map_err(failed)?;
    }
    let mut stream = writer.stream_writer_with_size(1 << 18).map_err(failed)?;
    let quantise = |strip: Tile| match eight {
        Some(dither) => quantise::eight(&strip, alpha, dither),
        None => {
            let words = quantise::sixteen(&strip, alpha);
            words.into_iter().flat_map(u16::to_be_bytes).collect()
        }
    };
    render_mapped(job.image, job.pull, job.progress, quantise, |bytes| {
        stream.write_all(&bytes).map_err(MediaError::Io)
    })?;
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)
}

pub(super) fn tile(tile: &Tile) -> Result<Vec<u8>, MediaError> {
    let mut file = Vec::new();
    // As the browser makes them, so that its preview and this tile are the same.
    let bytes = rgba8(tile);
    let size = (tile.region.w, tile.region.h);
    let mut writer = header(&mut file, size, true, Colors::Srgb)?
        .write_header()
        .map_err(failed)?;
    writer.write_image_data(&bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}

fn header<W: Write>(
    out: W,
    (w, h): (u32, u32),
    alpha: bool,
    colors: Colors,
) -> Result<Encoder<'static, W>, MediaError> {
    let mut info = Info::with_size(w, h);
    info.color_type = if alpha {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    };
    info.bit_depth = BitDepth::Eight;
    match colors {
        Colors::Srgb => info.srgb = Some(SrgbRenderingIntent::RelativeColorimetric),
        Colors::DisplayP3 => info.icc_profile = Some(Cow::Owned(colors.profile())),
    }
    let mut encoder = Encoder::with_info(out, info).map_err(failed)?;
    encoder.set_compression(Compression::Fast);
    Ok(encoder)
}

fn failed(error: png::EncodingError) -> MediaError {
    match error {
        png::EncodingError::IoError(error) => MediaError::Io(error),
        other => unwritten("PNG", other.to_string()),
    }
}
