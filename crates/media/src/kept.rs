//! Pixels that were rendered once and are kept, as floats: whole pictures, for small ones (proxies and previews), and cells of
//! large ones.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Picture, Pull, Region, RenderError, Take, Tile};

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

/// Tiles that lie beside each other without gaps: rows of them from the top, each from left to right, all of a row as high.
#[derive(Debug, Clone, Default)]
pub struct Cells(pub Vec<Vec<Arc<Tile>>>);

impl Cells {
    /// Gives the rows of a region that they hold, from the first on.
    ///
    /// # Errors
    /// Those of who takes them.
    pub fn rows(&self, region: Region, take: &mut Take<'_>) -> Result<(), RenderError> {
        let mut row = Vec::with_capacity(region.w as usize * 4);
        for cells in &self.0 {
            let band = cells.first().map(|cell| cell.region).unwrap_or_default();
            for y in region.y.max(band.y)..region.bottom().min(band.bottom()) {
                row.clear();
                let common = |cell: &Arc<Tile>| cell.region.intersect(&region);
                let cells = cells.iter().map(|cell| (cell, common(cell)));
                for (cell, common) in cells.filter(|(_, common)| !common.is_empty()) {
                    let from = (common.x - cell.region.x) as usize * 4;
                    row.extend_from_slice(&cell.row(y)[from..from + common.w as usize * 4]);
                }
                take(y, &mut row)?;
            }
        }
        Ok(())
    }
}
