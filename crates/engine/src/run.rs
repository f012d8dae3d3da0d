//! One run from its claim to its end: finds what is there, does the rest as sources come in, says what happens.
//! What is said was kept before; a failure stops only what needs the failed step.

use crate::engine::Inner;
use crate::error::StoreError;
use crate::schedule::Schedule;
use crate::step::{End, perform};
use crate::store::{Job, Role, RunRecord, StepRecord};
use gesso_graph::{ContentKey, Name, NodeId, Step, Targets};
use gesso_media::Pull;
use gesso_nodes::image_load;
use gesso_sync::{RunEvent, RunState, StepResult, StepState};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

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
    /// Whole pictures on disk.
    raws: Mutex<BTreeMap<(ContentKey, Name), PathBuf>>,
    /// How many steps lie between a key and the last whole picture before it.
    depths: BTreeMap<ContentKey, u32>,
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
    if let Err(error) = go(Arc::clone(&inner), record, job, pull, stop).await {
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
    inner
        .store
        .set_run_state(record.run, RunState::Running, inner.clock.now_ms())
        .await?;
    inner.tell(
        &record.workflow,
        RunEvent::Run {
            run: record.run,
            state: RunState::Running,
        },
    );
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
        Ok(Self {
            inner,
            record,
            job,
            pull,
            halt: watch::Sender::new(false),
            by_key,
            assets,
            raws: Mutex::default(),
            depths,
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
                result,
            },
        );
    }

    /// Ends what is at work and keeps what waits from beginning.
    fn halt(&self) {
        self.pull.cancel();
        self.halt.send_replace(true);
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

impl Inner {
    /// The files of the assets that these steps load; a missing one is left out.
    pub(crate) async fn asset_files(
        &self,
        steps: impl Iterator<Item = &Arc<Step>>,
    ) -> Result<BTreeMap<Name, PathBuf>, StoreError> {
        let mut files = BTreeMap::new();
        for step in steps {
            if let Some(gesso_graph::Value::Asset(asset)) =
                step.params.get(image_load::FILE.decl.name)
                && let Some(path) = self.assets.path(&asset.hash).await?
            {
                files.insert(asset.hash.clone(), path);
            }
        }
        Ok(files)
    }
}

/// A run at work.
struct Driver {
    running: Arc<Running>,
    schedule: Schedule,
    tasks: JoinSet<(usize, End)>,
    has_failed: bool,
}

impl Driver {
    /// Finds what is there already, and says where every node stands.
    async fn begin(running: Arc<Running>) -> Result<Self, StoreError> {
        let inner = &running.inner;
        let keys: Vec<ContentKey> = running.by_key.keys().copied().collect();
        let found = inner.usable(&keys).await?;
        let used: Vec<ContentKey> = found.keys().copied().collect();
        inner.store.touch(&used, inner.clock.now_ms()).await?;
        for (key, outcome) in &found {
            for artifact in outcome
                .artifacts
                .iter()
                .filter(|artifact| artifact.role == Role::Raw)
            {
                if let Some(path) = inner.blobs.path(&artifact.hash).await? {
                    running.add_raw(*key, artifact.output.clone(), path);
                }
            }
        }
        let steps = &running.job.steps;
        let done: BTreeSet<usize> = (0..steps.len())
            .filter(|&place| found.contains_key(&steps[place].key))
            .collect();
        let schedule = Schedule::new(steps, &done);
        let standing = steps.iter().map(|step| match found.get(&step.key) {
            Some(outcome) => StepRecord {
                node: step.node,
                state: StepState::Cached,
                result: Some(outcome.result.clone()),
            },
            None => StepRecord {
                node: step.node,
                state: StepState::Queued,
                result: None,
            },
        });
        let blocked = running
            .job
            .blocked
            .iter()
            .map(|(&node, message)| StepRecord {
                node,
                state: StepState::Blocked {
                    message: message.clone(),
                },
                result: None,
            });
        let records: Vec<StepRecord> = standing.chain(blocked).collect();
        let mut driver = Self {
            running,
            schedule,
            tasks: JoinSet::new(),
            has_failed: false,
        };
        driver.say(records).await?;
        for place in driver.schedule.ready() {
            driver.spawn(place);
        }
        Ok(driver)
    }

    /// Works until nothing is left, or the run is stopped and everything under way has ended.
    async fn work(
        &mut self,
        mut stop: watch::Receiver<Option<Stop>>,
    ) -> Result<Option<Stop>, StoreError> {
        let config = &self.running.inner.config;
        let mut alive = interval(config.lease / 3);
        alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let too_long = sleep(config.run_time);
        tokio::pin!(too_long);
        let mut stopped = *stop.borrow_and_update();
        loop {
            tokio::select! {
                ended = self.tasks.join_next() => match ended {
                    None => return Ok(stopped),
                    Some(ended) => self.take(ended, stopped).await?,
                },
                changed = stop.changed(), if stopped.is_none() => {
                    stopped = changed.map_or(Some(Stop::Shutdown), |()| *stop.borrow());
                    self.running.halt();
                }
                () = &mut too_long, if stopped.is_none() => {
                    stopped = Some(Stop::TimedOut);
                    self.running.halt();
                }
                _ = alive.tick() => {
                    claim(&self.running.inner, &self.running.record).await?;
                }
            }
        }
    }

    /// Takes in a step that ended and every other that ended meanwhile, so that many small ones are kept at once.
    async fn take(
        &mut self,
        first: Result<(usize, End), tokio::task::JoinError>,
        stopped: Option<Stop>,
    ) -> Result<(), StoreError> {
        let mut records = Vec::new();
        let mut ready = Vec::new();
        let mut ended = Some(first);
        while let Some(result) = ended {
            let (place, end) = result.map_err(|error| StoreError::new("finish a step", error))?;
            self.settle(place, end, &mut records, &mut ready);
            ended = self.tasks.try_join_next();
        }
        self.say(records).await?;
        if stopped.is_none() {
            for place in ready {
                self.spawn(place);
            }
        }
        Ok(())
    }

    fn settle(
        &mut self,
        place: usize,
        end: End,
        records: &mut Vec<StepRecord>,
        ready: &mut Vec<usize>,
    ) {
        let steps = &self.running.job.steps;
        let node = steps[place].node;
        let (state, result) = match end {
            End::Done(result) => (StepState::Done, Some(result)),
            End::Cached(result) => (StepState::Cached, Some(result)),
            // Said at the end, with the reason why the run stopped.
            End::Cancelled => return,
            End::Failed(message) => {
                self.has_failed = true;
                records.push(StepRecord {
                    node,
                    state: StepState::Failed { message },
                    result: None,
                });
                let title = self
                    .running
                    .job
                    .titles
                    .get(&node)
                    .map_or("A node", String::as_str);
                let message =
                    format!("“{title}” failed, and this node needs it. Mend that one first.");
                for lost in self.schedule.failed(place) {
                    let state = StepState::Blocked {
                        message: message.clone(),
                    };
                    records.push(StepRecord {
                        node: steps[lost].node,
                        state,
                        result: None,
                    });
                }
                return;
            }
        };
        records.push(StepRecord {
            node,
            state,
            result,
        });
        ready.extend(self.schedule.done(place));
    }

    /// The end of the run: what is left has been stopped.
    async fn end(mut self, stopped: Option<Stop>) -> Result<(), StoreError> {
        if stopped == Some(Stop::Shutdown) {
            return Ok(());
        }
        let left = self.schedule.open();
        let minutes = self.running.inner.config.run_time.as_secs().div_ceil(60);
        let state = if stopped == Some(Stop::TimedOut) {
            let message = format!(
                "The run was stopped because it took longer than {minutes} minutes. Run a part of it, or make the pictures smaller."
            );
            StepState::Failed { message }
        } else {
            StepState::Cancelled
        };
        let steps = &self.running.job.steps;
        let records = left
            .iter()
            .map(|&place| StepRecord {
                node: steps[place].node,
                state: state.clone(),
                result: None,
            })
            .collect();
        self.say(records).await?;
        for &place in &left {
            self.schedule.dropped(place);
        }
        let state = match stopped {
            Some(Stop::TimedOut) => RunState::Failed,
            _ if !left.is_empty() => RunState::Cancelled,
            _ if self.has_failed || self.is_blocked() => RunState::Failed,
            _ => RunState::Done,
        };
        let Running { inner, record, .. } = &*self.running;
        inner
            .store
            .set_run_state(record.run, state, inner.clock.now_ms())
            .await?;
        inner.tell(
            &record.workflow,
            RunEvent::Run {
                run: record.run,
                state,
            },
        );
        Ok(())
    }

    /// Nothing could be done, or a node that was asked for by name can't run. A loose end elsewhere is no failure.
    fn is_blocked(&self) -> bool {
        let Running { job, record, .. } = &*self.running;
        match &record.targets {
            _ if job.steps.is_empty() => true,
            Targets::Everything => false,
            Targets::Nodes(nodes) => nodes.iter().any(|node| job.blocked.contains_key(node)),
        }
    }

    fn spawn(&mut self, place: usize) {
        self.tasks.spawn(perform(Arc::clone(&self.running), place));
    }

    /// Keeps where steps stand, then says so.
    async fn say(&self, records: Vec<StepRecord>) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        self.running
            .inner
            .store
            .set_steps(self.running.record.run, &records)
            .await?;
        for record in records {
            self.running.tell(record.node, record.state, record.result);
        }
        Ok(())
    }
}
