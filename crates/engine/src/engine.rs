//! The engine as its owner sees it: start, cancel, resume, the latest, shut down.
//! Every task it starts is its own: shutting down waits for them, dropping ends them.

mod under_way;

use crate::blobs::{Assets, Blobs};
use crate::chain::Kitchen;
use crate::config::EngineConfig;
use crate::error::{EngineError, StoreError};
use crate::events::{Clock, Events};
use crate::flights::Flights;
use crate::latest::{Last, Latest};
use crate::queue::{Queue, Whose};
use crate::rates::Rates;
use crate::run::{self, Stop};
use crate::shelf::Shelf;
use crate::store::{Job, NewRun, Outcome, RunRecord, RunStore, StepRecord};
use crate::viewer::Views;
use gesso_graph::{ContentKey, Document, NodeId, Targets};
use gesso_media::Pull;
use gesso_media::native::Limits;
use gesso_nodes::catalogue;
use gesso_sync::{
    Author, Items, Place, Priority, ResultFile, RunEvent, RunId, RunState, Seq, StepResult,
    StepState, said,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{RwLock, Semaphore, watch};
use tokio::task::JoinHandle;

/// How many runs back the latest of a node is looked for after a restart.
const LOOK_BACK: u32 = 20;

/// How many steps of the past estimates begin with.
const SAMPLES: u32 = 1000;

/// What an engine is made of.
pub struct Parts {
    /// Runs, outcomes and recipes.
    pub store: Arc<dyn RunStore>,
    /// Artifacts.
    pub blobs: Arc<dyn Blobs>,
    /// Uploaded files.
    pub assets: Arc<dyn Assets>,
    /// Who hears what happens.
    pub events: Arc<dyn Events>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The limits of files that are read.
    pub limits: Limits,
    /// The limits of the engine.
    pub config: EngineConfig,
}

/// Runs workflows.
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

/// What the engine's tasks share.
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn RunStore>,
    pub(crate) blobs: Arc<dyn Blobs>,
    pub(crate) assets: Arc<dyn Assets>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: EngineConfig,
    pub(crate) kitchen: Arc<Kitchen>,
    pub(crate) queue: Queue,
    pub(crate) rates: Rates,
    /// Permits of viewers: apart from those of steps, so that a long run leaves room to look.
    pub(crate) looks: Arc<Semaphore>,
    pub(crate) flights: Flights,
    pub(crate) views: Views,
    /// Held for reading while results are put away, for writing while old ones are thrown away.
    pub(crate) keeping: RwLock<()>,
    pub(crate) made_bytes: AtomicU64,
    pub(crate) scratch_files: AtomicU64,
    events: Arc<dyn Events>,
    pub(crate) latest: Latest,
    active: Mutex<BTreeMap<RunId, Active>>,
    stopping: AtomicBool,
}

struct Active {
    keys: BTreeSet<ContentKey>,
    stop: watch::Sender<Option<Stop>>,
    pull: Pull,
    task: JoinHandle<()>,
    at_work: BTreeMap<NodeId, (f32, Option<Items>)>,
}

impl Engine {
    /// An engine that does nothing yet; call [`Engine::resume`] once to take up what was left.
    pub fn new(parts: Parts) -> Arc<Self> {
        let config = parts.config;
        let kitchen = Kitchen {
            fonts: Arc::default(),
            shelf: Arc::new(Shelf::new(config.memory_bytes)),
            turns: Arc::default(),
            limits: parts.limits,
            pixels: config.pixels,
        };
        let inner = Inner {
            store: parts.store,
            blobs: parts.blobs,
            assets: parts.assets,
            clock: parts.clock,
            kitchen: Arc::new(kitchen),
            queue: Queue::new(config.workers),
            rates: Rates::default(),
            looks: Arc::new(Semaphore::new(config.workers.max(1))),
            flights: Flights::default(),
            views: Views::default(),
            keeping: RwLock::default(),
            made_bytes: AtomicU64::new(0),
            scratch_files: AtomicU64::new(0),
            events: parts.events,
            latest: Latest::default(),
            active: Mutex::default(),
            stopping: AtomicBool::new(false),
            config,
        };
        Arc::new(Self {
            inner: Arc::new(inner),
        })
    }

    /// Starts a run of a document and returns once the run is kept; the work goes on by itself.
    ///
    /// # Errors
    /// When there is nothing to run, a limit is met, or the store fails.
    pub async fn start(
        &self,
        workflow: &str,
        seq: Seq,
        document: &Document,
        targets: Targets,
        by: Option<Author>,
    ) -> Result<RunId, EngineError> {
        let takes = self.inner.kept_takes(workflow, document).await?;
        let job = Job::of(document, catalogue(), &targets, &takes);
        self.start_new(NewRun {
            workflow: workflow.to_owned(),
            seq,
            targets,
            job,
            at_ms: self.inner.clock.now_ms(),
            by,
        })
        .await
    }

