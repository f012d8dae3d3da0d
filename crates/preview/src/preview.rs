//! The worker's work: wishes come, one piece of the most urgent picture is made at a time, and what is not wanted any more is
//! dropped between two pieces. Knows no browser: who calls it fetches what it wants and shows what it made.

use crate::cache::Cache;
use crate::crew::Crew;
use crate::host::{Desk, Shelves};
use crate::store::Store;
use crate::task::{Progress, Task};
use gesso_graph::NodeId;
use gesso_media::{
    Filter, FontCase, Image, Pull, Region, RenderError, resize, rgba8, rgba8_of, scaled_size,
};
use gesso_nodes::chain::{self, Build, Measured, preview_scale, upstream};
use gesso_nodes::{
    Run, Scaled, catalogue, color_lut, image_frames, image_load, image_save, take_pick,
};
use gesso_sync::{PreviewAsk, PreviewLook, PreviewNews, Said};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// About how many pixels are made at a time. Between two pieces a newer wish is heard.
const PIECE: u32 = 1_310_720;
/// Pieces begin at such rows, so that few tiles are cut.
const ROWS: u32 = 64;
/// Most pieces are strips for several hands, of at least so many rows: what kernels reach beyond theirs is made twice.
const LEAST_ROWS: u32 = 32;
/// Of so many wishes one is finished whole, with all small pictures, while the hand moves on.
const WHOLE: u64 = 3;
/// Sizes that are remembered.
const MEASURED: usize = 4_000;

/// What the worker may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of pixels that came from the server.
    pub fetched: u64,
    /// Bytes of rendered tiles.
    pub rendered: u64,
    /// Most pixels of one picture at full size.
    pub pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fetched: 256 << 20,
            rendered: 192 << 20,
            pixels: 1_000_000_000,
        }
    }
}

/// Something to say.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// What.
    pub said: PreviewNews,
    /// The pixels of [`PreviewNews::Pixels`]: sRGB, straight alpha, 8 bits a channel, row-major.
    pub pixels: Vec<u8>,
}

/// The preview.
pub struct Preview {
    shelves: Shelves,
    task: Option<Task>,
    next: Option<PreviewAsk>,
    /// How many wishes were begun.
    begun: u64,
}

type Pixels = ((u32, u32), (u32, u32, u32, u32), bool, Vec<u8>);

impl Preview {
    /// A preview that does nothing yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            shelves: Shelves {
                fonts: FontCase::default(),
                store: Store::new(limits.fetched),
                cache: Cache::new(limits.rendered),
                crew: Crew::new(),
                measured: Measured::default(),
                most_pixels: limits.pixels,
                is_servers,
            },
            task: None,
            next: None,
            begun: 0,
        }
    }

    /// The same, with another answer to which kinds of nodes only the server can do.
    #[must_use]
    pub fn with_servers(mut self, is_servers: fn(&str) -> bool) -> Self {
        self.shelves.is_servers = is_servers;
        self
    }

    /// The same, with others to help.
    #[must_use]
    pub fn with_crew(mut self, crew: Arc<Crew>) -> Self {
        self.shelves.crew = crew;
        self
    }

    /// Takes the place of an older wish; what that has begun is finished first, at least its most urgent picture: else a hand
    /// that moves all the time would never see one.
    pub fn ask(&mut self, ask: PreviewAsk) {
        self.next = Some(ask);
    }

    /// Addresses to be fetched, each named once.
    pub fn wanted(&mut self) -> Vec<String> {
        self.shelves.store.wanted()
    }

    /// What came from an address; nothing when it could not be had.
    pub fn arrived(&mut self, address: &str, bytes: Option<&[u8]>) {
        self.shelves.store.arrived(address, bytes);
        if let Some(task) = &mut self.task {
            task.wake();
        }
    }

    /// Does one piece of work; nothing when there is none, at least until something arrives.
    pub fn work(&mut self) -> Option<News> {
        loop {
            self.begin_next();
            let task = self.task.as_mut()?;
            let Some(index) = task.open() else {
                if self.next.is_some() {
                    continue;
                }
                if task.rests || !task.is_done() {
                    return None;
                }
                task.rests = true;
                return Some(News {
                    said: PreviewNews::Rests {
                        number: task.number,
                    },
                    pixels: Vec::new(),
                });
            };
            if let Some(news) = self.piece(index) {
                return Some(news);
            }
        }
    }

    /// Begins the newer wish when it is its turn. Every third wish is finished whole, for the small pictures' sake.
    fn begin_next(&mut self) {
        let is_free = self.task.as_ref().is_none_or(|task| {
            let has_shown = task
                .looks
                .first()
                .is_none_or(|look| look.progress == Progress::Done);
            task.open().is_none() || (has_shown && !self.begun.is_multiple_of(WHOLE))
        });
        if !is_free {
            return;
        }
        if let Some(ask) = self.next.take() {
            self.begun += 1;
            self.shelves.store.begin();
            if self.shelves.measured.count() > MEASURED {
                self.shelves.measured = Measured::default();
            }
            self.task = Some(Task::new(ask));
        }
    }

    /// A piece of a look, or nothing when it has to wait.
    fn piece(&mut self, index: usize) -> Option<News> {
        let task = self.task.as_mut()?;
        let wanted = task.looks[index].wanted;
        let desk = Desk {
            shelves: &self.shelves,
            task,
            keeps_all: matches!(wanted, PreviewLook::Small { .. }),
            stops: RefCell::default(),
        };
        let made = match wanted {
            PreviewLook::Small { side, .. } => small(&desk, &wanted, side),
            PreviewLook::Part { level, .. } => part(&desk, index, level),
        };
        let stops = desk.stops.into_inner();
        let look = &mut task.looks[index];
        match made {
            Ok((built, (full, area, last, pixels))) => {
                look.rows += area.3;
                look.built = built;
                look.progress = if last { Progress::Done } else { Progress::Open };
                let look = wanted;
                let said = PreviewNews::Pixels {
                    look,
                    full,
                    area,
                    last,
                    stops,
                };
                Some(News { said, pixels })
            }
            Err(RenderError::Cancelled) => {
                look.progress = Progress::Waits;
                None
            }
            Err(RenderError::Failed(reason)) => {
                look.progress = Progress::Done;
                Some(failed(wanted, reason, stops))
            }
        }
    }
}

