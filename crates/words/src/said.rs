//! What is said where nobody knows who reads: the key of a text and what fills it, so that it is stored and sent without a
//! language and each reader has it in their own. What was worded where no keys are known stays as it is.

use crate::{Language, Value, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Something for people to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// A count.
    Number(u64),
    /// Finished words.
    Words(String),
    /// A text of this crate.
    Text {
        /// Its key.
        key: String,
        /// What fills it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        with: BTreeMap<String, Said>,
    },
}

/// A text by its key, filled with these.
pub fn said<const N: usize>(key: &str, with: [(&str, Said); N]) -> Said {
    let with = with.map(|(name, filling)| (name.to_owned(), filling));
    Said::Text {
        key: key.to_owned(),
        with: with.into(),
    }
}

/// What stands in place of a text that a language lacks, among what fills it.
pub const ELSE: &str = "else";

/// A label of what is declared where it is made, which only other languages have here: by its place within the text of its
/// owner, as `.in-image`, with the label itself. [`Said::within`] says whose it is.
pub fn label(place: &str, label: &str) -> Said {
    said(&format!(".{place}"), [(ELSE, label.into())])
}

impl Said {
    /// With its labels, those of what fills it too, as those of this text: `node-filter-blur`.
    pub fn within(self, owner: &str) -> Self {
        match self {
            Self::Text { key, with } => Self::Text {
                key: if key.starts_with('.') {
                    format!("{owner}{key}")
                } else {
                    key
                },
                with: with
                    .into_iter()
                    .map(|(name, filling)| (name, filling.within(owner)))
                    .collect(),
            },
            other => other,
        }
    }

    /// As people read it.
    pub fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Words(words) => words.clone(),
            Self::Text { key, with } if with.is_empty() || with.contains_key(ELSE) => {
                let own = words.find(key).map(str::to_owned);
                own.or_else(|| Some(with.get(ELSE)?.describe(words)))
                    .unwrap_or_else(|| key.clone())
            }
            Self::Text { key, with } => {
                let filled: Vec<(&str, Filling)> = with
                    .iter()
                    .map(|(name, filling)| (name.as_str(), filling.filling(words)))
                    .collect();
                let given: Vec<(&str, &dyn Value)> = filled
                    .iter()
                    .map(|(name, filling)| (*name, filling.value()))
                    .collect();
                words.with(key, &given)
            }
        }
    }

    fn filling(&self, words: &'static Words) -> Filling {
        match self {
            Self::Number(number) => Filling::Number(*number),
            other => Filling::Words(other.describe(words)),
        }
    }
}

/// What fills a text, in its reader's language. A number stays one, for plurals.
enum Filling {
    Number(u64),
    Words(String),
}

impl Filling {
    fn value(&self) -> &dyn Value {
        match self {
            Self::Number(number) => number,
            Self::Words(words) => words,
        }
    }
}

/// In English, for logs and programs.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Words::of(Language::English)))
    }
}

impl From<&str> for Said {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<u64> for Said {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Said {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Said {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}
