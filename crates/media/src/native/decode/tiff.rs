//! TIFF: strips and tiles, 1 to 32 bits, whole numbers and floats, grey, RGB and CMYK, planes side by side or apart,
//! alpha straight or multiplied in. Of several pages the first is read.

mod plain;

use std::io::{Cursor, Read, Seek};

use image::metadata::Orientation;
use tiff::decoder::{Decoder, DecodingResult, Limits as TiffLimits};
use tiff::tags::{ExtraSamples, PhotometricInterpretation, SampleFormat, Tag};
use tiff::{ColorType, TiffError};

use super::opened::{Opened, Pixels, damaged, uncommon, unread, unsupported};
use crate::native::stored::Samples;
use crate::native::{Limits, MediaError};
use gesso_words::said;

/// A profile is no larger than this.
const MOST_VALUE: usize = 16 << 20;

/// How the samples of a file lie and what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    color: ColorType,
    /// Samples of a pixel as stored, with those that mean nothing to us.
    stored: usize,
    /// Samples of a pixel that count.
    pub(super) channels: usize,
    width: usize,
    height: usize,
    pub(super) premultiplied: bool,
    pub(super) floats: bool,
    pub(super) planes: usize,
}

impl Layout {
    /// The same of a part of the picture.
    pub(super) fn of(self, width: u32, height: u32) -> Self {
        Self {
            width: width as usize,
            height: height as usize,
            ..self
        }
    }
}

/// A file whose header has been read.
pub(super) struct Head<R: Read + Seek> {
    pub(super) decoder: Decoder<R>,
    pub(super) layout: Layout,
    pub(super) size: (u32, u32),
    pub(super) orientation: Orientation,
    pub(super) icc: Option<Vec<u8>>,
    /// 8, 16 or 32.
    pub(super) depth: u8,
}

/// Reads the header.
pub(super) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, MediaError> {
    let mut head = head(Cursor::new(bytes), limits)?;
    let layout = head.layout;
    let plain = plain::place(&mut head.decoder, layout, bytes.len());
    Ok(Opened {
        width: head.size.0,
        height: head.size.1,
        orientation: head.orientation,
        icc: head.icc,
        bit_depth: head.depth,
        alpha: layout.channels.is_multiple_of(2),
        plain,
        read: Box::new(move |limits| read(head.decoder, layout, limits)),
    })
}

/// Reads the header of a file, which is within the limits.
pub(super) fn head<R: Read + Seek>(input: R, limits: &Limits) -> Result<Head<R>, MediaError> {
    let mut decoder = Decoder::new(input).map_err(failed)?;
    let (width, height) = decoder.dimensions().map_err(failed)?;
    limits.check(width, height)?;
    let layout = layout(&mut decoder, (width as usize, height as usize))?;
    let depth = match layout.color.bit_depth() {
        0..=8 => 8,
        9..=16 => 16,
        _ => 32,
    };
    let pixels = u64::from(width) * u64::from(height);
    let decoded = pixels * layout.stored as u64 * u64::from(layout.color.bit_depth().div_ceil(8));
    limits.check_decoded(decoded)?;
    let mut own = TiffLimits::unlimited();
    own.decoding_buffer_size = usize::try_from(limits.max_decoded_bytes).unwrap_or(usize::MAX);
    own.intermediate_buffer_size = own.decoding_buffer_size;
    own.ifd_value_size = MOST_VALUE;
    let mut decoder = decoder.with_limits(own);
    let orientation = decoder
        .find_tag_unsigned::<u8>(Tag::Orientation)
        .ok()
        .flatten()
        .and_then(Orientation::from_exif)
        .unwrap_or(Orientation::NoTransforms);
    // The profile of inks does not describe the red, green and blue they become.
    let inks = matches!(layout.color, ColorType::CMYK(_) | ColorType::CMYKA(_));
    let icc = (!inks)
        .then(|| decoder.get_tag_u8_vec(Tag::IccProfile).ok())
        .flatten();
    Ok(Head {
        decoder,
        layout,
        size: (width, height),
        orientation,
        icc,
        depth,
    })
}