    pub(crate) async fn start_new(&self, new: NewRun) -> Result<RunId, EngineError> {
        let inner = &self.inner;
        let job = &new.job;
        if inner.stopping.load(Ordering::Relaxed) {
            return Err(EngineError::ShuttingDown);
        }
        inner.has_room(1)?;
        inner.check(job)?;
        self.know(&new.workflow).await?;
        let run = inner.store.create_run(&new).await?;
        let NewRun {
            workflow,
            seq,
            targets,
            job,
            at_ms,
            by,
        } = new;
        inner.tell(
            &workflow,
            RunEvent::Run {
                run,
                state: RunState::Queued,
            },
        );
        let record = RunRecord {
            run,
            workflow,
            seq,
            targets,
            state: RunState::Queued,
            started_ms: at_ms,
            ended_ms: None,
            by,
            place: Place {
                priority: Priority::default(),
                held: false,
                order: run.0,
            },
        };
        inner.launch(record, job);
        Ok(run)
    }

    /// Stops a run soon. One that has ended stays as it is.
    ///
    /// # Errors
    /// When there is no such run, or the store fails.
    pub async fn cancel(&self, run: RunId) -> Result<(), EngineError> {
        if self.inner.stop(run, Stop::Cancelled) {
            return Ok(());
        }
        let record = self
            .inner
            .store
            .run(run)
            .await?
            .ok_or(EngineError::NoSuchRun(run))?;
        if matches!(record.state, RunState::Queued | RunState::Running) {
            let now = self.inner.clock.now_ms();
            self.inner
                .store
                .set_run_state(run, RunState::Cancelled, now)
                .await?;
            self.inner.tell(
                &record.workflow,
                RunEvent::Run {
                    run,
                    state: RunState::Cancelled,
                },
            );
        }
        Ok(())
    }

    /// Takes up every run that was under way when the last process ended. What it had done is found, not done again.
    /// A run that can't be read any more fails and keeps nobody from starting; so does tidying that comes to nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn resume(&self) -> Result<(), EngineError> {
        if let Err(error) = self.inner.drop_orphans().await {
            tracing::error!(%error, "artifacts that nothing names could not be removed");
        }
        self.inner
            .queue
            .set_paused(self.inner.store.is_paused().await?);
        self.inner
            .rates
            .learn(self.inner.store.samples(SAMPLES).await?);
        self.inner.store.forget_removed_takes().await?;
        for record in self.inner.store.unfinished().await? {
            if self.inner.active().contains_key(&record.run) {
                continue;
            }
            match self.inner.store.job(record.run).await {
                Ok(Some(job)) => {
                    self.know(&record.workflow).await?;
                    self.inner.launch(record, job);
                }
                Ok(None) => self.inner.give_up(&record).await?,
                Err(error) => {
                    tracing::error!(run = record.run.0, %error, "a run can't be taken up");
                    self.inner.give_up(&record).await?;
                }
            }
        }
        if let Err(error) = self.sweep().await {
            tracing::error!(%error, "old results could not be thrown away");
        }
        Ok(())
    }

    /// Ends all work and waits for it. Runs stay unfinished in the store, for the next process to take up.
    pub async fn shutdown(&self) {
        self.inner.stopping.store(true, Ordering::Relaxed);
        self.inner.looks.close();
        let runs: Vec<RunId> = self.inner.active().keys().copied().collect();
        for run in runs {
            self.inner.stop(run, Stop::Shutdown);
            let task = self.inner.active().remove(&run).map(|active| active.task);
            if let Some(task) = task
                && let Err(error) = task.await
            {
                tracing::error!(run = run.0, %error, "a run did not end well");
            }
        }
    }

    /// The latest of a workflow's run and of each of its nodes, also of runs before a restart.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn latest(&self, workflow: &str) -> Result<Vec<RunEvent>, EngineError> {
        self.know(workflow).await?;
        Ok(self.inner.latest.events(workflow).unwrap_or_default())
    }

    /// Waits until a run has ended, or is not this engine's.
    pub async fn ended(&self, run: RunId) {
        let stop = self
            .inner
            .active()
            .get(&run)
            .map(|active| active.stop.clone());
        if let Some(stop) = stop {
            stop.closed().await;
        }
    }

    /// The files that a run made for people, by node and in the order of the items.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn files(&self, run: RunId) -> Result<Vec<(NodeId, ResultFile)>, EngineError> {
        let steps = self.inner.store.steps(run).await?.into_iter();
        let of_one = |step: StepRecord| {
            let files: Vec<ResultFile> = step
                .result
                .iter()
                .flat_map(StepResult::files)
                .cloned()
                .collect();
            files.into_iter().map(move |file| (step.node, file))
        };
        Ok(steps.flat_map(of_one).collect())
    }

    async fn know(&self, workflow: &str) -> Result<(), StoreError> {
        if self.inner.latest.events(workflow).is_none() {
            let last = self.inner.last(workflow).await?;
            self.inner.latest.begin(workflow, last);
        }
        Ok(())
    }
}

