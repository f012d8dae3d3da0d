//! Many pictures laid out on a ground. One picture however many lie on it: a tree of blends would be as deep as they are many.
//! Each is rendered once and kept while the sheet lives, when all together are small enough: strips of a sheet meet the same
//! pictures again and again.

use std::sync::{Arc, Mutex, PoisonError};

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

/// Most pixels of pictures that are kept, together: a quarter of a gibibyte.
const KEPT_PIXELS: u64 = 16 << 20;

struct Sheet {
    size: (u32, u32),
    ground: [f32; 4],
    cells: Vec<Cell>,
    keeps: bool,
}

struct Cell {
    placed: Placed,
    /// The whole picture, once somebody rendered it. Rendering uses no other threads, so waiting for it is safe.
    kept: Mutex<Option<Arc<Tile>>>,
}

impl Cell {
    fn whole(&self, pull: &Pull) -> Result<Arc<Tile>, RenderError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tile) = &*kept {
            return Ok(Arc::clone(tile));
        }
        let image = &self.placed.image;
        let tile = Arc::new(image.render(Region::whole(image.size()), pull)?);
        *kept = Some(Arc::clone(&tile));
        Ok(tile)
    }
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
            for cell in &self.cells {
                let Placed { x, y, image } = &cell.placed;
                let there = Region::whole(image.size()).moved(*x, *y).intersect(&region);
                if there.is_empty() {
                    continue;
                }
                pull.check()?;
                let part = there.moved(-x, -y);
                let top = match self.keeps {
                    true => cell.whole(pull)?,
                    false => Arc::new(image.render(part, pull)?),
                };
                over(&mut tile, &top, part, (*x, *y));
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.ground[3] >= 1.0
    }

    fn reach(&self) -> u32 {
        let reach = self.cells.iter().map(|cell| cell.placed.image.reach());
        reach.max().unwrap_or(0)
    }
}

/// Lays `part` of a picture over a tile; the picture's own corner is `at` away from the tile's.
fn over(tile: &mut Tile, top: &Tile, part: Region, at: (i32, i32)) {
    let left = (part.x + at.0 - tile.region.x) as usize * 4;
    let from = (part.x - top.region.x) as usize * 4;
    let width = part.w as usize * 4;
    for y in part.y..part.bottom() {
        let base = &mut tile.row_mut(y + at.1)[left..left + width];
        let top = &top.row(y)[from..from + width];
        let pixels = base.chunks_exact_mut(4).zip(top.chunks_exact(4));
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
    let area = |placed: &Placed| Region::whole(placed.image.size()).area();
    let keeps = placed.iter().map(area).sum::<u64>() <= KEPT_PIXELS;
    let cell = |placed| Cell {
        placed,
        kept: Mutex::default(),
    };
    Arc::new(Sheet {
        size,
        ground: pixel(ground),
        cells: placed.into_iter().map(cell).collect(),
        keeps,
    })
}
