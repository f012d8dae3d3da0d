//! One tab's copy of a document: what the server confirmed, plus the edits that are under way, is what people see.
//! Edits apply at once and are kept until the server has them in the log; nothing is ever sent under two names.
//! Knows no socket: the caller says when there is a connection, carries messages, and keeps [`Replica::to_saved`].

use crate::history::{History, Step};
use crate::limits;
use crate::message::{ClientMessage, RULES_VERSION, Role, Seq, Tx, TxId};
use crate::person::{Person, PersonName, Present};
use crate::refusal::{NotTaken, TooLarge, WhyReload};
use crate::reversal::{Reversal, apply_reversibly};
use crate::run::RunEvent;
use crate::saved::{Saved, SavedError};
use gesso_graph::{Command, Document, apply_all};
use std::collections::{BTreeSet, VecDeque};

mod kept;
mod receive;

/// What the caller has to show or do after a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// [`Replica::view`] is another document now.
    DocumentChanged,
    /// Edits were acknowledged or dropped: [`Replica::pending_count`] is another, keep [`Replica::to_saved`] anew.
    PendingChanged,
    /// The server did not take an edit; it is gone from the view.
    Refused {
        /// What the edit did.
        label: String,
        /// Why.
        reason: NotTaken,
    },
    /// The page must be loaded anew; edits that are kept survive it.
    Reload {
        /// Why.
        reason: WhyReload,
    },
    /// Something happened in a run.
    Run(Vec<RunEvent>),
    /// The workflow has another name now.
    Name(String),
    /// Others came, left, or are called otherwise.
    People {
        /// How many tabs have the workflow open, this one included.
        tabs: u32,
        /// Who has, each person once.
        here: Vec<Present>,
    },
}

/// One tab's copy of a document.
#[derive(Debug, Clone)]
pub struct Replica {
    person: Person,
    name: Option<PersonName>,
    /// The name that the server was told on this connection.
    said_name: Option<PersonName>,
    client: u64,
    next_number: u64,
    /// A `Welcome` has come, or a kept document stands in: there is a document.
    ready: bool,
    /// What is confirmed was kept by the browser, and the server has not been asked yet.
    stands_in: bool,
    confirmed: Document,
    confirmed_seq: Seq,
    /// Transactions that came back from the log, to know them when a dead tab's queue brings them again.
    seen: BTreeSet<TxId>,
    pending: VecDeque<Pending>,
    view: Document,
    history: History,
    line: Line,
}

/// Where the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// There is none.
    Down,
    /// It is there; `Hello` has to be said.
    Open,
    /// `Hello` was said.
    Asked,
    /// The server answered: edits may flow.
    Greeted,
}

/// A transaction that is not acknowledged.
#[derive(Debug, Clone)]
struct Pending {
    tx: Tx,
    /// On this connection.
    in_flight: bool,
    /// On any connection: its content is settled, the server may have it.
    was_sent: bool,
    /// For an undo or redo: what its commands are chosen from while it was never sent.
    source: Option<Reversal>,
}

impl Replica {
    /// An empty copy that waits for a `Welcome`. `client` names this tab and is new for every page load.
    pub fn new(person: Person, client: u64) -> Self {
        Self {
            person,
            name: None,
            said_name: None,
            client,
            next_number: 1,
            ready: false,
            stands_in: false,
            confirmed: Document::default(),
            confirmed_seq: 0,
            seen: BTreeSet::new(),
            pending: VecDeque::new(),
            view: Document::default(),
            history: History::default(),
            line: Line::Down,
        }
    }

    /// What the person is called from now on, which the server is told; edits keep the name they were made under.
    pub fn call(&mut self, name: Option<PersonName>) {
        self.name = name;
    }

    /// A copy that goes on with the kept edits of an earlier page load.
    ///
    /// # Errors
    /// A [`SavedError`] when the text can't be read.
    pub fn from_saved(person: Person, client: u64, saved: &str) -> Result<Self, SavedError> {
        let mut replica = Self::new(person, client);
        replica.adopt(saved)?;
        Ok(replica)
    }

