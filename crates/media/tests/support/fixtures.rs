//! Pictures for tests: every pixel is a function of its place and a seed.

use std::sync::Arc;

use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile};

/// A picture of hashed values: colours and alphas of all sorts, hard edges everywhere.
pub(crate) struct Hashed {
    size: (u32, u32),
    opaque: bool,
    seed: u32,
}

impl Picture for Hashed {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        let mut tile = Tile::clear(region);
        let inside = region.intersect(&Region::whole(self.size));
        for y in inside.y..inside.bottom() {
            for x in inside.x..inside.right() {
                let at = (x - region.x) as usize * 4;
                let px = self.pixel(x, y);
                tile.row_mut(y)[at..at + 4].copy_from_slice(&px);
            }
        }
        Ok(tile)
    }

    fn is_opaque(&self) -> bool {
        self.opaque
    }
}

impl Hashed {
    fn pixel(&self, x: i32, y: i32) -> [f32; 4] {
        let value = |channel: u32| {
            let mut h = self.seed ^ channel.wrapping_mul(0x85eb_ca6b);
            h ^= (x as u32).wrapping_mul(0x9e37_79b9)
                ^ (y as u32).wrapping_mul(0xc2b2_ae35).rotate_left(11);
            h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
            h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
            ((h ^ (h >> 15)) >> 8) as f32 / 16_777_215.0
        };
        let alpha = match (self.opaque, value(3)) {
            (true, _) => 1.0,
            (_, a) if a < 0.2 => 0.0,
            (_, a) if a > 0.8 => 1.0,
            (_, a) => a,
        };
        [value(0) * alpha, value(1) * alpha, value(2) * alpha, alpha]
    }
}

/// Noise with every kind of alpha.
pub(crate) fn hashed(w: u32, h: u32, seed: u32) -> Image {
    Arc::new(Hashed {
        size: (w, h),
        opaque: false,
        seed,
    })
}

/// Opaque noise.
pub(crate) fn hashed_opaque(w: u32, h: u32, seed: u32) -> Image {
    Arc::new(Hashed {
        size: (w, h),
        opaque: true,
        seed,
    })
}

/// All of a picture in one tile.
pub(crate) fn whole(image: &Image) -> Tile {
    image
        .render(Region::whole(image.size()), &Pull::new())
        .expect("test pictures render")
}
