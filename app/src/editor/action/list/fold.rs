//! Subgraphs: nodes folded into one.

use super::{node_selected, on};
use crate::editor::action::{Action, Group, Where};

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Arrange,
        (
            "graph.fold",
            "Fold into a subgraph",
            "group component macro nest collapse",
        ),
        &["Ctrl+Shift+E"],
        node_selected,
        |desk| desk.fold(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "graph.unfold",
            "Unfold the subgraph",
            "ungroup expand explode",
        ),
        &["Ctrl+Shift+G"],
        |desk| desk.instance_selected(),
        |desk| desk.unfold(),
    ),
    on(
        Where::Page,
        Group::Arrange,
        (
            "graph.own",
            "Make the subgraph an own copy",
            "unlink independent detach instance",
        ),
        &[],
        |desk| desk.instance_selected(),
        |desk| desk.own_copy(),
    ),
];
