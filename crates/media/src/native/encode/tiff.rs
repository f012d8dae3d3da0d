//! TIFF in strips that are packed (Deflate with a predictor) where they were rendered. The directory stands at the end, when
//! the places of all strips are known. No crate does it: the encoder of `tiff` packs one strip after the other.

use std::io::{SeekFrom, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Job, Sink, quantise};
use crate::Tile;
use crate::native::MediaError;
use crate::native::rows::render_blocks;
use gesso_words::said;

/// Rows of a strip in the file.
const ROWS: u32 = 16;
/// Effort of packing: a tenth of the time of the default for a tenth more bytes.
const EFFORT: u32 = 1;

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// 16 bits, encoded, straight alpha.
    Sixteen,
    /// 32-bit floats, linear light, alpha multiplied in: nothing is lost on the way.
    Float,
}

pub(super) fn write(job: &Job<'_>, depth: Depth, out: &mut dyn Sink) -> Result<(), MediaError> {
    let alpha = !job.image.is_opaque();
    let channels: u32 = if alpha { 4 } else { 3 };
    let profile = match depth {
        Depth::Sixteen => Some(job.colors.profile()),
        Depth::Float => None,
    };
    out.write_all(b"II*\0\0\0\0\0")?;
    let (mut offsets, mut counts, mut at) = (Vec::new(), Vec::new(), 8_u64);
    let pack = |tile: Tile| packed(&tile, depth, alpha);
    render_blocks(job.image, ROWS, job.pull, job.progress, pack, |strips| {
        for strip in strips? {
            out.write_all(&strip)?;
            offsets.push(place(at)?);
            counts.push(place(strip.len() as u64)?);
            at += strip.len() as u64;
        }
        Ok::<_, MediaError>(())
    })?;
    if at % 2 == 1 {
        out.write_all(&[0])?;
        at += 1;
    }
    let (w, h) = job.image.size();
    let (bits, format, predictor) = match depth {
        Depth::Sixteen => (16, 1, 2),
        Depth::Float => (32, 3, 3),
    };
    let each = |value: u16| vec![value; channels as usize];
    let mut directory = Directory::new(place(at)?);
    directory.long(256, &[w]);
    directory.long(257, &[h]);
    directory.short(258, &each(bits));
    directory.short(259, &[8]);
    directory.short(262, &[2]);
    directory.long(273, &offsets);
    directory.short(277, &[channels as u16]);
    directory.long(278, &[ROWS]);
    directory.long(279, &counts);
    directory.short(284, &[1]);
    directory.short(317, &[predictor]);
    if alpha {
        // 1: multiplied in, 2: straight.
        directory.short(338, &[if depth == Depth::Float { 1 } else { 2 }]);
    }
    directory.short(339, &each(format));
    if let Some(profile) = &profile {
        directory.bytes(34_675, profile);
    }
    place(at + directory.len())?;
    out.write_all(&directory.finish())?;
    out.seek(SeekFrom::Start(4))?;
    out.write_all(&place(at)?.to_le_bytes())?;
    out.seek(SeekFrom::End(0))?;
    Ok(())
}

/// Places are numbers of 32 bits.
fn place(at: u64) -> Result<u32, MediaError> {
    u32::try_from(at).map_err(|_| MediaError::Unsupported(said("unwritten-tiff-size", [])))
}

/// The strips of the file that a rendered strip makes.
fn packed(tile: &Tile, depth: Depth, alpha: bool) -> Result<Vec<Vec<u8>>, MediaError> {
    let channels = if alpha { 4 } else { 3 };
    let row = tile.region.w as usize * channels;
    let bytes: Vec<u8> = match depth {
        Depth::Sixteen => {
            let mut words = quantise::sixteen(tile, alpha);
            for row in words.chunks_exact_mut(row) {
                for i in (channels..row.len()).rev() {
                    row[i] = row[i].wrapping_sub(row[i - channels]);
                }
            }
            words.into_iter().flat_map(u16::to_le_bytes).collect()
        }
        Depth::Float => {
            let mut bytes = Vec::with_capacity(tile.px.len() * 4);
            let mut floats = Vec::with_capacity(row);
            for line in tile.px.chunks_exact(tile.region.w as usize * 4) {
                floats.clear();
                floats.extend(line.chunks_exact(4).flat_map(|px| &px[..channels]));
                differences(&floats, channels, &mut bytes);
            }
            bytes
        }
    };
    let strip = bytes.len() / tile.region.h as usize * ROWS as usize;
    bytes.chunks(strip).map(deflated).collect()
}

/// A packed strip. Noise grows by more than the worst that zlib promises, for which OpenImageIO has no room: it is stored as it is.
fn deflated(strip: &[u8]) -> Result<Vec<u8>, MediaError> {
    let pack = |effort| {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(effort));
        packer.write_all(strip)?;
        packer.finish()
    };
    let packed = pack(EFFORT)?;
    Ok(if packed.len() > strip.len() {
        pack(0)?
    } else {
        packed
    })
}

/// A row for the floating point predictor (Adobe Photoshop TIFF Technical Note 3): all first bytes, then all second ones …,
/// and each byte as its difference from that one pixel before.
fn differences(floats: &[f32], channels: usize, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    for byte in 0..4 {
        bytes.extend(floats.iter().map(|v| v.to_be_bytes()[byte]));
    }
    let row = &mut bytes[start..];
    for i in (channels..row.len()).rev() {
        row[i] = row[i].wrapping_sub(row[i - channels]);
    }
}

/// The entries of the directory, in ascending order, and the values that do not fit into them.
struct Directory {
    at: u32,
    entries: Vec<(u16, u16, u32, Vec<u8>)>,
}

impl Directory {
    fn new(at: u32) -> Self {
        Self {
            at,
            entries: Vec::new(),
        }
    }

    fn bytes(&mut self, tag: u16, values: &[u8]) {
        self.entries
            .push((tag, 7, values.len() as u32, values.to_vec()));
    }

    fn short(&mut self, tag: u16, values: &[u16]) {
        let bytes = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.entries.push((tag, 3, values.len() as u32, bytes));
    }

    fn long(&mut self, tag: u16, values: &[u32]) {
        let bytes = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.entries.push((tag, 4, values.len() as u32, bytes));
    }

    /// Bytes of the entries alone.
    fn own(&self) -> usize {
        2 + self.entries.len() * 12 + 4
    }

    fn len(&self) -> u64 {
        let values = self.entries.iter().map(|(_, _, _, bytes)| bytes.len() + 1);
        (self.own() + values.sum::<usize>()) as u64
    }

    fn finish(self) -> Vec<u8> {
        let mut out = (self.entries.len() as u16).to_le_bytes().to_vec();
        let mut values = Vec::new();
        let first = self.at + self.own() as u32;
        for (tag, kind, count, mut bytes) in self.entries {
            out.extend(tag.to_le_bytes());
            out.extend(kind.to_le_bytes());
            out.extend(count.to_le_bytes());
            if bytes.len() <= 4 {
                bytes.resize(4, 0);
                out.extend(bytes);
            } else {
                out.extend((first + values.len() as u32).to_le_bytes());
                values.extend(bytes);
                values.resize(values.len().next_multiple_of(2), 0);
            }
        }
        out.extend([0; 4]);
        out.extend(values);
        out
    }
}
