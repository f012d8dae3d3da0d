//! The camera on its way: eased, short, and not at all when motion is reduced or nothing has been drawn yet.

use super::Editor;
use crate::camera::{Camera, Viewport};
use crate::effect::Effect;
use gesso_graph::ItemId;

/// How long a flight takes.
const FLIGHT_MS: f64 = 140.0;
/// Room around what is flown to, in CSS pixels.
const MARGIN: f64 = 64.0;

/// A flight from one view to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flight {
    from: Camera,
    to: Camera,
    /// When it began; the first tick says.
    began_ms: Option<f64>,
}

impl Editor {
    /// Where the camera is going, or is.
    pub(crate) fn headed(&self) -> Camera {
        self.flight.map_or(self.camera, |flight| flight.to)
    }

    /// Looks elsewhere, on the way there when motion is welcome.
    pub fn fly_to(&mut self, camera: Camera) -> Vec<Effect> {
        let mut out = Vec::new();
        self.fly(camera, &mut out);
        out.push(Effect::Redraw);
        if self.wants_tick() {
            out.push(Effect::WantTick);
        }
        out
    }

    /// Where the camera is, or where it is flying to.
    pub fn destination(&self) -> Camera {
        self.flight.as_ref().map_or(self.camera, |flight| flight.to)
    }

    /// Flies to an item, so near that it can be read.
    pub fn fly_to_item(&mut self, item: ItemId) -> Vec<Effect> {
        match self.scene.rect(item) {
            Some(rect) => self.fly_to(Camera::fitting(rect, self.viewport, MARGIN)),
            None => Vec::new(),
        }
    }

    pub(crate) fn fly(&mut self, camera: Camera, out: &mut Vec<Effect>) {
        let camera = camera.kept();
        // Before the first frame there is nothing that the eye could follow.
        if self.reduced_motion || self.time_ms == 0.0 {
            self.flight = None;
            return self.look(camera, out);
        }
        self.flight = (camera != self.camera).then_some(Flight {
            from: self.camera,
            to: camera,
            began_ms: None,
        });
    }

    /// Ends a flight where it is: the person takes over.
    pub(crate) fn land_flight(&mut self) {
        self.flight = None;
    }

    /// Time went on.
    pub(crate) fn fly_on(&mut self, time_ms: f64, out: &mut Vec<Effect>) {
        let Some(flight) = &mut self.flight else {
            return;
        };
        let began = *flight.began_ms.get_or_insert(time_ms);
        let t = ((time_ms - began) / FLIGHT_MS).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - t).powi(3);
        let camera = between(flight.from, flight.to, eased, self.viewport);
        if t >= 1.0 {
            self.flight = None;
        }
        self.look(camera, out);
        self.keep_up(time_ms, out);
    }
}

/// A camera on the way: the extent of what is seen grows or shrinks evenly, so that one place stays where it is.
fn between(from: Camera, to: Camera, t: f64, viewport: Viewport) -> Camera {
    if t >= 1.0 {
        return to;
    }
    let mix = |a: f64, b: f64| a + (b - a) * t;
    let (a, b) = (from.visible(viewport), to.visible(viewport));
    let zoom = 1.0 / mix(1.0 / from.zoom, 1.0 / to.zoom);
    Camera {
        x: -mix(a.x, b.x) * zoom,
        y: -mix(a.y, b.y) * zoom,
        zoom,
    }
}
