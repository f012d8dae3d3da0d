//! Walking over a file from header to header. Never goes back, never past the end, and holds only what is asked for.

use std::io::{BufReader, Read, Seek, SeekFrom};

use crate::native::MediaError;
use gesso_words::said;

/// Headers are far apart: more would be read in vain.
const BUFFER: usize = 1024;

/// A file and the place in it.
pub(super) struct Walk<'a, F> {
    file: BufReader<&'a mut F>,
    at: u64,
    len: u64,
}

impl<'a, F: Read + Seek> Walk<'a, F> {
    /// Begins at the start of the file.
    pub(super) fn new(file: &'a mut F) -> Result<Self, MediaError> {
        let len = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        Ok(Self {
            file: BufReader::with_capacity(BUFFER, file),
            at: 0,
            len,
        })
    }

    /// How long the file is.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Where one is.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// What the file begins with; call it there.
    pub(super) fn peek(&mut self) -> Result<[u8; 12], MediaError> {
        let start = self.read()?;
        self.file.rewind()?;
        self.at = 0;
        Ok(start)
    }

    /// The next bytes.
    pub(super) fn read<const N: usize>(&mut self) -> Result<[u8; N], MediaError> {
        self.check(N as u64)?;
        let mut bytes = [0; N];
        self.file.read_exact(&mut bytes)?;
        self.at += N as u64;
        Ok(bytes)
    }

    /// The next bytes; what the file does not have is not made room for.
    pub(super) fn take(&mut self, count: usize) -> Result<Vec<u8>, MediaError> {
        self.check(count as u64)?;
        let mut bytes = vec![0; count];
        self.file.read_exact(&mut bytes)?;
        self.at += count as u64;
        Ok(bytes)
    }

    /// Goes on to a place at or after this one.
    pub(super) fn go_to(&mut self, place: u64) -> Result<(), MediaError> {
        let Some(count) = place.checked_sub(self.at) else {
            return Err(MediaError::Broken(said("broken-parts", [])));
        };
        self.check(count)?;
        self.file
            .seek_relative(i64::try_from(count).map_err(|_| MediaError::Truncated)?)?;
        self.at = place;
        Ok(())
    }

    fn check(&self, count: u64) -> Result<(), MediaError> {
        if self.len - self.at < count {
            return Err(MediaError::Truncated);
        }
        Ok(())
    }
}
