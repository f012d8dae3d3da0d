//! Dragging over the page: kinds of nodes from the palette, and a welcome for them and for files from outside.

use super::files;
use web_sys::{DragEvent, Element, HtmlElement};

/// The media type that a dragged kind of node has.
const KIND: &str = "application/x-gesso-kind";

/// Begins to drag a kind of node.
pub(crate) fn begin(event: &DragEvent, kind: &str) {
    if let Some(data) = event.data_transfer() {
        // Only an invalid format makes this fail.
        drop(data.set_data(KIND, kind));
        data.set_effect_allowed("copy");
    }
}

/// Whether something is dragged that the canvas takes; says so to the browser, which else shows the file instead of the page.
pub(crate) fn welcome(event: &DragEvent) -> bool {
    let Some(data) = event.data_transfer() else {
        return false;
    };
    let known = files::has_files(event) || data.types().includes(&KIND.into(), 0);
    if known {
        event.prevent_default();
        data.set_drop_effect("copy");
    }
    known
}

/// The kind of node that was dropped.
pub(crate) fn kind(event: &DragEvent) -> Option<String> {
    event
        .data_transfer()?
        .get_data(KIND)
        .ok()
        .filter(|kind| !kind.is_empty())
}

/// Where on an element a window's place is, in CSS pixels.
pub(crate) fn within(element: &HtmlElement, x: i32, y: i32) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (f64::from(x) - rect.left(), f64::from(y) - rect.top())
}

/// Draws a row this far below its place, or in its place.
pub(crate) fn lift(row: &HtmlElement, by: Option<f64>) {
    let style = row.style();
    // The property's name and the value are valid.
    let _ = match by {
        Some(by) => style.set_property("translate", &format!("0 {by:.0}px")),
        None => style.remove_property("translate").map(drop),
    };
}

/// How many of the rows before a row, and how many of those after it, a height in the window has passed by their middle.
pub(crate) fn passed(row: &Element, y: f64) -> (usize, usize) {
    let middle = |row: &Element| {
        let rect = row.get_bounding_client_rect();
        rect.top() + rect.height() / 2.0
    };
    let before = |row: &Element| row.previous_element_sibling();
    let after = |row: &Element| row.next_element_sibling();
    let above = std::iter::successors(before(row), before);
    let below = std::iter::successors(after(row), after);
    (
        above.take_while(|row| y < middle(row)).count(),
        below.take_while(|row| y > middle(row)).count(),
    )
}
