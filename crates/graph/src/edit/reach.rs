//! Which nodes hang together: what a node needs, what needs it, both, and all of one kind.

use crate::document::Document;
use crate::id::{GraphId, ItemId, NodeId};
use std::collections::BTreeSet;

/// Along which wires one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// To what is needed.
    Upstream,
    /// To what needs it.
    Downstream,
    /// Up from here and down from here, not down again from what is above.
    Both,
    /// Every wire in every direction: the whole connected piece.
    Any,
}

/// The nodes that are reached from some nodes, these among them as far as they are in the document.
pub fn reached(doc: &Document, from: &[NodeId], along: Along) -> BTreeSet<NodeId> {
    match along {
        Along::Both => {
            let mut found = reached(doc, from, Along::Upstream);
            found.extend(reached(doc, from, Along::Downstream));
            found
        }
        Along::Upstream => walk(doc, from, true, false),
        Along::Downstream => walk(doc, from, false, true),
        Along::Any => walk(doc, from, true, true),
    }
}

fn walk(doc: &Document, from: &[NodeId], up: bool, down: bool) -> BTreeSet<NodeId> {
    let mut open: Vec<NodeId> = from.to_vec();
    open.retain(|id| doc.nodes().contains_key(id));
    let mut seen: BTreeSet<NodeId> = open.iter().copied().collect();
    while let Some(node) = open.pop() {
        let sources = doc.wires_into(node).filter(|_| up);
        let readers = doc.wires_from(node).filter(|_| down);
        let next = sources
            .map(|(_, from)| from.node)
            .chain(readers.map(|to| to.node));
        for node in next {
            if seen.insert(node) {
                open.push(node);
            }
        }
    }
    seen
}

/// Every node of a kind that some node here has, in the graphs these nodes lie in.
pub fn same_kind(doc: &Document, nodes: &[NodeId]) -> BTreeSet<NodeId> {
    let kinds: BTreeSet<(GraphId, &str)> = nodes
        .iter()
        .filter_map(|id| doc.nodes().get(id))
        .map(|node| (node.graph, node.kind.as_str()))
        .collect();
    let same = doc
        .nodes()
        .iter()
        .filter(|(_, node)| kinds.contains(&(node.graph, node.kind.as_str())));
    same.map(|(&id, _)| id).collect()
}

/// Everything of a graph that is not among these.
pub fn others(doc: &Document, graph: GraphId, items: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
    doc.members(graph)
        .filter(|item| !items.contains(item))
        .collect()
}
