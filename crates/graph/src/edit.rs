//! Big verbs as pure functions: they look at a document and return the commands that do it.
//! Commands of one verb are one transaction; none of these change anything themselves.

use crate::clip::Clip;
use crate::command::Command;
use crate::document::{Document, InPort, Node, Note, OutPort};
use crate::geometry::{Point, Rect};
use crate::id::{IdSource, ItemId, NodeId};
use std::collections::BTreeMap;

mod arrange;
mod layout;
mod reach;
mod rewire;
mod swap;
mod wiring;

pub use arrange::{Axis, Line, Sizes, align, distribute, free_place, held_by, rect, stack};
pub use layout::tidy;
pub use reach::{Along, others, reached, same_kind};
pub use rewire::{cut, insert_into_wire, remove_and_reconnect, take_out, wires_of};
pub use swap::{Swap, swap};
pub use wiring::{Refusal, connect, first_fitting_input, first_fitting_output};

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

/// Adds what a clip holds, its top left corner at `at`, and says which items are new.
pub fn paste(clip: &Clip, at: Point, ids: &mut IdSource) -> (Vec<Command>, Vec<ItemId>) {
    let origin = clip.origin().unwrap_or(at);
    place(clip, at.x - origin.x, at.y - origin.y, ids)
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

fn place(clip: &Clip, dx: f64, dy: f64, ids: &mut IdSource) -> (Vec<Command>, Vec<ItemId>) {
    let mut commands = Vec::with_capacity(clip.len() + clip.wires.len());
    let mut items = Vec::with_capacity(clip.len());
    for frame in clip.frames.values() {
        let id = ids.frame();
        let mut frame = frame.as_ref().clone();
        frame.rect = Rect::translate(frame.rect, dx, dy);
        commands.push(Command::AddFrame { id, frame });
        items.push(ItemId::Frame(id));
    }
    let mut copies: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for (&original, node) in &clip.nodes {
        let id = ids.node();
        let position = node.position.translate(dx, dy);
        commands.push(Command::AddNode {
            id,
            node: Node {
                position,
                ..node.as_ref().clone()
            },
        });
        items.push(ItemId::Node(id));
        copies.insert(original, id);
    }
    for wire in &clip.wires {
        if let (Some(&from), Some(&to)) = (copies.get(&wire.from.node), copies.get(&wire.to.node)) {
            let to = InPort {
                node: to,
                port: wire.to.port.clone(),
            };
            commands.push(Command::Connect {
                from: OutPort {
                    node: from,
                    port: wire.from.port.clone(),
                },
                to: to.clone(),
            });
            if !wire.bends.is_empty() {
                let moved = wire.bends.iter().map(|bend| bend.translate(dx, dy));
                commands.push(Command::SetBends {
                    to,
                    bends: moved.collect(),
                });
            }
        }
    }
    for note in clip.notes.values() {
        let id = ids.note();
        let position = note.position.translate(dx, dy);
        commands.push(Command::AddNote {
            id,
            note: Note {
                position,
                ..note.as_ref().clone()
            },
        });
        items.push(ItemId::Note(id));
    }
    (commands, items)
}
