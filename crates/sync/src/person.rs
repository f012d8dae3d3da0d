//! Who edits: one per browser until there are accounts, and what a person is called by others.

use crate::limits;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who edits. Until there are accounts, one per browser.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Person(pub String);

/// What a person is called: on one line, at most [`limits::PERSON_NAME`] characters, none of them invisible or turning the
/// text around it. Whatever is read is one, or is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is no name. Its `Display` is for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// There is nothing to call anybody by.
    #[error("A name has at least one letter.")]
    Empty,
    /// Of its many characters.
    #[error("This name has {0} characters; at most {most} are possible.", most = limits::PERSON_NAME)]
    TooLong(usize),
    /// It has a character that can't be seen or that would change the text around it.
    #[error("This name has a character that can't be seen. Type it anew.")]
    Invisible,
}

impl PersonName {
    /// A name as it was typed; white space around it is left out.
    ///
    /// # Errors
    /// [`NameError`] when it is none.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let name = text.trim();
        let count = name.chars().count();
        if count == 0 {
            return Err(NameError::Empty);
        }
        if count > limits::PERSON_NAME {
            return Err(NameError::TooLong(count));
        }
        if name.chars().any(is_invisible) {
            return Err(NameError::Invisible);
        }
        Ok(Self(name.to_owned()))
    }

    /// As people read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, marks of direction, and letters of no width.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Somebody who has a workflow open, and what they are called if they have said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Who.
    pub person: Person,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
}

/// Who is here of these tabs, each person once; those who came first, at most [`limits::PEOPLE`].
pub fn who_is_here<'a>(tabs: impl IntoIterator<Item = &'a Present>) -> Vec<Present> {
    let mut here: Vec<Present> = Vec::new();
    for tab in tabs {
        let is_known = here.iter().any(|known| known.person == tab.person);
        if !is_known && here.len() < limits::PEOPLE {
            here.push(tab.clone());
        }
    }
    here
}

impl TryFrom<String> for PersonName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::new(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
