//! What a node looks like from outside where the document decides it: an instance has the ports of its subgraph and the
//! parameters exposed in it, a port of a subgraph has the type a person chose. Everything else is as declared.

use crate::document::{Document, INSTANCE, Node};
use crate::id::{GraphId, Name, NodeId};
use crate::schema::{Catalog, Category, ParamDecl, PortDecl, Schema, SchemaRef, Type};
use crate::value::Value;
use gesso_words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kind of a node that is an input of the subgraph it lies in.
pub const GRAPH_INPUT: &str = "graph.input";
/// The kind of a node that is an output of the subgraph it lies in.
pub const GRAPH_OUTPUT: &str = "graph.output";
/// The one port of a [`GRAPH_INPUT`] or [`GRAPH_OUTPUT`].
pub const GRAPH_PORT: &str = "value";
/// The parameter of a port of a subgraph that says what instances call it.
pub const GRAPH_PORT_NAME: &str = "name";
/// The parameter of a port of a subgraph that says what flows through it, one of [`Type::id`].
pub const GRAPH_PORT_TYPE: &str = "type";

/// The schema of a node of a document, if its kind is known. Costs what is in the subgraph for an instance; for many
/// nodes use one [`Interfaces`].
pub fn schema_of(doc: &Document, catalog: &dyn Catalog, node: NodeId) -> Option<SchemaRef> {
    Interfaces::new(doc, catalog).of(node)
}

/// What an instance calls the port that this node is within its subgraph.
pub fn port_name(boundary: NodeId) -> Name {
    format!("p{boundary}").into()
}

/// The node that is this port within the subgraph.
pub fn port_node(port: &str) -> Option<NodeId> {
    port.strip_prefix('p')?.parse().ok()
}

/// What an instance calls a parameter exposed within its subgraph.
pub fn exposed_name(node: NodeId, param: &str) -> Name {
    format!("x{node}.{param}").into()
}

/// The node within the subgraph and its parameter that an instance's parameter stands for.
pub fn exposed_param(name: &str) -> Option<(NodeId, &str)> {
    let (node, param) = name.strip_prefix('x')?.split_once('.')?;
    Some((node.parse().ok()?, param))
}

/// The schemas of the nodes of one document, each subgraph looked at once.
pub struct Interfaces<'a> {
    doc: &'a Document,
    catalog: &'a dyn Catalog,
    made: BTreeMap<GraphId, SchemaRef>,
}

impl<'a> Interfaces<'a> {
    /// Of the nodes of this document.
    pub fn new(doc: &'a Document, catalog: &'a dyn Catalog) -> Self {
        Self {
            doc,
            catalog,
            made: BTreeMap::new(),
        }
    }

