//! What is wrong with a document, by node, brought up to date at the cost of what changed.

use gesso_graph::{Document, Fault, NodeId, diff, problems, problems_of};
use gesso_nodes::catalogue;
use std::collections::{BTreeMap, BTreeSet};

/// Faults by node; nodes without any are absent.
pub type Faults = BTreeMap<NodeId, Vec<Fault>>;

/// The faults of a whole document.
pub fn of(document: &Document) -> Faults {
    let mut faults = Faults::new();
    for problem in problems(document, catalogue()) {
        faults.entry(problem.node).or_default().push(problem.fault);
    }
    faults
}

/// Changes the faults of `old` into those of `new`. A node's faults depend on itself and on the wires into it.
pub fn follow(faults: &mut Faults, old: &Document, new: &Document) {
    let change = diff(old, new);
    let wires = change
        .wires
        .added
        .iter()
        .chain(&change.wires.changed)
        .chain(&change.wires.removed);
    let nodes = change
        .nodes
        .added
        .iter()
        .chain(&change.nodes.changed)
        .copied();
    let touched: BTreeSet<NodeId> = wires.map(|to| to.node).chain(nodes).collect();
    for node in &change.nodes.removed {
        faults.remove(node);
    }
    for node in touched {
        faults.remove(&node);
        if new.nodes().contains_key(&node) {
            let found: Vec<Fault> = problems_of(new, catalogue(), node)
                .into_iter()
                .map(|problem| problem.fault)
                .collect();
            if !found.is_empty() {
                faults.insert(node, found);
            }
        }
    }
}
