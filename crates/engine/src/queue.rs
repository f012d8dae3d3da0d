//! The line of all runs: whose step the next free worker does. A worker goes to the highest priority; there to the
//! workflow that has the fewest workers, in turn, so that a small run comes through beside large ones; and within a
//! workflow to the run that stands first. Paused, nothing new begins; what is at work is finished.
//! Bookkeeping in memory: what survives a restart is kept by `QueueStore`.

use gesso_sync::{Place, RunId};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::Instant;

/// The line. Copies are the same line.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    line: Arc<Mutex<Line>>,
}

#[derive(Debug)]
struct Line {
    free: usize,
    paused: bool,
    /// Counts what was given, so that workflows with equally many workers take turns.
    given: u64,
    runs: BTreeMap<RunId, Entry>,
    workflows: BTreeMap<String, Share>,
}

#[derive(Debug)]
struct Entry {
    workflow: String,
    place: Place,
    waiting: VecDeque<oneshot::Sender<Worker>>,
    /// Since when nothing new of it begins because people want it so.
    stopped: Option<Instant>,
    /// How long it was stopped before, as far as nobody asked.
    rested: Duration,
}

/// What a workflow has of the workers.
#[derive(Debug, Default)]
struct Share {
    runs: usize,
    working: usize,
    last: u64,
}

/// A worker that works for a run; goes back to the line when it is dropped.
#[derive(Debug)]
pub(crate) struct Worker {
    line: Option<Arc<Mutex<Line>>>,
    workflow: String,
}

impl Queue {
    pub(crate) fn new(workers: usize) -> Self {
        let line = Line {
            free: workers.max(1),
            paused: false,
            given: 0,
            runs: BTreeMap::new(),
            workflows: BTreeMap::new(),
        };
        Self {
            line: Arc::new(Mutex::new(line)),
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        lock(&self.line)
    }

    /// A run comes into the line.
    pub(crate) fn enter(&self, run: RunId, workflow: &str, place: Place) {
        let mut line = self.line();
        line.workflows.entry(workflow.to_owned()).or_default().runs += 1;
        let entry = Entry {
            workflow: workflow.to_owned(),
            place,
            waiting: VecDeque::new(),
            stopped: None,
            rested: Duration::ZERO,
        };
        line.runs.insert(run, entry);
        line.note_stops();
    }

    /// A run has ended, or is not this process's any more.
    pub(crate) fn leave(&self, run: RunId) {
        let mut line = self.line();
        if let Some(entry) = line.runs.remove(&run)
            && let Some(share) = line.workflows.get_mut(&entry.workflow)
        {
            share.runs -= 1;
            line.forget_share(&entry.workflow);
        }
    }

    /// Waits for a worker. Dropping what is waited for gives the place up.
    pub(crate) async fn worker(&self, run: RunId) -> Option<Worker> {
        let (give, given) = oneshot::channel();
        {
            let mut line = self.line();
            line.runs.get_mut(&run)?.waiting.push_back(give);
            line.give(&self.line);
        }
        given.await.ok()
    }

    /// Where the runs stand that are in the line.
    pub(crate) fn places(&self) -> BTreeMap<RunId, Place> {
        let line = self.line();
        let places = line.runs.iter().map(|(run, entry)| (*run, entry.place));
        places.collect()
    }

    /// Puts runs elsewhere; those that are not in the line are passed over.
    pub(crate) fn put(&self, places: &[(RunId, Place)]) {
        let mut line = self.line();
        for (run, place) in places {
            if let Some(entry) = line.runs.get_mut(run) {
                entry.place = *place;
            }
        }
        line.note_stops();
        line.give(&self.line);
    }

    /// How many steps wait for a worker.
    pub(crate) fn waiting(&self) -> usize {
        let line = self.line();
        line.runs.values().map(|entry| entry.waiting.len()).sum()
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.line().paused
    }

    pub(crate) fn set_paused(&self, paused: bool) {
        let mut line = self.line();
        line.paused = paused;
        line.note_stops();
        line.give(&self.line);
    }

    /// How long people have had a run stopped since this was asked last, so that its time does not run meanwhile.
    pub(crate) fn rested(&self, run: RunId) -> Duration {
        let mut line = self.line();
        let Some(entry) = line.runs.get_mut(&run) else {
            return Duration::ZERO;
        };
        let now = Instant::now();
        if let Some(since) = entry.stopped.replace(now) {
            entry.rested += now - since;
        } else {
            entry.stopped = None;
        }
        std::mem::take(&mut entry.rested)
    }
}

fn lock(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Line {
    /// Gives free workers to whoever is next.
    fn give(&mut self, line: &Arc<Mutex<Self>>) {
        while self.free > 0 {
            let Some(run) = self.next() else { return };
            let Some(entry) = self.runs.get_mut(&run) else {
                return;
            };
            let Some(waiting) = entry.waiting.pop_front() else {
                return;
            };
            let workflow = entry.workflow.clone();
            let worker = Worker {
                line: Some(Arc::clone(line)),
                workflow: workflow.clone(),
            };
            match waiting.send(worker) {
                Ok(()) => {
                    self.free -= 1;
                    self.given += 1;
                    let share = self.workflows.entry(workflow).or_default();
                    share.working += 1;
                    share.last = self.given;
                }
                // Nobody waits there any more. Dropped as it is, the worker would come back for this very lock.
                Err(mut worker) => worker.line = None,
            }
        }
    }

    /// The run that the next worker is for.
    fn next(&mut self) -> Option<RunId> {
        if self.paused {
            return None;
        }
        for entry in self.runs.values_mut() {
            entry.waiting.retain(|waiting| !waiting.is_closed());
        }
        let waits = |entry: &&Entry| !entry.place.held && !entry.waiting.is_empty();
        let waiting = self.runs.iter().filter(|(_, entry)| waits(entry));
        let first = waiting.min_by_key(|(run, entry)| {
            let share = self.workflows.get(&entry.workflow);
            let (working, last) = share.map_or((0, 0), |share| (share.working, share.last));
            let priority = std::cmp::Reverse(entry.place.priority);
            (priority, working, last, entry.place.order, **run)
        });
        first.map(|(run, _)| *run)
    }

    fn note_stops(&mut self) {
        let now = Instant::now();
        for entry in self.runs.values_mut() {
            let stops = self.paused || entry.place.held;
            match entry.stopped {
                None if stops => entry.stopped = Some(now),
                Some(since) if !stops => {
                    entry.rested += now - since;
                    entry.stopped = None;
                }
                _ => {}
            }
        }
    }

    fn forget_share(&mut self, workflow: &str) {
        let is_idle = |share: &Share| share.runs == 0 && share.working == 0;
        if self.workflows.get(workflow).is_some_and(is_idle) {
            self.workflows.remove(workflow);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let Some(line) = self.line.take() else { return };
        let mut held = lock(&line);
        held.free += 1;
        if let Some(share) = held.workflows.get_mut(&self.workflow) {
            share.working -= 1;
        }
        held.forget_share(&self.workflow);
        held.give(&line);
    }
}
