//! Which panels are open, kept in the browser from one visit to the next.

use crate::browser::storage;
use crate::editor::desk::{Desk, Dock, Left};
use leptos::prelude::*;

const STORED_UNDER: &str = "gesso.panels";

/// Opens what was open, then keeps what changes. Runs in the browser alone: the server renders a first visit.
pub(crate) fn panels(desk: Desk) {
    Effect::new(move |was_read: Option<()>| {
        if was_read.is_none()
            && let Some(stored) = storage::get(STORED_UNDER)
        {
            apply(desk, &stored);
        }
        // A browser that keeps nothing opens the panels of a first visit next time.
        let _ = storage::set(STORED_UNDER, &written(desk));
    });
}

fn written(desk: Desk) -> String {
    let left = match desk.left.get() {
        None => "none",
        Some(Left::Nodes) => "nodes",
        Some(Left::Outline) => "outline",
        Some(Left::History) => "history",
    };
    let right = if desk.inspector.get() {
        "inspector"
    } else {
        "none"
    };
    let dock = match desk.dock.get() {
        None => "none",
        Some(Dock::Viewer) => "viewer",
        Some(Dock::Runs) => "runs",
    };
    format!("{left} {right} {dock}")
}

/// What is not understood, as from another version, stays as it is on a first visit.
fn apply(desk: Desk, stored: &str) {
    let parts: Vec<&str> = stored.split(' ').collect();
    let [left, right, dock] = parts[..] else {
        return;
    };
    match left {
        "none" => desk.left.set(None),
        "outline" => desk.left.set(Some(Left::Outline)),
        "history" => desk.left.set(Some(Left::History)),
        _ => {}
    }
    desk.inspector.set(right != "none");
    match dock {
        "viewer" => desk.dock.set(Some(Dock::Viewer)),
        "runs" => desk.dock.set(Some(Dock::Runs)),
        _ => {}
    }
}
