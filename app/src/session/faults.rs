//! What is wrong with a document, by node, brought up to date at the cost of what changed.

use crate::words::catalogue;
use gesso_graph::{Document, Fault, NodeId, diff, problems, problems_of};
use imbl::OrdMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Faults by node; nodes without any are absent. Copies are cheap, and so is what differs between two of them.
pub type Faults = OrdMap<NodeId, Arc<[Fault]>>;

/// With more changes than this, and one for every so many nodes, looking at all of them is cheaper.
const MANY: usize = 1_000;
const SHARE: usize = 4;

/// The faults of a whole document.
pub fn of(document: &Document) -> Faults {
    let found = problems(document, catalogue());
    let by_node = found.chunk_by(|one, next| one.node == next.node);
    let faults = by_node.map(|all| {
        let list = all.iter().map(|problem| problem.fault.clone());
        (all[0].node, list.collect::<Arc<[Fault]>>())
    });
    faults.collect()
}

/// Changes the faults of `old` into those of `new`. A node's faults depend on itself, on the wires into it, on what its
/// sources are, and past bypassed ones on theirs.
pub fn follow(faults: &mut Faults, old: &Document, new: &Document) {
    let change = diff(old, new);
    let count = change.nodes.iter().count() + change.wires.iter().count();
    if count > MANY && count * SHARE > new.nodes().len() {
        *faults = of(new);
        return;
    }
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
    let changed: BTreeSet<NodeId> = nodes.chain(change.instances.iter().copied()).collect();
    let ends = wires.map(|to| to.node);
    let touched = downstream(old, new, &changed, ends.collect());
    for node in &change.nodes.removed {
        faults.remove(node);
    }
    for node in touched {
        faults.remove(&node);
        if new.nodes().contains_key(&node) {
            let found: Arc<[Fault]> = problems_of(new, catalogue(), node)
                .into_iter()
                .map(|problem| problem.fault)
                .collect();
            if !found.is_empty() {
                faults.insert(node, found);
            }
        }
    }
}

/// The nodes whose faults may be others: those that changed, those at the ends of wires that changed, and their readers
/// as far as a source's look or mode can tell on them.
fn downstream(
    old: &Document,
    new: &Document,
    changed: &BTreeSet<NodeId>,
    ends: BTreeSet<NodeId>,
) -> BTreeSet<NodeId> {
    let is_quiet = |id: &NodeId| {
        let mut modes = [old, new].into_iter().filter_map(|doc| doc.nodes().get(id));
        modes.any(|node| !node.mode.is_active())
    };
    let passing = ends.iter().copied().filter(is_quiet);
    let mut spread: BTreeSet<NodeId> = changed.iter().copied().chain(passing).collect();
    let mut open: Vec<NodeId> = spread.iter().copied().collect();
    let mut touched = ends;
    touched.extend(changed);
    while let Some(node) = open.pop() {
        for to in old.wires_from(node).chain(new.wires_from(node)) {
            touched.insert(to.node);
            if is_quiet(&to.node) && spread.insert(to.node) {
                open.push(to.node);
            }
        }
    }
    touched
}
