//! The engine's surroundings in memory, for tests and for whoever wants nothing kept.
//! They keep every promise of the traits (the contract suites run on them) but surviving the process.

mod queue;
mod takes;

use crate::error::StoreError;
use crate::events::{Clock, Events};
use crate::store::{Job, NewRun, Outcome, RUNS_KEPT, RunRecord, RunStore, StepRecord, UsedOutcome};
use async_trait::async_trait;
use gesso_graph::{ContentKey, NodeId, Step};
use gesso_sync::{Place, Priority, RunEvent, RunId, RunState, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Runs, outcomes and recipes in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    tables: Mutex<Tables>,
    /// Calls that fail, by their names.
    broken: Mutex<BTreeSet<&'static str>>,
}

#[derive(Debug, Default)]
struct Tables {
    runs: BTreeMap<RunId, RunRecord>,
    jobs: BTreeMap<RunId, Job>,
    leases: BTreeMap<RunId, (String, i64)>,
    steps: BTreeMap<(RunId, NodeId), StepRecord>,
    outcomes: BTreeMap<ContentKey, (Outcome, i64)>,
    recipes: BTreeMap<ContentKey, Step>,
    takes: BTreeMap<takes::At, takes::Kept>,
    spans: BTreeMap<(RunId, NodeId), Span>,
    paused: bool,
}

impl MemoryStore {
    /// From now on this call of [`RunStore`] fails, for tests of what then happens.
    pub fn breaks(&self, call: &'static str) {
        let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        broken.insert(call);
    }

