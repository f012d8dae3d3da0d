//! Going back to the parameters that made a take: what stood on the node and on everything upstream of it, as far as
//! the nodes are still there. Wires stay as they are.

use crate::apply::apply_all;
use crate::command::Command;
use crate::document::{Document, InPort};
use crate::flat::run_path;
use crate::id::{Name, NodeId};
use crate::interface::{Interfaces, exposed_name};
use crate::picking::KeptTakes;
use crate::plan::{ContentKey, Targets, canonical, plan_with};
use crate::schema::{Catalog, ParamDecl};
use crate::value::Value;
use gesso_words::Said;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one node was set to when it took part in making a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The node, by the name the run had for it.
    pub node: NodeId,
    /// Its kind.
    pub kind: Name,
    /// What it was called: "Blur", "Blur in Grade".
    pub title: Said,
    /// Every parameter, defaults filled in; those that a wire overrode are absent.
    pub params: BTreeMap<Name, Value>,
}

/// What going back to a take comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// What to do; nothing when everything is as it was.
    pub commands: Vec<Command>,
    /// What the nodes were called that are gone, or of another kind by now.
    pub lost: Vec<String>,
    /// A run would then make the very same result. Otherwise wires or nodes have changed since.
    pub is_exact: bool,
}

/// The commands that set the parameters again that made the result `key` of `node` (by the name the run had for it).
/// What an instance says of an exposed parameter is set on the instance. `takes` are those that a run would pick from.
pub fn restore_take(
    doc: &Document,
    catalog: &dyn Catalog,
    takes: &KeptTakes,
    node: NodeId,
    key: ContentKey,
    settings: &[Setting],
) -> Restored {
    let mut commands = Vec::new();
    let mut lost = Vec::new();
    for setting in settings {
        match set_node(doc, catalog, setting) {
            Some(set) => commands.extend(set),
            None => lost.push(setting.title.describe(catalog.words())),
        }
    }
    let after = apply_all(doc, &commands).document;
    Restored {
        commands,
        lost,
        is_exact: makes(&after, catalog, takes, node, key),
    }
}

/// Whether a run of a node makes this result.
fn makes(
    doc: &Document,
    catalog: &dyn Catalog,
    takes: &KeptTakes,
    node: NodeId,
    key: ContentKey,
) -> bool {
    let Some(&[asked, ..]) = run_path(doc, node).as_deref() else {
        return false;
    };
    let planned = plan_with(doc, catalog, &Targets::Nodes(vec![asked]), takes);
    let mut steps = planned.steps.iter();
    steps.any(|step| step.node == node && step.key == key)
}

/// The commands that set these parameters again, as far as their nodes are there.
pub fn set_again(doc: &Document, catalog: &dyn Catalog, settings: &[Setting]) -> Vec<Command> {
    let commands = settings
        .iter()
        .filter_map(|setting| set_node(doc, catalog, setting));
    commands.flatten().collect()
}

/// The commands for one node; none where it is not there as it was.
fn set_node(doc: &Document, catalog: &dyn Catalog, setting: &Setting) -> Option<Vec<Command>> {
    let path = run_path(doc, setting.node)?;
    let stored = doc.nodes().get(path.last()?)?;
    if stored.kind != setting.kind {
        return None;
    }
    let schema = Interfaces::new(doc, catalog).of(*path.last()?)?;
    let params = schema.params.iter();
    let set = params.filter_map(|param| {
        let value = setting.params.get(&*param.name)?;
        set_param(doc, &path, param, value)
    });
    Some(set.collect())
}

/// Where a parameter of a node of the run may be set, the one that counts last: on the node itself, and on each instance around
/// it that shows it. `path` is that of [`run_path`].
pub(crate) fn places_of(doc: &Document, path: &[NodeId], name: &str) -> Vec<InPort> {
    let mut port = Name::from(name);
    let mut places = Vec::new();
    for &node in path.iter().rev() {
        places.push(InPort {
            node,
            port: port.clone(),
        });
        let stored = doc.nodes().get(&node);
        if !stored.is_some_and(|stored| stored.exposed.contains_key(&port)) {
            break;
        }
        port = exposed_name(node, &port);
    }
    places
}

/// Sets one parameter where it counts: on the outermost instance that shows it, else on the node itself.
fn set_param(doc: &Document, path: &[NodeId], param: &ParamDecl, value: &Value) -> Option<Command> {
    let places = places_of(doc, path, &param.name);
    let stored = |place: &InPort| doc.nodes().get(&place.node)?.params.get(&place.port);
    // What counts now: the outermost of the values on the way.
    let now = places.iter().rev().find_map(stored);
    let is_own = places.len() == 1;
    let InPort { node: id, port } = places.into_iter().next_back()?;
    let default = param.default_value();
    let same = |other: &Value| canonical(param.kind, other.clone()) == *value;
    if now.or(default.as_ref()).is_some_and(same) {
        return None;
    }
    let is_default = is_own && default.as_ref().is_some_and(same);
    Some(Command::SetParam {
        id,
        name: port,
        value: (!is_default).then(|| value.clone()),
    })
}
