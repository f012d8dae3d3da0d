//! What is wrong with a document that is still a document: computed, never stored, never stops it from opening.

use crate::document::InPort;
use crate::id::{Name, NodeId};
use serde::{Deserialize, Serialize};

/// One fault of one node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The node it is shown on.
    pub node: NodeId,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This build has no such kind of node.
    UnknownKind {
        /// The kind's id.
        kind: Name,
    },
    /// The node was written by a newer build.
    NewerVersion {
        /// The version it was written for.
        version: u32,
        /// The version this build knows.
        known: u32,
    },
    /// Nothing is wired into an input that a run needs.
    MissingInput {
        /// The input.
        port: Name,
    },
    /// No file is chosen.
    MissingAsset {
        /// The parameter.
        param: Name,
    },
    /// The kind has no such input.
    UnknownInput {
        /// Where the wire ends.
        to: InPort,
    },
    /// The source has no such output.
    UnknownOutput {
        /// Where the wire ends.
        to: InPort,
        /// The output that does not exist.
        output: Name,
    },
    /// What flows through a wire doesn't fit.
    WrongType {
        /// Where the wire ends.
        to: InPort,
        /// What comes, as people read it.
        comes: String,
        /// What is taken, as people read it.
        takes: String,
    },
    /// The kind has no such parameter.
    UnknownParam {
        /// The parameter.
        param: Name,
    },
    /// The value is of another shape than the parameter, or no option of it.
    WrongValue {
        /// The parameter.
        param: Name,
    },
    /// The value is outside the hard limits.
    OutOfRange {
        /// The parameter.
        param: Name,
        /// Least accepted.
        least: f64,
        /// Most accepted.
        most: f64,
    },
    /// Something this node needs has a problem that prevents its run.
    BlockedBy {
        /// The node to look at.
        node: NodeId,
    },
}
