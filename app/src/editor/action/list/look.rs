//! How nodes stand there and what a run makes of them.

use super::{frame_selected, node_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Desk;
use gesso_graph::Mode;

/// Colours of nodes, quiet enough to stand behind words in light and dark.
const RED: [f32; 4] = [0.76, 0.33, 0.31, 1.0];
const AMBER: [f32; 4] = [0.75, 0.55, 0.22, 1.0];
const GREEN: [f32; 4] = [0.33, 0.6, 0.38, 1.0];
const BLUE: [f32; 4] = [0.3, 0.5, 0.75, 1.0];
const VIOLET: [f32; 4] = [0.56, 0.42, 0.72, 1.0];

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Edit,
        "mute",
        &["M", "Ctrl+M"],
        node_selected,
        |desk| desk.toggle_mode(Mode::Muted),
    ),
    on(
        Where::Page,
        Group::Edit,
        "bypass",
        &["B", "Ctrl+B"],
        node_selected,
        |desk| desk.toggle_mode(Mode::Bypassed),
    ),
    on(
        Where::Page,
        Group::Edit,
        "collapse",
        &["Alt+C"],
        node_selected,
        |desk| desk.toggle_collapsed(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "pin",
        &["P"],
        node_selected,
        |desk| desk.toggle_pinned(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "size.own",
        &[],
        Desk::is_sized,
        |desk| desk.size_by_kind(),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.none",
        &[],
        colored_selected,
        |desk| desk.color_items(None),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.red",
        &[],
        colored_selected,
        |desk| desk.color_items(Some(RED)),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.amber",
        &[],
        colored_selected,
        |desk| desk.color_items(Some(AMBER)),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.green",
        &[],
        colored_selected,
        |desk| desk.color_items(Some(GREEN)),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.blue",
        &[],
        colored_selected,
        |desk| desk.color_items(Some(BLUE)),
    ),
    on(
        Where::Page,
        Group::Edit,
        "color.violet",
        &[],
        colored_selected,
        |desk| desk.color_items(Some(VIOLET)),
    ),
];

fn colored_selected(desk: Desk) -> bool {
    node_selected(desk) || frame_selected(desk)
}
