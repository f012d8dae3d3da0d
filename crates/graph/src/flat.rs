//! A document as a run sees it: every instance replaced by a copy of what is in its subgraph, bypassed nodes passed by,
//! muted ones gone. Nodes of the root keep their ids, copies have derived ones ([`NodeId::within`]).
//! A document without instances and modes is itself, and costs nothing.

use crate::document::{Document, InPort, Node, OutPort};
use crate::id::{GraphId, ItemId, Name, NodeId};
use crate::interface::{
    GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, Interfaces, exposed_param, port_name, port_node,
};
use crate::limits;
use crate::passing::real_source;
use crate::problem::{Fault, Problem};
use crate::schema::Catalog;
use crate::words;
use gesso_words::Said;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A document as a run sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Flat {
    source: Document,
    document: Document,
    origins: BTreeMap<NodeId, Origin>,
    insides: BTreeMap<NodeId, Vec<NodeId>>,
}

/// Where a copy comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Origin {
    /// The instance it stands in, as the run names it.
    instance: NodeId,
    /// The node of the subgraph.
    node: NodeId,
}

/// What a run names the node at the end of a path: the instances from the root inwards, then the node, each by the id
/// it has in the document. A path of one is a node of the root.
pub fn run_id(path: &[NodeId]) -> Option<NodeId> {
    path.iter().copied().reduce(NodeId::within)
}

/// What a run names everything that an instance stands for, nested instances seen through. `instance` is the name the
/// run has for it, `graph` the subgraph it shows. At most [`limits::EXPANDED`].
pub fn run_ids_within(doc: &Document, instance: NodeId, graph: GraphId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut open = vec![(instance, graph)];
    while let Some((instance, graph)) = open.pop() {
        for (id, node) in doc.nodes_in(graph) {
            if found.len() + open.len() >= limits::EXPANDED {
                return found;
            }
            let id = NodeId::within(instance, id);
            match node.instance_of() {
                Some(inner) => open.push((id, inner)),
                None if is_boundary(node) => {}
                None => found.push(id),
            }
        }
    }
    found
}

/// Every instance that a run opens up, by the name the run has for it, with the subgraph it shows; those around others
/// first. At most [`limits::EXPANDED`].
pub fn run_instances(doc: &Document) -> Vec<(NodeId, GraphId)> {
    let shown = doc.index.instances.iter();
    let mut found: Vec<(NodeId, GraphId)> = shown
        .filter(|(_, node)| at_root(doc, *node))
        .map(|&(graph, node)| (node, graph))
        .collect();
    let mut at = 0;
    while let Some(&(instance, graph)) = found.get(at) {
        for (id, node) in doc.nodes_in(graph) {
            let inner = node
                .instance_of()
                .filter(|_| found.len() < limits::EXPANDED);
            found.extend(inner.map(|inner| (NodeId::within(instance, id), inner)));
        }
        at += 1;
    }
    found
}

/// The way to the node that a run names so: the instances from the root inwards, then the node, each by the id it has
/// in the document. Looks through every instance for what is not at the root.
pub fn run_path(doc: &Document, id: NodeId) -> Option<Vec<NodeId>> {
    if at_root(doc, id) {
        return Some(vec![id]);
    }
    let shown = doc.index.instances.iter();
    let mut open: Vec<(NodeId, GraphId, Vec<NodeId>)> = shown
        .filter(|(_, node)| at_root(doc, *node))
        .map(|&(graph, node)| (node, graph, vec![node]))
        .collect();
    let mut looked_at = 0;
    while let Some((instance, graph, path)) = open.pop() {
        for (inner, node) in doc.nodes_in(graph) {
            let name = NodeId::within(instance, inner);
            let longer = || path.iter().copied().chain([inner]).collect::<Vec<_>>();
            if name == id {
                return Some(longer());
            }
            looked_at += 1;
            if looked_at > limits::EXPANDED {
                return None;
            }
            open.extend(node.instance_of().map(|graph| (name, graph, longer())));
        }
    }
    None
}

/// What people call the node that a run names so: "Blur in Grade" within a subgraph.
pub fn run_title(doc: &Document, catalog: &dyn Catalog, id: NodeId) -> Option<String> {
    let path = run_path(doc, id)?;
    Some(words::said_path(doc, catalog, &path).describe(catalog.words()))
}

/// What a run names the node whose result an instance shows as its own: the one wired to its first output, nested
/// instances seen through. None when what comes in from outside is handed on, or nothing is wired.
pub fn run_result(
    doc: &Document,
    catalog: &dyn Catalog,
    instance: NodeId,
    graph: GraphId,
) -> Option<NodeId> {
    let schema = Interfaces::new(doc, catalog).of_graph(graph);
    let mut output = port_node(&schema.outputs.first()?.name)?;
    let mut instance = instance;
    loop {
        let port = GRAPH_PORT.into();
        let from = doc.wires().get(&InPort { node: output, port })?;
        let node = doc.nodes().get(&from.node)?;
        if is_boundary(node) {
            return None;
        }
        instance = NodeId::within(instance, from.node);
        if node.instance_of().is_none() {
            return Some(instance);
        }
        output = port_node(&from.port)?;
    }
}

