//! The page of Gesso: what a person sees, rendered by the server first and taken over by WASM in the browser.
//! It never sees the store, the engine or the server; `api` says what it asks of them.

// The view of a whole page is one deeply nested type.
#![recursion_limit = "512"]
#![expect(
    unreachable_pub,
    reason = "the macros for components and server functions make public items in private modules"
)]

pub mod api;
mod appearance;
mod browser;
pub mod editor;
mod language;
mod notice;
mod pages;
pub mod session;
mod shell;
pub mod when;
mod words;

pub use appearance::{Appearance, ThemeChoice};
pub use language::LANGUAGE_COOKIE;
pub use notice::Notices;
pub use shell::{App, Assets, BareDownloads, shell};

/// Takes over the page the server has rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    words::begin();
    leptos::mount::hydrate_body(App);
}
