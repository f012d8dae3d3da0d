//! One run from its claim to its end: finds what is there, does the rest as sources come in, says what happens.
//! What is said was kept before; a failure stops only what needs the failed step.

mod driver;

use crate::chain::Chain;
use crate::engine::Inner;
use crate::error::StoreError;
use crate::naming::Origin;
use crate::store::{Job, RunRecord};
use driver::Driver;
use gesso_graph::{ContentKey, Name, NodeId, Step, Type, Value};
use gesso_media::{Pull, RenderError};
use gesso_nodes::catalogue;
use gesso_nodes::chain::{Measured, inputs_read, upstream};
use gesso_nodes::unroll::Unroller;
use gesso_sync::{RunEvent, RunState, Span, StepResult, StepState};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OnceCell, watch};

/// After this many steps in a row that nobody keeps whole, one is: rendering recurses through a chain.
const LONGEST_CHAIN: u32 = 100;

/// Why a run is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A person wants it.
    Cancelled,
    /// The engine ends; the run stays unfinished.
    Shutdown,
    /// It took too long.
    TimedOut,
}

/// What the steps of a run share.
pub(crate) struct Running {
    pub(crate) inner: Arc<Inner>,
    pub(crate) record: RunRecord,
    pub(crate) job: Job,
    pub(crate) pull: Pull,
    /// Becomes true when nothing more is to begin.
    pub(crate) halt: watch::Sender<bool>,
    /// Every step by its key; nodes with equal keys share one.
    pub(crate) by_key: BTreeMap<ContentKey, Arc<Step>>,
    pub(crate) assets: BTreeMap<Name, PathBuf>,
    /// Sizes and values that steps of this run found.
    pub(crate) measured: Arc<Measured>,
    /// Whole pictures on disk.
    raws: Mutex<BTreeMap<(ContentKey, Name), PathBuf>>,
    /// How many steps lie between a key and the last whole picture before it.
    depths: BTreeMap<ContentKey, u32>,
    /// Some step may work on each item of a list.
    pub(crate) may_have_lists: bool,
    unroller: Mutex<Unroller>,
    /// What there is of steps that were stopped.
    parts: Mutex<BTreeMap<NodeId, StepResult>>,
    /// Whether it was said that the run is under way.
    begun: OnceCell<()>,
}

/// Runs a run. Errors of the store end it as failed; if even that can't be kept, the next process takes it up.
pub(crate) async fn drive(
    inner: Arc<Inner>,
    record: RunRecord,
    job: Job,
    pull: Pull,
    stop: watch::Receiver<Option<Stop>>,
) {
    let (run, workflow) = (record.run, record.workflow.clone());
    if let Err(error) = go(Arc::clone(&inner), record, job, pull.clone(), stop).await {
        // Threads that render for it know nothing of the store; nobody would take what they make.
        pull.cancel();
        if error.is_cut_off() {
            // The next process takes it up.
            return;
        }
        tracing::error!(run = run.0, %error, "a run ends because the store failed");
        if let Err(error) = inner
            .store
            .set_run_state(run, RunState::Failed, inner.clock.now_ms())
            .await
        {
            tracing::error!(run = run.0, %error, "its end could not be kept either");
        }
        inner.tell(
            &workflow,
            RunEvent::Run {
                run,
                state: RunState::Failed,
            },
        );
    }
}

async fn go(
    inner: Arc<Inner>,
    record: RunRecord,
    job: Job,
    pull: Pull,
    stop: watch::Receiver<Option<Stop>>,
) -> Result<(), StoreError> {
    if !claim(&inner, &record).await? {
        return Ok(());
    }
    let running = Running::prepare(Arc::clone(&inner), record, job, pull).await?;
    let mut driver = Driver::begin(Arc::new(running)).await?;
    let stopped = driver.work(stop).await?;
    driver.end(stopped).await?;
    if let Err(error) = inner.sweep_when_due().await {
        tracing::error!(%error, "old results could not be thrown away");
    }
    Ok(())
}

