//! A file whose header has been read and lies within the limits, and what becomes of its pixels.
//! Reading runs inside [`guarded`]: a reader that panics on a damaged file is an error like any other.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;

use crate::native::code_points::CodePoints;
use crate::native::stored::Samples;
use crate::native::{Limits, MediaError};
use gesso_words::{Said, said};

/// What a header says, and the way to the pixels.
pub(crate) struct Opened<'a> {
    /// As stored, before orientation.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
    pub(crate) icc: Option<Vec<u8>>,
    /// 8, 16 or 32.
    pub(crate) bit_depth: u8,
    pub(crate) alpha: bool,
    /// Where 8-bit samples lie in the file just as they are wanted, if they do: then nothing has to be decoded.
    pub(crate) plain: Option<Range<usize>>,
    /// Decodes the pixels.
    pub(crate) read: Read<'a>,
}

/// Decodes the pixels of an opened file.
pub(crate) type Read<'a> = Box<dyn FnOnce(&Limits) -> Result<Pixels, MediaError> + 'a>;

/// Decoded pixels, row by row from the top, channels side by side.
pub(crate) struct Pixels {
    pub(crate) samples: Samples,
    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.
    pub(crate) channels: usize,
    /// Floats only: colour is multiplied by alpha already.
    pub(crate) premultiplied: bool,
    /// Floats only: from the file's primaries to those of sRGB.
    pub(crate) primaries: Option<[[f32; 3]; 3]>,
    /// Whole numbers without a profile: what they mean.
    pub(crate) code: Option<CodePoints>,
}

impl Pixels {
    /// With straight alpha and sRGB primaries, or those of the file's profile.
    pub(crate) fn straight(samples: Samples, channels: usize) -> Self {
        Self {
            samples,
            channels,
            premultiplied: false,
            primaries: None,
            code: None,
        }
    }
}

/// Runs a reader. Its panic becomes an error: files come from anywhere, and readers are written by people.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(MediaError::Broken(said("broken-nonsense", []))))
}

/// As many bytes as can be addressed.
pub(crate) fn addressable(bytes: u64) -> Result<usize, MediaError> {
    usize::try_from(bytes).map_err(|_| MediaError::Unsupported(said("unread-address", [])))
}

/// What a reader said, sorted by what people can do about it.
pub(crate) fn damaged(words: String) -> MediaError {
    const ENDS: [&str; 7] = [
        "end of file",
        "unexpected eof",
        "exhausted",
        "fill whole buffer",
        "not enough",
        "too short",
        "truncated",
    ];
    let lower = words.to_ascii_lowercase();
    if ENDS.iter().any(|end| lower.contains(end)) {
        MediaError::Truncated
    } else {
        MediaError::Broken(told("broken-coded", &words))
    }
}

/// What the file system, or a reader in its place, said.
pub(crate) fn unread(error: std::io::Error) -> MediaError {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => MediaError::Truncated,
        _ if error.raw_os_error().is_none() => damaged(error.to_string()),
        _ => MediaError::Io(error),
    }
}

/// What the format can hold and Gesso does not read.
pub(crate) fn unsupported(what: Said) -> MediaError {
    MediaError::Unsupported(said("unread-kind", [("what", what)]))
}

/// What a reader said that it does not read.
pub(crate) fn uncommon(words: &str) -> MediaError {
    unsupported(told("kind-uncommon", words))
}

/// The words of a reader after ours.
fn told(key: &str, words: &str) -> Said {
    let words = words.trim_matches(['.', '"', ' ']);
    said(key, [("reason", words.into())])
}
