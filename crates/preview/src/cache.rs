//! Rendered tiles, kept within a budget of bytes: what does not change while a parameter is in hand is rendered once.

use gesso_graph::{ContentKey, Name};
use gesso_media::{Cells, Image, Indexed, Picture, Pull, Region, RenderError, Take, Tile, coarse};
use gesso_nodes::Scaled;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// The side of a kept tile in pixels, at most.
const SIDE: u32 = 256;
/// The side of what a kept tile is made of, in pixels of the picture that was halved to it: of a very large one only a part may be asked for.
const HALVED_SIDE: u32 = 1024;
/// Most pictures that stay built.
const BUILT: usize = 96;

/// An output at a scale, by the bits of the scale, halved so many times.
pub(crate) type Shape = (ContentKey, Name, u32, usize);

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
                    side: SIDE.min(HALVED_SIDE >> shape.3.min(6)),
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

    /// The same picture, of which what blurs are made of is kept.
    pub(crate) fn blurrable(self: &Arc<Self>, shape: Shape, scaled: Scaled) -> Scaled {
        let image = Arc::new(Blurrable {
            image: scaled.image,
            shape,
            cache: Arc::clone(self),
        });
        Scaled { image, ..scaled }
    }

    fn put(&self, spot: (u64, u32, u32), tile: Arc<Tile>) {
        self.with(|inside| {
            inside.uses += 1;
            let used = inside.uses;
            inside.bytes += tile.region.area() * 16;
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
    side: u32,
    cache: Arc<Cache>,
}

impl Cached {
    fn cell(&self, col: u32, row: u32) -> Region {
        let (w, h) = self.image.size();
        let (x, y) = (col * self.side, row * self.side);
        let (w, h) = (self.side.min(w - x), self.side.min(h - y));
        Region::new(x as i32, y as i32, w, h)
    }

    /// The cells that hold a region, which lies inside and is not empty. What is missing is rendered as one region: kernels that
    /// reach far would repeat their work for every cell.
    fn cells(&self, region: Region, pull: &Pull) -> Result<Cells, RenderError> {
        let side = self.side;
        let columns = region.x as u32 / side..=(region.right() - 1) as u32 / side;
        let rows = region.y as u32 / side..=(region.bottom() - 1) as u32 / side;
        let spots = rows.map(|row| columns.clone().map(move |col| (col, row)));
        let found: Vec<Vec<_>> = spots
            .map(|spots| {
                spots
                    .map(|(col, row)| (col, row, self.cache.get((self.number, col, row))))
                    .collect()
            })
            .collect();
        let missing = found.iter().flatten().filter(|(.., tile)| tile.is_none());
        let missing = missing.map(|(col, row, _)| self.cell(*col, *row));
        let rendered = match missing.reduce(around) {
            Some(bounds) => self.image.render(bounds, pull)?,
            None => Tile::clear(Region::default()),
        };
        let there = |(col, row, tile): (u32, u32, Option<Arc<Tile>>)| {
            tile.unwrap_or_else(|| {
                let mut tile = Tile::clear(self.cell(col, row));
                tile.paste(&rendered);
                let tile = Arc::new(tile);
                self.cache.put((self.number, col, row), Arc::clone(&tile));
                tile
            })
        };
        let rows = found
            .into_iter()
            .map(|row| row.into_iter().map(there).collect());
        Ok(Cells(rows.collect()))
    }
}

impl Picture for Cached {
    fn size(&self) -> (u32, u32) {
        self.image.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        Tile::by_rows(self, region, pull)
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        self.cells(region, pull)?.rows(region, take)
    }

    fn is_made_by_rows(&self, _region: Region) -> bool {
        true
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

/// A picture that may be blurred again and again, with another sigma each time: the coarse picture that the sigma does not change
/// is kept.
struct Blurrable {
    image: Image,
    shape: Shape,
    cache: Arc<Cache>,
}

impl Picture for Blurrable {
    fn size(&self) -> (u32, u32) {
        self.image.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        self.image.render(region, pull)
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        self.image.rows(region, pull, take)
    }

    fn is_made_by_rows(&self, region: Region) -> bool {
        self.image.is_made_by_rows(region)
    }

    fn is_opaque(&self) -> bool {
        self.image.is_opaque()
    }

    fn indexed(&self) -> Option<&Indexed> {
        self.image.indexed()
    }

    fn coarse(&self, halvings: usize) -> Option<Image> {
        let (key, port, scale, _) = self.shape.clone();
        let shape = (key, port, scale, halvings);
        let found = self.cache.find(&shape);
        let kept = found.unwrap_or_else(|| {
            let image = coarse(Arc::clone(&self.image), halvings);
            let full = image.size();
            self.cache.keep(shape, &Scaled { image, full })
        });
        Some(kept.image)
    }

    fn reach(&self) -> u32 {
        self.image.reach()
    }
}
