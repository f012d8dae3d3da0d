//! Pasting: what a clip holds under new ids, with the subgraphs its nodes show. A subgraph that the document has already,
//! equal in everything, is shown again; another one under the same id is brought as a copy.

use super::{Placed, place_all};
use crate::clip::{Clip, ClipGraph};
use crate::command::Command;
use crate::document::{Document, INSTANCE_GRAPH, InPort, Node};
use crate::geometry::Point;
use crate::id::{GraphId, IdSource, ItemId, Name, NodeId};
use crate::interface::{exposed_name, exposed_param, port_name, port_node};
use crate::serial::Wire;
use crate::value::Value;
use imbl::OrdMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Adds what a clip holds at the root of whatever document, its top left corner at `at`, and says which items are new.
pub fn paste(clip: &Clip, at: Point, ids: &mut IdSource) -> (Vec<Command>, Vec<ItemId>) {
    paste_into(&Document::default(), clip, GraphId::ROOT, at, ids)
}

/// Adds what a clip holds to a graph of a document, its top left corner at `at`, and says which items are new.
pub fn paste_into(
    doc: &Document,
    clip: &Clip,
    graph: GraphId,
    at: Point,
    ids: &mut IdSource,
) -> (Vec<Command>, Vec<ItemId>) {
    let placed = pasted(doc, clip, graph, at, ids);
    (placed.commands, placed.items)
}

/// As [`paste_into`], with the wires that came into the originals from outside, where their sources are in the graph.
pub fn paste_wired(
    doc: &Document,
    clip: &Clip,
    graph: GraphId,
    at: Point,
    ids: &mut IdSource,
) -> (Vec<Command>, Vec<ItemId>) {
    let mut placed = pasted(doc, clip, graph, at, ids);
    for wire in &clip.incoming {
        let is_there = doc.graph_of(ItemId::Node(wire.from.node)) == Some(graph);
        if let (true, Some(&node)) = (is_there, placed.nodes.get(&wire.to.node)) {
            let port = wire.to.port.clone();
            placed.commands.push(Command::Connect {
                from: wire.from.clone(),
                to: InPort { node, port },
            });
        }
    }
    (placed.commands, placed.items)
}

fn pasted(doc: &Document, clip: &Clip, graph: GraphId, at: Point, ids: &mut IdSource) -> Placed {
    let mut brought = Brought::default();
    let mut commands = Vec::new();
    for definition in &clip.definitions {
        brought.bring(doc, definition, ids, &mut commands);
    }
    let clip = brought.renamed(clip);
    let origin = clip.origin().unwrap_or(at);
    let by = (at.x - origin.x, at.y - origin.y);
    let mut placed = place_all(&clip, by, Some(graph), ids);
    commands.append(&mut placed.commands);
    placed.commands = commands;
    placed
}

/// The subgraphs that had to get other ids, with those of the nodes in them.
#[derive(Default)]
struct Brought(BTreeMap<GraphId, (GraphId, BTreeMap<NodeId, NodeId>)>);

impl Brought {
    fn bring(
        &mut self,
        doc: &Document,
        graph: &ClipGraph,
        ids: &mut IdSource,
        commands: &mut Vec<Command>,
    ) {
        let inside = self.renamed(&graph.inside());
        let as_clipped = inside == graph.inside();
        let there = ClipGraph::of(doc, graph.id);
        if as_clipped && there.as_ref() == Some(graph) {
            return;
        }
        let definition = graph.definition.clone();
        let is_free = there.is_none() && !graph.id.is_root() && !is_taken(doc, graph);
        if is_free && as_clipped {
            commands.push(Command::AddGraph {
                id: graph.id,
                graph: definition,
            });
            commands.extend(kept(graph));
            return;
        }
        let id = ids.graph();
        commands.push(Command::AddGraph {
            id,
            graph: definition,
        });
        let placed = place_all(&inside, (0., 0.), Some(id), ids);
        commands.extend(placed.commands);
        self.0.insert(graph.id, (id, placed.nodes));
    }

    /// The clip with its instances showing what was brought.
    fn renamed(&self, clip: &Clip) -> Clip {
        let mut clip = clip.clone();
        if self.0.is_empty() {
            return clip;
        }
        let shown: BTreeMap<NodeId, GraphId> = clip
            .nodes
            .iter()
            .filter_map(|(&id, node)| Some((id, node.instance_of()?)))
            .filter(|(_, graph)| self.0.contains_key(graph))
            .collect();
        for (id, graph) in &shown {
            if let (Some(node), Some((new, nodes))) = (clip.nodes.get_mut(id), self.0.get(graph)) {
                renamed_params(Arc::make_mut(node), *new, nodes);
            }
        }
        let rename = |node: NodeId, name: &mut Name| {
            let nodes = shown.get(&node).and_then(|graph| self.0.get(graph));
            let new = nodes.and_then(|(_, nodes)| renamed(name, nodes));
            *name = new.unwrap_or_else(|| name.clone());
        };
        for wire in clip.wires.iter_mut().chain(&mut clip.incoming) {
            rename(wire.from.node, &mut wire.from.port);
            rename(wire.to.node, &mut wire.to.port);
        }
        clip
    }
}

fn renamed_params(node: &mut Node, graph: GraphId, nodes: &BTreeMap<NodeId, NodeId>) {
    let renamed_param = |(name, value): (&Name, &Value)| {
        let new = renamed(name, nodes).unwrap_or_else(|| name.clone());
        (new, value.clone())
    };
    let mut params: OrdMap<Name, Value> = node.params.iter().map(renamed_param).collect();
    params.insert(INSTANCE_GRAPH.into(), Value::Graph(graph));
    node.params = params;
}

/// What a port or an exposed parameter of an instance is called when the nodes within have other ids.
pub(super) fn renamed(name: &str, nodes: &BTreeMap<NodeId, NodeId>) -> Option<Name> {
    if let Some(node) = port_node(name) {
        return Some(port_name(*nodes.get(&node)?));
    }
    let (node, param) = exposed_param(name)?;
    Some(exposed_name(*nodes.get(&node)?, param))
}

fn is_taken(doc: &Document, graph: &ClipGraph) -> bool {
    graph.nodes.keys().any(|id| doc.nodes().contains_key(id))
        || graph.frames.keys().any(|id| doc.frames().contains_key(id))
        || graph.notes.keys().any(|id| doc.notes().contains_key(id))
}

/// Everything in a subgraph under the ids it has, so that pasting it again finds it.
fn kept(graph: &ClipGraph) -> Vec<Command> {
    let mut commands = Vec::new();
    for (&id, node) in &graph.nodes {
        let mut node = node.as_ref().clone();
        node.graph = graph.id;
        commands.push(Command::AddNode { id, node });
    }
    commands.extend(graph.wires.iter().cloned().flat_map(Wire::commands));
    for (&id, frame) in &graph.frames {
        let mut frame = frame.as_ref().clone();
        frame.graph = graph.id;
        commands.push(Command::AddFrame { id, frame });
    }
    for (&id, note) in &graph.notes {
        let mut note = note.as_ref().clone();
        note.graph = graph.id;
        commands.push(Command::AddNote { id, note });
    }
    commands
}
