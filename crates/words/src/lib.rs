//! Every text that people read, in one place and in every language Gesso speaks. Pure: who reads, and in which language, is
//! the caller's to know.
//!
//! The texts are Project Fluent files, `en/*.ftl` and `de/*.ftl`, one per area, built into the program. To say something new,
//! add it to the same file of every language, and look it up by its key:
//!
//! ```
//! use gesso_words::{Language, Words};
//!
//! let words = Words::of(Language::English);
//! assert_eq!(words.text("close"), "Close");
//! assert_eq!(words.with("nodes", &[("count", &3)]), "3 nodes");
//! ```
//!
//! Keys stand in the code as they are, in the call or in a `match` before it, for the tests look for them there: a key that no
//! code has, that one language lacks, or whose arguments differ is a fault. At run time a key that is missing shows as itself.
//! In the page, `crate::words::{text, with}` are these two in the language of whoever reads.

mod area;
mod language;
mod measure;
mod said;
mod value;

pub use language::Language;
pub use said::{ELSE, Said, label, said};
pub use value::Value;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

/// The texts of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::English));
static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::read(Language::German));

impl Words {
    /// The texts of a language. The first call reads them.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    /// The language these are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without arguments. One that is missing shows its key.
    pub fn text(&'static self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// A text without arguments whose key is made of something's id, as `action-undo` or, for an attribute of it,
    /// `action-undo.words`.
    pub fn find(&'static self, key: &str) -> Option<&'static str> {
        match self.format(key, None)? {
            Cow::Borrowed(text) => Some(text),
            // Of one piece they are all borrowed, and a test sees to that.
            Cow::Owned(_) => None,
        }
    }

    /// A text with arguments. One that is missing shows its key.
    pub fn with(&self, key: &str, arguments: &[(&str, &dyn Value)]) -> String {
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            given.set(*name, value.value());
        }
        self.format(key, Some(&given))
            .map_or_else(|| key.to_owned(), Cow::into_owned)
    }

    fn format<'a>(
        &'a self,
        key: &str,
        arguments: Option<&'a FluentArgs<'_>>,
    ) -> Option<Cow<'a, str>> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        // An argument that is missing shows its name; a test formats every text.
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, arguments, &mut faults))
    }

    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // Names inside sentences are not wrapped in marks of direction: they go into labels, titles and stored steps.
        bundle.set_use_isolating(false);
        bundle.set_formatter(match language {
            Language::English => None,
            Language::German => Some(|value, _| match value {
                FluentValue::Number(number) => Some(number.as_string().replace('.', ",")),
                _ => None,
            }),
        });
        for (_, text) in area::of(language) {
            // A fault in a file leaves out one text of it, and keys are there once: the tests hold both.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

/// Compared by language: there is one set of texts for each.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}
