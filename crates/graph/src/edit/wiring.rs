//! Wiring with judgement: whether an output may go into an input, in words when it may not, and which port fits.
//! `apply` refuses only loops; types are judged here and in `problems`.

use crate::apply::reaches;
use crate::command::Command;
use crate::document::{Document, InPort, OutPort};
use crate::id::{ItemId, NodeId};
use crate::interface::schema_of;
use crate::schema::{Catalog, InputPort, SchemaRef, Type};
use crate::words;
use gesso_words::{Language, Words};
use std::error::Error;
use std::fmt;

/// Why a wire is not made; [`Refusal::describe`] says it to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// One of the nodes is gone.
    Gone,
    /// This build does not know the kind.
    UnknownKind {
        /// What people call the node.
        node: String,
    },
    /// The node has no such port.
    UnknownPort {
        /// What people call the node.
        node: String,
        /// The port.
        port: String,
    },
    /// What would flow doesn't fit.
    WrongType {
        /// The output, as people read it.
        output: String,
        /// What comes, as people read it.
        comes: String,
        /// The input, as people read it.
        port: String,
        /// What people call the node the wire ends at.
        node: String,
        /// What is taken, as people read it.
        takes: String,
    },
    /// The node has no input that takes what comes, or no output that fits where it goes.
    NoPort {
        /// What people call the node.
        node: String,
    },
    /// From a node into itself.
    SelfWire,
    /// There is no node to do it with.
    Nothing,
    /// It is done within a subgraph only.
    Outside,
    /// The nodes lie in different graphs.
    OtherGraph,
    /// The wire would close a loop.
    Loop {
        /// What people call the node the wire begins at.
        from: String,
        /// What people call the node the wire ends at.
        to: String,
    },
}

impl Refusal {
    /// What is in the way, in words for people.
    pub fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::Gone => words.text("refusal-gone").to_owned(),
            Self::UnknownKind { node } => words.with("refusal-unknown-kind", &[("node", node)]),
            Self::UnknownPort { node, port } => {
                words.with("refusal-unknown-port", &[("node", node), ("port", port)])
            }
            Self::WrongType {
                output,
                comes,
                port,
                node,
                takes,
            } => words.with(
                "refusal-wrong-type",
                &[
                    ("output", output),
                    ("comes", comes),
                    ("port", port),
                    ("node", node),
                    ("takes", takes),
                ],
            ),
            Self::NoPort { node } => words.with("refusal-no-port", &[("node", node)]),
            Self::SelfWire => words.text("refusal-self-wire").to_owned(),
            Self::Nothing => words.text("refusal-nothing").to_owned(),
            Self::Outside => words.text("refusal-outside").to_owned(),
            Self::OtherGraph => words.text("refusal-other-graph").to_owned(),
            Self::Loop { from, to } => words.with("refusal-loop", &[("from", from), ("to", to)]),
        }
    }
}

/// In English, for logs and programs.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Words::of(Language::English)))
    }
}

impl Error for Refusal {}

/// The commands that wire an output to each of these inputs, as [`connect`] does.
///
/// # Errors
/// The first [`Refusal`]; then none is wired.
pub fn connect_each<'a>(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    inputs: impl IntoIterator<Item = &'a InPort>,
) -> Result<Vec<Command>, Refusal> {
    let mut commands = Vec::new();
    for to in inputs {
        commands.extend(connect(doc, catalog, from, to)?);
    }
    Ok(commands)
}

