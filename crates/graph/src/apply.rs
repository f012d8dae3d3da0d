//! The only way a document changes: one command at a time, checked before anything is touched.
//! Keeps true: no wire without both its nodes, one source per input, no loops, finite numbers, the index of leaving wires.
//! Does not judge meaning (types, ranges, unknown kinds): that is `problems`.

use crate::check;
use crate::command::Command;
use crate::document::{Document, Frame, InPort, Node, Note, OutPort};
use crate::geometry::{Point, Rect};
use crate::id::{FrameId, ItemId, Name, NodeId, NoteId};
use crate::limits;
use crate::skip::Skip;
use crate::value::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The document after it.
    pub document: Document,
    /// What takes it back, in the order to apply: on `document` it gives the document before.
    pub inverse: Vec<Command>,
}

/// What a list of commands did.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The document after them.
    pub document: Document,
    /// What takes all of it back, in the order to apply.
    pub inverse: Vec<Command>,
    /// The commands that changed nothing, by their place in the list.
    pub skips: Vec<(usize, Skip)>,
}

/// Applies one command to a copy.
///
/// # Errors
/// A [`Skip`] when the command changes nothing, with the reason.
pub fn apply(doc: &Document, command: &Command) -> Result<Change, Skip> {
    let mut document = doc.clone();
    let inverse = apply_to(&mut document, command)?;
    Ok(Change { document, inverse })
}

/// Applies commands in order to a copy; those that change nothing are passed over and reported.
pub fn apply_all(doc: &Document, commands: &[Command]) -> Applied {
    let mut document = doc.clone();
    let mut groups = Vec::with_capacity(commands.len());
    let mut skips = Vec::new();
    for (place, command) in commands.iter().enumerate() {
        match apply_to(&mut document, command) {
            Ok(inverse) => groups.push(inverse),
            Err(skip) => skips.push((place, skip)),
        }
    }
    let inverse = groups.into_iter().rev().flatten().collect();
    Applied {
        document,
        inverse,
        skips,
    }
}

/// Applies one command in place and returns what takes it back, in the order to apply.
/// Cheaper than [`apply`] for many commands in a row: what this document alone holds is not copied.
///
/// # Errors
/// A [`Skip`] when the command changes nothing; the document is then as it was.
pub fn apply_to(doc: &mut Document, command: &Command) -> Result<Vec<Command>, Skip> {
    match command {
        Command::AddNode { id, node } => add_node(doc, *id, node),
        Command::RemoveNode { id } => remove_node(doc, *id),
        Command::Move { item, to } => move_item(doc, *item, *to),
        Command::SetTitle { id, title } => set_title(doc, *id, title.as_ref()),
        Command::SetParam { id, name, value } => set_param(doc, *id, name, value.as_ref()),
        Command::Connect { from, to } => connect(doc, from, to),
        Command::Disconnect { to } => disconnect(doc, to),
        Command::AddFrame { id, frame } => add_frame(doc, *id, frame),
        Command::RemoveFrame { id } => remove_frame(doc, *id),
        Command::SetFrameRect { id, rect } => set_frame_rect(doc, *id, *rect),
        Command::SetFrameTitle { id, title } => {
            check::title(title)?;
            let was = exchange(&mut frame_mut(doc, *id)?.title, title.clone())?;
            Ok(vec![Command::SetFrameTitle {
                id: *id,
                title: was,
            }])
        }
        Command::SetFrameColor { id, color } => {
            check::color(*color)?;
            let was = exchange(&mut frame_mut(doc, *id)?.color, *color)?;
            Ok(vec![Command::SetFrameColor {
                id: *id,
                color: was,
            }])
        }
        Command::AddNote { id, note } => add_note(doc, *id, note),
        Command::RemoveNote { id } => remove_note(doc, *id),
        Command::SetNoteText { id, text } => {
            check::text(text)?;
            let was = exchange(&mut note_mut(doc, *id)?.text, text.clone())?;
            Ok(vec![Command::SetNoteText { id: *id, text: was }])
        }
        Command::SetNoteSize { id, size } => {
            check::size(*size)?;
            let was = exchange(&mut note_mut(doc, *id)?.size, *size)?;
            Ok(vec![Command::SetNoteSize { id: *id, size: was }])
        }
    }
}

