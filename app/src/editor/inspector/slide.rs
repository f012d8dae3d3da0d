//! Sliders among what a finger scrolls: a swipe that begins on one sets it where the finger came down, before the browser knows that it
//! is going to scroll.

use leptos::prelude::*;

/// Whether what a slider says now is a finger's that scrolls.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slide(StoredValue<bool>);

impl Slide {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(false))
    }

    /// A finger or a pointer came down on it, or a key was pressed: what comes is meant.
    pub(super) fn down(self) {
        self.0.set_value(false);
    }

    /// The browser took it away, to scroll.
    pub(super) fn cancelled(self) {
        self.0.set_value(true);
    }

    /// Whether what it says is to be heard.
    pub(super) fn is_meant(self) -> bool {
        !self.0.get_value()
    }
}
