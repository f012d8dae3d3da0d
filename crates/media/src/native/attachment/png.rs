//! PNG: a compressed `iTXt` chunk right after the header, where every reader has passed by before it meets pixels.
//! Programs that save the picture again may move the text, or write it as another kind of text chunk; both are read.

use std::io::{Read, Seek};
use std::ops::Range;

use flate2::Crc;

use super::walk::Walk;
use super::{Edit, KEYWORD, most_packed, too_much, unpacked};
use crate::native::MediaError;
use gesso_words::said;

const SIGNATURE: u64 = 8;
/// Length, kind and check sum of a chunk.
const AROUND: u64 = 12;
const HEADER: u64 = 13;
/// After the keyword's end: compressed, by the only method there is, in no language, without a translated keyword.
const COMPRESSED: [u8; 4] = [1, 0, 0, 0];
/// The format's own limit.
const LONGEST: u32 = i32::MAX.cast_unsigned();

/// A text chunk with our keyword.
struct Chunk {
    kind: [u8; 4],
    whole: Range<u64>,
    /// Behind the keyword and its end.
    rest: Range<u64>,
}

pub(super) fn edits<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    packed: Option<&[u8]>,
) -> Result<Vec<Edit>, MediaError> {
    let mut edits = Vec::new();
    if let Some(packed) = packed {
        let place = SIGNATURE + AROUND + HEADER;
        edits.push((place..place, chunk(packed)?));
    }
    while let Some(ours) = next(walk)? {
        walk.go_to(ours.whole.end)?;
        edits.push((ours.whole, Vec::new()));
    }
    Ok(edits)
}

pub(super) fn text<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    most: usize,
) -> Result<Option<Vec<u8>>, MediaError> {
    while let Some(Chunk { kind, whole, rest }) = next(walk)? {
        let length = usize::try_from(rest.end - rest.start).unwrap_or(usize::MAX);
        if length <= most_packed(most) {
            let bytes = walk.take(length)?;
            if let Some(text) = content(kind, &bytes, most) {
                return Ok(Some(text));
            }
        }
        walk.go_to(whole.end)?;
    }
    Ok(None)
}

/// The next chunk that is ours; one is behind its keyword then, and goes on from its end.
fn next<F: Read + Seek>(walk: &mut Walk<'_, F>) -> Result<Option<Chunk>, MediaError> {
    if walk.at() == 0 {
        walk.go_to(SIGNATURE)?;
        let [length @ .., a, b, c, d] = walk.read::<8>()?;
        if u64::from(u32::from_be_bytes(length)) != HEADER || [a, b, c, d] != *b"IHDR" {
            return Err(broken());
        }
        walk.go_to(SIGNATURE + AROUND + HEADER)?;
    }
    loop {
        let start = walk.at();
        let [length @ .., a, b, c, d] = walk.read::<8>()?;
        let (length, kind) = (u32::from_be_bytes(length), [a, b, c, d]);
        if length > LONGEST {
            return Err(broken());
        }
        let whole = start..start + AROUND + u64::from(length);
        if kind == *b"IEND" {
            return Ok(None);
        }
        let is_text = matches!(&kind, b"iTXt" | b"zTXt" | b"tEXt");
        if is_text && length as usize > KEYWORD.len() {
            let [keyword @ .., end] = walk.read::<{ KEYWORD.len() + 1 }>()?;
            if keyword == KEYWORD.as_bytes() && end == 0 {
                let rest = walk.at()..whole.end - 4;
                return Ok(Some(Chunk { kind, whole, rest }));
            }
        }
        walk.go_to(whole.end)?;
    }
}

/// The text behind a keyword.
fn content(kind: [u8; 4], rest: &[u8], most: usize) -> Option<Vec<u8>> {
    let plain = |text: &[u8]| (text.len() <= most).then(|| text.to_vec());
    match (&kind, rest) {
        (b"tEXt", text) => plain(text),
        (b"zTXt", [0, packed @ ..]) => unpacked(packed, most),
        (b"iTXt", [compressed, _, words @ ..]) => {
            let mut words = words.splitn(3, |byte| *byte == 0);
            let (_language, _translated, text) = (words.next()?, words.next()?, words.next()?);
            match compressed {
                0 => plain(text),
                _ => unpacked(text, most),
            }
        }
        _ => None,
    }
}

fn chunk(packed: &[u8]) -> Result<Vec<u8>, MediaError> {
    let data = [KEYWORD.as_bytes(), &[0], &COMPRESSED, packed].concat();
    let length = u32::try_from(data.len()).map_err(|_| too_much())?;
    if length > LONGEST {
        return Err(too_much());
    }
    let mut sum = Crc::new();
    sum.update(b"iTXt");
    sum.update(&data);
    Ok([
        &length.to_be_bytes()[..],
        b"iTXt",
        &data,
        &sum.sum().to_be_bytes(),
    ]
    .concat())
}

fn broken() -> MediaError {
    MediaError::Broken(said("broken-chunks", []))
}
