//! The whole path of a wire: everything that flows into it and everything it flows into.

use super::Editor;
use crate::hit::Hit;
use gesso_graph::{InPort, NodeId};
use std::collections::BTreeSet;

/// More wires than this are no path that anybody could follow.
const LONGEST: usize = 2_000;

impl Editor {
    /// Finds the path of the wire under the pointer, or of the selected one, again.
    pub(crate) fn follow(&mut self) {
        let wire = match &self.hovered {
            Hit::Wire(to) | Hit::Bend(to, _) => Some(to),
            _ => self.selected_wire.as_ref(),
        };
        self.path = wire.map_or_else(BTreeSet::new, |to| self.path_of(to));
    }

    fn path_of(&self, to: &InPort) -> BTreeSet<InPort> {
        let doc = self.scene.document();
        let Some(from) = doc.wires().get(to) else {
            return BTreeSet::new();
        };
        let mut path = BTreeSet::from([to.clone()]);
        let mut walk = |start: NodeId, next: &dyn Fn(NodeId) -> Vec<(InPort, NodeId)>| {
            let (mut seen, mut open) = (BTreeSet::from([start]), vec![start]);
            while let Some(node) = open.pop() {
                for (wire, other) in next(node) {
                    if path.len() >= LONGEST {
                        return;
                    }
                    path.insert(wire);
                    if seen.insert(other) {
                        open.push(other);
                    }
                }
            }
        };
        walk(from.node, &|node| {
            let into = doc.wires_into(node);
            into.map(|(to, from)| (to.clone(), from.node)).collect()
        });
        walk(to.node, &|node| {
            doc.wires_from(node)
                .map(|to| (to.clone(), to.node))
                .collect()
        });
        path
    }
}