async fn claim(inner: &Inner, record: &RunRecord) -> Result<bool, StoreError> {
    let now = inner.clock.now_ms();
    let lease = i64::try_from(inner.config.lease.as_millis()).unwrap_or(i64::MAX);
    inner
        .store
        .claim(
            record.run,
            &inner.config.worker,
            now,
            now.saturating_add(lease),
        )
        .await
}

impl Running {
    async fn prepare(
        inner: Arc<Inner>,
        record: RunRecord,
        job: Job,
        pull: Pull,
    ) -> Result<Self, StoreError> {
        let by_key: BTreeMap<ContentKey, Arc<Step>> = job
            .steps
            .iter()
            .map(|step| (step.key, Arc::new(step.clone())))
            .collect();
        let assets = inner.asset_files(by_key.values()).await?;
        let mut depths = BTreeMap::new();
        for step in &job.steps {
            let before = step
                .inputs
                .values()
                .filter_map(|source| depths.get(&source.key))
                .max()
                .copied();
            depths.insert(
                step.key,
                before.map_or(1, |depth: u32| depth % LONGEST_CHAIN + 1),
            );
        }
        let may_have_lists = by_key.values().any(|step| gives_lists(step));
        Ok(Self {
            may_have_lists,
            unroller: Mutex::new(Unroller::new(by_key.clone())),
            parts: Mutex::default(),
            inner,
            record,
            job,
            pull,
            halt: watch::Sender::new(false),
            by_key,
            assets,
            measured: Arc::default(),
            raws: Mutex::default(),
            depths,
            begun: OnceCell::new(),
        })
    }

    /// Says where a step stands.
    pub(crate) fn tell(&self, node: NodeId, state: StepState, result: Option<StepResult>) {
        self.inner.tell(
            &self.record.workflow,
            RunEvent::Step {
                run: self.record.run,
                node,
                state,
                result: result.map(StepResult::told),
            },
        );
    }

    /// The first worker has come: until then a run waits in the line.
    pub(crate) async fn begun(&self) -> Result<(), StoreError> {
        let say = async || {
            let (run, state) = (self.record.run, RunState::Running);
            let now = self.inner.clock.now_ms();
            self.inner.store.set_run_state(run, state, now).await?;
            let event = RunEvent::Run { run, state };
            self.inner.tell(&self.record.workflow, event);
            Ok(())
        };
        self.begun.get_or_try_init(say).await.copied()
    }

    /// Ends what is at work and keeps what waits from beginning.
    fn halt(&self) {
        self.pull.cancel();
        self.halt.send_replace(true);
    }

    /// Whether nothing more is to begin.
    pub(crate) fn is_halted(&self) -> bool {
        *self.halt.borrow()
    }

    /// The inputs that a step reads. May measure files: not for async threads.
    pub(crate) fn inputs_read(&self, key: ContentKey) -> Result<BTreeSet<Name>, RenderError> {
        let chain = self.chain_to_measure();
        let steps = upstream(key, &self.by_key);
        inputs_read(&steps, &chain.host(&self.inner.kitchen))
    }

    fn chain_to_measure(&self) -> Chain {
        Chain {
            steps: Vec::new(),
            assets: self.assets.clone(),
            raws: BTreeMap::new(),
            measured: Arc::clone(&self.measured),
            turn: None,
        }
    }

    /// The items of a step that works on each item of a list. May measure files: not for async threads.
    pub(crate) fn items(&self, key: ContentKey) -> Result<Option<Arc<[Arc<Step>]>>, RenderError> {
        let chain = self.chain_to_measure();
        self.unroller().items(key, &chain.host(&self.inner.kitchen))
    }

    /// The steps that make a key, an item's too.
    pub(crate) fn chain_of(&self, key: ContentKey) -> Vec<Arc<Step>> {
        self.unroller().upstream(key)
    }

