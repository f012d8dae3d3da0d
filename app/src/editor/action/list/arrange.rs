//! Putting things in order.

use super::{any_node, on, several_selected};
use crate::editor::action::{Action, Group, Where};
use gesso_graph::edit::{Axis, Line};

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Arrange,
        (
            "tidy",
            "Tidy up",
            "automatic layout arrange layers clean align order",
        ),
        &["L"],
        any_node,
        |desk| desk.tidy(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        ("align.left", "Align left edges", "line up"),
        &["Alt+Shift+ArrowLeft"],
        several_selected,
        |desk| desk.align(Line::Left),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "align.center",
            "Align middles in a column",
            "line up centre horizontally",
        ),
        &["Alt+Shift+C"],
        several_selected,
        |desk| desk.align(Line::Center),
    ),
    on(
        Where::Page,
        Group::Arrange,
        ("align.right", "Align right edges", "line up"),
        &["Alt+Shift+ArrowRight"],
        several_selected,
        |desk| desk.align(Line::Right),
    ),
    on(
        Where::Page,
        Group::Arrange,
        ("align.top", "Align top edges", "line up"),
        &["Alt+Shift+ArrowUp"],
        several_selected,
        |desk| desk.align(Line::Top),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "align.middle",
            "Align middles in a row",
            "line up centre vertically",
        ),
        &["Alt+Shift+M"],
        several_selected,
        |desk| desk.align(Line::Middle),
    ),
    on(
        Where::Page,
        Group::Arrange,
        ("align.bottom", "Align bottom edges", "line up"),
        &["Alt+Shift+ArrowDown"],
        several_selected,
        |desk| desk.align(Line::Bottom),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "distribute.horizontal",
            "Make gaps equal in a row",
            "distribute spread horizontally spacing",
        ),
        &["Alt+Shift+H"],
        several_selected,
        |desk| desk.distribute(Axis::Horizontal),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "distribute.vertical",
            "Make gaps equal in a column",
            "distribute spread vertically spacing",
        ),
        &["Alt+Shift+V"],
        several_selected,
        |desk| desk.distribute(Axis::Vertical),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "stack.horizontal",
            "Stack in a row",
            "pack close horizontally",
        ),
        &["Alt+Shift+R"],
        several_selected,
        |desk| desk.stack(Axis::Horizontal),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "stack.vertical",
            "Stack in a column",
            "pack close vertically",
        ),
        &["Alt+Shift+K"],
        several_selected,
        |desk| desk.stack(Axis::Vertical),
    ),
];
