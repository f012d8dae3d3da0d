//! Lists that come where one item is taken: the node is called for each, and gives lists. Lists that come together have to
//! be equally long. Calling is cheap, for kernels render on demand.

use crate::call::{Call, Data, NOTE, NodeError, Outputs, port_label};
use gesso_graph::{Name, Schema, Type};
use gesso_words::said;
use std::collections::{BTreeMap, BTreeSet};

/// How a port takes what is a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// As one list.
    Whole,
    /// Item by item.
    Each,
    /// Whatever it is: item by item only beside another list that is taken so.
    Any,
}

/// How this port of a kind takes lists.
pub(crate) fn takes(schema: &Schema, port: &str) -> Takes {
    match schema.input_port(port).map(|port| port.ty) {
        Some(Type::List(_)) => Takes::Whole,
        Some(Type::Any) => Takes::Any,
        _ => Takes::Each,
    }
}

/// The ports of these to take item by item, out of all with a list, and how many items there are; none when nothing is.
///
/// # Errors
/// When the lists are not equally long.
pub(crate) fn together<'a>(
    schema: &Schema,
    lists: impl Iterator<Item = (&'a Name, usize)> + Clone,
) -> Result<Option<(BTreeSet<Name>, usize)>, NodeError> {
    let is_each = |takes: Takes| takes == Takes::Each;
    if !lists.clone().any(|(port, _)| is_each(takes(schema, port))) {
        return Ok(None);
    }
    let mut ports = BTreeSet::new();
    let mut first: Option<(&Name, usize)> = None;
    for (port, count) in lists.filter(|(port, _)| takes(schema, port) != Takes::Whole) {
        match first {
            Some((other, wanted)) if wanted != count => {
                let label = |name: &Name| match schema.input_port(name) {
                    Some(port) => port_label(name, port.label),
                    None => name.to_string().into(),
                };
                let reason = said(
                    "lists-differ",
                    [
                        ("first", wanted.into()),
                        ("one", label(other)),
                        ("second", count.into()),
                        ("other", label(port)),
                    ],
                );
                return Err(NodeError::new(reason.within(&schema.text_key())));
            }
            Some(_) => {}
            None => first = Some((port, count)),
        }
        ports.insert(port.clone());
    }
    Ok(first.map(|(_, count)| (ports, count)))
}

/// Calls `one` with the call as it is, or once for each item where lists come to ports that take one.
///
/// # Errors
/// What `one` says, with the item's number before it, and when lists that come together are not equally long.
pub(crate) fn each<E: From<NodeError>>(
    schema: &Schema,
    call: &Call,
    numbered: fn(usize, E) -> E,
    mut one: impl FnMut(&Call) -> Result<Outputs, E>,
) -> Result<Outputs, E> {
    let lists = call.inputs.iter().filter_map(|(port, data)| match data {
        Data::List(items) => Some((port, items.len())),
        _ => None,
    });
    let Some((ports, count)) = together(schema, lists)? else {
        return one(call);
    };
    let mut given: BTreeMap<Name, Vec<Data>> = schema
        .outputs
        .iter()
        .map(|port| ((&port.name).into(), Vec::with_capacity(count)))
        .collect();
    let mut note = None;
    let mut item_call = call.clone();
    for place in 0..count {
        for port in &ports {
            if let Some(Data::List(items)) = call.inputs.get(port) {
                item_call.inputs.insert(port.clone(), items[place].clone());
            }
        }
        let outputs = one(&item_call).map_err(|error| numbered(place + 1, error))?;
        for (output, data) in outputs {
            if output.as_str() == NOTE {
                note.get_or_insert(data);
            } else {
                given.entry(output).or_default().push(data);
            }
        }
    }
    let mut outputs = Outputs::new();
    for (output, items) in given {
        // What no item gave is not there, as it is not for one alone.
        if items.is_empty() && count > 0 {
            continue;
        }
        outputs.insert(output, Data::list(items)?);
    }
    outputs.extend(note.map(|note| (NOTE.into(), note)));
    Ok(outputs)
}
