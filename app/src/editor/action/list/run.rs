//! Running the workflow.

use super::{any_node, frame_selected, node_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::{Desk, Popup};
use gesso_sync::RunState;
use leptos::prelude::*;

pub(crate) fn is_running(desk: Desk) -> bool {
    matches!(
        desk.session.run.get(),
        Some((_, RunState::Queued | RunState::Running))
    )
}

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Anywhere,
        Group::Run,
        "run",
        &["Ctrl+Enter"],
        any_node,
        |desk| {
            desk.run(None);
        },
    ),
    on(
        Where::Anywhere,
        Group::Run,
        "run.here",
        &["Alt+Enter"],
        |desk| node_selected(desk) || frame_selected(desk),
        |desk| {
            desk.run(Some(desk.nodes_meant()));
        },
    ),
    on(
        Where::Page,
        Group::Run,
        "run.frame",
        &[],
        frame_selected,
        |desk| desk.run_frames(&desk.frames_selected()),
    ),
    on(Where::Page, Group::Run, "run.with", &[], any_node, |desk| {
        desk.open(Popup::RunWith)
    }),
    on(
        Where::Page,
        Group::Run,
        "run.cancel",
        &["Ctrl+Alt+Enter", "Shift+X"],
        is_running,
        |desk| {
            desk.session.cancel_run();
        },
    ),
];
