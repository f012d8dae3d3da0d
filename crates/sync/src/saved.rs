//! What a tab keeps in the browser so that a reload, a crash or a dead network loses no edit: the transactions that
//! are not acknowledged, under the names they were made with, and the counter for new names.

use crate::message::Tx;
use serde::{Deserialize, Serialize};

const SAVED_FORMAT: u32 = 1;

/// The kept queue of one tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// The format; its name in the text is what tells that this is a kept queue.
    gesso_pending: u32,
    /// The tab.
    pub(crate) client: u64,
    /// The number of the tab's next transaction.
    pub(crate) next_number: u64,
    /// In order.
    pub(crate) txs: Vec<Tx>,
}

/// Why a kept queue can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// Kept by a newer Gesso.
    #[error("Edits kept in this browser were made by a newer Gesso. Reload the page.")]
    Newer,
    /// Not a kept queue, or damaged.
    #[error("Edits kept in this browser can't be read: {reason}.")]
    Damaged {
        /// What the parser says.
        reason: String,
    },
}

impl Saved {
    pub(crate) fn new(client: u64, next_number: u64, txs: Vec<Tx>) -> Self {
        Self {
            gesso_pending: SAVED_FORMAT,
            client,
            next_number,
            txs,
        }
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).expect("transactions have only text keys and finite numbers")
    }

    pub(crate) fn from_text(text: &str) -> Result<Self, SavedError> {
        let damaged = |error: serde_json::Error| SavedError::Damaged {
            reason: error.to_string(),
        };
        let mark: Mark = serde_json::from_str(text).map_err(damaged)?;
        if mark.gesso_pending > u64::from(SAVED_FORMAT) {
            return Err(SavedError::Newer);
        }
        serde_json::from_str(text).map_err(damaged)
    }
}

/// Reads over a text for the mark alone.
#[derive(Deserialize)]
struct Mark {
    gesso_pending: u64,
}
