//! What travels between page and server outside the document. Plain data; times are milliseconds since 1970.

use crate::api::BatchCard;
use crate::words::with;
use gesso_graph::AssetRef;
use gesso_sync::{Author, RunId, RunState};
use gesso_words::{Language, Words};
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::fmt;

/// Largest workflow file that can be imported, in bytes.
pub const IMPORT_BYTES: usize = 64 * 1024 * 1024;

/// A workflow as the gallery shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WorkflowCard {
    /// Names it in addresses: letters, digits, `-` and `_` only.
    pub id: String,
    /// The name people gave it.
    pub name: String,
    /// When its document or name last changed.
    pub changed_ms: i64,
    /// How many nodes it has.
    pub nodes: u32,
    /// The artifact that shows it small: the newest picture it made.
    pub preview: Option<String>,
    /// The run that is under way, if one is.
    pub running: Option<RunId>,
    /// When it was deleted, if it was.
    pub deleted_ms: Option<i64>,
}

/// A workflow to begin from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateCard {
    /// Names it.
    pub id: String,
    /// The name people read.
    pub title: String,
    /// One sentence: what comes out.
    pub doc: String,
}

/// A run as the runs dock shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunCard {
    /// Names it.
    pub id: RunId,
    /// Where it stands.
    pub state: RunState,
    /// When it was asked for.
    pub started_ms: i64,
    /// From the first moment it was worked for to the last, once it has ended; nothing when all was there.
    pub took_ms: Option<i64>,
    /// Steps that have a result, cached ones included.
    pub done: u32,
    /// All steps, blocked ones included.
    pub total: u32,
    /// Steps whose result was there already.
    pub cached: u32,
    /// Steps that failed or were blocked.
    pub failed: u32,
    /// What was asked for, as people read it: "Everything", "Blur".
    pub target: String,
    /// What it is called, when it is a row of a table.
    pub name: Option<String>,
    /// What came of the items of its nodes.
    pub batches: Vec<BatchCard>,
    /// Who asked.
    pub by: Option<Author>,
}

/// An uploaded file; also the answer to an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetCard {
    /// BLAKE3 of its bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// Its name when it was uploaded.
    pub name: String,
    /// Found by looking at the bytes, as `image/png`.
    pub media_type: String,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// Its length.
    pub bytes: u64,
}

impl AssetCard {
    /// The value a node's parameter keeps of it.
    pub fn asset_ref(&self) -> AssetRef {
        AssetRef {
            hash: self.hash.as_str().into(),
            name: self.name.as_str().into(),
            media_type: self.media_type.as_str().into(),
        }
    }
}

/// The body of an upload's answer when it is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadRefusal {
    /// What happened and what to do.
    pub message: String,
}

/// Why the server did not do what a page asked. People read what [`ApiError::describe`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error", content = "message")]
pub enum ApiError {
    /// What was asked about does not exist (any more); names it, as "workflow".
    NotFound(String),
    /// The request can't be done as it is; says what is wrong and what to do.
    Refused(String),
    /// Something broke in the server; names the line in its log.
    Internal(String),
    /// The server could not be reached, or did not understand.
    Connection(String),
}

impl ApiError {
    /// What happened and what to do, in words for people. A refusal was worded by the server, in its reader's language.
    pub fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::NotFound(what) => words.with("not-found", &[("what", what)]),
            Self::Refused(reason) => reason.clone(),
            Self::Internal(place) => words.with("server-broke", &[("place", place)]),
            Self::Connection(_) => words.text("no-connection").to_owned(),
        }
    }
}

/// In English, for logs and programs.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Words::of(Language::English)))
    }
}

impl std::error::Error for ApiError {}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(reason)
            | ServerFnErrorErr::MissingArg(reason)
            | ServerFnErrorErr::Deserialization(reason) => {
                Self::Refused(with("request-not-understood", &[("reason", &reason)]))
            }
            ServerFnErrorErr::ServerError(place) | ServerFnErrorErr::MiddlewareError(place) => {
                Self::Internal(place)
            }
            other => Self::Connection(other.to_string()),
        }
    }
}
