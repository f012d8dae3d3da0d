//! One key is worked on by one hand at a time: who comes second waits and then finds the outcome.

use gesso_graph::ContentKey;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OwnedMutexGuard;

type Turn = tokio::sync::Mutex<()>;

/// The keys being worked on.
#[derive(Debug, Default)]
pub(crate) struct Flights {
    turns: Mutex<BTreeMap<ContentKey, Weak<Turn>>>,
}

impl Flights {
    /// Waits for the turn at a key. Dropping the guard gives it on.
    pub(crate) async fn turn(&self, key: ContentKey) -> OwnedMutexGuard<()> {
        self.of(key).lock_owned().await
    }

    fn of(&self, key: ContentKey) -> Arc<Turn> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        match turns.get(&key).and_then(Weak::upgrade) {
            Some(turn) => turn,
            None => {
                turns.retain(|_, turn| turn.strong_count() > 0);
                let turn = Arc::new(Turn::new(()));
                turns.insert(key, Arc::downgrade(&turn));
                turn
            }
        }
    }
}
