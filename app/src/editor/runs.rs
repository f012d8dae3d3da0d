//! The dock at the bottom: viewer and runs. The runs are those of everybody, the newest first; what went wrong in the latest
//! one is listed with the way to the node.

use crate::api::{self, RunCard};
use crate::browser;
use crate::editor::desk::{Desk, Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::rail::PanelHead;
use crate::editor::resize::{Edge, Handle};
use crate::editor::viewer::Viewer;
use crate::editor::words;
use gesso_graph::{ItemId, NodeId, run_path, run_title};
use gesso_nodes::catalogue;
use gesso_sync::{RunId, RunState, StepState};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The dock's bar and panels.
#[component]
pub(crate) fn DockPanel() -> impl IntoView {
    let desk = desk();
    let tab = move |dock: Dock, name: &'static str, glyph: Glyph| {
        let toggle = move |_| {
            desk.dock.update(|open| {
                *open = if *open == Some(dock) {
                    None
                } else {
                    Some(dock)
                }
            })
        };
        view! {
            <button class="dock-tab" aria-pressed=move || if desk.dock.get() == Some(dock) { "true" } else { "false" } on:click=toggle>
                <Icon glyph />{name}
            </button>
        }
    };
    view! {
        <div class="dock" class:is-open=move || desk.dock.get().is_some()>
            <Show when=move || desk.dock.get().is_some()><Handle edge=Edge::Dock /></Show>
            <div class="dock-bar" role="group" aria-label="Dock">
                {tab(Dock::Viewer, "Viewer", Glyph::Picture)}
                {tab(Dock::Runs, "Runs", Glyph::Runs)}
                <span class="top-space"></span>
                <LatestRun />
            </div>
            <section
                class="panel panel-dock"
                class:is-open=move || desk.dock.get() == Some(Dock::Viewer)
                class:is-sheet=move || desk.sheet.get() == Some(Sheet::Dock(Dock::Viewer))
                aria-label="Viewer"
            >
                <PanelHead name="Viewer" on_close=move || { desk.dock.set(None); desk.sheet.set(None); } />
                <Viewer />
            </section>
            <section
                class="panel panel-dock"
                class:is-open=move || desk.dock.get() == Some(Dock::Runs)
                class:is-sheet=move || desk.sheet.get() == Some(Sheet::Dock(Dock::Runs))
                aria-label="Runs"
            >
                <PanelHead name="Runs" on_close=move || { desk.dock.set(None); desk.sheet.set(None); } />
                <Runs />
            </section>
        </div>
    }
}

/// How the latest run went, always in sight and read out when it changes.
#[component]
fn LatestRun() -> impl IntoView {
    let desk = desk();
    let text = move || {
        let (_, state) = desk.session.run.get()?;
        let failed = failures(desk).len();
        Some(match state {
            RunState::Failed if failed > 0 => {
                format!("Run failed: {}", words::counted(failed, "node", "nodes"))
            }
            // "Run running" says nothing twice.
            RunState::Running => "Running…".to_owned(),
            RunState::Queued => "Run waiting".to_owned(),
            state => format!("Run {}", run_words(state).to_lowercase()),
        })
    };
    view! { <span class="latest-run quiet" role="status" aria-label="Run state">{text}</span> }
}

#[component]
fn Runs() -> impl IntoView {
    let desk = desk();
    let cards = RwSignal::new(None::<Result<Vec<RunCard>, String>>);
    let is_open = move || {
        desk.dock.get() == Some(Dock::Runs) || desk.sheet.get() == Some(Sheet::Dock(Dock::Runs))
    };
    Effect::new(move |_| {
        // The list changes when a run begins or ends; what happens within one is in the session.
        desk.session.run.track();
        if is_open() {
            spawn_local(async move {
                let found = api::runs(desk.session.workflow())
                    .await
                    .map_err(|error| error.to_string());
                cards.try_set(Some(found));
            });
        }
    });
    let list = move || match cards.get() {
        None => view! { <p class="quiet pad">"Loading…"</p> }.into_any(),
        Some(Err(error)) => view! { <p class="trouble-text pad">{error}</p> }.into_any(),
        Some(Ok(cards)) if cards.is_empty() => {
            view! { <p class="quiet pad">"No runs yet. Press Run to make one."</p> }.into_any()
        }
        Some(Ok(cards)) => {
            let rows = cards
                .into_iter()
                .map(|card| view! { <RunRow card /> })
                .collect_view();
            view! { <ul class="runs" role="list" aria-label="Runs">{rows}</ul> }.into_any()
        }
    };
    view! { <div class="panel-scroll"><Failures />{list}</div> }
}

