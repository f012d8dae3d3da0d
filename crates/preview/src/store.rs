//! What the server has sent: sizes and floats of files and results. What is not there is noted down to be fetched, and who
//! needs it is stopped until then. Keeps to a budget of bytes, but never throws away what the present wish has used.

use gesso_graph::{AssetRef, ContentKey, Name};
use gesso_media::packed::{MOST_SIDE, unpack};
use gesso_media::{Cells, Lut, Picture, Pull, Region, RenderError, Take, Tile};
use gesso_sync::{Said, said};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Most pixels that one rendering takes from one file: what needs more is for the server.
const MOST_PIXELS: u64 = 24_000_000;

/// Whose pixels.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    /// An uploaded file's, and of an animation which picture's, from 1.
    Asset(Name, u32),
    /// A result's.
    Result(ContentKey),
}

/// A file or result at 1/2 to a level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level {
    whose: Whose,
    level: u32,
}

/// What is known of a level.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Info {
    /// At full size.
    pub(crate) full: (u32, u32),
    /// At this level.
    pub(crate) size: (u32, u32),
    opaque: bool,
}

/// A tile of a level: column and row.
type Spot = (Level, u32, u32);

#[derive(Debug, Clone)]
enum Slot<T> {
    Coming,
    There(T),
    /// It could not be had.
    Refused,
}

#[derive(Debug)]
struct Kept {
    slot: Slot<Arc<Tile>>,
    used: u64,
}

#[derive(Debug, Clone)]
enum Fetch {
    Info(Level),
    Tile(Spot, Region),
    Delays(Name),
    Bytes(Name),
}

#[derive(Debug, Default)]
struct Inside {
    infos: BTreeMap<Level, Slot<Info>>,
    delays: BTreeMap<Name, Slot<Vec<Duration>>>,
    /// Fonts, drawings and tables. They are few, so none is let go.
    files: BTreeMap<Name, Slot<Arc<[u8]>>>,
    /// Tables that were read from files; the texts are let go then, for they are much longer.
    tables: BTreeMap<Name, Arc<Lut>>,
    tiles: BTreeMap<Spot, Kept>,
    under_way: BTreeMap<String, Fetch>,
    wanted: Vec<String>,
    bytes: u64,
    uses: u64,
    /// The use with which the present wish began.
    since: u64,
}

/// The pixels that are there.
#[derive(Debug)]
pub(crate) struct Store {
    inside: Mutex<Inside>,
    budget: u64,
}

impl Store {
    pub(crate) fn new(budget: u64) -> Arc<Self> {
        let inside = Mutex::default();
        Arc::new(Self { inside, budget })
    }

