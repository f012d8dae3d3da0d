//! The task that keeps one open workflow. It appends to the log first and tells everybody then, so whatever a screen
//! sees is on the disk. Transactions that arrive together are written together.

use super::Rooms;
use super::seat::{Goodbye, Post, Screen, SeatNumber, packed};
use crate::clock;
use crate::store::{Appended, StoreError};
use gesso_graph::{Document, apply_to};
use gesso_sync::{
    Entry, NotTaken, PersonName, Present, Room, Seq, ServerMessage, Submitted, Tx, TxId, WhyReload,
    who_is_here,
};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How long a room stays open after the last one left.
const IDLE: Duration = Duration::from_secs(30);
/// Entries between two snapshots.
const SNAPSHOT_EVERY: Seq = 250;
/// Wishes taken at once.
const BATCH: usize = 64;

/// What a room is asked.
pub(super) enum Wish {
    /// Somebody comes.
    Join {
        who: Present,
        rules_version: u32,
        have: Option<Seq>,
        reply: oneshot::Sender<Post>,
    },
    /// Somebody left.
    Leave { seat: SeatNumber },
    /// Somebody is called otherwise.
    Call {
        seat: SeatNumber,
        name: Option<PersonName>,
    },
    /// Transactions for the log.
    Submit { seat: SeatNumber, txs: Vec<Tx> },
    /// Is the copy right?
    Check {
        seat: SeatNumber,
        seq: Seq,
        digest: String,
    },
    /// What the server itself changes, and the document after it.
    Change {
        tx: Tx,
        reply: oneshot::Sender<(Seq, Document)>,
    },
    /// The document as it is.
    Document {
        reply: oneshot::Sender<(Seq, Document)>,
    },
    /// The workflow has another name.
    Rename { name: String },
    /// Everybody has to go.
    Dismiss { reason: WhyReload },
    /// The server stops.
    Stop,
}

/// The seat of what the server changes: nobody sits there.
const NOBODY: SeatNumber = 0;

/// Whether a room goes on.
#[derive(PartialEq, Eq)]
enum Next {
    On,
    End,
}

pub(super) struct Keeper {
    rooms: Rooms,
    workflow: String,
    /// Which opening of this workflow it is.
    number: u64,
    room: Room,
    /// The last snapshot that is kept.
    snapshot: Seq,
    screens: BTreeMap<SeatNumber, Screen>,
    seats: SeatNumber,
}

impl Keeper {
    pub(super) fn new(
        rooms: Rooms,
        workflow: String,
        number: u64,
        room: Room,
        snapshot: Seq,
    ) -> Self {
        Self {
            rooms,
            workflow,
            number,
            room,
            snapshot,
            screens: BTreeMap::new(),
            seats: 0,
        }
    }

    pub(super) async fn run(mut self, mut waiting: mpsc::Receiver<Wish>) {
        let mut wishes = Vec::with_capacity(BATCH);
        loop {
            let arrived = waiting.recv_many(&mut wishes, BATCH);
            let arrived = match self.screens.is_empty() {
                true => tokio::time::timeout(IDLE, arrived).await.unwrap_or(0),
                false => arrived.await,
            };
            if arrived == 0 {
                break;
            }
            match self.grant(&mut wishes).await {
                Ok(Next::On) => {}
                Ok(Next::End) => break,
                Err(error) => {
                    // Nothing was acknowledged. Everybody comes back, and the log says what is in it.
                    tracing::error!(
                        "the workflow {} is closed for a moment: {error}",
                        self.workflow
                    );
                    break;
                }
            }
        }
        // From here on nobody finds this room; whoever still waits in its queue asks the next one.
        self.rooms.forget(&self.workflow, self.number);
    }

    async fn grant(&mut self, wishes: &mut Vec<Wish>) -> Result<Next, StoreError> {
        let mut submitted = Vec::new();
        for wish in wishes.drain(..) {
            if let Wish::Submit { seat, txs } = wish {
                submitted.push((seat, txs));
                continue;
            }
            let submitted = std::mem::take(&mut submitted);
            self.take(submitted).await?;
            let wish = match wish {
                Wish::Change { tx, reply } => {
                    self.take(vec![(NOBODY, vec![tx])]).await?;
                    Wish::Document { reply }
                }
                wish => wish,
            };
            if self.grant_one(wish) == Next::End {
                return Ok(Next::End);
            }
        }
        self.take(submitted).await?;
        if self.room.seq() >= self.snapshot + SNAPSHOT_EVERY {
            self.rooms
                .store
                .put_snapshot(&self.workflow, self.room.seq(), self.room.document())
                .await?;
            self.snapshot = self.room.seq();
        }
        Ok(Next::On)
    }

