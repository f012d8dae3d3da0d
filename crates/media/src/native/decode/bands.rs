//! Files that are read in bands of rows, from the top: PNG, TIFF and the usual JPEG. What does not come that way, is turned,
//! needs a table of colours or looks odd in any way has no bands: it is decoded whole, which also says what is wrong with it.

pub(super) mod jpeg;
mod png;
mod tiff;

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::LazyLock;

use image::metadata::Orientation;

use super::super::profile::{self, Reading};
use super::super::sniff::{Kind, kind_of};
use super::super::stored::{Samples, Sense};
use super::super::{Limits, MediaError};
use super::Probe;

/// Rows of a band where the file leaves it open.
const ROWS: u32 = 16;
/// A band has no more bytes than this: the rest of a file that comes in larger ones is decoded whole.
const MOST_BAND: u64 = 16 << 20;
/// Bytes of a file that are read at once.
const PIECE: usize = 128 << 10;
/// As many bytes tell what a file is.
const MAGIC: u64 = 64;

/// Samples that are made when they are first looked at, by whoever looks: many can do so side by side.
pub(in crate::native) type Later = LazyLock<Samples, Box<dyn FnOnce() -> Samples + Send>>;

/// Full rows: `rows * width * channels` samples.
pub(in crate::native) struct Band {
    pub(in crate::native) rows: u32,
    pub(in crate::native) samples: Later,
}

impl Band {
    fn new(rows: u32, samples: impl FnOnce() -> Samples + Send + 'static) -> Self {
        Self {
            rows,
            samples: LazyLock::new(Box::new(samples)),
        }
    }
}

/// The bands of a file, one after the other.
pub(in crate::native) trait Bands: Send {
    /// The next one; not asked for when there is none.
    fn next(&mut self) -> Result<Band, MediaError>;
}

/// A file whose header has been read.
pub(in crate::native) struct Banded {
    pub(in crate::native) probe: Probe,
    pub(in crate::native) sense: Sense,
    pub(in crate::native) bands: Box<dyn Bands>,
}

/// What the reader of a format found: bands, if the file has them.
type Found = Result<Option<(Header, Box<dyn Bands>)>, MediaError>;

/// What a header says.
struct Header {
    size: (u32, u32),
    channels: usize,
    /// Whole numbers of 8 or 16 bits, or floats of 32.
    bits: u32,
    /// Of the file.
    depth: u8,
    premultiplied: bool,
    profile: Option<Vec<u8>>,
}

/// The file in bands, if it has them.
pub(in crate::native) fn open(path: &Path, limits: &Limits) -> Result<Option<Banded>, MediaError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > limits.max_bytes {
        return Ok(None);
    }
    let mut magic = Vec::new();
    (&file).take(MAGIC).read_to_end(&mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    let kind = kind_of(&magic)?;
    let opened = match kind {
        Kind::Png => png::open(file, length, limits)?,
        Kind::Jpeg => jpeg::open(file, length)?,
        Kind::Tiff => tiff::open(file, length, limits)?,
        Kind::WebP | Kind::Gif | Kind::Exr | Kind::Avif => None,
    };
    let Some((header, bands)) = opened else {
        return Ok(None);
    };
    let (width, height) = header.size;
    let samples = u64::from(width) * u64::from(height) * header.channels as u64;
    limits.check(width, height)?;
    limits.check_decoded(samples * u64::from(header.bits / 8))?;
    let Some(sense) = header.sense() else {
        return Ok(None);
    };
    Ok(Some(Banded {
        probe: Probe {
            width,
            height,
            media_type: kind.media_type(),
            orientation: Orientation::NoTransforms.to_exif(),
            icc: header.profile.is_some(),
            bit_depth: header.depth,
            alpha: !sense.is_opaque(),
        },
        sense,
        bands,
    }))
}

impl Header {
    /// What the samples mean; none when they have to go through a table first.
    fn sense(&self) -> Option<Sense> {
        let meaning = if self.bits > 16 {
            profile::linear()
        } else {
            match profile::read(self.profile.as_deref(), self.channels < 3, 1 << self.bits) {
                Reading::Direct(meaning) => meaning,
                Reading::Converted(..) => return None,
            }
        };
        Some(Sense {
            channels: self.channels,
            premultiplied: self.premultiplied,
            meaning,
        })
    }
}
