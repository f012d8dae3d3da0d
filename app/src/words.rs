//! The texts of the page, in the language of whoever reads it. On the server that is said by the request, so it is in the
//! context; in the browser it is that of `<html lang>`, once and for all: who chooses another loads the page anew.

use crate::api::ApiError;
use gesso_graph::edit::Refusal;
use gesso_graph::{ClipError, FileError};
use gesso_nodes::Catalogue;
use gesso_sync::limits::{PERSON_NAME, TX_BYTES, TX_COMMANDS};
use gesso_sync::{NameError, NotTaken, Said, TooLarge};
use gesso_words::{Language, Value, Words};
use leptos::prelude::use_context;
use std::sync::OnceLock;

/// The language of the page in this browser. The server has none of its own.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Reads the language of the page that the server has rendered.
#[cfg(feature = "hydrate")]
pub(crate) fn begin() {
    let tag = crate::browser::page_language();
    // Nobody has set it before, and nobody will again.
    let _ = LANGUAGE.set(Language::from_tag(&tag).unwrap_or_default());
}

/// The language of whoever reads.
pub(crate) fn language() -> Language {
    let here = LANGUAGE.get().copied();
    here.or_else(use_context).unwrap_or_default()
}

/// All texts in it.
pub(crate) fn words() -> &'static Words {
    Words::of(language())
}

/// A text without arguments.
pub(crate) fn text(key: &'static str) -> &'static str {
    words().text(key)
}

/// A text with arguments.
pub(crate) fn with(key: &str, arguments: &[(&'static str, &dyn Value)]) -> String {
    words().with(key, arguments)
}

/// What goes wrong and reaches people: said in the language of whoever reads. `Display` is English, for logs.
pub(crate) trait Told {
    /// What happened and what to do.
    fn told(&self) -> String;
}

impl Told for ApiError {
    fn told(&self) -> String {
        self.describe(words())
    }
}

impl Told for NameError {
    fn told(&self) -> String {
        match self {
            Self::Empty => text("person-name-empty").to_owned(),
            Self::TooLong(count) => with(
                "person-name-long",
                &[("count", count), ("most", &PERSON_NAME)],
            ),
            Self::Invisible => text("person-name-unseen").to_owned(),
        }
    }
}

impl Told for TooLarge {
    fn told(&self) -> String {
        match self {
            Self::Commands(count) => {
                with("edit-too-many", &[("count", count), ("most", &TX_COMMANDS)])
            }
            Self::Bytes => with("edit-too-large", &[("most", &(TX_BYTES / (1024 * 1024)))]),
        }
    }
}

impl Told for NotTaken {
    fn told(&self) -> String {
        match self {
            Self::TooLarge(reason) => reason.told(),
            Self::NameTooLong => text("edit-name-too-long").to_owned(),
            Self::Deleted => text("edit-of-deleted").to_owned(),
        }
    }
}

impl Told for Said {
    fn told(&self) -> String {
        self.describe(words())
    }
}

impl Told for Refusal {
    fn told(&self) -> String {
        self.describe(words())
    }
}

impl Told for ClipError {
    fn told(&self) -> String {
        self.describe(words())
    }
}

impl Told for FileError {
    fn told(&self) -> String {
        self.describe(words())
    }
}

/// The kinds of nodes, with their words in the language of whoever reads.
pub(crate) fn catalogue() -> &'static Catalogue {
    gesso_nodes::catalogue_in(language())
}
