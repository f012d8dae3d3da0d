//! The page itself: time, chance, focus, downloads and its own reload.

use leptos::prelude::{document, on_cleanup, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Sixty-three random bits: enough to name a tab, and a whole number in every store.
pub(crate) fn random_u64() -> u64 {
    let mut bytes = [0; 8];
    // Every browser that runs WASM has it; the clock is only there so that nobody depends on that.
    let drawn = window()
        .crypto()
        .is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    let bits = if drawn {
        u64::from_le_bytes(bytes)
    } else {
        (js_sys::Math::random() * f64::from(u32::MAX)) as u64
    };
    bits >> 1
}

/// Puts the focus on the element with this id.
pub(crate) fn focus(id: &str) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // An element that can't take the focus stays without it.
        let _ = element.focus();
    }
}

/// Selects the text of the input with this id, after focusing it.
pub(crate) fn select_text(id: &str) {
    focus(id);
    let input = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        input.select();
    }
}

/// What stands in the input with this id, if it is there and not empty.
pub(crate) fn typed(id: &str) -> Option<String> {
    let input = document()
        .get_element_by_id(id)?
        .dyn_into::<web_sys::HtmlInputElement>()
        .ok()?;
    Some(input.value()).filter(|value| !value.is_empty())
}

/// Clicks the element with this id, as a hidden file input.
pub(crate) fn click(id: &str) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        element.click();
    }
}

/// Saves what is at an address of this server as a file.
pub(crate) fn download(url: &str, name: &str) {
    let Ok(anchor) = document().create_element("a") else {
        return;
    };
    let Ok(anchor) = anchor.dyn_into::<web_sys::HtmlAnchorElement>() else {
        return;
    };
    anchor.set_href(url);
    anchor.set_download(name);
    anchor.click();
}

/// The height of the window in CSS pixels.
pub(crate) fn window_height() -> f64 {
    let height = window().inner_height().ok();
    height.and_then(|height| height.as_f64()).unwrap_or(0.0)
}

/// The language the page is in, as `de`.
#[cfg(feature = "hydrate")]
pub(crate) fn page_language() -> String {
    let element = document().document_element();
    let tag = element.and_then(|element| element.get_attribute("lang"));
    tag.unwrap_or_default()
}

/// Whether the server put a `meta` of this name into the page.
pub(crate) fn is_told(name: &str) -> bool {
    let named = format!("meta[name={name}]");
    document().query_selector(&named).ok().flatten().is_some()
}

/// Goes to an address of this server, with a page of its own.
pub(crate) fn go(path: &str) {
    // An address that the browser refuses leaves the person where they are.
    let _ = window().location().assign(path);
}

/// Loads the page anew.
pub(crate) fn reload() {
    // Nothing is lost when the browser refuses: the person can do it.
    let _ = window().location().reload();
}

/// Listens to an event of the window as long as the current owner lives.
pub(crate) fn on_page(event: &'static str, listener: impl Fn() + 'static) {
    let window = window();
    let listener = Closure::<dyn Fn()>::new(listener);
    if window
        .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
        .is_err()
    {
        return;
    }
    let held = SendWrapper::new((window, listener));
    on_cleanup(move || {
        let (window, listener) = held.take();
        // A listener that is gone already is what is wanted.
        let _ =
            window.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    });
}
