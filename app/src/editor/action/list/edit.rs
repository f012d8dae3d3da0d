//! Changing what is there: undo, the clipboard, removing, moving by keys.

use super::{always, any_selected, node_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::{Desk, Popup, Sheet};
use gesso_canvas::CanvasAction;
use gesso_graph::ItemId;
use leptos::prelude::*;

/// How far an arrow key moves the selection, in world pixels.
const NUDGE: f64 = 4.0;
const NUDGE_FAR: f64 = 40.0;

fn titled_selected(desk: Desk) -> bool {
    desk.session
        .selection
        .with(|items| items.len() == 1 && !matches!(items.first(), Some(ItemId::Note(_))))
}

fn wire_selected(desk: Desk) -> bool {
    desk.wire.with(Option::is_some)
}

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Edit,
        ("undo", "Undo", "back take revert"),
        &["Ctrl+Z"],
        |desk| desk.session.undo_label.with(Option::is_some),
        |desk| {
            desk.session.undo();
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        ("redo", "Redo", "again forward"),
        &["Ctrl+Shift+Z", "Ctrl+Y"],
        |desk| desk.session.redo_label.with(Option::is_some),
        |desk| {
            desk.session.redo();
        },
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("cut", "Cut", "clipboard"),
        &["Ctrl+X"],
        any_selected,
        Desk::cut,
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("copy", "Copy", "clipboard"),
        &["Ctrl+C"],
        any_selected,
        Desk::copy,
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("paste", "Paste", "clipboard insert"),
        &["Ctrl+V"],
        always,
        |desk| desk.paste_from_clipboard(false),
    ),
    on(
        Where::Browser,
        Group::Edit,
        (
            "paste.wired",
            "Paste with its wires",
            "clipboard insert incoming connected",
        ),
        &["Ctrl+Shift+V"],
        always,
        |desk| desk.paste_from_clipboard(true),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("duplicate", "Duplicate", "copy clone"),
        &["Ctrl+D", "Shift+D"],
        any_selected,
        Desk::duplicate_selection,
    ),
    on(
        Where::Page,
        Group::Edit,
        ("delete", "Delete", "remove erase"),
        &["Delete", "Backspace"],
        always,
        |desk| {
            // The canvas knows about a selected wire as well.
            if any_selected(desk) {
                desk.remove(&desk.selected_now())
            } else {
                desk.canvas(CanvasAction::Delete)
            }
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        (
            "delete.reconnect",
            "Delete and close the gap",
            "remove reconnect dissolve bridge",
        ),
        &["Ctrl+Backspace", "Ctrl+Delete"],
        any_selected,
        |desk| desk.remove_and_reconnect(),
    ),
    on(
        Where::Page,
        Group::Edit,
        (
            "wires.out",
            "Take out of the wires",
            "extract detach disconnect bridge shake",
        ),
        &["Alt+X"],
        node_selected,
        |desk| desk.take_out(),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("wires.cut", "Cut the wires", "disconnect unplug remove all"),
        &["Alt+Shift+X"],
        |desk| node_selected(desk) || wire_selected(desk),
        |desk| desk.cut_wires(),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("wires.stroke", "Cut with a stroke", "knife scissors wires"),
        &["Shift+C"],
        always,
        |desk| desk.canvas(CanvasAction::Cut),
    ),
    on(
        Where::Page,
        Group::Edit,
        (
            "wire.insert",
            "Insert a node into the wire…",
            "add between splice",
        ),
        &["Shift+I"],
        wire_selected,
        |desk| desk.open_insert(),
    ),
    on(
        Where::Page,
        Group::Edit,
        (
            "swap",
            "Swap for another node…",
            "replace change kind type convert",
        ),
        &["Shift+S"],
        node_selected,
        |desk| desk.open(Popup::Swap),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("rename", "Rename", "title name"),
        &["F2"],
        titled_selected,
        |desk| {
            desk.show(Sheet::Inspector);
            desk.focus_title();
        },
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.left", "Nudge left", "move"),
        &["ArrowLeft"],
        any_selected,
        |desk| desk.nudge(-NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.right", "Nudge right", "move"),
        &["ArrowRight"],
        any_selected,
        |desk| desk.nudge(NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.up", "Nudge up", "move"),
        &["ArrowUp"],
        any_selected,
        |desk| desk.nudge(0.0, -NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.down", "Nudge down", "move"),
        &["ArrowDown"],
        any_selected,
        |desk| desk.nudge(0.0, NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.left", "Nudge far left", "move"),
        &["Shift+ArrowLeft"],
        any_selected,
        |desk| desk.nudge(-NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.right", "Nudge far right", "move"),
        &["Shift+ArrowRight"],
        any_selected,
        |desk| desk.nudge(NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.up", "Nudge far up", "move"),
        &["Shift+ArrowUp"],
        any_selected,
        |desk| desk.nudge(0.0, -NUDGE_FAR),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.down", "Nudge far down", "move"),
        &["Shift+ArrowDown"],
        any_selected,
        |desk| desk.nudge(0.0, NUDGE_FAR),
    ),
];
