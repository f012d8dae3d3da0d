//! Running the workflow.

use super::{any_node, node_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Desk;
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
        ("run", "Run", "start render everything queue"),
        &["Ctrl+Enter"],
        any_node,
        |desk| {
            desk.run(None);
        },
    ),
    on(
        Where::Anywhere,
        Group::Run,
        ("run.here", "Run to here", "branch node only upstream"),
        &["Alt+Enter"],
        node_selected,
        |desk| {
            desk.run(Some(desk.nodes_selected()));
        },
    ),
    on(
        Where::Page,
        Group::Run,
        ("run.cancel", "Cancel the run", "stop interrupt"),
        &["Ctrl+Alt+Enter", "Shift+X"],
        is_running,
        |desk| {
            desk.session.cancel_run();
        },
    ),
];
