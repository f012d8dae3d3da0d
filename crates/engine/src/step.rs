//! One step of a run: its turn, a worker, the work on a blocking thread, and putting the result away.
//! A panic in the work fails the step and nothing else. Steps are safe to repeat.

use crate::batch::{items_of, work_on_items};
use crate::chain::Chain;
use crate::error::StoreError;
use crate::events::Clock;
use crate::make::{Made, Order, make};
use crate::run::Running;
use crate::store::{Artifact, Outcome, Role};
use crate::turn::Turn;
use gesso_graph::{ContentKey, Name, Step};
use gesso_media::RenderError;
use gesso_nodes::catalogue;
use gesso_nodes::chain::upstream;
use gesso_sync::{ResultFile, Said, StepResult, StepState, said};
use std::collections::BTreeSet;
use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::task::{JoinError, JoinHandle};

/// How a step ended.
#[derive(Debug)]
pub(crate) enum End {
    /// The result was made now.
    Done(StepResult),
    /// Somebody else made it meanwhile.
    Cached(StepResult),
    /// Some items of a list went wrong: what there is of the others, and what happened.
    Partly(StepResult, Said),
    /// It went wrong: what happened and what to do.
    Failed(Said),
    /// It is known which of its inputs it reads; it is not done yet.
    Decided(BTreeSet<Name>),
    /// The run was stopped.
    Cancelled,
}

/// Finds out which of its inputs the step at this place of the job reads. What decides has been done before.
pub(crate) async fn decide(running: Arc<Running>, place: usize) -> (usize, End) {
    let step = running.job.steps[place].clone();
    let found = {
        let (running, key) = (Arc::clone(&running), step.key);
        uncut(tokio::task::spawn_blocking(move || {
            running.inputs_read(key)
        }))
    };
    let end = match or_stopped(&running, found).await {
        Some(Ok(Ok(ports))) => End::Decided(ports),
        Some(Ok(Err(RenderError::Failed(reason)))) => End::Failed(titled(&running, &step, reason)),
        Some(Err(panic)) => End::Failed(titled(&running, &step, panic.to_string().into())),
        Some(Ok(Err(RenderError::Cancelled))) | None => End::Cancelled,
    };
    (place, end)
}

/// Does the step at this place of the job.
pub(crate) async fn perform(running: Arc<Running>, place: usize) -> (usize, End) {
    let step = Arc::new(running.job.steps[place].clone());
    let end = match attempt(&running, &step).await {
        Ok(end) => end,
        Err(error) if error.is_cut_off() => pending().await,
        Err(error) => End::Failed(said(
            "step-not-kept",
            [("reason", error.to_string().into())],
        )),
    };
    (place, end)
}

async fn attempt(running: &Arc<Running>, step: &Arc<Step>) -> Result<End, StoreError> {
    match items_of(running, step).await {
        Err(reason) => return Ok(End::Failed(titled(running, step, reason))),
        Ok(Some(items)) => {
            return Ok(match work_on_items(running, step, items).await? {
                End::Failed(reason) => End::Failed(titled(running, step, reason)),
                End::Partly(result, reason) => End::Partly(result, titled(running, step, reason)),
                end => end,
            });
        }
        Ok(None) => {}
    }
    let is_sink = catalogue()
        .spec(&step.kind)
        .is_some_and(|spec| spec.schema.sink);
    let progress = {
        let (running, node) = (Arc::clone(running), step.node);
        move |progress| running.tell(node, StepState::Running { progress }, None)
    };
    let piece = Piece {
        step: Arc::clone(step),
        chain: upstream(step.key, &running.by_key),
        keep_whole: running.is_kept_whole(step, is_sink),
        progress: Arc::new(progress),
        is_item: false,
    };
    Ok(match work_on(running, piece).await? {
        End::Done(result) => End::Done(running.named(step.key, result)),
        End::Cached(result) => End::Cached(running.found(step.key, result)),
        End::Failed(reason) => End::Failed(titled(running, step, reason)),
        end => end,
    })
}

/// What went wrong, with the title of the node before it.
fn titled(running: &Running, step: &Step, reason: Said) -> Said {
    let title = running.job.titles.get(&step.node).cloned();
    let title = title.unwrap_or_else(|| step.kind.as_str().into());
    said("step-failed", [("title", title), ("reason", reason)])
}

