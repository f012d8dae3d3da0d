//! Moving and zooming the canvas: drag, wheel, pinch, and going on after a finger let go.

use super::{Select, Wire};
use crate::camera::{Camera, Px};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Device, Wheel};

/// Where a pointer was lately, to know its speed when it lets go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Track {
    device: Device,
    time_ms: f64,
    /// CSS pixels per millisecond, smoothed.
    velocity: (f64, f64),
}

/// The canvas moving by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glide {
    velocity: (f64, f64),
    time_ms: f64,
}

/// How quickly a glide slows down: to 1/e in this time.
const GLIDE_MS: f64 = 325.0;
/// A glide slower than this, in CSS pixels per millisecond, is over.
const SLOWEST: f64 = 0.03;
/// No hand is faster than this, in CSS pixels per millisecond.
const FASTEST: f64 = 20.0;
/// A finger that rested this long before lifting doesn't throw.
const STALE_MS: f64 = 60.0;

impl Track {
    pub(crate) fn new(device: Device, time_ms: f64) -> Self {
        Self {
            device,
            time_ms,
            velocity: (0.0, 0.0),
        }
    }

    fn moved(&mut self, dx: f64, dy: f64, time_ms: f64) {
        let elapsed = time_ms - self.time_ms;
        if elapsed >= 1.0 {
            let mix = (elapsed / 40.0).min(1.0);
            let speed = |by: f64| (by / elapsed).clamp(-FASTEST, FASTEST);
            self.velocity.0 += (speed(dx) - self.velocity.0) * mix;
            self.velocity.1 += (speed(dy) - self.velocity.1) * mix;
            self.time_ms = time_ms;
        }
    }

    fn throw(&self, time_ms: f64) -> Option<Glide> {
        let fast = self.velocity.0.hypot(self.velocity.1) > SLOWEST * 4.0;
        let throws = self.device == Device::Touch && fast && time_ms - self.time_ms < STALE_MS;
        throws.then_some(Glide {
            velocity: self.velocity,
            time_ms,
        })
    }
}

impl Editor {
    pub(crate) fn start_panning(&mut self, at: Px, track: Track, wire: Option<Box<Wire>>) {
        self.tool = Select::Panning {
            last: at,
            track,
            wire,
        };
    }

    pub(crate) fn pan_to(&mut self, at: Px, time_ms: f64, out: &mut Vec<Effect>) {
        let Select::Panning { last, track, .. } = &mut self.tool else {
            return;
        };
        let (dx, dy) = (at.x - last.x, at.y - last.y);
        *last = at;
        track.moved(dx, dy, time_ms);
        self.look(self.camera.panned(dx, dy), out);
    }

    pub(crate) fn end_panning(&mut self, time_ms: f64) {
        let Select::Panning { track, wire, .. } = std::mem::replace(&mut self.tool, Select::Idle)
        else {
            return;
        };
        self.tool = match (wire, track.throw(time_ms)) {
            (Some(wire), _) => Select::Wiring { wire, held: false },
            (None, Some(glide)) if !self.reduced_motion => Select::Gliding(glide),
            (None, _) => Select::Idle,
        };
    }

    pub(crate) fn glide(&mut self, time_ms: f64, out: &mut Vec<Effect>) {
        let Select::Gliding(glide) = &mut self.tool else {
            return;
        };
        let elapsed = (time_ms - glide.time_ms).clamp(0.0, 64.0);
        glide.time_ms = time_ms;
        let (dx, dy) = (glide.velocity.0 * elapsed, glide.velocity.1 * elapsed);
        let slower = (-elapsed / GLIDE_MS).exp();
        glide.velocity = (glide.velocity.0 * slower, glide.velocity.1 * slower);
        if glide.velocity.0.hypot(glide.velocity.1) <= SLOWEST {
            self.tool = Select::Idle;
        }
        self.look(self.camera.panned(dx, dy), out);
    }

    pub(crate) fn wheel(&mut self, wheel: Wheel, out: &mut Vec<Effect>) {
        self.land_flight();
        if matches!(self.tool, Select::Gliding(_)) {
            self.tool = Select::Idle;
        }
        let (dx, dy) = (finite(wheel.dx), finite(wheel.dy));
        if wheel.modifiers.ctrl {
            // A mouse's notch is about 100, a trackpad's pinch comes in small steps: both feel right when capped.
            let factor = (-dy.clamp(-24.0, 24.0) * 0.01).exp();
            self.look(self.camera.zoomed(self.camera.zoom * factor, wheel.at), out);
        } else if wheel.modifiers.shift && dx == 0.0 {
            self.look(self.camera.panned(-dy, 0.0), out);
        } else {
            self.look(self.camera.panned(-dx, -dy), out);
        }
    }

    pub(crate) fn start_pinch(&mut self) {
        self.land_flight();
        let wire = match std::mem::replace(&mut self.tool, Select::Idle) {
            Select::Wiring { wire, held: false } => Some(wire),
            Select::Panning { wire, .. } => wire,
            _ => None,
        };
        self.tool = Select::Pinching { wire };
    }

    pub(crate) fn pinch(&mut self, about: Px, by: (f64, f64), factor: f64, out: &mut Vec<Effect>) {
        let moved = self.camera.panned(by.0, by.1);
        self.look(moved.zoomed(moved.zoom * factor, about), out);
    }

    pub(crate) fn end_pinch(&mut self) {
        if let Select::Pinching { wire } = &mut self.tool {
            let wire = wire.take();
            self.tool = wire.map_or(Select::Idle, |wire| Select::Wiring { wire, held: false });
        }
    }

    /// Looks elsewhere and says so when that changed anything.
    pub(crate) fn look(&mut self, camera: Camera, out: &mut Vec<Effect>) {
        let camera = camera.kept();
        if camera != self.camera {
            self.camera = camera;
            out.push(Effect::CameraChanged);
        }
    }
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}