    /// The steps of these items and of what they need, without those of the plan.
    pub(crate) fn recipes(&self, items: &[Arc<Step>]) -> Vec<Step> {
        let unroller = self.unroller();
        let mut recipes = BTreeMap::new();
        for item in items {
            for step in unroller.upstream(item.key) {
                if !self.by_key.contains_key(&step.key) {
                    recipes.insert(step.key, (*step).clone());
                }
            }
        }
        recipes.into_values().collect()
    }

    fn unroller(&self) -> MutexGuard<'_, Unroller> {
        self.unroller.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps from when to when a step was worked on.
    pub(crate) async fn worked(
        &self,
        node: NodeId,
        began_ms: i64,
        ended_ms: i64,
    ) -> Result<(), StoreError> {
        let span = Span { began_ms, ended_ms };
        self.inner.store.put_span(self.record.run, node, span).await
    }

    /// Notes what there is of a step that is stopped.
    pub(crate) fn keep_part(&self, node: NodeId, part: StepResult) {
        self.parts().insert(node, part);
    }

    /// What there is of a step that was stopped.
    pub(crate) fn take_part(&self, node: NodeId) -> Option<StepResult> {
        self.parts().remove(&node)
    }

    fn parts(&self) -> MutexGuard<'_, BTreeMap<NodeId, StepResult>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A result with the name its file has here: the same bytes may have been made for a file of another name.
    pub(crate) fn named(&self, key: ContentKey, mut result: StepResult) -> StepResult {
        if let Some(file) = &mut result.file {
            let steps = upstream(key, &self.by_key);
            file.name = Origin::of(&steps, |_| false).name(&file.name, 0);
        }
        result
    }

    /// A result that was there already, as all of its items were.
    pub(crate) fn found(&self, key: ContentKey, result: StepResult) -> StepResult {
        let mut result = self.named(key, result);
        if let Some(items) = &mut result.items {
            items.found = items.done;
        }
        result
    }

    /// Whether a step's picture is to be kept whole on disk.
    pub(crate) fn is_kept_whole(&self, step: &Step, is_sink: bool) -> bool {
        let is_source = step.inputs.is_empty();
        let is_far = self.depths.get(&step.key) == Some(&LONGEST_CHAIN);
        !is_sink && !is_source && (step.readers >= 2 || step.target || is_far)
    }

    /// Notes where the whole picture of a step is.
    pub(crate) fn add_raw(&self, key: ContentKey, output: Name, path: PathBuf) {
        self.raws
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((key, output), path);
    }

    /// The whole pictures there are by now.
    pub(crate) fn raws(&self) -> BTreeMap<(ContentKey, Name), PathBuf> {
        self.raws
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Whether a step may give a list, or hand one on.
fn gives_lists(step: &Step) -> bool {
    let spec = catalogue().spec(&step.kind);
    let outputs = spec.map_or(&[][..], |spec| &spec.schema.outputs);
    outputs
        .iter()
        .any(|port| matches!(port.ty, Type::List(_) | Type::Any))
}

impl Inner {
    /// The file of an asset: uploaded, or one that a run made and a take keeps.
    pub(crate) async fn asset_file(&self, hash: &str) -> Result<Option<PathBuf>, StoreError> {
        match self.assets.path(hash).await? {
            Some(path) => Ok(Some(path)),
            None => self.blobs.path(hash).await,
        }
    }

    /// The files of the assets that these steps load; a missing one is left out.
    pub(crate) async fn asset_files(
        &self,
        steps: impl Iterator<Item = &Arc<Step>>,
    ) -> Result<BTreeMap<Name, PathBuf>, StoreError> {
        let mut files = BTreeMap::new();
        for step in steps {
            for value in step.params.values() {
                let assets = match value {
                    Value::Asset(asset) => std::slice::from_ref(asset),
                    Value::Assets(assets) => assets,
                    _ => &[],
                };
                for asset in assets {
                    if let Some(path) = self.asset_file(&asset.hash).await? {
                        files.insert(asset.hash.clone(), path);
                    }
                }
            }
        }
        Ok(files)
    }
}
