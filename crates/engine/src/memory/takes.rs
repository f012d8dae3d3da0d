//! Takes in memory.

use super::{MemoryStore, Tables};
use crate::error::StoreError;
use crate::store::TakeStore;
use async_trait::async_trait;
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::Take;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Whose take of what.
pub(super) type At = (String, NodeId, ContentKey);

/// A take and whether it was removed.
#[derive(Debug)]
pub(super) struct Kept {
    take: Take,
    removed: bool,
}

impl Tables {
    pub(super) fn take_keys(&self) -> impl Iterator<Item = ContentKey> {
        let there = self.takes.values().filter(|kept| !kept.removed);
        there.map(|kept| kept.take.key)
    }

    fn change(&mut self, at: At, change: impl FnOnce(&mut Kept)) -> bool {
        self.takes.get_mut(&at).map(change).is_some()
    }
}

#[async_trait]
impl TakeStore for MemoryStore {
    async fn put_takes(&self, workflow: &str, takes: &[(NodeId, Take)]) -> Result<(), StoreError> {
        let mut tables = self.tables("put_takes")?;
        for (node, take) in takes {
            let at = (workflow.to_owned(), *node, take.key);
            if tables.takes.get(&at).is_none_or(|kept| kept.removed) {
                let take = take.clone();
                let removed = false;
                tables.takes.insert(at, Kept { take, removed });
            }
        }
        Ok(())
    }

    async fn takes(
        &self,
        workflow: &str,
        node: NodeId,
        limit: u32,
    ) -> Result<Vec<Take>, StoreError> {
        let tables = self.tables("takes")?;
        let of_node = tables
            .takes
            .iter()
            .filter(|((of, at, _), kept)| of == workflow && *at == node && !kept.removed);
        let mut takes: Vec<Take> = of_node.map(|(_, kept)| kept.take.clone()).collect();
        takes.sort_by_key(|take| (Reverse(take.made_ms), Reverse(take.run), take.key));
        takes.truncate(limit as usize);
        Ok(takes)
    }

    async fn star_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        starred: bool,
    ) -> Result<bool, StoreError> {
        let at = (workflow.to_owned(), node, key);
        let mut tables = self.tables("star_take")?;
        Ok(tables.change(at, |kept| kept.take.starred = starred))
    }

    async fn remove_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        removed: bool,
    ) -> Result<bool, StoreError> {
        let at = (workflow.to_owned(), node, key);
        let mut tables = self.tables("remove_take")?;
        Ok(tables.change(at, |kept| kept.removed = removed))
    }

    async fn take_keys(&self) -> Result<BTreeSet<ContentKey>, StoreError> {
        Ok(self.tables("take_keys")?.take_keys().collect())
    }

    async fn forget_removed_takes(&self) -> Result<u64, StoreError> {
        let mut tables = self.tables("forget_removed_takes")?;
        let before = tables.takes.len();
        tables.takes.retain(|_, kept| !kept.removed);
        Ok((before - tables.takes.len()) as u64)
    }
}
