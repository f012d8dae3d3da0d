//! A take: one kept result of a node, with what made it. What is said of takes is never in the log; which one counts is.

use crate::message::Seq;
use crate::person::{Person, PersonName};
use crate::run::{RunId, StepResult};
use gesso_graph::ContentKey;
use gesso_graph::edit::Setting;
use serde::{Deserialize, Serialize};

/// Who had something done, and what they were called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Who.
    pub person: Person,
    /// What they were called, if they had said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
}

/// One kept result of a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Take {
    /// Names the result; a node has one take of each.
    pub key: ContentKey,
    /// The first run that made it.
    pub run: RunId,
    /// The place of the log that the run was made from.
    pub seq: Seq,
    /// Who ran it.
    pub by: Option<Author>,
    /// When, milliseconds since 1970.
    pub made_ms: i64,
    /// Somebody marked it.
    pub starred: bool,
    /// What was made.
    pub result: StepResult,
    /// What the node and everything upstream of it were set to, every node after those it reads.
    pub settings: Vec<Setting>,
}
