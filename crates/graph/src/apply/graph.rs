//! Commands about subgraphs, and the move of an item from one graph into another.

use super::{check_graph, check_instance, exchange, frame_mut, node, note_mut, room_for, wire};
use crate::check;
use crate::command::Command;
use crate::document::{Definition, Document};
use crate::id::{GraphId, ItemId};
use crate::limits;
use crate::skip::Skip;
use std::sync::Arc;

pub(super) fn add(
    doc: &mut Document,
    id: GraphId,
    graph: &Definition,
) -> Result<Vec<Command>, Skip> {
    check::definition(graph)?;
    room_for(doc.graphs.len(), limits::GRAPHS, "subgraphs")?;
    if doc.has_graph(id) {
        return Err(Skip::GraphExists { graph: id });
    }
    doc.graphs.insert(id, Arc::new(graph.clone()));
    Ok(vec![Command::RemoveGraph { id }])
}

pub(super) fn remove(doc: &mut Document, id: GraphId) -> Result<Vec<Command>, Skip> {
    if !doc.graphs.contains_key(&id) {
        return Err(Skip::GraphMissing { graph: id });
    }
    let is_used = doc.members(id).next().is_some() || doc.instances_of(id).next().is_some();
    if is_used {
        return Err(Skip::GraphInUse { graph: id });
    }
    let removed = doc.graphs.remove(&id).map(Arc::unwrap_or_clone);
    let inverse = removed.map(|graph| Command::AddGraph { id, graph });
    Ok(inverse.into_iter().collect())
}

pub(super) fn set_title(
    doc: &mut Document,
    id: GraphId,
    title: &Arc<str>,
) -> Result<Vec<Command>, Skip> {
    check::title(title)?;
    let stored = doc.graphs.get_mut(&id);
    let graph = stored.ok_or(Skip::GraphMissing { graph: id })?;
    let was = exchange(&mut Arc::make_mut(graph).title, title.clone())?;
    Ok(vec![Command::SetGraphTitle { id, title: was }])
}

pub(super) fn move_item(
    doc: &mut Document,
    item: ItemId,
    graph: GraphId,
) -> Result<Vec<Command>, Skip> {
    let was = doc.graph_of(item).ok_or(Skip::Missing { item })?;
    if was == graph {
        return Err(Skip::NoChange);
    }
    check_graph(doc, graph)?;
    let mut inverse = vec![Command::SetGraph { item, graph: was }];
    match item {
        ItemId::Node(id) => {
            let shown = doc.nodes.get(&id).and_then(|node| node.instance_of());
            check_instance(doc, shown, graph)?;
            inverse.extend(wire::take_all(doc, id));
            node::indexed(doc, id, |node| node.graph = graph)?;
        }
        ItemId::Frame(id) => frame_mut(doc, id)?.graph = graph,
        ItemId::Note(id) => note_mut(doc, id)?.graph = graph,
    }
    if !matches!(item, ItemId::Node(_)) {
        doc.index.leave(item, was);
        doc.index.enter(item, graph);
    }
    Ok(inverse)
}
