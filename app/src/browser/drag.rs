//! What is dragged over the page: files from outside, and kinds of nodes from the palette.

use web_sys::{DataTransfer, DragEvent, File, HtmlElement};

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
    let Some(data) = event.data_transfer() else { return false };
    let types = data.types();
    let known = types.iter().any(|name| name.as_string().is_some_and(|name| name == KIND || name == "Files"));
    if known {
        event.prevent_default();
        data.set_drop_effect("copy");
    }
    known
}

/// The kind of node that was dropped.
pub(crate) fn kind(event: &DragEvent) -> Option<String> {
    event.data_transfer()?.get_data(KIND).ok().filter(|kind| !kind.is_empty())
}

/// The files that were dropped.
pub(crate) fn dropped(event: &DragEvent) -> Vec<File> {
    event.data_transfer().map(|data| files(&data)).unwrap_or_default()
}

/// The files of a transfer.
pub(super) fn files(data: &DataTransfer) -> Vec<File> {
    let Some(list) = data.files() else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Where on an element a window's place is, in CSS pixels.
pub(crate) fn within(element: &HtmlElement, x: i32, y: i32) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (f64::from(x) - rect.left(), f64::from(y) - rect.top())
}
