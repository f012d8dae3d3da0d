//! Which tiles of the base layer to blit, which to paint, which to forget. The pixels are the backend's.
//! Tiles lie on a grid fixed to the world at one scale, so panning only paints what comes into view. While the zoom
//! changes, tiles of the last sharp level are blitted scaled; once it rests, a level at the exact scale is painted.

use crate::camera::{Camera, Viewport};
use crate::draw::Projection;
use crate::layout::bleed;
use gesso_graph::Rect;
use std::collections::BTreeMap;

/// Side of a tile in device pixels.
pub const TILE_SIDE: u32 = 512;
/// The zoom counts as resting after this long.
const REST_MS: f64 = 120.0;
/// A level is stretched or shrunk by at most this before another is begun, rest or not.
const STRETCH: f64 = 2.0;
/// Tiles that are kept besides the visible ones.
const SPARE: usize = 48;
/// A level's number that none has.
const NONE: u32 = u32::MAX;

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

/// A tile to paint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Which tile.
    pub tile: TileId,
    /// It shows something that is no longer so, or nothing is under it: paint it before this frame is shown.
    pub urgent: bool,
}

/// What the base layer does for one frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repaint {
    /// Tiles to paint, the most wanted first. Those that are not urgent may wait for the next frame.
    pub paint: Vec<Paint>,
    /// Where every tile goes, in painting order; tiles without pixels yet are passed over.
    pub blits: Vec<Blit>,
    /// Tiles whose pixels are needed no more.
    pub forget: Vec<TileId>,
    /// Another frame is wanted, even if nothing happens.
    pub again: bool,
}

struct Level {
    id: u32,
    /// Device pixels per world pixel.
    scale: f64,
    zoom: f64,
    tiles: BTreeMap<(i32, i32), State>,
}

#[derive(Clone, Copy)]
struct State {
    fresh: bool,
    /// The frame it was last visible in.
    seen: u64,
}

/// The book of tiles.
pub(crate) struct Tiles {
    levels: Vec<Level>,
    next: u32,
    frame: u64,
    zoom: f64,
    moved_ms: f64,
    forget: Vec<TileId>,
}

impl Tiles {
    pub(crate) fn new() -> Self {
        Self {
            levels: Vec::new(),
            next: 0,
            frame: 0,
            zoom: 0.0,
            moved_ms: f64::NEG_INFINITY,
            forget: Vec::new(),
        }
    }

    /// Everything looks different.
    pub(crate) fn clear(&mut self) {
        for level in self.levels.drain(..) {
            self.forget
                .extend(level.tiles.keys().map(|&(col, row)| TileId {
                    level: level.id,
                    col,
                    row,
                }));
        }
    }

    /// What is in this box of the world looks different.
    pub(crate) fn damage(&mut self, rect: Rect) {
        for level in &mut self.levels {
            let (left, top, right, bottom) = cells(rect.inset(-bleed(level.zoom)), level.scale);
            let across = i64::from(right) - i64::from(left) + 1;
            if across * (i64::from(bottom) - i64::from(top) + 1) > level.tiles.len() as i64 {
                let touched = level.tiles.iter_mut().filter(|((col, row), _)| {
                    (left..=right).contains(col) && (top..=bottom).contains(row)
                });
                touched.for_each(|(_, state)| state.fresh = false);
                continue;
            }
            for row in top..=bottom {
                for col in left..=right {
                    if let Some(state) = level.tiles.get_mut(&(col, row)) {
                        state.fresh = false;
                    }
                }
            }
        }
    }

    /// How the world lies on a tile, and the part of it that is there.
    pub(crate) fn projection(&self, tile: TileId) -> Option<(Projection, Rect)> {
        let level = self.levels.iter().find(|level| level.id == tile.level)?;
        let side = f64::from(TILE_SIDE);
        let origin = (-f64::from(tile.col) * side, -f64::from(tile.row) * side);
        let dpr = level.scale / level.zoom;
        let world = side / level.scale;
        let rect = Rect::new(
            f64::from(tile.col) * world,
            f64::from(tile.row) * world,
            world,
            world,
        );
        Some((
            Projection {
                zoom: level.zoom,
                dpr,
                origin,
            },
            rect,
        ))
    }

    /// The tile has its pixels now.
    pub(crate) fn painted(&mut self, tile: TileId) {
        let frame = self.frame;
        if let Some(level) = self.levels.iter_mut().find(|level| level.id == tile.level) {
            level.tiles.insert(
                (tile.col, tile.row),
                State {
                    fresh: true,
                    seen: frame,
                },
            );
        }
    }

    /// What to do for the frame at `time_ms`.
    pub(crate) fn frame(&mut self, camera: Camera, viewport: Viewport, time_ms: f64) -> Repaint {
        self.frame += 1;
        if camera.zoom != self.zoom {
            self.zoom = camera.zoom;
            self.moved_ms = time_ms;
        }
        let resting = !(0.0..REST_MS).contains(&(time_ms - self.moved_ms));
        self.choose_level(camera, viewport, resting);
        let visible = camera.visible(viewport);
        let mut frame = Repaint::default();
        let newest = self.levels.last().map_or(NONE, |level| level.id);
        let bare = self.levels.len() == 1;
        let mut complete = true;
        if let Some(level) = self.levels.last_mut() {
            complete = want(level, visible, bare, self.frame, &mut frame);
        }
        if complete && self.levels.len() > 1 {
            let keep = self.levels.len() - 1;
            for level in self.levels.drain(..keep) {
                let gone = level.tiles.keys().map(|&(col, row)| TileId {
                    level: level.id,
                    col,
                    row,
                });
                self.forget.extend(gone);
            }
        }
        let origin = origin(camera, viewport);
        for level in &mut self.levels {
            blit(
                level,
                camera.zoom * viewport.dpr,
                visible,
                origin,
                self.frame,
                &mut frame.blits,
            );
        }
        self.evict(newest);
        frame.forget = std::mem::take(&mut self.forget);
        let sharp = self
            .levels
            .last()
            .is_some_and(|level| level.scale == camera.zoom * viewport.dpr);
        frame.again = !sharp || !frame.paint.is_empty();
        frame
    }

