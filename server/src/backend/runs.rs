//! Runs as the pages show them: cards of the past ones, a stream of one that is under way, and what the gallery shows
//! of a workflow's newest one.

use super::broken;
use crate::hub::has_ended;
use crate::language::words;
use crate::server::Server;
use crate::store::{Store, Workflow};
use futures::StreamExt as _;
use futures::stream;
use gesso_app::api::{ApiError, BatchCard, RunCard, RunEvents};
use gesso_engine::{
    Job, QueueStore as _, RunRecord, RunStore as _, StepRecord, StoreError, batches,
};
use gesso_graph::{NodeId, Targets};
use gesso_sync::{Items, RunEvent, RunId, RunState, StepResult, StepState};
use gesso_words::Words;
use std::sync::Arc;

/// Runs that the dock lists.
const LISTED: u32 = 50;
/// Runs looked through for a picture of the workflow.
const LOOKED_THROUGH: u32 = 5;

/// What the gallery shows of a workflow's runs.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// The picture of the chosen take, else the newest it made.
    pub(super) preview: Option<String>,
    /// The run that is under way.
    pub(super) running: Option<RunId>,
}

fn is_over(state: RunState) -> bool {
    matches!(
        state,
        RunState::Done | RunState::Failed | RunState::Cancelled
    )
}

/// The picture of the chosen take, else the newest one; and the run under way.
pub(super) async fn looks(store: &Store, workflow: &Workflow) -> Result<Looks, StoreError> {
    let runs = store.runs(&workflow.id, LOOKED_THROUGH).await?;
    let running = runs
        .iter()
        .find(|run| !is_over(run.state))
        .map(|run| run.run);
    if let Some(take) = &workflow.take
        && let Some(preview) = store.picture_of_take(&workflow.id, take).await?
    {
        return Ok(Looks {
            preview: Some(preview),
            running,
        });
    }
    for run in &runs {
        let steps = store.steps(run.run).await?;
        if let Some(preview) = best_preview(&steps) {
            return Ok(Looks {
                preview: Some(preview),
                running,
            });
        }
    }
    Ok(Looks {
        preview: None,
        running,
    })
}

/// A file made for people is what the workflow is for; else the largest picture tells most.
fn best_preview(steps: &[StepRecord]) -> Option<String> {
    let results = steps.iter().filter_map(|step| step.result.as_ref());
    let worth = |size: Option<(u32, u32)>| size.map_or(0, |(w, h)| u64::from(w) * u64::from(h));
    results
        .filter(|result| result.preview.is_some())
        .max_by_key(|result| (result.file.is_some(), worth(result.size)))
        .and_then(|result| result.preview.clone())
}

/// The newest runs of a workflow.
pub(super) async fn cards(store: &Store, workflow: &str) -> Result<Vec<RunCard>, StoreError> {
    let mut cards = Vec::new();
    for run in store.runs(workflow, LISTED).await? {
        cards.push(card(store, run).await?);
    }
    Ok(cards)
}

async fn card(store: &Store, run: RunRecord) -> Result<RunCard, StoreError> {
    let job = store.job(run.run).await?.unwrap_or_default();
    let steps = store.steps(run.run).await?;
    let count = |is: fn(&StepState) -> bool| {
        u32::try_from(steps.iter().filter(|step| is(&step.state)).count()).unwrap_or(u32::MAX)
    };
    let target = target(&run.targets, &job);
    let batches = batch_cards(&job, batches(&job, &steps));
    // What it waited for others is no time of its own.
    let spans = match run.ended_ms {
        Some(_) => store.spans(run.run).await?,
        None => Vec::new(),
    };
    let began = spans.iter().map(|(_, span)| span.began_ms).min();
    let ended = spans.iter().map(|(_, span)| span.ended_ms).max();
    Ok(RunCard {
        id: run.run,
        state: run.state,
        started_ms: run.started_ms,
        took_ms: ended.zip(began).map(|(ended, began)| ended - began),
        done: count(|state| matches!(state, StepState::Done | StepState::Cached)),
        total: u32::try_from(job.steps.len() + job.blocked.len()).unwrap_or(u32::MAX),
        cached: count(|state| matches!(state, StepState::Cached)),
        failed: count(|state| {
            matches!(state, StepState::Failed { .. } | StepState::Blocked { .. })
        }),
        target,
        batches,
        name: job.name,
        by: run.by,
    })
}

