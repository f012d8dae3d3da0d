//! Which tiles of the base layer to blit, which to paint, which to forget. The pixels are the backend's.
//! Tiles lie on a grid fixed to the world at one scale, so panning only paints what comes into view. While the zoom
//! changes, tiles of the last sharp level are blitted scaled; once it rests, a level at the exact scale is painted. Under
//! all of them lies the overview, a small picture of everything: whatever the camera does, something is there to be shown.

mod level;

use crate::camera::{Camera, Viewport};
use crate::display::Area;
use crate::draw::Projection;
use crate::layout::{bleed, title_bleed};
use gesso_graph::Rect;
use level::{Level, State};
use std::collections::BTreeMap;

/// Side of a tile in device pixels: small, as one tile is the least that is painted in a frame.
pub const TILE_SIDE: u32 = 256;
/// The zoom, or the camera, counts as resting after this long.
const REST_MS: f64 = 120.0;
/// While the zoom changes, a level is painted on as long as it is stretched or shrunk by at most this …
const NEAR: f64 = 1.4;
/// … and another is begun beyond this, but not more often than this.
const STRETCH: f64 = 2.0;
const BEGIN_MS: f64 = 250.0;
/// A frame that zooms by more than this makes tiles useless before they are painted; so soon afterwards none is.
const FAST: f64 = 1.04;
const FAST_MS: f64 = 60.0;
/// Longest side of the overview in device pixels, and its largest scale.
const OVERVIEW_SIDE: f64 = 1000.0;
const OVERVIEW_SCALE: f64 = 0.5;
/// Tiles that are kept besides the visible ones and the ring around them.
const SPARE: usize = 16;
/// Levels that are kept besides the newest while the camera moves.
const OLD: usize = 2;

/// One tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TileId {
    /// Which level; levels differ in scale.
    pub level: u32,
    /// Column, counted from the world's origin.
    pub col: i32,
    /// Row, counted from the world's origin.
    pub row: i32,
}

/// A tile on the surface, in device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blit {
    /// Which tile.
    pub tile: TileId,
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width; the tile is scaled to it.
    pub w: f64,
    /// Height; the tile is scaled to it.
    pub h: f64,
}

/// How much a tile is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// It is in view and shows something that is no longer so: paint it before this frame is shown.
    Stale,
    /// It is in view and not there: paint it as soon as there is time.
    Missing,
    /// It may come into view: paint it when there is nothing else to do.
    Ahead,
}

/// A tile to paint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Which tile.
    pub tile: TileId,
    /// How much it is wanted.
    pub want: Want,
}

/// What the base layer does for one frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repaint {
    /// Tiles to paint, the most wanted first.
    pub paint: Vec<Paint>,
    /// Tiles whose pixels are needed no more.
    pub forget: Vec<TileId>,
    /// The camera moves: painting must leave time for that.
    pub moving: bool,
    /// The tiles have the scale of the screen.
    pub sharp: bool,
    /// Another frame is wanted, even if nothing happens and all of `paint` is done.
    pub again: bool,
}

/// Where tiles go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cover {
    /// Every tile in view that has pixels, in painting order.
    pub blits: Vec<Blit>,
    /// Between them, the background shows.
    pub gaps: bool,
}

/// A picture of everything, and the part of the world it shows.
struct Overview {
    level: Level,
    rect: Rect,
}

/// The book of tiles.
pub(crate) struct Tiles {
    /// The last one is the newest.
    levels: Vec<Level>,
    overview: Option<Overview>,
    next: u32,
    frame: u64,
    camera: Option<Camera>,
    viewport: Viewport,
    moved_ms: f64,
    zoomed_ms: f64,
    /// When the zoom last changed quickly.
    raced_ms: f64,
    forget: Vec<TileId>,
}

impl Tiles {
    pub(crate) fn new() -> Self {
        Self {
            levels: Vec::new(),
            overview: None,
            next: 0,
            frame: 0,
            camera: None,
            viewport: Viewport::default(),
            moved_ms: f64::NEG_INFINITY,
            zoomed_ms: f64::NEG_INFINITY,
            raced_ms: f64::NEG_INFINITY,
            forget: Vec::new(),
        }
    }

    /// Everything looks different.
    pub(crate) fn clear(&mut self) {
        let all = self.levels.drain(..);
        for level in all.chain(self.overview.take().map(|overview| overview.level)) {
            discard(level, &mut self.forget);
        }
    }

    /// An item with this box of the world looks different, or a wire in it.
    pub(crate) fn damage(&mut self, rect: Rect) {
        for level in self.all_mut() {
            level.damage(rect.inset(-bleed(level.zoom)));
        }
    }

