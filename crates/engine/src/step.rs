//! One step of a run: its turn, a worker, the work on a blocking thread, and putting the result away.
//! A panic in the work fails the step and nothing else. Steps are safe to repeat.

use crate::chain::Chain;
use crate::error::StoreError;
use crate::events::Clock;
use crate::make::{Made, Order, make};
use crate::run::Running;
use crate::store::{Artifact, Outcome, Role};
use gesso_graph::{ContentKey, Step};
use gesso_media::RenderError;
use gesso_nodes::catalogue;
use gesso_nodes::chain::upstream;
use gesso_sync::{ResultFile, StepResult, StepState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// How a step ended.
#[derive(Debug)]
pub(crate) enum End {
    /// The result was made now.
    Done(StepResult),
    /// Somebody else made it meanwhile.
    Cached(StepResult),
    /// It went wrong: what happened and what to do.
    Failed(String),
    /// The run was stopped.
    Cancelled,
}

/// Does the step at this place of the job.
pub(crate) async fn perform(running: Arc<Running>, place: usize) -> (usize, End) {
    let step = Arc::new(running.job.steps[place].clone());
    let end = match attempt(&running, &step).await {
        Ok(end) => end,
        Err(error) => End::Failed(format!(
            "The result could not be kept: {error}. Look at the free space of the data folder, then run again."
        )),
    };
    (place, end)
}

async fn attempt(running: &Arc<Running>, step: &Arc<Step>) -> Result<End, StoreError> {
    let inner = &running.inner;
    let Some(_turn) = or_stopped(running, inner.flights.turn(step.key)).await else {
        return Ok(End::Cancelled);
    };
    if let Some(outcome) = inner.usable(&[step.key]).await?.remove(&step.key) {
        note_raws(running, step.key, &outcome).await?;
        return Ok(End::Cached(outcome.result));
    }
    let Some(Ok(_permit)) = or_stopped(running, inner.permits.acquire()).await else {
        return Ok(End::Cancelled);
    };
    running.tell(step.node, StepState::Running { progress: 0.0 }, None);
    let began = inner.clock.now_ms();
    let work = {
        let (running, step) = (Arc::clone(running), Arc::clone(step));
        tokio::task::spawn_blocking(move || work(&running, &step))
    };
    let made = work
        .await
        .map_err(|error| StoreError::new("work on a step", error))?;
    match made {
        Ok(made) => {
            let took_ms = u64::try_from(inner.clock.now_ms() - began).unwrap_or(0);
            keep(running, step, made, took_ms).await.map(End::Done)
        }
        Err(RenderError::Cancelled) => Ok(End::Cancelled),
        Err(RenderError::Failed(message)) => {
            let title = running
                .job
                .titles
                .get(&step.node)
                .map_or(step.kind.as_str(), String::as_str);
            Ok(End::Failed(format!("{title}: {message}")))
        }
    }
}

/// What comes, or nothing once the run is stopped.
async fn or_stopped<T>(running: &Running, wanted: impl Future<Output = T>) -> Option<T> {
    let mut halt = running.halt.subscribe();
    tokio::select! {
        biased;
        _ = halt.wait_for(|is_halted| *is_halted) => None,
        got = wanted => Some(got),
    }
}

/// The work itself, on a thread that may block; a panic in it is a failure like any other.
fn work(running: &Running, step: &Step) -> Result<Made, RenderError> {
    catch_unwind(AssertUnwindSafe(|| uncaught(running, step))).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(kind = %step.kind, said, "a step panicked");
        Err(RenderError::Failed(format!(
            "This is a fault of Gesso, not yours ({said}). Change a parameter and run again, and please report it."
        )))
    })
}

fn uncaught(running: &Running, step: &Step) -> Result<Made, RenderError> {
    let inner = &running.inner;
    let is_sink = catalogue()
        .spec(&step.kind)
        .is_some_and(|spec| spec.schema.sink);
    let chain = Chain {
        steps: upstream(step.key, &running.by_key),
        assets: running.assets.clone(),
        raws: running.raws(),
        measured: Arc::clone(&running.measured),
    };
    let number = inner.scratch_files.fetch_add(1, Ordering::Relaxed);
    let order = Order {
        chain: &chain,
        step,
        keep_whole: running.is_kept_whole(step, is_sink),
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
            running.tell(
                step.node,
                StepState::Running {
                    progress: part.clamp(0.0, 1.0),
                },
                None,
            );
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
