//! The line between this tab and the server's room: the replica, the websocket with its back-off, and the kept queue.
//! Whatever changes here is put into the session's signals at once; the save state is computed, never remembered.

use crate::browser::{self, Socket, SocketEvent};
use crate::notice::Notices;
use crate::session::queue::{self, Left, Queue};
use crate::session::state::{SaveState, State};
use crate::session::{board, words};
use futures::channel::oneshot;
use gesso_graph::Command;
use gesso_sync::{ClientMessage, Effect, Person, Replica, SavedError, ServerMessage};
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// The first wait before connecting again; doubles up to the longest, and is shortened by chance so that
/// not everybody comes back in the same moment.
const FIRST_WAIT_MS: u32 = 300;
const LONGEST_WAIT_MS: u32 = 10_000;
/// How often the connection is tried when nothing else is said. Two silent beats mean that it is dead.
const BEAT_MS: u32 = 20_000;
/// Every so many beats the digests are compared.
const BEATS_PER_DIGEST: u32 = 3;
/// A page that is told to reload twice within this time stays, and says so.
const RELOAD_AGAIN_MS: i64 = 30_000;

const PERSON_KEY: &str = "gesso.person";
const RELOADED_KEY: &str = "gesso.reloaded";

/// The line; ends when the last handle is dropped.
#[derive(Clone)]
pub(crate) struct Line {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    replica: Replica,
    workflow: String,
    state: State,
    notices: Notices,
    queue: Option<Queue>,
    socket: Option<Socket>,
    retry: Option<Timeout>,
    _beat: Option<Interval>,
    beats: u32,
    tries: u32,
    heard: bool,
    /// Why this page can't go on.
    ended: Option<String>,
    storage_refused: bool,
    waiting_for_saved: Vec<oneshot::Sender<()>>,
}

impl Line {
    /// Takes over what dead tabs left and connects.
    pub(crate) fn start(workflow: String, state: State, notices: Notices) -> Self {
        let client = browser::random_u64();
        let inner = Rc::new(RefCell::new(Inner {
            replica: Replica::new(person(), client),
            workflow: workflow.clone(),
            state,
            notices,
            queue: None,
            socket: None,
            retry: None,
            _beat: None,
            beats: 0,
            tries: 0,
            heard: false,
            ended: None,
            storage_refused: false,
            waiting_for_saved: Vec::new(),
        }));
        let weak = Rc::downgrade(&inner);
        let beating = weak.clone();
        inner.borrow_mut()._beat = Some(Interval::new(BEAT_MS, move || with(&beating, beat)));
        spawn_local(async move {
            let queue = Queue::open(&workflow, client).await;
            let (left, alive) = queue::left_behind(&workflow).await;
            with(&weak, |inner| {
                inner.borrow_mut().queue = Some(queue);
                left.into_iter().for_each(|left| adopt(inner, left));
                connect(inner);
            });
            for key in alive {
                let weak = weak.clone();
                spawn_local(async move {
                    if let Some(left) = queue::when_left(key).await {
                        with(&weak, |inner| adopt(inner, left));
                    }
                });
            }
        });
        Self { inner }
    }

    /// Makes an edit.
    pub(crate) fn commit(&self, label: String, commands: Vec<Command>) {
        self.edit(|replica| replica.commit(label, commands).map(|_| ()));
    }

    /// Takes back the last edit; its label.
    pub(crate) fn undo(&self) -> Option<String> {
        self.edit(Replica::undo)
    }

    /// Brings back what undo took; its label.
    pub(crate) fn redo(&self) -> Option<String> {
        self.edit(Replica::redo)
    }

    /// Resolves once the server has every edit made so far; false when it can't be reached.
    pub(crate) fn saved(&self) -> impl Future<Output = bool> + use<> {
        let mut inner = self.inner.borrow_mut();
        let (done, receiver) = oneshot::channel();
        let wait = inner.replica.is_online() && inner.replica.pending_count() > 0;
        let now = inner.replica.is_online() && !wait;
        if wait {
            inner.waiting_for_saved.push(done);
        }
        async move { now || (wait && receiver.await.is_ok()) }
    }

    /// Connects now instead of waiting: there is reason to hope.
    pub(crate) fn hurry(&self) {
        if self.inner.borrow().socket.is_none() {
            connect(&self.inner);
        }
    }

    /// Gives the connection up and tries anew: the network is gone or another one.
    pub(crate) fn break_off(&self) {
        closed(&self.inner);
    }

