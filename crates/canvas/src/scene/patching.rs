//! Another document, or another graph of it, into the scene: by difference, each change at its own cost.
//! Says what looks different and what is gone.

use super::curves::Curves;
use super::{Scene, Spot, WireSpot};
use gesso_graph::{
    Diff, Document, FrameId, GraphId, InPort, Interfaces, ItemId, NodeId, NoteId, OutPort, Rect,
    diff,
};
use rstar::RTree;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Above this many changes at once, loading the index anew is cheaper than patching it.
const PATCH_LIMIT: usize = 2_000;

/// What another document changed.
#[derive(Default)]
pub(crate) struct Patched {
    /// Boxes of the world that look different, and those of frames that do or did.
    pub(crate) damage: Vec<Rect>,
    pub(crate) frames: Vec<Rect>,
    /// Items that are gone.
    pub(crate) gone: Vec<ItemId>,
    /// Wires that are gone.
    pub(crate) unwired: Vec<InPort>,
}

/// How the index is kept while patching, and what was touched.
pub(super) struct Index {
    rebuild: bool,
    damage: Vec<Rect>,
    frames: Vec<Rect>,
}

impl Index {
    fn new(rebuild: bool) -> Self {
        Self {
            rebuild,
            damage: Vec::new(),
            frames: Vec::new(),
        }
    }

    fn damage(&mut self, spot: &Spot) {
        match spot.item {
            ItemId::Frame(_) => self.frames.push(spot.rect),
            ItemId::Node(_) | ItemId::Note(_) => self.damage.push(spot.rect),
        }
    }
}

impl Scene {
    /// Shows another document.
    pub(crate) fn patch(&mut self, document: &Document) -> Patched {
        if self.spots.is_empty() {
            self.document = document.clone();
            self.show(self.graph);
            return Patched {
                frames: self.extent().into_iter().collect(),
                ..Patched::default()
            };
        }
        let changes = diff(&self.document, document);
        let old = std::mem::replace(&mut self.document, document.clone());
        let mut patched = Patched::default();
        let mut dirty_nodes: BTreeSet<NodeId> = changes
            .nodes
            .added
            .iter()
            .chain(&changes.nodes.changed)
            .chain(&changes.instances)
            .copied()
            .collect();
        let mut dirty_wires: BTreeSet<InPort> = changes
            .wires
            .added
            .iter()
            .chain(&changes.wires.changed)
            .chain(changes.bends.iter())
            .cloned()
            .collect();
        for to in changes
            .wires
            .added
            .iter()
            .chain(&changes.wires.changed)
            .chain(&changes.wires.removed)
        {
            dirty_nodes.insert(to.node);
            dirty_nodes.extend(document.wires().get(to).map(|from| from.node));
            dirty_nodes.extend(old.wires().get(to).map(|from| from.node));
        }
        let count = dirty_nodes.len()
            + changes.frames.added.len()
            + changes.notes.added.len()
            + dirty_wires.len();
        let mut index = Index::new(count > PATCH_LIMIT);

        self.remove_moved(&changes, &mut patched, &mut index);
        for to in changes.wires.removed {
            self.put_wire(&to, None, &mut index);
            patched.unwired.push(to);
        }
        for id in changes.nodes.removed {
            self.nodes.remove(&id);
            self.remove(ItemId::Node(id), &mut patched, &mut index);
        }
        for id in changes.frames.removed {
            self.remove(ItemId::Frame(id), &mut patched, &mut index);
        }
        for id in changes.notes.removed {
            self.forget_note(id);
            self.remove(ItemId::Note(id), &mut patched, &mut index);
        }
        self.lay_out_all(dirty_nodes, &old, &mut dirty_wires, &mut index);
        for to in dirty_wires {
            let spot = self.wire_spot(&to);
            self.put_wire(&to, spot, &mut index);
        }
        for id in changes
            .frames
            .added
            .into_iter()
            .chain(changes.frames.changed)
        {
            self.put_frame(id, &mut index);
        }
        for id in changes.notes.added.into_iter().chain(changes.notes.changed) {
            self.put_note(id, &mut index);
        }
        if index.rebuild {
            self.load();
        }
        patched.damage = index.damage;
        patched.frames = index.frames;
        patched
    }

