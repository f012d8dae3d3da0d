//! Putting things in order.

use super::{any_node, on, several_selected};
use crate::editor::action::{Action, Group, Where};
use gesso_graph::edit::{Axis, Line};

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Arrange,
        "tidy",
        &["L"],
        any_node,
        |desk| desk.tidy(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.left",
        &["Alt+Shift+ArrowLeft"],
        several_selected,
        |desk| desk.align(Line::Left),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.center",
        &["Alt+Shift+C"],
        several_selected,
        |desk| desk.align(Line::Center),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.right",
        &["Alt+Shift+ArrowRight"],
        several_selected,
        |desk| desk.align(Line::Right),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.top",
        &["Alt+Shift+ArrowUp"],
        several_selected,
        |desk| desk.align(Line::Top),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.middle",
        &["Alt+Shift+M"],
        several_selected,
        |desk| desk.align(Line::Middle),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "align.bottom",
        &["Alt+Shift+ArrowDown"],
        several_selected,
        |desk| desk.align(Line::Bottom),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "distribute.horizontal",
        &["Alt+Shift+H"],
        several_selected,
        |desk| desk.distribute(Axis::Horizontal),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "distribute.vertical",
        &["Alt+Shift+V"],
        several_selected,
        |desk| desk.distribute(Axis::Vertical),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "stack.horizontal",
        &["Alt+Shift+R"],
        several_selected,
        |desk| desk.stack(Axis::Horizontal),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "stack.vertical",
        &["Alt+Shift+K"],
        several_selected,
        |desk| desk.stack(Axis::Vertical),
    ),
];