    fn with<R>(&self, work: impl FnOnce(&mut Inside) -> R) -> R {
        work(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Another wish begins: what was refused may be asked for again.
    pub(crate) fn begin(&self) {
        self.with(|inside| {
            inside.since = inside.uses;
            inside
                .infos
                .retain(|_, slot| !matches!(slot, Slot::Refused));
            inside
                .delays
                .retain(|_, slot| !matches!(slot, Slot::Refused));
            inside
                .files
                .retain(|_, slot| !matches!(slot, Slot::Refused));
            inside
                .tiles
                .retain(|_, kept| !matches!(kept.slot, Slot::Refused));
        });
    }

    /// Addresses that are to be fetched, each named once.
    pub(crate) fn wanted(&self) -> Vec<String> {
        self.with(|inside| std::mem::take(&mut inside.wanted))
    }

    /// What came from an address; nothing when the server refused.
    pub(crate) fn arrived(&self, address: &str, bytes: Option<&[u8]>) {
        self.with(|inside| match inside.under_way.remove(address) {
            Some(Fetch::Info(level)) => {
                let info = bytes.and_then(|bytes| serde_json::from_slice(bytes).ok());
                let slot = info.map_or(Slot::Refused, Slot::There);
                inside.infos.insert(level, slot);
            }
            Some(Fetch::Tile(spot, region)) => {
                let tile = bytes.and_then(|bytes| unpack(bytes, region));
                let slot = tile.map_or(Slot::Refused, |tile| Slot::There(Arc::new(tile)));
                inside.put(spot, slot, self.budget);
            }
            Some(Fetch::Delays(hash)) => {
                let seconds =
                    bytes.and_then(|bytes| serde_json::from_slice::<Vec<f64>>(bytes).ok());
                let slot = seconds.map_or(Slot::Refused, |seconds| {
                    Slot::There(seconds.into_iter().map(duration).collect())
                });
                inside.delays.insert(hash, slot);
            }
            Some(Fetch::Bytes(hash)) => {
                let slot = bytes.map_or(Slot::Refused, |bytes| Slot::There(bytes.into()));
                inside.files.insert(hash, slot);
            }
            // Nobody asked.
            None => {}
        });
    }

    /// A file or result at a level.
    ///
    /// # Errors
    /// [`RenderError::Cancelled`] until it is known.
    pub(crate) fn open(
        self: &Arc<Self>,
        whose: Whose,
        level: u32,
    ) -> Result<(Fetched, Info), RenderError> {
        let level = Level { whose, level };
        let info = self.with(|inside| match inside.infos.get(&level) {
            Some(Slot::There(info)) => Ok(*info),
            Some(Slot::Coming) => Err(RenderError::Cancelled),
            Some(Slot::Refused) => Err(refused()),
            None => {
                inside.infos.insert(level.clone(), Slot::Coming);
                inside.fetch(level.address(), Fetch::Info(level.clone()));
                Err(RenderError::Cancelled)
            }
        })?;
        let store = Arc::clone(self);
        Ok((Fetched { level, info, store }, info))
    }

    /// The bytes of a font, a drawing or a table.
    ///
    /// # Errors
    /// [`RenderError::Cancelled`] until they are there.
    pub(crate) fn bytes(&self, asset: &AssetRef) -> Result<Arc<[u8]>, RenderError> {
        let hash = &asset.hash;
        self.with(|inside| match inside.files.get(hash) {
            Some(Slot::There(bytes)) => Ok(Arc::clone(bytes)),
            Some(Slot::Coming) => Err(RenderError::Cancelled),
            Some(Slot::Refused) => Err(refused()),
            None => {
                let folder = match asset.media_type.starts_with("font/") {
                    true => "font",
                    false => "asset",
                };
                inside.files.insert(hash.clone(), Slot::Coming);
                inside.fetch(format!("/{folder}/{hash}"), Fetch::Bytes(hash.clone()));
                Err(RenderError::Cancelled)
            }
        })
    }

    /// The look-up table in a file.
    ///
    /// # Errors
    /// [`RenderError::Cancelled`] until it is there; when it is no table, said for people.
    pub(crate) fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        if let Some(table) = self.with(|inside| inside.tables.get(&asset.hash).cloned()) {
            return Ok(table);
        }
        let bytes = self.bytes(asset)?;
        let unusable = |reason: Said| {
            let name = (&*asset.name).into();
            RenderError::Failed(said("table-unusable", [("name", name), ("reason", reason)]))
        };
        let text =
            std::str::from_utf8(&bytes).map_err(|error| unusable(error.to_string().into()))?;
        let table = Lut::from_cube(text).map_err(|error| unusable(error.said()))?;
        let table = Arc::new(table);
        self.with(|inside| {
            inside.files.remove(&asset.hash);
            inside.tables.insert(asset.hash.clone(), Arc::clone(&table));
        });
        Ok(table)
    }

    /// For how long each picture of an animation shows.
    ///
    /// # Errors
    /// [`RenderError::Cancelled`] until it is known.
    pub(crate) fn delays(&self, hash: &Name) -> Result<Vec<Duration>, RenderError> {
        self.with(|inside| match inside.delays.get(hash) {
            Some(Slot::There(delays)) => Ok(delays.clone()),
            Some(Slot::Coming) => Err(RenderError::Cancelled),
            Some(Slot::Refused) => Err(refused()),
            None => {
                inside.delays.insert(hash.clone(), Slot::Coming);
                inside.fetch(format!("/frames/{hash}"), Fetch::Delays(hash.clone()));
                Err(RenderError::Cancelled)
            }
        })
    }
}

impl Inside {
    fn fetch(&mut self, address: String, fetch: Fetch) {
        self.wanted.push(address.clone());
        self.under_way.insert(address, fetch);
    }