type Built = Option<(Image, (u32, u32))>;

fn failed(look: PreviewLook, reason: Said, stops: BTreeSet<NodeId>) -> News {
    let said = PreviewNews::Failed {
        look,
        reason,
        stops,
    };
    News {
        said,
        pixels: Vec::new(),
    }
}

/// What files need, the worker asks the server for; saving shows what is saved. Everything else that is no kernel is the
/// server's alone.
fn is_servers(kind: &str) -> bool {
    let spec = catalogue().spec(kind);
    spec.is_none_or(|spec| {
        matches!(spec.run, Run::Host)
            && ![
                image_load::ID,
                image_frames::ID,
                image_save::ID,
                color_lut::ID,
                take_pick::ID,
            ]
            .contains(&kind)
    })
}

fn build(desk: &Desk<'_>, look: &PreviewLook, build: Build<'_>) -> Result<Scaled, RenderError> {
    let steps = upstream(look.key(), &desk.task.steps);
    chain::picture(&steps, desk, build)
}

/// All of a picture, made small as the server makes thumbnails.
fn small(desk: &Desk<'_>, look: &PreviewLook, side: u32) -> Result<(Built, Pixels), RenderError> {
    let pull = Pull::new();
    let full = build(desk, look, Build::Measure)?.full;
    let scale = preview_scale(full, side);
    let image = build(desk, look, Build::Render(scale, &pull))?.image;
    let (w, h) = image.size();
    let (w, h) = scaled_size((w, h), (side as f32 / w.max(h).max(1) as f32).min(1.0));
    let tile = resize(image, w, h, Filter::Bilinear).render(Region::whole((w, h)), &pull)?;
    Ok((None, (full, (0, 0, w, h), true, rgba8(&tile))))
}

/// The next rows of a part.
fn part(desk: &Desk<'_>, index: usize, level: u32) -> Result<(Built, Pixels), RenderError> {
    let look = &desk.task.looks[index];
    let PreviewLook::Part { x, y, w, h, .. } = look.wanted else {
        return Err(RenderError::Failed("".into()));
    };
    let pull = Pull::new();
    let (image, full) = match &look.built {
        Some(built) => built.clone(),
        None => {
            let scale = 1.0 / (1_u32 << level.min(31)) as f32;
            let Scaled { image, full } = build(desk, &look.wanted, Build::Render(scale, &pull))?;
            (image, full)
        }
    };
    let (all_w, all_h) = image.size();
    let w = w.min(all_w.saturating_sub(x));
    let end = y.saturating_add(h).min(all_h);
    let top = y.saturating_add(look.rows);
    let most = (PIECE / w.max(1) / ROWS).max(1) * ROWS;
    let rows = most.min(end.saturating_sub(top));
    let place = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let region = Region::new(place(x), place(top), w, rows);
    let bytes = bytes(&desk.shelves.crew, &image, region, &pull)?;
    let last = top + rows >= end;
    let pixels = (full, (x, top, w, rows), last, bytes);
    Ok((Some((image, full)), pixels))
}

/// A region for the screen, a strip of it for each hand.
fn bytes(crew: &Crew, image: &Image, region: Region, pull: &Pull) -> Result<Vec<u8>, RenderError> {
    let strips = u32::try_from(crew.hands()).unwrap_or(u32::MAX);
    let rows = region.h.div_ceil(strips).max(LEAST_ROWS);
    let alone = || rgba8_of(image, region, pull);
    if rows >= region.h {
        return alone();
    }
    let strip = |top: u32| {
        let strip = region.moved(0, i32::try_from(top).unwrap_or(i32::MAX));
        let strip = Region { h: rows, ..strip }.intersect(&region);
        let (image, pull) = (Arc::clone(image), pull.clone());
        move || rgba8_of(&image, strip, &pull)
    };
    let jobs = (0..region.h).step_by(rows as usize).map(strip).collect();
    match crew.all(jobs) {
        Some(made) => Ok(made.into_iter().collect::<Result<Vec<_>, _>>()?.concat()),
        // A hand was lost.
        None => alone(),
    }
}
