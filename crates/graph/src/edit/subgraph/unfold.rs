//! Puts what is in a subgraph in place of a node that shows it.

use super::{Room, connect, inner_in, node_of, outer_in};
use crate::command::Command;
use crate::document::{Document, InPort, Node, OutPort};
use crate::edit::wiring::Refusal;
use crate::geometry::{Point, Rect};
use crate::id::{GraphId, IdSource, ItemId, NodeId};
use crate::interface::{GRAPH_INPUT, GRAPH_OUTPUT, exposed_name, exposed_param, port_node};
use std::collections::{BTreeMap, BTreeSet};

/// The commands that put what a subgraph holds in place of an instance of it, and the items that come out. When it is
/// the only instance, the items themselves come out and the subgraph is gone; else they are copies.
///
/// # Errors
/// [`Refusal::Gone`] when the node is not there or shows no subgraph.
pub fn unfold(
    doc: &Document,
    instance: NodeId,
    ids: &mut IdSource,
) -> Result<(Vec<Command>, Vec<ItemId>), Refusal> {
    let shown = doc.nodes().get(&instance).ok_or(Refusal::Gone)?;
    let graph = shown.instance_of().ok_or(Refusal::Gone)?;
    let is_only = doc.instances_of(graph).all(|node| node == instance);
    let (ports, items): (Vec<ItemId>, Vec<ItemId>) =
        doc.members(graph).partition(|&item| is_port(doc, item));
    let nodes: BTreeSet<NodeId> = items.iter().filter_map(node_of).collect();
    let middle = Room::of(doc, &nodes).middle();
    let mut unfolding = Unfolding {
        doc,
        instance,
        shown,
        around: shown.graph,
        by: Point::new(shown.position.x - middle.x, shown.position.y - middle.y),
        names: BTreeMap::new(),
        commands: Vec::new(),
    };
    let mut made = Vec::with_capacity(items.len());
    for &item in &items {
        made.push(if is_only {
            unfolding.take_out(item)
        } else {
            unfolding.copy(item, ids)
        });
    }
    unfolding.wires(graph);
    let mut commands = unfolding.commands;
    if is_only {
        let remove = |port: &ItemId| node_of(port).map(|id| Command::RemoveNode { id });
        commands.extend(ports.iter().filter_map(remove));
        commands.push(Command::RemoveGraph { id: graph });
    }
    Ok((commands, made))
}

fn is_port(doc: &Document, item: ItemId) -> bool {
    let node = node_of(&item).and_then(|id| doc.nodes().get(&id));
    node.is_some_and(|node| matches!(node.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT))
}

struct Unfolding<'a> {
    doc: &'a Document,
    instance: NodeId,
    shown: &'a Node,
    around: GraphId,
    /// How far what comes out is moved.
    by: Point,
    /// What the nodes within are called outside.
    names: BTreeMap<NodeId, NodeId>,
    commands: Vec<Command>,
}

impl Unfolding<'_> {
    /// Puts an item itself into the graph around. Its wires are made anew with those across.
    fn take_out(&mut self, item: ItemId) -> ItemId {
        let graph = self.around;
        self.commands.push(Command::SetGraph { item, graph });
        if let Some(at) = crate::edit::position(self.doc, item) {
            let to = at.translate(self.by.x, self.by.y);
            if to != at {
                self.commands.push(Command::Move { item, to });
            }
        }
        if let Some(id) = node_of(&item) {
            self.names.insert(id, id);
            let set = self.settings(id);
            self.commands.extend(
                set.map(|(name, value)| Command::SetParam {
                    id,
                    name,
                    value: Some(value),
                })
                .collect::<Vec<_>>(),
            );
            if let (true, Some(node)) = (graph.is_root(), self.doc.nodes().get(&id)) {
                self.commands
                    .extend(node.exposed.keys().map(|name| Command::SetExposed {
                        id,
                        name: name.clone(),
                        label: None,
                    }));
            }
        }
        item
    }

    fn copy(&mut self, item: ItemId, ids: &mut IdSource) -> ItemId {
        let (dx, dy, graph) = (self.by.x, self.by.y, self.around);
        match item {
            ItemId::Node(inner) => {
                let id = ids.node();
                self.names.insert(inner, id);
                let mut node = self
                    .doc
                    .nodes()
                    .get(&inner)
                    .map(|node| node.as_ref().clone())
                    .unwrap_or_default();
                node.position = node.position.translate(dx, dy);
                node.graph = graph;
                node.exposed = Default::default();
                node.params.extend(self.settings(inner));
                self.commands.push(Command::AddNode { id, node });
                ItemId::Node(id)
            }
            ItemId::Frame(inner) => {
                let id = ids.frame();
                let mut frame = self
                    .doc
                    .frames()
                    .get(&inner)
                    .map(|frame| frame.as_ref().clone())
                    .unwrap_or_default();
                frame.rect = Rect::translate(frame.rect, dx, dy);
                frame.graph = graph;
                self.commands.push(Command::AddFrame { id, frame });
                ItemId::Frame(id)
            }
            ItemId::Note(inner) => {
                let id = ids.note();
                let mut note = self
                    .doc
                    .notes()
                    .get(&inner)
                    .map(|note| note.as_ref().clone())
                    .unwrap_or_default();
                note.position = note.position.translate(dx, dy);
                note.graph = graph;
                self.commands.push(Command::AddNote { id, note });
                ItemId::Note(id)
            }
        }
    }

    /// What the instance says of the exposed parameters of a node within.
    fn settings(
        &self,
        inner: NodeId,
    ) -> impl Iterator<Item = (crate::id::Name, crate::value::Value)> + use<'_> {
        let exposed = self.doc.nodes().get(&inner).map(|node| &node.exposed);
        let names = exposed.into_iter().flat_map(|exposed| exposed.keys());
        names.filter_map(move |name| {
            let value = self.shown.params.get(&exposed_name(inner, name))?;
            Some((name.clone(), value.clone()))
        })
    }

    fn wires(&mut self, graph: GraphId) {
        let doc = self.doc;
        let readers: Vec<InPort> = doc.wires_from(self.instance).cloned().collect();
        let id = self.instance;
        self.commands.push(Command::RemoveNode { id });
        for (inner, _) in doc.nodes_in(graph) {
            let Some(&node) = self.names.get(&inner) else {
                continue;
            };
            for (to, from) in doc.wires_into(inner) {
                if let Some(from) = self.outside(from) {
                    let port = to.port.clone();
                    connect(
                        doc,
                        from,
                        InPort { node, port },
                        Some(to),
                        &mut self.commands,
                    );
                }
            }
        }
        for (to, from) in doc.wires_into(self.instance) {
            if let Some((inner, param)) = exposed_param(&to.port)
                && let Some(&node) = self.names.get(&inner)
            {
                let to = InPort {
                    node,
                    port: param.into(),
                };
                connect(doc, from.clone(), to, None, &mut self.commands);
            }
        }
        for to in readers {
            let port = doc.wires().get(&to).and_then(|from| port_node(&from.port));
            let within = port.and_then(|port| doc.wires().get(&inner_in(port)));
            if let Some(from) = within.and_then(|from| self.outside(from)) {
                connect(doc, from, to.clone(), Some(&to), &mut self.commands);
            }
        }
    }

    /// Where something within comes from when there is no subgraph any more.
    fn outside(&self, from: &OutPort) -> Option<OutPort> {
        if let Some(&node) = self.names.get(&from.node) {
            let port = from.port.clone();
            return Some(OutPort { node, port });
        }
        self.doc
            .wires()
            .get(&outer_in(self.instance, from.node))
            .cloned()
    }
}
