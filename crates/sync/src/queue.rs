//! Where a run stands in the line of all runs.

use serde::{Deserialize, Serialize};

/// Which runs are worked for first: none of a lower priority while one of a higher could be worked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When nothing else wants to be done.
    Low,
    /// As most runs.
    #[default]
    Normal,
    /// Before all others.
    High,
}

/// Where a run stands in the line. People set it; it survives a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which runs go first.
    pub priority: Priority,
    /// It waits until somebody lets it go on.
    pub held: bool,
    /// Among runs of one priority, the lesser first.
    pub order: i64,
}

/// When one step of a run was worked on, milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The beginning.
    pub began_ms: i64,
    /// The end.
    pub ended_ms: i64,
}
