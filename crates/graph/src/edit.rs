//! Big verbs as pure functions: they look at a document and return the commands that do it.
//! Commands of one verb are one transaction; none of these change anything themselves.

use crate::clip::Clip;
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::geometry::{Point, Rect};
use crate::id::{GraphId, IdSource, ItemId, NodeId};
use crate::serial::Wire;
use std::collections::BTreeMap;

mod arrange;
mod layout;
mod paste;
mod reach;
mod restore;
mod rewire;
mod subgraph;
mod swap;
mod take;
mod wiring;

pub use arrange::{
    Axis, Line, Sizes, align, distribute, free_place, held_by, is_held, rect, stack,
};
pub use layout::tidy;
pub use paste::{paste, paste_into, paste_wired};
pub use reach::{Along, others, reached, same_kind};
pub use restore::restore;
pub use rewire::{cut, insert_into_wire, move_into_wire, remove_and_reconnect, take_out, wires_of};
pub use subgraph::{
    Fold, add_input, add_output, expose, fold, hide, move_port, own_copy, remove_graph, unfold,
};
pub use swap::{Swap, swap};
pub(crate) use take::places_of;
pub use take::{Restored, Setting, restore_take, set_again};
pub use wiring::{Refusal, connect, connect_each, first_fitting_input, first_fitting_output};

/// Where an item's top left corner is.
pub fn position(doc: &Document, item: ItemId) -> Option<Point> {
    match item {
        ItemId::Node(id) => doc.nodes().get(&id).map(|node| node.position),
        ItemId::Frame(id) => doc.frames().get(&id).map(|frame| frame.rect.origin()),
        ItemId::Note(id) => doc.notes().get(&id).map(|note| note.position),
    }
}

/// Removes items; wires that touch removed nodes go with them.
pub fn remove(doc: &Document, items: &[ItemId]) -> Vec<Command> {
    let there = items.iter().filter(|&&item| position(doc, item).is_some());
    there
        .map(|&item| match item {
            ItemId::Node(id) => Command::RemoveNode { id },
            ItemId::Frame(id) => Command::RemoveFrame { id },
            ItemId::Note(id) => Command::RemoveNote { id },
        })
        .collect()
}

/// Moves items by the same distance; gives the absolute places.
pub fn move_items(doc: &Document, items: &[ItemId], dx: f64, dy: f64) -> Vec<Command> {
    let moved = |&item: &ItemId| {
        let to = position(doc, item)?.translate(dx, dy);
        Some(Command::Move { item, to })
    };
    items.iter().filter_map(moved).collect()
}

/// Copies items with the wires among them, for the clipboard.
pub fn copy(doc: &Document, items: &[ItemId]) -> Clip {
    Clip::of(doc, items)
}

/// Adds copies of items beside them, with the wires among them, and says which items are new.
/// Wires from outside stay with the originals.
pub fn duplicate(
    doc: &Document,
    items: &[ItemId],
    offset: Point,
    ids: &mut IdSource,
) -> (Vec<Command>, Vec<ItemId>) {
    place(&Clip::of(doc, items), offset.x, offset.y, ids)
}

/// As [`duplicate`], with the wires that come into the originals from outside.
pub fn duplicate_wired(
    doc: &Document,
    items: &[ItemId],
    offset: Point,
    ids: &mut IdSource,
) -> (Vec<Command>, Vec<ItemId>) {
    let clip = Clip::of(doc, items);
    let mut placed = place_all(&clip, (offset.x, offset.y), None, ids);
    placed.wire_incoming(doc, &clip);
    (placed.commands, placed.items)
}

/// What [`place_all`] made.
struct Placed {
    commands: Vec<Command>,
    items: Vec<ItemId>,
    /// The copy of each node.
    nodes: BTreeMap<NodeId, NodeId>,
}

impl Placed {
    /// Wires the copies from outside as the originals are, where the sources are still there.
    fn wire_incoming(&mut self, doc: &Document, clip: &Clip) {
        for wire in &clip.incoming {
            let is_there = doc.nodes().contains_key(&wire.from.node);
            if let (true, Some(&node)) = (is_there, self.nodes.get(&wire.to.node)) {
                let port = wire.to.port.clone();
                self.commands.push(Command::Connect {
                    from: wire.from.clone(),
                    to: InPort { node, port },
                });
            }
        }
    }
}

fn place(clip: &Clip, dx: f64, dy: f64, ids: &mut IdSource) -> (Vec<Command>, Vec<ItemId>) {
    let placed = place_all(clip, (dx, dy), None, ids);
    (placed.commands, placed.items)
}

/// Adds everything a clip holds under new ids, moved; into one graph, or each where the original lies.
fn place_all(
    clip: &Clip,
    (dx, dy): (f64, f64),
    graph: Option<GraphId>,
    ids: &mut IdSource,
) -> Placed {
    let mut placed = Placed {
        commands: Vec::with_capacity(clip.len() + clip.wires.len()),
        items: Vec::with_capacity(clip.len()),
        nodes: BTreeMap::new(),
    };
    for frame in clip.frames.values() {
        let id = ids.frame();
        let mut frame = frame.as_ref().clone();
        frame.rect = Rect::translate(frame.rect, dx, dy);
        frame.graph = graph.unwrap_or(frame.graph);
        placed.commands.push(Command::AddFrame { id, frame });
        placed.items.push(ItemId::Frame(id));
    }
    for (&original, node) in &clip.nodes {
        let id = ids.node();
        let mut node = node.as_ref().clone();
        node.position = node.position.translate(dx, dy);
        node.graph = graph.unwrap_or(node.graph);
        placed.commands.push(Command::AddNode { id, node });
        placed.items.push(ItemId::Node(id));
        placed.nodes.insert(original, id);
    }
    for wire in &clip.wires {
        let ends = [wire.from.node, wire.to.node].map(|node| placed.nodes.get(&node));
        if let [Some(&from), Some(&to)] = ends {
            let wire = Wire {
                from: OutPort {
                    node: from,
                    port: wire.from.port.clone(),
                },
                to: InPort {
                    node: to,
                    port: wire.to.port.clone(),
                },
                bends: wire
                    .bends
                    .iter()
                    .map(|bend| bend.translate(dx, dy))
                    .collect(),
            };
            placed.commands.extend(wire.commands());
        }
    }
    for note in clip.notes.values() {
        let id = ids.note();
        let mut note = note.as_ref().clone();
        note.position = note.position.translate(dx, dy);
        note.graph = graph.unwrap_or(note.graph);
        placed.commands.push(Command::AddNote { id, note });
        placed.items.push(ItemId::Note(id));
    }
    placed
}
