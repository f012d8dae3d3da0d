//! The order in which nodes are listed: each after what it needs, and otherwise as they lie on the canvas.

use gesso_graph::{Document, GraphId, NodeId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Where a node lies: left before right, top before bottom, in whole world pixels.
type Place = (i64, i64, NodeId);

/// The nodes of a graph, in the order of a run.
pub(crate) fn run_order(document: &Document, graph: GraphId) -> Vec<NodeId> {
    let place = |id: NodeId| -> Place {
        let at = document
            .nodes()
            .get(&id)
            .map(|node| node.position)
            .unwrap_or_default();
        (at.x.round() as i64, at.y.round() as i64, id)
    };
    let mut waits: BTreeMap<NodeId, usize> = document
        .nodes_in(graph)
        .map(|(id, _)| (id, document.wires_into(id).count()))
        .collect();
    let free = waits
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(id, _)| Reverse(place(*id)));
    let mut ready: BinaryHeap<Reverse<Place>> = free.collect();
    let mut order = Vec::with_capacity(waits.len());
    while let Some(Reverse((.., id))) = ready.pop() {
        order.push(id);
        for to in document.wires_from(id) {
            let Some(count) = waits.get_mut(&to.node) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                ready.push(Reverse(place(to.node)));
            }
        }
    }
    order
}
