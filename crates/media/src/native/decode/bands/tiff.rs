//! TIFF strip by strip, and tiles by the row. Planes that lie apart have no bands.

use std::fs::File;
use std::io::BufReader;

use image::metadata::Orientation;
use tiff::decoder::{ChunkType, Decoder};
use tiff::tags::Tag;

use super::super::super::stored::Samples;
use super::super::super::{Limits, MediaError};
use super::super::tiff::{Layout, failed, head, meant};
use super::{Band, Bands, Found, Header, MOST_BAND, PIECE};

struct Tiff {
    decoder: Decoder<BufReader<File>>,
    layout: Layout,
    limits: Limits,
    width: usize,
    /// Strips or tiles in a row of them.
    across: u32,
    next: u32,
}

pub(super) fn open(file: File, length: u64, limits: &Limits) -> Found {
    let mut head = head(BufReader::with_capacity(PIECE, file), limits)?;
    let (layout, decoder) = (head.layout, &mut head.decoder);
    let tiles = decoder.get_chunk_type() == ChunkType::Tile;
    let (wide, high) = decoder.chunk_dimensions();
    let (width, height) = head.size;
    let across = if tiles {
        width.div_ceil(wide.max(1))
    } else {
        1
    };
    let bits = match head.depth {
        _ if layout.floats => 32,
        8 => 8,
        _ => 16,
    };
    let row = u64::from(width) * layout.channels as u64 * u64::from(bits / 8);
    let band = u64::from(high.min(height)) * row;
    let upright = head.orientation == Orientation::NoTransforms;
    if !upright || layout.planes > 1 || band > MOST_BAND || !is_whole(decoder, tiles, length)? {
        return Ok(None);
    }
    let header = Header {
        size: head.size,
        channels: layout.channels,
        bits,
        depth: head.depth,
        // Whole numbers are made straight as they are read.
        premultiplied: layout.premultiplied && layout.floats,
        profile: head.icc,
    };
    let bands = Tiff {
        decoder: head.decoder,
        layout,
        limits: *limits,
        width: width as usize,
        across,
        next: 0,
    };
    Ok(Some((header, Box::new(bands))))
}

/// Whether the file reaches as far as it says.
fn is_whole(
    decoder: &mut Decoder<BufReader<File>>,
    tiles: bool,
    length: u64,
) -> Result<bool, MediaError> {
    let [offsets, counts] = if tiles {
        [Tag::TileOffsets, Tag::TileByteCounts]
    } else {
        [Tag::StripOffsets, Tag::StripByteCounts]
    };
    let offsets = decoder.get_tag_u64_vec(offsets).map_err(failed)?;
    let counts = decoder.get_tag_u64_vec(counts).map_err(failed)?;
    let mut ends = offsets
        .iter()
        .zip(&counts)
        .map(|(at, n)| at.saturating_add(*n));
    Ok(ends.all(|end| end <= length))
}

impl Bands for Tiff {
    fn next(&mut self) -> Result<Band, MediaError> {
        let (_, rows) = self.decoder.chunk_data_dimensions(self.next);
        let mut parts = Vec::new();
        for chunk in self.next..self.next + self.across {
            let (wide, high) = self.decoder.chunk_data_dimensions(chunk);
            let found = self.decoder.read_chunk(chunk).map_err(failed)?;
            let layout = self.layout.of(wide, high);
            let samples = meant(found, layout, &self.limits)?.samples;
            let in_row = wide as usize * self.layout.channels;
            if samples.len() != in_row * rows as usize {
                return Err(MediaError::Truncated);
            }
            parts.push((samples, in_row));
        }
        self.next += self.across;
        let joined = if self.across == 1 {
            parts.pop().map(|(samples, _)| samples)
        } else {
            joined(&parts, self.width * self.layout.channels, rows as usize)
        };
        let samples = joined.ok_or(MediaError::Truncated)?;
        Ok(Band::new(rows, move || samples))
    }
}

/// Tiles side by side as rows, when they are of one kind and fill them.
fn joined(parts: &[(Samples, usize)], row: usize, rows: usize) -> Option<Samples> {
    let lines = |y: usize| {
        parts
            .iter()
            .map(move |(samples, n)| (samples, y * n..(y + 1) * n))
    };
    if parts.iter().map(|(_, n)| n).sum::<usize>() != row {
        return None;
    }
    let all = (0..rows).flat_map(lines);
    Some(match parts.first()?.0 {
        Samples::Eight(_) => {
            let mut out: Vec<u8> = Vec::with_capacity(row * rows);
            for (samples, line) in all {
                let Samples::Eight(samples) = samples else {
                    return None;
                };
                out.extend(&samples[line]);
            }
            Samples::Eight(out.into())
        }
        Samples::Sixteen(_) => {
            let mut out = Vec::with_capacity(row * rows);
            for (samples, line) in all {
                let Samples::Sixteen(samples) = samples else {
                    return None;
                };
                out.extend(&samples[line]);
            }
            Samples::Sixteen(out)
        }
        Samples::Float(_) => {
            let mut out = Vec::with_capacity(row * rows);
            for (samples, line) in all {
                let Samples::Float(samples) = samples else {
                    return None;
                };
                out.extend(&samples[line]);
            }
            Samples::Float(out)
        }
    })
}
