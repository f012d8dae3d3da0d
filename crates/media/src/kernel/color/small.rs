//! A small copy of a whole picture, for what has to know all of it: statistics, palettes. It is made once for each
//! picture, whoever asks first and whichever part is wanted, so that every region sees the same.

use std::sync::OnceLock;

use crate::kernel::resample::Filter;
use crate::kernel::resize::{Fit, fitted_size, resize};
use crate::{Image, Pull, Region, RenderError, Tile};

/// The longest side of the copy, in pixels: enough for statistics, and quick to make.
const SIDE: u32 = 192;

/// The copy; never larger than the picture.
pub(super) fn small(input: &Image, pull: &Pull) -> Result<Tile, RenderError> {
    let size = input.size();
    if size.0.max(size.1) <= SIDE {
        return input.render(Region::whole(size), pull);
    }
    let (w, h) = fitted_size(size, SIDE, SIDE, Fit::Fit);
    let copy = resize(input.clone(), w, h, Filter::Bilinear);
    copy.render(Region::whole((w, h)), pull)
}

/// Something known of a whole picture, found out when it is first asked for.
pub(super) struct Known<T>(OnceLock<T>);

impl<T> Known<T> {
    pub(super) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Known from the start.
    pub(super) fn of(known: T) -> Self {
        Self(OnceLock::from(known))
    }

    /// Two that ask at once may both find out, and find the same.
    pub(super) fn get(
        &self,
        find: impl FnOnce() -> Result<T, RenderError>,
    ) -> Result<&T, RenderError> {
        if let Some(known) = self.0.get() {
            return Ok(known);
        }
        let found = find()?;
        Ok(self.0.get_or_init(|| found))
    }
}

/// The pixels of a tile as straight linear light with their alpha, transparent ones left out.
pub(super) fn straight(tile: &Tile) -> impl Iterator<Item = ([f32; 3], f32)> {
    let pixels = tile.px.chunks_exact(4).filter(|px| px[3] > 0.0);
    pixels.map(|px| {
        let k = 1.0 / px[3];
        ([px[0] * k, px[1] * k, px[2] * k].map(light), px[3].min(1.0))
    })
}

/// Light that is a number, at least none and at most a hundred times white.
#[inline(always)]
pub(super) fn light(v: f32) -> f32 {
    let v = if v > 0.0 { v } else { 0.0 };
    if v < 100.0 { v } else { 100.0 }
}
