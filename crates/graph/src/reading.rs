//! Which wires a run reads: of a node that chooses among its inputs only those that are chosen, as far as its parameters say.

use crate::document::{Document, InPort, OutPort};
use crate::id::NodeId;
use crate::plan::set_params;
use crate::schema::Catalog;

/// A wire that a run may read.
pub(crate) struct Read<'a> {
    pub(crate) to: &'a InPort,
    pub(crate) from: &'a OutPort,
    /// It is read for certain: what decides does not come through a wire itself.
    pub(crate) surely: bool,
}

/// The wires into a node that a run may read.
pub(crate) fn wires_read<'a>(
    doc: &'a Document,
    catalog: &dyn Catalog,
    node: NodeId,
) -> Vec<Read<'a>> {
    let read = |(to, from): (&'a InPort, &'a OutPort), surely| Read { to, from, surely };
    let wires = doc.wires_into(node);
    let stored = doc.nodes().get(&node);
    let choosing = stored.and_then(|stored| {
        let schema = catalog.schema(&stored.kind)?;
        schema.chooses().then_some((stored, schema))
    });
    let Some((stored, schema)) = choosing else {
        return wires.map(|wire| read(wire, true)).collect();
    };
    let wires: Vec<_> = wires.collect();
    let is_wired = |port: &str| wires.iter().any(|(to, _)| to.port.as_str() == port);
    let params = set_params(stored, schema, is_wired);
    let wires = wires.iter().copied();
    wires
        .filter_map(|wire| match schema.reads(&wire.0.port, &params) {
            Some(false) => None,
            reads => Some(read(wire, reads.is_some())),
        })
        .collect()
}