    /// Takes over the kept edits of a tab that is gone, after its own; returns how many are new here.
    /// They keep their names, so it is harmless when several tabs do it.
    ///
    /// # Errors
    /// A [`SavedError`] when the text can't be read.
    pub fn adopt(&mut self, saved: &str) -> Result<usize, SavedError> {
        let saved = Saved::from_text(saved)?;
        if saved.client == self.client {
            self.next_number = self.next_number.max(saved.next_number);
        }
        let before = self.pending.len();
        for tx in saved.txs {
            let known = self.seen.contains(&tx.id) || self.place_of(tx.id).is_some();
            if !known {
                // Whether its tab had sent it is not known, so its content is settled.
                self.take_pending(tx, None, true);
            }
        }
        Ok(self.pending.len() - before)
    }

    /// What to keep in the browser: every edit that is not acknowledged.
    pub fn to_saved(&self) -> String {
        let txs = self
            .pending
            .iter()
            .map(|pending| pending.tx.clone())
            .collect();
        Saved::new(self.client, self.next_number, txs).to_text()
    }

    /// The document as people see it.
    pub fn view(&self) -> &Document {
        &self.view
    }

    /// The last entry of the log that is in the confirmed document.
    pub fn confirmed_seq(&self) -> Seq {
        self.confirmed_seq
    }

    /// How many edits the server has not acknowledged.
    pub fn pending_count(&self) -> usize {
        self.pending.len()
    }

    /// There is a document: before, edits are not taken.
    pub fn is_ready(&self) -> bool {
        self.ready
    }

    /// The server has greeted this connection.
    pub fn is_online(&self) -> bool {
        self.line == Line::Greeted
    }

    /// Makes an edit: applies it at once and queues it.
    ///
    /// # Errors
    /// [`NotMade`], and nothing happens.
    pub fn commit(
        &mut self,
        label: impl Into<String>,
        commands: Vec<Command>,
    ) -> Result<TxId, NotMade> {
        if !self.ready {
            return Err(NotMade::Nothing);
        }
        let skips = apply_all(&self.view, &commands).skips;
        let skipped: BTreeSet<usize> = skips.into_iter().map(|(place, _)| place).collect();
        let kept = commands
            .into_iter()
            .enumerate()
            .filter(|(place, _)| !skipped.contains(place));
        let commands: Vec<Command> = kept.map(|(_, command)| command).collect();
        if commands.is_empty() {
            return Err(NotMade::Nothing);
        }
        self.make(Role::Edit, shortened(label.into()), commands, None)
    }

    /// Takes back the person's newest edit where nobody else has changed it since, and returns its label.
    /// Steps of which nothing is left to take back are passed over.
    ///
    /// # Errors
    /// [`NotMade`]: nothing is left, or what is next is too large for one transaction and stays where it is.
    pub fn undo(&mut self) -> Result<String, NotMade> {
        while let Some(step) = self.history.undo.pop_back() {
            let commands = step.reversal.against(&self.view);
            if commands.is_empty() {
                continue;
            }
            let label = step.label.clone();
            let source = Some(step.reversal.clone());
            if let Err(refused) = self.make(Role::Undo(step.tx), label.clone(), commands, source) {
                self.history.undo.push_back(step);
                return Err(refused);
            }
            return Ok(label);
        }
        Err(NotMade::Nothing)
    }

    /// Brings back what the newest undo took, where nobody else has changed it since, and returns its label.
    ///
    /// # Errors
    /// [`NotMade`]: nothing is left, or what is next is too large for one transaction and stays where it is.
    pub fn redo(&mut self) -> Result<String, NotMade> {
        while let Some(step) = self.history.redo.pop_back() {
            let commands = step.reversal.against(&self.view);
            if commands.is_empty() {
                continue;
            }
            let label = step.label.clone();
            let source = Some(step.reversal.clone());
            if let Err(refused) = self.make(Role::Redo(step.tx), label.clone(), commands, source) {
                self.history.redo.push_back(step);
                return Err(refused);
            }
            return Ok(label);
        }
        Err(NotMade::Nothing)
    }

    /// The label of what [`Replica::undo`] would take back.
    pub fn can_undo(&self) -> Option<&str> {
        self.history.undo.back().map(|step| step.label.as_str())
    }

    /// The label of what [`Replica::redo`] would bring back.
    pub fn can_redo(&self) -> Option<&str> {
        self.history.redo.back().map(|step| step.label.as_str())
    }

