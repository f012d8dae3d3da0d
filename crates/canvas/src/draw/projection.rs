//! How the world lies on a surface of device pixels: a scale and an offset.
//! Boxes are put on whole pixels, so that lines are crisp at every zoom and density.

use crate::display::Area;
use gesso_graph::{Point, Rect};

/// World → device pixels of one surface.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Projection {
    /// CSS pixels per world pixel; decides the level of detail.
    pub(crate) zoom: f64,
    /// Device pixels per CSS pixel.
    pub(crate) dpr: f64,
    /// Where the world's origin is, in device pixels.
    pub(crate) origin: (f64, f64),
}

impl Projection {
    /// Device pixels per world pixel.
    pub(crate) fn scale(&self) -> f64 {
        self.zoom * self.dpr
    }

    pub(crate) fn x(&self, x: f64) -> f32 {
        (x * self.scale() + self.origin.0) as f32
    }

    pub(crate) fn y(&self, y: f64) -> f32 {
        (y * self.scale() + self.origin.1) as f32
    }

    pub(crate) fn at(&self, point: Point) -> (f32, f32) {
        (self.x(point.x), self.y(point.y))
    }

    /// The part of the world that is in a box of the surface.
    pub(crate) fn rect(&self, area: Area) -> Rect {
        let scale = self.scale();
        Rect::new(
            (f64::from(area.x) - self.origin.0) / scale,
            (f64::from(area.y) - self.origin.1) / scale,
            f64::from(area.w) / scale,
            f64::from(area.h) / scale,
        )
    }

    /// A box on whole pixels.
    pub(crate) fn area(&self, rect: Rect) -> Area {
        let (x, y) = (self.x(rect.x).round(), self.y(rect.y).round());
        Area {
            x,
            y,
            w: (self.x(rect.right()).round() - x).max(1.0),
            h: (self.y(rect.bottom()).round() - y).max(1.0),
        }
    }

    /// A box that is not smaller than `css` pixels either way; not on whole pixels, so that far things move smoothly.
    pub(crate) fn least(&self, rect: Rect, css: f64) -> Area {
        let least = self.css(css);
        Area {
            x: self.x(rect.x),
            y: self.y(rect.y),
            w: self.len(rect.w).max(least),
            h: self.len(rect.h).max(least),
        }
    }

    /// A length of the world.
    pub(crate) fn len(&self, world: f64) -> f32 {
        (world * self.scale()) as f32
    }

    /// A length of the screen.
    pub(crate) fn css(&self, css: f64) -> f32 {
        (css * self.dpr) as f32
    }

    /// The thinnest crisp line: about one CSS pixel, whole device pixels.
    pub(crate) fn hair(&self) -> f32 {
        (self.dpr as f32).round().max(1.0)
    }

    /// Letters that are `world` pixels high, but at least `least` and at most `most` CSS pixels.
    pub(crate) fn letters(&self, world: f64, least: f64, most: f64) -> f32 {
        self.css((world * self.zoom).clamp(least, most.max(least)))
    }
}
