//! What is said over the line: connecting with back-off, messages in and out, and the beat that finds dead connections.

use super::kept;
use super::show::{keep, show_document, show_line};
use super::{Shared, with};
use crate::browser::{self, Socket, SocketEvent};
use crate::session::{People, board, words};
use crate::words::text;
use gesso_sync::{ClientMessage, Effect, MessageError, ServerMessage};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::rc::Rc;

/// The first wait before connecting again; doubles up to the longest, and is shortened by chance so that
/// not everybody comes back in the same moment.
const FIRST_WAIT_MS: u32 = 300;
const LONGEST_WAIT_MS: u32 = 10_000;
/// Every so many beats the digests are compared.
const BEATS_PER_DIGEST: u32 = 3;
/// A page that is told to reload twice within this time stays, and says so.
const RELOAD_AGAIN_MS: i64 = 30_000;
const RELOADED_KEY: &str = "gesso.reloaded";

pub(super) fn connect(shared: &Shared) {
    let weak = Rc::downgrade(shared);
    let mut inner = shared.borrow_mut();
    if inner.ended.is_some() || inner.queue.is_none() {
        return;
    }
    inner.retry = None;
    inner.tries += 1;
    let path = format!("/ws/{}", inner.workflow);
    inner.socket = Socket::open(&path, move |event| {
        with(&weak, |shared| match event {
            SocketEvent::Opened => opened(shared),
            SocketEvent::Text(text) => heard(shared, ServerMessage::from_text(&text)),
            SocketEvent::Bytes(bytes) => heard(shared, ServerMessage::from_bytes(&bytes)),
            SocketEvent::Closed => closed(shared),
        });
    });
    let refused = inner.socket.is_none();
    drop(inner);
    if refused {
        closed(shared);
    }
}

fn opened(shared: &Shared) {
    shared.borrow_mut().replica.connected();
    flush(shared);
}

fn heard(shared: &Shared, message: Result<ServerMessage, MessageError>) {
    let Ok(message) = message else {
        return end(shared, text("reload-by-hand").to_owned());
    };
    let effects = {
        let mut inner = shared.borrow_mut();
        inner.heard = true;
        inner.tries = 0;
        inner.replica.receive(message)
    };
    flush(shared);
    for effect in effects {
        perform(shared, effect);
    }
    show_line(shared);
}

fn perform(shared: &Shared, effect: Effect) {
    let (state, notices) = {
        let inner = shared.borrow();
        (inner.state, inner.notices)
    };
    match effect {
        Effect::DocumentChanged => {
            show_document(shared);
            kept::keep_soon(shared);
        }
        Effect::PendingChanged => {
            keep(shared);
            kept::keep_soon(shared);
        }
        Effect::Refused { label, reason } => notices.warn(words::not_taken(&label, reason)),
        Effect::Reload { reason } => reload(shared, words::why_reload(reason)),
        Effect::Run(events) => board::take(state, events),
        Effect::Name(name) => {
            state.name.try_set(name);
        }
        Effect::People { tabs, here } => {
            state.people.try_set(People { tabs, here });
        }
    }
}

pub(super) fn closed(shared: &Shared) {
    let weak = Rc::downgrade(shared);
    {
        let mut inner = shared.borrow_mut();
        inner.socket = None;
        inner.replica.disconnected();
        inner.waiting_for_saved.clear();
        if inner.ended.is_none() {
            let doubled = FIRST_WAIT_MS
                .saturating_mul(1 << inner.tries.min(6))
                .min(LONGEST_WAIT_MS);
            let wait_ms = doubled - (browser::random_u64() % u64::from(doubled / 2)) as u32;
            inner.retry = Some(Timeout::new(wait_ms, move || with(&weak, connect)));
        }
    }
    kept::keep_now(shared);
    kept::look(shared);
    show_line(shared);
}

pub(super) fn beat(shared: &Shared) {
    let messages = {
        let mut inner = shared.borrow_mut();
        if inner.socket.is_none() {
            return;
        }
        inner.beats += 1;
        let silent = !std::mem::take(&mut inner.heard) && inner.beats > 1;
        let settled = inner.replica.is_online() && inner.replica.pending_count() == 0;
        let digest = settled && inner.beats.is_multiple_of(BEATS_PER_DIGEST);
        (!silent).then(|| {
            let digest = digest.then(|| inner.replica.digest());
            [Some(ClientMessage::Ping), digest]
        })
    };
    match messages {
        Some(messages) => messages
            .iter()
            .flatten()
            .for_each(|message| send(shared, message)),
        None => closed(shared),
    }
}

pub(super) fn flush(shared: &Shared) {
    let messages = shared.borrow_mut().replica.outgoing();
    for message in &messages {
        send(shared, message);
    }
}

/// What can't be sent is sent again on the next connection; the socket says itself when it closes.
fn send(shared: &Shared, message: &ClientMessage) {
    if let Some(socket) = &shared.borrow().socket {
        socket.send(&message.to_text());
    }
}

/// Loads the page anew, once; edits are kept in the browser.
fn reload(shared: &Shared, reason: String) {
    let now_ms = browser::now_ms();
    let last_ms = browser::storage::get(RELOADED_KEY)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    end(shared, reason);
    if now_ms - last_ms > RELOAD_AGAIN_MS
        && browser::storage::set(RELOADED_KEY, &now_ms.to_string())
    {
        browser::reload();
    }
}

fn end(shared: &Shared, reason: String) {
    shared.borrow_mut().ended = Some(reason);
    closed(shared);
}
