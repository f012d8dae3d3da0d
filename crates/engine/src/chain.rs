//! Where chains of steps take things from on the server: decoded files and rendered proxies on the shelf, whole pictures
//! and assets on disk. Only decoding a file costs, and decoded files are on the shelf.

use crate::shelf::{Place, Room, Shelf};
use crate::turn::{Turn, Turns};
use gesso_graph::{AssetRef, ContentKey, Name, Step};
use gesso_media::native::{
    Limits, MediaError, apart, decode, delays, embedded_font, frames, materialise,
    materialise_in_order, probe, raw, scaled_size, stream_rows,
};
use gesso_media::{Filter, FontCase, Image, Lut, Picture, Pull, Region, RenderError, Tile, resize};
use gesso_nodes::chain::{self, Build, Host, Measured};
use gesso_nodes::{Call, Outputs, Scaled, color_lut};
use gesso_sync::{Said, said};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What every chain is built with. Copies share it.
#[derive(Debug, Clone)]
pub(crate) struct Kitchen {
    pub(crate) fonts: Arc<FontCase>,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) turns: Arc<Turns>,
    pub(crate) limits: Limits,
    /// Most pixels of one picture at full size.
    pub(crate) pixels: u64,
}

impl Kitchen {
    /// A decoded file at a scale, or the picture of an animation with this number, from 1; decoded once, and rendered once at
    /// each scale below 1. What the shelf has no room for is read as it is rendered, each time; where that can't be, it is
    /// decoded when its turn has come, if there is one to wait for.
    pub(crate) fn file(
        &self,
        (hash, frame): (&Name, u32),
        path: &Path,
        scale: f32,
        turn: Option<&Turn>,
        pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        let mut is_read_later = false;
        let place = Place::File(hash.clone(), frame);
        let mut open = || {
            if frame > 1 {
                return Ok(self.frame(hash, frame, path, pull)?);
            }
            let found = probe(path, &self.limits)?;
            let full = (found.width, found.height);
            let bytes =
                u64::from(full.0) * u64::from(full.1) * 4 * u64::from(found.bit_depth).div_ceil(8);
            let room = self.shelf.room(bytes);
            let rows = match &room {
                Some(_) => None,
                None => stream_rows(path, &self.limits),
            };
            is_read_later = rows.is_some();
            let image = match (rows, turn) {
                (Some(image), _) => image,
                (None, Some(turn)) if room.is_none() && !turn.is_mine() => {
                    return Err(Unopened::Waits(turn));
                }
                (None, _) => decode(path, &self.limits)?,
            };
            Ok((Scaled { image, full }, room))
        };
        let whole = loop {
            match self.shelf.find_or_make(place.clone(), &mut open) {
                Ok(whole) => break whole,
                Err(Unopened::Waits(turn)) => turn.take(pull)?,
                Err(Unopened::Failed(error)) => return Err(error),
            }
        };
        if scale >= 1.0 {
            return Ok(whole);
        }
        let place = Place::SmallFile(hash.clone(), frame, scale.to_bits());
        self.shelf.find_or_make(place, || {
            let (w, h) = scaled_size(whole.full, scale);
            let small = resize(whole.image, w, h, Filter::Bilinear);
            let image = if is_read_later {
                materialise_in_order(&small, pull)?
            } else {
                materialise(&small, pull, &|_| {})?
            };
            // Whoever has the small one needs no room for the whole.
            drop(small);
            let room = self.shelf.room(u64::from(w) * u64::from(h) * 16);
            let scaled = Scaled {
                image: Arc::new(image),
                full: whole.full,
            };
            Ok((scaled, room))
        })
    }
}

/// Why a file is not opened.
enum Unopened<'a> {
    Failed(RenderError),
    /// There is no room for it, and its turn is yet to be taken.
    Waits(&'a Turn),
}

impl From<MediaError> for Unopened<'_> {
    fn from(error: MediaError) -> Self {
        Self::Failed(error.into())
    }
}

impl Kitchen {
    /// A later picture of an animation, with room for it. Those after it are kept too, as far as a part of the shelf
    /// goes: who wants one wants the next.
    fn frame(
        &self,
        hash: &Name,
        frame: u32,
        path: &Path,
        pull: &Pull,
    ) -> Result<(Scaled, Option<Room<'_>>), MediaError> {
        let first = frame as usize - 1;
        let ahead = self.shelf.budget() / 4;
        let ahead = self.shelf.room(ahead).map(|room| (ahead, room));
        let most = ahead.as_ref().map_or(0, |(bytes, _)| *bytes);
        let found = frames(path, first, most, &self.limits, pull)?;
        drop(ahead);
        let mut found = found.into_iter().zip(frame..).map(|(found, number)| {
            let full = found.image.size();
            let bytes = u64::from(full.0) * u64::from(full.1) * 4;
            let image = found.image;
            (number, Scaled { image, full }, bytes)
        });
        let Some((_, wanted, bytes)) = found.next() else {
            return Err(MediaError::Unsupported(said(
                "unread-frame",
                [("number", frame.into())],
            )));
        };
        let room = self.shelf.room(bytes);
        for (number, scaled, bytes) in found {
            if let Some(room) = self.shelf.room(bytes) {
                let place = Place::File(hash.clone(), number);
                self.shelf.keep(place, scaled, room);
            }
        }
        Ok((wanted, room))
    }
}

