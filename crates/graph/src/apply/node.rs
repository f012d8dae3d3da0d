//! Commands about one node.

use super::{check_graph, check_instance, exchange, node_mut, room_for, wire};
use crate::check;
use crate::command::Command;
use crate::document::{Document, INSTANCE, INSTANCE_GRAPH, Mode, Node};
use crate::geometry::Size;
use crate::id::{ItemId, Name, NodeId};
use crate::limits;
use crate::plan::ContentKey;
use crate::skip::Skip;
use crate::value::Value;
use std::sync::Arc;

pub(super) fn add(doc: &mut Document, id: NodeId, node: &Node) -> Result<Vec<Command>, Skip> {
    check::node(node)?;
    check_graph(doc, node.graph)?;
    check_instance(doc, node.instance_of(), node.graph)?;
    room_for(doc.nodes.len(), limits::NODES, "nodes")?;
    if doc.nodes.contains_key(&id) {
        return Err(Skip::Exists {
            item: ItemId::Node(id),
        });
    }
    doc.index.enter_node(id, node);
    doc.nodes.insert(id, Arc::new(node.clone()));
    Ok(vec![Command::RemoveNode { id }])
}

pub(super) fn remove(doc: &mut Document, id: NodeId) -> Result<Vec<Command>, Skip> {
    let node = doc.nodes.remove(&id).ok_or(Skip::Missing {
        item: ItemId::Node(id),
    })?;
    doc.index.leave_node(id, &node);
    let mut inverse = vec![Command::AddNode {
        id,
        node: Arc::unwrap_or_clone(node),
    }];
    inverse.extend(wire::take_all(doc, id));
    Ok(inverse)
}

pub(super) fn set_title(
    doc: &mut Document,
    id: NodeId,
    title: Option<&Arc<str>>,
) -> Result<Vec<Command>, Skip> {
    check::title(title.map_or("", |title| title))?;
    let was = exchange(&mut node_mut(doc, id)?.title, title.cloned())?;
    Ok(vec![Command::SetTitle { id, title: was }])
}

pub(super) fn set_param(
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
    let shows = stored.kind.as_str() == INSTANCE && name.as_str() == INSTANCE_GRAPH;
    let was = if shows {
        if let Some(Value::Graph(shown)) = value {
            check_instance(doc, Some(*shown), stored.graph)?;
        }
        indexed(doc, id, |node| put(node, name, value))?
    } else {
        put(node_mut(doc, id)?, name, value)
    };
    Ok(vec![Command::SetParam {
        id,
        name: name.clone(),
        value: was,
    }])
}

fn put(node: &mut Node, name: &Name, value: Option<&Value>) -> Option<Value> {
    match value {
        Some(value) => node.params.insert(name.clone(), value.clone()),
        None => node.params.remove(name),
    }
}

pub(super) fn set_mode(doc: &mut Document, id: NodeId, mode: Mode) -> Result<Vec<Command>, Skip> {
    let was = indexed(doc, id, |node| exchange(&mut node.mode, mode))??;
    Ok(vec![Command::SetMode { id, mode: was }])
}

pub(super) fn set_collapsed(
    doc: &mut Document,
    id: NodeId,
    collapsed: bool,
) -> Result<Vec<Command>, Skip> {
    let was = exchange(&mut node_mut(doc, id)?.collapsed, collapsed)?;
    Ok(vec![Command::SetCollapsed { id, collapsed: was }])
}

pub(super) fn set_pinned(
    doc: &mut Document,
    id: NodeId,
    pinned: bool,
) -> Result<Vec<Command>, Skip> {
    let was = exchange(&mut node_mut(doc, id)?.pinned, pinned)?;
    Ok(vec![Command::SetPinned { id, pinned: was }])
}

pub(super) fn set_color(
    doc: &mut Document,
    id: NodeId,
    color: Option<[f32; 4]>,
) -> Result<Vec<Command>, Skip> {
    color.map_or(Ok(()), check::color)?;
    let was = exchange(&mut node_mut(doc, id)?.color, color)?;
    Ok(vec![Command::SetNodeColor { id, color: was }])
}

pub(super) fn set_size(
    doc: &mut Document,
    id: NodeId,
    size: Option<Size>,
) -> Result<Vec<Command>, Skip> {
    size.map_or(Ok(()), check::size)?;
    let was = exchange(&mut node_mut(doc, id)?.size, size)?;
    Ok(vec![Command::SetNodeSize { id, size: was }])
}

pub(super) fn set_take(
    doc: &mut Document,
    id: NodeId,
    take: Option<ContentKey>,
) -> Result<Vec<Command>, Skip> {
    let was = exchange(&mut node_mut(doc, id)?.take, take)?;
    Ok(vec![Command::SetTake { id, take: was }])
}

pub(super) fn set_exposed(
    doc: &mut Document,
    id: NodeId,
    name: &Name,
    label: Option<&Arc<str>>,
) -> Result<Vec<Command>, Skip> {
    let stored = doc.nodes.get(&id).ok_or(Skip::Missing {
        item: ItemId::Node(id),
    })?;
    if stored.exposed.get(name) == label {
        return Err(Skip::NoChange);
    }
    check::name(name)?;
    if let Some(label) = label {
        check::title(label)?;
        if !stored.exposed.contains_key(name) {
            room_for(
                stored.exposed.len(),
                limits::PARAMS,
                "exposed parameters of a node",
            )?;
        }
    }
    let exposed = &mut node_mut(doc, id)?.exposed;
    let was = match label {
        Some(label) => exposed.insert(name.clone(), label.clone()),
        None => exposed.remove(name),
    };
    Ok(vec![Command::SetExposed {
        id,
        name: name.clone(),
        label: was,
    }])
}

/// Changes a node in a way that the indexes may depend on.
pub(super) fn indexed<T>(
    doc: &mut Document,
    id: NodeId,
    change: impl FnOnce(&mut Node) -> T,
) -> Result<T, Skip> {
    let node = doc.nodes.get_mut(&id).ok_or(Skip::Missing {
        item: ItemId::Node(id),
    })?;
    doc.index.leave_node(id, node);
    let changed = change(Arc::make_mut(node));
    doc.index.enter_node(id, node);
    Ok(changed)
}