    fn put(&mut self, spot: Spot, slot: Slot<Arc<Tile>>, budget: u64) {
        self.uses += 1;
        let used = self.uses;
        self.bytes += bytes_of(&slot);
        self.tiles.insert(spot, Kept { slot, used });
        while self.bytes > budget {
            let old = self
                .tiles
                .iter()
                .filter(|(_, kept)| matches!(kept.slot, Slot::There(_)) && kept.used <= self.since)
                .min_by_key(|(_, kept)| kept.used)
                .map(|(spot, _)| spot.clone());
            let Some(gone) = old.and_then(|spot| self.tiles.remove(&spot)) else {
                break;
            };
            self.bytes -= bytes_of(&gone.slot);
        }
    }
}

fn bytes_of(slot: &Slot<Arc<Tile>>) -> u64 {
    match slot {
        Slot::There(tile) => tile.region.area() * 16,
        Slot::Coming | Slot::Refused => 0,
    }
}

/// Of what a server sent that need not be ours.
fn duration(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

fn refused() -> RenderError {
    RenderError::Failed(said("pixels-not-given", []))
}

impl Level {
    fn address(&self) -> String {
        let Self { whose, level } = self;
        match whose {
            Whose::Asset(hash, 1) => format!("/pixels/asset/{hash}/{level}"),
            Whose::Asset(hash, frame) => format!("/pixels/asset/{hash}.{frame}/{level}"),
            Whose::Result(key) => format!("/pixels/result/{key}/{level}"),
        }
    }
}

/// A file or result whose pixels come from the server.
pub(crate) struct Fetched {
    level: Level,
    info: Info,
    store: Arc<Store>,
}

impl Picture for Fetched {
    fn size(&self) -> (u32, u32) {
        self.info.size
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
        self.info.opaque
    }
}

impl Fetched {
    /// What holds a region, which lies inside; what is missing of it is asked for.
    fn cells(&self, region: Region, pull: &Pull) -> Result<Cells, RenderError> {
        if region.area() > MOST_PIXELS {
            return Err(RenderError::Failed(said("pixels-too-many", [])));
        }
        pull.count(region.area());
        self.store.with(|store| {
            let mut coming = false;
            let mut cells = Cells::default();
            for row in region.y as u32 / MOST_SIDE..=(region.bottom() - 1) as u32 / MOST_SIDE {
                let mut found = Vec::new();
                for col in region.x as u32 / MOST_SIDE..=(region.right() - 1) as u32 / MOST_SIDE {
                    match self.tile(store, col, row)? {
                        Some(tile) => found.push(tile),
                        None => coming = true,
                    }
                }
                cells.0.push(found);
            }
            if coming {
                return Err(RenderError::Cancelled);
            }
            Ok(cells)
        })
    }

    /// A tile; nothing while it is on its way.
    fn tile(
        &self,
        store: &mut Inside,
        col: u32,
        row: u32,
    ) -> Result<Option<Arc<Tile>>, RenderError> {
        let spot = (self.level.clone(), col, row);
        store.uses += 1;
        let used = store.uses;
        if let Some(kept) = store.tiles.get_mut(&spot) {
            kept.used = used;
            return match &kept.slot {
                Slot::There(tile) => Ok(Some(Arc::clone(tile))),
                Slot::Coming => Ok(None),
                Slot::Refused => Err(refused()),
            };
        }
        let slot = Slot::Coming;
        store.tiles.insert(spot.clone(), Kept { slot, used });
        let (x, y) = (col * MOST_SIDE, row * MOST_SIDE);
        let (w, h) = self.info.size;
        let region = Region::new(
            x as i32,
            y as i32,
            MOST_SIDE.min(w - x),
            MOST_SIDE.min(h - y),
        );
        let address = format!("{}/{col}/{row}", self.level.address());
        store.fetch(address, Fetch::Tile(spot, region));
        Ok(None)
    }
}
