//! The screen's own keyboard: how much of the window it covers is told to the style sheet, and what is typed into stays in
//! sight. Browsers that make the window smaller instead cover nothing.

use crate::browser::keyboard;
use leptos::prelude::{document, on_cleanup, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::VisualViewport;

/// Less than this is no keyboard but a bar of the browser, in CSS pixels.
const LEAST: f64 = 120.0;
const COVERED: &str = "--keyboard";
const ATTRIBUTE: &str = "data-keyboard";

/// Follows the keyboard as long as the current owner lives.
pub(crate) fn follow_keyboard() {
    let Some(viewport) = window().visual_viewport() else {
        return;
    };
    let seen = viewport.clone();
    let listener = Closure::<dyn Fn()>::new(move || tell(&seen));
    let callback = listener.as_ref().unchecked_ref();
    if viewport
        .add_event_listener_with_callback("resize", callback)
        .is_err()
    {
        return;
    }
    let held = SendWrapper::new((viewport, listener));
    on_cleanup(move || {
        let (viewport, listener) = held.take();
        let callback = listener.as_ref().unchecked_ref();
        // A listener that is gone already is what is wanted.
        let _ = viewport.remove_event_listener_with_callback("resize", callback);
    });
}

fn tell(viewport: &VisualViewport) {
    let whole = super::window_height();
    // A page that is zoomed by hand shows a part of itself as well.
    let is_zoomed = viewport.scale() > 1.01;
    let covered = if is_zoomed {
        0.0
    } else {
        whole - viewport.height()
    };
    let is_open = covered >= LEAST;
    let Some(root) = document().document_element() else {
        return;
    };
    let Some(root) = root.dyn_ref::<web_sys::HtmlElement>() else {
        return;
    };
    let style = root.style();
    // The names are valid, so nothing of this fails.
    let _ = match is_open {
        true => style.set_property(COVERED, &format!("{covered:.0}px")),
        false => style.remove_property(COVERED).map(drop),
    };
    let _ = match is_open {
        true => root.set_attribute(ATTRIBUTE, ""),
        false => root.remove_attribute(ATTRIBUTE),
    };
    keyboard::keep_in_sight();
}
