//! PNG as a stream of rows, packed fast rather than small.

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, SrgbRenderingIntent};

use super::quantise;
use crate::native::MediaError;
use crate::native::rows::render_mapped;
use crate::{Image, Pull, Tile};

pub(super) fn write(
    image: &Image,
    sixteen: bool,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    out: &mut dyn Write,
) -> Result<(), MediaError> {
    let (w, h) = image.size();
    let alpha = !image.is_opaque();
    let mut encoder = header(out, w, h, alpha);
    encoder.set_depth(if sixteen {
        BitDepth::Sixteen
    } else {
        BitDepth::Eight
    });
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut stream = writer.stream_writer_with_size(1 << 18).map_err(failed)?;
    let quantise = |strip: Tile| {
        if sixteen {
            quantise::sixteen(&strip.px, alpha)
        } else {
            quantise::eight(&strip.px, alpha)
        }
    };
    render_mapped(image, pull, progress, quantise, |bytes| {
        stream.write_all(&bytes).map_err(MediaError::Io)
    })?;
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)
}

pub(super) fn tile(tile: &Tile) -> Result<Vec<u8>, MediaError> {
    let mut file = Vec::new();
    let bytes = quantise::eight(&tile.px, true);
    let mut writer = header(&mut file, tile.region.w, tile.region.h, true)
        .write_header()
        .map_err(failed)?;
    writer.write_image_data(&bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}

fn header<W: Write>(out: W, w: u32, h: u32, alpha: bool) -> Encoder<'static, W> {
    let mut encoder = Encoder::new(out, w, h);
    encoder.set_color(if alpha {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_source_srgb(SrgbRenderingIntent::RelativeColorimetric);
    encoder
}

fn failed(error: png::EncodingError) -> MediaError {
    match error {
        png::EncodingError::IoError(error) => MediaError::Io(error),
        other => MediaError::Unsupported(format!("The PNG could not be written: {other}.")),
    }
}
