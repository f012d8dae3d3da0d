//! AVIF: a box of our own at the end of the file, of the kind that everybody may make theirs (`uuid`). Nothing that lies before it
//! moves, so no place in the file has to be written anew; readers pass over boxes that they do not know.

use std::io::{Read, Seek};
use std::ops::Range;

use super::walk::Walk;
use super::{Edit, most_packed, too_much, unpacked};
use crate::native::MediaError;
use gesso_words::said;

/// What our boxes are known by.
const OURS: [u8; 16] = *b"gesso_workflow\0\0";

/// A box of the file.
struct Boxed {
    ours: bool,
    /// With its header.
    whole: Range<u64>,
    /// It says no size, but reaches to the end of the file.
    open: bool,
}

pub(super) fn edits<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    packed: Option<&[u8]>,
) -> Result<Vec<Edit>, MediaError> {
    let mut edits = Vec::new();
    while let Some(found) = next(walk)? {
        let end = found.whole.end;
        if found.ours {
            edits.push((found.whole, Vec::new()));
        } else if found.open && packed.is_some() {
            // Ours would be taken for a part of it.
            let length = found.whole.end - found.whole.start;
            let length = u32::try_from(length).map_err(|_| too_much())?;
            let size = found.whole.start..found.whole.start + 4;
            edits.push((size, length.to_be_bytes().to_vec()));
        }
        walk.go_to(end)?;
    }
    if let Some(packed) = packed {
        let end = walk.len();
        let length = u32::try_from(packed.len() + OURS.len() + 8).map_err(|_| too_much())?;
        let mut bytes = length.to_be_bytes().to_vec();
        bytes.extend(b"uuid");
        bytes.extend(OURS);
        bytes.extend(packed);
        edits.push((end..end, bytes));
    }
    Ok(edits)
}

pub(super) fn text<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    most: usize,
) -> Result<Option<Vec<u8>>, MediaError> {
    while let Some(found) = next(walk)? {
        let length = usize::try_from(found.whole.end - walk.at()).unwrap_or(usize::MAX);
        if found.ours && length <= most_packed(most) {
            return Ok(unpacked(&walk.take(length)?, most));
        }
        walk.go_to(found.whole.end)?;
    }
    Ok(None)
}

/// The next box; one is behind its header then, and of ours behind what it is known by.
fn next<F: Read + Seek>(walk: &mut Walk<'_, F>) -> Result<Option<Boxed>, MediaError> {
    let start = walk.at();
    if start == walk.len() {
        return Ok(None);
    }
    let [a, b, c, d, kind @ ..] = walk.read::<8>()?;
    let size = match u32::from_be_bytes([a, b, c, d]) {
        0 => walk.len() - start,
        1 => u64::from_be_bytes(walk.read()?),
        size => u64::from(size),
    };
    let end = start.checked_add(size).ok_or_else(broken)?;
    let room = end.checked_sub(walk.at()).ok_or_else(broken)?;
    let named = kind == *b"uuid" && room >= OURS.len() as u64;
    Ok(Some(Boxed {
        ours: named && walk.read()? == OURS,
        whole: start..end,
        open: [a, b, c, d] == [0; 4],
    }))
}

fn broken() -> MediaError {
    MediaError::Broken(said("broken-boxes", []))
}
