//! What goes wrong at the borders of the engine, in words for people.

use gesso_sync::{RunId, Said};
use tokio::task::JoinError;

/// A store or a blob folder could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {source}")]
pub struct StoreError {
    /// What was attempted, with what: "read the outcome of 3fa9…".
    pub doing: String,
    /// What came of it.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl StoreError {
    /// An error of this attempt.
    pub fn new(
        doing: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            doing: doing.into(),
            source: source.into(),
        }
    }

    /// Whether what was attempted ended with the runtime it ran on, as when the process goes.
    pub(crate) fn is_cut_off(&self) -> bool {
        let error = self.source.downcast_ref::<JoinError>();
        error.is_some_and(JoinError::is_cancelled)
    }
}

/// Why the engine refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The workflow, or the chosen part, has no nodes.
    #[error("There is nothing to run. Add a node, or choose another one to run to.")]
    NothingToRun,
    /// More steps than one run may have.
    #[error(
        "This run has {steps} steps; the limit is {most}. Run a part of it with “Run to here”."
    )]
    TooManySteps {
        /// How many it has.
        steps: usize,
        /// How many it may have.
        most: usize,
    },
    /// As many runs as may wait are waiting.
    #[error("{waiting} runs are under way already. Wait for one to end, or stop one.")]
    TooManyRuns {
        /// How many there are.
        waiting: usize,
    },
    /// The engine is stopping.
    #[error("Gesso is shutting down. Start the run again in a moment.")]
    ShuttingDown,
    /// There is no such run.
    #[error("There is no run {}.", .0.0)]
    NoSuchRun(RunId),
    /// There is no such take.
    #[error("This take is not there any more.")]
    NoSuchTake,
    /// Nobody ever ran a step with this key, or its result is no picture.
    #[error("There is no picture here yet. Run the workflow first.")]
    NoPicture,
    /// A picture could not be shown.
    #[error("{0}")]
    Failed(Said),
    /// A store failed.
    #[error(
        "The run could not be kept: {0}. Look at the free space of the data folder, then try again."
    )]
    Store(#[from] StoreError),
}
