//! Shaking: a quick to and fro takes what is in hand out of its wires.

use crate::camera::Px;

/// How far each way counts, in CSS pixels.
const SWING: f64 = 24.0;
/// How long one way may take.
const SWING_MS: f64 = 350.0;
/// So many turns are a shake.
const TURNS: u32 = 4;

/// How often the hand turned lately.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shake {
    /// The furthest place on the way so far, to the right, and when it was reached.
    at: f64,
    time_ms: f64,
    to_right: bool,
    turns: u32,
}

impl Shake {
    pub(crate) fn new(at: Px, time_ms: f64) -> Self {
        Self {
            at: at.x,
            time_ms,
            to_right: true,
            turns: 0,
        }
    }

    /// The hand went on; says whether this completes a shake.
    pub(crate) fn moved(&mut self, at: Px, time_ms: f64) -> bool {
        let further = if self.to_right {
            at.x >= self.at
        } else {
            at.x <= self.at
        };
        if further {
            // A long way is a drag, however often the hand turned before.
            if (at.x - self.at).abs() > 0.0 && time_ms - self.time_ms > SWING_MS {
                self.turns = 0;
            }
            (self.at, self.time_ms) = (at.x, time_ms);
            return false;
        }
        if (at.x - self.at).abs() < SWING {
            return false;
        }
        let quick = time_ms - self.time_ms <= SWING_MS;
        self.turns = if quick { self.turns + 1 } else { 0 };
        self.to_right = !self.to_right;
        (self.at, self.time_ms) = (at.x, time_ms);
        if self.turns < TURNS {
            return false;
        }
        self.turns = 0;
        true
    }
}
