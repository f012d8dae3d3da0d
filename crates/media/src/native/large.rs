//! Large pieces of memory, in large pages where the system has them: a picture is written once, read and let go, and small
//! pages would be asked for one by one.

use std::ops::{Deref, DerefMut};

use memmap2::MmapMut;

/// From here on it pays.
const LARGE: usize = 8 << 20;

/// Bytes.
#[derive(Debug)]
pub(super) enum Large {
    /// Of a vector.
    Own(Vec<u8>),
    /// Of the system.
    Mapped(MmapMut),
}

impl Large {
    /// As many zeros.
    pub(super) fn zeroed(length: usize) -> Self {
        let mapped = (length >= LARGE).then(|| MmapMut::map_anon(length));
        let Some(Ok(map)) = mapped else {
            return Self::Own(vec![0; length]);
        };
        // A wish: a system without large pages gives small ones, which do as well.
        #[cfg(target_os = "linux")]
        map.advise(memmap2::Advice::HugePage).unwrap_or_default();
        Self::Mapped(map)
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
            Self::Mapped(map) => map,
        }
    }
}

impl DerefMut for Large {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}
