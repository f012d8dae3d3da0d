//! What a run sets anew at its start, before it is planned: the seed of chance, the files that a question finds. What was set is
//! stored, so that whoever looks sees what the run had, and a plan has it under the option that keeps it: the same document
//! makes the same results, and going back to a take gives them again. Chance and files themselves are the caller's.

use crate::command::Command;
use crate::document::{Document, InPort, Node};
use crate::edit::{Setting, places_of, set_again};
use crate::flat::expand;
use crate::id::{Name, NodeId};
use crate::picking::KeptTakes;
use crate::plan::{Targets, plan_flat, set_params};
use crate::schema::{Catalog, ParamDecl, Schema};
use crate::value::Value;
use std::collections::BTreeMap;

/// A parameter that a run of a document has to set first.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The node, by the name the run has for it.
    pub node: NodeId,
    /// Its kind.
    pub kind: Name,
    /// The parameter.
    pub param: ParamDecl,
    /// Where it is set: on the outermost instance that shows it, else on the node.
    pub at: InPort,
    /// Every parameter of the node that no wire overrides, defaults filled in.
    pub params: BTreeMap<Name, Value>,
}

/// Whether a run sets this parameter of a node anew.
pub fn is_set_afresh(param: &ParamDecl, stored: &Node, schema: &Schema) -> bool {
    let Some(afresh) = param.afresh else {
        return false;
    };
    let chosen = stored.params.get(afresh.by).cloned();
    let chosen = chosen.or_else(|| schema.param(afresh.by)?.default_value());
    matches!(chosen, Some(Value::Choice(option)) if option.as_str() == afresh.when)
}

/// What a run of `targets` has to set first where these takes are kept; nothing of nodes that it does not need. Costs what a plan
/// costs, or little where no node can have such a parameter.
pub fn waiting(
    doc: &Document,
    catalog: &dyn Catalog,
    targets: &Targets,
    takes: &KeptTakes,
) -> Vec<Waiting> {
    let mut nodes = doc.nodes().values();
    if !nodes.any(|node| may_set_afresh(node, catalog)) {
        return Vec::new();
    }
    let flat = expand(doc, catalog);
    let plan = plan_flat(&flat, catalog, targets, takes);
    let mut found = Vec::new();
    for step in plan.steps {
        let stored = flat.document().nodes().get(&step.node);
        let (Some(stored), Some(schema)) = (stored, catalog.schema(&step.kind)) else {
            continue;
        };
        let is_wired = |name: &str| step.inputs.contains_key(name);
        let own = schema.params.iter().filter(|param| !is_wired(&param.name));
        for param in own.filter(|param| is_set_afresh(param, stored, schema)) {
            let places = places_of(doc, &flat.path(step.node), &param.name);
            let Some(at) = places.into_iter().next_back() else {
                continue;
            };
            found.push(Waiting {
                node: step.node,
                kind: step.kind.clone(),
                param: param.clone(),
                at,
                params: set_params(stored, schema, is_wired),
            });
        }
    }
    found
}

/// Whether a run may set a parameter of this node anew, also because an instance says so.
fn may_set_afresh(node: &Node, catalog: &dyn Catalog) -> bool {
    let Some(schema) = catalog.schema(&node.kind) else {
        return false;
    };
    schema.params.iter().any(|param| {
        let is_shown = |by: &str| node.exposed.contains_key(by);
        param.afresh.is_some_and(|afresh| is_shown(afresh.by)) || is_set_afresh(param, node, schema)
    })
}

/// The commands that set these to these values.
pub fn set_afresh(
    doc: &Document,
    catalog: &dyn Catalog,
    values: impl IntoIterator<Item = (Waiting, Value)>,
) -> Vec<Command> {
    let setting = |(waiting, value): (Waiting, Value)| Setting {
        node: waiting.node,
        title: waiting.kind.as_str().into(),
        kind: waiting.kind,
        params: [((&waiting.param.name).into(), value)].into(),
    };
    let settings: Vec<Setting> = values.into_iter().map(setting).collect();
    set_again(doc, catalog, &settings)
}
