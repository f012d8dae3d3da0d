//! Runs workflows: plan, cache, workers, previews, files, pictures for the viewer. Storage and events are behind traits.
//! Keeps true: what has an outcome is not made again; a failure stops only what needs it; what was done survives a crash.
//! Knows nothing of HTTP or SQL. Rules: `SPEC.md`.

mod batch;
mod blobs;
mod chain;
mod config;
#[cfg(feature = "contract")]
pub mod contract;
mod counts;
mod engine;
mod error;
mod events;
mod flights;
mod folder;
mod job;
mod latest;
mod lineup;
mod make;
pub mod memory;
mod naming;
mod pixels;
mod queue;
mod rates;
mod rows;
mod run;
mod schedule;
mod shelf;
mod step;
mod store;
mod sweep;
mod takes;
mod turn;
mod viewer;

pub use blobs::{Assets, Blobs, Stored};
pub use config::EngineConfig;
pub use counts::batches;
pub use engine::{Engine, Parts};
pub use error::{EngineError, StoreError};
pub use events::{Clock, Events, SystemClock};
pub use folder::Folder;
pub use gesso_nodes::chain::preview_scale;
pub use lineup::Queued;
pub use naming::unlike;
pub use pixels::{PIXEL_TILE, PixelInfo, Whose};
pub use rows::Row;
pub use store::{
    Artifact, Job, NewRun, Outcome, QueueStore, RUNS_KEPT, Role, RunRecord, RunStore, Sample,
    StepRecord, TakeStore, UsedOutcome,
};
pub use viewer::{PictureInfo, TILE};
