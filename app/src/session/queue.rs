//! The edits of this tab that the server does not have yet, kept in the browser's storage under a key of the tab's own,
//! so that a reload, a crash or a dead network loses none and two tabs never write over each other.
//! A tab holds a lock of the same name as its key: a key whose lock is free belongs to nobody, and is taken over.

use crate::browser::lock::{self, Lock, Try};
use crate::browser::storage;

/// Everything of a workflow is kept under `gesso.queue.<workflow>.<tab>`.
const PREFIX: &str = "gesso.queue.";
/// What comes before the key of edits that could not be read.
const ASIDE: &str = "gesso.unreadable:";

/// This tab's place in the storage.
pub(crate) struct Queue {
    key: String,
    /// Says that the key is in use, as long as the tab lives.
    _lock: Option<Lock>,
}

/// Edits another tab kept.
pub(crate) struct Left {
    key: String,
    /// So that no third tab takes them at the same time.
    lock: Option<Lock>,
}

impl Queue {
    /// A place of its own for the tab `client`.
    pub(crate) async fn open(workflow: &str, client: u64) -> Self {
        let key = format!("{PREFIX}{workflow}.{client:016x}");
        let _lock = match lock::take_if_free(&key).await {
            Try::Held(lock) => Some(lock),
            Try::Busy | Try::Unsupported => None,
        };
        Self { key, _lock }
    }

    /// Keeps these edits in place of those before; false when the browser refuses.
    pub(crate) fn keep(&self, text: &str) -> bool {
        storage::set(&self.key, text)
    }

    /// Nothing has to be kept.
    pub(crate) fn clear(&self) {
        storage::remove(&self.key);
    }
}

impl Left {
    /// The kept edits.
    pub(crate) fn text(&self) -> Option<String> {
        storage::get(&self.key)
    }

    /// Nobody can read them: they stay, under a name that is not asked for again.
    pub(crate) fn put_aside(self) {
        if let Some(text) = self.text()
            && storage::set(&format!("{ASIDE}{}", self.key), &text)
        {
            self.forget();
        }
    }

    /// They are in good hands now.
    pub(crate) fn forget(self) {
        storage::remove(&self.key);
        drop(self.lock);
    }
}

/// What tabs that are gone have left of a workflow, and the keys of tabs that still live.
pub(crate) async fn left_behind(workflow: &str) -> (Vec<Left>, Vec<String>) {
    let mut left = Vec::new();
    let mut alive = Vec::new();
    for key in storage::keys(&format!("{PREFIX}{workflow}.")) {
        match lock::take_if_free(&key).await {
            Try::Held(lock) => left.push(Left {
                key,
                lock: Some(lock),
            }),
            // Without locks nobody can tell; edits keep their names, so taking them twice is harmless.
            Try::Unsupported => left.push(Left { key, lock: None }),
            Try::Busy => alive.push(key),
        }
    }
    (left, alive)
}

/// Waits until the tab that has the key is gone, as one that is being reloaded.
pub(crate) async fn when_left(key: String) -> Option<Left> {
    let lock = lock::take(&key).await?;
    Some(Left {
        key,
        lock: Some(lock),
    })
}
