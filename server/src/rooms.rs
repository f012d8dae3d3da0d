//! The open workflows: one task each, the only one that appends to its log. A room opens when somebody comes and ends
//! some time after the last one left; who finds it ended opens it anew.

mod keeper;
mod seat;

pub(crate) use seat::{Goodbye, Seat, packed};

use crate::store::{Store, StoreError};
use gesso_graph::Document;
use gesso_sync::{Present, Room, RoomError, Seq, Tx, WhyReload};
use keeper::{Keeper, Wish};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Wishes that wait for one room; whoever sends more waits.
const WAITING: usize = 256;
/// How often a room that ended in between is opened anew before giving up.
const ATTEMPTS: usize = 5;
/// How long a room may take to finish what it was asked when the server stops.
const STOPPING: Duration = Duration::from_secs(5);

/// All open rooms. Clones share them.
#[derive(Clone)]
pub(crate) struct Rooms {
    store: Store,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    rooms: HashMap<String, Handle>,
    /// Counts the rooms ever opened, so that one that ends late does not remove its successor.
    opened: u64,
    closed: bool,
}

struct Handle {
    number: u64,
    wishes: mpsc::Sender<Wish>,
    task: JoinHandle<()>,
}

/// Why a room can't be entered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RoomsError {
    #[error("there is no such workflow")]
    NotFound,
    #[error("the server is stopping")]
    Stopping,
    #[error("the workflow could not be opened; it was closed again and again")]
    Busy,
    #[error("the log of the workflow is broken: {0}")]
    Broken(#[from] RoomError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Rooms {
    pub(crate) fn new(store: Store) -> Self {
        Self {
            store,
            open: Arc::default(),
        }
    }

    /// A panic elsewhere leaves the map whole: every change to it is one insertion or removal.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes part in a workflow.
    pub(crate) async fn join(
        &self,
        workflow: &str,
        who: &Present,
        rules_version: u32,
        have: Option<Seq>,
    ) -> Result<Seat, RoomsError> {
        let (post, wishes) = self
            .ask(workflow, |reply| Wish::Join {
                who: who.clone(),
                rules_version,
                have,
                reply,
            })
            .await?;
        Ok(Seat::new(wishes, post))
    }

    /// The document as it is now, and its place in the log.
    pub(crate) async fn document(&self, workflow: &str) -> Result<(Seq, Document), RoomsError> {
        let (found, _) = self.ask(workflow, |reply| Wish::Document { reply }).await?;
        Ok(found)
    }

    /// Changes the document, as an entry of the log like any other; the document after it.
    pub(crate) async fn change(
        &self,
        workflow: &str,
        tx: &Tx,
    ) -> Result<(Seq, Document), RoomsError> {
        let wish = |reply| Wish::Change {
            tx: tx.clone(),
            reply,
        };
        let (found, _) = self.ask(workflow, wish).await?;
        Ok(found)
    }

    /// Ends a room and tells everybody in it why.
    pub(crate) async fn dismiss(&self, workflow: &str, reason: WhyReload) {
        self.tell(workflow, Wish::Dismiss { reason }).await;
    }

    /// Tells everybody in a room what the workflow is called now.
    pub(crate) async fn rename(&self, workflow: &str, name: &str) {
        let name = name.to_owned();
        self.tell(workflow, Wish::Rename { name }).await;
    }

    /// Wishes something of a room if it is open; nobody is in one that is not.
    async fn tell(&self, workflow: &str, wish: Wish) {
        let open = self
            .lock()
            .rooms
            .get(workflow)
            .map(|handle| handle.wishes.clone());
        if let Some(wishes) = open {
            // A room that has just ended has nobody in it either.
            let _ = wishes.send(wish).await;
        }
    }

    /// Ends every room after what it was asked so far; nothing can be opened afterwards.
    pub(crate) async fn close(&self) {
        let rooms = {
            let mut open = self.lock();
            open.closed = true;
            std::mem::take(&mut open.rooms)
        };
        let rooms: Vec<Handle> = rooms.into_values().collect();
        for room in &rooms {
            let _ = room.wishes.send(Wish::Stop).await;
        }
        for mut room in rooms {
            if tokio::time::timeout(STOPPING, &mut room.task)
                .await
                .is_err()
            {
                room.task.abort();
            }
        }
    }

    /// Asks a room something, opening it when it is not open.
    async fn ask<T>(
        &self,
        workflow: &str,
        wish: impl Fn(oneshot::Sender<T>) -> Wish,
    ) -> Result<(T, mpsc::Sender<Wish>), RoomsError> {
        for _ in 0..ATTEMPTS {
            let wishes = self.enter(workflow).await?;
            let (reply, answer) = oneshot::channel();
            // A room that ended meanwhile drops the wish unanswered.
            if wishes.send(wish(reply)).await.is_ok()
                && let Ok(answer) = answer.await
            {
                return Ok((answer, wishes));
            }
        }
        Err(RoomsError::Busy)
    }

    /// The way into a room. Two who open it at once read the log twice, and one of the two rooms is dropped unused.
    async fn enter(&self, workflow: &str) -> Result<mpsc::Sender<Wish>, RoomsError> {
        if let Some(wishes) = self.find(workflow)? {
            return Ok(wishes);
        }
        let opened = self
            .store
            .open_log(workflow)
            .await?
            .ok_or(RoomsError::NotFound)?;
        let newest = opened.newest;
        let room = Room::open(opened.document, opened.seq, opened.entries)?;
        let mut open = self.lock();
        if open.closed {
            return Err(RoomsError::Stopping);
        }
        if let Some(handle) = open.rooms.get(workflow) {
            return Ok(handle.wishes.clone());
        }
        open.opened += 1;
        let number = open.opened;
        let (wishes, waiting) = mpsc::channel(WAITING);
        let keeper = Keeper::new(self.clone(), workflow.to_owned(), number, room, newest);
        let task = tokio::spawn(keeper.run(waiting));
        open.rooms.insert(
            workflow.to_owned(),
            Handle {
                number,
                wishes: wishes.clone(),
                task,
            },
        );
        Ok(wishes)
    }

    fn find(&self, workflow: &str) -> Result<Option<mpsc::Sender<Wish>>, RoomsError> {
        let open = self.lock();
        if open.closed {
            return Err(RoomsError::Stopping);
        }
        Ok(open.rooms.get(workflow).map(|handle| handle.wishes.clone()))
    }

    /// A room is about to end: from now on nobody finds it.
    fn forget(&self, workflow: &str, number: u64) {
        let mut open = self.lock();
        if open
            .rooms
            .get(workflow)
            .is_some_and(|handle| handle.number == number)
        {
            open.rooms.remove(workflow);
        }
    }
}
