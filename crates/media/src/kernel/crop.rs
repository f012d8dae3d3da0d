//! A window of a picture, and a picture set into a larger one. No pixel changes, only its place.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

struct Window {
    input: Image,
    region: Region,
}

impl Picture for Window {
    fn size(&self) -> (u32, u32) {
        (self.region.w, self.region.h)
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self
                .input
                .render(region.moved(self.region.x, self.region.y), pull)?;
            tile.region = region;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        let inside = self.region.intersect(&Region::whole(self.input.size()));
        self.input.is_opaque() && inside == self.region
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

/// The pixels of `region` as a picture of its own; transparent where it reaches outside the input.
pub fn crop(input: Image, region: Region) -> Image {
    if region == Region::whole(input.size()) {
        input
    } else {
        Arc::new(Window { input, region })
    }
}

/// The input with its top left corner at `(x, y)` of a transparent picture of `w` × `h`.
pub fn place(input: Image, w: u32, h: u32, x: i32, y: i32) -> Image {
    crop(
        input,
        Region::new(x.saturating_neg(), y.saturating_neg(), w, h),
    )
}
