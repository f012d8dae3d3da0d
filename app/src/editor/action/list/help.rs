//! Finding one's way.

use super::{always, any_node, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Popup;
use crate::editor::workflow;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Anywhere,
        Group::Help,
        "commands",
        &["Ctrl+K", "Ctrl+Shift+P", "Ctrl+/"],
        always,
        |desk| desk.open(Popup::Commands),
    ),
    on(
        Where::Page,
        Group::Help,
        "find",
        &["Ctrl+F"],
        any_node,
        |desk| desk.open(Popup::Find),
    ),
    on(
        Where::Page,
        Group::Help,
        "menu",
        &["Shift+F10", "ContextMenu"],
        always,
        |desk| desk.open_item_menu(),
    ),
    on(
        Where::Page,
        Group::Help,
        "shortcuts",
        &["?"],
        always,
        |desk| desk.open(Popup::Shortcuts),
    ),
    on(
        Where::Page,
        Group::Help,
        "guide",
        &[],
        always,
        workflow::guide,
    ),
];
