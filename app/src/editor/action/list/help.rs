//! Finding one's way.

use super::{always, any_node, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Popup;
use crate::editor::workflow;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Anywhere,
        Group::Help,
        ("commands", "Find an action…", "command palette search"),
        &["Ctrl+K", "Ctrl+Shift+P", "Ctrl+/"],
        always,
        |desk| desk.open(Popup::Commands),
    ),
    on(
        Where::Page,
        Group::Help,
        ("find", "Find in the workflow…", "search node go"),
        &["Ctrl+F"],
        any_node,
        |desk| desk.open(Popup::Find),
    ),
    on(
        Where::Page,
        Group::Help,
        ("shortcuts", "Keyboard shortcuts", "help keys"),
        &["?"],
        always,
        |desk| desk.open(Popup::Shortcuts),
    ),
    on(
        Where::Page,
        Group::Help,
        ("guide", "Guide", "documentation manual help"),
        &[],
        always,
        workflow::guide,
    ),
];
