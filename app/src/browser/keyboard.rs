//! The keyboard: what a key event says, where the keyboard is, and putting it somewhere.

use crate::editor::keys::Pressed;
use leptos::prelude::{document, event_target, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// What has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Text is typed.
    Text,
    /// A control that uses letters and arrows itself: a slider, a choice.
    Widget,
    /// The canvas.
    Canvas,
    /// Something else, or nothing.
    Page,
}

/// What was pressed.
pub(crate) fn pressed(event: &KeyboardEvent) -> Pressed {
    Pressed {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

/// What has the keyboard now.
pub(crate) fn holder() -> Holder {
    let Some(active) = document().active_element() else {
        return Holder::Page;
    };
    let inside = |selector: &str| active.closest(selector).ok().flatten().is_some();
    if let Some(input) = active.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "range" | "color" | "checkbox" | "radio" | "file" => Holder::Widget,
            _ => Holder::Text,
        };
    }
    if inside("textarea, [contenteditable]") {
        Holder::Text
    } else if inside("select") {
        Holder::Widget
    } else if inside("[data-canvas]") {
        Holder::Canvas
    } else {
        Holder::Page
    }
}

/// Lets a field that is being typed into hand over what it has, and keeps the keyboard there.
pub(crate) fn hand_over() {
    if holder() == Holder::Text
        && let Some(field) = active()
    {
        // Only leaving a field makes the browser say that it changed.
        drop(field.blur());
        drop(field.focus());
    }
}

/// An element that had the keyboard.
pub(crate) type Held = HtmlElement;

/// What has the keyboard, to give it back later.
pub(crate) fn active() -> Option<Held> {
    document().active_element()?.dyn_into().ok()
}

/// Whether nothing on the page has the keyboard yet.
#[cfg(feature = "hydrate")]
pub(crate) fn is_free() -> bool {
    let body = document().body().map(Element::from);
    document()
        .active_element()
        .is_none_or(|active| Some(active) == body)
}

/// Gives the keyboard to what the first of these selectors finds that finds something, once what was just changed is on the page.
pub(crate) fn focus(selectors: &'static [&'static str]) {
    request_animation_frame(move || {
        let find = |selector: &&str| document().query_selector(selector).ok().flatten();
        if let Some(found) = selectors.iter().find_map(find) {
            focus_element(&found);
        }
    });
}

/// Gives the keyboard to an element, with what is written in a field selected.
pub(crate) fn focus_element(element: &Element) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that can't have the keyboard leaves it where it is.
        drop(element.focus());
    }
}

/// Writes into the field of an event what it stands for, when what was typed is not kept as it is.
pub(crate) fn show(event: &Event, text: &str) {
    event_target::<HtmlInputElement>(event).set_value(text);
}

/// Moves the keyboard among the elements a selector finds: to the next, the previous, or it stays at the end.
pub(crate) fn step(selector: &str, forward: bool) {
    let (Some(active), Ok(list)) = (
        document().active_element(),
        document().query_selector_all(selector),
    ) else {
        return;
    };
    let elements: Vec<Element> = (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect();
    let here = elements.iter().position(|element| *element == active);
    let there = match (here, forward) {
        (Some(here), true) => here + 1,
        (Some(here), false) => here.wrapping_sub(1),
        (None, _) => 0,
    };
    if let Some(element) = elements.get(there) {
        focus_element(element);
    }
}

/// Scrolls the first element a selector finds into view, no further than needed.
pub(crate) fn reveal(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        if let Some(found) = document().query_selector(&selector).ok().flatten() {
            found.scroll_into_view_with_bool(false);
        }
    });
}