fn layout<R: Read + Seek>(
    decoder: &mut Decoder<R>,
    (width, height): (usize, usize),
) -> Result<Layout, MediaError> {
    let meaning = decoder.find_tag_unsigned::<u16>(Tag::PhotometricInterpretation);
    if meaning.map_err(failed)? == Some(PhotometricInterpretation::RGBPalette.to_u16()) {
        return Err(unsupported(said("kind-tiff-palette", [])));
    }
    let color = decoder.colortype().map_err(failed)?;
    let tag =
        |decoder: &mut Decoder<R>, tag| decoder.find_tag_unsigned_vec::<u16>(tag).map_err(failed);
    let stored = decoder
        .find_tag_unsigned::<u16>(Tag::SamplesPerPixel)
        .map_err(failed)?
        .map_or(1, usize::from);
    let extra = tag(decoder, Tag::ExtraSamples)?.unwrap_or_default();
    let format = tag(decoder, Tag::SampleFormat)?.and_then(|formats| formats.first().copied());
    let whole = SampleFormat::Uint.to_u16();
    let float = SampleFormat::IEEEFP.to_u16();
    let bits = color.bit_depth();
    let understood = match format.unwrap_or(whole) {
        f if f == whole => matches!(bits, 1 | 2 | 4 | 8 | 16 | 32),
        f if f == float => matches!(bits, 16 | 32 | 64),
        _ => false,
    };
    let alpha = [
        ExtraSamples::AssociatedAlpha,
        ExtraSamples::UnassociatedAlpha,
    ]
    .map(|kind| kind.to_u16());
    let has_alpha = extra.first().is_some_and(|first| alpha.contains(first));
    let channels = match color {
        ColorType::Gray(_) => 1,
        ColorType::GrayA(_) => 2,
        // Grey with more beside it.
        ColorType::Multiband { .. } if extra.len() + 1 == stored => 1 + usize::from(has_alpha),
        ColorType::RGB(_) | ColorType::CMYK(8 | 16) | ColorType::YCbCr(8) => 3,
        ColorType::RGBA(_) | ColorType::CMYKA(8 | 16) => 4,
        _ => 0,
    };
    if !understood || channels == 0 {
        return Err(unsupported(said(
            "kind-tiff-samples",
            [("samples", format!("{color:?}").into())],
        )));
    }
    let planar = decoder
        .find_tag_unsigned::<u16>(Tag::PlanarConfiguration)
        .map_err(failed)?;
    Ok(Layout {
        color,
        stored,
        channels,
        width,
        height,
        premultiplied: has_alpha && extra.first() == Some(&alpha[0]),
        floats: format == Some(float),
        planes: if planar == Some(2) { stored } else { 1 },
    })
}

fn read(
    mut decoder: Decoder<Cursor<&[u8]>>,
    layout: Layout,
    limits: &Limits,
) -> Result<Pixels, MediaError> {
    let mut result = DecodingResult::U8(Vec::new());
    decoder.read_image_to_buffer(&mut result).map_err(failed)?;
    meant(result, layout, limits)
}

/// The samples of full rows as they are wanted.
pub(super) fn meant(
    result: DecodingResult,
    layout: Layout,
    limits: &Limits,
) -> Result<Pixels, MediaError> {
    match result {
        DecodingResult::U8(samples) if layout.color.bit_depth() < 8 => {
            let samples = unpacked(&samples, layout, limits)?;
            whole_numbers(together(samples, layout)?, layout, 255, bytes)
        }
        DecodingResult::U8(samples) => {
            whole_numbers(together(samples, layout)?, layout, 255, bytes)
        }
        DecodingResult::U16(samples) => {
            whole_numbers(together(samples, layout)?, layout, 65_535, Samples::Sixteen)
        }
        DecodingResult::U32(samples) => {
            let high = samples.into_iter().map(|v| (v >> 16) as u16).collect();
            whole_numbers(together(high, layout)?, layout, 65_535, Samples::Sixteen)
        }
        DecodingResult::F16(samples) => {
            limits.check_decoded(samples.len() as u64 * 4)?;
            floats(samples.into_iter().map(f32::from).collect(), layout)
        }
        DecodingResult::F32(samples) => floats(samples, layout),
        DecodingResult::F64(samples) => {
            floats(samples.into_iter().map(|v| v as f32).collect(), layout)
        }
        _ => Err(unsupported(said("kind-tiff-signed", []))),
    }
}

fn bytes(samples: Vec<u8>) -> Samples {
    Samples::Eight(samples.into())
}

