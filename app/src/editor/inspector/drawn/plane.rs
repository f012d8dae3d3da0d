//! An element that is pointed into, and the one pointer that holds something there.

use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;

/// How near to something a finger takes it, in CSS pixels: half of what a finger can hit, as `--touch` of the style sheet.
const NEAR_FINGER: f64 = 22.0;

/// How near to something the pointer takes it, in CSS pixels, when a mouse does so at `near`.
pub(super) fn reach(event: &PointerEvent, near: f64) -> f64 {
    match event.pointer_type().as_str() {
        "touch" => NEAR_FINGER,
        _ => near,
    }
}

/// The element and the pointer; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    /// The element.
    pub(super) element: NodeRef<html::Div>,
    pointer: StoredValue<Option<i32>>,
}

impl Plane {
    pub(super) fn new() -> Self {
        Self {
            element: NodeRef::new(),
            pointer: StoredValue::new(None),
        }
    }

    /// Width and height in CSS pixels.
    pub(super) fn extent(self) -> (f64, f64) {
        let extent = self.element.get_untracked().map(|element| {
            let extent = (element.offset_width(), element.offset_height());
            (f64::from(extent.0.max(1)), f64::from(extent.1.max(1)))
        });
        extent.unwrap_or((1.0, 1.0))
    }

    /// Where an event is, as parts of the width and the height; it may be outside.
    pub(super) fn at(self, event: &PointerEvent) -> Option<(f64, f64)> {
        let element = self.element.get_untracked()?;
        let (x, y) = crate::browser::drag::within(&element, event.client_x(), event.client_y());
        let (w, h) = self.extent();
        Some((x / w, y / h))
    }

    /// A pointer begins to hold something; none when it is another button or another pointer holds already.
    pub(super) fn take(self, event: &PointerEvent) -> Option<(f64, f64)> {
        let element = self.element.get_untracked()?;
        if event.button() != 0 || self.pointer.get_value().is_some() {
            return None;
        }
        event.prevent_default();
        // Without capture a drag only ends early; without the keyboard only keys are missing.
        drop(element.set_pointer_capture(event.pointer_id()));
        drop(element.focus());
        self.pointer.set_value(Some(event.pointer_id()));
        self.at(event)
    }

    /// Where the pointer that holds something is now.
    pub(super) fn moved(self, event: &PointerEvent) -> Option<(f64, f64)> {
        let holds = self.pointer.get_value() == Some(event.pointer_id());
        holds.then(|| self.at(event)).flatten()
    }

    /// Lets go; whether it was this pointer that held something.
    pub(super) fn release(self, event: &PointerEvent) -> bool {
        let held = self.pointer.get_value() == Some(event.pointer_id());
        if held {
            self.pointer.set_value(None);
        }
        held
    }

    /// Drops what is held; whether something was.
    pub(super) fn drop_it(self) -> bool {
        let held = self.pointer.get_value().is_some();
        self.pointer.set_value(None);
        held
    }
}

/// How far an arrow key moves, as parts of the plane: right and up count. Ten times as far with the shift key.
pub(super) fn arrow(event: &leptos::ev::KeyboardEvent) -> Option<(f64, f64)> {
    let step = if event.shift_key() { 0.1 } else { 0.01 };
    match event.key().as_str() {
        "ArrowLeft" => Some((-step, 0.0)),
        "ArrowRight" => Some((step, 0.0)),
        "ArrowUp" => Some((0.0, step)),
        "ArrowDown" => Some((0.0, -step)),
        _ => None,
    }
}