/// A piece of work with a key of its own: a step, or one item of a step over a list.
pub(crate) struct Piece {
    pub(crate) step: Arc<Step>,
    /// The steps that make it, itself at the end.
    pub(crate) chain: Vec<Arc<Step>>,
    /// Its picture is to be kept whole on disk.
    pub(crate) keep_whole: bool,
    /// Hears how far it is, 0 when it begins.
    pub(crate) progress: Arc<dyn Fn(f32) + Send + Sync>,
    /// It is one of the items of a step.
    pub(crate) is_item: bool,
}

/// Finds the result of a piece of work, or makes it when its turn has come.
pub(crate) async fn work_on(running: &Arc<Running>, piece: Piece) -> Result<End, StoreError> {
    let (inner, step) = (&running.inner, &Arc::clone(&piece.step));
    let is_item = piece.is_item;
    // A key is held only while it is worked on: a run that waits for a worker keeps nobody from doing the same. Who has a worker
    // waits for the key, and whoever holds that needs none or has one: trying again and again, two would keep it from each other.
    let Some(turn) = or_stopped(running, inner.flights.turn(step.key)).await else {
        return Ok(End::Cancelled);
    };
    if let Some(result) = made_meanwhile(running, step).await? {
        return Ok(End::Cached(result));
    }
    drop(turn);
    let worker = inner.queue.worker(running.record.run);
    let Some(Some(_worker)) = or_stopped(running, worker).await else {
        return Ok(End::Cancelled);
    };
    let Some(_turn) = or_stopped(running, inner.flights.turn(step.key)).await else {
        return Ok(End::Cancelled);
    };
    if let Some(result) = made_meanwhile(running, step).await? {
        return Ok(End::Cached(result));
    }
    running.begun().await?;
    (piece.progress)(0.0);
    let began = inner.clock.now_ms();
    let work = {
        let running = Arc::clone(running);
        tokio::task::spawn_blocking(move || work(&running, piece))
    };
    let made = uncut(work)
        .await
        .map_err(|error| StoreError::new("work on a step", error))?;
    let ended = inner.clock.now_ms();
    if !is_item {
        running.worked(step.node, began, ended).await?;
    }
    match made {
        Ok(made) => {
            let took_ms = u64::try_from(ended - began).unwrap_or(0);
            inner.rates.note(&step.kind, made.size, took_ms);
            keep(running, step, made, took_ms).await.map(End::Done)
        }
        Err(Broke::Cancelled) => Ok(End::Cancelled),
        Err(Broke::Failed(reason)) => Ok(End::Failed(reason)),
    }
}

/// The result of a step, if it is there by now.
async fn made_meanwhile(running: &Running, step: &Step) -> Result<Option<StepResult>, StoreError> {
    let mut found = running.inner.usable(&[step.key]).await?;
    let Some(outcome) = found.remove(&step.key) else {
        return Ok(None);
    };
    note_raws(running, step.key, &outcome).await?;
    Ok(Some(outcome.result))
}

/// What comes, or nothing once the run is stopped.
pub(crate) async fn or_stopped<T>(running: &Running, wanted: impl Future<Output = T>) -> Option<T> {
    let mut halt = running.halt.subscribe();
    tokio::select! {
        biased;
        _ = halt.wait_for(|is_halted| *is_halted) => None,
        got = wanted => Some(got),
    }
}

/// What a thread that may block came to. When the runtime ends with the process, it never comes: what was cut off has not
/// failed, the next process takes it up.
pub(crate) async fn uncut<T>(work: JoinHandle<T>) -> Result<T, JoinError> {
    match work.await {
        Err(error) if error.is_cancelled() => pending().await,
        ended => ended,
    }
}

/// Why work made nothing.
#[derive(Debug)]
enum Broke {
    /// The run was stopped.
    Cancelled,
    /// What happened and what to do.
    Failed(Said),
}

impl From<RenderError> for Broke {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Cancelled => Self::Cancelled,
            RenderError::Failed(reason) => Self::Failed(reason),
        }
    }
}

/// The work itself, on a thread that may block; a panic in it is a failure like any other.
fn work(running: &Running, piece: Piece) -> Result<Made, Broke> {
    let kind = piece.step.kind.clone();
    let work = || uncaught(running, piece).map_err(Broke::from);
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let reason = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(%kind, reason, "a step panicked");
        Err(Broke::Failed(said(
            "step-panicked",
            [("reason", reason.into())],
        )))
    })
}

