//! What a tab does with the server's messages: entries go onto what is confirmed, pending edits go on top again.
//! Cost is that of the entries and of what is pending, never of the document; only `Welcome` reads a whole one.

use super::{Effect, Line, Replica, step};
use crate::history::History;
use crate::message::{Entry, ServerMessage, TxId, Welcome};
use crate::reversal::{Reversal, apply_reversibly};
use gesso_graph::apply_to;

impl Replica {
    /// Takes a message of the server and says what came of it.
    pub fn receive(&mut self, message: ServerMessage) -> Vec<Effect> {
        match message {
            ServerMessage::Welcome(welcome) => self.welcome(*welcome),
            ServerMessage::Entries { entries } => self.entries(entries),
            ServerMessage::Known { txs } => {
                let old = txs
                    .into_iter()
                    .filter(|(_, seq)| *seq <= self.confirmed_seq);
                let dropped: Vec<TxId> = old.map(|(tx, _)| tx).collect();
                self.drop_pending(&dropped)
            }
            ServerMessage::Refused { tx, reason } => {
                let place = self.place_of(tx);
                let label = place.map(|place| self.pending[place].tx.label.clone());
                let mut effects = self.drop_pending(&[tx]);
                effects.extend(label.map(|label| Effect::Refused { label, reason }));
                effects
            }
            ServerMessage::Reload { reason } => vec![Effect::Reload { reason }],
            ServerMessage::Run { events } => vec![Effect::Run(events)],
            ServerMessage::Name { name } => vec![Effect::Name(name)],
            ServerMessage::People { tabs, here } => vec![Effect::People { tabs, here }],
            ServerMessage::Pong => Vec::new(),
        }
    }

    /// A fresh start from the server's document; the undo history is that of the person in the entries it brings.
    fn welcome(&mut self, welcome: Welcome) -> Vec<Effect> {
        let mut document = welcome.snapshot;
        self.history = History::default();
        self.seen.clear();
        let mut last = welcome.seq;
        for entry in welcome.entries {
            last = entry.seq;
            let reversal = apply_reversibly(&mut document, &entry.tx.commands);
            if entry.tx.person == self.person {
                self.history
                    .record(entry.tx.role, step(&entry.tx, reversal));
            }
            self.seen.insert(entry.tx.id);
        }
        self.ready = true;
        self.stands_in = false;
        self.confirmed = document;
        self.confirmed_seq = last;
        self.greeted();
        let before = self.pending.len();
        self.pending
            .retain(|pending| !self.seen.contains(&pending.tx.id));
        for pending in &self.pending {
            self.history
                .record(pending.tx.role, step(&pending.tx, Reversal::default()));
        }
        self.rebase();
        let mut effects = vec![Effect::DocumentChanged];
        effects.extend((self.pending.len() != before).then_some(Effect::PendingChanged));
        effects
    }

    fn entries(&mut self, entries: Vec<Entry>) -> Vec<Effect> {
        if !self.ready || self.stands_in {
            return Vec::new();
        }
        let count = self.pending.len();
        let mut view_stands = true;
        let mut gap = false;
        for entry in entries {
            let ahead = entry.seq.checked_sub(self.confirmed_seq);
            if ahead.is_some_and(|ahead| ahead > 1) {
                gap = true;
                break;
            }
            let is_new = ahead == Some(1);
            let place = self.place_of(entry.tx.id);
            let own = place.and_then(|place| self.pending.remove(place));
            // Confirming the oldest edit where it already stands leaves the view as it is.
            view_stands &= if is_new {
                place == Some(0)
            } else {
                place.is_none()
            };
            if is_new {
                self.confirm(&entry, own.is_some());
            }
        }
        if gap {
            // Something between was lost on the way: ask for it.
            self.ask_again();
        } else {
            self.greeted();
        }
        let mut effects = Vec::new();
        if !view_stands {
            self.rebase();
            effects.push(Effect::DocumentChanged);
        }
        effects.extend((self.pending.len() != count).then_some(Effect::PendingChanged));
        effects
    }

    fn confirm(&mut self, entry: &Entry, own: bool) {
        if own {
            let reversal = apply_reversibly(&mut self.confirmed, &entry.tx.commands);
            self.history.update(entry.tx.id, reversal);
        } else {
            for command in &entry.tx.commands {
                // A skip is an outcome like any other: everybody skips the same.
                let _skip = apply_to(&mut self.confirmed, command);
            }
        }
        self.confirmed_seq = entry.seq;
        self.seen.insert(entry.tx.id);
    }

    fn greeted(&mut self) {
        if self.line == Line::Asked {
            self.line = Line::Greeted;
        }
    }

    fn ask_again(&mut self) {
        if self.line != Line::Down {
            self.line = Line::Open;
        }
    }

    fn drop_pending(&mut self, dropped: &[TxId]) -> Vec<Effect> {
        let before = self.pending.len();
        self.pending
            .retain(|pending| !dropped.contains(&pending.tx.id));
        if self.pending.len() == before {
            return Vec::new();
        }
        for &tx in dropped {
            self.history.forget(tx);
        }
        self.rebase();
        vec![Effect::DocumentChanged, Effect::PendingChanged]
    }
}
