//! What is wrong with a document that is still a document: computed, never stored, never stops it from opening.

use crate::document::{Document, InPort, Node};
use crate::id::{Name, NodeId};
use crate::schema::{Catalog, ParamDecl, ParamKind, Schema};
use crate::value::{AssetRef, Value};
use crate::words;
use serde::{Deserialize, Serialize};

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
        /// What comes, as people read it.
        comes: String,
        /// What is taken, as people read it.
        takes: String,
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
        let schema = doc
            .nodes()
            .get(&node)
            .and_then(|node| catalog.schema(&node.kind));
        let port = |name: &str| words::input_label(schema, name);
        let param = |name: &str| words::param_label(schema, name);
        match self {
            Self::UnknownKind { kind } => format!(
                "This build has no node called \u{201c}{kind}\u{201d}. It is kept as it is; open the workflow with a newer Gesso to run it."
            ),
            Self::NewerVersion { version, known } => format!(
                "This node was made by a newer Gesso (version {version} of it, this build knows {known}). Update Gesso to run it."
            ),
            Self::MissingInput { port: name } => {
                let wanted = schema.and_then(|schema| schema.input_port(name));
                let what = wanted.map_or("a result", |port| words::a(port.ty));
                format!("Nothing is wired into {}. Wire {what} into it.", port(name))
            }
            Self::MissingAsset { param: name } => {
                format!(
                    "No file is chosen for {}. Choose one, or drop one on the node.",
                    param(name)
                )
            }
            Self::UnknownInput { to } => format!(
                "A wire goes into \u{201c}{}\u{201d}, which this node doesn't have. Remove the wire.",
                to.port
            ),
            Self::UnknownOutput { to, output } => format!(
                "The wire into {} comes from \u{201c}{output}\u{201d}, which its source doesn't have. Wire another output into it.",
                port(&to.port)
            ),
            Self::WrongType { to, comes, takes } => format!(
                "{comes} can't go into {}, which takes {takes}. Wire something else into it.",
                port(&to.port)
            ),
            Self::UnknownParam { param } => format!(
                "\u{201c}{param}\u{201d} is not a parameter of this node and is ignored. Reset it to remove it."
            ),
            Self::WrongValue { param: name } => {
                format!(
                    "The value of {} doesn't fit. Choose another, or reset it.",
                    param(name)
                )
            }
            Self::OutOfRange {
                param: name,
                least,
                most,
            } => format!(
                "{} is out of range. Set it between {least} and {most}.",
                param(name)
            ),
            Self::BlockedBy { node } => format!(
                "This node needs {}, which can't run. Look there first.",
                words::node_title(doc, catalog, *node)
            ),
        }
    }
}

/// Everything that is wrong with a document, nodes in the order of their ids.
pub fn problems(doc: &Document, catalog: &dyn Catalog) -> Vec<Problem> {
    doc.nodes()
        .keys()
        .flat_map(|&node| problems_of(doc, catalog, node))
        .collect()
}

/// What is wrong with one node by itself; what is wrong upstream of it is not repeated here.
pub fn problems_of(doc: &Document, catalog: &dyn Catalog, node: NodeId) -> Vec<Problem> {
    let Some(stored) = doc.nodes().get(&node) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    match catalog.schema(&stored.kind) {
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
            wire_faults(doc, catalog, node, schema, &mut faults);
            param_faults(doc, node, stored, schema, &mut faults);
        }
    }
    faults
        .into_iter()
        .map(|fault| Problem { node, fault })
        .collect()
}

fn wire_faults(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    schema: &Schema,
    faults: &mut Vec<Fault>,
) {
    for port in schema.inputs.iter().filter(|port| port.required) {
        if !is_wired(doc, node, port.name) {
            faults.push(Fault::MissingInput {
                port: port.name.into(),
            });
        }
    }
    for (to, from) in doc.wires_into(node) {
        let Some(port) = schema.input_port(&to.port) else {
            faults.push(Fault::UnknownInput { to: to.clone() });
            continue;
        };
        let source = doc
            .nodes()
            .get(&from.node)
            .and_then(|source| catalog.schema(&source.kind));
        let Some(source) = source else { continue };
        match source.output(&from.port) {
            None => {
                faults.push(Fault::UnknownOutput {
                    to: to.clone(),
                    output: from.port.clone(),
                });
            }
            Some(output) if !output.ty.fits(port.ty) => faults.push(Fault::WrongType {
                to: to.clone(),
                comes: output.ty.label().to_owned(),
                takes: port.ty.label().to_owned(),
            }),
            Some(_) => {}
        }
    }
}

fn param_faults(
    doc: &Document,
    node: NodeId,
    stored: &Node,
    schema: &Schema,
    faults: &mut Vec<Fault>,
) {
    for param in schema.params {
        if param.port && is_wired(doc, node, param.name) {
            continue;
        }
        match stored.params.get(param.name) {
            Some(value) => faults.extend(value_fault(param, value)),
            None if param.kind.default_value().is_none() && is_shown(param, stored, schema) => {
                faults.push(Fault::MissingAsset {
                    param: param.name.into(),
                });
            }
            None => {}
        }
    }
    for name in stored
        .params
        .keys()
        .filter(|name| schema.param(name).is_none())
    {
        faults.push(Fault::UnknownParam {
            param: name.clone(),
        });
    }
}

pub(crate) fn value_fault(param: &ParamDecl, value: &Value) -> Option<Fault> {
    let name = || Name::from(param.name);
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