fn uncaught(running: &Running, piece: Piece) -> Result<Made, RenderError> {
    let inner = &running.inner;
    let chain = Chain {
        steps: piece.chain,
        assets: running.assets.clone(),
        raws: running.raws(),
        measured: Arc::clone(&running.measured),
        turn: Some(Turn::new(&inner.kitchen.turns)),
    };
    let number = inner.scratch_files.fetch_add(1, Ordering::Relaxed);
    let order = Order {
        chain: &chain,
        step: &piece.step,
        keep_whole: piece.keep_whole,
        is_item: piece.is_item,
        preview_side: inner.config.preview_side,
        kept_pixels: inner.config.kept_pixels,
        scratch: inner
            .blobs
            .scratch()
            .join(format!("step-{}-{number}", running.record.run.0)),
    };
    let throttle = Throttle::new(inner.clock.as_ref(), inner.config.progress_every);
    let progress = |part: f32| {
        if throttle.lets_through() {
            (piece.progress)(part.clamp(0.0, 1.0));
        }
    };
    make(&order, &inner.kitchen, &running.pull, &progress)
}

/// Puts a result away: bytes first, then the outcome that names them.
async fn keep(
    running: &Running,
    step: &Step,
    made: Made,
    took_ms: u64,
) -> Result<StepResult, StoreError> {
    let inner = &running.inner;
    let _keeping = inner.keeping.read().await;
    let mut result = StepResult {
        key: step.key,
        size: made.size,
        preview: None,
        file: None,
        values: made.values,
        notes: made.notes,
        items: None,
    };
    let mut artifacts = Vec::new();
    if let Some((output, bytes)) = made.preview {
        let stored = inner.blobs.put(bytes).await?;
        result.preview = Some(stored.hash.clone());
        artifacts.push(Artifact {
            role: Role::Preview,
            output,
            hash: stored.hash,
            bytes: stored.bytes,
        });
    }
    if let Some((output, file)) = made.raw {
        let stored = inner.blobs.put_file(file.path()).await?;
        artifacts.push(Artifact {
            role: Role::Raw,
            output,
            hash: stored.hash,
            bytes: stored.bytes,
        });
    }
    if let Some(file) = made.file {
        let stored = inner.blobs.put_file(file.file.path()).await?;
        result.file = Some(ResultFile {
            hash: stored.hash.clone(),
            name: file.name,
            media_type: file.media_type.to_owned(),
            bytes: stored.bytes,
        });
        artifacts.push(Artifact {
            role: Role::File,
            output: "file".into(),
            hash: stored.hash,
            bytes: stored.bytes,
        });
    }
    let bytes = artifacts.iter().map(|artifact| artifact.bytes).sum();
    let outcome = Outcome {
        result,
        artifacts,
        took_ms,
    };
    inner
        .store
        .put_outcome(step.key, &outcome, inner.clock.now_ms())
        .await?;
    inner.made_bytes.fetch_add(bytes, Ordering::Relaxed);
    note_raws(running, step.key, &outcome).await?;
    Ok(outcome.result)
}

async fn note_raws(
    running: &Running,
    key: ContentKey,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    for artifact in outcome
        .artifacts
        .iter()
        .filter(|artifact| artifact.role == Role::Raw)
    {
        if let Some(path) = running.inner.blobs.path(&artifact.hash).await? {
            running.add_raw(key, artifact.output.clone(), path);
        }
    }
    Ok(())
}

/// Lets through as much as screens can show.
struct Throttle<'a> {
    clock: &'a dyn Clock,
    every_ms: i64,
    last: AtomicI64,
}

impl<'a> Throttle<'a> {
    fn new(clock: &'a dyn Clock, every: Duration) -> Self {
        let every_ms = i64::try_from(every.as_millis()).unwrap_or(i64::MAX);
        Self {
            clock,
            every_ms,
            last: AtomicI64::new(clock.now_ms()),
        }
    }

    fn lets_through(&self) -> bool {
        let (now, last) = (self.clock.now_ms(), self.last.load(Ordering::Relaxed));
        now - last >= self.every_ms
            && self
                .last
                .compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}