    /// Begins a level when there is none, when the zoom rests, or when the newest is stretched too far.
    fn choose_level(&mut self, camera: Camera, viewport: Viewport, resting: bool) {
        let scale = camera.zoom * viewport.dpr;
        let begin = match self.levels.last() {
            None => true,
            Some(level) if level.scale == scale => false,
            Some(level) => {
                let stretch = scale / level.scale;
                resting || !(1.0 / STRETCH..=STRETCH).contains(&stretch)
            }
        };
        if !begin {
            return;
        }
        // Two levels below the newest would only hide each other.
        if self.levels.len() > 1 {
            let old = self.levels.remove(0);
            self.forget
                .extend(old.tiles.keys().map(|&(col, row)| TileId {
                    level: old.id,
                    col,
                    row,
                }));
        }
        self.levels.push(Level {
            id: self.next,
            scale,
            zoom: camera.zoom,
            tiles: BTreeMap::new(),
        });
        self.next = if self.next + 1 == NONE {
            0
        } else {
            self.next + 1
        };
    }

    /// Forgets the tiles that were not visible for the longest time.
    fn evict(&mut self, newest: u32) {
        let frame = self.frame;
        let Some(level) = self.levels.iter_mut().find(|level| level.id == newest) else {
            return;
        };
        let visible = level
            .tiles
            .values()
            .filter(|state| state.seen == frame)
            .count();
        let keep = visible * 2 + SPARE;
        if level.tiles.len() <= keep {
            return;
        }
        let mut by_age: Vec<(u64, (i32, i32))> = level
            .tiles
            .iter()
            .map(|(cell, state)| (state.seen, *cell))
            .collect();
        by_age.sort_unstable();
        by_age.truncate(level.tiles.len() - keep);
        for (_, cell) in by_age {
            level.tiles.remove(&cell);
            self.forget.push(TileId {
                level: newest,
                col: cell.0,
                row: cell.1,
            });
        }
    }
}

/// Where the world's origin is on the surface, on whole device pixels: what is sharp stays sharp while panning.
pub(crate) fn origin(camera: Camera, viewport: Viewport) -> (f64, f64) {
    (
        (camera.x * viewport.dpr).round(),
        (camera.y * viewport.dpr).round(),
    )
}

/// The columns and rows that a box of the world touches.
fn cells(rect: Rect, scale: f64) -> (i32, i32, i32, i32) {
    let cell = |world: f64| (world * scale / f64::from(TILE_SIDE)).floor() as i32;
    (
        cell(rect.x),
        cell(rect.y),
        cell(rect.right()),
        cell(rect.bottom()),
    )
}

/// Lists the tiles of a level to paint, stale before missing, near the middle before far; says whether none was visible.
fn want(level: &mut Level, visible: Rect, bare: bool, frame: u64, out: &mut Repaint) -> bool {
    let (left, top, right, bottom) = cells(visible, level.scale);
    let middle = (f64::from(left + right) / 2.0, f64::from(top + bottom) / 2.0);
    let mut wanted = Vec::new();
    for row in top..=bottom {
        for col in left..=right {
            let tile = TileId {
                level: level.id,
                col,
                row,
            };
            let far = (f64::from(col) - middle.0).hypot(f64::from(row) - middle.1);
            match level.tiles.get_mut(&(col, row)) {
                Some(state) => {
                    state.seen = frame;
                    if !state.fresh {
                        wanted.push((0_u8, far, Paint { tile, urgent: true }));
                    }
                }
                None => wanted.push((1, far, Paint { tile, urgent: bare })),
            }
        }
    }
    wanted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let complete = wanted.is_empty();
    out.paint
        .extend(wanted.into_iter().map(|(_, _, paint)| paint));
    complete
}

/// Places the visible tiles of a level. Edges are rounded, not sizes: neighbours share them, so there are no seams.
fn blit(
    level: &mut Level,
    scale: f64,
    visible: Rect,
    origin: (f64, f64),
    frame: u64,
    blits: &mut Vec<Blit>,
) {
    let stretch = scale / level.scale;
    let edge = |cell: i32, origin: f64| {
        (f64::from(cell) * f64::from(TILE_SIDE) * stretch + origin).round()
    };
    let (left, top, right, bottom) = cells(visible, level.scale);
    for row in top..=bottom {
        for col in left..=right {
            if let Some(state) = level.tiles.get_mut(&(col, row)) {
                state.seen = frame;
            }
            let (x, y) = (edge(col, origin.0), edge(row, origin.1));
            let (w, h) = (edge(col + 1, origin.0) - x, edge(row + 1, origin.1) - y);
            blits.push(Blit {
                tile: TileId {
                    level: level.id,
                    col,
                    row,
                },
                x,
                y,
                w,
                h,
            });
        }
    }
}
