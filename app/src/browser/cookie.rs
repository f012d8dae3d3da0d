//! Cookies: the few things about this browser that the server has to know before it renders.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// How long a cookie is kept, in seconds: as long as browsers do.
const KEPT_S: u32 = 400 * 24 * 60 * 60;

fn html() -> HtmlDocument {
    document().unchecked_into()
}

/// The value of a cookie, if there is one.
pub(crate) fn cookie(name: &str) -> Option<String> {
    let all = html().cookie().ok()?;
    let mut pairs = all
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// Sets a cookie for the whole site, or takes it away. A browser that keeps none stays with what it asks for.
pub(crate) fn set_cookie(name: &str, value: Option<&str>) {
    let kept_s = if value.is_some() { KEPT_S } else { 0 };
    let value = value.unwrap_or_default();
    let _ = html().set_cookie(&format!(
        "{name}={value}; Path=/; Max-Age={kept_s}; SameSite=Lax"
    ));
}
