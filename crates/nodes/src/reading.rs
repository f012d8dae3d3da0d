//! Which inputs of a step are read: what decides is known first, from the parameters or by measuring, and only what is chosen
//! is made. With lists of what decides, it is what any of their items chooses.

use crate::call::Data;
use crate::catalogue::catalogue;
use gesso_graph::{Name, ParamKind, Schema, Source, Step, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The schema of a step that chooses among its inputs.
pub(crate) fn choosing(step: &Step) -> Option<&'static Schema> {
    let schema = &catalogue().spec(&step.kind)?.schema;
    schema.chooses().then_some(schema)
}

/// The inputs that a step reads in any case; what decides is among them.
pub fn always_read(step: &Step) -> impl Iterator<Item = (&Name, &Source)> {
    let schema = choosing(step);
    step.inputs.iter().filter(move |(port, _)| {
        let input = schema.and_then(|schema| {
            let mut inputs = schema.inputs.iter();
            inputs.find(|input| input.name == port.as_str())
        });
        input.is_none_or(|input| input.read_if.is_none())
    })
}

/// The inputs that a step reads, now that what comes into those it always reads is known.
pub(crate) fn read(step: &Step, known: &BTreeMap<Name, Data>) -> BTreeSet<Name> {
    let Some(schema) = choosing(step) else {
        return step.inputs.keys().cloned().collect();
    };
    let mut read: BTreeSet<Name> = always_read(step).map(|(port, _)| port.clone()).collect();
    let lists = known.values().filter_map(|data| match data {
        Data::List(items) => Some(items.len()),
        _ => None,
    });
    for place in 0..lists.max().unwrap_or(1) {
        let params = decided(schema, step, known, place);
        let wired = step.inputs.keys();
        read.extend(
            wired
                .filter(|port| schema.reads(port, &params) != Some(false))
                .cloned(),
        );
    }
    read
}

/// The parameters of a step with what came for them, of lists the item at this place.
fn decided(
    schema: &Schema,
    step: &Step,
    known: &BTreeMap<Name, Data>,
    place: usize,
) -> BTreeMap<Name, Value> {
    let mut params = step.params.clone();
    for (port, data) in known {
        let data = match data {
            Data::List(items) => items.get(place),
            one => Some(one),
        };
        let param = schema.param(port);
        if let Some((param, data)) = param.zip(data)
            && let Some(value) = taken(data, param.kind)
        {
            params.insert(port.clone(), value);
        }
    }
    params
}

/// What a parameter takes from a wire; its default when the two don't fit, as the node itself has it.
fn taken(data: &Data, kind: ParamKind) -> Option<Value> {
    match (kind, data) {
        (ParamKind::Int { .. }, Data::Int(number)) => Some(Value::Int(*number)),
        (ParamKind::Bool { .. }, Data::Bool(yes)) => Some(Value::Bool(*yes)),
        (ParamKind::Choice { .. }, Data::Text(id)) => Some(Value::Choice(id.as_ref().into())),
        _ => kind.default_value(),
    }
}
