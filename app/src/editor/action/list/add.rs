//! Putting things on the canvas.

use super::{always, any_selected, on};
use crate::browser;
use crate::editor::action::{Action, Group, Where};
use crate::editor::canvas::FILES;
use crate::editor::desk::{Desk, Popup};
use gesso_canvas::CanvasAction;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Canvas,
        Group::Add,
        "add.node",
        &["Tab", "Shift+A"],
        always,
        Desk::open_add_node,
    ),
    on(
        Where::Page,
        Group::Add,
        "add.note",
        &[],
        always,
        Desk::add_note,
    ),
    on(Where::Page, Group::Add, "add.files", &[], always, |_| {
        browser::click(FILES)
    }),
    on(Where::Page, Group::Add, "note.link", &[], always, |desk| {
        desk.open(Popup::Link)
    }),
    on(
        Where::Page,
        Group::Add,
        "add.frame",
        &["Ctrl+G"],
        always,
        |desk| {
            if any_selected(desk) {
                desk.canvas(CanvasAction::Group)
            } else {
                desk.add_frame()
            }
        },
    ),
];