/// Makes a document as a run sees it. Costs what the instances of the root stand for, and the nodes with a mode.
pub fn expand(doc: &Document, catalog: &dyn Catalog) -> Flat {
    let mut flat = Flat {
        source: doc.clone(),
        document: doc.clone(),
        origins: BTreeMap::new(),
        insides: BTreeMap::new(),
    };
    if doc.index.instances.is_empty() && doc.index.quiet.is_empty() {
        return flat;
    }
    let mut interfaces = Interfaces::new(doc, catalog);
    quieten_root(&mut flat.document, &mut interfaces);
    let shown = doc.index.instances.iter().map(|&(_, node)| node);
    let mut open: Vec<NodeId> = shown
        .filter(|node| flat.document.nodes.contains_key(node) && at_root(doc, *node))
        .collect();
    while let Some(instance) = open.pop() {
        flat.open_up(instance, &mut interfaces, &mut open);
    }
    flat
}

fn at_root(doc: &Document, node: NodeId) -> bool {
    doc.graph_of(ItemId::Node(node))
        .is_some_and(|graph| graph.is_root())
}

fn is_boundary(node: &Node) -> bool {
    matches!(node.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT)
}

/// Takes the muted and bypassed nodes of the root out, their readers wired to what really flows.
fn quieten_root(flat: &mut Document, interfaces: &mut Interfaces<'_>) {
    let doc = interfaces.document();
    let quiet: Vec<NodeId> = doc
        .index
        .quiet
        .iter()
        .copied()
        .filter(|&node| at_root(doc, node))
        .collect();
    for &node in &quiet {
        for to in doc.wires_from(node) {
            let from = doc.wires().get(to);
            match from.and_then(|from| real_source(interfaces, from)) {
                Some(from) => flat.wire(from, to.clone()),
                None => flat.unwire(to),
            }
        }
    }
    for node in quiet {
        flat.drop_node(node);
    }
}

impl Flat {
    /// The document: run it as if there were no subgraphs and no modes. What lies outside the root is no part of it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The ids in the original document of a node of the run: the instances from the root inwards, then the node.
    pub fn path(&self, node: NodeId) -> Vec<NodeId> {
        let mut path = Vec::new();
        let mut here = node;
        while let Some(origin) = self.origins.get(&here) {
            path.push(origin.node);
            here = origin.instance;
        }
        path.push(here);
        path.reverse();
        path
    }

    /// What people call a node of the run: "Blur in Grade" within a subgraph.
    pub fn title(&self, catalog: &dyn Catalog, node: NodeId) -> Said {
        words::said_path(&self.source, catalog, &self.path(node))
    }

    /// A problem of a node of the run, for whoever reads it.
    pub fn said(&self, catalog: &dyn Catalog, problem: &Problem) -> Said {
        match problem.fault {
            Fault::BlockedBy { node } => words::blocked_by(self.title(catalog, node)),
            _ => problem.fault.said(problem.node, &self.document, catalog),
        }
    }

    /// The nodes of the run that a node stands for when it is asked for: itself, or for an instance whatever in it
    /// nothing else in it reads. Nothing for a node that the run does not see.
    pub fn asked(&self, node: NodeId) -> Vec<NodeId> {
        let Some(inside) = self.insides.get(&node) else {
            let is_there = at_root(&self.document, node);
            return is_there.then_some(node).into_iter().collect();
        };
        let mut leaves = BTreeSet::new();
        let mut open: Vec<NodeId> = inside.clone();
        while let Some(id) = open.pop() {
            match self.insides.get(&id) {
                Some(inside) => open.extend(inside),
                None => {
                    leaves.insert(id);
                }
            }
        }
        let is_read = |id: NodeId| {
            let mut readers = self.document.wires_from(id);
            readers.any(|to| leaves.contains(&to.node))
        };
        leaves.iter().copied().filter(|&id| !is_read(id)).collect()
    }

