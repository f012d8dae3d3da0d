//! What the engine keeps about runs and results, behind a trait. Whoever implements it runs `contract::run_store`.
//! Calls take many items at once, so that a run of fifty cached steps costs a handful of statements.

mod queue;
mod takes;

pub use queue::{QueueStore, Sample};
pub use takes::TakeStore;

use crate::error::StoreError;
use async_trait::async_trait;
use gesso_graph::{ContentKey, Name, NodeId, Step, Targets};
use gesso_sync::Said;
use gesso_sync::{Author, Place, RunId, RunState, Seq, StepResult, StepState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many runs of a workflow are kept; older ones go when they have ended.
pub const RUNS_KEPT: u32 = 500;

/// What a run has to do, complete enough to go on without the document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Job {
    /// Every step after the steps it reads.
    pub steps: Vec<Step>,
    /// Nodes that can't run, with the reason.
    pub blocked: BTreeMap<NodeId, Said>,
    /// Titles of the nodes, for messages.
    pub titles: BTreeMap<NodeId, Said>,
    /// Nodes that were asked for by name and can't run, an instance by what it stands for.
    #[serde(default)]
    pub missed: Vec<NodeId>,
    /// What the run is called, when whoever started it gave it a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A run to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRun {
    /// Of which workflow.
    pub workflow: String,
    /// At which place of its log.
    pub seq: Seq,
    /// What was asked for.
    pub targets: Targets,
    /// What is to be done.
    pub job: Job,
    /// Now, milliseconds since 1970.
    pub at_ms: i64,
    /// Who asked for it.
    pub by: Option<Author>,
}

/// A run as it is kept, without its job.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// Its name.
    pub run: RunId,
    /// Of which workflow.
    pub workflow: String,
    /// At which place of its log.
    pub seq: Seq,
    /// What was asked for.
    pub targets: Targets,
    /// Where it stands.
    pub state: RunState,
    /// When it was asked for, milliseconds since 1970.
    pub started_ms: i64,
    /// When it ended.
    pub ended_ms: Option<i64>,
    /// Who asked for it.
    pub by: Option<Author>,
    /// Where it stands in the line of all runs.
    pub place: Place,
}

/// Where one step of a run stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StepRecord {
    /// The node.
    pub node: NodeId,
    /// Where it stands.
    pub state: StepState,
    /// Its result, when there is one.
    pub result: Option<StepResult>,
}

/// What an artifact is to its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A small picture to show.
    Preview,
    /// A file for people.
    File,
    /// A whole picture in Gesso's own form, so that nobody renders it again.
    Raw,
}

/// One artifact of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// What it is for.
    pub role: Role,
    /// Which output it shows or holds.
    pub output: Name,
    /// BLAKE3 of its bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// How many bytes.
    pub bytes: u64,
}

/// What a step gave: the row of the cache.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What is said of it.
    pub result: StepResult,
    /// What is kept of it; if one of these is gone, the outcome counts for nothing.
    pub artifacts: Vec<Artifact>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// An outcome with its last use.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedOutcome {
    /// Its key.
    pub key: ContentKey,
    /// The outcome.
    pub outcome: Outcome,
    /// When it was made or last found, milliseconds since 1970.
    pub used_ms: i64,
}

/// Where runs, outcomes and recipes are kept. Every call is atomic: all of it is kept or nothing.
/// A single row that can't be read back, as another version wrote it, counts for nothing in lists and lookups and is
/// logged; asked for by its name ([`RunStore::run`], [`RunStore::job`]) it is an error.
#[async_trait]
pub trait RunStore: TakeStore + QueueStore + Send + Sync {
    /// Keeps a new run as `Queued`, its job, and the recipe of every step of it. It stands at the end of the line: its place's
    /// order is its number. Forgets ended runs of the workflow beyond
    /// the newest [`RUNS_KEPT`].
    async fn create_run(&self, new: &NewRun) -> Result<RunId, StoreError>;
    /// One run.
    async fn run(&self, run: RunId) -> Result<Option<RunRecord>, StoreError>;
    /// The newest runs of a workflow, newest first, at most `limit`.
    async fn runs(&self, workflow: &str, limit: u32) -> Result<Vec<RunRecord>, StoreError>;
    /// Every run that is `Queued` or `Running`, oldest first.
    async fn unfinished(&self) -> Result<Vec<RunRecord>, StoreError>;
    /// The newest run of every workflow.
    async fn newest(&self) -> Result<Vec<RunRecord>, StoreError>;
    /// What a run has to do.
    async fn job(&self, run: RunId) -> Result<Option<Job>, StoreError>;
    /// Sets where a run stands; with `Done`, `Failed` or `Cancelled`, `at_ms` is its end.
    async fn set_run_state(
        &self,
        run: RunId,
        state: RunState,
        at_ms: i64,
    ) -> Result<(), StoreError>;
    /// Takes or renews the lease of an unfinished run: true if nobody, or this worker, or a worker whose time is over at
    /// `now_ms` held it. From then on it is held until `until_ms`.
    async fn claim(
        &self,
        run: RunId,
        worker: &str,
        now_ms: i64,
        until_ms: i64,
    ) -> Result<bool, StoreError>;
    /// Sets where these steps of a run stand, in place of what was kept of the same nodes.
    async fn set_steps(&self, run: RunId, steps: &[StepRecord]) -> Result<(), StoreError>;
    /// Where every step of a run stands, by node.
    async fn steps(&self, run: RunId) -> Result<Vec<StepRecord>, StoreError>;
    /// The outcomes that are kept under these keys.
    async fn outcomes(
        &self,
        keys: &[ContentKey],
    ) -> Result<BTreeMap<ContentKey, Outcome>, StoreError>;
    /// Keeps an outcome, in place of an older one under the same key.
    async fn put_outcome(
        &self,
        key: ContentKey,
        outcome: &Outcome,
        at_ms: i64,
    ) -> Result<(), StoreError>;
    /// Notes that these outcomes were used; keys without an outcome are passed over.
    async fn touch(&self, keys: &[ContentKey], at_ms: i64) -> Result<(), StoreError>;
    /// Forgets these outcomes.
    async fn remove_outcomes(&self, keys: &[ContentKey]) -> Result<(), StoreError>;
    /// Every outcome, least recently used first (ties by key).
    async fn outcomes_by_use(&self) -> Result<Vec<UsedOutcome>, StoreError>;
    /// Forgets the recipes that nothing needs any more: no step of a kept run, no outcome and no take, near or far. Gives how many.
    async fn forget_recipes(&self) -> Result<u64, StoreError>;
    /// Keeps the recipes of steps that are in no plan: those of items.
    async fn put_recipes(&self, steps: &[Step]) -> Result<(), StoreError>;
    /// The steps that make what these keys name, as far as they are known.
    async fn recipes(&self, keys: &[ContentKey]) -> Result<BTreeMap<ContentKey, Step>, StoreError>;
}
