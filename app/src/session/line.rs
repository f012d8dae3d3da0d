//! The line between this tab and the server's room: the replica, the websocket with its back-off, and the kept queue.
//! Whatever changes here is put into the session's signals at once; the save state is computed, never remembered.

mod kept;
mod show;
mod talk;

use crate::browser::{self, Socket};
use crate::notice::Notices;
use crate::session::name;
use crate::session::queue::{self, Queue};
use crate::session::state::State;
use crate::words::Told as _;
use futures::channel::oneshot;
use gesso_graph::Command;
use gesso_sync::{NotMade, Person, PersonName, Replica};
use gloo_timers::callback::{Interval, Timeout};
use leptos::task::spawn_local;
use show::{adopt, keep, show_document, show_line};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use talk::{beat, closed, connect, flush};

/// How often the connection is tried when nothing else is said. Two silent beats mean that it is dead.
const BEAT_MS: u32 = 20_000;
const PERSON_KEY: &str = "gesso.person";

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
    look: Look,
    /// The place in the log of the document that the browser keeps, and the wait before it keeps the next.
    kept_seq: Option<gesso_sync::Seq>,
    keeping: Option<Timeout>,
    heard: bool,
    /// Why this page can't go on.
    ended: Option<String>,
    storage_refused: bool,
    waiting_for_saved: Vec<oneshot::Sender<()>>,
}

/// Whether a kept document was looked for, which is done once, when the server can't be reached at first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    NotYet,
    UnderWay,
    Done,
}

impl Line {
    /// Takes over what dead tabs left and connects.
    pub(crate) fn start(workflow: String, state: State, notices: Notices) -> Self {
        let client = browser::random_u64();
        let mut replica = Replica::new(person(), client);
        replica.call(name::kept());
        let inner = Rc::new(RefCell::new(Inner {
            replica,
            workflow: workflow.clone(),
            state,
            notices,
            queue: None,
            socket: None,
            retry: None,
            _beat: None,
            beats: 0,
            tries: 0,
            look: Look::NotYet,
            kept_seq: None,
            keeping: None,
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

    /// Makes an edit; whether there was anything to do.
    pub(crate) fn commit(&self, label: String, commands: Vec<Command>) -> bool {
        self.edit(|replica| replica.commit(label, commands))
            .is_some()
    }

    /// What the person is called from now on.
    pub(crate) fn call(&self, name: Option<PersonName>) {
        self.inner.borrow_mut().replica.call(name);
        flush(&self.inner);
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

    /// Keeps the document now: the page may be on its way out.
    pub(crate) fn keep_document(&self) {
        kept::keep_now(&self.inner);
    }

    fn edit<R>(&self, edit: impl FnOnce(&mut Replica) -> Result<R, NotMade>) -> Option<R> {
        let edited = edit(&mut self.inner.borrow_mut().replica);
        if let Err(NotMade::TooLarge(reason)) = edited {
            self.inner.borrow().notices.warn(reason.told());
        }
        let made = edited.ok()?;
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

/// Who edits in this browser, until there are accounts.
pub(crate) fn person() -> Person {
    let known = browser::storage::get(PERSON_KEY).filter(|name| !name.is_empty());
    Person(known.unwrap_or_else(|| {
        let name = format!("{:016x}", browser::random_u64());
        browser::storage::set(PERSON_KEY, &name);
        name
    }))
}
