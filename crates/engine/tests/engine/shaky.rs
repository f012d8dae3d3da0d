//! A store that fails where a test wants it to, and otherwise does as the one in memory.

use async_trait::async_trait;
use gesso_engine::memory::MemoryStore;
use gesso_engine::{
    Job, NewRun, Outcome, RunRecord, RunStore, StepRecord, StoreError, UsedOutcome,
};
use gesso_graph::{ContentKey, Step};
use gesso_sync::{RunId, RunState};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// The store of a test's world.
#[derive(Default)]
pub(crate) struct Shaky {
    sound: MemoryStore,
    /// Calls that fail, by their names.
    broken: Mutex<BTreeSet<&'static str>>,
}

impl Shaky {
    /// From now on this call fails.
    pub(crate) fn breaks(&self, call: &'static str) {
        self.broken.lock().unwrap().insert(call);
    }

    fn holds(&self, call: &'static str) -> Result<(), StoreError> {
        if self.broken.lock().unwrap().contains(call) {
            return Err(StoreError::new(call, "it is broken"));
        }
        Ok(())
    }
}

#[async_trait]
impl RunStore for Shaky {
    async fn create_run(&self, new: &NewRun) -> Result<RunId, StoreError> {
        self.sound.create_run(new).await
    }
    async fn run(&self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        self.sound.run(run).await
    }
    async fn runs(&self, workflow: &str, limit: u32) -> Result<Vec<RunRecord>, StoreError> {
        self.sound.runs(workflow, limit).await
    }
    async fn unfinished(&self) -> Result<Vec<RunRecord>, StoreError> {
        self.sound.unfinished().await
    }
    async fn newest(&self) -> Result<Vec<RunRecord>, StoreError> {
        self.sound.newest().await
    }
    async fn job(&self, run: RunId) -> Result<Option<Job>, StoreError> {
        self.holds("job")?;
        self.sound.job(run).await
    }
    async fn set_run_state(
        &self,
        run: RunId,
        state: RunState,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        self.sound.set_run_state(run, state, at_ms).await
    }
    async fn claim(
        &self,
        run: RunId,
        worker: &str,
        now_ms: i64,
        until_ms: i64,
    ) -> Result<bool, StoreError> {
        self.holds("claim")?;
        self.sound.claim(run, worker, now_ms, until_ms).await
    }
    async fn set_steps(&self, run: RunId, steps: &[StepRecord]) -> Result<(), StoreError> {
        self.sound.set_steps(run, steps).await
    }
    async fn steps(&self, run: RunId) -> Result<Vec<StepRecord>, StoreError> {
        self.sound.steps(run).await
    }
    async fn outcomes(
        &self,
        keys: &[ContentKey],
    ) -> Result<BTreeMap<ContentKey, Outcome>, StoreError> {
        self.sound.outcomes(keys).await
    }
    async fn put_outcome(
        &self,
        key: ContentKey,
        outcome: &Outcome,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        self.sound.put_outcome(key, outcome, at_ms).await
    }
    async fn touch(&self, keys: &[ContentKey], at_ms: i64) -> Result<(), StoreError> {
        self.sound.touch(keys, at_ms).await
    }
    async fn remove_outcomes(&self, keys: &[ContentKey]) -> Result<(), StoreError> {
        self.sound.remove_outcomes(keys).await
    }
    async fn outcomes_by_use(&self) -> Result<Vec<UsedOutcome>, StoreError> {
        self.holds("outcomes_by_use")?;
        self.sound.outcomes_by_use().await
    }
    async fn forget_recipes(&self) -> Result<u64, StoreError> {
        self.sound.forget_recipes().await
    }
    async fn recipes(&self, keys: &[ContentKey]) -> Result<BTreeMap<ContentKey, Step>, StoreError> {
        self.sound.recipes(keys).await
    }
}
