//! OpenEXR in scan line blocks that are packed (ZIP, 16 rows) where they were rendered.

use std::io::Write as _;

use exr::block::chunk::{Chunk, CompressedBlock, CompressedScanLineBlock};
use exr::block::writer::ChunksWriter as _;
use exr::compression::Compression as Packing;
use exr::error::{Error, UnitResult};
use exr::meta::BlockDescription;
use exr::meta::attribute::{ChannelDescription, LineOrder, SampleType, Text};
use exr::meta::header::Header;
use exr::prelude::f16;
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Job, Sink, unwritten};
use crate::native::MediaError;
use crate::native::rows::render_blocks;
use crate::{Region, Tile};

/// Rows of a block, as the compression says.
const ROWS: u32 = 16;
/// The largest number a half float holds.
const MOST: f32 = 65_504.0;

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// 16-bit floats: three digits, up to 65 504.
    Half,
    /// 32-bit floats: nothing is lost.
    Full,
}

pub(super) fn write(job: &Job<'_>, depth: Depth, out: &mut dyn Sink) -> Result<(), MediaError> {
    let (w, h) = job.image.size();
    // In the order of their names, with their place in a pixel.
    let channels: &[(&str, usize)] = if job.image.is_opaque() {
        &[("B", 2), ("G", 1), ("R", 0)]
    } else {
        &[("A", 3), ("B", 2), ("G", 1), ("R", 0)]
    };
    let kind = match depth {
        Depth::Half => SampleType::F16,
        Depth::Full => SampleType::F32,
    };
    let described = channels
        .iter()
        .map(|(name, _)| ChannelDescription::named(*name, kind))
        .collect();
    let header = Header::new(Text::from("Gesso"), (w as usize, h as usize), described)
        .with_encoding(
            Packing::ZIP16,
            BlockDescription::ScanLines,
            LineOrder::Increasing,
        );
    let headers = std::iter::once(header).collect();
    // The crate's closure can only fail with its own errors.
    let mut stopped = None;
    let done = exr::block::write(out, headers, true, |_, writer| {
        let pack = |tile: Tile| {
            blocks(tile.region)
                .map(|rows| packed(&tile, rows, channels, depth))
                .collect::<Result<Vec<Chunk>, Error>>()
        };
        let mut index = 0;
        let rendered = render_blocks(job.image, ROWS, job.pull, job.progress, pack, |chunks| {
            for chunk in chunks.map_err(failed)? {
                writer.write_chunk(index, chunk).map_err(failed)?;
                index += 1;
            }
            Ok::<_, MediaError>(())
        });
        rendered.map_err(|error| {
            stopped = Some(error);
            Error::Aborted
        }) as UnitResult
    });
    match stopped {
        Some(error) => Err(error),
        None => done.map_err(failed),
    }
}

/// The blocks of a strip.
fn blocks(strip: Region) -> impl Iterator<Item = Region> {
    (0..strip.h.div_ceil(ROWS)).map(move |i| {
        let y = strip.y + (i * ROWS) as i32;
        Region::new(0, y, strip.w, ROWS.min(strip.h - i * ROWS))
    })
}

fn packed(
    tile: &Tile,
    rows: Region,
    channels: &[(&str, usize)],
    depth: Depth,
) -> Result<Chunk, Error> {
    let mut data = Vec::with_capacity(rows.area() as usize * channels.len() * 4);
    for y in rows.y..rows.bottom() {
        for &(_, at) in channels {
            let values = tile.row(y).iter().skip(at).step_by(4);
            match depth {
                Depth::Half => {
                    data.extend(
                        values.flat_map(|&v| f16::from_f32(v.clamp(-MOST, MOST)).to_le_bytes()),
                    );
                }
                Depth::Full => data.extend(values.flat_map(|v| v.to_le_bytes())),
            }
        }
    }
    Ok(Chunk {
        layer_index: 0,
        compressed_block: CompressedBlock::ScanLine(CompressedScanLineBlock {
            y_coordinate: rows.y,
            compressed_pixels_le: zipped(data)?,
        }),
    })
}

/// As the format says of ZIP: even bytes, then odd ones, each as the difference from the one before, packed with zlib; as
/// they are when that makes them no smaller. The crate's own packer takes eight times as long.
fn zipped(data: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let even = data.iter().step_by(2);
    let mut bytes: Vec<u8> = even
        .chain(data.iter().skip(1).step_by(2))
        .copied()
        .collect();
    for i in (1..bytes.len()).rev() {
        bytes[i] = bytes[i].wrapping_sub(bytes[i - 1]).wrapping_add(128);
    }
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&bytes)?;
    let packed = packer.finish()?;
    Ok(if packed.len() < data.len() {
        packed
    } else {
        data
    })
}

fn failed(error: Error) -> MediaError {
    match error {
        Error::Io(error) => MediaError::Io(error),
        other => unwritten("EXR", other.to_string()),
    }
}
