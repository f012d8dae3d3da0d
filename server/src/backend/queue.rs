//! The line of all runs and the takes of nodes, as the pages show them.

use super::runs::{batch_cards, target, title};
use super::{broken, run_error};
use crate::language::words;
use crate::server::Server;
use gesso_app::api::{ApiError, QueueCard, QueueWish, QueuedCard, StepTime, TakeWish};
use gesso_engine::{EngineError, Queued, RunStore as _};
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::RunId;
use std::collections::BTreeMap;

/// The line, with the names of the workflows.
pub(super) async fn card(server: &Server) -> Result<QueueCard, ApiError> {
    let line = server.engine.queue().await.map_err(run_error)?;
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut runs = Vec::with_capacity(line.len());
    for queued in line {
        let id = &queued.record.workflow;
        if !names.contains_key(id) {
            let found = server.store.workflow(id).await.map_err(broken)?;
            let name = found.map_or_else(|| id.clone(), |workflow| workflow.name);
            names.insert(id.clone(), name);
        }
        let name = names.get(id).cloned().unwrap_or_default();
        runs.push(queued_card(server, queued, name).await?);
    }
    Ok(QueueCard {
        paused: server.engine.is_paused(),
        runs,
    })
}

async fn queued_card(
    server: &Server,
    queued: Queued,
    name: String,
) -> Result<QueuedCard, ApiError> {
    let Queued {
        record,
        done: (done, total),
        progress,
        batches,
        expected_ms,
    } = queued;
    let job = server.store.job(record.run).await.map_err(broken)?;
    let job = job.unwrap_or_default();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(QueuedCard {
        id: record.run,
        target: target(&record.targets, &job),
        batches: batch_cards(&job, batches),
        row: job.name,
        workflow: record.workflow,
        name,
        by: record.by,
        state: record.state,
        place: record.place,
        started_ms: record.started_ms,
        done: count(done),
        total: count(total),
        progress,
        expected_ms,
    })
}

pub(super) async fn wish(server: &Server, wish: QueueWish) -> Result<(), ApiError> {
    let engine = &server.engine;
    let done = match wish {
        QueueWish::Pause { paused } => engine.pause(paused).await,
        QueueWish::Hold { run, held } => engine.hold(run, held).await,
        QueueWish::Prioritise { run, priority } => engine.prioritise(run, priority).await,
        QueueWish::Move { run, before } => engine.move_run(run, before).await,
    };
    done.map_err(|error| match error {
        EngineError::NoSuchRun(_) => ApiError::Refused(words().text("run-not-in-line").into()),
        error => run_error(error),
    })
}

pub(super) async fn times(server: &Server, run: RunId) -> Result<Vec<StepTime>, ApiError> {
    let job = server.store.job(run).await.map_err(broken)?;
    let job = job.ok_or_else(|| ApiError::NotFound("run".into()))?;
    let spans = server.engine.spans(run).await.map_err(run_error)?;
    let time = |(node, span)| StepTime {
        node,
        title: title(&job, node),
        span,
    };
    Ok(spans.into_iter().map(time).collect())
}

pub(super) async fn wish_take(
    server: &Server,
    workflow: &str,
    node: NodeId,
    key: ContentKey,
    wish: TakeWish,
) -> Result<(), ApiError> {
    let engine = &server.engine;
    let done = match wish {
        TakeWish::Star => engine.star_take(workflow, node, key, true).await,
        TakeWish::Unstar => engine.star_take(workflow, node, key, false).await,
        TakeWish::Remove => engine.remove_take(workflow, node, key, true).await,
        TakeWish::BringBack => engine.remove_take(workflow, node, key, false).await,
    };
    done.map_err(run_error)
}
