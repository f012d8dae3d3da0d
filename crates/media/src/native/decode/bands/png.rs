//! PNG row by row. What is interlaced or moves has no bands.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};

use image::metadata::Orientation;
use png::{BitDepth, Decoder, DecodingError, Reader, Transformations};

use super::super::super::stored::Samples;
use super::super::super::{Limits, MediaError};
use super::super::opened::{addressable, damaged, unread};
use super::super::raster::check_png_header;
use super::{Band, Bands, Found, Header, PIECE, ROWS};

/// The last chunk: no bytes, its name and its checksum.
const END: [u8; 12] = *b"\0\0\0\0IEND\xae\x42\x60\x82";
/// Where width and height are known.
const HEADER: u64 = 33;

struct Png {
    reader: Reader<BufReader<File>>,
    row: usize,
    left: u32,
    wide: bool,
}

pub(super) fn open(mut file: File, length: u64, limits: &Limits) -> Found {
    let mut head = Vec::new();
    (&file).take(HEADER).read_to_end(&mut head)?;
    check_png_header(&head, limits)?;
    let mut end = [0; END.len()];
    file.seek(SeekFrom::Start(length.saturating_sub(END.len() as u64)))?;
    file.read_exact(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    if end != END {
        return Ok(None);
    }
    let memory = addressable(limits.max_decoded_bytes)?;
    let mut decoder = Decoder::new_with_limits(
        BufReader::with_capacity(PIECE, file),
        png::Limits { bytes: memory },
    );
    decoder.set_transformations(Transformations::EXPAND);
    let reader = decoder.read_info().map_err(failed)?;
    let (color, depth) = reader.output_color_type();
    let info = reader.info();
    let exif = info.exif_metadata.as_deref();
    let turned = exif.and_then(Orientation::from_exif_chunk);
    let upright = turned.is_none_or(|turned| turned == Orientation::NoTransforms);
    let bits = match depth {
        BitDepth::Eight => 8,
        BitDepth::Sixteen => 16,
        _ => return Ok(None),
    };
    if info.interlaced || info.animation_control.is_some() || !upright {
        return Ok(None);
    }
    let header = Header {
        size: (info.width, info.height),
        channels: color.samples(),
        bits,
        depth: bits as u8,
        premultiplied: false,
        profile: info.icc_profile.as_ref().map(|profile| profile.to_vec()),
    };
    let (width, height) = header.size;
    let row = width as usize * header.channels * bits as usize / 8;
    if reader.output_line_size(width) != Some(row) {
        return Ok(None);
    }
    let wide = bits == 16;
    let left = height;
    let bands = Png {
        reader,
        row,
        left,
        wide,
    };
    Ok(Some((header, Box::new(bands))))
}

impl Bands for Png {
    fn next(&mut self) -> Result<Band, MediaError> {
        let rows = self.left.min(ROWS);
        let mut bytes = vec![0; rows as usize * self.row];
        for row in bytes.chunks_exact_mut(self.row) {
            let found = self.reader.read_row(row).map_err(failed)?;
            found.ok_or(MediaError::Truncated)?;
        }
        self.left -= rows;
        if self.left == 0 {
            // Reads to the end of the data, whose checksum may be wrong.
            self.reader.read_row(&mut []).map_err(failed)?;
        }
        let wide = self.wide;
        Ok(Band::new(rows, move || {
            if wide {
                let two = bytes.chunks_exact(2);
                Samples::Sixteen(
                    two.map(|two| u16::from_be_bytes([two[0], two[1]]))
                        .collect(),
                )
            } else {
                Samples::Eight(bytes.into())
            }
        }))
    }
}

fn failed(error: DecodingError) -> MediaError {
    match error {
        DecodingError::IoError(error) => unread(error),
        other => damaged(other.to_string()),
    }
}
