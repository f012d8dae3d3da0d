//! One channel of a region: what masks, distances and edges are worked on with.

use crate::math::unit;
use crate::{Image, Pull, Region, RenderError, Tile};

use super::edge::surrounded;

/// One value a pixel, row-major, `w * h` floats.
#[derive(Debug, Clone)]
pub(super) struct Plane {
    pub(super) region: Region,
    pub(super) v: Vec<f32>,
}

impl Plane {
    /// The same value everywhere.
    pub(super) fn of(region: Region, value: f32) -> Self {
        Self {
            region,
            v: vec![value; region.w as usize * region.h as usize],
        }
    }

    /// A number for each pixel of a tile.
    pub(super) fn from_tile(tile: &Tile, value: impl Fn(&[f32]) -> f32) -> Self {
        Self {
            region: tile.region,
            v: tile.px.chunks_exact(4).map(value).collect(),
        }
    }

    /// The coverage of a mask, held to 0–1, its edge repeated outside its frame.
    pub(super) fn coverage(mask: &Image, region: Region, pull: &Pull) -> Result<Self, RenderError> {
        let tile = surrounded(mask, region, pull)?;
        Ok(Self::from_tile(&tile, |px| unit(px[3])))
    }

    /// The values of row `y`, in the picture's coordinates.
    pub(super) fn row(&self, y: i32) -> &[f32] {
        let start = (y - self.region.y) as usize * self.region.w as usize;
        &self.v[start..start + self.region.w as usize]
    }

    /// As [`Plane::row`], to write.
    pub(super) fn row_mut(&mut self, y: i32) -> &mut [f32] {
        let start = (y - self.region.y) as usize * self.region.w as usize;
        &mut self.v[start..start + self.region.w as usize]
    }

    /// The part of it that `region` covers, which lies inside.
    pub(super) fn cut(&self, region: Region) -> Self {
        let left = (region.x - self.region.x) as usize;
        let mut v = Vec::with_capacity(region.area() as usize);
        for y in region.y..region.bottom() {
            v.extend_from_slice(&self.row(y)[left..left + region.w as usize]);
        }
        Self { region, v }
    }

    /// A mask of these values.
    pub(super) fn into_mask(self) -> Tile {
        let mut tile = Tile::clear(self.region);
        for (px, &v) in tile.px.chunks_exact_mut(4).zip(&self.v) {
            px.fill(v);
        }
        tile
    }
}
