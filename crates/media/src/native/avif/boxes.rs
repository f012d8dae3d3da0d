//! Boxes, of which an AVIF file is made (ISO/IEC 14496-12): a size, a kind, and what is inside. Nothing is read beyond the end of
//! what contains it.

use crate::native::MediaError;
use gesso_words::said;

/// Bytes that are read one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

/// A box without its header.
pub(super) struct Boxed<'a> {
    pub(super) kind: [u8; 4],
    pub(super) inside: Bytes<'a>,
}

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], MediaError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(MediaError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next number of so many bytes, at most 8; of none it is 0.
    pub(super) fn number(&mut self, bytes: u8) -> Result<u64, MediaError> {
        let taken = self.take(usize::from(bytes))?;
        Ok(taken
            .iter()
            .fold(0, |sum, &byte| (sum << 8) | u64::from(byte)))
    }

    /// The next byte.
    pub(super) fn u8(&mut self) -> Result<u8, MediaError> {
        Ok(self.take(1)?[0])
    }

    /// The next two bytes.
    pub(super) fn u16(&mut self) -> Result<u16, MediaError> {
        Ok(self.number(2)? as u16)
    }

    /// The next four bytes.
    pub(super) fn u32(&mut self) -> Result<u32, MediaError> {
        Ok(self.number(4)? as u32)
    }

    /// The id of an item: two bytes, or four.
    pub(super) fn id(&mut self, long: bool) -> Result<u32, MediaError> {
        Ok(self.number(if long { 4 } else { 2 })? as u32)
    }

    /// The version and the flags that many boxes begin with.
    pub(super) fn version(&mut self) -> Result<(u8, u32), MediaError> {
        let word = self.u32()?;
        Ok(((word >> 24) as u8, word & 0x00ff_ffff))
    }

    /// Up to the next zero, which is left out.
    pub(super) fn text(&mut self) -> Result<&'a [u8], MediaError> {
        let end = self.0.iter().position(|&byte| byte == 0);
        let text = self.take(end.ok_or_else(broken)?)?;
        self.take(1)?;
        Ok(text)
    }

    /// The next box; none at the end.
    pub(super) fn boxed(&mut self) -> Result<Option<Boxed<'a>>, MediaError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let short = self.u32()?;
        let &[a, b, c, d] = self.take(4)? else {
            return Err(broken());
        };
        let length = match short {
            // Up to the end of the file.
            0 => self.0.len() as u64,
            1 => self.number(8)?.checked_sub(16).ok_or_else(broken)?,
            _ => u64::from(short).checked_sub(8).ok_or_else(broken)?,
        };
        let length = usize::try_from(length).map_err(|_| MediaError::Truncated)?;
        Ok(Some(Boxed {
            kind: [a, b, c, d],
            inside: Bytes(self.take(length)?),
        }))
    }
}

/// The boxes contradict each other.
pub(super) fn broken() -> MediaError {
    MediaError::Broken(said("broken-boxes", []))
}
