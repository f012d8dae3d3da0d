//! Which keys stand for which action: the defaults of the list, and what a person has changed.
//! Keeps true: no two actions have the same keys. Pure; where it is stored is the settings' business.

use super::action::{Where, shortcuts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person has changed, by action. An action that is not in here has its default keys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keymap {
    own: BTreeMap<String, Vec<String>>,
}

impl Keymap {
    /// Reads what was stored; what is not understood counts as nothing.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The stored form.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The keys of an action, given its defaults; the first are shown.
    pub fn keys<'a>(&'a self, id: &str, defaults: &'a [&'a str]) -> Vec<&'a str> {
        match self.own.get(id) {
            Some(own) => own.iter().map(String::as_str).collect(),
            None => defaults.to_vec(),
        }
    }

    /// Whether the person has changed the keys of an action.
    pub fn is_own(&self, id: &str) -> bool {
        self.own.contains_key(id)
    }

    /// Nothing is changed.
    pub fn is_default(&self) -> bool {
        self.own.is_empty()
    }

    /// The action that has these keys.
    pub fn holder(&self, chord: &str) -> Option<&'static str> {
        shortcuts()
            .find(|(id, _, defaults)| self.keys(id, defaults).contains(&chord))
            .map(|(id, ..)| id)
    }

    /// Whether the keys of an action are the browser's own and can't be changed.
    pub fn is_fixed(id: &str) -> bool {
        shortcuts().any(|(known, place, _)| known == id && place == Where::Browser)
    }

    /// Gives an action these keys in place of all it had, and takes them from whoever had them. The keys of copy, cut
    /// and paste are the browser's: they are neither given nor taken, and false says so.
    pub fn give(&mut self, id: &str, chord: &str) -> bool {
        let before = self.holder(chord);
        if Self::is_fixed(id) || before.is_some_and(Self::is_fixed) {
            return false;
        }
        if let Some(before) = before.filter(|before| *before != id) {
            self.take(before, chord);
        }
        self.set(id, vec![chord.to_owned()]);
        true
    }

    /// Leaves an action without keys.
    pub fn clear(&mut self, id: &str) {
        if !Self::is_fixed(id) {
            self.set(id, Vec::new());
        }
    }

    /// Gives an action its default keys back, and takes them from whoever has them now.
    pub fn reset(&mut self, id: &str) {
        let defaults = defaults(id);
        for chord in defaults {
            if let Some(holder) = self.holder(chord).filter(|holder| *holder != id) {
                self.take(holder, chord);
            }
        }
        self.own.remove(id);
    }

    fn take(&mut self, id: &str, chord: &str) {
        let left = self.keys(id, defaults(id)).into_iter();
        let left = left
            .filter(|keys| *keys != chord)
            .map(str::to_owned)
            .collect();
        self.set(id, left);
    }

    fn set(&mut self, id: &str, keys: Vec<String>) {
        if keys == defaults(id) {
            self.own.remove(id);
        } else {
            self.own.insert(id.to_owned(), keys);
        }
    }
}

fn defaults(id: &str) -> &'static [&'static str] {
    shortcuts()
        .find(|(known, ..)| *known == id)
        .map_or(&[], |(_, _, keys)| keys)
}
