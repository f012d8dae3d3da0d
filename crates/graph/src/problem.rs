//! What is wrong with a document that is still a document: computed, never stored, never stops it from opening.

use crate::afresh::is_set_afresh;
use crate::document::{Document, INSTANCE, INSTANCE_GRAPH, InPort, Node};
use crate::id::{GraphId, Name, NodeId};
use crate::interface::{GRAPH_INPUT, GRAPH_OUTPUT, Interfaces, schema_of};
use crate::passing::real_source;
use crate::schema::{Catalog, ParamDecl, ParamKind, Schema, Type};
use crate::value::{AssetRef, Value};
use crate::{limits, words};
use gesso_words::{Said, said};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One fault of one node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The node it is shown on.
    pub node: NodeId,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This build has no such kind of node.
    UnknownKind {
        /// The kind's id.
        kind: Name,
    },
    /// The node was written by a newer build.
    NewerVersion {
        /// The version it was written for.
        version: u32,
        /// The version this build knows.
        known: u32,
    },
    /// Nothing is wired into an input that a run needs.
    MissingInput {
        /// The input.
        port: Name,
    },
    /// No file is chosen.
    MissingAsset {
        /// The parameter.
        param: Name,
    },
    /// The kind has no such input.
    UnknownInput {
        /// Where the wire ends.
        to: InPort,
    },
    /// The source has no such output.
    UnknownOutput {
        /// Where the wire ends.
        to: InPort,
        /// The output that does not exist.
        output: Name,
    },
    /// What flows through a wire doesn't fit.
    WrongType {
        /// Where the wire ends.
        to: InPort,
        /// What comes.
        comes: Said,
        /// What is taken.
        takes: Said,
    },
    /// The kind has no such parameter.
    UnknownParam {
        /// The parameter.
        param: Name,
    },
    /// The value is of another shape than the parameter, or no option of it.
    WrongValue {
        /// The parameter.
        param: Name,
    },
    /// The value is outside the hard limits.
    OutOfRange {
        /// The parameter.
        param: Name,
        /// Least accepted.
        least: f64,
        /// Most accepted.
        most: f64,
    },
    /// The instance shows no subgraph.
    NoSubgraph,
    /// A port of a subgraph stands outside of every subgraph.
    OutsideSubgraph,
    /// Something in the subgraph has a problem that prevents its run.
    Inside {
        /// The node of the subgraph to look at.
        node: NodeId,
    },
    /// With everything that instances stand for, there are more nodes than [`crate::limits::EXPANDED`].
    TooLarge,
    /// Something this node needs has a problem that prevents its run.
    BlockedBy {
        /// The node to look at.
        node: NodeId,
    },
}

impl Problem {
    /// What happened and what to do, in words for people.
    pub fn describe(&self, doc: &Document, catalog: &dyn Catalog) -> String {
        self.fault.describe(self.node, doc, catalog)
    }
}

impl Fault {
    /// Whether the node can't run before this is mended. A parameter that the kind does not have is only ignored.
    pub fn prevents_run(&self) -> bool {
        !matches!(self, Self::UnknownParam { .. })
    }

    /// What happened to this node and what to do, in words for people.
    pub fn describe(&self, node: NodeId, doc: &Document, catalog: &dyn Catalog) -> String {
        self.said(node, doc, catalog).describe(catalog.words())
    }

    /// What happened to this node and what to do, for whoever reads it.
    pub fn said(&self, node: NodeId, doc: &Document, catalog: &dyn Catalog) -> Said {
        let schema = schema_of(doc, catalog, node);
        let kind = doc.nodes().get(&node);
        let labels = words::Labels {
            schema: schema.as_deref(),
            kind: kind.and_then(|node| catalog.schema(&node.kind)),
        };
        let title = |node: NodeId| words::said_title(doc, catalog, node);
        match self {
            Self::UnknownKind { kind } => {
                said("fault-unknown-kind", [("kind", kind.as_str().into())])
            }
            Self::NewerVersion { version, known } => said(
                "fault-newer-version",
                [("version", (*version).into()), ("known", (*known).into())],
            ),
            Self::MissingInput { port } => {
                let wanted = labels.schema.and_then(|schema| schema.input_port(port));
                let what = words::a_key(wanted.map_or(Type::Any, |port| port.ty));
                let what = said(what, []);
                said(
                    "fault-missing-input",
                    [("port", labels.input(port)), ("what", what)],
                )
            }
            Self::MissingAsset { param } => {
                said("fault-missing-file", [("param", labels.param(param))])
            }
            Self::UnknownInput { to } => {
                said("fault-unknown-input", [("port", to.port.as_str().into())])
            }
            Self::UnknownOutput { to, output } => said(
                "fault-unknown-output",
                [
                    ("port", labels.input(&to.port)),
                    ("output", output.as_str().into()),
                ],
            ),
            Self::WrongType { to, comes, takes } => said(
                "fault-wrong-type",
                [
                    ("port", labels.input(&to.port)),
                    ("comes", comes.clone()),
                    ("takes", takes.clone()),
                ],
            ),
            Self::UnknownParam { param } => {
                said("fault-unknown-param", [("param", param.as_str().into())])
            }
            Self::WrongValue { param } => {
                said("fault-wrong-value", [("param", labels.param(param))])
            }
            Self::OutOfRange { param, least, most } => said(
                "fault-out-of-range",
                [
                    ("param", labels.param(param)),
                    ("least", least.to_string().into()),
                    ("most", most.to_string().into()),
                ],
            ),
            Self::NoSubgraph => said("fault-no-subgraph", []),
            Self::OutsideSubgraph => said("fault-outside-subgraph", []),
            Self::Inside { node } => said("fault-inside", [("node", title(*node))]),
            Self::TooLarge => said("fault-too-large", [("most", limits::EXPANDED.into())]),
            Self::BlockedBy { node } => words::blocked_by(title(*node)),
        }
    }
}

