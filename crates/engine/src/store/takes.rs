//! What the engine keeps about takes, behind a trait. Whoever implements it runs `contract::take_store`.

use crate::error::StoreError;
use async_trait::async_trait;
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::Take;
use std::collections::BTreeSet;

/// Where takes are kept: of each node of a workflow, by the name that runs have for it, one of each content key.
#[async_trait]
pub trait TakeStore: Send + Sync {
    /// Keeps takes. One that is there stays as it is; one that was removed is back, as new.
    async fn put_takes(&self, workflow: &str, takes: &[(NodeId, Take)]) -> Result<(), StoreError>;
    /// The takes of a node, newest first, at most `limit`; none of the removed.
    async fn takes(
        &self,
        workflow: &str,
        node: NodeId,
        limit: u32,
    ) -> Result<Vec<Take>, StoreError>;
    /// Marks a take, or takes the mark away. False if there is no such take.
    async fn star_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        starred: bool,
    ) -> Result<bool, StoreError>;
    /// Removes a take, or brings a removed one back. False if there is no such take.
    async fn remove_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        removed: bool,
    ) -> Result<bool, StoreError>;
    /// The keys of all takes that are not removed.
    async fn take_keys(&self) -> Result<BTreeSet<ContentKey>, StoreError>;
    /// Forgets the removed takes for good. Gives how many.
    async fn forget_removed_takes(&self) -> Result<u64, StoreError>;
}
