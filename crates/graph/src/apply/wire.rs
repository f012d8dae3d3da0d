//! Commands about wires. Both ends lie in one graph; bends live and go with their wire.

use super::room_for;
use crate::check;
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::geometry::Point;
use crate::id::{ItemId, NodeId};
use crate::limits;
use crate::skip::Skip;
use std::collections::BTreeSet;

pub(super) fn connect(
    doc: &mut Document,
    from: &OutPort,
    to: &InPort,
) -> Result<Vec<Command>, Skip> {
    let graph = |node: NodeId| {
        let item = ItemId::Node(node);
        doc.graph_of(item).ok_or(Skip::Missing { item })
    };
    let (begin, end) = (graph(from.node)?, graph(to.node)?);
    check::name(&from.port)?;
    check::name(&to.port)?;
    if from.node == to.node {
        return Err(Skip::SelfWire);
    }
    if begin != end {
        return Err(Skip::OtherGraph);
    }
    let was = doc.wires.get(to).cloned();
    if was.as_ref() == Some(from) {
        return Err(Skip::NoChange);
    }
    if was.is_none() {
        room_for(doc.wires.len(), limits::WIRES, "wires")?;
    }
    if reaches(doc, to.node, from.node) {
        return Err(Skip::WouldCycle);
    }
    let inverse = match was {
        Some(_) => take(doc, to),
        None => vec![Command::Disconnect { to: to.clone() }],
    };
    doc.wires.insert(to.clone(), from.clone());
    doc.leaving.insert((from.node, to.clone()));
    Ok(inverse)
}

pub(super) fn disconnect(doc: &mut Document, to: &InPort) -> Result<Vec<Command>, Skip> {
    if !doc.nodes.contains_key(&to.node) {
        return Err(Skip::Missing {
            item: ItemId::Node(to.node),
        });
    }
    let inverse = take(doc, to);
    if inverse.is_empty() {
        return Err(Skip::NoChange);
    }
    Ok(inverse)
}

pub(super) fn set_bends(
    doc: &mut Document,
    to: &InPort,
    bends: &[Point],
) -> Result<Vec<Command>, Skip> {
    check::bends(bends)?;
    if !doc.wires.contains_key(to) {
        return Err(Skip::NoWire);
    }
    if doc.bends.get(to).map_or(&[][..], |bends| bends) == bends {
        return Err(Skip::NoChange);
    }
    let was = if bends.is_empty() {
        doc.bends.remove(to)
    } else {
        doc.bends.insert(to.clone(), bends.into())
    };
    Ok(vec![Command::SetBends {
        to: to.clone(),
        bends: was.map_or_else(Vec::new, |bends| bends.to_vec()),
    }])
}

/// Takes every wire that touches a node and returns what brings them back.
pub(super) fn take_all(doc: &mut Document, node: NodeId) -> Vec<Command> {
    let into = doc.wires_into(node).map(|(to, _)| to);
    let touching: Vec<InPort> = into.chain(doc.wires_from(node)).cloned().collect();
    touching.iter().flat_map(|to| take(doc, to)).collect()
}

/// Takes the wire out of an input and returns what brings it back with its bends; nothing when there is none.
fn take(doc: &mut Document, to: &InPort) -> Vec<Command> {
    let Some(from) = doc.wires.remove(to) else {
        return Vec::new();
    };
    doc.leaving.remove(&(from.node, to.clone()));
    let mut inverse = vec![Command::Connect {
        from,
        to: to.clone(),
    }];
    inverse.extend(doc.bends.remove(to).map(|bends| Command::SetBends {
        to: to.clone(),
        bends: bends.to_vec(),
    }));
    inverse
}

/// Whether something flows from `source` to `node` already. Walks upstream of `node` only, and not at all when
/// nothing leaves `source`, which is how graphs are mostly built.
pub(crate) fn reaches(doc: &Document, source: NodeId, node: NodeId) -> bool {
    if source == node {
        return true;
    }
    if doc.wires_from(source).next().is_none() {
        return false;
    }
    let mut seen = BTreeSet::from([node]);
    let mut open = vec![node];
    while let Some(here) = open.pop() {
        for (_, from) in doc.wires_into(here) {
            if from.node == source {
                return true;
            }
            if seen.insert(from.node) {
                open.push(from.node);
            }
        }
    }
    false
}
