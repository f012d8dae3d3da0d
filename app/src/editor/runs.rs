//! The dock at the bottom: viewer and runs. The runs are those of everybody, the newest first; what went wrong in the latest
//! one is listed with the way to the node.

pub(crate) mod again;
mod carry;
pub(crate) mod items;
mod line;
pub mod strip;

use crate::api::{self, RunCard};
use crate::browser;
use crate::editor::desk::{Desk, Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::part::Part;
use crate::editor::rail::PanelHead;
use crate::editor::resize::{Edge, Handle};
use crate::editor::words;
use crate::words::{Told, catalogue, text, with};
use gesso_graph::{NodeId, run_path, run_title};
use gesso_sync::{RunState, Said, StepState};
use items::Batch;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub(crate) use line::Line;
use line::{LineList, LineTools};
use strip::Strip;

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
            <div class="dock-bar" role="group" aria-label=text("dock")>
                {tab(Dock::Viewer, text("viewer"), Glyph::Picture)}
                {tab(Dock::Runs, text("runs"), Glyph::Runs)}
                <span class="top-space"></span>
                <LatestRun />
            </div>
            <section
                class="panel panel-dock"
                class:is-open=move || desk.dock.get() == Some(Dock::Viewer)
                class:is-sheet=move || desk.sheet.get() == Some(Sheet::Dock(Dock::Viewer))
                aria-label=text("viewer")
            >
                <PanelHead name=text("viewer") close=text("close-viewer") on_close=move || { desk.dock.set(None); desk.sheet.set(None); } />
                {move || desk.part(Part::Viewer)}
            </section>
            <section
                class="panel panel-dock"
                class:is-open=move || desk.dock.get() == Some(Dock::Runs)
                class:is-sheet=move || desk.sheet.get() == Some(Sheet::Dock(Dock::Runs))
                aria-label=text("runs")
            >
                <PanelHead name=text("runs") close=text("close-runs") on_close=move || { desk.dock.set(None); desk.sheet.set(None); } />
                {move || desk.part(Part::Runs)}
            </section>
        </div>
    }
}

/// How the latest run went, always in sight. Read out is what happens (`announcing.rs`), once.
#[component]
fn LatestRun() -> impl IntoView {
    let desk = desk();
    let said = move || {
        let (_, state) = desk.session.run.get()?;
        let failed = failures(desk).len();
        Some(match state {
            RunState::Failed if failed > 0 => with("run-failed-nodes", &[("count", &failed)]),
            RunState::Running => text("run-running").to_owned(),
            RunState::Queued => text("run-waiting").to_owned(),
            RunState::Done => text("run-done").to_owned(),
            RunState::Failed => text("run-failed").to_owned(),
            RunState::Cancelled => text("run-cancelled").to_owned(),
        })
    };
    view! { <span class="latest-run quiet" role="status" aria-live="off" aria-label=text("run-state")>{said}</span> }
}