#[component]
fn RunRow(card: RunCard) -> impl IntoView {
    let desk = desk();
    let id = card.id;
    let state = Memo::new(move |_| {
        desk.session
            .run
            .get()
            .filter(|(run, _)| *run == id)
            .map_or(card.state, |(_, state)| state)
    });
    let is_live = move || matches!(state.get(), RunState::Queued | RunState::Running);
    let counts = {
        let card = card.clone();
        move || {
            if is_live() {
                return format!("{} %", super::top_bar::percent(desk));
            }
            let mut parts = vec![format!(
                "{} of {}",
                card.done,
                words::counted(card.total as usize, "node", "nodes")
            )];
            if card.cached > 0 {
                parts.push(format!("{} cached", card.cached));
            }
            if card.failed > 0 {
                parts.push(format!("{} failed", card.failed));
            }
            parts.join(", ")
        }
    };
    let started = ago(browser::now_ms() - card.started_ms);
    let took = card.took_ms.map(words::span);
    view! {
        <li class="run-row">
            <span class=move || format!("run-state {}", run_look(state.get()))><Icon glyph=Glyph::Hollow />{move || run_words(state.get())}</span>
            <span class="run-target clip">{card.target}</span>
            <span class="quiet">{counts}</span>
            <span class="quiet run-took">{took}</span>
            <span class="quiet run-when">{started}</span>
            <Show when=is_live>
                <button class="button" aria-label=format!("Cancel run {}", id.0) on:click=move |_| cancel(desk, id)>"Cancel"</button>
            </Show>
        </li>
    }
}

fn cancel(desk: Desk, run: RunId) {
    spawn_local(async move {
        if let Err(error) = api::cancel_run(run).await {
            desk.session.warn(error.to_string());
        }
    });
}

/// A node of the latest run that went wrong.
#[derive(Clone, PartialEq)]
struct Failure {
    /// The node to go to: itself, or the instance of the root it stands in.
    node: NodeId,
    /// "Blur", "Blur in Grade".
    title: String,
    /// What happened.
    message: String,
}

/// The nodes of the latest run that went wrong, with what happened.
fn failures(desk: Desk) -> Vec<Failure> {
    let latest = desk.session.latest_steps().into_iter();
    let failed = latest.filter_map(|(id, state)| match state {
        StepState::Failed { message } => Some((id, message)),
        _ => None,
    });
    let named = |(id, message)| {
        desk.session.document.with(|document| Failure {
            node: run_path(document, id).map_or(id, |path| path[0]),
            title: run_title(document, catalogue(), id).unwrap_or_default(),
            message,
        })
    };
    failed.map(named).collect()
}

#[component]
fn Failures() -> impl IntoView {
    let desk = desk();
    let failed = Memo::new(move |_| failures(desk));
    view! {
        <Show when=move || failed.with(|failed| !failed.is_empty())>
            <ul class="failures" role="list" aria-label="What went wrong">
                {move || failed.get().into_iter().map(|Failure { node, title, message }| view! {
                    <li>
                        <button class="failure" on:click=move |_| { desk.go_to(ItemId::Node(node)); desk.show(Sheet::Inspector); }>
                            <Icon glyph=Glyph::Warning />
                            <strong>{title}</strong>
                            <span>{message}</span>
                        </button>
                    </li>
                }).collect_view()}
            </ul>
        </Show>
    }
}

fn run_words(state: RunState) -> &'static str {
    match state {
        RunState::Queued => "Waiting",
        RunState::Running => "Running",
        RunState::Done => "Done",
        RunState::Failed => "Failed",
        RunState::Cancelled => "Cancelled",
    }
}

fn run_look(state: RunState) -> &'static str {
    match state {
        RunState::Queued | RunState::Cancelled => "is-waiting",
        RunState::Running => "is-running",
        RunState::Done => "is-done",
        RunState::Failed => "is-failed",
    }
}

/// The state of a node's step in words.
pub(crate) fn step_words(state: &StepState) -> String {
    match state {
        StepState::Queued => "Waiting".to_owned(),
        StepState::Running { progress } => format!("Running, {:.0} %", progress * 100.0),
        StepState::Cached => "Done before, taken from the cache".to_owned(),
        StepState::Done => "Done".to_owned(),
        StepState::Failed { .. } => "Failed".to_owned(),
        StepState::Blocked { .. } => "Blocked".to_owned(),
        StepState::Cancelled => "Cancelled".to_owned(),
    }
}

/// What stands in place of a done step's words when it would make something else now.
pub(crate) const OUTDATED: &str = "Changed since; run to make it anew";

/// The class that gives a step's state its colour.
pub(crate) fn step_look(state: &StepState) -> &'static str {
    match state {
        StepState::Queued | StepState::Cancelled => "is-waiting",
        StepState::Running { .. } => "is-running",
        StepState::Cached | StepState::Done => "is-done",
        StepState::Failed { .. } | StepState::Blocked { .. } => "is-failed",
    }
}

/// The icon of a step's state.
pub(crate) fn step_glyph(state: &StepState) -> Glyph {
    match state {
        StepState::Queued | StepState::Cancelled | StepState::Running { .. } => Glyph::Hollow,
        StepState::Cached => Glyph::Bolt,
        StepState::Done => Glyph::Check,
        StepState::Failed { .. } | StepState::Blocked { .. } => Glyph::Warning,
    }
}

/// How long ago, as people say it.
fn ago(ms: i64) -> String {
    match ms / 60_000 {
        ..1 => "just now".to_owned(),
        minutes @ 1..60 => format!("{minutes} min ago"),
        minutes @ 60..1440 => format!("{} h ago", minutes / 60),
        minutes => words::counted((minutes / 1440) as usize, "day ago", "days ago"),
    }
}