/// The steps that make one result, with the files they read.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Every step after the steps it reads; the last one is what the chain is for.
    pub(crate) steps: Vec<Arc<Step>>,
    /// Files of assets, by hash.
    pub(crate) assets: BTreeMap<Name, PathBuf>,
    /// Files of whole pictures, by step and output.
    pub(crate) raws: BTreeMap<(ContentKey, Name), PathBuf>,
    /// What is known of outputs already; the chains of one run share it.
    pub(crate) measured: Arc<Measured>,
    /// What it waits for before it decodes what there is no room for; who looks at a picture waits for nobody.
    pub(crate) turn: Option<Turn>,
}

impl Chain {
    /// Where these steps, and those of items, take things from.
    pub(crate) fn host<'a>(&'a self, kitchen: &'a Kitchen) -> Cook<'a> {
        let chain = self;
        Cook { chain, kitchen }
    }

    /// Whether this output costs nothing: it is whole on disk, or of a step that reads nothing.
    pub(crate) fn has_at_hand(&self, place: &(ContentKey, Name)) -> bool {
        let mut steps = self.steps.iter();
        let step = steps.find(|step| step.key == place.0);
        self.raws.contains_key(place) || step.is_none_or(|step| step.inputs.is_empty())
    }

    /// What flows into the last step.
    pub(crate) fn call(&self, kitchen: &Kitchen, build: Build<'_>) -> Result<Call, RenderError> {
        let chain = self;
        chain::call(&self.steps, &Cook { chain, kitchen }, build)
    }

    /// What the last step gives.
    pub(crate) fn outputs(
        &self,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Outputs, RenderError> {
        let chain = self;
        chain::outputs(&self.steps, &Cook { chain, kitchen }, build)
    }

    /// The picture the last step shows or saves.
    pub(crate) fn picture(
        &self,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Scaled, RenderError> {
        let chain = self;
        chain::picture(&self.steps, &Cook { chain, kitchen }, build)
    }
}

/// A chain with what it is built with.
pub(crate) struct Cook<'a> {
    chain: &'a Chain,
    kitchen: &'a Kitchen,
}

impl Cook<'_> {
    fn path(&self, asset: &AssetRef) -> Result<&PathBuf, RenderError> {
        self.chain.assets.get(&asset.hash).ok_or_else(|| {
            RenderError::Failed(said("asset-gone", [("name", (&*asset.name).into())]))
        })
    }
}

impl Host for Cook<'_> {
    fn font_case(&self) -> &FontCase {
        &self.kitchen.fonts
    }

    fn bytes(&self, asset: &AssetRef, most: u64) -> Result<Arc<[u8]>, RenderError> {
        if let Some(bytes) = embedded_font(&asset.hash) {
            return Ok(bytes.into());
        }
        let path = self.path(asset)?;
        let why = |error: std::io::Error| named(asset, MediaError::Io(error).into());
        let bytes = std::fs::metadata(path).map_err(why)?.len();
        if bytes > most {
            let reason = said("file-over", [("most", (most >> 20).into())]);
            return Err(named(asset, RenderError::Failed(reason)));
        }
        Ok(std::fs::read(path).map_err(why)?.into())
    }

    fn most_pixels(&self) -> u64 {
        self.kitchen.pixels
    }

    fn measured(&self) -> &Measured {
        &self.chain.measured
    }

    fn size_of(&self, asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        let found = probe(self.path(asset)?, &self.kitchen.limits)
            .map_err(|error| named(asset, error.into()))?;
        Ok((found.width, found.height))
    }

    fn load(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        self.kitchen
            .file(
                (&asset.hash, frame),
                self.path(asset)?,
                scale,
                self.chain.turn.as_ref(),
                pull,
            )
            .map_err(|error| named(asset, error))
    }

    fn delays(&self, asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        delays(self.path(asset)?, &self.kitchen.limits, &Pull::new())
            .map_err(|error| named(asset, error.into()))
    }

    fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        let why = |reason: Said| {
            RenderError::Failed(said(
                "table-unusable",
                [("name", (&*asset.name).into()), ("reason", reason)],
            ))
        };
        let path = self.path(asset)?;
        let length = std::fs::metadata(path).map_err(|error| why(error.to_string().into()))?;
        if length.len() > color_lut::MOST_BYTES {
            return Err(why(said("table-too-large", [])));
        }
        let text = std::fs::read_to_string(path).map_err(|error| why(error.to_string().into()))?;
        let table = Lut::from_cube(&text).map_err(|error| why(error.said()))?;
        Ok(Arc::new(table))
    }

    fn load_later(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        let full = self.size_of(asset)?;
        let later = Later {
            kitchen: self.kitchen.clone(),
            asset: asset.clone(),
            path: self.path(asset)?.clone(),
            frame,
            scale,
            size: scaled_size(full, scale),
        };
        Ok(Scaled {
            image: Arc::new(later),
            full,
        })
    }

    fn kept(&self, place: &chain::Place, build: Build<'_>) -> Result<Option<Scaled>, RenderError> {
        let Build::Render(scale, _) = build else {
            return Ok(None);
        };
        let proxy = Place::Proxy(place.0, place.1.clone(), scale.to_bits());
        Ok(
            match (self.kitchen.shelf.find(&proxy), self.chain.raws.get(place)) {
                (Some(scaled), _) => Some(scaled),
                (None, Some(path)) if scale >= 1.0 => {
                    let image = raw::open(path)?;
                    let full = image.size();
                    Some(Scaled { image, full })
                }
                (None, _) => None,
            },
        )
    }
}

