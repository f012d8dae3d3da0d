//! WebP: a chunk of our own at the end, as the format's extended form allows; a file of the simple form becomes one. Its sizes
//! and flags say what is there.

use std::io::{Read, Seek};
use std::ops::Range;

use super::walk::Walk;
use super::{Edit, most_packed, too_much, unpacked};
use crate::native::MediaError;
use gesso_words::said;

const OURS: [u8; 4] = *b"GSSO";
/// `RIFF`, a size, `WEBP`.
const HEADER: u64 = 12;
const SIZE: Range<u64> = 4..8;
/// The flag of the extended form that says pixels can be transparent.
const ALPHA: u8 = 0x10;

/// A chunk without its header and padding.
struct Chunk {
    kind: [u8; 4],
    /// With header and padding.
    whole: Range<u64>,
    length: u32,
}

/// The chunks of a file, one after the other.
struct Chunks<'w, 'f, F> {
    walk: &'w mut Walk<'f, F>,
    /// Behind the last one.
    end: u64,
    next: u64,
}

pub(super) fn edits<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    packed: Option<&[u8]>,
) -> Result<Vec<Edit>, MediaError> {
    let mut chunks = Chunks::of(walk)?;
    let first = chunks.next()?.ok_or_else(broken)?;
    let extended = chunks.extended(&first)?;
    let mut edits = Vec::new();
    while let Some(chunk) = chunks.next()? {
        if chunk.kind == OURS {
            edits.push((chunk.whole, Vec::new()));
        }
    }
    let end = chunks.end;
    let gone: u64 = edits.iter().map(|(range, _)| range.end - range.start).sum();
    let left = end - gone;
    if let Some(packed) = packed {
        if let Some(extended) = extended {
            edits.push((HEADER..HEADER, extended));
        }
        edits.push((end..end, chunk(packed, left % 2 == 1)?));
    }
    let come: u64 = edits.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    let size = u32::try_from(left - 8 + come).map_err(|_| too_much())?;
    edits.push((SIZE, size.to_le_bytes().to_vec()));
    Ok(edits)
}

pub(super) fn text<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    most: usize,
) -> Result<Option<Vec<u8>>, MediaError> {
    let mut chunks = Chunks::of(walk)?;
    while let Some(chunk) = chunks.next()? {
        let length = usize::try_from(chunk.length).unwrap_or(usize::MAX);
        if chunk.kind == OURS && length <= most_packed(most) {
            return Ok(unpacked(&chunks.walk.take(length)?, most));
        }
    }
    Ok(None)
}

impl<'w, 'f, F: Read + Seek> Chunks<'w, 'f, F> {
    fn of(walk: &'w mut Walk<'f, F>) -> Result<Self, MediaError> {
        walk.go_to(SIZE.start)?;
        let end = 8 + u64::from(u32::from_le_bytes(walk.read()?));
        if end > walk.len() {
            return Err(MediaError::Truncated);
        }
        Ok(Self {
            walk,
            end,
            next: HEADER,
        })
    }

    /// The next chunk; one is behind its header then.
    fn next(&mut self) -> Result<Option<Chunk>, MediaError> {
        let start = self.next;
        if start + 8 > self.end {
            return Ok(None);
        }
        self.walk.go_to(start)?;
        let [a, b, c, d, length @ ..] = self.walk.read::<8>()?;
        let length = u32::from_le_bytes(length);
        let end = self.walk.at() + u64::from(length);
        if end > self.end {
            return Err(broken());
        }
        // Some writers leave the padding of the last chunk out.
        self.next = (end + u64::from(length % 2)).min(self.end);
        Ok(Some(Chunk {
            kind: [a, b, c, d],
            whole: start..self.next,
            length,
        }))
    }

    /// The header of the extended form for a file of the simple form that begins with this chunk.
    fn extended(&mut self, first: &Chunk) -> Result<Option<Vec<u8>>, MediaError> {
        let (w, h, flags) = match &first.kind {
            b"VP8X" => return Ok(None),
            b"VP8 " => {
                let [.., 0x9d, 0x01, 0x2a, w0, w1, h0, h1] = self.walk.read::<10>()? else {
                    return Err(broken());
                };
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
                (side(w0, w1), side(h0, h1), 0)
            }
            b"VP8L" => {
                let [0x2f, bits @ ..] = self.walk.read::<5>()? else {
                    return Err(broken());
                };
                let bits = u32::from_le_bytes(bits);
                let flags = if (bits >> 28) & 1 == 1 { ALPHA } else { 0 };
                ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1, flags)
            }
            _ => return Err(broken()),
        };
        let (Some(w), Some(h)) = (w.checked_sub(1), h.checked_sub(1)) else {
            return Err(broken());
        };
        let mut bytes = b"VP8X\x0a\0\0\0".to_vec();
        bytes.extend([flags, 0, 0, 0]);
        bytes.extend(&w.to_le_bytes()[..3]);
        bytes.extend(&h.to_le_bytes()[..3]);
        Ok(Some(bytes))
    }
}

/// Our chunk, after the padding that the one before it may lack.
fn chunk(packed: &[u8], lacks_padding: bool) -> Result<Vec<u8>, MediaError> {
    let length = u32::try_from(packed.len()).map_err(|_| too_much())?;
    let mut bytes = vec![0; usize::from(lacks_padding)];
    bytes.extend(OURS);
    bytes.extend(length.to_le_bytes());
    bytes.extend(packed);
    if packed.len() % 2 == 1 {
        bytes.push(0);
    }
    Ok(bytes)
}

fn broken() -> MediaError {
    MediaError::Broken(said("broken-chunks", []))
}