    /// Puts a copy of what a subgraph holds in place of an instance of it. One that would make the whole larger than
    /// [`limits::EXPANDED`] stays, for the plan to refuse it.
    fn open_up(
        &mut self,
        instance: NodeId,
        interfaces: &mut Interfaces<'_>,
        open: &mut Vec<NodeId>,
    ) {
        let doc = interfaces.document();
        let Some(shown) = self.document.nodes.get(&instance).cloned() else {
            return;
        };
        let Some(graph) = shown.instance_of() else {
            return;
        };
        let members: Vec<(NodeId, &Arc<Node>)> = doc
            .nodes_in(graph)
            .filter(|(_, node)| node.mode.is_active() && !is_boundary(node))
            .collect();
        if self.document.nodes.len() + members.len() > limits::EXPANDED {
            return;
        }
        let outside = Outside {
            instance,
            wires: self
                .document
                .wires_into(instance)
                .map(|(to, from)| (to.port.clone(), from.clone()))
                .collect(),
        };
        let mut inside = Vec::with_capacity(members.len());
        for (id, node) in members {
            let copy = NodeId::within(instance, id);
            let node = copied(id, node, &shown);
            if node.instance_of().is_some() {
                open.push(copy);
            }
            self.document.nodes.insert(copy, Arc::new(node));
            let origin = Origin { instance, node: id };
            self.origins.insert(copy, origin);
            inside.push(copy);
            for (to, from) in doc.wires_into(id) {
                let from = real_source(interfaces, from).and_then(|from| outside.seen(doc, from));
                if let Some(from) = from {
                    let port = to.port.clone();
                    self.document.wire(from, InPort { node: copy, port });
                }
            }
        }
        self.wire_exposed(doc, &outside);
        self.wire_readers(&outside, interfaces);
        self.document.drop_node(instance);
        self.insides.insert(instance, inside);
    }

    /// A wire into an exposed parameter goes into the parameter it stands for.
    fn wire_exposed(&mut self, doc: &Document, outside: &Outside) {
        for (name, from) in &outside.wires {
            let Some((inner, param)) = exposed_param(name) else {
                continue;
            };
            let is_exposed = doc
                .nodes()
                .get(&inner)
                .is_some_and(|node| node.exposed.contains_key(param));
            let node = NodeId::within(outside.instance, inner);
            if is_exposed && self.document.nodes.contains_key(&node) {
                let port = param.into();
                self.document.wire(from.clone(), InPort { node, port });
            }
        }
    }

    /// Whoever reads an output of the instance reads what is wired to that output inside.
    fn wire_readers(&mut self, outside: &Outside, interfaces: &mut Interfaces<'_>) {
        let doc = interfaces.document();
        let readers: Vec<InPort> = self
            .document
            .wires_from(outside.instance)
            .cloned()
            .collect();
        for to in readers {
            let port = self
                .document
                .wires
                .get(&to)
                .and_then(|from| port_node(&from.port));
            let within = port.and_then(|node| {
                let port = GRAPH_PORT.into();
                doc.wires().get(&InPort { node, port })
            });
            let from = within
                .and_then(|from| real_source(interfaces, from))
                .and_then(|from| outside.seen(doc, from));
            match from {
                Some(from) => self.document.wire(from, to),
                None => self.document.unwire(&to),
            }
        }
    }
}

/// What an instance is wired to.
struct Outside {
    instance: NodeId,
    wires: BTreeMap<Name, OutPort>,
}

impl Outside {
    /// A port within the subgraph as the run sees it: one of a copy, or what comes in from outside.
    fn seen(&self, doc: &Document, from: OutPort) -> Option<OutPort> {
        let node = doc.nodes().get(&from.node)?;
        if node.kind.as_str() == GRAPH_INPUT {
            return self.wires.get(&port_name(from.node)).cloned();
        }
        Some(OutPort {
            node: NodeId::within(self.instance, from.node),
            port: from.port,
        })
    }
}

/// A node of a subgraph as it stands in an instance: at the root, with what the instance says of exposed parameters.
fn copied(id: NodeId, node: &Node, instance: &Node) -> Node {
    let mut copy = Node {
        graph: GraphId::ROOT,
        ..node.clone()
    };
    for (name, value) in &instance.params {
        if let Some((inner, param)) = exposed_param(name)
            && inner == id
            && node.exposed.contains_key(param)
        {
            copy.params.insert(param.into(), value.clone());
        }
    }
    copy
}

impl Document {
    fn wire(&mut self, from: OutPort, to: InPort) {
        self.unwire(&to);
        self.leaving.insert((from.node, to.clone()));
        self.wires.insert(to, from);
    }

    fn unwire(&mut self, to: &InPort) {
        if let Some(from) = self.wires.remove(to) {
            self.leaving.remove(&(from.node, to.clone()));
        }
    }

    fn drop_node(&mut self, id: NodeId) {
        let into = self.wires_into(id).map(|(to, _)| to);
        let touching: Vec<InPort> = into.chain(self.wires_from(id)).cloned().collect();
        touching.iter().for_each(|to| self.unwire(to));
        if let Some(node) = self.nodes.remove(&id) {
            self.index.leave_node(id, &node);
        }
    }
}
