//! The only way a document changes: one command at a time, checked before anything is touched.
//! Keeps true: no wire without both its nodes in one graph, one source per input, no loops, no subgraph within itself,
//! finite numbers, the derived indexes.
//! Does not judge meaning (types, ranges, unknown kinds): that is `problems`.

use crate::check;
use crate::command::Command;
use crate::document::{Document, Frame, Node, Note};
use crate::geometry::{Point, Rect};
use crate::id::{FrameId, GraphId, ItemId, NodeId, NoteId};
use crate::skip::Skip;
use std::sync::Arc;

mod frame;
mod graph;
mod node;
mod note;
mod wire;

pub(crate) use wire::reaches;

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
        Command::AddNode { id, node } => node::add(doc, *id, node),
        Command::RemoveNode { id } => node::remove(doc, *id),
        Command::Move { item, to } => move_item(doc, *item, *to),
        Command::SetTitle { id, title } => node::set_title(doc, *id, title.as_ref()),
        Command::SetParam { id, name, value } => node::set_param(doc, *id, name, value.as_ref()),
        Command::SetMode { id, mode } => node::set_mode(doc, *id, *mode),
        Command::SetCollapsed { id, collapsed } => node::set_collapsed(doc, *id, *collapsed),
        Command::SetPinned { id, pinned } => node::set_pinned(doc, *id, *pinned),
        Command::SetNodeColor { id, color } => node::set_color(doc, *id, *color),
        Command::SetNodeSize { id, size } => node::set_size(doc, *id, *size),
        Command::SetTake { id, take } => node::set_take(doc, *id, *take),
        Command::SetExposed { id, name, label } => {
            node::set_exposed(doc, *id, name, label.as_ref())
        }
        Command::Connect { from, to } => wire::connect(doc, from, to),
        Command::Disconnect { to } => wire::disconnect(doc, to),
        Command::SetBends { to, bends } => wire::set_bends(doc, to, bends),
        Command::AddFrame { id, frame } => frame::add(doc, *id, frame),
        Command::RemoveFrame { id } => frame::remove(doc, *id),
        Command::SetFrameRect { id, rect } => frame::set_rect(doc, *id, *rect),
        Command::SetFrameTitle { id, title } => frame::set_title(doc, *id, title),
        Command::SetFrameColor { id, color } => frame::set_color(doc, *id, *color),
        Command::AddNote { id, note } => note::add(doc, *id, note),
        Command::RemoveNote { id } => note::remove(doc, *id),
        Command::SetNoteText { id, text } => note::set_text(doc, *id, text),
        Command::SetNoteSize { id, size } => note::set_size(doc, *id, *size),
        Command::SetGraph { item, graph } => graph::move_item(doc, *item, *graph),
        Command::AddGraph { id, graph } => graph::add(doc, *id, graph),
        Command::RemoveGraph { id } => graph::remove(doc, *id),
        Command::SetGraphTitle { id, title } => graph::set_title(doc, *id, title),
    }
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

/// The graph is there: something may lie in it.
fn check_graph(doc: &Document, graph: GraphId) -> Result<(), Skip> {
    if doc.has_graph(graph) {
        Ok(())
    } else {
        Err(Skip::GraphMissing { graph })
    }
}

/// A node that shows `shown` may lie in `graph`: the subgraph is there and would not come to lie within itself.
fn check_instance(doc: &Document, shown: Option<GraphId>, graph: GraphId) -> Result<(), Skip> {
    let Some(shown) = shown else { return Ok(()) };
    if !doc.graphs.contains_key(&shown) {
        return Err(Skip::GraphMissing { graph: shown });
    }
    if doc.is_within(graph, shown) {
        return Err(Skip::ContainsItself { graph: shown });
    }
    Ok(())
}
