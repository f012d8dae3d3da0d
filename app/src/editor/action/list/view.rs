//! Where one looks, and which panels are open.

use super::{always, any_selected, on};
use crate::browser::keyboard;
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::{Dock, Left, Sheet};
use gesso_canvas::{CanvasAction, WireStyle};
use leptos::prelude::With;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::View,
        "fit",
        &["Shift+1", "1", "."],
        always,
        |desk| desk.canvas(CanvasAction::FitAll),
    ),
    on(
        Where::Page,
        Group::View,
        "fit.selection",
        &["Shift+2", "2", "F"],
        any_selected,
        |desk| desk.canvas(CanvasAction::FitSelection),
    ),
    on(
        Where::Anywhere,
        Group::View,
        "zoom.100",
        &["Ctrl+0"],
        always,
        |desk| desk.canvas(CanvasAction::Zoom100),
    ),
    on(
        Where::Anywhere,
        Group::View,
        "zoom.in",
        &["Ctrl++"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomIn),
    ),
    on(
        Where::Anywhere,
        Group::View,
        "zoom.out",
        &["Ctrl+-"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomOut),
    ),
    on(
        Where::Page,
        Group::View,
        "minimap",
        &["Alt+M"],
        always,
        |desk| desk.toggle_map(),
    ),
    on(
        Where::Page,
        Group::View,
        "graph.enter",
        &["Alt+ArrowDown"],
        |desk| desk.instance_selected(),
        |desk| desk.canvas(CanvasAction::Enter),
    ),
    on(
        Where::Page,
        Group::View,
        "graph.leave",
        &["Alt+ArrowUp"],
        |desk| desk.place.with(|place| !place.is_empty()),
        |desk| desk.canvas(CanvasAction::Leave),
    ),
    on(
        Where::Page,
        Group::View,
        "snap.grid",
        &["Shift+G"],
        always,
        |desk| desk.toggle_grid(),
    ),
    on(
        Where::Page,
        Group::View,
        "snap.neighbours",
        &[],
        always,
        |desk| desk.toggle_neighbours(),
    ),
    on(
        Where::Page,
        Group::View,
        "wires.curved",
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Curved),
    ),
    on(
        Where::Page,
        Group::View,
        "wires.straight",
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Straight),
    ),
    on(
        Where::Page,
        Group::View,
        "wires.orthogonal",
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Orthogonal),
    ),
    on(
        Where::Page,
        Group::View,
        "show.nodes",
        &[],
        always,
        |desk| desk.show(Sheet::Left(Left::Nodes)),
    ),
    on(
        Where::Page,
        Group::View,
        "show.outline",
        &["Alt+O"],
        always,
        |desk| {
            desk.show(Sheet::Left(Left::Outline));
            desk.focus_outline();
        },
    ),
    on(
        Where::Page,
        Group::View,
        "show.history",
        &["Alt+H"],
        always,
        |desk| desk.show(Sheet::Left(Left::History)),
    ),
    on(
        Where::Page,
        Group::View,
        "show.inspector",
        &["Alt+I"],
        always,
        |desk| {
            desk.show(Sheet::Inspector);
            desk.focus_params();
        },
    ),
    on(
        Where::Page,
        Group::View,
        "show.viewer",
        &["Alt+V"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Viewer)),
    ),
    on(
        Where::Page,
        Group::View,
        "show.runs",
        &["Alt+R"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Runs)),
    ),
    on(
        Where::Anywhere,
        Group::View,
        "part.next",
        &["F6"],
        always,
        |_| keyboard::go_to_part(true),
    ),
    on(
        Where::Anywhere,
        Group::View,
        "part.previous",
        &["Shift+F6"],
        always,
        |_| keyboard::go_to_part(false),
    ),
];
