//! Rendered tiles, kept within a budget of bytes: what does not change while a parameter is in hand is rendered once.

use gesso_graph::{ContentKey, Name};
use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_nodes::Scaled;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// The side of a kept tile in pixels.
const SIDE: u32 = 256;
/// Most pictures that stay built.
const BUILT: usize = 96;

/// An output at a scale, by the bits of the scale.
pub(crate) type Shape = (ContentKey, Name, u32);

#[derive(Debug)]
struct Kept {
    tile: Arc<Tile>,
    used: u64,
}

#[derive(Debug, Default)]
struct Inside {
    tiles: BTreeMap<(u64, u32, u32), Kept>,
    bytes: u64,
    uses: u64,
    pictures: u64,
    /// The last used at the end.
    built: VecDeque<(Shape, Scaled)>,
}

/// The tiles, and the pictures that keep theirs here.
#[derive(Debug)]
pub(crate) struct Cache {
    inside: Mutex<Inside>,
    budget: u64,
}

impl Cache {
    pub(crate) fn new(budget: u64) -> Arc<Self> {
        let inside = Mutex::default();
        Arc::new(Self { inside, budget })
    }

    fn with<R>(&self, work: impl FnOnce(&mut Inside) -> R) -> R {
        work(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A picture that stayed built.
    pub(crate) fn find(&self, shape: &Shape) -> Option<Scaled> {
        self.with(|inside| {
            let place = inside.built.iter().position(|(other, _)| other == shape)?;
            let found = inside.built.remove(place)?;
            let scaled = found.1.clone();
            inside.built.push_back(found);
            Some(scaled)
        })
    }

    /// The same picture, which from now on stays built and keeps the tiles that are rendered of it.
    pub(crate) fn keep(self: &Arc<Self>, shape: Shape, scaled: &Scaled) -> Scaled {
        self.with(|inside| {
            inside.pictures += 1;
            let kept = Scaled {
                image: Arc::new(Cached {
                    image: Arc::clone(&scaled.image),
                    number: inside.pictures,
                    cache: Arc::clone(self),
                }),
                full: scaled.full,
            };
            inside.built.push_back((shape, kept.clone()));
            while inside.built.len() > BUILT {
                inside.built.pop_front();
            }
            kept
        })
    }

    fn put(&self, spot: (u64, u32, u32), tile: Tile) {
        self.with(|inside| {
            inside.uses += 1;
            let used = inside.uses;
            inside.bytes += tile.region.area() * 16;
            let tile = Arc::new(tile);
            if let Some(old) = inside.tiles.insert(spot, Kept { tile, used }) {
                inside.bytes -= old.tile.region.area() * 16;
            }
            while inside.bytes > self.budget {
                let oldest = inside.tiles.iter().min_by_key(|(_, kept)| kept.used);
                let Some(oldest) = oldest.map(|(spot, _)| *spot) else {
                    break;
                };
                if let Some(gone) = inside.tiles.remove(&oldest) {
                    inside.bytes -= gone.tile.region.area() * 16;
                }
            }
        });
    }

    fn get(&self, spot: (u64, u32, u32)) -> Option<Arc<Tile>> {
        self.with(|inside| {
            inside.uses += 1;
            let used = inside.uses;
            let kept = inside.tiles.get_mut(&spot)?;
            kept.used = used;
            Some(Arc::clone(&kept.tile))
        })
    }
}

struct Cached {
    image: Image,
    number: u64,
    cache: Arc<Cache>,
}

impl Cached {
    fn cell(&self, col: u32, row: u32) -> Region {
        let (w, h) = self.image.size();
        let (x, y) = (col * SIDE, row * SIDE);
        Region::new(x as i32, y as i32, SIDE.min(w - x), SIDE.min(h - y))
    }
}

impl Picture for Cached {
    fn size(&self) -> (u32, u32) {
        self.image.size()
    }

    /// What is missing is rendered as one region: kernels that reach far would repeat their work for every tile.
    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let mut out = Tile::clear(region);
        let inside = region.intersect(&Region::whole(self.size()));
        if inside.is_empty() {
            return Ok(out);
        }
        let mut missing = Vec::new();
        for row in inside.y as u32 / SIDE..=(inside.bottom() - 1) as u32 / SIDE {
            for col in inside.x as u32 / SIDE..=(inside.right() - 1) as u32 / SIDE {
                match self.cache.get((self.number, col, row)) {
                    Some(tile) => out.paste(&tile),
                    None => missing.push((col, row)),
                }
            }
        }
        let cells = missing.iter().map(|&(col, row)| self.cell(col, row));
        let Some(bounds) = cells.reduce(around) else {
            return Ok(out);
        };
        let rendered = self.image.render(bounds, pull)?;
        out.paste(&rendered);
        for (col, row) in missing {
            let mut tile = Tile::clear(self.cell(col, row));
            tile.paste(&rendered);
            self.cache.put((self.number, col, row), tile);
        }
        Ok(out)
    }

    fn is_opaque(&self) -> bool {
        self.image.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.image.reach()
    }
}

/// The smallest region that holds both.
fn around(a: Region, b: Region) -> Region {
    Region::between(
        a.x.min(b.x),
        a.y.min(b.y),
        a.right().max(b.right()),
        a.bottom().max(b.bottom()),
    )
}