    /// There is a new connection: what was in flight on the old one will be sent again.
    pub fn connected(&mut self) {
        self.line = Line::Open;
        for pending in &mut self.pending {
            pending.in_flight = false;
        }
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.line = Line::Down;
    }

    /// What has to be sent now, in order. Ask after [`Replica::connected`], after every edit and after every message.
    pub fn outgoing(&mut self) -> Vec<ClientMessage> {
        match self.line {
            Line::Down | Line::Asked => Vec::new(),
            Line::Open => {
                self.line = Line::Asked;
                let have = (self.ready && !self.stands_in).then_some(self.confirmed_seq);
                self.said_name = self.name.clone();
                vec![ClientMessage::Hello {
                    rules_version: RULES_VERSION,
                    person: self.person.clone(),
                    name: self.name.clone(),
                    have,
                }]
            }
            Line::Greeted => {
                let called = self.call_again();
                called.into_iter().chain(self.submits()).collect()
            }
        }
    }

    /// The digest of the confirmed document, for the server to compare now and then.
    pub fn digest(&self) -> ClientMessage {
        ClientMessage::Digest {
            seq: self.confirmed_seq,
            digest: self.confirmed.digest().to_string(),
        }
    }

    /// What tells the server of another name.
    fn call_again(&mut self) -> Option<ClientMessage> {
        if self.said_name == self.name {
            return None;
        }
        self.said_name = self.name.clone();
        let name = self.name.clone();
        Some(ClientMessage::Call { name })
    }

    fn submits(&mut self) -> Vec<ClientMessage> {
        let mut messages = Vec::new();
        let mut txs = Vec::new();
        let mut bytes = 0;
        for pending in self.pending.iter_mut().filter(|pending| !pending.in_flight) {
            pending.in_flight = true;
            pending.was_sent = true;
            let size = pending.tx.bytes();
            if !txs.is_empty() && bytes + size > limits::SUBMIT_BYTES {
                messages.push(ClientMessage::Submit {
                    txs: std::mem::take(&mut txs),
                });
                bytes = 0;
            }
            bytes += size;
            txs.push(pending.tx.clone());
        }
        if !txs.is_empty() {
            messages.push(ClientMessage::Submit { txs });
        }
        messages
    }

    fn make(
        &mut self,
        role: Role,
        label: String,
        commands: Vec<Command>,
        source: Option<Reversal>,
    ) -> Result<TxId, NotMade> {
        let id = TxId {
            client: self.client,
            number: self.next_number,
        };
        let tx = Tx {
            id,
            person: self.person.clone(),
            name: self.name.clone(),
            label,
            role,
            commands,
        };
        tx.check_size()?;
        self.next_number = self.next_number.wrapping_add(1);
        self.take_pending(tx, source, false);
        Ok(id)
    }

    fn take_pending(&mut self, tx: Tx, source: Option<Reversal>, was_sent: bool) {
        if self.ready {
            let reversal = apply_reversibly(&mut self.view, &tx.commands);
            self.history.record(tx.role, step(&tx, reversal));
        }
        self.pending.push_back(Pending {
            tx,
            in_flight: false,
            was_sent,
            source,
        });
    }

    /// Puts what is pending on top of what is confirmed again. Costs what is pending.
    fn rebase(&mut self) {
        self.view = self.confirmed.clone();
        for pending in &mut self.pending {
            if let (Some(source), false) = (&pending.source, pending.was_sent) {
                pending.tx.commands = source.against(&self.view);
            }
            let reversal = apply_reversibly(&mut self.view, &pending.tx.commands);
            self.history.update(pending.tx.id, reversal);
        }
    }

    fn place_of(&self, tx: TxId) -> Option<usize> {
        self.pending.iter().position(|pending| pending.tx.id == tx)
    }
}

fn step(tx: &Tx, reversal: Reversal) -> Step {
    Step {
        tx: tx.id,
        label: tx.label.clone(),
        reversal,
    }
}

/// Why there is no transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// It would change nothing, or there is no document yet.
    #[error("there is nothing to do")]
    Nothing,
    /// No server would take it.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

fn shortened(mut label: String) -> String {
    label.truncate(label.floor_char_boundary(limits::LABEL_BYTES));
    label
}