    pub(crate) fn document(&self) -> &'a Document {
        self.doc
    }

    /// The texts of the language that the schemas are in.
    pub(crate) fn words(&self) -> &'static Words {
        self.catalog.words()
    }

    /// The schema of a node, if it is there and its kind is known.
    pub fn of(&mut self, node: NodeId) -> Option<SchemaRef> {
        let doc = self.doc;
        self.of_node(doc.nodes().get(&node)?)
    }

    /// The schema of an instance of a subgraph.
    pub fn of_graph(&mut self, graph: GraphId) -> SchemaRef {
        // Children before what shows them, without recursion: nesting has no limit.
        let mut open = vec![graph];
        while let Some(&here) = open.last() {
            let waits: Vec<GraphId> = self
                .doc
                .nodes_in(here)
                .filter_map(|(_, node)| node.instance_of())
                .filter(|inner| !self.made.contains_key(inner))
                .collect();
            if waits.is_empty() {
                open.pop();
                if !self.made.contains_key(&here) {
                    let schema = SchemaRef::Made(Arc::new(self.make(here)));
                    self.made.insert(here, schema);
                }
            }
            open.extend(waits);
        }
        self.made[&graph].clone()
    }

    fn of_node(&mut self, node: &Node) -> Option<SchemaRef> {
        if let Some(graph) = node.instance_of() {
            return Some(self.of_graph(graph));
        }
        let declared = self.catalog.schema(&node.kind)?;
        match node.kind.as_str() {
            GRAPH_INPUT | GRAPH_OUTPUT => Some(SchemaRef::Made(Arc::new(boundary(node, declared)))),
            _ => Some(SchemaRef::Declared(declared)),
        }
    }

    /// Everything that `graph` shows of subgraphs is made already.
    fn make(&mut self, graph: GraphId) -> Schema {
        let mut nodes: Vec<(NodeId, &Arc<Node>)> = self.doc.nodes_in(graph).collect();
        nodes.sort_by(|(a_id, a), (b_id, b)| {
            let (a, b) = (a.position, b.position);
            let by_place = a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x));
            by_place.then(a_id.cmp(b_id))
        });
        let mut inputs = Vec::new();
        let mut outputs = Vec::new();
        let mut params = Vec::new();
        for (id, node) in nodes {
            match node.kind.as_str() {
                GRAPH_INPUT => inputs.push(self.port(id, node, "port-input")),
                GRAPH_OUTPUT => outputs.push(self.port(id, node, "port-output")),
                _ => self.exposed(id, node, &mut params),
            }
        }
        let title = self
            .doc
            .graphs()
            .get(&graph)
            .map(|graph| graph.title.to_string());
        Schema {
            id: INSTANCE,
            version: 1,
            title: title
                .filter(|title| !title.is_empty())
                .map_or_else(|| self.words().text("subgraph").into(), Into::into),
            category: Category::Graph,
            keywords: &[],
            doc: self.words().text("subgraph-doc"),
            inputs: inputs.into(),
            params: params.into(),
            outputs: outputs.into(),
            pure: true,
            sink: false,
        }
    }

    fn port(&mut self, id: NodeId, node: &Node, fallback: &'static str) -> PortDecl {
        let readers: Vec<_> = self.doc.wires_from(id).collect();
        let required = readers.into_iter().any(|to| {
            let schema = self.of(to.node);
            schema.is_some_and(|schema| {
                let port = schema.input_port(&to.port);
                port.is_some_and(|port| port.required && !is_output(&schema))
            })
        });
        PortDecl {
            name: port_name(id).to_string().into(),
            label: boundary_label(node).map_or_else(
                || self.words().text(fallback).into(),
                |name| name.to_string().into(),
            ),
            ty: boundary_type(node),
            required,
            read_if: None,
            after: None,
            doc: self.words().text("subgraph-port-doc"),
        }
    }

    fn exposed(&mut self, id: NodeId, node: &Node, params: &mut Vec<ParamDecl>) {
        if node.exposed.is_empty() {
            return;
        }
        let Some(schema) = self.of_node(node) else {
            return;
        };
        for (name, label) in &node.exposed {
            let Some(inner) = schema.param(name) else {
                continue;
            };
            let label = match label.trim() {
                "" => inner.label.clone(),
                label => label.to_owned().into(),
            };
            params.push(ParamDecl {
                name: exposed_name(id, name).to_string().into(),
                label,
                preset: node
                    .params
                    .get(name)
                    .cloned()
                    .or_else(|| inner.preset.clone()),
                shown_if: None,
                of_input: None,
                unless_input: None,
                among: None,
                afresh: None,
                ..inner.clone()
            });
        }
    }
}

/// A port of a subgraph as a node of its inside: it is called what the person called it, and has the chosen type.
fn boundary(node: &Node, declared: &Schema) -> Schema {
    let ty = boundary_type(node);
    let typed = |ports: &[PortDecl]| {
        let typed = ports.iter().cloned().map(|port| PortDecl { ty, ..port });
        typed.collect::<Vec<_>>()
    };
    Schema {
        inputs: typed(&declared.inputs).into(),
        outputs: typed(&declared.outputs).into(),
        title: boundary_label(node)
            .map_or_else(|| declared.title.clone(), |name| name.to_owned().into()),
        ..declared.clone()
    }
}

/// An output of a subgraph that nothing reads needs nothing, so an input wired straight to it is not required.
fn is_output(schema: &Schema) -> bool {
    schema.id == GRAPH_OUTPUT
}

fn boundary_label(node: &Node) -> Option<&str> {
    match node.params.get(GRAPH_PORT_NAME) {
        Some(Value::Text(name)) => Some(name.trim()).filter(|name| !name.is_empty()),
        _ => None,
    }
}

fn boundary_type(node: &Node) -> Type {
    match node.params.get(GRAPH_PORT_TYPE) {
        Some(Value::Choice(id)) => Type::from_id(id).unwrap_or(Type::Any),
        _ => Type::Any,
    }
}
