//! Carries run events from the engine to every screen. Each listener has a mailbox that keeps only the latest of every
//! node, so nobody who is slow holds anything up or piles anything up; it is emptied at most every [`FRAME`].

use gesso_engine::Events;
use gesso_graph::NodeId;
use gesso_sync::{RunEvent, RunId, RunState};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// Least time between two frames to one listener.
pub(crate) const FRAME: Duration = Duration::from_millis(50);

/// Where events go in and listeners subscribe.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    listeners: Mutex<HashMap<String, Vec<Weak<Mailbox>>>>,
}

#[derive(Debug, Default)]
struct Mailbox {
    pending: Mutex<Pending>,
    arrived: Notify,
}

/// The latest of what was not yet taken.
#[derive(Debug, Default)]
struct Pending {
    steps: BTreeMap<(RunId, NodeId), RunEvent>,
    runs: BTreeMap<RunId, RunEvent>,
}

/// Hears of one workflow's runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    mailbox: Arc<Mailbox>,
    not_before: Instant,
}

/// A panic elsewhere leaves these maps whole: every change to them is one insertion.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Events for Hub {
    fn emit(&self, workflow: &str, event: RunEvent) {
        let mut listeners = lock(&self.listeners);
        let Some(mailboxes) = listeners.get_mut(workflow) else {
            return;
        };
        mailboxes.retain(|mailbox| match mailbox.upgrade() {
            Some(mailbox) => {
                mailbox.put(event.clone());
                true
            }
            None => false,
        });
        if mailboxes.is_empty() {
            listeners.remove(workflow);
        }
    }
}

impl Hub {
    /// From now on, hear of a workflow's runs.
    pub(crate) fn listen(&self, workflow: &str) -> Listener {
        let mailbox = Arc::new(Mailbox::default());
        let mut listeners = lock(&self.listeners);
        let mailboxes = listeners.entry(workflow.to_owned()).or_default();
        mailboxes.retain(|mailbox| mailbox.strong_count() > 0);
        mailboxes.push(Arc::downgrade(&mailbox));
        Listener {
            mailbox,
            not_before: Instant::now(),
        }
    }
}

impl Mailbox {
    fn put(&self, event: RunEvent) {
        let mut pending = lock(&self.pending);
        match &event {
            RunEvent::Run { run, .. } => pending.runs.insert(*run, event),
            RunEvent::Step { run, node, .. } => pending.steps.insert((*run, *node), event),
        };
        drop(pending);
        self.arrived.notify_one();
    }

    fn is_empty(&self) -> bool {
        let pending = lock(&self.pending);
        pending.steps.is_empty() && pending.runs.is_empty()
    }

    fn take(&self) -> Vec<RunEvent> {
        let Pending { steps, runs } = std::mem::take(&mut *lock(&self.pending));
        let (ended, going): (Vec<_>, Vec<_>) = runs.into_values().partition(has_ended);
        // A run is announced before its steps and ends after them.
        going
            .into_iter()
            .chain(steps.into_values())
            .chain(ended)
            .collect()
    }
}

impl Listener {
    /// The latest since the last frame, once there is something and the frame's time has come. Safe to drop and call again.
    pub(crate) async fn frame(&mut self) -> Vec<RunEvent> {
        loop {
            // Who was dropped while waiting for the frame's time has used the knock up: what came with it is still there.
            if self.mailbox.is_empty() {
                self.mailbox.arrived.notified().await;
            }
            sleep_until(self.not_before).await;
            let events = self.mailbox.take();
            if !events.is_empty() {
                self.not_before = Instant::now() + FRAME;
                return events;
            }
        }
    }
}

/// Whether this is the last word on a run.
pub(crate) fn has_ended(event: &RunEvent) -> bool {
    matches!(
        event,
        RunEvent::Run {
            state: RunState::Done | RunState::Failed | RunState::Cancelled,
            ..
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;
    use tokio::time::timeout;

    #[tokio::test]
    async fn what_came_while_a_frame_was_given_up_comes_with_the_next() {
        let hub = Hub::default();
        let mut listener = hub.listen("a");
        let event = |state| RunEvent::Run {
            run: RunId(1),
            state,
        };
        hub.emit("a", event(RunState::Running));
        assert_eq!(listener.frame().await, [event(RunState::Running)]);
        hub.emit("a", event(RunState::Done));
        // Its time has not come yet, and something else has to be done first.
        assert_eq!(listener.frame().now_or_never(), None);
        let frame = timeout(Duration::from_secs(20), listener.frame()).await;
        assert_eq!(frame, Ok(vec![event(RunState::Done)]));
    }
}
