//! What the screen is like: media queries, and the theme attribute that style sheets go by.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MediaQueryListEvent;

/// A small screen, as the style sheet judges it (`style/editor-phone.css`): narrow, or low and for fingers.
const SMALL: &str = "(max-width: 719px), (max-height: 520px) and (pointer: coarse)";

/// A tablet, or a small window, as the style sheet judges it (`style/editor-touch.css`).
const MEDIUM: &str = "(min-width: 720px) and (max-width: 1100px) and (min-height: 521px)";

/// Whether panels are sheets over the canvas here.
pub(crate) fn is_small() -> bool {
    let list = leptos::prelude::window().match_media(SMALL);
    matches!(list, Ok(Some(list)) if list.matches())
}

/// Whether panels lie over the canvas's edges here, one at a time.
pub(crate) fn is_medium() -> bool {
    let list = leptos::prelude::window().match_media(MEDIUM);
    matches!(list, Ok(Some(list)) if list.matches())
}

/// Whether it is fingers that touch here: a field that gets the keyboard then brings the screen's own over everything.
pub(crate) fn is_touched() -> bool {
    let list = leptos::prelude::window().match_media("(pointer: coarse)");
    matches!(list, Ok(Some(list)) if list.matches())
}

/// Calls back with whether a media query matches, now and whenever that changes, as long as the current owner lives.
pub(crate) fn follow_media(query: &str, on_change: impl Fn(bool) + 'static) {
    let Ok(Some(list)) = leptos::prelude::window().match_media(query) else {
        return;
    };
    on_change(list.matches());
    let listener =
        Closure::<dyn Fn(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
            on_change(event.matches())
        });
    if list
        .add_event_listener_with_callback("change", listener.as_ref().unchecked_ref())
        .is_err()
    {
        return;
    }
    let held = SendWrapper::new((list, listener));
    on_cleanup(move || {
        let (list, listener) = held.take();
        // A listener that is gone already is what is wanted.
        let _ =
            list.remove_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    });
}

/// Sets or removes `<html data-theme>`.
pub(crate) fn set_theme_attribute(theme: Option<&str>) {
    let Some(root) = leptos::prelude::document().document_element() else {
        return;
    };
    // Neither call can fail: the attribute's name is valid.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}
