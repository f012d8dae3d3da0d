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

/// As many boxes as there are nodes, in columns along a wire, up to what can be told apart; the outline of one for none.
#[component]
fn Sketch(nodes: u32) -> impl IntoView {
    const MOST: u32 = 18;
    const ROWS: u32 = 3;
    let shown = nodes.min(MOST);
    let columns = shown.div_ceil(ROWS).max(shown.min(4)).max(1);
    // From a column to the next, less where there are many, and a box's width within that.
    let pitch = (300 / columns).min(76);
    let (w, h) = (pitch * 5 / 8, 24);
    let left = (314 - (columns - 1) * pitch - w) / 2;
    let place = move |index: u32| {
        let (column, row) = (index % columns, index / columns);
        let rows = (shown - column).div_ceil(columns);
        let top = (150 - rows * h - rows.saturating_sub(1) * 18) / 2;
        (left + column * pitch, top + row * (h + 18))
    };
    let boxes = (0..shown).map(|index| {
        let (x, y) = place(index);
        view! { <rect x=x y=y width=w height=h rx="4" /> }
    });
    let wires = (0..shown).filter(|index| index % columns > 0).map(|index| {
        let ((from_x, from_y), (x, y)) = (place(index - 1), place(index));
        let (from_x, from_y, y) = (from_x + w, from_y + h / 2, y + h / 2);
        view! { <path d=format!("M{from_x} {from_y}C{} {from_y} {} {y} {x} {y}", from_x + 10, x.saturating_sub(10)) /> }
    });
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
