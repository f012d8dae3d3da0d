//! A take: one kept result of a node, with what made it. What is said of takes is never in the log; which one counts is.

use crate::message::Seq;
use crate::person::{Person, PersonName};
use crate::run::{ResultFile, RunId, StepResult};
use gesso_graph::edit::Setting;
use gesso_graph::{AssetRef, ContentKey, KeptTake};
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

impl Take {
    /// What of it is picked from.
    pub fn kept(&self) -> KeptTake {
        let file = |file: &ResultFile| AssetRef {
            hash: file.hash.as_str().into(),
            name: file.name.as_str().into(),
            media_type: file.media_type.as_str().into(),
        };
        KeptTake {
            key: self.key,
            starred: self.starred,
            files: self.result.files().map(file).collect(),
        }
    }
}
