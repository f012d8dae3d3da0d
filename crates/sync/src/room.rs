//! One open workflow on the server: puts transactions in order and greets whoever comes.
//! Split in two so that nothing is visible before it is stored: `prepare` gives an entry its place, the caller stores
//! it, `commit` makes it part of the document. Knows no socket and no store.

use crate::limits;
use crate::message::{Entry, RULES_VERSION, Seq, ServerMessage, Tx, TxId, Welcome};
use crate::refusal::{NotTaken, WhyReload};
use gesso_graph::{Document, apply_to};
use std::collections::{BTreeMap, VecDeque};

/// What became of a transaction that was handed in.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    /// It gets this place: store the entry, then [`Room::commit`] it.
    Accepted(Entry),
    /// It is in the log already, here.
    Known(Seq),
    /// It is not taken.
    Refused(NotTaken),
}

/// Why entries don't fit a room.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// The log has a gap, or an entry comes twice.
    #[error("entry {found} does not follow entry {last}")]
    OutOfOrder {
        /// The last entry before.
        last: Seq,
        /// What came.
        found: Seq,
    },
}

/// One open workflow.
#[derive(Debug, Clone)]
pub struct Room {
    /// The document before the recent entries.
    base: Document,
    base_seq: Seq,
    recent: VecDeque<Entry>,
    document: Document,
    seq: Seq,
    /// The newest transactions by name; `known_order` says which goes first.
    known: BTreeMap<TxId, Seq>,
    known_order: VecDeque<TxId>,
}

impl Room {
    /// Opens a workflow from a snapshot at `seq` and the entries after it. Give at least the last
    /// [`limits::RECENT_ENTRIES`] entries where there are so many: they are what a newcomer can undo.
    ///
    /// # Errors
    /// [`RoomError::OutOfOrder`] when the entries don't follow the snapshot one by one.
    pub fn open(snapshot: Document, seq: Seq, entries: Vec<Entry>) -> Result<Self, RoomError> {
        let mut room = Self {
            base: snapshot.clone(),
            base_seq: seq,
            recent: VecDeque::new(),
            document: snapshot,
            seq,
            known: BTreeMap::new(),
            known_order: VecDeque::new(),
        };
        entries
            .into_iter()
            .try_for_each(|entry| room.commit(entry))?;
        Ok(room)
    }

    /// The document after the last entry.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The last entry's place.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// Gives a transaction its place. Changes nothing; a transaction whose commands are all skipped is taken too,
    /// so that its client sees it acknowledged.
    ///
    /// `Known` is found among the newest [`limits::KNOWN_TXS`] only: the store refuses older repetitions by their name.
    pub fn prepare(&self, tx: Tx, now_ms: i64) -> Submitted {
        if let Some(&seq) = self.known.get(&tx.id) {
            return Submitted::Known(seq);
        }
        match refusal(&tx) {
            Some(reason) => Submitted::Refused(reason),
            None => Submitted::Accepted(Entry {
                seq: self.seq + 1,
                at_ms: now_ms,
                tx,
            }),
        }
    }

    /// Gives several transactions their places, one after another, to be stored at once.
    pub fn prepare_all(&self, txs: Vec<Tx>, now_ms: i64) -> Vec<Submitted> {
        let mut next = self.seq + 1;
        let mut taken: BTreeMap<TxId, Seq> = BTreeMap::new();
        let mut place = |tx: Tx| {
            if let Some(&seq) = taken.get(&tx.id) {
                return Submitted::Known(seq);
            }
            match self.prepare(tx, now_ms) {
                Submitted::Accepted(mut entry) => {
                    entry.seq = next;
                    next += 1;
                    taken.insert(entry.tx.id, entry.seq);
                    Submitted::Accepted(entry)
                }
                other => other,
            }
        };
        txs.into_iter().map(&mut place).collect()
    }

    /// Makes a stored entry part of the document.
    ///
    /// # Errors
    /// [`RoomError::OutOfOrder`], and nothing changes, when it is not the next one.
    pub fn commit(&mut self, entry: Entry) -> Result<(), RoomError> {
        if entry.seq != self.seq + 1 {
            return Err(RoomError::OutOfOrder {
                last: self.seq,
                found: entry.seq,
            });
        }
        apply_entry(&mut self.document, &entry);
        self.seq = entry.seq;
        self.known.insert(entry.tx.id, entry.seq);
        self.known_order.push_back(entry.tx.id);
        if self.known_order.len() > limits::KNOWN_TXS
            && let Some(oldest) = self.known_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        self.recent.push_back(entry);
        if self.recent.len() > limits::RECENT_ENTRIES
            && let Some(oldest) = self.recent.pop_front()
        {
            apply_entry(&mut self.base, &oldest);
            self.base_seq = oldest.seq;
        }
        Ok(())
    }

    /// The answer to a `Hello`: the entries a client lacks when it was here recently, else everything;
    /// `Reload` when it speaks other rules.
    pub fn greet(&self, rules_version: u32, have: Option<Seq>) -> ServerMessage {
        if rules_version == RULES_VERSION {
            return self.welcome(have);
        }
        ServerMessage::Reload {
            reason: WhyReload::Updated,
        }
    }

    /// What brings a client that has `have` up to now.
    pub fn welcome(&self, have: Option<Seq>) -> ServerMessage {
        match have {
            Some(have) if (self.base_seq..=self.seq).contains(&have) => {
                let lacking = self.recent.iter().filter(|entry| entry.seq > have);
                ServerMessage::Entries {
                    entries: lacking.cloned().collect(),
                }
            }
            _ => ServerMessage::Welcome(Box::new(Welcome {
                seq: self.base_seq,
                snapshot: self.base.clone(),
                entries: self.recent.iter().cloned().collect(),
            })),
        }
    }

    /// Compares a client's digest. `Reload` when it had the same entries and got another document; digests of other
    /// places in the log are not compared.
    pub fn check(&self, seq: Seq, digest: &str) -> Option<ServerMessage> {
        if seq != self.seq || self.document.digest().to_string() == digest {
            return None;
        }
        Some(ServerMessage::Reload {
            reason: WhyReload::Differs,
        })
    }
}

fn apply_entry(document: &mut Document, entry: &Entry) {
    for command in &entry.tx.commands {
        // A skip is an outcome like any other: everybody skips the same.
        let _skip = apply_to(document, command);
    }
}

fn refusal(tx: &Tx) -> Option<NotTaken> {
    if tx.label.len() > limits::LABEL_BYTES || tx.person.0.len() > limits::PERSON_BYTES {
        return Some(NotTaken::NameTooLong);
    }
    tx.check_size().err().map(NotTaken::TooLarge)
}
