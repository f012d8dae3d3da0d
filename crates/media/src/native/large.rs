//! Large pieces of memory, in large pages where the system has them: a picture is written once, read and let go, and small
//! pages would be asked for one by one. What is let go is kept for the next picture, as a page that the system gives is
//! cleared first.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use memmap2::MmapMut;

/// From here on it pays.
const LARGE: usize = 8 << 20;

/// How many bytes are kept for the next pictures: two photos of 24 megapixels.
const KEPT: usize = 160 << 20;

/// Pieces that were let go, the latest last.
static SPARE: Mutex<Vec<MmapMut>> = Mutex::new(Vec::new());

/// Gives the memory that is kept for the next pictures back to the system. What works for hours does it when nothing is to
/// be done.
pub fn let_go() {
    // Unmapping takes its time; nobody has to wait for it.
    drop(std::mem::take(&mut *spare()));
}

fn spare() -> std::sync::MutexGuard<'static, Vec<MmapMut>> {
    // Whoever panicked had pushed or taken a piece whole.
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes.
#[derive(Debug)]
pub(super) enum Large {
    /// Of a vector.
    Own(Vec<u8>),
    /// Of the system.
    Mapped(Mapped),
}

/// The first bytes of a piece of the system's memory.
#[derive(Debug)]
pub(super) struct Mapped {
    map: Option<MmapMut>,
    length: usize,
}

impl Large {
    /// As many zeros.
    pub(super) fn zeroed(length: usize) -> Self {
        match (length >= LARGE).then(|| Mapped::zeroed(length)) {
            Some(Ok(mapped)) => Self::Mapped(mapped),
            _ => Self::Own(vec![0; length]),
        }
    }
}

impl Mapped {
    fn zeroed(length: usize) -> std::io::Result<Self> {
        let mut spare = spare();
        // Not much larger than needed: what is kept counts in whole.
        let fits = |map: &MmapMut| (length..=length + length / 2).contains(&map.len());
        let found = spare.iter().rposition(fits).map(|at| spare.swap_remove(at));
        drop(spare);
        if let Some(mut map) = found {
            // Of another picture, which is nobody's business.
            map[..length].fill(0);
            return Ok(Self {
                map: Some(map),
                length,
            });
        }
        let map = MmapMut::map_anon(length)?;
        // A wish: a system without large pages gives small ones, which do as well.
        #[cfg(target_os = "linux")]
        map.advise(memmap2::Advice::HugePage).unwrap_or_default();
        Ok(Self {
            map: Some(map),
            length,
        })
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        let Some(map) = self.map.take() else { return };
        let mut spare = spare();
        let mut kept: usize = spare.iter().map(|map| map.len()).sum::<usize>() + map.len();
        spare.push(map);
        let mut old = Vec::new();
        while kept > KEPT {
            let oldest = spare.remove(0);
            kept -= oldest.len();
            old.push(oldest);
        }
        drop(spare);
        drop(old);
    }
}

impl From<Vec<u8>> for Large {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Own(bytes)
    }
}

impl Deref for Large {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Mapped(mapped) => mapped
                .map
                .as_deref()
                .map_or(&[], |bytes| &bytes[..mapped.length]),
        }
    }
}

impl DerefMut for Large {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Mapped(mapped) => {
                let length = mapped.length;
                let bytes = mapped.map.as_deref_mut();
                bytes.map_or(&mut [], |bytes| &mut bytes[..length])
            }
        }
    }
}
