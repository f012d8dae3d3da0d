//! Where the nodes of the latest run stand, kept up to date by what the server says of runs.

use crate::session::state::{State, Step, Steps};
use gesso_graph::NodeId;
use gesso_sync::{RunEvent, RunId, RunState, StepState};
use leptos::prelude::*;
use std::sync::Arc;

/// Puts events into the signals: one update however many there are.
pub(crate) fn take(state: State, events: Vec<RunEvent>) {
    let Some(mut run) = state.run.try_get_untracked() else {
        return;
    };
    let before = run;
    let mut steps = Vec::new();
    for event in events {
        match event {
            RunEvent::Run {
                run: id,
                state: now,
            } => run = newer(run, id, now),
            RunEvent::Step {
                run,
                node,
                state,
                result,
            } => steps.push((node, Step { run, state, result })),
        }
    }
    if run != before {
        state.run.try_set(run);
    }
    if !steps.is_empty() {
        state.steps.try_update(|board| {
            for (node, step) in steps {
                put(board, node, step);
            }
        });
    }
}

/// What still comes of an older run changes nothing. The old picture stays until there is a new one.
fn put(board: &mut Steps, node: NodeId, mut step: Step) {
    if let Some(was) = board.get(&node) {
        if was.run > step.run {
            return;
        }
        let is_under_way = matches!(step.state, StepState::Queued | StepState::Running { .. });
        if step.result.is_none() && is_under_way {
            step.result = was.result.clone();
        }
    }
    board.insert(node, Arc::new(step));
}

/// A run has been asked for; what is known of it already stands.
pub(crate) fn started(state: State, run: RunId) {
    let known = state.run.try_get_untracked().flatten();
    if known.is_none_or(|(newest, _)| newest < run) {
        state.run.try_set(Some((run, RunState::Queued)));
    }
}

/// The newest run is the one people watch; what still comes of an older one changes nothing.
fn newer(
    known: Option<(RunId, RunState)>,
    id: RunId,
    state: RunState,
) -> Option<(RunId, RunState)> {
    match known {
        Some((newest, _)) if newest > id => known,
        _ => Some((id, state)),
    }
}
