//! Keeps artifacts within their budget of bytes: the least recently used go first, results that are in use stay. What
//! a crash left without a name goes at the start, recipes that nothing needs go with every sweep.

use crate::engine::{Engine, Inner};
use crate::error::{EngineError, StoreError};
use crate::store::{Artifact, Role, UsedOutcome};
use gesso_graph::ContentKey;
use gesso_sync::RunEvent;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

/// A sweep is due when this part of the budget was made since the last one.
const DUE_PART: u64 = 16;

impl Engine {
    /// Throws away the least recently used artifacts until the rest is within the budget. Files and previews of what
    /// canvases show, of takes and of what was looked at last stay, and everything of runs under way; so the rest may be larger than the budget.
    ///
    /// # Errors
    /// When the store or the folder fails.
    pub async fn sweep(&self) -> Result<(), EngineError> {
        Ok(self.inner.sweep().await?)
    }
}

impl Inner {
    pub(crate) async fn sweep_when_due(&self) -> Result<(), StoreError> {
        if self.made_bytes.load(Ordering::Relaxed) < self.config.cache_bytes / DUE_PART {
            return Ok(());
        }
        self.sweep().await
    }

    /// Removes artifacts that no outcome names: a crash came between the bytes and their row. Only before work begins.
    pub(crate) async fn drop_orphans(&self) -> Result<(), StoreError> {
        let _alone = self.keeping.write().await;
        let outcomes = self.store.outcomes_by_use().await?;
        let named: BTreeSet<&str> = outcomes
            .iter()
            .flat_map(|used| &used.outcome.artifacts)
            .map(|artifact| artifact.hash.as_str())
            .collect();
        let (mut count, mut bytes) = (0_u32, 0);
        for stored in self.blobs.all().await? {
            if !named.contains(stored.hash.as_str()) {
                self.blobs.remove(&stored.hash).await?;
                count += 1;
                bytes += stored.bytes;
            }
        }
        if count > 0 {
            tracing::info!(count, bytes, "removed artifacts that nothing names");
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        let _alone = self.keeping.write().await;
        self.made_bytes.store(0, Ordering::Relaxed);
        self.throw_away().await?;
        self.store.forget_recipes().await?;
        Ok(())
    }

    async fn throw_away(&self) -> Result<(), StoreError> {
        let outcomes = self.store.outcomes_by_use().await?;
        let mut holders: BTreeMap<String, (u64, usize)> = BTreeMap::new();
        for artifact in outcomes.iter().flat_map(|used| &used.outcome.artifacts) {
            holders
                .entry(artifact.hash.clone())
                .or_insert((artifact.bytes, 0))
                .1 += 1;
        }
        let mut total: u64 = holders.values().map(|(bytes, _)| bytes).sum();
        if total <= self.config.cache_bytes {
            return Ok(());
        }
        let in_use = self.keys_in_use();
        let mut newest = self.newest_keys().await?;
        newest.extend(self.store.take_keys().await?);
        newest.extend(self.views.keys());
        for used in outcomes {
            if total <= self.config.cache_bytes {
                break;
            }
            if in_use.contains(&used.key) {
                continue;
            }
            let is_newest = newest.contains(&used.key);
            let (gone, kept): (Vec<Artifact>, Vec<Artifact>) = used
                .outcome
                .artifacts
                .iter()
                .cloned()
                .partition(|artifact| !is_newest || artifact.role == Role::Raw);
            if gone.is_empty() && is_newest {
                continue;
            }
            self.forget(&used, is_newest, kept).await?;
            for artifact in gone {
                if let Some((bytes, count)) = holders.get_mut(&artifact.hash) {
                    *count -= 1;
                    if *count == 0 {
                        total -= *bytes;
                        self.blobs.remove(&artifact.hash).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The row goes before the bytes: a crash between leaves bytes that nobody names, never a row that lies.
    async fn forget(
        &self,
        used: &UsedOutcome,
        is_newest: bool,
        kept: Vec<Artifact>,
    ) -> Result<(), StoreError> {
        if is_newest {
            let mut outcome = used.outcome.clone();
            outcome.artifacts = kept;
            self.store
                .put_outcome(used.key, &outcome, used.used_ms)
                .await
        } else {
            self.store.remove_outcomes(&[used.key]).await
        }
    }

    /// What the canvas of a workflow shows: the latest result of every node, also where the newest run left nodes out.
    async fn shown_keys(&self, workflow: &str) -> Result<Vec<ContentKey>, StoreError> {
        let events = match self.latest.events(workflow) {
            Some(events) => events,
            None => self.last(workflow).await?.events(),
        };
        let results = events.into_iter().filter_map(|event| match event {
            RunEvent::Step { result, .. } => result,
            RunEvent::Run { .. } => None,
        });
        let keys = results.flat_map(|result| {
            let items = result.items.unwrap_or_default().each.into_iter();
            items.map(|item| item.key).chain([result.key])
        });
        Ok(keys.collect())
    }

    async fn newest_keys(&self) -> Result<BTreeSet<ContentKey>, StoreError> {
        let mut keys = BTreeSet::new();
        for record in self.store.newest().await? {
            keys.extend(self.shown_keys(&record.workflow).await?);
            for step in self.store.steps(record.run).await? {
                let items = step.result.and_then(|result| result.items);
                let each = items.unwrap_or_default().each.into_iter();
                keys.extend(each.map(|item| item.key));
            }
            match self.store.job(record.run).await {
                Ok(job) => keys.extend(job.unwrap_or_default().steps.iter().map(|step| step.key)),
                Err(error) => {
                    tracing::error!(run = record.run.0, %error, "the results of a run are not kept apart");
                }
            }
        }
        Ok(keys)
    }
}
