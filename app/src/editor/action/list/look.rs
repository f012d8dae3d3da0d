//! How nodes stand there and what a run makes of them.

use super::{node_selected, on};
use crate::editor::action::{Action, Group, Where};
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
        ("mute", "Mute", "disable off skip unmute"),
        &["M", "Ctrl+M"],
        node_selected,
        |desk| desk.toggle_mode(Mode::Muted),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("bypass", "Bypass", "pass through skip disable"),
        &["B", "Ctrl+B"],
        node_selected,
        |desk| desk.toggle_mode(Mode::Bypassed),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("collapse", "Collapse", "fold small expand open"),
        &["Alt+C"],
        node_selected,
        |desk| desk.toggle_collapsed(),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("pin", "Pin", "lock hold fix unpin"),
        &["P"],
        node_selected,
        |desk| desk.toggle_pinned(),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.none", "Colour: as its kind", "color none remove"),
        &[],
        node_selected,
        |desk| desk.color_nodes(None),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.red", "Colour: red", "color mark"),
        &[],
        node_selected,
        |desk| desk.color_nodes(Some(RED)),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.amber", "Colour: amber", "color mark yellow orange"),
        &[],
        node_selected,
        |desk| desk.color_nodes(Some(AMBER)),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.green", "Colour: green", "color mark"),
        &[],
        node_selected,
        |desk| desk.color_nodes(Some(GREEN)),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.blue", "Colour: blue", "color mark"),
        &[],
        node_selected,
        |desk| desk.color_nodes(Some(BLUE)),
    ),
    on(
        Where::Page,
        Group::Edit,
        ("color.violet", "Colour: violet", "color mark purple"),
        &[],
        node_selected,
        |desk| desk.color_nodes(Some(VIOLET)),
    ),
];