    /// A frame looks different.
    pub(crate) fn damage_frame(&mut self, rect: Rect) {
        for level in self.all_mut() {
            level.damage(rect.inset(-title_bleed(level.zoom)));
        }
    }

    fn all(&self) -> impl Iterator<Item = &Level> {
        let overview = self.overview.as_ref().map(|overview| &overview.level);
        overview.into_iter().chain(&self.levels)
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Level> {
        let overview = self.overview.as_mut().map(|overview| &mut overview.level);
        overview.into_iter().chain(&mut self.levels)
    }

    /// How the world lies on a tile, and the part of the tile that is still to be painted.
    pub(crate) fn projection(&self, tile: TileId) -> Option<(Projection, Area)> {
        let level = self.all().find(|level| level.id == tile.level)?;
        let side = f64::from(TILE_SIDE);
        let projection = Projection {
            zoom: level.zoom,
            dpr: level.scale / level.zoom,
            origin: (-f64::from(tile.col) * side, -f64::from(tile.row) * side),
        };
        let whole = Area {
            x: 0.0,
            y: 0.0,
            w: side as f32,
            h: side as f32,
        };
        let state = level.tiles.get(&(tile.col, tile.row));
        Some((
            projection,
            state.and_then(|state| state.stale).unwrap_or(whole),
        ))
    }

    /// The tile has more of its pixels now; `rest` is still to be painted.
    pub(crate) fn painted(&mut self, tile: TileId, rest: Option<Area>) {
        let seen = self.frame;
        if let Some(level) = self.all_mut().find(|level| level.id == tile.level) {
            let cell = (tile.col, tile.row);
            let was_whole = level.tiles.get(&cell).is_some_and(|state| state.whole);
            let state = State {
                stale: rest,
                whole: was_whole || rest.is_none(),
                seen,
            };
            level.tiles.insert(cell, state);
        }
    }

    /// What to do for the frame at `time_ms`; `extent` is the box around everything.
    pub(crate) fn frame(
        &mut self,
        camera: Camera,
        viewport: Viewport,
        extent: Option<Rect>,
        time_ms: f64,
    ) -> Repaint {
        self.frame += 1;
        let before = self.camera.replace(camera);
        self.viewport = viewport;
        if let Some(before) = before.filter(|before| before.zoom != camera.zoom) {
            if !within(camera.zoom / before.zoom, FAST) {
                self.raced_ms = time_ms;
            }
            self.zoomed_ms = time_ms;
        }
        if before.is_some_and(|before| before != camera) {
            self.moved_ms = time_ms;
        }
        let lately = |since: f64| (0.0..REST_MS).contains(&(time_ms - since));
        let (zooming, moving) = (lately(self.zoomed_ms), lately(self.moved_ms));
        let scale = camera.zoom * viewport.dpr;
        let races = zooming && (0.0..FAST_MS).contains(&(time_ms - self.raced_ms));
        self.choose_level(camera, scale, (zooming, races), time_ms);
        self.choose_overview(extent, viewport, time_ms);
        let visible = camera.visible(viewport);
        let frame = self.frame;
        let mut paint = Vec::new();
        let mut sharp = false;
        if let Some(level) = self.levels.last_mut() {
            sharp = level.scale == scale;
            let cells = level.cells(visible);
            level.see(visible, frame);
            let useful = sharp || (within(scale / level.scale, NEAR) && !races);
            let missing = useful.then_some(Want::Missing);
            level.want(cells, missing, Want::Stale, &mut paint);
            if sharp {
                let done = paint.len();
                level.want(cells.wider(), Some(Want::Ahead), Want::Ahead, &mut paint);
                let (first, more) = paint.split_at(done);
                let more: Vec<Paint> = more
                    .iter()
                    .filter(|paint| !first.iter().any(|known| known.tile == paint.tile))
                    .copied()
                    .collect();
                paint.truncate(done);
                paint.extend(more);
            }
        }
        if let (Some(overview), false) = (&self.overview, moving) {
            let cells = overview.level.cells(overview.rect);
            overview
                .level
                .want(cells, Some(Want::Ahead), Want::Ahead, &mut paint);
        }
        let done = paint.iter().all(|paint| paint.want == Want::Ahead);
        if sharp && done && !moving {
            self.settle();
        }
        self.evict(visible);
        Repaint {
            paint,
            forget: std::mem::take(&mut self.forget),
            moving,
            sharp,
            again: !sharp,
        }
    }

    /// Where the tiles go on a surface with `density` pixels per CSS pixel: the newest level, and under its gaps older ones
    /// and the overview.
    pub(crate) fn cover(&self, density: f64) -> Cover {
        let Some(camera) = self.camera else {
            return Cover {
                gaps: true,
                ..Cover::default()
            };
        };
        let visible = camera.visible(self.viewport);
        let mut layers: Vec<&Level> = Vec::new();
        let below = self.overview.as_ref().map(|overview| &overview.level);
        for level in self.levels.iter().rev().chain(below) {
            layers.push(level);
            if level.covers(visible) {
                break;
            }
        }
        let gaps = layers.last().is_none_or(|level| !level.covers(visible));
        let mut blits = Vec::new();
        let scale = camera.zoom * density;
        for level in layers.into_iter().rev() {
            level.blit(visible, scale, origin(camera, density), &mut blits);
        }
        Cover { blits, gaps }
    }

    /// Takes up the level of this scale, or begins one: when there is none, when the zoom rests, or now and then while it
    /// goes far.
    fn choose_level(
        &mut self,
        camera: Camera,
        scale: f64,
        (zooming, races): (bool, bool),
        time_ms: f64,
    ) {
        if let Some(at) = self.levels.iter().position(|level| level.scale == scale) {
            let level = self.levels.remove(at);
            self.levels.push(level);
            return;
        }
        let begin = self.levels.last().is_none_or(|level| {
            let old = !(0.0..BEGIN_MS).contains(&(time_ms - level.begun_ms));
            !zooming || (old && !races && !within(scale / level.scale, STRETCH))
        });
        if begin {
            let level = self.begin(scale, camera.zoom, time_ms);
            self.levels.push(level);
            if self.levels.len() > 1 + OLD {
                discard(self.levels.remove(0), &mut self.forget);
            }
        }
    }

    /// Begins another overview when everything no longer fits into it, or is lost in it.
    fn choose_overview(&mut self, extent: Option<Rect>, viewport: Viewport, time_ms: f64) {
        let fits = |overview: &Overview, extent: Rect| {
            let longest = |rect: Rect| rect.w.max(rect.h);
            overview.rect.contains_rect(extent)
                && longest(overview.rect) < longest(extent) * 3.0 + 1000.0
                && overview.level.scale / overview.level.zoom == viewport.dpr
        };
        let keep = match (&self.overview, extent) {
            (Some(overview), Some(extent)) => fits(overview, extent),
            (None, None) => true,
            _ => false,
        };
        if keep {
            return;
        }
        if let Some(overview) = self.overview.take() {
            discard(overview.level, &mut self.forget);
        }
        self.overview = extent.map(|extent| {
            let rect = extent.inset(-(100.0 + extent.w.max(extent.h) * 0.05));
            let scale =
                (OVERVIEW_SIDE / rect.w.max(rect.h)).min(OVERVIEW_SCALE) * viewport.dpr.min(1.0);
            Overview {
                level: self.begin(scale, scale / viewport.dpr, time_ms),
                rect,
            }
        });
    }

    fn begin(&mut self, scale: f64, zoom: f64, begun_ms: f64) -> Level {
        self.next = self.next.wrapping_add(1);
        Level {
            id: self.next,
            scale,
            zoom,
            begun_ms,
            tiles: BTreeMap::new(),
        }
    }

    /// All that is in view is there: nothing is seen of older levels any more.
    fn settle(&mut self) {
        while self.levels.len() > 1 {
            discard(self.levels.remove(0), &mut self.forget);
        }
    }

    /// Forgets the tiles that were not visible for the longest time.
    fn evict(&mut self, visible: Rect) {
        let in_view = self
            .levels
            .last()
            .map_or(0, |level| level.cells(visible).wider().count());
        let keep = usize::try_from(in_view).unwrap_or(0) + SPARE;
        let held: usize = self.levels.iter().map(|level| level.tiles.len()).sum();
        if held <= keep {
            return;
        }
        let mut by_age: Vec<(u64, TileId)> = Vec::with_capacity(held);
        for level in &self.levels {
            let aged = level.tiles.iter();
            by_age.extend(aged.map(|(cell, state)| (state.seen, level.tile(*cell))));
        }
        by_age.sort_unstable();
        by_age.truncate(held - keep);
        for (_, tile) in by_age {
            if let Some(level) = self.levels.iter_mut().find(|level| level.id == tile.level) {
                level.tiles.remove(&(tile.col, tile.row));
            }
            self.forget.push(tile);
        }
    }
}

/// Neither stretched nor shrunk by more than `most`.
fn within(stretch: f64, most: f64) -> bool {
    (1.0 / most..=most).contains(&stretch)
}

fn discard(level: Level, forget: &mut Vec<TileId>) {
    forget.extend(level.tiles.keys().map(|cell| level.tile(*cell)));
}

/// Where the world's origin is on the surface, on whole device pixels: what is sharp stays sharp while panning.
pub(crate) fn origin(camera: Camera, density: f64) -> (f64, f64) {
    ((camera.x * density).round(), (camera.y * density).round())
}
