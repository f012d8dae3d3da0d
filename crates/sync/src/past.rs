//! The log as people read it: who did what when, newest first, and what a place in it can be gone back to.
//! Going back is an edit like any other ([`gesso_graph::edit::restore`]), so that it can itself be undone.

use crate::message::{Entry, Role, Seq};
use crate::person::{Person, PersonName};
use serde::{Deserialize, Serialize};

/// One entry of the log without its commands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastStep {
    /// Its place; the document after it is what one goes back to.
    pub seq: Seq,
    /// When the server took it, milliseconds since 1970.
    pub at_ms: i64,
    /// Who did it.
    pub person: Person,
    /// What they were called then, if they had said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// What it did, in words.
    pub label: String,
    /// Whether it is an edit, or takes one back or brings one back.
    pub role: Role,
    /// How many primitive edits it made.
    pub commands: usize,
}

/// A part of the past, the newest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Past {
    /// The steps.
    pub steps: Vec<PastStep>,
    /// How many entries the whole log has; the place of the newest.
    pub last: Seq,
}

impl Past {
    /// There are older steps than these.
    pub fn has_more(&self) -> bool {
        self.steps.last().is_some_and(|step| step.seq > 1)
    }
}

impl From<Entry> for PastStep {
    fn from(entry: Entry) -> Self {
        Self {
            seq: entry.seq,
            at_ms: entry.at_ms,
            person: entry.tx.person,
            name: entry.tx.name,
            label: entry.tx.label,
            role: entry.tx.role,
            commands: entry.tx.commands.len(),
        }
    }
}
