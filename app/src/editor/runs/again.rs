//! Running by itself whenever what the workflow means has changed: a switch of this person for this workflow, kept in the
//! browser. A run that was started so and is not done yet gives way to the next.

use crate::browser::storage;
use crate::editor::desk::Desk;
use crate::session::outdated::asks_the_same;
use crate::words::text;
use gesso_graph::Document;
use gesso_sync::{RunId, RunState};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

const STORED_UNDER: &str = "gesso.reruns.";

/// How long nothing has to change before a run starts.
const REST_MS: u32 = 500;

fn key(desk: Desk) -> String {
    format!("{STORED_UNDER}{}", desk.session.workflow())
}

/// Switches it on or off. Switched on, it runs at once.
pub(super) fn set(desk: Desk, reruns: bool) {
    desk.reruns.set(reruns);
    let is_kept = match reruns {
        true => storage::set(&key(desk), "on"),
        false => storage::remove(&key(desk)),
    };
    if !is_kept {
        desk.session.warn(text("nothing-kept"));
    }
}

/// Follows the document while the switch is on. Runs in the browser alone.
pub(crate) fn follow(desk: Desk) {
    let asked = StoredValue::new(0_u64);
    let started = StoredValue::new(None::<RunId>);
    let ask = move || {
        let number = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        spawn_local(async move {
            TimeoutFuture::new(REST_MS).await;
            if asked.try_get_value() == number && desk.reruns.try_get_untracked() == Some(true) {
                begin(desk, started);
            }
        });
    };
    Effect::new(move |_| {
        if storage::get(&key(desk)).is_some() {
            desk.reruns.set(true);
        }
    });
    Effect::new(move |before: Option<Document>| {
        let now = desk.session.document.get();
        // The first document that arrives is no change; what it means was run before or is not wanted yet.
        let changed = before.filter(|before| !before.nodes().is_empty());
        let is_on = desk.reruns.get_untracked();
        if is_on && changed.is_some_and(|before| !asks_the_same(&before, &now)) {
            ask();
        }
        now
    });
    Effect::new(move |was_on: Option<bool>| {
        let is_on = desk.reruns.get();
        // Read from the browser it was on before.
        if is_on && was_on == Some(false) && !desk.document_now().nodes().is_empty() {
            ask();
        }
        is_on
    });
}

/// Stops the run that was started so before, if it is still under way, and starts the next.
fn begin(desk: Desk, started: StoredValue<Option<RunId>>) {
    let under_way = desk.session.run.get_untracked();
    if let Some((run, RunState::Queued | RunState::Running)) = under_way
        && started.get_value() == Some(run)
    {
        desk.session.cancel_run();
    }
    desk.session.start_run_then(None, move |run| {
        started.try_set_value(Some(run));
    });
}
