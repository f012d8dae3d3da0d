//! Gives an instance a subgraph of its own, so that editing it changes no other.

use crate::clip::Clip;
use crate::command::Command;
use crate::document::{Document, INSTANCE_GRAPH, InPort, OutPort};
use crate::edit::paste::renamed;
use crate::edit::place_all;
use crate::edit::wiring::Refusal;
use crate::id::{IdSource, Name, NodeId};
use crate::value::Value;
use std::collections::BTreeMap;

/// The commands that give an instance a copy of its subgraph for itself. Its wires and settings stay; what is nested
/// in it stays linked.
///
/// # Errors
/// [`Refusal::Gone`] when the node is not there or shows no subgraph.
pub fn own_copy(
    doc: &Document,
    instance: NodeId,
    ids: &mut IdSource,
) -> Result<Vec<Command>, Refusal> {
    let shown = doc.nodes().get(&instance).ok_or(Refusal::Gone)?;
    let graph = shown.instance_of().ok_or(Refusal::Gone)?;
    let definition = doc.graphs().get(&graph).ok_or(Refusal::Gone)?;
    let own = ids.graph();
    let mut commands = vec![Command::AddGraph {
        id: own,
        graph: definition.as_ref().clone(),
    }];
    let items: Vec<_> = doc.members(graph).collect();
    let placed = place_all(&Clip::of(doc, &items), (0., 0.), Some(own), ids);
    commands.extend(placed.commands);
    commands.push(Command::SetParam {
        id: instance,
        name: INSTANCE_GRAPH.into(),
        value: Some(Value::Graph(own)),
    });
    for (name, value) in &shown.params {
        if let Some(new) = renamed(name, &placed.nodes) {
            let set = |name: Name, value| Command::SetParam {
                id: instance,
                name,
                value,
            };
            commands.push(set(name.clone(), None));
            commands.push(set(new, Some(value.clone())));
        }
    }
    rewire(doc, instance, &placed.nodes, &mut commands);
    Ok(commands)
}

fn rewire(
    doc: &Document,
    instance: NodeId,
    nodes: &BTreeMap<NodeId, NodeId>,
    commands: &mut Vec<Command>,
) {
    let bends = |to: &InPort| doc.bends().get(to).map(|bends| bends.to_vec());
    let mut wire = |from: OutPort, to: InPort, bends: Option<Vec<_>>| {
        commands.push(Command::Connect {
            from,
            to: to.clone(),
        });
        commands.extend(bends.map(|bends| Command::SetBends { to, bends }));
    };
    let mut moved = Vec::new();
    for (to, from) in doc.wires_into(instance) {
        if let Some(port) = renamed(&to.port, nodes) {
            let node = instance;
            wire(from.clone(), InPort { node, port }, bends(to));
            moved.push(to.clone());
        }
    }
    for to in doc.wires_from(instance) {
        let from = doc.wires().get(to);
        if let Some(port) = from.and_then(|from| renamed(&from.port, nodes)) {
            let node = instance;
            wire(OutPort { node, port }, to.clone(), bends(to));
        }
    }
    commands.extend(moved.into_iter().map(|to| Command::Disconnect { to }));
}
