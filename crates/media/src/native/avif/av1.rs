//! One AV1 picture after the other, to planes. The decoder ends the whole process when it meets what it did not expect, and may take
//! long over bytes made to be slow: for bytes from anywhere it runs in a process of its own (see `apart`).

use std::io::{self, Read, Write};

use re_rav1d::pixel::YUVRange;
use re_rav1d::{Decoder, Error, Picture, PixelLayout, PlanarImageComponent as Component, Settings};

use super::planes::{Layout, Planes, Shape};
use crate::native::MediaError;
use crate::native::code_points::CodePoints;
use gesso_words::said;

/// Width, height, depth, layout, range and three code points.
const HEADER: usize = 14;
/// Layouts, which are written down by their place here.
const LAYOUTS: [Layout; 4] = [Layout::Grey, Layout::Quarter, Layout::Half, Layout::Full];

/// The first picture of a stream that has at most so many pixels.
pub(super) fn decode(stream: Vec<u8>, most_pixels: u32) -> Result<Planes, MediaError> {
    if stream.is_empty() {
        return Err(MediaError::Truncated);
    }
    let mut settings = Settings::new();
    // With threads, one that ends unexpectedly would be waited for without end.
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(most_pixels);
    let mut decoder = Decoder::with_settings(&settings).map_err(failed)?;
    match decoder.send_data(stream, None, None, None) {
        Ok(()) | Err(Error::Again) => {}
        Err(error) => return Err(failed(error)),
    }
    // Asked a second time it gives what it had held back for better layers.
    let picture = match decoder.get_picture() {
        Err(Error::Again) => decoder.get_picture(),
        other => other,
    };
    planes(&picture.map_err(failed)?)
}

fn failed(error: Error) -> MediaError {
    match error {
        Error::Again => MediaError::Truncated,
        _ => undecodable(),
    }
}

/// The stream makes no sense to the decoder, or ended it.
pub(super) fn undecodable() -> MediaError {
    MediaError::Broken(said("broken-coded", [("reason", "AV1".into())]))
}

fn planes(picture: &Picture) -> Result<Planes, MediaError> {
    let depth = picture.bits_per_component().ok_or_else(undecodable)?;
    let shape = Shape {
        width: picture.width(),
        height: picture.height(),
        depth: depth.0 as u8,
        layout: match picture.pixel_layout() {
            PixelLayout::I400 => Layout::Grey,
            PixelLayout::I420 => Layout::Quarter,
            PixelLayout::I422 => Layout::Half,
            PixelLayout::I444 => Layout::Full,
        },
        full: picture.color_range() == YUVRange::Full,
        code: CodePoints {
            primaries: picture.color_primaries() as u16,
            transfer: picture.transfer_characteristic() as u16,
            matrix: picture.matrix_coefficients() as u16,
        },
    };
    let parts = [Component::Y, Component::U, Component::V];
    let samples = parts.into_iter().take(shape.layout.planes()).enumerate();
    let samples = samples
        .map(|(plane, part)| {
            let (stride, rows) = picture.plane_data_geometry(part);
            // The crate reckons it in 32 bits.
            stride.checked_mul(rows).ok_or_else(undecodable)?;
            let (width, height) = shape.plane(plane);
            let row = width * shape.bytes();
            let data = picture.plane(part);
            let mut own = Vec::with_capacity(row * height);
            for line in data.chunks(stride as usize).take(height) {
                own.extend_from_slice(line.get(..row).ok_or_else(undecodable)?);
            }
            Ok(own)
        })
        .collect::<Result<_, MediaError>>()?;
    Ok(Planes { shape, samples })
}

/// Writes a stream for [`next`].
pub(super) fn send(stream: &[u8], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    out.write_all(&(stream.len() as u64).to_le_bytes())?;
    out.write_all(stream)
}

/// The next stream, of at most `most` bytes; none at the end.
pub(super) fn next(input: &mut (impl Read + ?Sized), most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    let mut stream = Vec::new();
    let read = input.take(length.min(most)).read_to_end(&mut stream)?;
    if read as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(stream))
}

/// Writes planes for [`receive`].
pub(super) fn answer(planes: &Planes, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let shape = &planes.shape;
    let layout = LAYOUTS.iter().position(|&layout| layout == shape.layout);
    out.write_all(&shape.width.to_le_bytes())?;
    out.write_all(&shape.height.to_le_bytes())?;
    let code = shape.code;
    let code = [code.primaries, code.transfer, code.matrix].map(|code| code as u8);
    let layout = layout.unwrap_or_default() as u8;
    out.write_all(&[shape.depth, layout, u8::from(shape.full)])?;
    out.write_all(&code)?;
    for samples in &planes.samples {
        out.write_all(samples)?;
    }
    out.flush()
}

/// Planes of this size. Nothing is made room for before the header is known to say so.
pub(super) fn receive(
    input: &mut (impl Read + ?Sized),
    (width, height): (u32, u32),
) -> Result<Planes, MediaError> {
    let ended = |_: io::Error| undecodable();
    let mut header = [0; HEADER];
    input.read_exact(&mut header).map_err(ended)?;
    let [
        w0,
        w1,
        w2,
        w3,
        h0,
        h1,
        h2,
        h3,
        depth,
        layout,
        full,
        code @ ..,
    ] = header;
    let side = u32::from_le_bytes;
    let layout = LAYOUTS.get(usize::from(layout)).ok_or_else(undecodable)?;
    let [primaries, transfer, matrix] = code.map(u16::from);
    let shape = Shape {
        width: side([w0, w1, w2, w3]),
        height: side([h0, h1, h2, h3]),
        depth,
        layout: *layout,
        full: full != 0,
        code: CodePoints {
            primaries,
            transfer,
            matrix,
        },
    };
    if (shape.width, shape.height) != (width, height) || !matches!(depth, 8 | 10 | 12) {
        return Err(undecodable());
    }
    let mut planes = Planes::zeroed(shape);
    for samples in &mut planes.samples {
        input.read_exact(samples).map_err(ended)?;
    }
    Ok(planes)
}
