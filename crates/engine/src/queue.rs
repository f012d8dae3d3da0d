//! The line of all runs: whose step the next free worker does. A worker goes to the highest priority; there to the
//! person that has the fewest workers, in turn, so that a small run comes through beside somebody else's large ones; of
//! that person's to the workflow that has the fewest, in turn as well; and within a workflow to the run that stands first.
//! Paused, nothing new begins; what is at work is finished.
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
    /// Counts what was given, so that those with equally many workers take turns.
    given: u64,
    runs: BTreeMap<RunId, Entry>,
    people: BTreeMap<String, Share>,
    workflows: BTreeMap<(String, String), Share>,
}

#[derive(Debug)]
struct Entry {
    whose: Whose,
    place: Place,
    waiting: VecDeque<oneshot::Sender<Worker>>,
    /// How many workers it has.
    working: usize,
    /// Since when it has any.
    since: Instant,
    /// How long it had any before.
    worked: Duration,
}

/// Whose a run is: of which person, nobody in particular if empty, and of which workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Whose {
    pub(crate) person: String,
    pub(crate) workflow: String,
}

impl Whose {
    fn both(&self) -> (String, String) {
        (self.person.clone(), self.workflow.clone())
    }
}

/// What a person, or a workflow of theirs, has of the workers.
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
    run: RunId,
    whose: Whose,
}

impl Queue {
    pub(crate) fn new(workers: usize) -> Self {
        let line = Line {
            free: workers.max(1),
            paused: false,
            given: 0,
            runs: BTreeMap::new(),
            people: BTreeMap::new(),
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
    pub(crate) fn enter(&self, run: RunId, whose: Whose, place: Place) {
        let mut line = self.line();
        line.shares(&whose, |share| share.runs += 1);
        let entry = Entry {
            whose,
            place,
            waiting: VecDeque::new(),
            working: 0,
            since: Instant::now(),
            worked: Duration::ZERO,
        };
        line.runs.insert(run, entry);
    }

    /// A run has ended, or is not this process's any more. After the last one, memory kept for the next picture goes.
    pub(crate) fn leave(&self, run: RunId) {
        let mut line = self.line();
        if let Some(entry) = line.runs.remove(&run) {
            line.shares(&entry.whose, |share| share.runs -= 1);
        }
        if line.runs.is_empty() {
            drop(line);
            gesso_media::native::let_go();
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
        line.give(&self.line);
    }

    /// How long a run has had at least one worker; waiting is no time of it.
    pub(crate) fn worked(&self, run: RunId) -> Duration {
        let line = self.line();
        line.runs.get(&run).map_or(Duration::ZERO, |entry| {
            let now = (entry.working > 0).then(|| entry.since.elapsed());
            entry.worked + now.unwrap_or_default()
        })
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
            let whose = entry.whose.clone();
            let worker = Worker {
                line: Some(Arc::clone(line)),
                run,
                whose: whose.clone(),
            };
            match waiting.send(worker) {
                Ok(()) => {
                    self.free -= 1;
                    self.given += 1;
                    self.work(run, |working| *working += 1);
                    let given = self.given;
                    self.shares(&whose, |share| {
                        share.working += 1;
                        share.last = given;
                    });
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
            let turn = |share: Option<&Share>| share.map_or((0, 0), |it| (it.working, it.last));
            let person = turn(self.people.get(&entry.whose.person));
            let workflow = turn(self.workflows.get(&entry.whose.both()));
            let priority = std::cmp::Reverse(entry.place.priority);
            (priority, person, workflow, entry.place.order, **run)
        });
        first.map(|(run, _)| *run)
    }

    /// A run has a worker more, or less.
    fn work(&mut self, run: RunId, change: impl Fn(&mut usize)) {
        let Some(entry) = self.runs.get_mut(&run) else {
            return;
        };
        let before = entry.working;
        change(&mut entry.working);
        match (before, entry.working) {
            (0, 1..) => entry.since = Instant::now(),
            (1.., 0) => entry.worked += entry.since.elapsed(),
            _ => {}
        }
    }

    /// Changes what a person and the workflow of theirs have. Who has nothing and wants nothing is forgotten.
    fn shares(&mut self, whose: &Whose, change: impl Fn(&mut Share)) {
        let is_idle = |share: &Share| share.runs == 0 && share.working == 0;
        let person = self.people.entry(whose.person.clone()).or_default();
        change(person);
        if is_idle(person) {
            self.people.remove(&whose.person);
        }
        let workflow = self.workflows.entry(whose.both()).or_default();
        change(workflow);
        if is_idle(workflow) {
            self.workflows.remove(&whose.both());
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let Some(line) = self.line.take() else { return };
        let mut held = lock(&line);
        held.free += 1;
        held.work(self.run, |working| *working -= 1);
        held.shares(&self.whose, |share| share.working -= 1);
        held.give(&line);
    }
}
