//! A picture whose pixels were rendered once and are kept, as floats. For small ones: proxies and previews.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Picture, Pull, Region, RenderError, Tile};

/// Rendered pixels, whole. Clones share them.
#[derive(Debug, Clone)]
pub struct Raw {
    tile: Arc<Tile>,
    opaque: bool,
}

impl Raw {
    /// Keeps these pixels, whose region begins at (0, 0); `opaque` as in [`Picture::is_opaque`].
    pub fn new(tile: Arc<Tile>, opaque: bool) -> Self {
        Self { tile, opaque }
    }

    /// All pixels; the tile's region begins at (0, 0).
    pub fn tile(&self) -> &Tile {
        &self.tile
    }
}

impl Picture for Raw {
    fn size(&self) -> (u32, u32) {
        (self.tile.region.w, self.tile.region.h)
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size(), |region| {
            let mut tile = Tile::clear(region);
            tile.paste(&self.tile);
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.opaque
    }
}
