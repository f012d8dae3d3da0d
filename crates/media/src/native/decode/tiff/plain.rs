//! Uncompressed TIFF of 8 bits, pixel after pixel: the file itself is the picture.

use std::io::{Read, Seek};
use std::ops::Range;

use tiff::ColorType;
use tiff::decoder::{ChunkType, Decoder};
use tiff::tags::Tag;

use super::Layout;

/// Where in a file of this length the samples lie, one row after the other without a gap, if they do.
pub(super) fn place<R: Read + Seek>(
    decoder: &mut Decoder<R>,
    layout: Layout,
    length: usize,
) -> Option<Range<usize>> {
    let kind = matches!(layout.color, ColorType::RGB(8) | ColorType::RGBA(8));
    let straight = layout.planes == 1 && layout.stored == layout.channels && !layout.premultiplied;
    let strips = decoder.get_chunk_type() == ChunkType::Strip;
    if !kind || !straight || !strips || !is_unpacked(decoder) {
        return None;
    }
    let offsets = decoder.get_tag_u64_vec(Tag::StripOffsets).ok()?;
    let counts = decoder.get_tag_u64_vec(Tag::StripByteCounts).ok()?;
    let row = layout.width.checked_mul(layout.channels)?;
    let whole = row.checked_mul(layout.height)?;
    let strip = row.checked_mul(decoder.chunk_dimensions().1 as usize)?;
    let start = usize::try_from(*offsets.first()?).ok()?;
    let end = start.checked_add(whole)?;
    let mut at = start;
    for (&offset, &count) in offsets.iter().zip(&counts) {
        let wanted = strip.min(end.saturating_sub(at));
        if offset != at as u64 || count != wanted as u64 {
            return None;
        }
        at += wanted;
    }
    (at == end && end <= length && offsets.len() == counts.len()).then_some(start..end)
}

/// Whether samples stand in the file as they are.
fn is_unpacked<R: Read + Seek>(decoder: &mut Decoder<R>) -> bool {
    let mut is_one = |tag| matches!(decoder.find_tag_unsigned::<u16>(tag), Ok(None | Some(1)));
    is_one(Tag::Compression) && is_one(Tag::Predictor) && is_one(Tag::FillOrder)
}
