//! What differs between two documents, at the cost of the difference: shared parts are passed over unseen.
//! For documents without common history it costs their size.

use crate::document::{Document, InPort};
use crate::id::{FrameId, NodeId, NoteId};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;

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
    }
}

/// What has to change in `old` to make it `new`.
pub fn diff(old: &Document, new: &Document) -> Diff {
    Diff {
        nodes: changes(&old.nodes, &new.nodes),
        wires: changes(&old.wires, &new.wires),
        frames: changes(&old.frames, &new.frames),
        notes: changes(&old.notes, &new.notes),
    }
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
