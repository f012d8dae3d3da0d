//! Making a node another kind: it keeps its place, title, id and whatever parameters and wires fit the new kind.
//! What doesn't fit is said in words, so that nothing is lost unseen.

use super::wiring::{self, Refusal};
use crate::apply::apply_to;
use crate::command::Command;
use crate::document::{Document, InPort, Node, OutPort};
use crate::id::{Name, NodeId};
use crate::problem::value_fault;
use crate::schema::{Catalog, Schema, Type};
use crate::value::Value;
use crate::words;
use imbl::OrdMap;
use std::collections::BTreeSet;

/// What swapping does.
#[derive(Debug, Clone, PartialEq)]
pub struct Swap {
    /// The commands, one transaction.
    pub commands: Vec<Command>,
    /// What doesn't come along, as people read it: labels of parameters, "the wire from Blur".
    pub lost: Vec<String>,
}

/// The commands that make a node another kind.
///
/// # Errors
/// A [`Refusal`] when the node is gone or nobody knows the new kind.
pub fn swap(
    doc: &Document,
    catalog: &dyn Catalog,
    id: NodeId,
    kind: &str,
) -> Result<Swap, Refusal> {
    let node = doc.nodes().get(&id).ok_or(Refusal::Gone)?;
    let new = catalog.schema(kind).ok_or_else(|| Refusal::UnknownKind {
        node: kind.to_owned(),
    })?;
    if *node.kind == *kind {
        return Ok(Swap {
            commands: Vec::new(),
            lost: Vec::new(),
        });
    }
    let old = wiring::schema(doc, catalog, id).ok();
    let mut lost = Vec::new();
    let node = Node {
        kind: new.id.into(),
        version: new.version,
        params: params(&node.params, old.as_deref(), new, &mut lost),
        take: None,
        ..node.as_ref().clone()
    };
    let mut commands = vec![Command::RemoveNode { id }, Command::AddNode { id, node }];
    let mut there = doc.clone();
    for command in &commands {
        apply_to(&mut there, command).map_err(|_| Refusal::Gone)?;
    }
    let inputs = inputs(doc, catalog, id, new, &mut lost);
    let outputs = outputs(doc, catalog, id, new, &mut lost);
    for (from, to) in inputs.into_iter().chain(outputs) {
        let bends = doc.bends().get(&to).map(|bends| Command::SetBends {
            to: to.clone(),
            bends: bends.to_vec(),
        });
        for command in [Some(Command::Connect { from, to }), bends]
            .into_iter()
            .flatten()
        {
            if apply_to(&mut there, &command).is_ok() {
                commands.push(command);
            }
        }
    }
    Ok(Swap { commands, lost })
}

/// Parameters of the same name whose value the new kind takes; then, for each that is left, the only parameter of the
/// same shape in both kinds.
fn params(
    stored: &OrdMap<Name, Value>,
    old: Option<&Schema>,
    new: &Schema,
    lost: &mut Vec<String>,
) -> OrdMap<Name, Value> {
    let mut kept = OrdMap::new();
    let mut left = Vec::new();
    for (name, value) in stored {
        match new.param(name) {
            Some(decl) if value_fault(decl, value).is_none() => {
                kept.insert(name.clone(), value.clone());
            }
            _ => left.push((name, value)),
        }
    }
    for (name, value) in left {
        let shape = old
            .and_then(|old| old.param(name))
            .map(|decl| decl.kind.ty());
        let same = |schema: &'_ Schema| {
            let alike = |ty: Type| {
                schema
                    .params
                    .iter()
                    .filter(move |decl| decl.kind.ty() == ty)
            };
            shape.map_or(0, |ty| alike(ty).count())
        };
        let only = shape
            .filter(|_| same(new) == 1 && old.is_some_and(|old| same(old) == 1))
            .and_then(|ty| new.params.iter().find(|decl| decl.kind.ty() == ty))
            .filter(|decl| !kept.contains_key(&*decl.name) && value_fault(decl, value).is_none());
        match only {
            Some(decl) => {
                kept.insert((&decl.name).into(), value.clone());
            }
            None => lost.push(
                old.and_then(|old| old.param(name))
                    .map_or_else(|| name.to_string(), |param| param.label.to_string()),
            ),
        }
    }
    kept
}

/// The wires into the node that the new kind takes: the port of the same name, else the first free one that fits.
fn inputs(
    doc: &Document,
    catalog: &dyn Catalog,
    id: NodeId,
    new: &Schema,
    lost: &mut Vec<String>,
) -> Vec<(OutPort, InPort)> {
    let flows =
        |from: &OutPort| wiring::output(doc, catalog, from).map_or(Type::Any, |port| port.ty);
    let wires: Vec<(&InPort, &OutPort)> = doc.wires_into(id).collect();
    let fits = |port: &str, ty: Type| new.input_port(port).is_some_and(|port| ty.fits(port.ty));
    let (same, moved): (Vec<_>, Vec<_>) = wires
        .into_iter()
        .partition(|(to, from)| fits(&to.port, flows(from)));
    let mut taken: BTreeSet<Name> = same.iter().map(|(to, _)| to.port.clone()).collect();
    let mut kept: Vec<(OutPort, InPort)> = same
        .into_iter()
        .map(|(to, from)| (from.clone(), to.clone()))
        .collect();
    for (_, from) in moved {
        let ty = flows(from);
        let free = new
            .input_ports()
            .filter(|port| !port.param && ty.fits(port.ty) && !taken.contains(port.name))
            .min_by_key(|port| port.ty != ty);
        match free {
            Some(port) => {
                taken.insert(port.name.into());
                let to = InPort {
                    node: id,
                    port: port.name.into(),
                };
                kept.push((from.clone(), to));
            }
            None => {
                let what = words::node_title(doc, catalog, from.node);
                lost.push(catalog.words().with("lost-wire-from", &[("what", &what)]));
            }
        }
    }
    kept
}

/// The wires out of the node that the new kind can feed: the output of the same name, else the best that fits.
fn outputs(
    doc: &Document,
    catalog: &dyn Catalog,
    id: NodeId,
    new: &Schema,
    lost: &mut Vec<String>,
) -> Vec<(OutPort, InPort)> {
    let mut kept = Vec::new();
    for to in doc.wires_from(id) {
        let takes = wiring::input(doc, catalog, to).map_or(Type::Any, |port| port.ty);
        let was = doc.wires().get(to);
        let best = new
            .outputs
            .iter()
            .filter(|port| port.ty.fits(takes))
            .min_by_key(|port| {
                (
                    was.is_none_or(|was| *was.port != *port.name),
                    port.ty != takes,
                )
            });
        match best {
            Some(port) => {
                let from = OutPort {
                    node: id,
                    port: (&port.name).into(),
                };
                kept.push((from, to.clone()));
            }
            None => {
                let what = words::node_title(doc, catalog, to.node);
                lost.push(catalog.words().with("lost-wire-to", &[("what", &what)]));
            }
        }
    }
    kept
}
