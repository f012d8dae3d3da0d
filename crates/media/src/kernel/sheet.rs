//! Many pictures laid out on a ground. One picture however many lie on it: a tree of blends would be as deep as they are many.

use std::sync::Arc;

use crate::color::{Color, pixel};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// A picture and where its left upper corner lies.
#[derive(Clone)]
pub struct Placed {
    /// From the left edge of the ground.
    pub x: i32,
    /// From its upper edge.
    pub y: i32,
    /// The picture.
    pub image: Image,
}

struct Sheet {
    size: (u32, u32),
    ground: [f32; 4],
    placed: Vec<Placed>,
}

impl Picture for Sheet {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let mut tile = Tile::clear(region);
            for px in tile.px.chunks_exact_mut(4) {
                px.copy_from_slice(&self.ground);
            }
            for Placed { x, y, image } in &self.placed {
                let there = Region::whole(image.size()).moved(*x, *y).intersect(&region);
                if there.is_empty() {
                    continue;
                }
                pull.check()?;
                over(
                    &mut tile,
                    &image.render(there.moved(-x, -y), pull)?,
                    (*x, *y),
                );
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.ground[3] >= 1.0
    }

    fn reach(&self) -> u32 {
        self.placed
            .iter()
            .map(|placed| placed.image.reach())
            .max()
            .unwrap_or(0)
    }
}

/// Lays pixels over a tile; their own corner is `at` away from the tile's.
fn over(tile: &mut Tile, top: &Tile, at: (i32, i32)) {
    let left = (top.region.x + at.0 - tile.region.x) as usize * 4;
    for y in top.region.y..top.region.bottom() {
        let base = &mut tile.row_mut(y + at.1)[left..];
        let pixels = base.chunks_exact_mut(4).zip(top.row(y).chunks_exact(4));
        for (base, top) in pixels {
            let through = 1.0 - top[3];
            for (below, above) in base.iter_mut().zip(top) {
                *below = above + *below * through;
            }
        }
    }
}

/// These pictures on a ground of one colour, later ones over earlier ones.
pub fn sheet(size: (u32, u32), ground: Color, placed: Vec<Placed>) -> Image {
    Arc::new(Sheet {
        size,
        ground: pixel(ground),
        placed,
    })
}