/// Everything that is wrong with a document, nodes in the order of their ids.
pub fn problems(doc: &Document, catalog: &dyn Catalog) -> Vec<Problem> {
    let mut judge = Judge::new(doc, catalog);
    let nodes = doc.nodes().keys();
    nodes.flat_map(|&node| judge.problems_of(node)).collect()
}

/// What is wrong with one node by itself; what is wrong upstream of it is not repeated here. What is wrong inside a
/// subgraph is said on its instances as well. Muted and bypassed nodes have no problems.
pub fn problems_of(doc: &Document, catalog: &dyn Catalog, node: NodeId) -> Vec<Problem> {
    Judge::new(doc, catalog).problems_of(node)
}

/// Looks at the nodes of one document, into each subgraph once.
struct Judge<'a> {
    doc: &'a Document,
    interfaces: Interfaces<'a>,
    /// The first node of each subgraph that can't run.
    broken: BTreeMap<GraphId, Option<NodeId>>,
}

impl<'a> Judge<'a> {
    fn new(doc: &'a Document, catalog: &'a dyn Catalog) -> Self {
        Self {
            doc,
            interfaces: Interfaces::new(doc, catalog),
            broken: BTreeMap::new(),
        }
    }

    fn problems_of(&mut self, node: NodeId) -> Vec<Problem> {
        let Some(stored) = self.doc.nodes().get(&node) else {
            return Vec::new();
        };
        if let Some(graph) = stored.instance_of() {
            self.look_into(graph);
        }
        let faults = self.faults(node, stored);
        faults
            .into_iter()
            .map(|fault| Problem { node, fault })
            .collect()
    }

    /// Finds what is broken in a subgraph, nested ones first and without recursion.
    fn look_into(&mut self, graph: GraphId) {
        let doc = self.doc;
        let mut open = vec![graph];
        while let Some(&here) = open.last() {
            let waits: Vec<GraphId> = doc
                .nodes_in(here)
                .filter_map(|(_, node)| node.instance_of())
                .filter(|inner| !self.broken.contains_key(inner))
                .collect();
            if waits.is_empty() {
                open.pop();
                if !self.broken.contains_key(&here) {
                    let mut nodes = doc.nodes_in(here);
                    let broken = nodes.find(|(id, node)| {
                        let faults = self.faults(*id, node);
                        faults.iter().any(Fault::prevents_run)
                    });
                    self.broken.insert(here, broken.map(|(id, _)| id));
                }
            }
            open.extend(waits);
        }
    }

    /// What is wrong with a node; the subgraph of an instance has been looked into.
    fn faults(&mut self, node: NodeId, stored: &Node) -> Vec<Fault> {
        if !stored.mode.is_active() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        match self.interfaces.of(node) {
            None if stored.kind.as_str() == INSTANCE => faults.push(Fault::NoSubgraph),
            None => faults.push(Fault::UnknownKind {
                kind: stored.kind.clone(),
            }),
            Some(schema) if stored.version > schema.version => {
                faults.push(Fault::NewerVersion {
                    version: stored.version,
                    known: schema.version,
                });
            }
            Some(schema) => {
                wire_faults(&mut self.interfaces, node, &schema, &mut faults);
                param_faults(self.doc, node, stored, &schema, &mut faults);
            }
        }
        let is_boundary = matches!(stored.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT);
        if is_boundary && stored.graph.is_root() {
            faults.push(Fault::OutsideSubgraph);
        }
        let broken = stored
            .instance_of()
            .and_then(|graph| self.broken.get(&graph));
        faults.extend(broken.copied().flatten().map(|node| Fault::Inside { node }));
        faults
    }
}

