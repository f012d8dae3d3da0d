//! DOM events → input. Every listener goes when its handle is dropped.

use gesso_canvas::{Button, Device, Modifiers, Pointer, PointerKind, Px, Wheel};
use wasm_bindgen::prelude::{Closure, JsCast};
use wasm_bindgen::{JsValue, convert::FromWasmAbi};
use web_sys::{
    AddEventListenerOptions, Element, EventTarget, MouseEvent, PointerEvent, WheelEvent,
};

/// A line of a wheel that counts in lines, in CSS pixels.
const LINE: f64 = 20.0;
/// A page of a wheel that counts in pages.
const PAGE: f64 = 600.0;

/// A listener that is there as long as this value.
pub(crate) struct Listener {
    target: EventTarget,
    name: &'static str,
    callback: js_sys::Function,
    /// Owns what `callback` calls.
    _closure: Box<dyn std::any::Any>,
}

impl Listener {
    pub(crate) fn new<E: FromWasmAbi + 'static>(
        target: &EventTarget,
        name: &'static str,
        handle: impl FnMut(E) + 'static,
    ) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut(E)>::new(handle);
        let callback: js_sys::Function =
            closure.as_ref().unchecked_ref::<js_sys::Function>().clone();
        let options = AddEventListenerOptions::new();
        // Wheel and touch handlers that may stop scrolling have to say so.
        options.set_passive(false);
        target.add_event_listener_with_callback_and_add_event_listener_options(
            name, &callback, &options,
        )?;
        Ok(Self {
            target: target.clone(),
            name,
            callback,
            _closure: Box::new(closure),
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // A target that is gone has no listeners any more.
        drop(
            self.target
                .remove_event_listener_with_callback(self.name, &self.callback),
        );
    }
}

/// Where an event is, in CSS pixels from an element's corner.
fn place(event: &MouseEvent, element: &Element) -> Px {
    let corner = element.get_bounding_client_rect();
    Px::new(
        f64::from(event.client_x()) - corner.left(),
        f64::from(event.client_y()) - corner.top(),
    )
}

/// The keys held during an event. Command counts as Ctrl.
fn modifiers(event: &MouseEvent, space: bool) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        space,
    }
}

/// A pointer event as input.
pub(crate) fn pointer(
    event: &PointerEvent,
    kind: PointerKind,
    element: &Element,
    space: bool,
) -> Pointer {
    let device = match event.pointer_type().as_str() {
        "touch" => Device::Touch,
        "pen" => Device::Pen,
        _ => Device::Mouse,
    };
    let button = match event.button() {
        1 => Button::Middle,
        2 => Button::Secondary,
        _ => Button::Primary,
    };
    Pointer {
        kind,
        device,
        id: event.pointer_id(),
        at: place(event, element),
        button,
        modifiers: modifiers(event, space),
        time_ms: event.time_stamp(),
    }
}

/// A wheel event as input.
pub(crate) fn wheel(event: &WheelEvent, element: &Element, space: bool) -> Wheel {
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => LINE,
        WheelEvent::DOM_DELTA_PAGE => PAGE,
        _ => 1.0,
    };
    Wheel {
        at: place(event, element),
        dx: event.delta_x() * unit,
        dy: event.delta_y() * unit,
        modifiers: modifiers(event, space),
    }
}