fn add_node(doc: &mut Document, id: NodeId, node: &Node) -> Result<Vec<Command>, Skip> {
    check::node(node)?;
    room_for(doc.nodes.len(), limits::NODES, "nodes")?;
    if doc.nodes.contains_key(&id) {
        return Err(Skip::Exists {
            item: ItemId::Node(id),
        });
    }
    doc.nodes.insert(id, Arc::new(node.clone()));
    Ok(vec![Command::RemoveNode { id }])
}

fn remove_node(doc: &mut Document, id: NodeId) -> Result<Vec<Command>, Skip> {
    let node = doc.nodes.remove(&id).ok_or(Skip::Missing {
        item: ItemId::Node(id),
    })?;
    let into: Vec<_> = doc
        .wires_into(id)
        .map(|(to, from)| (from.clone(), to.clone()))
        .collect();
    let mut inverse = Vec::with_capacity(1 + into.len());
    inverse.push(Command::AddNode {
        id,
        node: Arc::unwrap_or_clone(node),
    });
    for (from, to) in into {
        doc.wires.remove(&to);
        forget_leaving(doc, &from, &to);
        inverse.push(Command::Connect { from, to });
    }
    let leaving: Vec<InPort> = doc.wires_from(id).cloned().collect();
    for to in leaving {
        if let Some(from) = doc.wires.remove(&to) {
            forget_leaving(doc, &from, &to);
            inverse.push(Command::Connect { from, to });
        }
    }
    Ok(inverse)
}

fn move_item(doc: &mut Document, item: ItemId, to: Point) -> Result<Vec<Command>, Skip> {
    check::point(to)?;
    let was = match item {
        ItemId::Node(id) => exchange(&mut node_mut(doc, id)?.position, to)?,
        ItemId::Note(id) => exchange(&mut note_mut(doc, id)?.position, to)?,
        ItemId::Frame(id) => {
            let rect = &mut frame_mut(doc, id)?.rect;
            let moved = Rect {
                x: to.x,
                y: to.y,
                ..*rect
            };
            exchange(rect, moved)?.origin()
        }
    };
    Ok(vec![Command::Move { item, to: was }])
}

fn set_title(
    doc: &mut Document,
    id: NodeId,
    title: Option<&Arc<str>>,
) -> Result<Vec<Command>, Skip> {
    check::title(title.map_or("", |title| title))?;
    let was = exchange(&mut node_mut(doc, id)?.title, title.cloned())?;
    Ok(vec![Command::SetTitle { id, title: was }])
}

fn set_param(
    doc: &mut Document,
    id: NodeId,
    name: &Name,
    value: Option<&Value>,
) -> Result<Vec<Command>, Skip> {
    let stored = doc.nodes.get(&id).ok_or(Skip::Missing {
        item: ItemId::Node(id),
    })?;
    if stored.params.get(name) == value {
        return Err(Skip::NoChange);
    }
    check::name(name)?;
    if let Some(value) = value {
        check::value(value)?;
        if !stored.params.contains_key(name) {
            room_for(stored.params.len(), limits::PARAMS, "parameters on a node")?;
        }
    }
    let params = &mut node_mut(doc, id)?.params;
    let was = match value {
        Some(value) => params.insert(name.clone(), value.clone()),
        None => params.remove(name),
    };
    Ok(vec![Command::SetParam {
        id,
        name: name.clone(),
        value: was,
    }])
}

