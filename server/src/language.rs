//! In which language a page is rendered: the one its reader chose, else the one the browser likes best, else English.

use axum::http::{HeaderMap, header};
use gesso_app::LANGUAGE_COOKIE;
use gesso_words::{Language, Words};
use leptos::prelude::use_context;

/// What the answer depends on, for caches.
pub(crate) const VARY: &str = "Cookie, Accept-Language";

/// The language of whoever sent these headers.
pub(crate) fn of(headers: &HeaderMap) -> Language {
    chosen(headers)
        .or_else(|| {
            let wish = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            Language::preferred(wish)
        })
        .unwrap_or_default()
}

/// The texts for whoever asks a server function; its request put the language into the context.
pub(crate) fn words() -> &'static Words {
    Words::of(use_context::<Language>().unwrap_or_default())
}

fn chosen(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let texts = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = texts
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, tag) = pairs.find(|(name, _)| *name == LANGUAGE_COOKIE)?;
    Language::from_tag(tag)
}
