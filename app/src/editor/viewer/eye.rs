//! Where the viewer looks at a picture, and which tiles of it that takes. Pure numbers; CSS pixels outside, picture pixels inside.

use crate::editor::preview::wish::Part;

/// The side of a tile in its own pixels.
pub const TILE: u32 = 256;
/// The largest pictures there may be can be seen whole on a phone.
const LEAST_ZOOM: f64 = 0.002;
const MOST_ZOOM: f64 = 64.0;
/// What is left free around a picture that is shown whole, in CSS pixels.
const MARGIN: f64 = 12.0;

/// `screen = picture * zoom + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eye {
    /// CSS pixels per pixel of the picture.
    pub zoom: f64,
    /// Where the picture's left edge is, in CSS pixels.
    pub x: f64,
    /// Where the picture's top edge is, in CSS pixels.
    pub y: f64,
}

impl Eye {
    /// Shows all of a picture in the middle, never larger than it is.
    pub fn fitting((w, h): (u32, u32), view: (f64, f64)) -> Self {
        let (w, h) = (f64::from(w.max(1)), f64::from(h.max(1)));
        let room = |extent: f64| (extent - 2.0 * MARGIN).max(1.0);
        let zoom = (room(view.0) / w)
            .min(room(view.1) / h)
            .clamp(LEAST_ZOOM, 1.0);
        Self {
            zoom,
            x: (view.0 - w * zoom) / 2.0,
            y: (view.1 - h * zoom) / 2.0,
        }
    }

    /// Another zoom; what is under `about` stays there.
    #[must_use]
    pub fn zoomed(self, zoom: f64, about: (f64, f64)) -> Self {
        let zoom = if zoom.is_finite() {
            zoom.clamp(LEAST_ZOOM, MOST_ZOOM)
        } else {
            self.zoom
        };
        let scale = zoom / self.zoom;
        Self {
            zoom,
            x: about.0 - (about.0 - self.x) * scale,
            y: about.1 - (about.1 - self.y) * scale,
        }
    }

    /// Moved by CSS pixels.
    #[must_use]
    pub fn panned(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// With the picture's corner on a pixel of the screen, so that at 100 % each pixel of the picture is one of the screen.
    #[must_use]
    pub fn snapped(self, dpr: f64) -> Self {
        Self {
            x: snapped(self.x, dpr),
            y: snapped(self.y, dpr),
            ..self
        }
    }

    /// Where pixels of the picture from here to there end up, from the picture's corner on, in CSS pixels: left, top, width and
    /// height, with every edge on a pixel of the screen, and one of those at least. What meets in the picture meets on the screen.
    pub fn place(self, (left, top): (f64, f64), (right, bottom): (f64, f64), dpr: f64) -> [f64; 4] {
        let edge = |at: f64| snapped(at * self.zoom, dpr);
        let (x, y) = (edge(left), edge(top));
        let least = 1.0 / dpr;
        [
            x,
            y,
            (edge(right) - x).max(least),
            (edge(bottom) - y).max(least),
        ]
    }

    /// Whether something of a picture is in view.
    pub fn sees(self, (w, h): (u32, u32), view: (f64, f64)) -> bool {
        let within = |from: f64, length: u32, extent: f64| {
            from < extent && from + f64::from(length) * self.zoom > 0.0
        };
        within(self.x, w, view.0) && within(self.y, h, view.1)
    }

    /// The pixel of the picture under a place, if one is.
    pub fn pixel(self, (w, h): (u32, u32), at: (f64, f64)) -> Option<(u32, u32)> {
        let x = ((at.0 - self.x) / self.zoom).floor();
        let y = ((at.1 - self.y) / self.zoom).floor();
        let inside = x >= 0.0 && y >= 0.0 && x < f64::from(w) && y < f64::from(h);
        inside.then_some((x as u32, y as u32))
    }
}

/// One tile: level 0 is full size, each further one half of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileAt {
    /// How often halved.
    pub level: u32,
    /// Counted from the left.
    pub col: u32,
    /// Counted from the top.
    pub row: u32,
}

impl TileAt {
    /// The tile of the full-size picture that has a pixel, and the pixel's place in it.
    pub fn of_pixel((x, y): (u32, u32)) -> (Self, (u32, u32)) {
        (
            Self {
                level: 0,
                col: x / TILE,
                row: y / TILE,
            },
            (x % TILE, y % TILE),
        )
    }

    /// The part of a picture of this size that it covers: left upper and right lower corner, in pixels of the picture.
    pub fn corners(self, (w, h): (u32, u32)) -> ((f64, f64), (f64, f64)) {
        let side = f64::from(TILE) * f64::from(self.level).exp2();
        let (x, y) = (f64::from(self.col) * side, f64::from(self.row) * side);
        let (right, bottom) = ((x + side).min(f64::from(w)), (y + side).min(f64::from(h)));
        ((x, y), (right, bottom))
    }
}

fn snapped(at: f64, dpr: f64) -> f64 {
    (at * dpr).round() / dpr
}

/// How many levels a picture has: the last one is a single tile.
pub fn levels((w, h): (u32, u32)) -> u32 {
    let tiles = w.max(h).div_ceil(TILE).max(1);
    tiles.next_power_of_two().trailing_zeros() + 1
}

/// The smallest level that is still sharp on a screen with `dpr` device pixels per CSS pixel.
fn sharp(picture: (u32, u32), eye: Eye, dpr: f64) -> u32 {
    let halvings = (-(eye.zoom * dpr).log2()).floor().max(0.0);
    (halvings as u32).min(levels(picture) - 1)
}

/// The part that is seen, at the smallest level that is still sharp; nothing when all of the picture is out of view.
pub fn part(picture: (u32, u32), eye: Eye, view: (f64, f64), dpr: f64) -> Option<Part> {
    let level = sharp(picture, eye, dpr);
    let whole = Part::whole(level).within(picture);
    let range = |offset: f64, extent: f64, full: u32, side: u32| {
        let share = f64::from(side) / f64::from(full.max(1)) / eye.zoom;
        let first = (-offset * share).floor().max(0.0) as u32;
        let end = ((extent - offset) * share).ceil().max(0.0) as u32;
        first.min(side)..end.min(side)
    };
    let cols = range(eye.x, view.0, picture.0, whole.w);
    let rows = range(eye.y, view.1, picture.1, whole.h);
    (!cols.is_empty() && !rows.is_empty()).then(|| Part {
        level,
        x: cols.start,
        y: rows.start,
        w: cols.end - cols.start,
        h: rows.end - rows.start,
    })
}

/// The tiles that are seen, of the smallest level that is still sharp.
pub fn seen(picture: (u32, u32), eye: Eye, view: (f64, f64), dpr: f64) -> Vec<TileAt> {
    let level = sharp(picture, eye, dpr);
    let side = f64::from(TILE) * f64::from(level).exp2();
    let range = |offset: f64, extent: f64, whole: u32| {
        let count = (f64::from(whole) / side).ceil() as u32;
        let first = (-offset / eye.zoom / side).floor().max(0.0) as u32;
        let end = ((extent - offset) / eye.zoom / side).ceil().max(0.0) as u32;
        first..end.min(count)
    };
    let cols = range(eye.x, view.0, picture.0);
    let rows = range(eye.y, view.1, picture.1);
    rows.flat_map(|row| cols.clone().map(move |col| TileAt { level, col, row }))
        .collect()
}
