//! A picture whose pixels were rendered once and are kept, as floats. For small ones: proxies and previews.

use std::sync::Arc;

use super::rows::render_rows;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// Rendered pixels, whole. Clones share them.
#[derive(Debug, Clone)]
pub struct Raw {
    tile: Arc<Tile>,
    opaque: bool,
}

impl Raw {
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

/// Renders all of a picture on all cores; 16 bytes a pixel stay in memory.
///
/// # Errors
/// What rendering says.
pub fn materialise(
    image: &Image,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
) -> Result<Raw, RenderError> {
    let mut px = Vec::new();
    let whole = Region::whole(image.size());
    px.reserve_exact(whole.area() as usize * 4);
    render_rows(image, pull, progress, |strip| {
        px.extend_from_slice(&strip.px);
        Ok::<_, RenderError>(())
    })?;
    Ok(Raw {
        tile: Arc::new(Tile { region: whole, px }),
        opaque: image.is_opaque(),
    })
}
