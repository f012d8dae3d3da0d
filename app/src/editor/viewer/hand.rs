//! What pointers do to the viewer: a drag pans, the wheel and two fingers zoom, a double click fits.

use super::eye::Eye;
use super::{AT_FIRST, View};
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How much one wheel step zooms.
const WHEEL: f64 = 0.0015;

/// The eye and the fingers that move it; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    /// Where the viewer looks, on whole pixels of the screen.
    pub(super) eye: Memo<Eye>,
    /// Pixels of the screen per CSS pixel.
    pub(super) dpr: RwSignal<f64>,
    /// The same as the fingers have it.
    aim: RwSignal<Eye>,
    /// The extent of the view in CSS pixels.
    pub(super) extent: RwSignal<(f64, f64)>,
    /// The pixel under the pointer.
    pub(super) at: RwSignal<Option<(u32, u32)>>,
    /// The element the picture is seen in.
    pub(super) view: View,
    size: Memo<Option<(u32, u32)>>,
    pressed: StoredValue<BTreeMap<i32, (f64, f64)>>,
    is_fitted: StoredValue<bool>,
}

impl Hand {
    /// A hand for a picture of this size, as long as the current owner lives.
    pub(super) fn new(size: Memo<Option<(u32, u32)>>) -> Self {
        let aim = RwSignal::new(AT_FIRST);
        let dpr = RwSignal::new(1.0);
        let hand = Self {
            eye: Memo::new(move |_| aim.get().snapped(dpr.get())),
            dpr,
            aim,
            extent: RwSignal::new((0.0, 0.0)),
            at: RwSignal::new(None),
            view: View::new(),
            size,
            pressed: StoredValue::new(BTreeMap::new()),
            is_fitted: StoredValue::new(true),
        };
        Effect::new(move |_| {
            let handle = window_event_listener(leptos::ev::resize, move |_| hand.fit_soon());
            on_cleanup(move || handle.remove());
        });
        hand
    }

    /// Measures the view once it is laid out, and shows the whole picture unless the person looks at a part of it: another picture
    /// may be smaller, and have nothing there.
    pub(super) fn fit_soon(self) {
        request_animation_frame(move || {
            self.measure();
            let size = self.size.try_get_untracked().flatten();
            let sees = |size| {
                Some((self.aim.try_get_untracked()?).sees(size, self.extent.try_get_untracked()?))
            };
            if self.is_fitted.try_get_value() == Some(true) || size.and_then(sees) == Some(false) {
                self.fit();
            }
        });
    }

    fn measure(self) {
        let Some(Some(view)) = self.view.try_get_untracked() else {
            return;
        };
        let extent = (
            f64::from(view.client_width()),
            f64::from(view.client_height()),
        );
        if self.extent.try_get_untracked() != Some(extent) {
            self.extent.try_set(extent);
        }
        let dpr = window().device_pixel_ratio();
        if self.dpr.try_get_untracked() != Some(dpr) {
            self.dpr.try_set(dpr);
        }
    }

    /// Shows the whole picture.
    pub(super) fn fit(self) {
        let (Some(Some(size)), Some(extent)) = (
            self.size.try_get_untracked(),
            self.extent.try_get_untracked(),
        ) else {
            return;
        };
        if extent.0 > 0.0 && extent.1 > 0.0 {
            self.is_fitted.try_set_value(true);
            self.aim.try_set(Eye::fitting(size, extent));
        }
    }

    /// Zooms about the middle of the view.
    pub(super) fn zoom_by(self, factor: f64) {
        self.zoom_to(self.aim.get_untracked().zoom * factor);
    }

    /// Zooms about the middle of the view.
    pub(super) fn zoom_to(self, zoom: f64) {
        let (w, h) = self.extent.get_untracked();
        self.look(|eye| eye.zoomed(zoom, (w / 2.0, h / 2.0)));
    }

    fn look(self, change: impl FnOnce(Eye) -> Eye) {
        self.is_fitted.set_value(false);
        self.aim.update(|eye| *eye = change(*eye));
    }

    fn place(self, x: i32, y: i32) -> Option<(f64, f64)> {
        let view = self.view.get_untracked()?;
        Some(crate::browser::drag::within(&view, x, y))
    }

    /// Where an event is on the picture, in its pixels; it may be outside.
    pub(super) fn picture(self, event: &MouseEvent) -> Option<(f64, f64)> {
        let (x, y) = self.place(event.client_x(), event.client_y())?;
        let eye = self.eye.get_untracked();
        Some(((x - eye.x) / eye.zoom, (y - eye.y) / eye.zoom))
    }

    /// Whether a pointer moves the picture.
    pub(super) fn is_pressed(self) -> bool {
        !self.pressed.with_value(BTreeMap::is_empty)
    }

    /// A pointer that did something else on the picture, at this place of it, moves it from now on.
    pub(super) fn adopt(self, pointer: i32, (x, y): (f64, f64)) {
        if let Some(view) = self.view.get_untracked() {
            // Without capture a drag only ends early.
            drop(view.set_pointer_capture(pointer));
        }
        let eye = self.eye.get_untracked();
        self.pressed.update_value(|pressed| {
            pressed.insert(pointer, (x * eye.zoom + eye.x, y * eye.zoom + eye.y));
        });
    }

    pub(super) fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        // Lines and pages, as some mice count, are made pixels.
        let unit = match event.delta_mode() {
            0 => 1.0,
            1 => 16.0,
            _ => 400.0,
        };
        let factor = (-event.delta_y() * unit * WHEEL).exp();
        self.look(|eye| eye.zoomed(eye.zoom * factor, at));
    }

    pub(super) fn down(self, event: &PointerEvent) {
        let (Some(at), Some(view)) = (
            self.place(event.client_x(), event.client_y()),
            self.view.get_untracked(),
        ) else {
            return;
        };
        // Without capture a drag only ends early.
        drop(view.set_pointer_capture(event.pointer_id()));
        self.pressed.update_value(|pressed| {
            pressed.insert(event.pointer_id(), at);
        });
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        let Some(at) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        let size = self.size.get_untracked();
        self.at
            .set(size.and_then(|size| self.eye.get_untracked().pixel(size, at)));
        let mut pressed = self.pressed.get_value();
        let Some(before) = pressed.insert(event.pointer_id(), at).filter(|_| {
            self.pressed
                .with_value(|all| all.contains_key(&event.pointer_id()))
        }) else {
            return;
        };
        self.pressed.set_value(pressed.clone());
        let other = pressed
            .iter()
            .find(|(id, _)| **id != event.pointer_id())
            .map(|(_, at)| *at);
        self.look(|eye| match other {
            // Two fingers: what is between them stays between them.
            Some(other) => {
                let spread = |a: (f64, f64)| (a.0 - other.0).hypot(a.1 - other.1).max(1.0);
                let middle = |a: (f64, f64)| ((a.0 + other.0) / 2.0, (a.1 + other.1) / 2.0);
                let (from, to) = (middle(before), middle(at));
                eye.zoomed(eye.zoom * spread(at) / spread(before), from)
                    .panned(to.0 - from.0, to.1 - from.1)
            }
            None => eye.panned(at.0 - before.0, at.1 - before.1),
        });
    }

    pub(super) fn up(self, event: &PointerEvent) {
        self.pressed.update_value(|pressed| {
            pressed.remove(&event.pointer_id());
        });
    }
}
