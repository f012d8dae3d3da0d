//! What can go wrong with a picture file, said for people, and the limits that keep a file from taking the machine.

use crate::RenderError;
use gesso_words::{Said, said};
use std::fmt;

/// What a file may claim before it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Width times height.
    pub max_pixels: u64,
    /// Width, and height.
    pub max_side: u32,
    /// Size of the file.
    pub max_bytes: u64,
    /// Bytes of its samples in memory: width times height times channels times bytes a channel.
    pub max_decoded_bytes: u64,
    /// Where pictures coded with AV1 are decoded.
    pub av1: Av1,
}

/// Where pictures coded with AV1 are decoded: their decoder ends the whole process when it meets what it did not expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Av1 {
    /// In this process: for files that are known, as in tests.
    #[default]
    Here,
    /// In a process of its own, for which this program is started once more: it has to call `answer_av1` when its first
    /// argument is `DECODE_AV1`.
    Apart,
}

impl Default for Limits {
    /// Room for a 150-megapixel photo and a long panorama, also with 16 bits a channel.
    fn default() -> Self {
        Self {
            max_pixels: 160_000_000,
            max_side: 65_535,
            max_bytes: 512 << 20,
            max_decoded_bytes: 1 << 30,
            av1: Av1::Here,
        }
    }
}

impl Limits {
    /// # Errors
    /// [`MediaError::TooLarge`] when a picture of this size is not wanted.
    pub fn check(&self, width: u32, height: u32) -> Result<(), MediaError> {
        if width == 0 || height == 0 {
            return Err(MediaError::Broken(said("broken-no-pixels", [])));
        }
        if u64::from(width) * u64::from(height) > self.max_pixels
            || width.max(height) > self.max_side
        {
            return Err(MediaError::TooLarge {
                width,
                height,
                limits: *self,
            });
        }
        Ok(())
    }

    /// # Errors
    /// [`MediaError::TooMuchMemory`] when this many bytes of samples are not wanted.
    pub fn check_decoded(&self, bytes: u64) -> Result<(), MediaError> {
        if bytes > self.max_decoded_bytes {
            return Err(MediaError::TooMuchMemory {
                bytes,
                limits: *self,
            });
        }
        Ok(())
    }
}

/// Why a picture file could not be read or written.
#[derive(Debug)]
pub enum MediaError {
    /// The content is something else.
    NotAPicture {
        /// With its article, as "a text file".
        found: Said,
    },
    /// More pixels than allowed.
    TooLarge {
        /// What the header says.
        width: u32,
        /// What the header says.
        height: u32,
        /// What was asked of it.
        limits: Limits,
    },
    /// More bytes than allowed.
    TooManyBytes {
        /// Its size.
        bytes: u64,
        /// What was asked of it.
        limits: Limits,
    },
    /// More bytes of samples than allowed.
    TooMuchMemory {
        /// What its samples take.
        bytes: u64,
        /// What was asked of it.
        limits: Limits,
    },
    /// The end is missing.
    Truncated,
    /// The content contradicts itself; how, as the rest of a sentence.
    Broken(Said),
    /// A kind of picture that is not read or written: what it is and what to do.
    Unsupported(Said),
    /// The file system refused.
    Io(std::io::Error),
    /// The pictures it is made of could not be rendered, or a person stopped it.
    Render(RenderError),
}

impl MediaError {
    /// What happened and what to do.
    pub fn said(&self) -> Said {
        match self {
            Self::NotAPicture { found } => said("media-no-picture", [("found", found.clone())]),
            Self::TooLarge {
                width,
                height,
                limits,
            } => said(
                "media-too-large",
                [
                    ("width", (*width).into()),
                    ("height", (*height).into()),
                    ("megapixels", (limits.max_pixels / 1_000_000).into()),
                    ("side", limits.max_side.into()),
                ],
            ),
            Self::TooManyBytes { bytes, limits } => said(
                "media-too-many-bytes",
                [
                    ("bytes", (*bytes).into()),
                    ("most", limits.max_bytes.into()),
                ],
            ),
            Self::TooMuchMemory { bytes, limits } => said(
                "media-too-much-memory",
                [
                    ("needed", bytes.div_ceil(1 << 20).into()),
                    ("most", (limits.max_decoded_bytes >> 20).into()),
                ],
            ),
            Self::Truncated => said("media-truncated", []),
            Self::Broken(how) => said("media-broken", [("reason", how.clone())]),
            Self::Unsupported(what) => what.clone(),
            Self::Io(error) => said("media-io", [("reason", error.to_string().into())]),
            Self::Render(RenderError::Failed(reason)) => reason.clone(),
            Self::Render(RenderError::Cancelled) => said("media-stopped", []),
        }
    }

    /// Whether a person stopped it.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Render(RenderError::Cancelled))
    }
}

/// In English, for logs and programs.
impl fmt::Display for MediaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for MediaError {}

impl From<std::io::Error> for MediaError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<RenderError> for MediaError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<MediaError> for RenderError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Render(error) => error,
            other => Self::Failed(other.said()),
        }
    }
}