/// What was asked for, as people read it.
pub(super) fn target(targets: &Targets, job: &Job) -> String {
    match targets {
        Targets::Everything => words().text("run-everything-target").to_owned(),
        Targets::Nodes(nodes) => {
            let titles = nodes.iter().map(|node| title(job, *node));
            titles.collect::<Vec<_>>().join(", ")
        }
    }
}

/// What a node of a run was called, as people read it.
pub(super) fn title(job: &Job, node: NodeId) -> String {
    match job.titles.get(&node) {
        Some(title) => title.describe(words()),
        None => words().text("a-node").to_owned(),
    }
}

/// How far a run is with the items of its nodes.
pub(super) fn batch_cards(job: &Job, batches: Vec<(NodeId, Items)>) -> Vec<BatchCard> {
    let card = |(node, items): (NodeId, Items)| BatchCard {
        node,
        title: title(job, node),
        of: items.of,
        done: items.done,
        found: items.found,
        failed: items.failed,
    };
    batches.into_iter().map(card).collect()
}

/// What came of each item of a node, all of them.
pub(super) async fn items(server: &Server, run: RunId, node: NodeId) -> Result<Items, ApiError> {
    let found = server.store.run(run).await.map_err(broken)?;
    found.ok_or_else(|| ApiError::NotFound("run".into()))?;
    let steps = server.store.steps(run).await.map_err(broken)?;
    let step = steps.into_iter().find(|step| step.node == node);
    let items = step.and_then(|step| step.result?.items);
    Ok(items.unwrap_or_default())
}

fn run_of(event: &RunEvent) -> RunId {
    match event {
        RunEvent::Run { run, .. } | RunEvent::Step { run, .. } => *run,
    }
}

/// As a program reads it: in finished words, in the language of whoever asked.
fn worded(mut event: RunEvent, words: &'static Words) -> RunEvent {
    if let RunEvent::Step {
        state: StepState::Failed { message } | StepState::Blocked { message },
        ..
    } = &mut event
    {
        *message = message.describe(words).into();
    }
    event
}

/// Where the run stands, then what happens in it, until it has ended or the server stops.
pub(super) async fn watch(
    server: &Arc<Server>,
    record: RunRecord,
) -> Result<RunEvents, StoreError> {
    // Listening begins before the past is read, so that nothing falls between.
    let listener = server.hub.listen(&record.workflow);
    let run = record.run;
    let now = server
        .store
        .run(run)
        .await?
        .map_or(record.state, |now| now.state);
    let steps = server.store.steps(run).await?.into_iter();
    let words = words();
    let mut past: Vec<RunEvent> = steps
        .map(|step| RunEvent::Step {
            run,
            node: step.node,
            state: step.state,
            result: step.result.map(StepResult::told),
        })
        .map(|event| worded(event, words))
        .collect();
    past.push(RunEvent::Run { run, state: now });
    if is_over(now) {
        return Ok(stream::iter(past).boxed());
    }
    let stopping = server.stopping();
    let frames = stream::unfold(Some((listener, stopping)), move |state| async move {
        let (mut listener, mut stopping) = state?;
        let events = tokio::select! {
            events = listener.frame() => events,
            _ = stopping.wait_for(|stop| *stop) => return None,
        };
        let events: Vec<RunEvent> = events
            .into_iter()
            .filter(|event| run_of(event) == run)
            .map(|event| worded(event, words))
            .collect();
        let over = events.iter().any(has_ended);
        Some((
            stream::iter(events),
            (!over).then_some((listener, stopping)),
        ))
    });
    Ok(stream::iter(past).chain(frames.flatten()).boxed())
}
