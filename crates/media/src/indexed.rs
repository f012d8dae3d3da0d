//! Pictures of whole numbers: every channel of every pixel is one of 256 values, or of 65 536, the pixels are opaque, and what a value
//! means stands in a table. A kernel that mixes no channels treats the table instead of the pixels: the very same function of the very
//! same values gives the same bits, and any number of such kernels costs what reading the picture costs.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// What each value of red, green and blue means, as linear light; of each as many as there are values.
pub type Meanings = [Vec<f32>; 3];

/// The whole numbers of an opaque picture.
pub trait Values: Picture {
    /// The pixels of a region inside the picture, each value by its meaning.
    ///
    /// # Errors
    /// As [`Picture::render`].
    fn look_up(
        &self,
        meanings: &Meanings,
        region: Region,
        pull: &Pull,
    ) -> Result<Tile, RenderError>;
}

/// Whole numbers with their meaning.
#[derive(Clone)]
pub struct Indexed {
    values: Arc<dyn Values>,
    meanings: Arc<Meanings>,
}

impl std::fmt::Debug for Indexed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Indexed").finish_non_exhaustive()
    }
}

impl Indexed {
    /// These values, meaning that.
    pub fn new(values: Arc<dyn Values>, meanings: Meanings) -> Self {
        Self {
            values,
            meanings: Arc::new(meanings),
        }
    }

    /// The picture with every pixel treated by `row`, whose channels do not mix and which leaves opaque pixels opaque.
    pub(crate) fn treated(&self, row: impl Fn(&mut [f32])) -> Image {
        let [red, green, blue] = &*self.meanings;
        let each = red.iter().zip(green).zip(blue);
        let mut px: Vec<f32> = each.flat_map(|((&r, &g), &b)| [r, g, b, 1.0]).collect();
        row(&mut px);
        let meaning = |c| px.chunks_exact(4).map(|px| px[c]).collect();
        let meanings = [0, 1, 2].map(meaning);
        Arc::new(Self::new(Arc::clone(&self.values), meanings))
    }
}

impl Picture for Indexed {
    fn size(&self) -> (u32, u32) {
        self.values.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size(), |region| {
            self.values.look_up(&self.meanings, region, pull)
        })
    }

    fn is_opaque(&self) -> bool {
        true
    }

    fn indexed(&self) -> Option<&Indexed> {
        Some(self)
    }
}
