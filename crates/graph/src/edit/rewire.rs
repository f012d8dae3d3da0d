//! Changing wires around nodes: putting a node into a wire, taking nodes out so that the stream goes on, cutting.
//! What doesn't fit stays unwired; what can't be at all is refused in words.

use super::wiring::{self, Refusal, connect, first_fitting_input, first_fitting_output};
use crate::apply::{apply_all, apply_to};
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::id::{ItemId, NodeId};
use crate::schema::Catalog;
use crate::words;
use std::collections::BTreeSet;

/// The commands that put a node into the wire that ends at `to`: what came through the wire goes into the node's
/// best input, and the node's best output goes where the wire went.
///
/// # Errors
/// A [`Refusal`] when wire or node are gone, nothing of the node fits, or a loop would close.
pub fn insert_into_wire(
    doc: &Document,
    catalog: &dyn Catalog,
    to: &InPort,
    node: NodeId,
) -> Result<Vec<Command>, Refusal> {
    let from = doc.wires().get(to).cloned().ok_or(Refusal::Gone)?;
    if from.node == node || to.node == node {
        return Err(Refusal::SelfWire);
    }
    let misfit = || Refusal::NoPort {
        node: words::node_title(doc, catalog, node),
    };
    // Judged without the wire, so that its own two ends are no loop.
    let mut without = doc.clone();
    let cut = Command::Disconnect { to: to.clone() };
    apply_to(&mut without, &cut).map_err(|_| Refusal::Gone)?;
    let into = first_fitting_input(&without, catalog, &from, node).ok_or_else(misfit)?;
    let out = first_fitting_output(&without, catalog, node, to).ok_or_else(misfit)?;
    let mut commands = connect(&without, catalog, &from, &into)?;
    for command in &commands {
        apply_to(&mut without, command).map_err(|_| misfit())?;
    }
    commands.extend(connect(&without, catalog, &out, to)?);
    Ok(commands)
}

/// The commands that put a node into the wire that ends at `to`, whatever it is wired to now: it leaves its own wires
/// first, which close behind it.
///
/// # Errors
/// A [`Refusal`] as of [`insert_into_wire`], also for a wire of the node itself.
pub fn move_into_wire(
    doc: &Document,
    catalog: &dyn Catalog,
    to: &InPort,
    node: NodeId,
) -> Result<Vec<Command>, Refusal> {
    let from = doc.wires().get(to).ok_or(Refusal::Gone)?;
    if from.node == node || to.node == node {
        return Err(Refusal::SelfWire);
    }
    let mut commands = take_out(doc, catalog, &[node]);
    let freed = apply_all(doc, &commands).document;
    commands.extend(insert_into_wire(&freed, catalog, to, node)?);
    Ok(commands)
}

/// The commands that take nodes out of their wires and leave them beside: whoever read one of them reads what came
/// into it instead, where that fits.
pub fn take_out(doc: &Document, catalog: &dyn Catalog, nodes: &[NodeId]) -> Vec<Command> {
    let (bridges, _) = bridges(doc, catalog, nodes);
    let bridged: BTreeSet<&InPort> = bridges.iter().map(|(_, to)| to).collect();
    let cut = wires_of(doc, nodes)
        .into_iter()
        .filter(|to| !bridged.contains(to))
        .map(|to| Command::Disconnect { to });
    // While the nodes still stand between, it is seen at once that a bridge closes no loop.
    let mut commands: Vec<Command> = bridges.iter().map(made).collect();
    commands.extend(cut);
    commands
}

/// The commands that remove items and close the gaps: whoever read a removed node reads what came into it, where
/// that fits.
pub fn remove_and_reconnect(
    doc: &Document,
    catalog: &dyn Catalog,
    items: &[ItemId],
) -> Vec<Command> {
    let nodes: Vec<NodeId> = items
        .iter()
        .filter_map(|item| match item {
            ItemId::Node(id) => Some(*id),
            ItemId::Frame(_) | ItemId::Note(_) => None,
        })
        .collect();
    let (bridges, _) = bridges(doc, catalog, &nodes);
    let mut commands: Vec<Command> = bridges.iter().map(made).collect();
    commands.extend(super::remove(doc, items));
    commands
}

/// The commands that take the wires out of some inputs; where none is, nothing is done.
pub fn cut(doc: &Document, wires: &[InPort]) -> Vec<Command> {
    let there: BTreeSet<&InPort> = wires
        .iter()
        .filter(|&to| doc.wires().contains_key(to))
        .collect();
    there
        .into_iter()
        .map(|to| Command::Disconnect { to: to.clone() })
        .collect()
}

/// Every wire that touches one of these nodes, by where it ends.
pub fn wires_of(doc: &Document, nodes: &[NodeId]) -> Vec<InPort> {
    let into = nodes
        .iter()
        .flat_map(|&node| doc.wires_into(node).map(|(to, _)| to.clone()));
    let from = nodes.iter().flat_map(|&node| doc.wires_from(node).cloned());
    into.chain(from)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn made((from, to): &(OutPort, InPort)) -> Command {
    Command::Connect {
        from: from.clone(),
        to: to.clone(),
    }
}

/// The wires that close the gaps when these nodes are gone, and the nodes as a set.
fn bridges(
    doc: &Document,
    catalog: &dyn Catalog,
    nodes: &[NodeId],
) -> (Vec<(OutPort, InPort)>, BTreeSet<NodeId>) {
    let out: BTreeSet<NodeId> = nodes.iter().copied().collect();
    // One after the other on a copy, so that a chain of them is bridged as a whole.
    let mut left = doc.clone();
    let mut touched: BTreeSet<InPort> = BTreeSet::new();
    for &node in &out {
        let sources: Vec<OutPort> = sources_in_order(&left, catalog, node);
        let readers: Vec<InPort> = left.wires_from(node).cloned().collect();
        for to in readers {
            let source = sources.iter().find_map(|from| {
                connect(&left, catalog, from, &to)
                    .ok()
                    .filter(|commands| !commands.is_empty())
            });
            for command in source.into_iter().flatten() {
                // Judged just now; a skip leaves the reader unwired, which is what the caller makes of it.
                drop(apply_to(&mut left, &command));
            }
            touched.insert(to);
        }
        // The node is there or it has no wires; either way it has none now.
        drop(apply_to(&mut left, &Command::RemoveNode { id: node }));
    }
    let bridges = touched
        .into_iter()
        .filter(|to| !out.contains(&to.node))
        .filter_map(|to| Some((left.wires().get(&to)?.clone(), to)))
        .collect();
    (bridges, out)
}

/// What comes into a node, in the order its inputs are shown in; unknown inputs last.
fn sources_in_order(doc: &Document, catalog: &dyn Catalog, node: NodeId) -> Vec<OutPort> {
    let schema = wiring::schema(doc, catalog, node).ok();
    let place = |to: &InPort| {
        schema
            .as_ref()
            .and_then(|schema| schema.input_ports().position(|port| port.name == &*to.port))
            .unwrap_or(usize::MAX)
    };
    let mut wires: Vec<(&InPort, &OutPort)> = doc.wires_into(node).collect();
    wires.sort_by_key(|(to, _)| place(to));
    wires.into_iter().map(|(_, from)| from.clone()).collect()
}
