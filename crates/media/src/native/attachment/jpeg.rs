//! JPEG: `APP9` segments behind the other application segments, numbered as ICC profiles are, for one holds 64 kB.
//! Only what stands before the picture is looked at.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::ops::Range;

use super::walk::Walk;
use super::{Edit, KEYWORD, most_packed, too_much, unpacked};
use crate::native::MediaError;
use gesso_words::said;

const APP9: u8 = 0xe9;
/// The keyword with its end, the segment's number from 1, and how many there are.
const HEAD: usize = KEYWORD.len() + 1 + 4;
/// What a segment holds behind its head and its length.
const ROOM: usize = u16::MAX as usize - 2 - HEAD;

/// One of our segments.
struct Segment {
    whole: Range<u64>,
    number: u16,
    of: u16,
    bytes: Vec<u8>,
}

/// What is before the picture.
struct Before {
    ours: Vec<Segment>,
    /// Behind the leading application segments: some readers want theirs first.
    place: u64,
}

pub(super) fn edits<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    packed: Option<&[u8]>,
) -> Result<Vec<Edit>, MediaError> {
    let before = before(walk, 0)?;
    let mut edits = Vec::new();
    if let Some(packed) = packed {
        edits.push((before.place..before.place, segments(packed)?));
    }
    let ours = before.ours.into_iter();
    edits.extend(ours.map(|segment| (segment.whole, Vec::new())));
    Ok(edits)
}

pub(super) fn text<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    most: usize,
) -> Result<Option<Vec<u8>>, MediaError> {
    let ours = before(walk, most_packed(most))?.ours;
    let Some(of) = ours.first().map(|segment| segment.of) else {
        return Ok(None);
    };
    let parts: BTreeMap<u16, Vec<u8>> = ours
        .into_iter()
        .filter(|segment| segment.of == of && (1..=of).contains(&segment.number))
        .map(|segment| (segment.number, segment.bytes))
        .collect();
    if parts.len() != usize::from(of) {
        return Ok(None);
    }
    let packed = parts.into_values().collect::<Vec<_>>().concat();
    Ok(unpacked(&packed, most))
}

/// Walks up to the picture, taking in at most `most` bytes of our segments.
fn before<F: Read + Seek>(walk: &mut Walk<'_, F>, most: usize) -> Result<Before, MediaError> {
    let mut room = most;
    walk.go_to(2)?;
    let mut before = Before {
        ours: Vec::new(),
        place: walk.at(),
    };
    let mut is_leading = true;
    loop {
        let start = walk.at();
        let [mark] = walk.read()?;
        let [mut code] = walk.read()?;
        if mark != 0xff || code == 0 {
            return Err(broken());
        }
        while code == 0xff {
            [code] = walk.read()?;
        }
        match code {
            // The picture begins, or there is none.
            0xd9 | 0xda => return Ok(before),
            0x01 | 0xd0..=0xd8 => {
                is_leading = false;
                continue;
            }
            _ => {}
        }
        let length = u16::from_be_bytes(walk.read()?);
        if length < 2 {
            return Err(broken());
        }
        let whole = start..walk.at() + u64::from(length) - 2;
        let is_ours = match ours(walk, code, &whole, &mut room)? {
            Some(segment) => {
                before.ours.push(segment);
                true
            }
            None => false,
        };
        walk.go_to(whole.end)?;
        is_leading &= matches!(code, 0xe0..=0xef);
        if is_leading && !is_ours {
            before.place = whole.end;
        }
    }
}

fn ours<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    code: u8,
    whole: &Range<u64>,
    room: &mut usize,
) -> Result<Option<Segment>, MediaError> {
    if code != APP9 || whole.end - walk.at() < HEAD as u64 {
        return Ok(None);
    }
    let head = walk.read::<HEAD>()?;
    let [keyword @ .., end, a, b, c, d] = head;
    if keyword != KEYWORD.as_bytes() || end != 0 {
        return Ok(None);
    }
    let length = usize::try_from(whole.end - walk.at()).unwrap_or(usize::MAX);
    let bytes = if length <= *room {
        *room -= length;
        walk.take(length)?
    } else {
        Vec::new()
    };
    Ok(Some(Segment {
        whole: whole.clone(),
        number: u16::from_be_bytes([a, b]),
        of: u16::from_be_bytes([c, d]),
        bytes,
    }))
}

fn segments(packed: &[u8]) -> Result<Vec<u8>, MediaError> {
    let parts = packed.chunks(ROOM);
    let of = u16::try_from(parts.len()).map_err(|_| too_much())?;
    let mut bytes = Vec::new();
    for (number, part) in (1..=of).zip(parts) {
        let length = u16::try_from(2 + HEAD + part.len()).map_err(|_| too_much())?;
        bytes.extend([0xff, APP9]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(KEYWORD.as_bytes());
        bytes.push(0);
        bytes.extend(number.to_be_bytes());
        bytes.extend(of.to_be_bytes());
        bytes.extend(part);
    }
    Ok(bytes)
}

fn broken() -> MediaError {
    MediaError::Broken(said("broken-segments", []))
}
