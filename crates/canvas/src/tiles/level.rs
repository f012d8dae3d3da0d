//! The tiles of one scale: which have pixels, which of these show something that is no longer so, and where they go.

use super::{Blit, Paint, TILE_SIDE, TileId, Want};
use crate::display::Area;
use gesso_graph::Rect;
use std::collections::BTreeMap;

/// A grid of tiles at one scale.
pub(crate) struct Level {
    pub(crate) id: u32,
    /// Device pixels per world pixel.
    pub(crate) scale: f64,
    /// CSS pixels per world pixel; decides the level of detail.
    pub(crate) zoom: f64,
    pub(crate) begun_ms: f64,
    /// The tiles that have pixels.
    pub(crate) tiles: BTreeMap<(i32, i32), State>,
}

/// A tile that has pixels.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// The part that is to be painted, in the tile's pixels: it shows something that is no longer so, or nothing yet.
    pub(crate) stale: Option<Area>,
    /// It has all of its pixels, right or wrong.
    pub(crate) whole: bool,
    /// The frame it was last visible in.
    pub(crate) seen: u64,
}

/// Columns and rows from the first to the last, both included.
#[derive(Clone, Copy)]
pub(crate) struct Cells {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Cells {
    pub(crate) fn count(self) -> i64 {
        (i64::from(self.right) - i64::from(self.left) + 1)
            * (i64::from(self.bottom) - i64::from(self.top) + 1)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = (i32, i32)> {
        (self.top..=self.bottom)
            .flat_map(move |row| (self.left..=self.right).map(move |col| (col, row)))
    }

    fn contains(self, (col, row): (i32, i32)) -> bool {
        (self.left..=self.right).contains(&col) && (self.top..=self.bottom).contains(&row)
    }

    /// One more on every side.
    pub(crate) fn wider(self) -> Self {
        Self {
            left: self.left.saturating_sub(1),
            top: self.top.saturating_sub(1),
            right: self.right.saturating_add(1),
            bottom: self.bottom.saturating_add(1),
        }
    }
}

impl Level {
    pub(crate) fn tile(&self, (col, row): (i32, i32)) -> TileId {
        TileId {
            level: self.id,
            col,
            row,
        }
    }

    /// The cells that a box of the world touches.
    pub(crate) fn cells(&self, rect: Rect) -> Cells {
        let cell = |world: f64| (world * self.scale / f64::from(TILE_SIDE)).floor() as i32;
        Cells {
            left: cell(rect.x),
            top: cell(rect.y),
            right: cell(rect.right()),
            bottom: cell(rect.bottom()),
        }
    }

    /// Every cell that a box touches has all of its pixels.
    pub(crate) fn covers(&self, rect: Rect) -> bool {
        let cells = self.cells(rect);
        cells.count() <= self.tiles.len() as i64 && cells.iter().all(|cell| self.is_whole(&cell))
    }

    fn is_whole(&self, cell: &(i32, i32)) -> bool {
        self.tiles.get(cell).is_some_and(|state| state.whole)
    }

    /// What is in this box of the world looks different.
    pub(crate) fn damage(&mut self, rect: Rect) {
        let scale = self.scale;
        let cells = self.cells(rect);
        let stale = |(col, row): (i32, i32), state: &mut State| {
            let side = f64::from(TILE_SIDE);
            let edge =
                |world: f64, cell: i32| (world * scale - f64::from(cell) * side).clamp(0.0, side);
            let (x, y) = (edge(rect.x, col).floor(), edge(rect.y, row).floor());
            let (right, bottom) = (
                edge(rect.right(), col).ceil(),
                edge(rect.bottom(), row).ceil(),
            );
            let area = Area {
                x: x as f32,
                y: y as f32,
                w: (right - x) as f32,
                h: (bottom - y) as f32,
            };
            state.stale = Some(state.stale.map_or(area, |was| was.union(area)));
        };
        let touched = self
            .tiles
            .range_mut((cells.left, i32::MIN)..=(cells.right, i32::MAX))
            .filter(|(cell, _)| cells.contains(**cell));
        touched.for_each(|(cell, state)| stale(*cell, state));
    }

    /// Lists the tiles in `cells` that have no pixels, not all, or stale ones, nearest to the middle first.
    pub(crate) fn want(
        &self,
        cells: Cells,
        missing: Option<Want>,
        stale: Want,
        out: &mut Vec<Paint>,
    ) {
        let middle = (
            (f64::from(cells.left) + f64::from(cells.right)) / 2.0,
            (f64::from(cells.top) + f64::from(cells.bottom)) / 2.0,
        );
        let mut wanted: Vec<(Want, f64, TileId)> = Vec::new();
        let mut take = |cell: (i32, i32), want: Want| {
            let far = (f64::from(cell.0) - middle.0).hypot(f64::from(cell.1) - middle.1);
            wanted.push((want, far, self.tile(cell)));
        };
        for (cell, state) in self.tiles_in(cells) {
            if state.whole && state.stale.is_some() {
                take(cell, stale);
            }
        }
        if let Some(missing) = missing {
            let bare = cells.iter().filter(|cell| !self.is_whole(cell));
            bare.for_each(|cell| take(cell, missing));
        }
        wanted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        out.extend(
            wanted
                .into_iter()
                .map(|(want, _, tile)| Paint { tile, want }),
        );
    }

    /// The tiles in a box were visible in this frame.
    pub(crate) fn see(&mut self, rect: Rect, frame: u64) {
        let cells = self.cells(rect);
        let inside = self
            .tiles
            .range_mut((cells.left, i32::MIN)..=(cells.right, i32::MAX))
            .filter(|(cell, _)| cells.contains(**cell));
        inside.for_each(|(_, state)| state.seen = frame);
    }

    /// The tiles in some cells that have pixels. Costs those that are there, however many cells there are.
    fn tiles_in(&self, cells: Cells) -> impl Iterator<Item = ((i32, i32), State)> {
        self.tiles
            .range((cells.left, i32::MIN)..=(cells.right, i32::MAX))
            .filter(move |(cell, _)| cells.contains(**cell))
            .map(|(cell, state)| (*cell, *state))
    }

    /// Places the tiles in a box that have all of their pixels. Edges are rounded, not sizes: neighbours share them, so there are no seams.
    pub(crate) fn blit(&self, rect: Rect, scale: f64, origin: (f64, f64), blits: &mut Vec<Blit>) {
        let stretch = scale / self.scale;
        let edge = |cell: i32, origin: f64| {
            (f64::from(cell) * f64::from(TILE_SIDE) * stretch + origin).round()
        };
        let whole = self.tiles_in(self.cells(rect));
        for ((col, row), _) in whole.filter(|(_, state)| state.whole) {
            let (x, y) = (edge(col, origin.0), edge(row, origin.1));
            let (w, h) = (edge(col + 1, origin.0) - x, edge(row + 1, origin.1) - y);
            let tile = self.tile((col, row));
            blits.push(Blit { tile, x, y, w, h });
        }
    }
}
