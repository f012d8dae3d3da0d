//! What travels about takes and the line of all runs. Plain data; times are milliseconds since 1970.

use crate::api::BatchCard;
use gesso_graph::NodeId;
use gesso_sync::{Author, Place, Priority, RunId, RunState, Span};
use serde::{Deserialize, Serialize};

/// The line of all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueueCard {
    /// Nothing new begins.
    pub paused: bool,
    /// Every run that waits or is at work, of all workflows, in the order in which they are worked for.
    pub runs: Vec<QueuedCard>,
}

/// A run in the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueuedCard {
    /// Names it.
    pub id: RunId,
    /// The workflow's id.
    pub workflow: String,
    /// The workflow's name.
    pub name: String,
    /// What was asked for, as people read it.
    pub target: String,
    /// Who asked.
    pub by: Option<Author>,
    /// Waits, or is at work.
    pub state: RunState,
    /// Where it stands.
    pub place: Place,
    /// When it was asked for.
    pub started_ms: i64,
    /// Steps that have a result.
    pub done: u32,
    /// All steps.
    pub total: u32,
    /// What it is called, when it is a row of a table.
    pub row: Option<String>,
    /// How far it is with the items of its nodes.
    pub batches: Vec<BatchCard>,
    /// How far it is, 0–1.
    pub progress: f32,
    /// How long the rest will take, in milliseconds, as far as it can be told.
    pub expected_ms: Option<u64>,
}

/// What somebody wants of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "want")]
pub enum QueueWish {
    /// Pause all of it, or let it go on.
    Pause {
        /// It is to be paused.
        paused: bool,
    },
    /// Hold a run, or let it go on.
    Hold {
        /// Which.
        run: RunId,
        /// It is to be held.
        held: bool,
    },
    /// Give a run another priority.
    Prioritise {
        /// Which.
        run: RunId,
        /// Which priority.
        priority: Priority,
    },
    /// Put a run before another, or at the end.
    Move {
        /// Which.
        run: RunId,
        /// Before which.
        before: Option<RunId>,
    },
}

/// When a step of a run was worked on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepTime {
    /// The node, by the name the run has for it.
    pub node: NodeId,
    /// What it was called.
    pub title: String,
    /// When.
    pub span: Span,
}

/// What somebody wants of a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakeWish {
    /// Mark it.
    Star,
    /// Take the mark away.
    Unstar,
    /// Remove it.
    Remove,
    /// Bring it back.
    BringBack,
}
