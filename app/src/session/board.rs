//! Where the nodes of the latest run stand, kept up to date by what the server says of runs.

use crate::session::state::State;
use gesso_sync::{RunEvent, RunId, RunState};
use leptos::prelude::*;

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
                node,
                state: step,
                result,
                ..
            } => steps.push((node, step, result)),
        }
    }
    if run != before {
        state.run.try_set(run);
    }
    if !steps.is_empty() {
        state.steps.try_update(|board| {
            for (node, step, result) in steps {
                board.insert(node, (step, result));
            }
        });
    }
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
