//! OpenEXR: half and full floats, scan lines and tiles, every flat layer with RGB or luminance; of several the first.
//! The picture is the display window: what the data window has beyond it is cut off, what it lacks is transparent.
//! Light is linear and alpha is multiplied in, as the format says.

use std::io::Cursor;

use exr::block::reader::{ChunksReader as _, Reader};
use exr::block::{UncompressedBlock, lines::LineRef};
use exr::error::Error;
use exr::math::Vec2;
use exr::meta::attribute::{IntegerBounds, SampleType};
use exr::meta::header::Header;
use exr::prelude::f16;
use image::metadata::Orientation;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::opened::{Opened, Pixels, addressable, damaged, uncommon, unread, unsupported};
use crate::native::profile;
use crate::native::stored::Samples;
use crate::native::{Limits, MediaError};
use gesso_words::said;

/// Blocks that are unpacked side by side.
const TOGETHER: usize = 64;

/// Which channels of a layer become which of the picture.
#[derive(Debug, Clone)]
struct Layer {
    index: usize,
    /// For each channel of the file the channels of the picture that it fills.
    targets: Vec<Vec<usize>>,
    types: Vec<SampleType>,
    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.
    channels: usize,
    /// Alpha is not in the file, but the data window leaves parts of the picture empty.
    covers: bool,
    /// Where the data window begins in the display window.
    offset: (i64, i64),
    size: (u32, u32),
}

/// Reads the header.
pub(super) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, MediaError> {
    let reader = exr::block::read(Cursor::new(bytes), false).map_err(failed)?;
    let headers = reader.headers();
    let found = headers.iter().enumerate();
    let layer = found
        .filter(|(_, header)| !header.deep)
        .find_map(|(index, header)| layer(index, header))
        .ok_or_else(|| unsupported(said("kind-exr-layers", [])))?;
    let header = &headers[layer.index];
    check(header, &layer, limits)?;
    let (width, height) = layer.size;
    let half = header.channels.uniform_sample_type == Some(SampleType::F16);
    let primaries = header.shared_attributes.chromaticities.and_then(|c| {
        let xy = |point: Vec2<f32>| [f64::from(point.x()), f64::from(point.y())];
        profile::to_srgb(&[xy(c.red), xy(c.green), xy(c.blue)], xy(c.white))
    });
    Ok(Opened {
        width,
        height,
        orientation: Orientation::NoTransforms,
        icc: None,
        bit_depth: if half { 16 } else { 32 },
        alpha: layer.channels.is_multiple_of(2),
        plain: None,
        read: Box::new(move |_| {
            Ok(Pixels {
                premultiplied: true,
                primaries,
                ..Pixels::straight(Samples::Float(read(reader, &layer)?), layer.channels)
            })
        }),
    })
}

fn check(header: &Header, layer: &Layer, limits: &Limits) -> Result<(), MediaError> {
    let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    limits.check(layer.size.0, layer.size.1)?;
    limits.check(
        side(header.layer_size.width()),
        side(header.layer_size.height()),
    )?;
    let pixels = u64::from(layer.size.0) * u64::from(layer.size.1);
    limits.check_decoded(pixels * layer.channels as u64 * 4)?;
    limits.check_decoded(header.max_block_byte_size() as u64)
}

/// The layer's channels, when they are a picture: RGB or luminance by themselves, or else the first that a name goes
/// before, as `beauty.R`.
fn layer(index: usize, header: &Header) -> Option<Layer> {
    let list = &header.channels.list;
    if list.iter().any(|channel| channel.sampling != Vec2(1, 1)) {
        return None;
    }
    let names: Vec<String> = list.iter().map(|c| c.name.to_string()).collect();
    let mut prefixes = vec![String::new()];
    for name in &names {
        if let Some((prefix, _)) = name.rsplit_once('.') {
            prefixes.push(format!("{prefix}."));
        }
    }
    let at = |prefix: &str, name: &str| {
        let wanted = format!("{prefix}{name}");
        names.iter().position(|name| *name == wanted)
    };
    let (colors, alpha) = prefixes.iter().find_map(|prefix| {
        let alpha = at(prefix, "A");
        let rgb: Option<Vec<usize>> = ["R", "G", "B"].iter().map(|c| at(prefix, c)).collect();
        let colors = rgb.or_else(|| at(prefix, "Y").map(|y| vec![y]))?;
        Some((colors, alpha))
    })?;
    let display = header.shared_attributes.display_window;
    let data = header.data_window();
    let covers = alpha.is_none() && !contains(&data, &display);
    let mut targets = vec![Vec::new(); list.len()];
    for (target, &channel) in colors.iter().chain(&alpha).enumerate() {
        targets[channel].push(target);
    }
    let apart = |a: i32, b: i32| i64::from(a) - i64::from(b);
    Some(Layer {
        index,
        targets,
        types: list.iter().map(|channel| channel.sample_type).collect(),
        channels: colors.len() + usize::from(alpha.is_some() || covers),
        covers,
        offset: (
            apart(data.position.x(), display.position.x()),
            apart(data.position.y(), display.position.y()),
        ),
        size: (
            u32::try_from(display.size.width()).ok()?,
            u32::try_from(display.size.height()).ok()?,
        ),
    })
}

