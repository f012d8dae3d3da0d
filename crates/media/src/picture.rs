//! What a picture is inside a run: something that can be asked for any region of itself, at its own scale.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A box of pixels of a picture at its scale; may reach outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Region {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

/// The pixels of a region: linear light, sRGB primaries, premultiplied RGBA, row-major, `w * h * 4` floats.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Where it stands.
    pub region: Region,
    /// The pixels.
    pub px: Vec<f32>,
}

/// Why a region could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A person stopped it.
    #[error("stopped")]
    Cancelled,
    /// Something it reads is broken; the message says what and what to do.
    #[error("{0}")]
    Failed(String),
}

/// One pull through a chain: carries the wish to stop. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Pull {
    cancelled: Arc<AtomicBool>,
}

impl Pull {
    /// A pull nobody has stopped.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks everything that renders for this pull to stop soon.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`RenderError::Cancelled`] once the pull was stopped; kernels ask every few rows.
    pub fn check(&self) -> Result<(), RenderError> {
        if self.is_cancelled() { Err(RenderError::Cancelled) } else { Ok(()) }
    }
}

/// A picture that renders any region of itself on demand.
pub trait Picture: Send + Sync {
    /// Full width and height at this scale.
    fn size(&self) -> (u32, u32);

    /// The pixels of `region`; transparent outside the picture.
    ///
    /// # Errors
    /// When the pull was stopped, or a source can't be read.
    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError>;
}

/// A shared picture; chains of kernels are trees of these.
pub type Image = Arc<dyn Picture>;
