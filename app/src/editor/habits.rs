//! What this person does often: the latest actions and nodes, and the nodes they marked. Kept in the browser, for all
//! workflows; nobody else sees it.

use crate::browser::storage;
use crate::editor::desk::Desk;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const STORED_UNDER: &str = "gesso.habits";
/// How many are remembered.
const MOST: usize = 8;

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// What was chosen in the command palette, the latest first.
    pub actions: Vec<String>,
    /// The kinds of nodes that were added, the latest first.
    pub kinds: Vec<String>,
    /// The kinds of nodes that are marked.
    pub favourites: BTreeSet<String>,
}

impl Habits {
    /// Reads what was stored; what is not understood counts as nothing.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The stored form.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Remembers that something was chosen in the command palette.
    pub fn acted(&mut self, id: &str) {
        note(&mut self.actions, id);
    }

    /// Remembers that a node of a kind was added.
    pub fn added(&mut self, kind: &str) {
        note(&mut self.kinds, kind);
    }

    /// Marks a kind, or takes the mark away.
    pub fn mark(&mut self, kind: &str) {
        if !self.favourites.remove(kind) {
            self.favourites.insert(kind.to_owned());
        }
    }
}

fn note(list: &mut Vec<String>, id: &str) {
    list.retain(|other| other != id);
    list.insert(0, id.to_owned());
    list.truncate(MOST);
}

/// Reads what is kept, once the page is live; the server knows nothing of it.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        if let Some(text) = storage::get(STORED_UNDER) {
            desk.habits.set(Habits::from_text(&text));
        }
    });
}

impl Desk {
    /// Remembers something and keeps it. A browser that keeps nothing remembers it until the page is left.
    pub(crate) fn remember(self, change: impl FnOnce(&mut Habits)) {
        self.habits.update(change);
        storage::set(STORED_UNDER, &self.habits.with_untracked(Habits::to_text));
    }
}
