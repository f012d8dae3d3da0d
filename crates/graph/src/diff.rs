//! What differs between two documents, at the cost of the difference: shared parts are passed over unseen.
//! For documents without common history it costs their size.

use crate::document::{Document, InPort};
use crate::id::{FrameId, GraphId, ItemId, NodeId, NoteId};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::collections::BTreeSet;

/// What differs, kind by kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// Nodes.
    pub nodes: Changes<NodeId>,
    /// Wires, by where they end; changed means another source.
    pub wires: Changes<InPort>,
    /// Frames.
    pub frames: Changes<FrameId>,
    /// Notes.
    pub notes: Changes<NoteId>,
    /// Bends, by where their wires end.
    pub bends: Changes<InPort>,
    /// Subgraphs; changed means another title.
    pub graphs: Changes<GraphId>,
    /// Nodes of the new document that show a subgraph in which nodes or wires differ, itself or through what it shows:
    /// their ports, parameters and faults may be others, though they themselves need not differ.
    pub instances: Vec<NodeId>,
}

/// What differs of one kind, each list in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<K> {
    /// Only in the new document.
    pub added: Vec<K>,
    /// Only in the old document.
    pub removed: Vec<K>,
    /// In both, and not equal.
    pub changed: Vec<K>,
}

impl<K> Default for Changes<K> {
    fn default() -> Self {
        Self {
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
        }
    }
}

impl<K> Changes<K> {
    /// All that differ: added, removed, changed.
    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.added.iter().chain(&self.removed).chain(&self.changed)
    }

    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

impl Diff {
    /// The documents are equal.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
            && self.wires.is_empty()
            && self.frames.is_empty()
            && self.notes.is_empty()
            && self.bends.is_empty()
            && self.graphs.is_empty()
    }
}

/// What has to change in `old` to make it `new`.
pub fn diff(old: &Document, new: &Document) -> Diff {
    let mut diff = Diff {
        nodes: changes(&old.nodes, &new.nodes),
        wires: changes(&old.wires, &new.wires),
        frames: changes(&old.frames, &new.frames),
        notes: changes(&old.notes, &new.notes),
        bends: changes(&old.bends, &new.bends),
        graphs: changes(&old.graphs, &new.graphs),
        instances: Vec::new(),
    };
    if !(old.graphs.is_empty() && new.graphs.is_empty()) {
        diff.instances = instances(old, new, &diff);
    }
    diff
}

/// The instances of every subgraph that differs, and of those around them.
fn instances(old: &Document, new: &Document, diff: &Diff) -> Vec<NodeId> {
    let nodes = diff.nodes.iter().copied();
    let ends = diff.wires.iter().map(|to| to.node);
    let places = nodes.chain(ends).flat_map(|id| {
        let item = ItemId::Node(id);
        [old.graph_of(item), new.graph_of(item)]
    });
    let differing = places.flatten().chain(diff.graphs.iter().copied());
    let mut seen: BTreeSet<GraphId> = differing.filter(|graph| !graph.is_root()).collect();
    let mut open: Vec<GraphId> = seen.iter().copied().collect();
    let mut found = BTreeSet::new();
    while let Some(graph) = open.pop() {
        for node in new.instances_of(graph) {
            found.insert(node);
            let around = new.graph_of(ItemId::Node(node));
            open.extend(around.filter(|around| !around.is_root() && seen.insert(*around)));
        }
    }
    found.into_iter().collect()
}

fn changes<K: Ord + Clone, V: PartialEq>(old: &OrdMap<K, V>, new: &OrdMap<K, V>) -> Changes<K> {
    let mut changes = Changes::default();
    if old.ptr_eq(new) {
        return changes;
    }
    for item in old.diff(new) {
        match item {
            DiffItem::Add(key, _) => changes.added.push(key.clone()),
            DiffItem::Remove(key, _) => changes.removed.push(key.clone()),
            DiffItem::Update { new: (key, _), .. } => changes.changed.push(key.clone()),
        }
    }
    changes
}
