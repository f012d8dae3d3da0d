//! The line of all runs as people see and order it. What they set is kept before it counts.

use crate::counts::{batches, makes_all};
use crate::engine::Engine;
use crate::error::{EngineError, StoreError};
use crate::store::{NewRun, RunRecord};
use gesso_graph::{NodeId, Step};
use gesso_sync::{Author, Items, Place, Priority, RunId, Span, StepState, progress};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A run in the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    /// The run.
    pub record: RunRecord,
    /// Steps that have a result, and all that it has to do.
    pub done: (usize, usize),
    /// How far it is, 0–1, steps at work counted by their progress.
    pub progress: f32,
    /// How far its batches are, the items themselves left out.
    pub batches: Vec<(NodeId, Items)>,
    /// How long it will take once it is worked for, in milliseconds, as far as kinds like its nodes are known.
    pub expected_ms: Option<u64>,
}

impl Engine {
    /// Whether the whole line is paused.
    pub fn is_paused(&self) -> bool {
        self.inner.queue.is_paused()
    }

    /// How many steps, of all runs, wait for a worker right now.
    pub fn waiting(&self) -> usize {
        self.inner.queue.waiting()
    }

    /// Every run that waits or is at work, of all workflows, in the order in which they are worked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn queue(&self) -> Result<Vec<Queued>, EngineError> {
        let places = self.inner.queue.places();
        let mut line = Vec::new();
        for mut record in self.inner.store.unfinished().await? {
            if let Some(place) = places.get(&record.run) {
                record.place = *place;
            }
            line.push(self.queued(record).await?);
        }
        line.sort_by_key(|queued| rank(&queued.record));
        Ok(line)
    }

    async fn queued(&self, record: RunRecord) -> Result<Queued, StoreError> {
        let (store, rates) = (&self.inner.store, &self.inner.rates);
        let job = store.job(record.run).await?.unwrap_or_default();
        let steps = store.steps(record.run).await?;
        let mut parts: BTreeMap<NodeId, f32> = BTreeMap::new();
        let is_over =
            |state: &StepState| !matches!(state, StepState::Queued | StepState::Running { .. });
        for step in steps.iter().filter(|step| is_over(&step.state)) {
            parts.insert(step.node, 1.0);
        }
        let mut batches = batches(&job, &steps);
        // How far a step is at the moment is only said, not kept.
        for (node, (progress, items)) in self.inner.at_work(record.run) {
            parts.entry(node).or_insert(progress);
            let step = job.steps.iter().find(|step| step.node == node);
            if let Some(items) = items
                && step.is_some_and(makes_all)
                && batches.iter().all(|(kept, _)| *kept != node)
            {
                batches.push((node, items));
            }
        }
        let before = self.inner.made_last(&record.workflow);
        let part = |node: NodeId| parts.get(&node).copied().unwrap_or(0.0);
        let workers = self.inner.config.workers.max(1) as f64;
        // As many as it has now; before that is known, as many as it had.
        let items_of = |step: &Step| {
            let now = batches.iter().find(|(node, _)| *node == step.node);
            let last = || before.get(&step.node)?.items.as_ref();
            now.map(|(_, items)| items)
                .or_else(|| last().filter(|_| makes_all(step)))
        };
        let expected = job.steps.iter().map(|step| {
            let last = before.get(&step.node);
            let each = rates.expect(&step.kind, last.and_then(|last| last.size))?;
            let turns = items_of(step).map_or(1.0, |items| {
                let of = f64::from(items.of);
                of / workers.min(of.max(1.0))
            });
            Some(each * turns * f64::from(1.0 - part(step.node)))
        });
        let known: Vec<f64> = expected.flatten().collect();
        let total = job.steps.len() + job.blocked.len();
        let parts = job.steps.iter();
        let parts = parts.map(|step| (part(step.node), items_of(step).map(|items| items.of)));
        Ok(Queued {
            done: (
                job.steps
                    .iter()
                    .filter(|step| part(step.node) >= 1.0)
                    .count(),
                total,
            ),
            progress: progress(parts),
            batches,
            expected_ms: (!known.is_empty()).then(|| known.iter().sum::<f64>().round() as u64),
            record,
        })
    }

    /// Pauses the whole line, or lets it go on. What is at work is finished.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn pause(&self, paused: bool) -> Result<(), EngineError> {
        self.inner.store.set_paused(paused).await?;
        self.inner.queue.set_paused(paused);
        Ok(())
    }

    /// Holds a run where it is, or lets it go on. What is at work is finished.
    ///
    /// # Errors
    /// When the run is not in the line, or the store fails.
    pub async fn hold(&self, run: RunId, held: bool) -> Result<(), EngineError> {
        self.place(run, |place| Place { held, ..place }).await
    }

    /// Gives a run another priority.
    ///
    /// # Errors
    /// When the run is not in the line, or the store fails.
    pub async fn prioritise(&self, run: RunId, priority: Priority) -> Result<(), EngineError> {
        self.place(run, |place| Place { priority, ..place }).await
    }

    async fn place(&self, run: RunId, change: impl Fn(Place) -> Place) -> Result<(), EngineError> {
        let places = self.inner.queue.places();
        let place = places.get(&run).ok_or(EngineError::NoSuchRun(run))?;
        self.put(&[(run, change(*place))]).await
    }

    /// Puts a run before another, with that one's priority, or at the end of those of its own.
    ///
    /// # Errors
    /// When the run is not in the line, or the store fails.
    pub async fn move_run(&self, run: RunId, before: Option<RunId>) -> Result<(), EngineError> {
        let places = self.inner.queue.places();
        let mut moved = *places.get(&run).ok_or(EngineError::NoSuchRun(run))?;
        let next = before.filter(|next| *next != run);
        let next = next.and_then(|next| Some((next, *places.get(&next)?)));
        if let Some((_, place)) = next {
            moved.priority = place.priority;
        }
        let peers = places
            .iter()
            .filter(|(id, place)| **id != run && place.priority == moved.priority);
        let mut line: Vec<(RunId, Place)> = peers.map(|(id, place)| (*id, *place)).collect();
        line.sort_by_key(|(id, place)| (place.order, *id));
        let mut orders: Vec<i64> = line.iter().map(|(_, place)| place.order).collect();
        orders.push(moved.order);
        orders.sort_unstable();
        let at = next.and_then(|(next, _)| line.iter().position(|(id, _)| *id == next));
        line.insert(at.unwrap_or(line.len()), (run, moved));
        for ((_, place), order) in line.iter_mut().zip(orders) {
            place.order = order;
        }
        line.retain(|(id, place)| places.get(id) != Some(place));
        self.put(&line).await
    }

    async fn put(&self, places: &[(RunId, Place)]) -> Result<(), EngineError> {
        self.inner.store.set_places(places).await?;
        self.inner.queue.put(places);
        Ok(())
    }

    /// When the steps of a run were worked on, by their beginnings; what was there already was not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn spans(&self, run: RunId) -> Result<Vec<(NodeId, Span)>, EngineError> {
        Ok(self.inner.store.spans(run).await?)
    }

    /// Runs again what a run did, with the very inputs it had, whatever the workflow is by now.
    ///
    /// # Errors
    /// When there is no such run any more, a limit is met, or the store fails.
    pub async fn run_again(&self, run: RunId, by: Option<Author>) -> Result<RunId, EngineError> {
        let store = &self.inner.store;
        let record = store.run(run).await?.ok_or(EngineError::NoSuchRun(run))?;
        let job = store.job(run).await?.ok_or(EngineError::NoSuchRun(run))?;
        self.start_new(NewRun {
            workflow: record.workflow,
            seq: record.seq,
            targets: record.targets,
            job,
            at_ms: self.inner.clock.now_ms(),
            by,
        })
        .await
    }
}

/// Who is worked for first stands first.
fn rank(record: &RunRecord) -> (Reverse<Priority>, i64, RunId) {
    let place = record.place;
    (Reverse(place.priority), place.order, record.run)
}
