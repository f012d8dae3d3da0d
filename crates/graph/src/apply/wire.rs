//! Commands about wires. Both ends lie in one graph; bends live and go with their wire.

use super::room_for;
use crate::check;
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::geometry::Point;
use crate::id::{ItemId, NodeId};
use crate::limits;
use crate::skip::Skip;
use std::collections::{BTreeSet, VecDeque};

/// So many nodes after a wire's source are looked at to find its end among them.
const NEAR: usize = 64;

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

/// Whether something flows from `source` to `node` already. Walks upstream of `node` and downstream of `source` in turn, until
/// one of the ways ends: costs the smaller of the two. Where `source` comes soon after `node`, it ends at once, as nothing
/// flows in a circle.
pub(crate) fn reaches(doc: &Document, source: NodeId, node: NodeId) -> bool {
    if source == node {
        return true;
    }
    let into = |here| doc.wires_into(here).map(|(_, from)| from.node);
    let from = |here| doc.wires_from(here).map(|to| to.node);
    let mut up = Walk::new(node, source);
    let mut down = Walk::new(source, node);
    let mut after = Walk::new(node, source);
    loop {
        for step in [down.step(from), up.step(into)] {
            match step {
                Step::Found => return true,
                Step::End => return false,
                Step::On => {}
            }
        }
        if after.seen.len() < NEAR && after.step(from) == Step::Found {
            return false;
        }
    }
}

/// A walk through a graph, the near before the far, that looks for a node.
struct Walk {
    goal: NodeId,
    seen: BTreeSet<NodeId>,
    open: VecDeque<NodeId>,
}

#[derive(PartialEq, Eq)]
enum Step {
    Found,
    On,
    /// Everything was seen.
    End,
}

impl Walk {
    fn new(start: NodeId, goal: NodeId) -> Self {
        Self {
            goal,
            seen: BTreeSet::from([start]),
            open: VecDeque::from([start]),
        }
    }

    /// Goes on by one node.
    fn step<I: Iterator<Item = NodeId>>(&mut self, next: impl Fn(NodeId) -> I) -> Step {
        let Some(here) = self.open.pop_front() else {
            return Step::End;
        };
        for node in next(here) {
            if node == self.goal {
                return Step::Found;
            }
            if self.seen.insert(node) {
                self.open.push_back(node);
            }
        }
        Step::On
    }
}
