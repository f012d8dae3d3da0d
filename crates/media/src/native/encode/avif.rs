//! AVIF through rav1e, which wants the whole picture at once: three planes of 8 or 10 bits, and one for transparency where there is
//! some. The same picture gives the same file on every machine: how many pieces are worked on side by side hangs on its size alone.

mod boxes;

use rav1e::color::{
    ChromaSamplePosition, ChromaSampling, ColorDescription, ColorPrimaries, MatrixCoefficients,
    PixelRange, TransferCharacteristics,
};
use rav1e::prelude::{
    Config, Context, EncoderConfig, EncoderStatus, Pixel, Rational, SceneDetectionSpeed,
    SpeedSettings, Tune,
};

use super::{Colors, Job, Sink, quantise, unwritten};
use crate::Tile;
use crate::native::MediaError;
use crate::native::avif::{Layout, Planes, Shape};
use crate::native::code_points::CodePoints;
use crate::native::rows::render_blocks;
use boxes::file;
use gesso_words::said;

/// The format's own limit.
const LONGEST_SIDE: u32 = 65_535;
/// From this quality on colour is kept at full resolution.
const FULL_COLOR_FROM: u8 = 90;
/// About how many pixels are a piece that is worked on by itself, and most pieces.
const PIECE: u64 = 1 << 20;
const MOST_PIECES: u64 = 32;

/// How a file is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// 8 or 10.
    pub(super) depth: u8,
    /// 1–100.
    pub(super) quality: u8,
    /// 1, which takes long, to 10.
    pub(super) speed: u8,
}

pub(super) fn write(job: &Job<'_>, wish: Wish, out: &mut dyn Sink) -> Result<(), MediaError> {
    let (width, height) = job.image.size();
    if width.max(height) > LONGEST_SIDE {
        return Err(MediaError::Unsupported(said(
            "unwritten-avif-side",
            [("width", width.into()), ("height", height.into())],
        )));
    }
    let layout = if wish.quality >= FULL_COLOR_FROM {
        Layout::Full
    } else {
        Layout::Quarter
    };
    let shape = Shape {
        width,
        height,
        depth: wish.depth,
        layout,
        full: true,
        code: CodePoints {
            primaries: match job.colors {
                Colors::Srgb => 1,
                Colors::DisplayP3 => 12,
            },
            transfer: 13,
            matrix: 6,
        },
    };
    let (color, alpha) = planes(job, shape)?;
    job.pull.check()?;
    let color = (shape, coded(color, wish)?);
    let alpha = match alpha {
        None => None,
        Some(alpha) => {
            job.pull.check()?;
            // Edges of transparency show more than colours do.
            let quality = wish.quality.midpoint(100);
            Some((alpha.shape, coded(alpha, Wish { quality, ..wish })?))
        }
    };
    out.write_all(&file(&color, alpha.as_ref())?)?;
    (job.progress)(1.0);
    Ok(())
}

/// The picture in planes, and its transparency.
fn planes(job: &Job<'_>, shape: Shape) -> Result<(Planes, Option<Planes>), MediaError> {
    let empty = |shape: Shape| Planes {
        shape,
        samples: vec![Vec::new(); shape.layout.planes()],
    };
    let mut color = empty(shape);
    let grey = Shape {
        layout: Layout::Grey,
        ..shape
    };
    let has_alpha = !job.image.is_opaque();
    let mut alpha = has_alpha.then(|| empty(grey));
    // The larger part of the work is still to come then.
    let progress = |share: f32| (job.progress)(share * 0.3);
    let split = |strip: Tile| split(&strip, shape, has_alpha);
    render_blocks(job.image, 2, job.pull, &progress, split, |mut parts| {
        if let Some(alpha) = &mut alpha {
            alpha.samples[0].append(&mut parts[3]);
        }
        for (plane, part) in color.samples.iter_mut().zip(&mut parts) {
            plane.append(part);
        }
        Ok::<_, MediaError>(())
    })?;
    Ok((color, alpha))
}

