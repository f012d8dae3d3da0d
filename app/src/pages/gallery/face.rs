//! The face of a card: the newest picture of the workflow, or a drawing of its size when it has made none;
//! over it, how its run goes.

use super::shelf::Shelf;
use super::words;
use crate::api::{self, WorkflowCard};
use futures::StreamExt;
use gesso_sync::{RunEvent, RunId, RunState, StepState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, BTreeSet};

#[component]
pub(super) fn Face(
    /// The workflow.
    card: WorkflowCard,
) -> impl IntoView {
    let picture = match card.preview {
        // Empty alternative: the name is right beside it.
        Some(hash) => view! {
            <img src=format!("/artifact/{hash}?w=640") alt="" loading="lazy" decoding="async" draggable="false" />
        }
        .into_any(),
        None => view! { <Sketch nodes=card.nodes /> }.into_any(),
    };
    view! {
        {picture}
        {card.running.map(|run| view! { <Running run /> })}
    }
    .into_any()
}

/// A few boxes on a wire: more of them the larger the workflow is, and the outline of one for none.
#[component]
fn Sketch(nodes: u32) -> impl IntoView {
    const BOXES: [(u32, u32); 5] = [(30, 58), (100, 34), (100, 88), (170, 58), (240, 46)];
    const WIRES: [(usize, usize); 5] = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)];
    let shown = usize::try_from(nodes)
        .unwrap_or(usize::MAX)
        .min(BOXES.len());
    let wires = WIRES.into_iter().filter(|(_, to)| *to < shown).map(|(from, to)| {
        let ((x, y), (to_x, to_y)) = (BOXES[from], BOXES[to]);
        let (x, y, to_y) = (x + 44, y + 14, to_y + 14);
        view! { <path d=format!("M{x} {y}C{} {y} {} {to_y} {to_x} {to_y}", x + 14, to_x - 14) /> }
    });
    let boxes = BOXES
        .into_iter()
        .take(shown)
        .map(|(x, y)| view! { <rect x=x y=y width="44" height="28" rx="4" /> });
    view! {
        <svg class="sketch" viewBox="0 0 314 150" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            {(shown == 0).then(|| view! { <rect class="none" x="135" y="61" width="44" height="28" rx="4" /> })}
            {wires.collect_view()}
            {boxes.collect_view()}
        </svg>
    }
    .into_any()
}

/// How a run goes, as the server streams it.
#[component]
fn Running(run: RunId) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let label = RwSignal::new(words::running(0, 0));
    Effect::new(move |_| {
        spawn_local(async move {
            watch(run, label).await;
            // Gone with its card when the gallery is not shown any more.
            if label.try_get_untracked().is_some() {
                shelf.refresh();
            }
        });
    });
    view! { <span class="card-run" role="status">{move || label.get()}</span> }.into_any()
}

async fn watch(run: RunId, label: RwSignal<String>) {
    let Ok(events) = api::follow_run(run).await else {
        return;
    };
    let mut events = std::pin::pin!(events);
    let mut done = BTreeSet::new();
    let mut known = BTreeMap::new();
    while let Some(Ok(event)) = events.next().await {
        match event {
            RunEvent::Step { node, state, .. } => {
                if matches!(state, StepState::Cached | StepState::Done) {
                    done.insert(node);
                }
                known.insert(node, ());
            }
            RunEvent::Run {
                state: RunState::Queued | RunState::Running,
                ..
            } => {}
            RunEvent::Run { .. } => return,
        }
        if label
            .try_set(words::running(done.len(), known.len()))
            .is_some()
        {
            return;
        }
    }
}
