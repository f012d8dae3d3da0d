//! The camera: which part of the endless canvas is on screen, and how large.
//! screen = world × zoom + offset. The zoom stays within its limits whatever is asked for.

use gesso_graph::{Point, Rect};

/// A place on the screen, in CSS pixels from the top left corner of the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Px {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A box on the screen, in CSS pixels from the top left corner of the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PxRect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Px {
    /// The place at `x`, `y`.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// How far it is to another place, in CSS pixels.
    pub fn distance(self, other: Px) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// The canvas on the screen: its extent in CSS pixels and the device pixels in one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub w: f64,
    /// Height in CSS pixels.
    pub h: f64,
    /// Device pixels per CSS pixel.
    pub dpr: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self {
            w: 1280.0,
            h: 800.0,
            dpr: 1.0,
        }
    }
}

/// Where the person looks: `screen = world * zoom + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Where the world's origin is on the screen, to the right.
    pub x: f64,
    /// Where the world's origin is on the screen, down.
    pub y: f64,
    /// CSS pixels per world pixel.
    pub zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            x: 0.0,
            y: 0.0,
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// Smallest zoom: a hundred thousand nodes fit on a laptop's screen.
    pub const MIN_ZOOM: f64 = 0.005;
    /// Largest zoom.
    pub const MAX_ZOOM: f64 = 4.0;
    /// How far from the origin the camera goes, in world pixels; beyond it numbers lose their pixels.
    const FAR: f64 = 1e9;

    /// A place of the world on the screen.
    pub fn to_screen(&self, point: Point) -> Px {
        Px {
            x: point.x * self.zoom + self.x,
            y: point.y * self.zoom + self.y,
        }
    }

    /// A place of the screen in the world.
    pub fn to_world(&self, px: Px) -> Point {
        Point {
            x: (px.x - self.x) / self.zoom,
            y: (px.y - self.y) / self.zoom,
        }
    }

    /// A box of the world on the screen.
    pub fn rect_to_screen(&self, rect: Rect) -> PxRect {
        let Px { x, y } = self.to_screen(Point {
            x: rect.x,
            y: rect.y,
        });
        PxRect {
            x,
            y,
            w: rect.w * self.zoom,
            h: rect.h * self.zoom,
        }
    }

    /// The part of the world that is on screen.
    pub fn visible(&self, viewport: Viewport) -> Rect {
        let Point { x, y } = self.to_world(Px::default());
        Rect {
            x,
            y,
            w: viewport.w / self.zoom,
            h: viewport.h / self.zoom,
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
        .kept()
    }

    /// Zoomed to `zoom`; what is under `about` stays there.
    #[must_use]
    pub fn zoomed(self, zoom: f64, about: Px) -> Self {
        let world = self.to_world(about);
        let zoom = if zoom.is_finite() {
            zoom.clamp(Self::MIN_ZOOM, Self::MAX_ZOOM)
        } else {
            self.zoom
        };
        Self {
            x: about.x - world.x * zoom,
            y: about.y - world.y * zoom,
            zoom,
        }
        .kept()
    }

    /// A camera that shows all of `rect` with a margin, never larger than 100 %.
    pub fn fitting(rect: Rect, viewport: Viewport, margin: f64) -> Self {
        let room = |extent: f64| (extent - 2.0 * margin).max(extent * 0.5).max(1.0);
        let zoom = (room(viewport.w) / rect.w.max(1.0)).min(room(viewport.h) / rect.h.max(1.0));
        let zoom = zoom.clamp(Self::MIN_ZOOM, 1.0);
        Self {
            x: viewport.w / 2.0 - (rect.x + rect.w / 2.0) * zoom,
            y: viewport.h / 2.0 - (rect.y + rect.h / 2.0) * zoom,
            zoom,
        }
        .kept()
    }

    /// The same camera with every number finite and within its limits.
    #[must_use]
    pub fn kept(self) -> Self {
        let zoom = if self.zoom.is_finite() {
            self.zoom.clamp(Self::MIN_ZOOM, Self::MAX_ZOOM)
        } else {
            1.0
        };
        let keep = |v: f64| {
            if v.is_finite() {
                v.clamp(-Self::FAR * zoom, Self::FAR * zoom)
            } else {
                0.0
            }
        };
        Self {
            x: keep(self.x),
            y: keep(self.y),
            zoom,
        }
    }
}
