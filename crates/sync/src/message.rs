//! What client and server say to each other over the websocket `/ws/{workflow}`: one JSON value per text frame, and a
//! whole document packed in a frame of bytes.

use crate::limits;
use crate::person::{Person, PersonName, Present};
use crate::refusal::{NotTaken, TooLarge, WhyReload};
use crate::run::RunEvent;
use gesso_graph::{Command, Document};
use serde::{Deserialize, Serialize};

/// Counts the meaning of commands and messages: a client and a server with different rules never edit together.
pub const RULES_VERSION: u32 = 4;

/// A place in the log; the first entry has 1, an empty log is at 0.
pub type Seq = u64;

/// Names a transaction once and for all: made by the client, so that sending it again is harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TxId {
    /// The tab that made it (random).
    pub client: u64,
    /// Counts up within the tab.
    pub number: u64,
}

/// What a transaction is to its person's undo history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An edit.
    Edit,
    /// Takes back an edit or a redo.
    Undo(TxId),
    /// Brings back what an undo took.
    Redo(TxId),
}

/// What one gesture did: one log entry, one undo step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tx {
    /// Its name.
    pub id: TxId,
    /// Who did it.
    pub person: Person,
    /// What they were called when they did it, if they had said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// What it did, in words: "Move 3 nodes". An undo or redo has the words of the edit it is about.
    pub label: String,
    /// What it is to the undo history.
    pub role: Role,
    /// In order.
    pub commands: Vec<Command>,
}

impl Tx {
    /// Whether a log takes it. Costs as much as writing it.
    ///
    /// # Errors
    /// [`TooLarge`] above [`limits::TX_COMMANDS`] or [`limits::TX_BYTES`].
    pub fn check_size(&self) -> Result<(), TooLarge> {
        if self.commands.len() > limits::TX_COMMANDS {
            return Err(TooLarge::Commands(self.commands.len()));
        }
        if self.bytes() > limits::TX_BYTES {
            return Err(TooLarge::Bytes);
        }
        Ok(())
    }

    /// Its size as JSON. Costs as much as writing it.
    pub fn bytes(&self) -> usize {
        let mut count = Count(0);
        match serde_json::to_writer(&mut count, self) {
            Ok(()) => count.0,
            Err(_) => usize::MAX,
        }
    }
}

struct Count(usize);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A transaction in its place in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place.
    pub seq: Seq,
    /// When the server took it, milliseconds since 1970.
    pub at_ms: i64,
    /// The transaction.
    pub tx: Tx,
}

/// What a client says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "say")]
pub enum ClientMessage {
    /// The first word on every connection.
    Hello {
        /// The client's [`RULES_VERSION`].
        rules_version: u32,
        /// Who.
        person: Person,
        /// What they are called, if they have said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<PersonName>,
        /// The last entry the client has, when it was here before.
        have: Option<Seq>,
    },
    /// The person is called otherwise from now on.
    Call {
        /// How; `None` when they have taken their name away.
        name: Option<PersonName>,
    },
    /// Transactions to put into the log, in order.
    Submit {
        /// The transactions.
        txs: Vec<Tx>,
    },
    /// The digest of the client's confirmed document at `seq`.
    Digest {
        /// Where.
        seq: Seq,
        /// `Document::digest` as hexadecimal.
        digest: String,
    },
    /// Keeps the connection alive.
    Ping,
}

/// A whole document: a snapshot and the entries after it, so that recent history stays undoable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// The snapshot's place.
    pub seq: Seq,
    /// The snapshot.
    pub snapshot: Document,
    /// What came after it, in order.
    pub entries: Vec<Entry>,
}

/// What the server says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "say")]
pub enum ServerMessage {
    /// The answer to `Hello` when the client can't just catch up. The only message that goes as bytes.
    #[serde(skip)]
    Welcome(Box<Welcome>),
    /// New entries, in order; also the answer to `Hello` when `have` is recent, and the acknowledgement of `Submit`.
    Entries {
        /// The entries.
        entries: Vec<Entry>,
    },
    /// These transactions were already in the log, at these places.
    Known {
        /// Which and where.
        txs: Vec<(TxId, Seq)>,
    },
    /// A transaction is not taken (too large, wrong rules, deleted workflow); the client drops it and says so.
    Refused {
        /// Which.
        tx: TxId,
        /// Why.
        reason: NotTaken,
    },
    /// The client must load the page anew.
    Reload {
        /// Why.
        reason: WhyReload,
    },
    /// The latest of a run, coalesced; after `Hello` the latest of every node.
    Run {
        /// What happened.
        events: Vec<RunEvent>,
    },
    /// The workflow has another name now.
    Name {
        /// As people read it.
        name: String,
    },
    /// Who has the workflow open.
    People {
        /// How many tabs, the one that hears it included.
        tabs: u32,
        /// Each person once, those who came first, at most [`limits::PEOPLE`].
        here: Vec<Present>,
    },
    /// The answer to `Ping`.
    Pong,
}
