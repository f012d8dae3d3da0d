//! A plan: what a run has to do, in order, each step named by a content key.
//! key = BLAKE3(kind, kind version, canonical parameters, keys of inputs or hashes of assets): equal keys, equal results.

use crate::canonical::Canonical;
use crate::document::{Document, Node};
use crate::flat::{Flat, expand};
use crate::id::{Name, NodeId};
use crate::picking::{KeptTakes, PICK_FROM, TAKE_PICK, picked, settled};
use crate::problem::{Fault, Problem, problems_of};
use crate::reading::{Read, wires_read};
use crate::schema::{Catalog, ParamKind, Schema};
use crate::value::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Names a result before it exists: 32 bytes of BLAKE3, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentKey(pub [u8; 32]);

/// What a run is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Targets {
    /// Every sink, and every node that nothing is wired to.
    Everything,
    /// These nodes and what they need.
    Nodes(Vec<NodeId>),
}

/// Where a step's input comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The step that makes it.
    pub key: ContentKey,
    /// Which of its outputs.
    pub output: Name,
    /// The node it stands for in this document.
    pub node: NodeId,
}

/// One node's work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The node.
    pub node: NodeId,
    /// Names the result.
    pub key: ContentKey,
    /// The kind's id.
    pub kind: Name,
    /// The kind's version.
    pub version: u32,
    /// Every parameter, defaults filled in; those that a wire overrides are absent.
    pub params: BTreeMap<Name, Value>,
    /// Wired inputs, and parameters that a wire overrides.
    pub inputs: BTreeMap<Name, Source>,
    /// It was asked for, not only needed by others.
    pub target: bool,
    /// How many steps of this plan read a result of this one.
    pub readers: u32,
}

impl Step {
    /// The same work on other parameters and inputs, under the key that it has with them.
    pub fn with(
        &self,
        schema: &Schema,
        params: BTreeMap<Name, Value>,
        inputs: BTreeMap<Name, Source>,
    ) -> Self {
        let params: BTreeMap<Name, Value> = params
            .into_iter()
            .map(|(name, value)| match schema.param(&name) {
                Some(param) => (name, canonical(param.kind, value)),
                None => (name, value),
            })
            .collect();
        Self {
            key: content_key(self.node, schema, &params, &inputs),
            params,
            inputs,
            ..self.clone()
        }
    }
}

/// What a run has to do.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Every step after the steps it reads.
    pub steps: Vec<Step>,
    /// Nodes that were asked for or needed but can't run, each with the problems that prevent it (its own, or of what it needs).
    pub blocked: BTreeMap<NodeId, Vec<Problem>>,
    /// The nodes that were asked for, an instance by what it stands for.
    #[serde(default)]
    pub asked: BTreeSet<NodeId>,
}

/// What a run of `targets` has to do. Costs what is upstream of them and what instances stand for, not the document.
///
/// A node with a problem blocks what is downstream of it and nothing else; targets that are gone are passed over.
/// Instances are planned as what is in them: see [`expand`]. Of takes none is known.
pub fn plan(doc: &Document, catalog: &dyn Catalog, targets: &Targets) -> Plan {
    plan_with(doc, catalog, targets, &KeptTakes::new())
}

/// As [`plan`], where these takes are kept of the nodes that [`crate::picked_from`] names.
pub fn plan_with(
    doc: &Document,
    catalog: &dyn Catalog,
    targets: &Targets,
    takes: &KeptTakes,
) -> Plan {
    plan_flat(&expand(doc, catalog), catalog, targets, takes)
}

/// What [`plan_with`] does, for who has expanded the document already.
pub fn plan_flat(flat: &Flat, catalog: &dyn Catalog, targets: &Targets, takes: &KeptTakes) -> Plan {
    let doc = flat.document();
    let asked: BTreeSet<NodeId> = match targets {
        Targets::Everything => everything(doc, catalog),
        Targets::Nodes(nodes) => nodes.iter().flat_map(|&node| flat.asked(node)).collect(),
    };
    let mut planner = Planner {
        doc,
        catalog,
        takes,
        plan: Plan::default(),
        places: BTreeMap::new(),
    };
    for node in planner.in_order(&asked) {
        planner.take(node, asked.contains(&node));
    }
    planner.plan.asked = asked;
    planner.plan
}

fn everything(doc: &Document, catalog: &dyn Catalog) -> BTreeSet<NodeId> {
    let is_asked = |id: NodeId, node: &Node| {
        node.graph.is_root()
            && (doc.wires_from(id).next().is_none()
                || catalog.schema(&node.kind).is_some_and(|schema| schema.sink))
    };
    doc.nodes()
        .iter()
        .filter(|(id, node)| is_asked(**id, node))
        .map(|(&id, _)| id)
        .collect()
}

struct Planner<'a> {
    doc: &'a Document,
    catalog: &'a dyn Catalog,
    takes: &'a KeptTakes,
    plan: Plan,
    /// Where each planned node stands in the plan.
    places: BTreeMap<NodeId, usize>,
}

