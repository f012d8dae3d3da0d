//! Several fingers that come down and lift again at once, in place: a tap of two or three. Looks on beside the other
//! gestures and takes nothing from them.

use super::slop;
use crate::camera::Px;
use crate::input::{Device, Pointer, PointerKind};

/// From the first finger down to the last one up.
const TAP_MS: f64 = 350.0;

/// The fingers that may be tapping.
#[derive(Debug, Default)]
pub(super) struct Taps {
    /// Where each came down; empty when none is down, or when it is no tap.
    down: Vec<(i32, Px)>,
    /// How many have lifted.
    lifted: usize,
    began_ms: f64,
}

impl Taps {
    /// It is no tap.
    pub(super) fn forget(&mut self) {
        self.down.clear();
    }

    /// Takes what a finger did, `is_first` when no other is down; how many have tapped, when they now have.
    pub(super) fn take(&mut self, pointer: Pointer, is_first: bool) -> Option<u32> {
        match pointer.kind {
            PointerKind::Down if is_first => {
                self.down = vec![(pointer.id, pointer.at)];
                self.lifted = 0;
                self.began_ms = pointer.time_ms;
            }
            // A finger that joins when others have lifted does something else.
            PointerKind::Down if self.down.is_empty() || self.lifted > 0 => self.forget(),
            PointerKind::Down => self.down.push((pointer.id, pointer.at)),
            PointerKind::Move | PointerKind::Up => {
                let from = self.down.iter().find(|(id, _)| *id == pointer.id);
                let far = |(_, from): &(i32, Px)| from.distance(pointer.at) >= slop(Device::Touch);
                if from.is_some_and(far) {
                    self.forget();
                }
                if pointer.kind == PointerKind::Up {
                    self.lifted += 1;
                    return self.tapped(pointer.time_ms);
                }
            }
            PointerKind::Cancel => self.forget(),
            // A finger leaves after it was lifted, while others may still be down.
            PointerKind::Leave => {}
        }
        None
    }

    fn tapped(&mut self, time_ms: f64) -> Option<u32> {
        let count = self.down.len();
        if count < 2 || self.lifted < count {
            return None;
        }
        self.forget();
        (time_ms - self.began_ms <= TAP_MS).then_some(count as u32)
    }
}
