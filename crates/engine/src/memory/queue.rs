//! The order of runs and times in memory.

use super::MemoryStore;
use crate::error::StoreError;
use crate::store::{QueueStore, Sample};
use async_trait::async_trait;
use gesso_graph::NodeId;
use gesso_sync::{Place, RunId, Span};
use std::cmp::Reverse;

#[async_trait]
impl QueueStore for MemoryStore {
    async fn set_places(&self, places: &[(RunId, Place)]) -> Result<(), StoreError> {
        let mut tables = self.tables("set_places")?;
        for (run, place) in places {
            if let Some(record) = tables.runs.get_mut(run) {
                record.place = *place;
            }
        }
        Ok(())
    }

    async fn is_paused(&self) -> Result<bool, StoreError> {
        Ok(self.tables("is_paused")?.paused)
    }

    async fn set_paused(&self, paused: bool) -> Result<(), StoreError> {
        self.tables("set_paused")?.paused = paused;
        Ok(())
    }

    async fn put_span(&self, run: RunId, node: NodeId, span: Span) -> Result<(), StoreError> {
        self.tables("put_span")?.spans.insert((run, node), span);
        Ok(())
    }

    async fn spans(&self, run: RunId) -> Result<Vec<(NodeId, Span)>, StoreError> {
        let tables = self.tables("spans")?;
        let of_run = tables.spans.iter().filter(|((of, _), _)| *of == run);
        let mut spans: Vec<(NodeId, Span)> =
            of_run.map(|((_, node), span)| (*node, *span)).collect();
        spans.sort_by_key(|(node, span)| (span.began_ms, *node));
        Ok(spans)
    }

    async fn samples(&self, limit: u32) -> Result<Vec<Sample>, StoreError> {
        let tables = self.tables("samples")?;
        let mut found: Vec<_> = tables
            .outcomes
            .iter()
            .filter(|(_, (outcome, _))| outcome.result.items.is_none())
            .filter_map(|(key, (outcome, used_ms))| {
                let sample = Sample {
                    kind: tables.recipes.get(key)?.kind.clone(),
                    size: outcome.result.size,
                    took_ms: outcome.took_ms,
                };
                Some((Reverse(*used_ms), *key, sample))
            })
            .collect();
        found.sort_by_key(|(used_ms, key, _)| (*used_ms, *key));
        found.truncate(limit as usize);
        Ok(found.into_iter().map(|(_, _, sample)| sample).collect())
    }
}