/// The runs of everybody.
#[component]
pub(crate) fn Runs() -> impl IntoView {
    let desk = desk();
    let line = Line::new(desk, Memo::new(move |_| is_runs_open(desk)));
    let cards = RwSignal::new(None::<Result<Vec<RunCard>, String>>);
    let is_open = move || is_runs_open(desk);
    let asked = StoredValue::new(0_u32);
    let in_line = Memo::new(move |_| line.runs());
    Effect::new(move |_| {
        // The list changes when a run begins or ends; what happens within one is in the session. The session knows of the newest
        // run alone: that another one has ended is seen by its place in the line.
        desk.session.run.with(|_| ());
        in_line.with(|_| ());
        asked.update_value(|asked| *asked += 1);
        let number = asked.get_value();
        if is_open() {
            spawn_local(async move {
                let found = api::runs(desk.session.workflow())
                    .await
                    .map_err(|error| error.told());
                // A later question may have its answer already.
                if asked.try_get_value() == Some(number) {
                    cards.set(Some(found));
                }
            });
        }
    });
    let list = move || match cards.get() {
        None => view! { <p class="quiet pad">{text("loading")}</p> }.into_any(),
        Some(Err(error)) => view! { <p class="trouble-text pad">{error}</p> }.into_any(),
        Some(Ok(cards)) if cards.is_empty() => {
            view! { <p class="quiet pad">{text("no-runs")}</p> }.into_any()
        }
        Some(Ok(cards)) => {
            let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
            let any_over = move || ids.iter().any(|id| !line.has(*id));
            let rows = cards
                .into_iter()
                .map(|card| view! { <RunRow card line /> })
                .collect_view();
            view! {
                <div class="runs-list">
                    <h3 class="line-head" hidden=move || !any_over()>{text("runs-earlier")}</h3>
                    <ul class="runs" role="list" aria-label=text("runs")>{rows}</ul>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <LineTools line />
        <div class="panel-scroll"><Failures /><LineList line />{list}</div>
    }
}

fn is_over(state: RunState) -> bool {
    !matches!(state, RunState::Queued | RunState::Running)
}

/// Whether somebody sees the runs. Tracks.
fn is_runs_open(desk: Desk) -> bool {
    desk.dock.get() == Some(Dock::Runs) || desk.sheet.get() == Some(Sheet::Dock(Dock::Runs))
}

/// A run of this workflow that has ended; while it is in the line it stands there.
#[component]
fn RunRow(card: RunCard, line: Line) -> impl IntoView {
    let desk = desk();
    let id = card.id;
    let state = Memo::new(move |_| {
        desk.session
            .run
            .get()
            .filter(|(run, _)| *run == id && !is_over(card.state))
            .map_or(card.state, |(_, state)| state)
    });
    let is_live = Memo::new(move |_| !is_over(state.get()) || line.has(id));
    let shows_times = RwSignal::new(false);
    let number = id.0.to_string();
    let named = move |key: &str| with(key, &[("run", &number)]);
    let who = card.by.as_ref().map(|by| line::who(desk, by));
    let (again, times) = (named("run-again-number"), named("run-times-number"));
    let started = ago(browser::now_ms() - card.started_ms);
    let took = card.took_ms.map(words::span);
    let counts = counts(&card);
    let batches = card.batches.into_iter();
    let batches = batches
        .map(|card| view! { <Batch run=id card /> })
        .collect_view();
    view! {
        <li class="run-row" hidden=move || is_live.get()>
            <span class=move || format!("run-state {}", run_look(state.get()))><Icon glyph=Glyph::Hollow />{move || run_words(state.get())}</span>
            <span class="run-target clip"><span class="run-number">{format!("#{}", id.0)}</span>" "{card.name.map(|name| view! { <strong>{name}</strong>" " })}{card.target}</span>
            <span class="quiet run-who clip">{who}</span>
            <span class="quiet run-counts">{counts}</span>
            <span class="quiet run-took">{took}</span>
            <span class="quiet run-when">{started}</span>
            <span class="run-acts">
                <button class="button" aria-label=times aria-expanded=move || if shows_times.get() { "true" } else { "false" } on:click=move |_| shows_times.update(|shown| *shown = !*shown)>{text("run-times")}</button>
                <button class="button" aria-label=again title=text("run-again-doc") on:click=move |_| desk.session.run_again(id)>{text("run-again")}</button>
            </span>
            {batches}
            <Show when=move || shows_times.get()><Strip run=id /></Show>
        </li>
    }
}

/// "5 of 6 done, 3 cached".
fn counts(card: &RunCard) -> String {
    let mut parts = vec![with(
        "done-of",
        &[("done", &card.done), ("count", &card.total)],
    )];
    if card.cached > 0 {
        parts.push(with("cached-count", &[("count", &card.cached)]));
    }
    if card.failed > 0 {
        parts.push(with("failed-count", &[("count", &card.failed)]));
    }
    parts.join(", ")
}

/// A node of the latest run that went wrong.
#[derive(Clone, PartialEq)]
pub(crate) struct Failure {
    /// The way to the node: the instances it stands in, then itself.
    path: Vec<NodeId>,
    /// "Blur", "Blur in Grade".
    pub(crate) title: String,
    /// What happened.
    pub(crate) message: String,
}

/// The nodes of the latest run that went wrong, with what happened.
pub(crate) fn failures(desk: Desk) -> Vec<Failure> {
    let latest = desk.session.latest_steps().into_iter();
    let failed = latest.filter_map(|(id, state)| match state {
        StepState::Failed { message } => Some((id, reason(&message).told())),
        _ => None,
    });
    let named = |(id, message)| {
        desk.session.document.with(|document| Failure {
            path: run_path(document, id).unwrap_or_else(|| vec![id]),
            title: run_title(document, catalogue(), id).unwrap_or_default(),
            message,
        })
    };
    failed.map(named).collect()
}

/// What happened, without the title of the node, which stands beside it.
fn reason(message: &Said) -> &Said {
    match message {
        Said::Text { key, with } if key == "step-failed" => with.get("reason").unwrap_or(message),
        _ => message,
    }
}

#[component]
fn Failures() -> impl IntoView {
    let desk = desk();
    let failed = Memo::new(move |_| failures(desk));
    view! {
        <Show when=move || failed.with(|failed| !failed.is_empty())>
            <ul class="failures" role="list" aria-label=text("went-wrong")>
                {move || failed.get().into_iter().map(|Failure { path, title, message }| view! {
                    <li>
                        <button class="failure" on:click=move |_| { desk.go_along(&path); desk.show(Sheet::Inspector); }>
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
    text(match state {
        RunState::Queued => "state-waiting",
        RunState::Running => "state-running",
        RunState::Done => "state-done",
        RunState::Failed => "state-failed",
        RunState::Cancelled => "state-cancelled",
    })
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
    let key = match state {
        StepState::Running { progress } => {
            let percent = format!("{:.0}", progress * 100.0);
            return with("state-running-percent", &[("percent", &percent)]);
        }
        StepState::Queued => "state-waiting",
        StepState::Cached => "state-cached",
        StepState::Done => "state-done",
        StepState::Failed { .. } => "state-failed",
        StepState::Blocked { .. } => "state-blocked",
        StepState::Cancelled => "state-cancelled",
    };
    text(key).to_owned()
}

/// What stands in place of a done step's words when it would make something else now.
pub(crate) fn outdated_words() -> String {
    text("state-outdated").to_owned()
}

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
        ..1 => text("just-now").to_owned(),
        minutes @ 1..60 => with("short-minutes-ago", &[("count", &minutes)]),
        minutes @ 60..1440 => with("short-hours-ago", &[("count", &(minutes / 60))]),
        minutes => with("days-ago", &[("count", &(minutes / 1440))]),
    }
}
