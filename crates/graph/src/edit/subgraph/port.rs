//! What a subgraph shows to the outside: ports by drawing a wire to its edge, parameters of the nodes within.

use super::{boundary, inner_in, inner_out};
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::edit::wiring::{self, Refusal};
use crate::geometry::Point;
use crate::id::{GraphId, IdSource, ItemId, NodeId};
use crate::interface::{GRAPH_INPUT, GRAPH_OUTPUT};
use crate::schema::Catalog;

/// The commands that give a subgraph an input for a port within that is to come from outside, and the new input.
///
/// # Errors
/// A [`Refusal`] when the node or its port is unknown, or it lies in no subgraph.
pub fn add_input(
    doc: &Document,
    catalog: &dyn Catalog,
    to: &InPort,
    at: Point,
    ids: &mut IdSource,
) -> Result<(Vec<Command>, NodeId), Refusal> {
    let graph = inside(doc, to.node)?;
    let port = wiring::input(doc, catalog, to)?;
    let id = ids.node();
    let node = boundary(GRAPH_INPUT, &port.label, port.ty, at, graph);
    let wire = Command::Connect {
        from: inner_out(id),
        to: to.clone(),
    };
    Ok((vec![Command::AddNode { id, node }, wire], id))
}

/// The commands that give a subgraph an output for a result within, and the new output.
///
/// # Errors
/// A [`Refusal`] when the node or its port is unknown, or it lies in no subgraph.
pub fn add_output(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    at: Point,
    ids: &mut IdSource,
) -> Result<(Vec<Command>, NodeId), Refusal> {
    let graph = inside(doc, from.node)?;
    let port = wiring::output(doc, catalog, from)?;
    let id = ids.node();
    let node = boundary(GRAPH_OUTPUT, &port.label, port.ty, at, graph);
    let wire = Command::Connect {
        from: from.clone(),
        to: inner_in(id),
    };
    Ok((vec![Command::AddNode { id, node }, wire], id))
}

/// The command that shows a parameter on the instances of the subgraph its node lies in, under its own label.
///
/// # Errors
/// A [`Refusal`] when the node or the parameter is unknown, or it lies in no subgraph.
pub fn expose(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    param: &str,
) -> Result<Vec<Command>, Refusal> {
    inside(doc, node)?;
    let schema = wiring::schema(doc, catalog, node)?;
    let unknown = || Refusal::UnknownPort {
        node: crate::words::node_title(doc, catalog, node),
        port: param.to_owned(),
    };
    let decl = schema.param(param).ok_or_else(unknown)?;
    Ok(vec![Command::SetExposed {
        id: node,
        name: param.into(),
        label: Some(decl.label.as_ref().into()),
    }])
}

/// The commands that show a parameter on the instances no longer; what they had set is returned to the default.
pub fn hide(doc: &Document, node: NodeId, param: &str) -> Vec<Command> {
    let graph = doc.graph_of(ItemId::Node(node)).unwrap_or_default();
    let name = crate::interface::exposed_name(node, param);
    let instances = doc.instances_of(graph).filter(|id| {
        let instance = doc.nodes().get(id);
        instance.is_some_and(|instance| instance.params.contains_key(&name))
    });
    let mut commands: Vec<Command> = instances
        .map(|id| Command::SetParam {
            id,
            name: name.clone(),
            value: None,
        })
        .collect();
    commands.push(Command::SetExposed {
        id: node,
        name: param.into(),
        label: None,
    });
    commands
}

/// The commands that change the place of a port among those of its side with the one before or after it. Ports stand in
/// the order of their nodes from top to bottom, so the two nodes change places. None at the end of the row.
pub fn move_port(doc: &Document, port: NodeId, earlier: bool) -> Vec<Command> {
    let Some(node) = doc.nodes().get(&port).filter(|node| !node.graph.is_root()) else {
        return Vec::new();
    };
    let mut row: Vec<(NodeId, Point)> = doc
        .nodes_in(node.graph)
        .filter(|(_, other)| other.kind == node.kind)
        .map(|(id, other)| (id, other.position))
        .collect();
    row.sort_by(|(a_id, a), (b_id, b)| {
        let by_place = a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x));
        by_place.then(a_id.cmp(b_id))
    });
    let here = row.iter().position(|(id, _)| *id == port);
    let next = here.and_then(|here| match earlier {
        true => here.checked_sub(1),
        false => Some(here + 1),
    });
    let (Some(here), Some(next)) = (here, next.filter(|next| *next < row.len())) else {
        return Vec::new();
    };
    let ((_, from), (other, to)) = (row[here], row[next]);
    let put = |id, to| Command::Move {
        item: ItemId::Node(id),
        to,
    };
    if from != to {
        return vec![put(port, to), put(other, from)];
    }
    // Two ports on one spot stand by their ids, so one of them has to step aside.
    let lower = if earlier { other } else { port };
    vec![put(lower, to.translate(0., 1.))]
}

/// The commands that remove a subgraph that no node shows, with everything in it.
pub fn remove_graph(doc: &Document, graph: GraphId) -> Vec<Command> {
    if doc.instances_of(graph).next().is_some() || !doc.graphs().contains_key(&graph) {
        return Vec::new();
    }
    let items: Vec<ItemId> = doc.members(graph).collect();
    let mut commands = crate::edit::remove(doc, &items);
    commands.push(Command::RemoveGraph { id: graph });
    commands
}

fn inside(doc: &Document, node: NodeId) -> Result<GraphId, Refusal> {
    match doc.graph_of(ItemId::Node(node)) {
        None => Err(Refusal::Gone),
        Some(graph) if graph.is_root() => Err(Refusal::Outside),
        Some(graph) => Ok(graph),
    }
}
