//! The clipboard as text. Reading may ask the person; a refusal is no error of theirs.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, File};

/// The text on the clipboard, when there is some and the browser hands it over.
pub(crate) async fn read() -> Option<String> {
    JsFuture::from(window().navigator().clipboard().read_text())
        .await
        .ok()?
        .as_string()
}

/// Puts text on the clipboard; false when the browser refused.
pub(crate) async fn write(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// Puts text on the clipboard of a copy or cut event.
pub(crate) fn put(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data() {
        // Only an invalid format makes this fail.
        drop(data.set_data("text/plain", text));
        event.prevent_default();
    }
}

/// The text a paste event brings.
pub(crate) fn text_of(event: &ClipboardEvent) -> String {
    event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok())
        .unwrap_or_default()
}

/// The files a paste event brings.
pub(crate) fn files_of(event: &ClipboardEvent) -> Vec<File> {
    super::files::carried(event.clipboard_data())
}
