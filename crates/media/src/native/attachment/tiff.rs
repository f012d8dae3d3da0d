//! TIFF: a tag of our own in a new directory at the end of the file, to which the header then points. Before the text stand
//! the place of the old directory and the length of the old file, so that it can be taken off again to the last byte.
//! The large form of the format (BigTIFF) has no room here.

use std::io::{Read, Seek};
use std::ops::Range;

use super::walk::Walk;
use super::{Edit, most_packed, too_much, unpacked};
use crate::native::MediaError;
use gesso_words::said;

/// From the range that is free for private use.
const OURS: u16 = 65_111;
/// Undefined bytes.
const KIND: u16 = 7;
/// Where the header says where the directory is.
const POINTER: Range<u64> = 4..8;
const ENTRY: usize = 12;
/// The old directory's place and the old file's length.
const BEFORE: u64 = 8;

/// The first directory of a file.
struct Directory {
    big_endian: bool,
    at: u64,
    entries: Vec<[u8; ENTRY]>,
    /// The place of the next one.
    next: [u8; 4],
}

pub(super) fn edits<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    packed: Option<&[u8]>,
) -> Result<Vec<Edit>, MediaError> {
    let len = walk.len();
    let mut directory = Directory::of(walk)?;
    let mut edits = Vec::new();
    // What the file was before, as far as it can be told.
    let (mut old, mut end) = (place(directory.at)?, len);
    if let Some(text) = directory.ours(len)? {
        walk.go_to(text.start)?;
        let before = [walk.read::<4>()?, walk.read::<4>()?].map(|four| directory.four(four));
        let [before_at, before_len] = before;
        let appended = u64::from(before_len).next_multiple_of(2) == directory.at
            && text.end == len
            && u64::from(before_at) < u64::from(before_len);
        let big_endian = directory.big_endian;
        directory
            .entries
            .retain(|entry| two(big_endian, [entry[0], entry[1]]) != OURS);
        if appended {
            (old, end) = (before_at, u64::from(before_len));
            edits.push((end..len, Vec::new()));
            if packed.is_none() {
                edits.push((POINTER, directory.bytes(old).to_vec()));
            }
        } else {
            // Another program wrote the file anew around the text: what stood there becomes nothing.
            let nothing = vec![0; usize::try_from(text.end - text.start).map_err(|_| too_much())?];
            edits.push((text, nothing));
        }
    }
    if let Some(packed) = packed {
        let at = end.next_multiple_of(2);
        let mut new = vec![0; (at - end) as usize];
        new.extend(directory.with_text(at, old, place(end)?, packed)?);
        edits.push((len..len, new));
        edits.push((POINTER, directory.bytes(place(at)?).to_vec()));
    }
    Ok(edits)
}

pub(super) fn text<F: Read + Seek>(
    walk: &mut Walk<'_, F>,
    most: usize,
) -> Result<Option<Vec<u8>>, MediaError> {
    let len = walk.len();
    let directory = Directory::of(walk)?;
    let Some(place) = directory.ours(len)? else {
        return Ok(None);
    };
    walk.go_to(place.start + BEFORE)?;
    let count = usize::try_from(place.end - place.start - BEFORE).unwrap_or(usize::MAX);
    if count > most_packed(most) {
        return Ok(None);
    }
    Ok(unpacked(&walk.take(count)?, most))
}

impl Directory {
    fn of<F: Read + Seek>(walk: &mut Walk<'_, F>) -> Result<Self, MediaError> {
        let big_endian = walk.read::<4>()?.starts_with(b"MM");
        let mut directory = Self {
            big_endian,
            at: 0,
            entries: Vec::new(),
            next: [0; 4],
        };
        let pointer = walk.read::<4>()?;
        directory.at = u64::from(directory.four(pointer));
        walk.go_to(directory.at)?;
        let count = walk.read::<2>()?;
        for _ in 0..two(big_endian, count) {
            directory.entries.push(walk.read()?);
        }
        directory.next = walk.read()?;
        Ok(directory)
    }

    /// Where our text stands, with what is before it.
    fn ours(&self, len: u64) -> Result<Option<Range<u64>>, MediaError> {
        let found = self.entries.iter().find(|entry| self.tag(entry) == OURS);
        let Some(entry) = found else {
            return Ok(None);
        };
        let count = u64::from(self.four([entry[4], entry[5], entry[6], entry[7]]));
        let start = u64::from(self.four([entry[8], entry[9], entry[10], entry[11]]));
        let fits = count >= BEFORE && start + count <= len && start > self.at;
        if !fits {
            return Err(MediaError::Broken(said("broken-text", [])));
        }
        Ok(Some(start..start + count))
    }

    /// The directory with the text, as it stands at `at`, and the text behind it.
    fn with_text(&self, at: u64, old: u32, len: u32, packed: &[u8]) -> Result<Vec<u8>, MediaError> {
        let mut entries = self.entries.clone();
        let size = 2 + (entries.len() as u64 + 1) * ENTRY as u64 + 4;
        let count = BEFORE + packed.len() as u64;
        place(at + size + count)?;
        let mut entry = [0; ENTRY];
        entry[..2].copy_from_slice(&self.short(OURS));
        entry[2..4].copy_from_slice(&self.short(KIND));
        entry[4..8].copy_from_slice(&self.bytes(place(count)?));
        entry[8..].copy_from_slice(&self.bytes(place(at + size)?));
        let behind = entries
            .iter()
            .position(|entry| self.tag(entry) > OURS)
            .unwrap_or(entries.len());
        entries.insert(behind, entry);
        let number = u16::try_from(entries.len()).map_err(|_| too_much())?;
        let mut out = self.short(number).to_vec();
        out.extend(entries.iter().flatten());
        out.extend(self.next);
        out.extend(self.bytes(old));
        out.extend(self.bytes(len));
        out.extend(packed);
        Ok(out)
    }

    fn tag(&self, entry: &[u8; ENTRY]) -> u16 {
        two(self.big_endian, [entry[0], entry[1]])
    }

    fn four(&self, bytes: [u8; 4]) -> u32 {
        if self.big_endian {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        }
    }

    fn short(&self, value: u16) -> [u8; 2] {
        if self.big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    }

    fn bytes(&self, value: u32) -> [u8; 4] {
        if self.big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    }
}

fn two(big_endian: bool, bytes: [u8; 2]) -> u16 {
    if big_endian {
        u16::from_be_bytes(bytes)
    } else {
        u16::from_le_bytes(bytes)
    }
}

/// Places are numbers of 32 bits.
fn place(at: u64) -> Result<u32, MediaError> {
    u32::try_from(at).map_err(|_| too_much())
}
