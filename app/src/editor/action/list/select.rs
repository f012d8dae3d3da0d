//! Choosing what is meant, and going from one node to another.

use super::{always, any_node, node_selected, on};
use crate::editor::action::{Action, Group, Where};
use gesso_canvas::CanvasAction;
use gesso_graph::edit::Along;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Select,
        ("select.all", "Select all", "everything"),
        &["Ctrl+A"],
        always,
        |desk| desk.canvas(CanvasAction::SelectAll),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.none", "Select nothing", "deselect cancel end"),
        &["Escape"],
        always,
        |desk| desk.canvas(CanvasAction::Cancel),
    ),
    on(
        Where::Page,
        Group::Select,
        (
            "select.upstream",
            "Select what it needs",
            "upstream inputs before",
        ),
        &["Alt+U"],
        node_selected,
        |desk| desk.select_along(Along::Upstream),
    ),
    on(
        Where::Page,
        Group::Select,
        (
            "select.downstream",
            "Select what needs it",
            "downstream outputs after",
        ),
        &["Alt+D"],
        node_selected,
        |desk| desk.select_along(Along::Downstream),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.connected", "Select connected", "branch both"),
        &["Alt+S"],
        node_selected,
        |desk| desk.select_along(Along::Both),
    ),
    on(
        Where::Page,
        Group::Select,
        (
            "select.piece",
            "Select the whole piece",
            "island network all wires linked",
        ),
        &["Alt+Shift+S"],
        node_selected,
        |desk| desk.select_along(Along::Any),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.kind", "Select the same kind", "similar type alike"),
        &["Alt+K"],
        node_selected,
        |desk| desk.select_same_kind(),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.invert", "Select the others", "invert inverse rest"),
        &["Ctrl+I"],
        any_node,
        |desk| desk.select_others(),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.left", "Nearest node on the left", "focus move"),
        &["Ctrl+ArrowLeft"],
        any_node,
        |desk| desk.go_nearest(-1.0, 0.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.right", "Nearest node on the right", "focus move"),
        &["Ctrl+ArrowRight"],
        any_node,
        |desk| desk.go_nearest(1.0, 0.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.up", "Nearest node above", "focus move"),
        &["Ctrl+ArrowUp"],
        any_node,
        |desk| desk.go_nearest(0.0, -1.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.down", "Nearest node below", "focus move"),
        &["Ctrl+ArrowDown"],
        any_node,
        |desk| desk.go_nearest(0.0, 1.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.source", "Back along the wire", "previous source follow"),
        &["Alt+ArrowLeft"],
        node_selected,
        |desk| desk.follow_wire(true),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.target", "Forward along the wire", "next target follow"),
        &["Alt+ArrowRight"],
        node_selected,
        |desk| desk.follow_wire(false),
    ),
];
