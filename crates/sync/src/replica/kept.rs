//! The document as it was last confirmed, kept in the browser so that a page without a server has something to show and to
//! edit. It only stands in: the next greeting asks for the whole document, as if there were none.

use super::{Replica, step};
use crate::message::{RULES_VERSION, Seq};
use crate::reversal::Reversal;
use crate::saved::SavedError;
use gesso_graph::Document;
use serde::{Deserialize, Serialize};

/// Written apart from what is read, so that keeping copies nothing.
#[derive(Serialize)]
struct Keeping<'a> {
    gesso_kept: u32,
    seq: Seq,
    document: &'a Document,
}

#[derive(Deserialize)]
struct Kept {
    gesso_kept: u32,
    seq: Seq,
    document: Document,
}

impl Replica {
    /// What to keep in the browser of the document; nothing before the server has sent one. Costs the whole document.
    pub fn to_kept(&self) -> Option<String> {
        let keeping = Keeping {
            gesso_kept: RULES_VERSION,
            seq: self.confirmed_seq,
            document: &self.confirmed,
        };
        let text = || serde_json::to_string(&keeping).expect("a document has a serial form");
        (self.ready && !self.stands_in).then(text)
    }

    /// Shows a kept document until the server sends the true one; edits are taken and wait on top of it. Says whether it
    /// did: a document that is there already stays.
    ///
    /// # Errors
    /// A [`SavedError`] when the text can't be read.
    pub fn show_kept(&mut self, text: &str) -> Result<bool, SavedError> {
        if self.ready {
            return Ok(false);
        }
        let damaged = |reason: String| SavedError::Damaged { reason };
        let kept: Kept = serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
        if kept.gesso_kept != RULES_VERSION {
            return Err(SavedError::Newer);
        }
        self.ready = true;
        self.stands_in = true;
        self.confirmed = kept.document;
        self.confirmed_seq = kept.seq;
        for pending in &self.pending {
            self.history
                .record(pending.tx.role, step(&pending.tx, Reversal::default()));
        }
        self.rebase();
        Ok(true)
    }
}