fn wire_faults(
    interfaces: &mut Interfaces<'_>,
    node: NodeId,
    schema: &Schema,
    faults: &mut Vec<Fault>,
) {
    let doc = interfaces.document();
    for port in schema.inputs.iter().filter(|port| port.required) {
        let to = InPort {
            node,
            port: (&port.name).into(),
        };
        let source = doc.wires().get(&to);
        if source.is_none_or(|from| real_source(interfaces, from).is_none()) {
            faults.push(Fault::MissingInput { port: to.port });
        }
    }
    for (to, from) in doc.wires_into(node) {
        let Some(port) = schema.input_port(&to.port) else {
            faults.push(Fault::UnknownInput { to: to.clone() });
            continue;
        };
        let Some(from) = real_source(interfaces, from) else {
            continue;
        };
        let Some(source) = interfaces.of(from.node) else {
            continue;
        };
        match source.output(&from.port) {
            None => {
                faults.push(Fault::UnknownOutput {
                    to: to.clone(),
                    output: from.port.clone(),
                });
            }
            Some(output) if !output.ty.fits(port.ty) => faults.push(Fault::WrongType {
                to: to.clone(),
                comes: said(words::a_key(output.ty), []),
                takes: said(words::a_key(port.ty), []),
            }),
            Some(_) => {}
        }
    }
}

/// What an instance shows is no parameter that people set.
fn is_instance_graph(stored: &Node, name: &str) -> bool {
    stored.kind.as_str() == INSTANCE && name == INSTANCE_GRAPH
}

fn param_faults(
    doc: &Document,
    node: NodeId,
    stored: &Node,
    schema: &Schema,
    faults: &mut Vec<Fault>,
) {
    for param in schema.params.iter() {
        if param.port && is_wired(doc, node, &param.name) {
            continue;
        }
        match stored.params.get(&*param.name) {
            Some(value) => faults.extend(value_fault(param, value)),
            None if param.kind.is_needed()
                && param.default_value().is_none()
                && !is_set_afresh(param, stored, schema)
                && is_shown(param, stored, schema) =>
            {
                faults.push(Fault::MissingAsset {
                    param: (&param.name).into(),
                });
            }
            None => {}
        }
    }
    // What only an older version of the kind had is let lie: nobody set it in vain.
    let unknown = stored.params.keys().filter(|name| {
        stored.version >= schema.version
            && schema.param(name).is_none()
            && !is_instance_graph(stored, name)
    });
    for name in unknown {
        faults.push(Fault::UnknownParam {
            param: name.clone(),
        });
    }
}

pub(crate) fn value_fault(param: &ParamDecl, value: &Value) -> Option<Fault> {
    let name = || Name::from(&param.name);
    let range = |number: f64, least: f64, most: f64| {
        let outside = !(least..=most).contains(&number);
        outside.then(|| Fault::OutOfRange {
            param: name(),
            least,
            most,
        })
    };
    match (param.kind, value) {
        (ParamKind::Float { hard, .. }, Value::Float(number)) => range(*number, hard.0, hard.1),
        (ParamKind::Float { hard, .. }, Value::Int(number)) => {
            range(*number as f64, hard.0, hard.1)
        }
        (ParamKind::Int { hard, .. }, Value::Int(number)) => {
            range(*number as f64, hard.0 as f64, hard.1 as f64)
        }
        (ParamKind::Bool { .. }, Value::Bool(_)) => None,
        (ParamKind::Text { max, .. }, Value::Text(text)) if text.len() <= max => None,
        (ParamKind::Color { .. }, Value::Color(color)) => {
            let outside = color.iter().any(|channel| !(0.0..=1.0).contains(channel));
            outside.then(|| Fault::OutOfRange {
                param: name(),
                least: 0.,
                most: 1.,
            })
        }
        (ParamKind::Choice { options, .. }, Value::Choice(chosen))
            if options.iter().any(|option| option.id == chosen.as_str()) =>
        {
            None
        }
        (ParamKind::Asset { accept }, Value::Asset(asset)) if is_acceptable(asset, accept) => None,
        (ParamKind::Font, Value::Asset(asset)) if is_acceptable(asset, "font/") => None,
        (ParamKind::Assets { accept }, Value::Assets(assets))
            if assets.iter().all(|asset| is_acceptable(asset, accept)) =>
        {
            None
        }
        (kind, Value::Numbers(numbers)) if kind.means(numbers) => None,
        _ => Some(Fault::WrongValue { param: name() }),
    }
}

/// A hash that is no hash could name any file of the store, so it is refused here, before a run sees it.
fn is_acceptable(asset: &AssetRef, accept: &str) -> bool {
    let is_hash = asset.hash.len() == 64
        && asset
            .hash
            .bytes()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    is_hash && asset.media_type.starts_with(accept)
}

fn is_wired(doc: &Document, node: NodeId, port: &str) -> bool {
    doc.wires().contains_key(&InPort {
        node,
        port: port.into(),
    })
}

/// Whether the parameter matters with the choices made: see [`ParamDecl::shown_if`].
pub fn is_shown(param: &ParamDecl, stored: &Node, schema: &Schema) -> bool {
    let Some((other, values)) = param.shown_if else {
        return true;
    };
    match stored.params.get(other) {
        Some(Value::Choice(chosen)) => values.contains(&chosen.as_str()),
        Some(_) => true,
        None => match schema.param(other).map(|other| other.kind) {
            Some(ParamKind::Choice { default, .. }) => values.contains(&default),
            _ => true,
        },
    }
}