    fn grant_one(&mut self, wish: Wish) -> Next {
        match wish {
            Wish::Join {
                who,
                rules_version,
                have,
                reply,
            } => {
                let greeting = self.room.greet(rules_version, have);
                self.seat(who, greeting, reply);
            }
            Wish::Call { seat, name } => {
                if let Some(screen) = self.screens.get(&seat) {
                    let person = screen.who.person.clone();
                    self.call(&Present { person, name });
                    self.say_people();
                }
            }
            Wish::Leave { seat } => {
                if self.screens.remove(&seat).is_some() {
                    self.say_people();
                }
            }
            Wish::Check { seat, seq, digest } => {
                if let Some(answer) = self.room.check(seq, &digest) {
                    self.say(seat, &answer);
                }
            }
            Wish::Document { reply } => {
                let _ = reply.send((self.room.seq(), self.room.document().clone()));
            }
            Wish::Rename { name } => self.say_to_all(&ServerMessage::Name { name }),
            Wish::Dismiss { reason } => {
                for screen in std::mem::take(&mut self.screens).into_values() {
                    screen.dismiss(Goodbye::Reload(reason));
                }
                return Next::End;
            }
            Wish::Stop => return Next::End,
            Wish::Submit { .. } | Wish::Change { .. } => {
                unreachable!("what changes the document was taken before")
            }
        }
        Next::On
    }

    fn seat(&mut self, who: Present, greeting: ServerMessage, reply: oneshot::Sender<Post>) {
        self.seats += 1;
        self.call(&who);
        let (screen, post) = Screen::new(self.seats, who, greeting);
        if reply.send(post).is_ok() {
            self.screens.insert(self.seats, screen);
            self.say_people();
        }
    }

    /// A person is called the same on all of their screens: as they said last.
    fn call(&mut self, who: &Present) {
        let theirs = self.screens.values_mut();
        for screen in theirs.filter(|screen| screen.who.person == who.person) {
            screen.who.name.clone_from(&who.name);
        }
    }

    /// Puts transactions into the log, all of these in one go, and says what became of each.
    async fn take(&mut self, submitted: Vec<(SeatNumber, Vec<Tx>)>) -> Result<(), StoreError> {
        if submitted.is_empty() {
            return Ok(());
        }
        let mut known: Vec<(SeatNumber, (TxId, Seq))> = Vec::new();
        let mut fresh = Vec::new();
        for (seat, txs) in submitted {
            for tx in txs {
                // The room knows the newest by name, the store all of them.
                match self.rooms.store.known(&self.workflow, tx.id).await? {
                    Some(seq) => known.push((seat, (tx.id, seq))),
                    None => fresh.push((seat, tx)),
                }
            }
        }
        let (seats, txs): (Vec<_>, Vec<_>) = fresh.into_iter().unzip();
        let ids: Vec<TxId> = txs.iter().map(|tx: &Tx| tx.id).collect();
        let mut entries = Vec::new();
        for ((seat, id), outcome) in seats
            .into_iter()
            .zip(ids)
            .zip(self.room.prepare_all(txs, clock::now_ms()))
        {
            match outcome {
                Submitted::Accepted(entry) => entries.push(entry),
                Submitted::Known(seq) => known.push((seat, (id, seq))),
                Submitted::Refused(reason) => {
                    self.say(seat, &ServerMessage::Refused { tx: id, reason })
                }
            }
        }
        self.append(entries).await?;
        for (seat, place) in known {
            self.say(seat, &ServerMessage::Known { txs: vec![place] });
        }
        Ok(())
    }

    async fn append(&mut self, entries: Vec<Entry>) -> Result<(), StoreError> {
        if entries.is_empty() {
            return Ok(());
        }
        // The document after them tells how many nodes there are and which take counts; it counts only once they are in the log.
        let mut after = self.room.document().clone();
        for command in entries.iter().flat_map(|entry| &entry.tx.commands) {
            let _skip = apply_to(&mut after, command);
        }
        match self
            .rooms
            .store
            .append(&self.workflow, &entries, &after)
            .await?
        {
            Appended::Done => {
                for entry in &entries {
                    self.room
                        .commit(entry.clone())
                        .expect("entries prepared in a row follow each other");
                }
                self.say_to_all(&ServerMessage::Entries { entries });
            }
            Appended::Gone => {
                for entry in entries {
                    self.say_to_all(&ServerMessage::Refused {
                        tx: entry.tx.id,
                        reason: NotTaken::Deleted,
                    });
                }
            }
        }
        Ok(())
    }

    fn say(&mut self, seat: SeatNumber, message: &ServerMessage) {
        if let Some(screen) = self.screens.get(&seat)
            && !screen.say(packed(message))
        {
            self.lose(&[seat]);
        }
    }

    fn say_to_all(&mut self, message: &ServerMessage) {
        let message = packed(message);
        let deaf: Vec<SeatNumber> = self
            .screens
            .iter()
            .filter(|(_, screen)| !screen.say(message.clone()))
            .map(|(seat, _)| *seat)
            .collect();
        self.lose(&deaf);
    }

    /// Takes the seats of those who don't keep up; they come back and catch up from the log.
    fn lose(&mut self, seats: &[SeatNumber]) {
        for seat in seats {
            if let Some(screen) = self.screens.remove(seat) {
                screen.dismiss(Goodbye::ComeBack);
            }
        }
        if !seats.is_empty() {
            self.say_people();
        }
    }

    fn say_people(&mut self) {
        let tabs = u32::try_from(self.screens.len()).unwrap_or(u32::MAX);
        let here = who_is_here(self.screens.values().map(|screen| &screen.who));
        self.say_to_all(&ServerMessage::People { tabs, here });
    }
}
