//! What is said about a run: by the engine to the hub, by the hub to every screen.

use gesso_graph::{ContentKey, NodeId};
use serde::{Deserialize, Serialize};

/// One execution of a workflow or of part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(pub i64);

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Waits for a worker.
    Queued,
    /// At work.
    Running,
    /// Every step is done.
    Done,
    /// At least one step failed; the independent ones are done.
    Failed,
    /// A person stopped it.
    Cancelled,
}

/// Where one node of a run stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum StepState {
    /// Waits for its inputs or a worker.
    Queued,
    /// At work.
    Running {
        /// 0–1.
        progress: f32,
    },
    /// The result was there already.
    Cached,
    /// The result is there.
    Done,
    /// It went wrong.
    Failed {
        /// What happened and what to do.
        message: String,
    },
    /// Something it needs went wrong or can't run.
    Blocked {
        /// What, and where to look.
        message: String,
    },
    /// A person stopped the run before it was done.
    Cancelled,
}

/// What a node's result is, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepResult {
    /// Names the step; `/picture/{key}` serves its first picture.
    pub key: ContentKey,
    /// Full-size width and height of the first output when it is a picture.
    pub size: Option<(u32, u32)>,
    /// The artifact that shows it small, when it can be shown.
    pub preview: Option<String>,
    /// The file made for people, when the node makes one.
    pub file: Option<ResultFile>,
    /// Outputs that are words or numbers, as people read them.
    pub values: Vec<(String, String)>,
}

/// A file made for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultFile {
    /// The artifact.
    pub hash: String,
    /// The name to save it under.
    pub name: String,
    /// As `image/jpeg`.
    pub media_type: String,
    /// In bytes.
    pub bytes: u64,
}

/// One thing that happened in a run. The latest per node wins; a late joiner gets the latest of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "nearly every event is a step; boxing would cost each of them"
    )
)]
pub enum RunEvent {
    /// The run as a whole changed.
    Run {
        /// Which.
        run: RunId,
        /// Where it stands.
        state: RunState,
    },
    /// One node changed.
    Step {
        /// In which run.
        run: RunId,
        /// Which node.
        node: NodeId,
        /// Where it stands.
        state: StepState,
        /// Its result, when there is one.
        result: Option<StepResult>,
    },
}
