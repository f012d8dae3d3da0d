//! The language a person chose, kept in a cookie so that the server can render in it. Nothing chosen is what the browser asks for.

use crate::browser;
use gesso_words::Language;

/// The name of the cookie.
pub const LANGUAGE_COOKIE: &str = "language";

/// What a person chose; nothing is whatever the browser asks for.
pub(crate) fn chosen() -> Option<Language> {
    Language::from_tag(&browser::cookie(LANGUAGE_COOKIE)?)
}

/// Chooses, and loads the page anew in that language. Edits that are not saved yet are kept in the browser.
pub(crate) fn choose(language: Option<Language>) {
    browser::set_cookie(LANGUAGE_COOKIE, language.map(Language::tag));
    browser::reload();
}