fn contains(outer: &IntegerBounds, inner: &IntegerBounds) -> bool {
    let edges = |bounds: &IntegerBounds| {
        let start = [bounds.position.x(), bounds.position.y()].map(i64::from);
        let size = [bounds.size.width(), bounds.size.height()].map(|n| n as i64);
        (start, [start[0] + size[0], start[1] + size[1]])
    };
    let ((a, b), (c, d)) = (edges(outer), edges(inner));
    a[0] <= c[0] && a[1] <= c[1] && b[0] >= d[0] && b[1] >= d[1]
}

fn read(reader: Reader<Cursor<&[u8]>>, layer: &Layer) -> Result<Vec<f32>, MediaError> {
    let (w, h) = layer.size;
    let floats = u64::from(w) * u64::from(h) * layer.channels as u64;
    let mut samples = vec![0.0; addressable(floats)?];
    let mut chunks = reader
        .filter_chunks(false, |_, tile, block| {
            block.layer == layer.index && tile.is_largest_resolution_level()
        })
        .map_err(failed)?;
    let meta = chunks.meta_data().clone();
    loop {
        let packed: Vec<_> = chunks
            .by_ref()
            .take(TOGETHER)
            .collect::<Result<_, _>>()
            .map_err(failed)?;
        if packed.is_empty() {
            return Ok(samples);
        }
        let blocks: Vec<UncompressedBlock> = packed
            .into_par_iter()
            .map(|chunk| UncompressedBlock::decompress_chunk(chunk, &meta, false))
            .collect::<Result<_, _>>()
            .map_err(failed)?;
        for block in &blocks {
            for line in block.lines(&meta.headers[layer.index].channels) {
                put(layer, line, &mut samples)?;
            }
        }
    }
}

/// Puts one line of one channel where it belongs.
fn put(layer: &Layer, line: LineRef<'_>, samples: &mut [f32]) -> Result<(), MediaError> {
    let at = line.location;
    let targets = &layer.targets[at.channel];
    let y = at.position.y() as i64 + layer.offset.1;
    let Some(y) = u32::try_from(y).ok().filter(|&y| y < layer.size.1) else {
        return Ok(());
    };
    if targets.is_empty() {
        return Ok(());
    }
    let (w, channels) = (layer.size.0 as usize, layer.channels);
    let row = &mut samples[y as usize * w * channels..][..w * channels];
    let left = at.position.x() as i64 + layer.offset.0;
    let mut set = |i: usize, v: f32| {
        let x = usize::try_from(left + i as i64).ok().filter(|&x| x < w);
        if let Some(px) = x.map(|x| &mut row[x * channels..][..channels]) {
            targets.iter().for_each(|&target| px[target] = v);
            if layer.covers {
                px[channels - 1] = 1.0;
            }
        }
    };
    match layer.types[at.channel] {
        SampleType::F16 => {
            for (i, v) in line.read_samples::<f16>().enumerate() {
                set(i, v.map_err(failed)?.to_f32());
            }
        }
        SampleType::F32 => {
            for (i, v) in line.read_samples::<f32>().enumerate() {
                set(i, v.map_err(failed)?);
            }
        }
        SampleType::U32 => {
            for (i, v) in line.read_samples::<u32>().enumerate() {
                set(i, v.map_err(failed)? as f32);
            }
        }
    }
    Ok(())
}

fn failed(error: Error) -> MediaError {
    match error {
        Error::Io(error) => unread(error),
        Error::NotSupported(what) => uncommon(&what),
        Error::Aborted => MediaError::Truncated,
        // The crate says this of a file that ends too early.
        Error::Invalid(what) if what.contains("reference to missing bytes") => {
            MediaError::Truncated
        }
        Error::Invalid(what) => damaged(what.into_owned()),
    }
}
