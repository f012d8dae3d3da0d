//! Subgraphs: nodes folded into one.

use super::{node_selected, on};
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::{Desk, Popup};

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Arrange,
        "graph.fold",
        &["Ctrl+Shift+E"],
        node_selected,
        |desk| desk.fold(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "graph.unfold",
        &["Ctrl+Shift+G"],
        |desk| desk.instance_selected(),
        |desk| desk.unfold(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "graph.own",
        &[],
        |desk| desk.instance_selected(),
        |desk| desk.own_copy(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "graph.expose",
        &["Alt+E"],
        |desk| desk.can_expose(),
        |desk| desk.open(Popup::Expose),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "graph.unused",
        &[],
        |desk| desk.has_unused_graphs(),
        |desk| desk.remove_unused_graphs(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "port.earlier",
        &[],
        port_selected,
        |desk| desk.move_selected_port(true),
    ),
    on(
        Where::Page,
        Group::Arrange,
        "port.later",
        &[],
        port_selected,
        |desk| desk.move_selected_port(false),
    ),
];

fn port_selected(desk: Desk) -> bool {
    desk.only_node().is_some_and(|node| desk.is_port(node))
}
