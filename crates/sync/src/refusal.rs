//! What the server says no to, as values: whoever reads it makes the words, in their own language.

use crate::limits;
use serde::{Deserialize, Serialize};

/// A transaction that no log takes. Its `Display` is English, for logs and programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum TooLarge {
    /// Of its many commands.
    #[error(
        "This changes {0} things at once; at most {most} are possible. Do it in smaller steps.",
        most = limits::TX_COMMANDS
    )]
    Commands(usize),
    /// Of what its commands hold.
    #[error("This edit is larger than {most} MB. Do it in smaller steps.", most = limits::TX_BYTES / (1024 * 1024))]
    Bytes,
}

/// Why the server does not take a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotTaken {
    /// It is too large.
    TooLarge(TooLarge),
    /// Its label or the id of its person is too long.
    NameTooLong,
    /// The workflow was deleted for good.
    Deleted,
}

/// Why a page has to be loaded anew. A server may have reasons that an older page does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyReload {
    /// Page and server speak other rules.
    Updated,
    /// The page's copy of the document differs from the server's.
    Differs,
    /// The workflow was deleted.
    Deleted,
    /// The server could not read what the page said.
    NotUnderstood,
    /// Something else.
    #[serde(other)]
    Unknown,
}
