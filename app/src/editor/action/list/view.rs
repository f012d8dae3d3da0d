//! Where one looks, and which panels are open.

use super::{always, any_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::{Dock, Left, Sheet};
use gesso_canvas::{CanvasAction, WireStyle};
use leptos::prelude::With;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::View,
        ("fit", "Show everything", "fit all zoom"),
        &["Shift+1", "1", "."],
        always,
        |desk| desk.canvas(CanvasAction::FitAll),
    ),
    on(
        Where::Page,
        Group::View,
        ("fit.selection", "Show the selection", "fit zoom focus"),
        &["Shift+2", "2", "F"],
        any_selected,
        |desk| desk.canvas(CanvasAction::FitSelection),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.100", "Zoom to 100 %", "actual size"),
        &["Ctrl+0"],
        always,
        |desk| desk.canvas(CanvasAction::Zoom100),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.in", "Zoom in", "closer larger"),
        &["Ctrl++"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomIn),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.out", "Zoom out", "away smaller"),
        &["Ctrl+-"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomOut),
    ),
    on(
        Where::Page,
        Group::View,
        ("minimap", "Show the map, or not", "minimap overview corner"),
        &["Alt+M"],
        always,
        |desk| desk.toggle_map(),
    ),
    on(
        Where::Page,
        Group::View,
        ("graph.enter", "Go into the subgraph", "open enter inside"),
        &["Alt+ArrowDown"],
        any_selected,
        |desk| desk.canvas(CanvasAction::Enter),
    ),
    on(
        Where::Page,
        Group::View,
        ("graph.leave", "Go out of the subgraph", "leave up parent"),
        &["Alt+ArrowUp"],
        |desk| desk.place.with(|place| !place.is_empty()),
        |desk| desk.canvas(CanvasAction::Leave),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "snap.grid",
            "Snap to the grid, or not",
            "snapping align raster",
        ),
        &["Shift+G"],
        always,
        |desk| desk.toggle_grid(),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "snap.neighbours",
            "Snap to what is near, or not",
            "snapping guides align smart",
        ),
        &[],
        always,
        |desk| desk.toggle_neighbours(),
    ),
    on(
        Where::Page,
        Group::View,
        ("wires.curved", "Curved wires", "style bezier links"),
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Curved),
    ),
    on(
        Where::Page,
        Group::View,
        ("wires.straight", "Straight wires", "style lines links"),
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Straight),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "wires.orthogonal",
            "Orthogonal wires",
            "style right angles steps links",
        ),
        &[],
        always,
        |desk| desk.run_wires(WireStyle::Orthogonal),
    ),
    on(
        Where::Page,
        Group::View,
        ("show.nodes", "Show the nodes", "palette library panel"),
        &[],
        always,
        |desk| desk.show(Sheet::Left(Left::Nodes)),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.outline",
            "Show the outline",
            "list tree accessible panel",
        ),
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
        (
            "show.history",
            "Show the history",
            "steps past versions who when log",
        ),
        &["Alt+H"],
        always,
        |desk| desk.show(Sheet::Left(Left::History)),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.inspector",
            "Show the inspector",
            "parameters properties panel",
        ),
        &["Alt+I"],
        always,
        |desk| {
            desk.show(Sheet::Inspector);
            desk.focus_title();
        },
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.viewer",
            "Show the viewer",
            "picture result preview panel",
        ),
        &["Alt+V"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Viewer)),
    ),
    on(
        Where::Page,
        Group::View,
        ("show.runs", "Show the runs", "history queue panel"),
        &["Alt+R"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Runs)),
    ),
];
