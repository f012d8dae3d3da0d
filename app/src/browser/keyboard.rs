//! The keyboard: what a key event says, where the keyboard is, and putting it somewhere.

use crate::editor::keys::Pressed;
use leptos::prelude::{document, event_target, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

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

/// Whether what has the keyboard is in what a selector finds.
pub(crate) fn is_within(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.closest(selector).ok().flatten().is_some())
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

/// Whether what an event is about is still on the page.
pub(crate) fn is_on_page(event: &Event) -> bool {
    event_target::<Element>(event).is_connected()
}

/// Puts the choice of an event back to its first line.
pub(crate) fn choose_first(event: &Event) {
    event_target::<HtmlSelectElement>(event).set_selected_index(0);
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

/// The parts of a page, in reading order, and what in them can have the keyboard.
const PARTS: &str =
    ".top-bar, .rail, .panel, [data-canvas], .dock-bar, .bottom-bar, .notices:has(button)";
const FOCUSABLE: &str =
    "button:not([disabled]), a[href], input:not([disabled]), select, textarea, [tabindex='0']";

/// Gives the keyboard to the next part of the page that is shown, or to the previous one; after the last comes the first.
pub(crate) fn go_to_part(forward: bool) {
    let Some(body) = document().body() else {
        return;
    };
    let parts: Vec<Element> = find_all(&body, PARTS)
        .into_iter()
        .filter(is_shown)
        .collect();
    let here = document().active_element();
    let here = parts.iter().position(|part| part.contains(here.as_deref()));
    let count = parts.len();
    let there = match (here, forward) {
        (Some(here), true) => here + 1,
        (Some(here), false) => here + count - 1,
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
    };
    if let Some(part) = parts.get(there % count.max(1)) {
        let first = find_all(part, FOCUSABLE).into_iter().find(is_shown);
        let current = part.query_selector("[aria-current=true]").ok().flatten();
        let own = part.has_attribute("data-canvas").then(|| part.clone());
        if let Some(element) = own.or(current).or(first) {
            focus_element(&element);
        }
    }
}

fn find_all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

fn is_shown(element: &Element) -> bool {
    element.get_bounding_client_rect().width() > 0.0
}

/// Keeps what is typed into in sight after the window has become smaller.
pub(crate) fn keep_in_sight() {
    if holder() != Holder::Text {
        return;
    }
    request_animation_frame(|| {
        if let Some(field) = active() {
            bring_into_view(&field);
        }
    });
}

/// Scrolls the first element a selector finds into view, no further than needed.
pub(crate) fn reveal(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        if let Some(found) = document().query_selector(&selector).ok().flatten() {
            bring_into_view(&found);
        }
    });
}

fn bring_into_view(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
