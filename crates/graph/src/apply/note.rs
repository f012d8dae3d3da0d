//! Commands about one note.

use super::{check_graph, exchange, note_mut, room_for};
use crate::check;
use crate::command::Command;
use crate::document::{Document, Note};
use crate::geometry::Size;
use crate::id::{ItemId, NoteId};
use crate::limits;
use crate::skip::Skip;
use std::sync::Arc;

pub(super) fn add(doc: &mut Document, id: NoteId, note: &Note) -> Result<Vec<Command>, Skip> {
    check::note(note)?;
    check_graph(doc, note.graph)?;
    room_for(doc.notes.len(), limits::BOXES, "notes")?;
    let item = ItemId::Note(id);
    if doc.notes.contains_key(&id) {
        return Err(Skip::Exists { item });
    }
    doc.index.enter(item, note.graph);
    doc.notes.insert(id, Arc::new(note.clone()));
    Ok(vec![Command::RemoveNote { id }])
}

pub(super) fn remove(doc: &mut Document, id: NoteId) -> Result<Vec<Command>, Skip> {
    let item = ItemId::Note(id);
    let note = doc.notes.remove(&id).ok_or(Skip::Missing { item })?;
    doc.index.leave(item, note.graph);
    Ok(vec![Command::AddNote {
        id,
        note: Arc::unwrap_or_clone(note),
    }])
}

pub(super) fn set_text(
    doc: &mut Document,
    id: NoteId,
    text: &Arc<str>,
) -> Result<Vec<Command>, Skip> {
    check::text(text)?;
    let was = exchange(&mut note_mut(doc, id)?.text, text.clone())?;
    Ok(vec![Command::SetNoteText { id, text: was }])
}

pub(super) fn set_size(doc: &mut Document, id: NoteId, size: Size) -> Result<Vec<Command>, Skip> {
    check::size(size)?;
    let was = exchange(&mut note_mut(doc, id)?.size, size)?;
    Ok(vec![Command::SetNoteSize { id, size: was }])
}
