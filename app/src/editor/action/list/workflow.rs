//! The workflow as a whole.

use super::{always, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Popup;
use crate::editor::workflow;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.rename", "Rename the workflow", "name title"),
        &[],
        always,
        |desk| desk.focus_name(),
    ),
    on(
        Where::Page,
        Group::Workflow,
        (
            "workflow.export",
            "Download the workflow file",
            "export save json share",
        ),
        &[],
        always,
        workflow::download,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.duplicate", "Duplicate the workflow", "copy clone"),
        &[],
        always,
        workflow::duplicate,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.delete", "Delete the workflow", "remove"),
        &[],
        always,
        workflow::delete,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.home", "Go to the gallery", "home workflows close"),
        &[],
        always,
        workflow::leave,
    ),
    on(
        Where::Anywhere,
        Group::Workflow,
        ("workflow.save", "Save", "keep store"),
        &["Ctrl+S"],
        always,
        workflow::say_saved,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("theme", "Dark or light", "theme appearance colours"),
        &[],
        always,
        |desk| desk.switch_theme(),
    ),
    on(
        Where::Page,
        Group::Workflow,
        (
            "settings",
            "Settings…",
            "preferences options keys rebind theme",
        ),
        &["Ctrl+,"],
        always,
        |desk| desk.open(Popup::Settings),
    ),
];