impl Inner {
    /// The latest of a workflow's run and of each of its nodes, as the store has it.
    pub(crate) async fn last(&self, workflow: &str) -> Result<Last, StoreError> {
        let mut last = Last::default();
        let mut runs = self.store.runs(workflow, LOOK_BACK).await?;
        runs.reverse();
        for record in runs {
            for step in self.store.steps(record.run).await? {
                last.take(RunEvent::Step {
                    run: record.run,
                    node: step.node,
                    state: step.state,
                    result: step.result.map(StepResult::told),
                });
            }
            last.take(RunEvent::Run {
                run: record.run,
                state: record.state,
            });
        }
        Ok(last)
    }

    fn active(&self) -> MutexGuard<'_, BTreeMap<RunId, Active>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The keys of every run under way.
    pub(crate) fn keys_in_use(&self) -> BTreeSet<ContentKey> {
        self.active()
            .values()
            .flat_map(|active| active.keys.iter().copied())
            .collect()
    }

    /// Keeps what is under these keys from being thrown away while the run is under way.
    pub(crate) fn hold(&self, run: RunId, keys: impl Iterator<Item = ContentKey>) {
        if let Some(active) = self.active().get_mut(&run) {
            active.keys.extend(keys);
        }
    }

    /// What the nodes of a workflow made last.
    pub(crate) fn made_last(&self, workflow: &str) -> BTreeMap<NodeId, StepResult> {
        let steps = self.latest.steps(workflow).into_iter();
        let made = steps.filter_map(|(node, _, _, result)| Some((node, result?)));
        made.collect()
    }

    /// Says what happened to whoever listens, and remembers it.
    pub(crate) fn tell(&self, workflow: &str, event: RunEvent) {
        self.note_work(&event);
        self.latest.note(workflow, &event);
        self.events.emit(workflow, event);
    }

    fn launch(self: &Arc<Self>, record: RunRecord, job: Job) {
        let run = record.run;
        let keys = job.steps.iter().map(|step| step.key).collect();
        let (stop, stopped) = watch::channel(None);
        let pull = Pull::new();
        let inner = Arc::clone(self);
        let by = record.by.as_ref();
        let whose = Whose {
            person: by.map_or_else(String::new, |by| by.person.0.clone()),
            workflow: record.workflow.clone(),
        };
        self.queue.enter(run, whose, record.place);
        // The lock is held over the spawn, so that a run which ends at once still finds its own entry to remove.
        let mut active = self.active();
        let work = {
            let pull = pull.clone();
            async move {
                // Who waits for the end waits for the last receiver to go.
                let ended = stopped.clone();
                run::drive(Arc::clone(&inner), record, job, pull, stopped).await;
                inner.queue.leave(run);
                inner.active().remove(&run);
                drop(ended);
            }
        };
        active.insert(
            run,
            Active {
                keys,
                stop,
                pull,
                task: tokio::spawn(work),
                at_work: BTreeMap::new(),
            },
        );
    }

    /// Ends a run of which nobody knows any more what it has to do: what it had not done fails in words.
    async fn give_up(&self, record: &RunRecord) -> Result<(), StoreError> {
        let mut steps = self.store.steps(record.run).await?;
        steps.retain(|step| matches!(step.state, StepState::Queued | StepState::Running { .. }));
        for step in &mut steps {
            step.state = StepState::Failed {
                message: said("step-left-behind", []),
            };
        }
        self.store.set_steps(record.run, &steps).await?;
        let now = self.clock.now_ms();
        self.store
            .set_run_state(record.run, RunState::Failed, now)
            .await
    }

    fn stop(&self, run: RunId, why: Stop) -> bool {
        match self.active().get(&run) {
            Some(active) => {
                active.stop.send_replace(Some(why));
                active.pull.cancel();
                true
            }
            None => false,
        }
    }

    /// The outcomes under these keys of which nothing is missing.
    pub(crate) async fn usable(
        &self,
        keys: &[ContentKey],
    ) -> Result<BTreeMap<ContentKey, Outcome>, StoreError> {
        let mut outcomes = self.store.outcomes(keys).await?;
        let hashes: Vec<&str> = outcomes
            .values()
            .flat_map(|outcome| &outcome.artifacts)
            .map(|artifact| artifact.hash.as_str())
            .collect();
        let present = self.blobs.present(&hashes).await?;
        outcomes.retain(|_, outcome| {
            outcome
                .artifacts
                .iter()
                .all(|artifact| present.contains(&artifact.hash))
        });
        Ok(outcomes)
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        for active in self.inner.active().values() {
            active.pull.cancel();
            active.task.abort();
        }
    }
}
