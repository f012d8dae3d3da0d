//! When the steps of a run were worked on: a bar for each, in time, those that overlap under one another. A click selects the
//! node; who listens has the same as a table.

use crate::api::{self, StepTime};
use crate::editor::desk::{Desk, Sheet, desk};
use crate::editor::words;
use crate::words::{Told, text, with};
use gesso_graph::{NodeId, run_path};
use gesso_sync::RunId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The least a bar is wide, as a part of the whole.
const LEAST: f64 = 0.004;

/// One bar, in parts of the whole time.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Which step.
    pub time: StepTime,
    /// Where it begins, 0–1.
    pub from: f64,
    /// How long it is.
    pub share: f64,
    /// The row, counted from the top.
    pub row: usize,
}

/// The bars of a run: each in the first row in which nothing is at work at its time.
pub fn bars(mut times: Vec<StepTime>) -> Vec<Bar> {
    times.sort_by_key(|time| (time.span.began_ms, time.node));
    let start = times
        .iter()
        .map(|time| time.span.began_ms)
        .min()
        .unwrap_or(0);
    let end = times
        .iter()
        .map(|time| time.span.ended_ms)
        .max()
        .unwrap_or(0);
    let whole = (end - start).max(1) as f64;
    let mut rows: Vec<i64> = Vec::new();
    let bar = |time: StepTime| {
        let span = time.span;
        let free = rows.iter().position(|end| *end <= span.began_ms);
        let row = free.unwrap_or(rows.len());
        match free {
            Some(row) => rows[row] = span.ended_ms,
            None => rows.push(span.ended_ms),
        }
        Bar {
            from: (span.began_ms - start) as f64 / whole,
            share: ((span.ended_ms - span.began_ms) as f64 / whole).max(LEAST),
            row,
            time,
        }
    };
    times.into_iter().map(bar).collect()
}

/// The strip of one run, asked for when it is shown.
#[component]
pub(super) fn Strip(run: RunId) -> impl IntoView {
    let desk = desk();
    let found = RwSignal::new(None::<Result<Vec<Bar>, String>>);
    Effect::new(move |_| {
        spawn_local(async move {
            let times = api::run_times(run).await;
            found.try_set(Some(times.map(bars).map_err(|error| error.told())));
        });
    });
    let shown = move || match found.get() {
        None => view! { <p class="quiet">{text("loading")}</p> }.into_any(),
        Some(Err(error)) => view! { <p class="trouble-text">{error}</p> }.into_any(),
        Some(Ok(bars)) if bars.is_empty() => {
            view! { <p class="quiet">{text("times-none")}</p> }.into_any()
        }
        Some(Ok(bars)) => view! { <Bars bars desk /> }.into_any(),
    };
    view! { <div class="flame" role="group" aria-label=text("times")>{shown}</div> }
}

#[component]
fn Bars(bars: Vec<Bar>, desk: Desk) -> impl IntoView {
    let hovered = RwSignal::new(None::<usize>);
    let took = |time: &StepTime| time.span.ended_ms - time.span.began_ms;
    let end = bars
        .iter()
        .map(|bar| bar.time.span.ended_ms)
        .max()
        .unwrap_or(0);
    let start = bars
        .iter()
        .map(|bar| bar.time.span.began_ms)
        .min()
        .unwrap_or(0);
    let sum: i64 = bars.iter().map(|bar| took(&bar.time)).sum();
    let rows = bars.iter().map(|bar| bar.row + 1).max().unwrap_or(1);
    let longest = bars
        .iter()
        .map(|bar| took(&bar.time))
        .max()
        .unwrap_or(1)
        .max(1);
    let lines: Vec<String> = bars
        .iter()
        .map(|bar| {
            let at = words::span(bar.time.span.began_ms - start);
            let took = words::span(took(&bar.time));
            with(
                "time-of",
                &[("what", &bar.time.title), ("took", &took), ("at", &at)],
            )
        })
        .collect();
    let whole = with(
        "times-whole",
        &[
            ("took", &words::span(end - start)),
            ("sum", &words::span(sum)),
        ],
    );
    let table = bars.iter().map(|bar| {
        let at = words::span(bar.time.span.began_ms - start);
        view! { <tr><th scope="row">{bar.time.title.clone()}</th><td>{at}</td><td>{words::span(took(&bar.time))}</td></tr> }
    });
    let table = table.collect_view();
    let told = StoredValue::new(lines.clone());
    let said = move || match hovered.get() {
        Some(at) => told.with_value(|lines| lines[at].clone()),
        None => whole.clone(),
    };
    let buttons = bars
        .iter()
        .cloned()
        .zip(lines)
        .enumerate()
        .map(|(at, (bar, line))| {
            let heat = took(&bar.time) as f64 / longest as f64;
            let node = bar.time.node;
            view! {
                <button
                    class="flame-bar"
                    aria-label=line.clone()
                    style:left=format!("{:.3}%", bar.from * 100.0)
                    style:width=format!("{:.3}%", bar.share * 100.0)
                    style:top=format!("calc({} * var(--flame-row))", bar.row)
                    style:--heat=format!("{:.0}%", 25.0 + heat * 75.0)
                    on:pointerenter=move |_| hovered.set(Some(at))
                    on:pointerleave=move |_| hovered.set(None)
                    on:focus=move |_| hovered.set(Some(at))
                    on:blur=move |_| hovered.set(None)
                    on:click=move |_| select(desk, node)
                >
                    <span class="clip">{bar.time.title}</span>
                </button>
            }
        });
    view! {
        <p class="flame-said quiet" aria-hidden="true">{said}</p>
        <div class="flame-bars" style:height=format!("calc({rows} * var(--flame-row))")>{buttons.collect_view()}</div>
        <details class="flame-table">
            <summary>{text("times-table")}</summary>
            <table>
                <thead><tr><th scope="col">{text("time-node")}</th><th scope="col">{text("time-began")}</th><th scope="col">{text("time-took")}</th></tr></thead>
                <tbody>{table}</tbody>
            </table>
        </details>
    }
}

fn select(desk: Desk, node: NodeId) {
    let path = desk
        .session
        .document
        .with_untracked(|document| run_path(document, node));
    match path {
        Some(path) => {
            desk.go_along(&path);
            desk.show(Sheet::Inspector);
        }
        None => desk.session.say(text("time-node-gone")),
    }
}