/// The commands that wire an output to an input, in place of whatever was wired there; none when it is wired already.
///
/// # Errors
/// A [`Refusal`] when a node or port is unknown, the types don't fit, or a loop would close.
pub fn connect(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> Result<Vec<Command>, Refusal> {
    if from.node == to.node {
        return Err(Refusal::SelfWire);
    }
    let output = output(doc, catalog, from)?;
    let input = input(doc, catalog, to)?;
    if !shares_graph(doc, from.node, to.node) {
        return Err(Refusal::OtherGraph);
    }
    if !output.ty.fits(input.ty) {
        return Err(Refusal::WrongType {
            output: output.label,
            comes: words::a(catalog.words(), output.ty).to_owned(),
            port: input.label,
            node: words::node_title(doc, catalog, to.node),
            takes: words::a(catalog.words(), input.ty).to_owned(),
        });
    }
    if reaches(doc, to.node, from.node) {
        return Err(Refusal::Loop {
            from: words::node_title(doc, catalog, from.node),
            to: words::node_title(doc, catalog, to.node),
        });
    }
    if doc.wires().get(to) == Some(from) {
        return Ok(Vec::new());
    }
    Ok(vec![Command::Connect {
        from: from.clone(),
        to: to.clone(),
    }])
}

/// The input of a node that a result fits best: free before wired, the same type before a coercion, inputs before
/// parameters, then as shown. None when nothing fits or a loop would close.
pub fn first_fitting_input(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    node: NodeId,
) -> Option<InPort> {
    let output = output(doc, catalog, from).ok()?;
    let schema = schema(doc, catalog, node).ok()?;
    if reaches(doc, node, from.node) || !shares_graph(doc, from.node, node) {
        return None;
    }
    let place = |port: &InputPort| InPort {
        node,
        port: port.name.into(),
    };
    schema
        .input_ports()
        .filter(|port| output.ty.fits(port.ty))
        .min_by_key(|port| {
            (
                doc.wires().contains_key(&place(port)),
                output.ty != port.ty,
                port.param,
            )
        })
        .map(|port| place(&port))
}

/// The output of a node that fits an input best: the same type before a coercion, then as shown.
/// None when nothing fits or a loop would close.
pub fn first_fitting_output(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    to: &InPort,
) -> Option<OutPort> {
    let input = input(doc, catalog, to).ok()?;
    let schema = schema(doc, catalog, node).ok()?;
    if reaches(doc, to.node, node) || !shares_graph(doc, node, to.node) {
        return None;
    }
    schema
        .outputs
        .iter()
        .filter(|port| port.ty.fits(input.ty))
        .min_by_key(|port| port.ty != input.ty)
        .map(|port| OutPort {
            node,
            port: (&port.name).into(),
        })
}

fn shares_graph(doc: &Document, a: NodeId, b: NodeId) -> bool {
    doc.graph_of(ItemId::Node(a)) == doc.graph_of(ItemId::Node(b))
}

/// A port as wiring judges it.
pub(super) struct Port {
    pub(super) label: String,
    pub(super) ty: Type,
}

pub(super) fn output(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
) -> Result<Port, Refusal> {
    let schema = schema(doc, catalog, from.node)?;
    let port = schema.output(&from.port).map(|port| Port {
        label: port.label.to_string(),
        ty: port.ty,
    });
    port.ok_or_else(|| unknown_port(doc, catalog, from.node, &from.port))
}

pub(super) fn input(doc: &Document, catalog: &dyn Catalog, to: &InPort) -> Result<Port, Refusal> {
    let schema = schema(doc, catalog, to.node)?;
    let port = schema.input_port(&to.port).map(|port| Port {
        label: port.label.to_owned(),
        ty: port.ty,
    });
    port.ok_or_else(|| unknown_port(doc, catalog, to.node, &to.port))
}

pub(super) fn schema(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
) -> Result<SchemaRef, Refusal> {
    if !doc.nodes().contains_key(&node) {
        return Err(Refusal::Gone);
    }
    schema_of(doc, catalog, node).ok_or_else(|| Refusal::UnknownKind {
        node: words::node_title(doc, catalog, node),
    })
}

fn unknown_port(doc: &Document, catalog: &dyn Catalog, node: NodeId, port: &str) -> Refusal {
    Refusal::UnknownPort {
        node: words::node_title(doc, catalog, node),
        port: port.to_owned(),
    }
}
