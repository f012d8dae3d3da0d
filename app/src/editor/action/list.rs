//! Every action of the editor, in the order shown. Adding one to a file here is all it takes to have it in menus, palette and keys.

mod add;
mod arrange;
mod edit;
mod fold;
mod help;
mod look;
mod place;
mod run;
mod select;
mod view;
mod workflow;

use super::{Action, Group, Where};
use crate::editor::desk::Desk;
use gesso_graph::ItemId;
use leptos::prelude::*;

pub(crate) use run::is_running;

/// The groups, in the order shown.
static LISTS: &[&[Action]] = &[
    run::ACTIONS,
    add::ACTIONS,
    edit::ACTIONS,
    look::ACTIONS,
    arrange::ACTIONS,
    fold::ACTIONS,
    select::ACTIONS,
    view::ACTIONS,
    place::ACTIONS,
    workflow::ACTIONS,
    help::ACTIONS,
];

/// The list.
pub(crate) fn actions() -> impl Iterator<Item = &'static Action> {
    LISTS.iter().copied().flatten()
}

fn always(_: Desk) -> bool {
    true
}

fn any_selected(desk: Desk) -> bool {
    !desk.session.selection.with(|items| items.is_empty())
}

fn several_selected(desk: Desk) -> bool {
    desk.session.selection.with(|items| items.len() > 1)
}

fn node_selected(desk: Desk) -> bool {
    desk.session
        .selection
        .with(|items| items.iter().any(|item| matches!(item, ItemId::Node(_))))
}

fn frame_selected(desk: Desk) -> bool {
    desk.session
        .selection
        .with(|items| items.iter().any(|item| matches!(item, ItemId::Frame(_))))
}

fn any_node(desk: Desk) -> bool {
    desk.session
        .document
        .with(|document| !document.nodes().is_empty())
}

const fn on(
    place: Where,
    group: Group,
    id: &'static str,
    keys: &'static [&'static str],
    possible: fn(Desk) -> bool,
    perform: fn(Desk),
) -> Action {
    Action {
        id,
        keys,
        place,
        group,
        possible,
        perform,
    }
}
