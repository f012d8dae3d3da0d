//! Takes: what output nodes made is kept, with what made it. A run gives each of them a take, also for a result that was
//! there already; the same result is one take however often it is made.

use crate::engine::{Engine, Inner};
use crate::error::{EngineError, StoreError};
use crate::run::Running;
use crate::store::StepRecord;
use gesso_graph::{ContentKey, Document, KeptTakes, NodeId, picked_from};
use gesso_nodes::catalogue;
use gesso_sync::{StepState, Take};

/// How many takes of a node are given at once.
const LISTED: u32 = 200;

impl Engine {
    /// The takes of a node by the name that runs have for it, newest first, at most two hundred.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn takes(&self, workflow: &str, node: NodeId) -> Result<Vec<Take>, EngineError> {
        Ok(self.inner.store.takes(workflow, node, LISTED).await?)
    }

    /// The takes that a document picks from, as a run of it finds them now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn kept_takes(
        &self,
        workflow: &str,
        document: &Document,
    ) -> Result<KeptTakes, EngineError> {
        Ok(self.inner.kept_takes(workflow, document).await?)
    }

    /// Marks a take, or takes the mark away.
    ///
    /// # Errors
    /// When there is no such take, or the store fails.
    pub async fn star_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        starred: bool,
    ) -> Result<(), EngineError> {
        let store = &self.inner.store;
        there(store.star_take(workflow, node, key, starred).await?)
    }

    /// Removes a take, or brings it back; what it held may be thrown away from then on, and is at the next start.
    ///
    /// # Errors
    /// When there is no such take, or the store fails.
    pub async fn remove_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        removed: bool,
    ) -> Result<(), EngineError> {
        let store = &self.inner.store;
        there(store.remove_take(workflow, node, key, removed).await?)
    }
}

fn there(is_there: bool) -> Result<(), EngineError> {
    match is_there {
        true => Ok(()),
        false => Err(EngineError::NoSuchTake),
    }
}

impl Inner {
    /// The takes that a document picks from, as they are now.
    pub(crate) async fn kept_takes(
        &self,
        workflow: &str,
        document: &Document,
    ) -> Result<KeptTakes, StoreError> {
        let mut kept = KeptTakes::new();
        for node in picked_from(document, catalogue()) {
            let takes = self.store.takes(workflow, node, LISTED).await?;
            kept.insert(node, takes.iter().map(Take::kept).collect());
        }
        Ok(kept)
    }
}

impl Running {
    /// Keeps what these steps made as takes, as far as their nodes keep any.
    pub(crate) async fn keep_takes(&self, records: &[StepRecord]) -> Result<(), StoreError> {
        let takes: Vec<(NodeId, Take)> = records
            .iter()
            .filter_map(|record| Some((record.node, self.take_of(record)?)))
            .collect();
        if takes.is_empty() {
            return Ok(());
        }
        let store = &self.inner.store;
        store.put_takes(&self.record.workflow, &takes).await
    }

    fn take_of(&self, record: &StepRecord) -> Option<Take> {
        if !matches!(record.state, StepState::Done | StepState::Cached) {
            return None;
        }
        let result = record.result.clone()?;
        let step = self.by_key.get(&result.key)?;
        if !catalogue().spec(&step.kind)?.schema.sink {
            return None;
        }
        Some(Take {
            key: result.key,
            run: self.record.run,
            seq: self.record.seq,
            by: self.record.by.clone(),
            made_ms: self.inner.clock.now_ms(),
            starred: false,
            result,
            settings: self.job.settings(record.node),
        })
    }
}
