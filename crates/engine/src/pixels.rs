//! Pixels themselves, for who goes on computing with them: the preview in the browser. What is sent of a file or a result at a
//! level is the very picture that chains are built on here, so both sides make the same bits of it.

use crate::engine::Engine;
use crate::error::EngineError;
use gesso_graph::{ContentKey, Name};
use gesso_media::native::delays;
use gesso_media::{Image, Region, packed};
use std::sync::Arc;
use std::time::Duration;

/// The side of such a tile in pixels.
pub const PIXEL_TILE: u32 = packed::MOST_SIDE;

/// The smallest level is 1/2 to this.
const LAST_LEVEL: u32 = 16;

/// Whose pixels.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// An uploaded file's, or one's that a run made, by its hash, and of an animation which picture's, from 1.
    Asset(Name, u32),
    /// A result's.
    Result(ContentKey),
}

/// What has to be known before pixels of a level are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelInfo {
    /// Width and height at full size.
    pub full: (u32, u32),
    /// Width and height at the level.
    pub size: (u32, u32),
    /// As kernels see it: every pixel inside is known to be opaque.
    pub opaque: bool,
}

impl Engine {
    /// The size of a file or a result at full size and at 1/2 to the `level`, and whether it is opaque.
    ///
    /// # Errors
    /// When there is no such file or result, or it is no picture.
    pub async fn pixel_info(&self, whose: &Whose, level: u32) -> Result<PixelInfo, EngineError> {
        let (image, full) = self.level(whose, level).await?;
        Ok(PixelInfo {
            full,
            size: image.size(),
            opaque: image.is_opaque(),
        })
    }

    /// One tile of [`PIXEL_TILE`] pixels a side at 1/2 to the `level`, as [`packed::unpack`] reads it; tiles at the right and
    /// lower edge are as small as what is left.
    ///
    /// # Errors
    /// As [`Engine::pixel_info`], and when there is no such tile.
    pub async fn pixels(
        &self,
        whose: &Whose,
        level: u32,
        col: u32,
        row: u32,
    ) -> Result<Vec<u8>, EngineError> {
        let (image, _) = self.level(whose, level).await?;
        let region = cell(image.size(), PIXEL_TILE, col, row).ok_or(EngineError::NoPicture)?;
        self.inner
            .for_viewer(move |pull| Ok(packed::pack(&image.render(region, pull)?)))
            .await
    }

    /// For how long each picture of an uploaded animation shows.
    ///
    /// # Errors
    /// When there is no such file, or it is no picture.
    pub async fn delays(&self, hash: &Name) -> Result<Vec<Duration>, EngineError> {
        let path = self.inner.asset_file(hash).await?;
        let path = path.ok_or(EngineError::NoPicture)?;
        let limits = self.inner.kitchen.limits;
        self.inner
            .for_viewer(move |pull| Ok(delays(&path, &limits, pull)?))
            .await
    }

    /// The picture at a level, and its full size.
    async fn level(&self, whose: &Whose, level: u32) -> Result<(Image, (u32, u32)), EngineError> {
        if level > LAST_LEVEL {
            return Err(EngineError::NoPicture);
        }
        let scale = 1.0 / (1_u32 << level) as f32;
        match whose {
            Whose::Result(key) => {
                let info = self.picture_info(*key).await?;
                Ok((self.view(*key, level).await?, (info.w, info.h)))
            }
            Whose::Asset(hash, frame) => {
                let path = self.inner.asset_file(hash).await?;
                let path = path.ok_or(EngineError::NoPicture)?;
                let (inner, hash, frame) = (Arc::clone(&self.inner), hash.clone(), *frame);
                self.inner
                    .for_viewer(move |pull| {
                        let scaled =
                            inner
                                .kitchen
                                .file((&hash, frame), &path, scale, None, pull)?;
                        Ok((scaled.image, scaled.full))
                    })
                    .await
            }
        }
    }
}

/// The cell of a grid over a picture; nothing when it lies outside.
pub(crate) fn cell((w, h): (u32, u32), side: u32, col: u32, row: u32) -> Option<Region> {
    let (x, y) = (col.checked_mul(side)?, row.checked_mul(side)?);
    if x >= w || y >= h {
        return None;
    }
    let left = i32::try_from(x).ok()?;
    let top = i32::try_from(y).ok()?;
    Some(Region::new(left, top, side.min(w - x), side.min(h - y)))
}