/// A picture in a file that is opened when it is rendered, and only kept on the shelf: one of many.
struct Later {
    kitchen: Kitchen,
    asset: AssetRef,
    path: PathBuf,
    frame: u32,
    scale: f32,
    size: (u32, u32),
}

impl Picture for Later {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let open = || {
            let place = (&self.asset.hash, self.frame);
            // A thread that renders must not wait for a turn: whoever has it may wait for that thread.
            self.kitchen.file(place, &self.path, self.scale, None, pull)
        };
        let opened = apart(open).map_err(|error| named(&self.asset, error))?;
        opened.image.render(region, pull)
    }
}

/// The error with the file's name before it.
fn named(asset: &AssetRef, error: RenderError) -> RenderError {
    match error {
        RenderError::Failed(reason) => RenderError::Failed(said(
            "file-failed",
            [("name", (&*asset.name).into()), ("reason", reason)],
        )),
        RenderError::Cancelled => RenderError::Cancelled,
    }
}

/// A picture with the pixels of a chain, kept whole.
pub(crate) fn kept_image(image: &Image, pull: &Pull) -> Result<Image, RenderError> {
    Ok(Arc::new(materialise(image, pull, &|_| {})?))
}

#[cfg(test)]
mod tests {
    use super::{Kitchen, Limits, Path, PathBuf, Pull, Shelf, Turn};
    use gesso_media::native::{Encoding, Format, encode};
    use gesso_media::{Image, noise};
    use std::io::Cursor;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    /// Longer than opening takes.
    const A_WHILE: Duration = Duration::from_millis(200);

    fn kitchen(memory: u64) -> Kitchen {
        Kitchen {
            fonts: Arc::default(),
            shelf: Arc::new(Shelf::new(memory)),
            turns: Arc::default(),
            limits: Limits::default(),
            pixels: u64::MAX,
        }
    }

    fn saved(folder: &Path, name: &str, format: Format) -> PathBuf {
        let image = noise(64, 48, [0.0; 4], [1.0; 4], 7, 9.0);
        let mut bytes = Cursor::new(Vec::new());
        encode(
            &image,
            Encoding::from(format),
            &Pull::new(),
            &|_| {},
            &mut bytes,
        )
        .expect("it is encoded");
        let path = folder.join(name);
        std::fs::write(&path, bytes.into_inner()).expect("it is written");
        path
    }

    fn open(kitchen: &Kitchen, path: &Path, turn: Option<&Turn>) -> Image {
        let name = path.to_string_lossy().as_ref().into();
        let opened = kitchen.file((&name, 1), path, 1.0, turn, &Pull::new());
        opened.expect("it is opened").image
    }

    #[test]
    fn what_has_to_be_whole_and_finds_no_room_is_opened_by_one_step_at_a_time() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let webp = |name| saved(folder.path(), name, Format::WebP { quality: 80 });
        let (first, again, other) = (webp("1.webp"), webp("2.webp"), webp("3.webp"));
        let kitchen = kitchen(0);
        let turn = || Turn::new(&kitchen.turns);
        let mine = turn();
        let held = open(&kitchen, &first, Some(&mine));
        assert!(mine.is_mine());
        open(&kitchen, &again, Some(&mine));
        open(&kitchen, &other, None);

        let png = saved(folder.path(), "4.png", Format::Png8);
        let reads_rows = turn();
        open(&kitchen, &png, Some(&reads_rows));
        assert!(!reads_rows.is_mine(), "rows are read without one");

        let (tell, told) = channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                tell.send("waits").expect("somebody listens");
                open(&kitchen, &other, Some(&turn()));
                tell.send("is open").expect("somebody listens");
            });
            assert_eq!(told.recv(), Ok("waits"));
            // Who waits keeps nobody from the same file.
            open(&kitchen, &other, Some(&mine));
            assert!(told.recv_timeout(A_WHILE).is_err());
            drop((held, mine));
            assert_eq!(told.recv(), Ok("is open"));
        });
    }

    #[test]
    fn what_finds_room_waits_for_nobody() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let path = saved(folder.path(), "1.webp", Format::WebP { quality: 80 });
        let kitchen = kitchen(1 << 20);
        let turn = Turn::new(&kitchen.turns);
        open(&kitchen, &path, Some(&turn));
        assert!(!turn.is_mine());
    }
}
