//! What the engine keeps about the line of runs and about times, behind a trait. Whoever implements it runs
//! `contract::queue_store`.

use crate::error::StoreError;
use async_trait::async_trait;
use gesso_graph::{Name, NodeId};
use gesso_sync::{Place, RunId, Span};

/// How long one step took, for estimates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The kind of node.
    pub kind: Name,
    /// Width and height of its picture, if it made one.
    pub size: Option<(u32, u32)>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// Where the order of runs, the pause of all of them, and times are kept.
#[async_trait]
pub trait QueueStore: Send + Sync {
    /// Sets where these runs stand in the line; runs that are gone are passed over.
    async fn set_places(&self, places: &[(RunId, Place)]) -> Result<(), StoreError>;
    /// Whether the whole line is paused; a new store's is not.
    async fn is_paused(&self) -> Result<bool, StoreError>;
    /// Pauses the whole line, or lets it go on.
    async fn set_paused(&self, paused: bool) -> Result<(), StoreError>;
    /// Notes when a step of a run was worked on, in place of an earlier time.
    async fn put_span(&self, run: RunId, node: NodeId, span: Span) -> Result<(), StoreError>;
    /// When the steps of a run were worked on, by their beginnings.
    async fn spans(&self, run: RunId) -> Result<Vec<(NodeId, Span)>, StoreError>;
    /// How long the steps took whose outcomes were made or used last, at most `limit`, the latest first.
    async fn samples(&self, limit: u32) -> Result<Vec<Sample>, StoreError>;
}
