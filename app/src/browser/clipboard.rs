//! The clipboard as text. Reading may ask the person; a refusal is no error of theirs.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// The text on the clipboard, when there is some and the browser hands it over.
pub(crate) async fn read() -> Option<String> {
    JsFuture::from(window().navigator().clipboard().read_text()).await.ok()?.as_string()
}

/// Puts text on the clipboard; false when the browser refused.
pub(crate) async fn write(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