    fn edit<R>(&self, edit: impl FnOnce(&mut Replica) -> Option<R>) -> Option<R> {
        let made = edit(&mut self.inner.borrow_mut().replica)?;
        keep(&self.inner);
        flush(&self.inner);
        show_document(&self.inner);
        show_line(&self.inner);
        Some(made)
    }
}

type Shared = Rc<RefCell<Inner>>;

fn with(weak: &Weak<RefCell<Inner>>, act: impl FnOnce(&Shared)) {
    if let Some(inner) = weak.upgrade() {
        act(&inner);
    }
}

fn connect(shared: &Shared) {
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
            SocketEvent::Text(text) => heard(shared, &text),
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

fn heard(shared: &Shared, text: &str) {
    let Ok(message) = ServerMessage::from_text(text) else {
        return end(shared, words::RELOAD_BY_HAND.to_owned());
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
        Effect::DocumentChanged => show_document(shared),
        Effect::PendingChanged => keep(shared),
        Effect::Refused { label, reason } => notices.warn(words::not_taken(&label, &reason)),
        Effect::Reload { reason } => reload(shared, reason),
        Effect::Run(events) => board::take(state, events),
        Effect::People(count) => {
            state.people.try_set(count);
        }
    }
}

fn closed(shared: &Shared) {
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
    show_line(shared);
}

fn beat(shared: &Shared) {
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

fn flush(shared: &Shared) {
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

fn keep(shared: &Shared) {
    let mut inner = shared.borrow_mut();
    let Some(queue) = &inner.queue else { return };
    let refused = if inner.replica.pending_count() == 0 {
        queue.clear();
        false
    } else {
        !queue.keep(&inner.replica.to_saved())
    };
    if refused && !inner.storage_refused {
        inner.notices.warn(words::CANT_KEEP);
    }
    inner.storage_refused = refused;
}

fn adopt(shared: &Shared, left: Left) {
    let Some(text) = left.text() else { return };
    let adopted = shared.borrow_mut().replica.adopt(&text);
    match adopted {
        Ok(_) => {
            keep(shared);
            if !shared.borrow().storage_refused {
                left.forget();
            }
            flush(shared);
            show_document(shared);
            show_line(shared);
        }
        Err(error) => {
            shared.borrow().notices.warn(words::UNREADABLE_QUEUE);
            // What a newer page kept, a newer page will read.
            if let SavedError::Damaged { .. } = error {
                left.forget();
            }
        }
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

fn show_document(shared: &Shared) {
    let (state, document) = {
        let inner = shared.borrow();
        (inner.state, inner.replica.view().clone())
    };
    state.document.try_set(document);
}

/// Everything but the document, set only where it differs.
fn show_line(shared: &Shared) {
    let (state, save_state, undo, redo, waiting) = {
        let mut inner = shared.borrow_mut();
        let saved = inner.replica.is_online() && inner.replica.pending_count() == 0;
        let waiting = if saved {
            std::mem::take(&mut inner.waiting_for_saved)
        } else {
            Vec::new()
        };
        let undo = inner.replica.can_undo().map(str::to_owned);
        let redo = inner.replica.can_redo().map(str::to_owned);
        (inner.state, inner.save_state(), undo, redo, waiting)
    };
    set_if_new(state.save_state, save_state);
    set_if_new(state.undo_label, undo);
    set_if_new(state.redo_label, redo);
    for waiting in waiting {
        // Who waited may be gone.
        let _ = waiting.send(());
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value) == Some(true) {
        signal.try_set(value);
    }
}

impl Inner {
    fn save_state(&self) -> SaveState {
        let kept = self.replica.pending_count();
        match &self.ended {
            Some(reason) => SaveState::Refused(reason.clone()),
            None if self.replica.is_online() && kept == 0 => SaveState::Saved,
            None if self.replica.is_online() => SaveState::Saving,
            None if !self.replica.is_ready() && self.tries <= 1 && self.retry.is_none() => {
                SaveState::Opening
            }
            None => SaveState::Offline { kept },
        }
    }
}

/// Who edits in this browser, until there are accounts.
fn person() -> Person {
    let known = browser::storage::get(PERSON_KEY).filter(|name| !name.is_empty());
    Person(known.unwrap_or_else(|| {
        let name = format!("{:016x}", browser::random_u64());
        browser::storage::set(PERSON_KEY, &name);
        name
    }))
}