impl Planner<'_> {
    /// The wires into a node that a run may read.
    fn wires_read(&self, node: NodeId) -> Vec<Read<'_>> {
        match settled(self.doc, self.catalog, self.takes, node) {
            Some(_) => Vec::new(),
            None => wires_read(self.doc, self.catalog, node),
        }
    }

    /// The nodes and everything upstream of them that may be read, every node after those it reads. Depends on the document's
    /// content and the takes alone.
    fn in_order(&self, asked: &BTreeSet<NodeId>) -> Vec<NodeId> {
        let sources = |node| {
            let read = self.wires_read(node).into_iter();
            read.map(|wire| wire.from.node)
        };
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = Vec::new();
        for &node in asked {
            if seen.insert(node) {
                open.push((node, sources(node)));
            }
            while let Some((here, rest)) = open.last_mut() {
                match rest.next() {
                    Some(source) if seen.insert(source) => open.push((source, sources(source))),
                    Some(_) => {}
                    None => {
                        order.push(*here);
                        open.pop();
                    }
                }
            }
        }
        order
    }

    /// Plans a node whose sources are planned or blocked already.
    fn take(&mut self, node: NodeId, target: bool) {
        let stored = self.doc.nodes().get(&node);
        let mut reasons = problems_of(self.doc, self.catalog, node);
        reasons.retain(|problem| problem.fault.prevents_run());
        if stored.is_some_and(|stored| stored.instance_of().is_some()) {
            // What is left of instances here was too many to expand.
            let fault = Fault::TooLarge;
            reasons = vec![Problem { node, fault }];
        }
        reasons.extend(self.blocked_sources(node));
        let known = stored.and_then(|stored| Some((stored, self.catalog.schema(&stored.kind)?)));
        match known {
            Some((stored, schema)) if reasons.is_empty() => self.step(node, stored, schema, target),
            _ => {
                self.plan.blocked.insert(node, reasons);
            }
        }
    }

    /// One reason for each broken node that this one depends on, however far upstream it is. What may turn out not to be read
    /// is no reason.
    fn blocked_sources(&self, node: NodeId) -> Vec<Problem> {
        let mut roots = BTreeSet::new();
        let read = self.wires_read(node).into_iter();
        for source in read.filter(|wire| wire.surely).map(|wire| wire.from.node) {
            for reason in self.plan.blocked.get(&source).into_iter().flatten() {
                roots.insert(match reason.fault {
                    Fault::BlockedBy { node } => node,
                    _ => source,
                });
            }
        }
        roots
            .into_iter()
            .map(|root| Problem {
                node,
                fault: Fault::BlockedBy { node: root },
            })
            .collect()
    }

    fn step(&mut self, node: NodeId, stored: &Node, schema: &Schema, target: bool) {
        let mut inputs = BTreeMap::new();
        let mut read = BTreeSet::new();
        for wire in self.wires_read(node) {
            let (to, from) = (wire.to, wire.from);
            if let Some(&place) = self.places.get(&from.node) {
                let key = self.plan.steps[place].key;
                inputs.insert(
                    to.port.clone(),
                    Source {
                        key,
                        output: from.port.clone(),
                        node: from.node,
                    },
                );
                read.insert(place);
            }
        }
        for place in read {
            self.plan.steps[place].readers += 1;
        }
        let is_wired = |port: &str| inputs.contains_key(port);
        let mut params = set_params(stored, schema, is_wired);
        if stored.kind.as_str() == TAKE_PICK {
            let now = inputs.get(PICK_FROM).map(|source: &Source| source.key);
            let picked = picked(self.doc, self.catalog, self.takes, node, &params, now);
            params.extend(picked);
        }
        let key = content_key(node, schema, &params, &inputs);
        self.places.insert(node, self.plan.steps.len());
        self.plan.steps.push(Step {
            node,
            key,
            kind: stored.kind.clone(),
            version: schema.version,
            params,
            inputs,
            target,
            readers: 0,
        });
    }
}

/// Every parameter that no wire overrides, defaults filled in, one form for each meaning: what a run set anew is as if it had been
/// kept.
pub(crate) fn set_params(
    stored: &Node,
    schema: &Schema,
    is_wired: impl Fn(&str) -> bool,
) -> BTreeMap<Name, Value> {
    let free = schema.params.iter().filter(|param| !is_wired(&param.name));
    let set = free.filter_map(|param| {
        let value = stored
            .params
            .get(&*param.name)
            .cloned()
            .or_else(|| param.kind.default_value())?;
        Some(((&param.name).into(), canonical(param.kind, value)))
    });
    let mut set: BTreeMap<Name, Value> = set.collect();
    for afresh in schema.params.iter().filter_map(|param| param.afresh) {
        if let Some(Value::Choice(option)) = set.get_mut(afresh.by)
            && option.as_str() == afresh.when
        {
            *option = afresh.then.into();
        }
    }
    set
}

/// Adding zero turns the negative zero into the other one.
pub(crate) fn canonical(kind: ParamKind, value: Value) -> Value {
    match (kind, value) {
        (ParamKind::Float { .. }, Value::Int(number)) => Value::Float(number as f64),
        (_, Value::Float(number)) => Value::Float(number + 0.),
        (_, Value::Color(color)) => Value::Color(color.map(|channel| channel + 0.)),
        (_, value) => value,
    }
}

fn content_key(
    node: NodeId,
    schema: &Schema,
    params: &BTreeMap<Name, Value>,
    inputs: &BTreeMap<Name, Source>,
) -> ContentKey {
    let mut hash = Canonical::new("gesso step 1");
    hash.text(schema.id);
    hash.word(u64::from(schema.version));
    hash.count(params.len());
    for (name, value) in params {
        hash.text(name);
        hash.value(value);
    }
    hash.count(inputs.len());
    for (name, source) in inputs {
        hash.text(name);
        hash.bytes(&source.key.0);
        hash.text(&source.output);
    }
    // Two nodes of an impure kind are never taken for one another.
    if !schema.pure {
        hash.word(node.0);
    }
    ContentKey(hash.finish())
}

impl fmt::Display for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ContentKey({:02x}{:02x}{:02x}{:02x}…)",
            self.0[0], self.0[1], self.0[2], self.0[3]
        )
    }
}

impl std::str::FromStr for ContentKey {
    type Err = crate::id::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        blake3::Hash::from_hex(text)
            .map(|hash| Self(*hash.as_bytes()))
            .map_err(|_| crate::id::IdError)
    }
}

impl Serialize for ContentKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