/// Luma, two colour differences (ITU-R BT.601, full range) and alpha of a strip, whose first row is an even one.
fn split(strip: &Tile, shape: Shape, alpha: bool) -> [Vec<u8>; 4] {
    let width = strip.region.w as usize;
    let pixels = quantise::sixteen(strip, alpha);
    let channels = if alpha { 4 } else { 3 };
    let top = f32::from((1_u16 << shape.depth) - 1);
    let zero = f32::from(1_u16 << (shape.depth - 1));
    let mut out: [Vec<u8>; 4] = Default::default();
    let push = |to: &mut Vec<u8>, v: f32| {
        let [low, high] = ((v.clamp(0.0, top) + 0.5) as u16).to_le_bytes();
        to.push(low);
        if shape.depth > 8 {
            to.push(high);
        }
    };
    let count = pixels.len() / channels;
    let (mut blue, mut red) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for px in pixels.chunks_exact(channels) {
        let value = |channel: usize| f32::from(px[channel]) / 65_535.0;
        let (r, g, b) = (value(0), value(1), value(2));
        let luma = 0.299 * r + 0.587 * g + 0.114 * b;
        push(&mut out[0], luma * top);
        blue.push((b - luma) / 1.772 * top);
        red.push((r - luma) / 1.402 * top);
        if alpha {
            push(&mut out[3], value(3) * top);
        }
    }
    for (plane, samples) in [(1, blue), (2, red)] {
        if shape.layout == Layout::Full {
            for v in samples {
                push(&mut out[plane], v + zero);
            }
        } else {
            for rows in samples.chunks(width * 2) {
                let (first, second) = rows.split_at(width);
                let second = if second.is_empty() { first } else { second };
                for (a, b) in first.chunks(2).zip(second.chunks(2)) {
                    let sum: f32 = a.iter().chain(b).sum();
                    push(&mut out[plane], sum / (a.len() * 2) as f32 + zero);
                }
            }
        }
    }
    out
}

fn coded(planes: Planes, wish: Wish) -> Result<Vec<u8>, MediaError> {
    let config = Config::new().with_encoder_config(config(&planes.shape, wish));
    let refused = |reason: String| unwritten("AVIF", reason);
    if planes.shape.depth > 8 {
        let context = config.new_context::<u16>();
        stream(context.map_err(|error| refused(error.to_string()))?, planes)
    } else {
        let context = config.new_context::<u8>();
        stream(context.map_err(|error| refused(error.to_string()))?, planes)
    }
}

fn stream<T: Pixel>(mut context: Context<T>, planes: Planes) -> Result<Vec<u8>, MediaError> {
    let refused = |status: EncoderStatus| unwritten("AVIF", status.to_string());
    let mut frame = context.new_frame();
    let bytes = planes.shape.bytes();
    for (at, (plane, samples)) in frame.planes.iter_mut().zip(planes.samples).enumerate() {
        let (width, _) = planes.shape.plane(at);
        plane.copy_from_raw_u8(&samples, width * bytes, bytes);
    }
    context.send_frame(frame).map_err(refused)?;
    context.flush();
    let mut stream = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(mut packet) => stream.append(&mut packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => return Ok(stream),
            Err(status) => return Err(refused(status)),
        }
    }
}

fn config(shape: &Shape, wish: Wish) -> EncoderConfig {
    let pixels = u64::from(shape.width) * u64::from(shape.height);
    let mut speed_settings = SpeedSettings::from_preset(wish.speed.clamp(1, 10));
    // There is no other picture to look at.
    speed_settings.multiref = false;
    speed_settings.rdo_lookahead_frames = 1;
    speed_settings.scene_detection_mode = SceneDetectionSpeed::None;
    speed_settings.motion.include_near_mvs = false;
    EncoderConfig {
        width: shape.width as usize,
        height: shape.height as usize,
        sample_aspect_ratio: Rational::new(1, 1),
        time_base: Rational::new(1, 1),
        bit_depth: usize::from(shape.depth),
        chroma_sampling: match shape.layout {
            Layout::Grey => ChromaSampling::Cs400,
            Layout::Quarter => ChromaSampling::Cs420,
            Layout::Half => ChromaSampling::Cs422,
            Layout::Full => ChromaSampling::Cs444,
        },
        chroma_sample_position: ChromaSamplePosition::Unknown,
        pixel_range: PixelRange::Full,
        color_description: (shape.layout != Layout::Grey).then_some(ColorDescription {
            color_primaries: match shape.code.primaries {
                12 => ColorPrimaries::SMPTE432,
                _ => ColorPrimaries::BT709,
            },
            transfer_characteristics: TransferCharacteristics::SRGB,
            matrix_coefficients: MatrixCoefficients::BT601,
        }),
        quantizer: quantizer(wish.quality),
        tiles: pixels.div_ceil(PIECE).min(MOST_PIECES) as usize,
        tune: Tune::Psychovisual,
        still_picture: true,
        speed_settings,
        ..EncoderConfig::default()
    }
}

/// How coarse the steps are, 0–255, for a quality that means about what it does in JPEG.
fn quantizer(quality: u8) -> usize {
    let q = f32::from(quality.clamp(1, 100)) / 100.0;
    // As the encoder ravif has it.
    let share = if q >= 0.82 {
        (1.0 - q) * 2.6
    } else if q > 0.25 {
        0.875 - q * 0.5
    } else {
        1.0 - q
    };
    (share * 255.0).round() as usize
}