fn connect(doc: &mut Document, from: &OutPort, to: &InPort) -> Result<Vec<Command>, Skip> {
    for node in [from.node, to.node] {
        if !doc.nodes.contains_key(&node) {
            return Err(Skip::Missing {
                item: ItemId::Node(node),
            });
        }
    }
    check::name(&from.port)?;
    check::name(&to.port)?;
    if from.node == to.node {
        return Err(Skip::SelfWire);
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
    if let Some(was) = &was {
        forget_leaving(doc, was, to);
    }
    doc.wires.insert(to.clone(), from.clone());
    doc.leaving.insert((from.node, to.clone()));
    Ok(vec![match was {
        Some(from) => Command::Connect {
            from,
            to: to.clone(),
        },
        None => Command::Disconnect { to: to.clone() },
    }])
}

fn disconnect(doc: &mut Document, to: &InPort) -> Result<Vec<Command>, Skip> {
    if !doc.nodes.contains_key(&to.node) {
        return Err(Skip::Missing {
            item: ItemId::Node(to.node),
        });
    }
    let from = doc.wires.remove(to).ok_or(Skip::NoChange)?;
    forget_leaving(doc, &from, to);
    Ok(vec![Command::Connect {
        from,
        to: to.clone(),
    }])
}

fn add_frame(doc: &mut Document, id: FrameId, frame: &Frame) -> Result<Vec<Command>, Skip> {
    check::frame(frame)?;
    room_for(doc.frames.len(), limits::BOXES, "frames")?;
    if doc.frames.contains_key(&id) {
        return Err(Skip::Exists {
            item: ItemId::Frame(id),
        });
    }
    doc.frames.insert(id, Arc::new(frame.clone()));
    Ok(vec![Command::RemoveFrame { id }])
}

fn remove_frame(doc: &mut Document, id: FrameId) -> Result<Vec<Command>, Skip> {
    let frame = doc.frames.remove(&id).ok_or(Skip::Missing {
        item: ItemId::Frame(id),
    })?;
    Ok(vec![Command::AddFrame {
        id,
        frame: Arc::unwrap_or_clone(frame),
    }])
}

fn set_frame_rect(doc: &mut Document, id: FrameId, rect: Rect) -> Result<Vec<Command>, Skip> {
    check::rect(rect)?;
    let was = exchange(&mut frame_mut(doc, id)?.rect, rect)?;
    Ok(vec![Command::SetFrameRect { id, rect: was }])
}

fn add_note(doc: &mut Document, id: NoteId, note: &Note) -> Result<Vec<Command>, Skip> {
    check::note(note)?;
    room_for(doc.notes.len(), limits::BOXES, "notes")?;
    if doc.notes.contains_key(&id) {
        return Err(Skip::Exists {
            item: ItemId::Note(id),
        });
    }
    doc.notes.insert(id, Arc::new(note.clone()));
    Ok(vec![Command::RemoveNote { id }])
}

fn remove_note(doc: &mut Document, id: NoteId) -> Result<Vec<Command>, Skip> {
    let note = doc.notes.remove(&id).ok_or(Skip::Missing {
        item: ItemId::Note(id),
    })?;
    Ok(vec![Command::AddNote {
        id,
        note: Arc::unwrap_or_clone(note),
    }])
}

fn node_mut(doc: &mut Document, id: NodeId) -> Result<&mut Node, Skip> {
    doc.nodes
        .get_mut(&id)
        .map(Arc::make_mut)
        .ok_or(Skip::Missing {
            item: ItemId::Node(id),
        })
}

fn frame_mut(doc: &mut Document, id: FrameId) -> Result<&mut Frame, Skip> {
    doc.frames
        .get_mut(&id)
        .map(Arc::make_mut)
        .ok_or(Skip::Missing {
            item: ItemId::Frame(id),
        })
}

fn note_mut(doc: &mut Document, id: NoteId) -> Result<&mut Note, Skip> {
    doc.notes
        .get_mut(&id)
        .map(Arc::make_mut)
        .ok_or(Skip::Missing {
            item: ItemId::Note(id),
        })
}

/// Puts `new` in place and returns what was there.
fn exchange<T: PartialEq>(slot: &mut T, new: T) -> Result<T, Skip> {
    if *slot == new {
        Err(Skip::NoChange)
    } else {
        Ok(std::mem::replace(slot, new))
    }
}

fn room_for(count: usize, most: usize, what: &'static str) -> Result<(), Skip> {
    if count >= most {
        Err(Skip::TooMany { what, most })
    } else {
        Ok(())
    }
}

fn forget_leaving(doc: &mut Document, from: &OutPort, to: &InPort) {
    doc.leaving.remove(&(from.node, to.clone()));
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