    /// Shows the items of another graph; costs what lies in it.
    pub(crate) fn show(&mut self, graph: GraphId) {
        self.graph = graph;
        self.nodes.clear();
        self.spots.clear();
        self.wires.clear();
        let mut index = Index::new(true);
        let document = self.document.clone();
        let mut interfaces = Interfaces::new(&document, self.catalog);
        for item in document.members(graph) {
            match item {
                ItemId::Node(id) => {
                    let schema = interfaces.of(id);
                    self.lay_out(id, schema, &mut index);
                }
                ItemId::Frame(id) => self.put_frame(id, &mut index),
                ItemId::Note(id) => self.put_note(id, &mut index),
            }
        }
        // A wire lies where its ends do. Nearly all nodes are in the root, so there all wires are gone through.
        let wire = |(to, from): (&InPort, &OutPort)| {
            let spot = self.wire_between(to, from)?;
            Some((to.clone(), Arc::new(spot)))
        };
        self.wires = if graph.is_root() {
            document.wires().iter().filter_map(wire).collect()
        } else {
            let wires = self.nodes.keys().flat_map(|id| document.wires_into(*id));
            wires.filter_map(wire).collect()
        };
        self.load();
    }

    /// Makes the index anew.
    fn load(&mut self) {
        self.items = RTree::bulk_load(self.spots.values().copied().collect());
        self.curves = Curves::of(self.wires.values());
    }

    /// Items that lie in another graph now are gone from this one.
    fn remove_moved(&mut self, changes: &Diff, patched: &mut Patched, index: &mut Index) {
        let nodes = changes.nodes.changed.iter().copied().map(ItemId::Node);
        let frames = changes.frames.changed.iter().copied().map(ItemId::Frame);
        let notes = changes.notes.changed.iter().copied().map(ItemId::Note);
        for item in nodes.chain(frames).chain(notes) {
            if self.spots.contains_key(&item) && self.document.graph_of(item) != Some(self.graph) {
                if let ItemId::Node(id) = item {
                    self.nodes.remove(&id);
                }
                self.remove(item, patched, index);
            }
        }
    }

    fn put_frame(&mut self, id: FrameId, index: &mut Index) {
        let frame = self.document.frames().get(&id);
        let Some(frame) = frame.filter(|frame| frame.graph == self.graph) else {
            return;
        };
        let spot = Spot {
            item: ItemId::Frame(id),
            rect: frame.rect,
            category: None,
            z: 0,
        };
        self.put(spot, index);
    }

    fn put_note(&mut self, id: NoteId, index: &mut Index) {
        let note = self.document.notes().get(&id);
        let Some(note) = note.filter(|note| note.graph == self.graph) else {
            return;
        };
        let rect = Rect::at(note.position, note.size);
        self.top += 1;
        let spot = Spot {
            item: ItemId::Note(id),
            rect,
            category: None,
            z: self.top,
        };
        self.put(spot, index);
    }

    pub(super) fn put(&mut self, spot: Spot, index: &mut Index) {
        index.damage(&spot);
        if let Some(was) = self.spots.insert(spot.item, spot) {
            index.damage(&was);
            if !index.rebuild {
                self.items.remove(&was);
            }
        }
        if !index.rebuild {
            self.items.insert(spot);
        }
    }

    fn remove(&mut self, item: ItemId, patched: &mut Patched, index: &mut Index) {
        patched.gone.push(item);
        if let Some(was) = self.spots.remove(&item) {
            index.damage(&was);
            if !index.rebuild {
                self.items.remove(&was);
            }
        }
    }

    fn put_wire(&mut self, to: &InPort, spot: Option<WireSpot>, index: &mut Index) {
        if let Some(was) = self.wires.remove(to) {
            was.route.boxes(|rect| index.damage.push(rect));
            if !index.rebuild {
                self.curves.remove(&was);
            }
        }
        if let Some(spot) = spot {
            spot.route.boxes(|rect| index.damage.push(rect));
            let spot = Arc::new(spot);
            if !index.rebuild {
                self.curves.insert(&spot);
            }
            self.wires.insert(to.clone(), spot);
        }
    }
}
