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
        "undo",
        &["Ctrl+Z"],
        |desk| desk.session.undo_label.with(Option::is_some),
        |desk| {
            desk.session.undo();
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        "redo",
        &["Ctrl+Shift+Z", "Ctrl+Y"],
        |desk| desk.session.redo_label.with(Option::is_some),
        |desk| {
            desk.session.redo();
        },
    ),
    on(
        Where::Browser,
        Group::Edit,
        "cut",
        &["Ctrl+X"],
        any_selected,
        Desk::cut,
    ),
    on(
        Where::Browser,
        Group::Edit,
        "copy",
        &["Ctrl+C"],
        any_selected,
        Desk::copy,
    ),
    on(
        Where::Browser,
        Group::Edit,
        "paste",
        &["Ctrl+V"],
        always,
        |desk| desk.paste_from_clipboard(false),
    ),
    on(
        Where::Browser,
        Group::Edit,
        "paste.wired",
        &["Ctrl+Shift+V"],
        always,
        |desk| desk.paste_from_clipboard(true),
    ),
    on(
        Where::Page,
        Group::Edit,
        "duplicate",
        &["Ctrl+D", "Shift+D"],
        any_selected,
        |desk| desk.duplicate_selection(false),
    ),
    on(
        Where::Page,
        Group::Edit,
        "duplicate.wired",
        &["Ctrl+Shift+D"],
        any_selected,
        |desk| desk.duplicate_selection(true),
    ),
    on(
        Where::Page,
        Group::Edit,
        "delete",
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
        "delete.reconnect",
        &["Ctrl+Backspace", "Ctrl+Delete"],
        any_selected,
        |desk| desk.remove_and_reconnect(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wires.out",
        &["Alt+X"],
        node_selected,
        |desk| desk.take_out(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wires.cut",
        &["Alt+Shift+X"],
        |desk| node_selected(desk) || wire_selected(desk),
        |desk| desk.cut_wires(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wires.stroke",
        &["Shift+C"],
        always,
        |desk| desk.canvas(CanvasAction::Cut),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wire.insert",
        &["Shift+I"],
        wire_selected,
        |desk| desk.open_insert(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wires.into",
        &["Shift+W"],
        |desk| desk.only_node().is_some(),
        |desk| desk.open_put(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wires.move",
        &["Alt+W"],
        |desk| desk.output_in_use().is_some(),
        |desk| desk.open_move_wires(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wire.bend",
        &[],
        wire_selected,
        |desk| desk.canvas(CanvasAction::Bend),
    ),
    on(
        Where::Page,
        Group::Edit,
        "wire.straighten",
        &[],
        wire_selected,
        |desk| desk.canvas(CanvasAction::Straighten),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "note.edit",
        &["Enter"],
        |desk| desk.only_note().is_some(),
        |desk| desk.edit_note(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "swap",
        &["Shift+S"],
        node_selected,
        |desk| desk.open(Popup::Swap),
    ),
    on(
        Where::Page,
        Group::Edit,
        "rename",
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
        "nudge.left",
        &["ArrowLeft"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(-NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.right",
        &["ArrowRight"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.up",
        &["ArrowUp"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(0.0, -NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.down",
        &["ArrowDown"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(0.0, NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.far.left",
        &["Shift+ArrowLeft"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(-NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.far.right",
        &["Shift+ArrowRight"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.far.up",
        &["Shift+ArrowUp"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(0.0, -NUDGE_FAR),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        "nudge.far.down",
        &["Shift+ArrowDown"],
        |desk| any_selected(desk) || wire_selected(desk),
        |desk| desk.nudge(0.0, NUDGE_FAR),
    ),
];
