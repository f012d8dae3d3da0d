//! Commands about one frame.

use super::{check_graph, exchange, frame_mut, room_for};
use crate::check;
use crate::command::Command;
use crate::document::{Document, Frame};
use crate::geometry::Rect;
use crate::id::{FrameId, ItemId};
use crate::limits;
use crate::skip::Skip;
use std::sync::Arc;

pub(super) fn add(doc: &mut Document, id: FrameId, frame: &Frame) -> Result<Vec<Command>, Skip> {
    check::frame(frame)?;
    check_graph(doc, frame.graph)?;
    room_for(doc.frames.len(), limits::BOXES, "frames")?;
    let item = ItemId::Frame(id);
    if doc.frames.contains_key(&id) {
        return Err(Skip::Exists { item });
    }
    doc.index.enter(item, frame.graph);
    doc.frames.insert(id, Arc::new(frame.clone()));
    Ok(vec![Command::RemoveFrame { id }])
}

pub(super) fn remove(doc: &mut Document, id: FrameId) -> Result<Vec<Command>, Skip> {
    let item = ItemId::Frame(id);
    let frame = doc.frames.remove(&id).ok_or(Skip::Missing { item })?;
    doc.index.leave(item, frame.graph);
    Ok(vec![Command::AddFrame {
        id,
        frame: Arc::unwrap_or_clone(frame),
    }])
}

pub(super) fn set_rect(doc: &mut Document, id: FrameId, rect: Rect) -> Result<Vec<Command>, Skip> {
    check::rect(rect)?;
    let was = exchange(&mut frame_mut(doc, id)?.rect, rect)?;
    Ok(vec![Command::SetFrameRect { id, rect: was }])
}

pub(super) fn set_title(
    doc: &mut Document,
    id: FrameId,
    title: &Arc<str>,
) -> Result<Vec<Command>, Skip> {
    check::title(title)?;
    let was = exchange(&mut frame_mut(doc, id)?.title, title.clone())?;
    Ok(vec![Command::SetFrameTitle { id, title: was }])
}

pub(super) fn set_color(
    doc: &mut Document,
    id: FrameId,
    color: [f32; 4],
) -> Result<Vec<Command>, Skip> {
    check::color(color)?;
    let was = exchange(&mut frame_mut(doc, id)?.color, color)?;
    Ok(vec![Command::SetFrameColor { id, color: was }])
}
