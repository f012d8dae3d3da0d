//! The canvas goes on by itself while something is dragged to its edge, faster the further out the pointer is.

use super::Select;
use crate::camera::Px;
use crate::editor::Editor;
use crate::effect::Effect;

/// How wide the edge is, in CSS pixels.
const EDGE: f64 = 36.0;
/// The canvas stays this long before it goes, so that things can be dragged in from outside.
const PATIENCE_MS: f64 = 180.0;
/// Speed at the very edge, in CSS pixels per millisecond; outside it grows to twice that.
const SPEED: f64 = 0.9;

/// Since when a drag has been at the edge, and when the canvas moved last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AtEdge {
    since_ms: f64,
    last_ms: f64,
}

impl Editor {
    /// Something is dragged that has a place in the world, and so moves when the canvas does.
    fn drags_in_world(&self) -> bool {
        let drags = match &self.tool {
            Select::Moving(_)
            | Select::Resizing { .. }
            | Select::Marquee { .. }
            | Select::Bending(_)
            | Select::Cutting(_) => true,
            Select::Wiring { held, .. } => *held,
            _ => false,
        };
        drags && self.gestures.is_dragging()
    }

    /// Something in hand is held at the edge.
    pub(crate) fn is_at_edge(&self) -> bool {
        self.drags_in_world() && self.outwards() != (0.0, 0.0)
    }

    /// The camera moved under what is dragged: it stays under the pointer.
    pub(crate) fn keep_up(&mut self, time_ms: f64, out: &mut Vec<Effect>) {
        if self.drags_in_world() {
            self.drag(self.pointer, time_ms, out);
        }
    }

    /// How far out the pointer is, each way: 1 at the very edge, at most 2, negative to the left and top.
    fn outwards(&self) -> (f64, f64) {
        let Px { x, y } = self.pointer;
        let one = |at: f64, extent: f64| {
            let edge = EDGE.min(extent / 4.0);
            let before = ((edge - at) / edge).clamp(0.0, 2.0);
            let after = ((at - (extent - edge)) / edge).clamp(0.0, 2.0);
            after - before
        };
        (one(x, self.viewport.w), one(y, self.viewport.h))
    }

    /// Time went on: the canvas moves under what is held at its edge.
    pub(crate) fn pan_at_edge(&mut self, time_ms: f64, out: &mut Vec<Effect>) {
        if !self.is_at_edge() {
            self.at_edge = None;
            return;
        }
        let Some(AtEdge { since_ms, last_ms }) = self.at_edge else {
            self.at_edge = Some(AtEdge {
                since_ms: time_ms,
                last_ms: time_ms,
            });
            return;
        };
        self.at_edge = Some(AtEdge {
            since_ms,
            last_ms: time_ms,
        });
        if time_ms - since_ms < PATIENCE_MS {
            return;
        }
        let elapsed = (time_ms - last_ms).clamp(0.0, 64.0);
        let (right, down) = self.outwards();
        let by = |out: f64| -out * out.abs().min(1.0) * SPEED * elapsed;
        self.look(self.camera.panned(by(right), by(down)), out);
        self.keep_up(time_ms, out);
    }
}
