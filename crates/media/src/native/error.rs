//! What can go wrong with a picture file, said for people, and the limits that keep a file from taking the machine.

use crate::RenderError;

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
}

impl Default for Limits {
    /// Room for a 150-megapixel photo and a long panorama, also with 16 bits a channel.
    fn default() -> Self {
        Self {
            max_pixels: 160_000_000,
            max_side: 65_535,
            max_bytes: 512 << 20,
            max_decoded_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// # Errors
    /// [`MediaError::TooLarge`] when a picture of this size is not wanted.
    pub fn check(&self, width: u32, height: u32) -> Result<(), MediaError> {
        if width == 0 || height == 0 {
            return Err(MediaError::Broken(
                "its header says that it has no pixels".to_owned(),
            ));
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
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The content is something else.
    #[error("This is {found}, not a picture. Choose a PNG, JPEG, WebP, GIF, TIFF or EXR file.")]
    NotAPicture {
        /// With its article, as "a text file".
        found: &'static str,
    },
    /// More pixels than allowed.
    #[error(
        "The picture claims {width} × {height} pixels; at most {} megapixels and {} pixels a side are accepted. \
         Make it smaller and try again.",
        .limits.max_pixels / 1_000_000,
        .limits.max_side
    )]
    TooLarge {
        /// What the header says.
        width: u32,
        /// What the header says.
        height: u32,
        /// What was asked of it.
        limits: Limits,
    },
    /// More bytes than allowed.
    #[error("The file has {bytes} bytes; at most {} are accepted. Make it smaller and try again.", .limits.max_bytes)]
    TooManyBytes {
        /// Its size.
        bytes: u64,
        /// What was asked of it.
        limits: Limits,
    },
    /// More bytes of samples than allowed.
    #[error(
        "Opened, the picture takes {} MiB of memory; at most {} MiB are accepted. Make it smaller, or save it with 8 bits \
         a channel, and try again.",
        .bytes.div_ceil(1 << 20),
        .limits.max_decoded_bytes >> 20
    )]
    TooMuchMemory {
        /// What its samples take.
        bytes: u64,
        /// What was asked of it.
        limits: Limits,
    },
    /// The end is missing.
    #[error("The file ends too early: part of the picture is missing. Copy or download it again.")]
    Truncated,
    /// The content contradicts itself.
    #[error("The picture is damaged: {0}. Open and save it again in another program.")]
    Broken(String),
    /// A kind of picture that is not read or written.
    #[error("{0}")]
    Unsupported(String),
    /// The file system refused.
    #[error("The file could not be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// The pictures it is made of could not be rendered, or a person stopped it.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl From<MediaError> for RenderError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Render(error) => error,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl MediaError {
    /// Whether a person stopped it.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Render(RenderError::Cancelled))
    }
}