    /// The tables, for a call.
    fn tables(&self, call: &'static str) -> Result<MutexGuard<'_, Tables>, StoreError> {
        let broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        if broken.contains(call) {
            return Err(StoreError::new(call, "it is broken"));
        }
        Ok(self.tables.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Tables {
    fn forget_old(&mut self, workflow: &str) {
        let newest_first = self.runs.values().rev();
        let old: Vec<RunId> = newest_first
            .filter(|record| record.workflow == workflow)
            .skip(RUNS_KEPT as usize)
            .filter(|record| !is_unfinished(record.state))
            .map(|record| record.run)
            .collect();
        for run in old {
            self.runs.remove(&run);
            self.jobs.remove(&run);
            self.leases.remove(&run);
            self.steps.retain(|(of, _), _| *of != run);
            self.spans.retain(|(of, _), _| *of != run);
        }
    }
}

fn is_unfinished(state: RunState) -> bool {
    matches!(state, RunState::Queued | RunState::Running)
}

#[async_trait]
impl RunStore for MemoryStore {
    async fn create_run(&self, new: &NewRun) -> Result<RunId, StoreError> {
        let mut tables = self.tables("create_run")?;
        let run = RunId(
            tables
                .runs
                .last_key_value()
                .map_or(1, |(last, _)| last.0 + 1),
        );
        let record = RunRecord {
            run,
            workflow: new.workflow.clone(),
            seq: new.seq,
            targets: new.targets.clone(),
            state: RunState::Queued,
            started_ms: new.at_ms,
            ended_ms: None,
            by: new.by.clone(),
            place: Place {
                priority: Priority::default(),
                held: false,
                order: run.0,
            },
        };
        tables.runs.insert(run, record);
        tables.jobs.insert(run, new.job.clone());
        tables
            .recipes
            .extend(new.job.steps.iter().map(|step| (step.key, step.clone())));
        tables.forget_old(&new.workflow);
        Ok(run)
    }

    async fn run(&self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        Ok(self.tables("run")?.runs.get(&run).cloned())
    }

    async fn runs(&self, workflow: &str, limit: u32) -> Result<Vec<RunRecord>, StoreError> {
        let tables = self.tables("runs")?;
        let of_workflow = tables
            .runs
            .values()
            .rev()
            .filter(|record| record.workflow == workflow);
        Ok(of_workflow.take(limit as usize).cloned().collect())
    }

    async fn unfinished(&self) -> Result<Vec<RunRecord>, StoreError> {
        Ok(self
            .tables("unfinished")?
            .runs
            .values()
            .filter(|record| is_unfinished(record.state))
            .cloned()
            .collect())
    }

    async fn newest(&self) -> Result<Vec<RunRecord>, StoreError> {
        let tables = self.tables("newest")?;
        let newest: BTreeMap<&str, &RunRecord> = tables
            .runs
            .values()
            .map(|record| (record.workflow.as_str(), record))
            .collect();
        Ok(newest.into_values().cloned().collect())
    }

    async fn job(&self, run: RunId) -> Result<Option<Job>, StoreError> {
        Ok(self.tables("job")?.jobs.get(&run).cloned())
    }

    async fn set_run_state(
        &self,
        run: RunId,
        state: RunState,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        if let Some(record) = self.tables("set_run_state")?.runs.get_mut(&run) {
            record.state = state;
            record.ended_ms = (!is_unfinished(state)).then_some(at_ms);
        }
        Ok(())
    }

    async fn claim(
        &self,
        run: RunId,
        worker: &str,
        now_ms: i64,
        until_ms: i64,
    ) -> Result<bool, StoreError> {
        let mut tables = self.tables("claim")?;
        if !tables
            .runs
            .get(&run)
            .is_some_and(|record| is_unfinished(record.state))
        {
            return Ok(false);
        }
        let is_free = tables
            .leases
            .get(&run)
            .is_none_or(|(holder, until)| holder == worker || *until <= now_ms);
        if is_free {
            tables.leases.insert(run, (worker.to_owned(), until_ms));
        }
        Ok(is_free)
    }

    async fn set_steps(&self, run: RunId, steps: &[StepRecord]) -> Result<(), StoreError> {
        let mut tables = self.tables("set_steps")?;
        tables
            .steps
            .extend(steps.iter().map(|step| ((run, step.node), step.clone())));
        Ok(())
    }

    async fn steps(&self, run: RunId) -> Result<Vec<StepRecord>, StoreError> {
        let of_run = (run, NodeId(0))..=(run, NodeId(u64::MAX));
        Ok(self
            .tables("steps")?
            .steps
            .range(of_run)
            .map(|(_, step)| step.clone())
            .collect())
    }

    async fn outcomes(
        &self,
        keys: &[ContentKey],
    ) -> Result<BTreeMap<ContentKey, Outcome>, StoreError> {
        let tables = self.tables("outcomes")?;
        let found = keys
            .iter()
            .filter_map(|key| Some((*key, tables.outcomes.get(key)?.0.clone())));
        Ok(found.collect())
    }

    async fn put_outcome(
        &self,
        key: ContentKey,
        outcome: &Outcome,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        self.tables("put_outcome")?
            .outcomes
            .insert(key, (outcome.clone(), at_ms));
        Ok(())
    }

    async fn touch(&self, keys: &[ContentKey], at_ms: i64) -> Result<(), StoreError> {
        let mut tables = self.tables("touch")?;
        for key in keys {
            if let Some((_, used_ms)) = tables.outcomes.get_mut(key) {
                *used_ms = at_ms;
            }
        }
        Ok(())
    }

    async fn remove_outcomes(&self, keys: &[ContentKey]) -> Result<(), StoreError> {
        let mut tables = self.tables("remove_outcomes")?;
        tables.outcomes.retain(|key, _| !keys.contains(key));
        Ok(())
    }

    async fn outcomes_by_use(&self) -> Result<Vec<UsedOutcome>, StoreError> {
        let mut all: Vec<UsedOutcome> = self
            .tables("outcomes_by_use")?
            .outcomes
            .iter()
            .map(|(key, (outcome, used_ms))| UsedOutcome {
                key: *key,
                outcome: outcome.clone(),
                used_ms: *used_ms,
            })
            .collect();
        all.sort_by_key(|used| (used.used_ms, used.key));
        Ok(all)
    }

    async fn forget_recipes(&self) -> Result<u64, StoreError> {
        let mut tables = self.tables("forget_recipes")?;
        let of_runs = tables.jobs.values().flat_map(|job| &job.steps);
        let mut open: Vec<ContentKey> = of_runs
            .map(|step| step.key)
            .chain(tables.outcomes.keys().copied())
            .chain(tables.take_keys())
            .collect();
        let mut needed = BTreeSet::new();
        while let Some(key) = open.pop() {
            if needed.insert(key)
                && let Some(step) = tables.recipes.get(&key)
            {
                open.extend(step.inputs.values().map(|source| source.key));
            }
        }
        let before = tables.recipes.len();
        tables.recipes.retain(|key, _| needed.contains(key));
        Ok((before - tables.recipes.len()) as u64)
    }

    async fn put_recipes(&self, steps: &[Step]) -> Result<(), StoreError> {
        let mut tables = self.tables("put_recipes")?;
        let recipes = steps.iter().map(|step| (step.key, step.clone()));
        tables.recipes.extend(recipes);
        Ok(())
    }

    async fn recipes(&self, keys: &[ContentKey]) -> Result<BTreeMap<ContentKey, Step>, StoreError> {
        let tables = self.tables("recipes")?;
        Ok(keys
            .iter()
            .filter_map(|key| Some((*key, tables.recipes.get(key)?.clone())))
            .collect())
    }
}

/// Writes down what it hears.
#[derive(Debug, Default)]
pub struct Recorder {
    heard: Mutex<Vec<(String, RunEvent)>>,
}

impl Recorder {
    /// Everything so far, with the workflow, in order.
    pub fn heard(&self) -> Vec<(String, RunEvent)> {
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Events for Recorder {
    fn emit(&self, workflow: &str, event: RunEvent) {
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((workflow.to_owned(), event));
    }
}

/// A clock that goes on by a millisecond whenever it is looked at, so that what happens later has a later time.
#[derive(Debug, Default)]
pub struct CountingClock {
    now: AtomicI64,
}

impl CountingClock {
    /// Sets the time forward.
    pub fn advance(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for CountingClock {
    fn now_ms(&self) -> i64 {
        self.now.fetch_add(1, Ordering::Relaxed)
    }
}