/// Samples of 1, 2 or 4 bits as bytes from 0 to 255; each row begins with a byte of its own.
fn unpacked(packed: &[u8], layout: Layout, limits: &Limits) -> Result<Vec<u8>, MediaError> {
    let bits = usize::from(layout.color.bit_depth());
    let in_row = layout.width * layout.stored / layout.planes;
    let row_bytes = (in_row * bits).div_ceil(8);
    if row_bytes == 0 {
        return Err(MediaError::Truncated);
    }
    limits.check_decoded((packed.len() / row_bytes * in_row) as u64)?;
    let top = (1_u16 << bits) - 1;
    let mut samples = Vec::with_capacity(packed.len() / row_bytes * in_row);
    for row in packed.chunks_exact(row_bytes) {
        samples.extend((0..in_row).map(|i| {
            let shift = 8 - bits - i * bits % 8;
            let v = u16::from(row[i * bits / 8] >> shift) & top;
            (v * 255 / top) as u8
        }));
    }
    Ok(samples)
}

/// The channels of each pixel side by side, and only those that count. (Four inks count until they are mixed.)
fn together<T: Copy>(samples: Vec<T>, layout: Layout) -> Result<Vec<T>, MediaError> {
    let wanted = match layout.color {
        ColorType::CMYK(_) => 4,
        ColorType::CMYKA(_) => 5,
        _ => layout.channels,
    };
    if layout.stored < wanted {
        return Err(MediaError::Broken(said("broken-channels", [])));
    }
    if layout.planes == 1 && layout.stored == wanted {
        return Ok(samples);
    }
    let pixels = samples.len() / layout.stored;
    let (across, along) = if layout.planes > 1 {
        (pixels, 1)
    } else {
        (1, layout.stored)
    };
    let mut out = Vec::with_capacity(pixels * wanted);
    for at in 0..pixels {
        out.extend((0..wanted).map(|channel| samples[at * along + channel * across]));
    }
    Ok(out)
}

fn whole_numbers<T: Copy + Into<u32> + TryFrom<u32>>(
    mut samples: Vec<T>,
    layout: Layout,
    top: u32,
    kind: impl FnOnce(Vec<T>) -> Samples,
) -> Result<Pixels, MediaError> {
    let narrow = |v: u32| {
        T::try_from(v.min(top))
            .ok()
            .expect("no more than the largest sample")
    };
    match layout.color {
        ColorType::CMYK(_) | ColorType::CMYKA(_) => {
            let inks = if layout.channels == 4 { 5 } else { 4 };
            let mixed = samples.chunks_exact(inks).flat_map(|px| {
                let px: [u32; 4] = std::array::from_fn(|i| px[i].into());
                let paper = top - px[3].min(top);
                [px[0], px[1], px[2]].map(|ink| (top - ink.min(top)) * paper.min(top) / top)
            });
            let alphas: Vec<T> = samples.chunks_exact(inks).map(|px| px[inks - 1]).collect();
            let colors: Vec<T> = mixed.map(narrow).collect();
            samples = if layout.channels == 4 {
                let pixels = colors.chunks_exact(3).zip(alphas);
                pixels.flat_map(|(c, a)| [c[0], c[1], c[2], a]).collect()
            } else {
                colors
            };
        }
        // ITU-R BT.601, full range.
        ColorType::YCbCr(_) => {
            for px in samples.chunks_exact_mut(3) {
                let [y, b, r]: [f32; 3] = std::array::from_fn(|i| px[i].into() as f32);
                let (b, r) = (b - 128.0, r - 128.0);
                let rgb = [
                    y + 1.402 * r,
                    y - 0.344_136 * b - 0.714_136 * r,
                    y + 1.772 * b,
                ];
                for (to, v) in px.iter_mut().zip(rgb) {
                    *to = narrow((v + 0.5).clamp(0.0, 255.0) as u32);
                }
            }
        }
        _ => {}
    }
    if layout.premultiplied {
        for px in samples.chunks_exact_mut(layout.channels) {
            let (colors, alpha) = px.split_at_mut(layout.channels - 1);
            let alpha: u32 = alpha[0].into();
            for v in colors {
                let whole: u32 = (*v).into();
                *v = narrow((whole * top + alpha / 2).checked_div(alpha).unwrap_or(0));
            }
        }
    }
    Ok(Pixels::straight(kind(samples), layout.channels))
}

fn floats(samples: Vec<f32>, layout: Layout) -> Result<Pixels, MediaError> {
    Ok(Pixels {
        premultiplied: layout.premultiplied,
        ..Pixels::straight(Samples::Float(together(samples, layout)?), layout.channels)
    })
}

pub(super) fn failed(error: TiffError) -> MediaError {
    match error {
        TiffError::IoError(error) => unread(error),
        TiffError::UnsupportedError(error) => uncommon(&error.to_string()),
        other => damaged(other.to_string()),
    }
}
