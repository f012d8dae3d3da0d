//! Laying nodes out as they are wired and looked at, and wires between their ports. Layouts are shared where they can be.

use super::patching::Index;
use super::{Scene, SceneNode, Spot, WireSpot};
use crate::layout::{ExtraPorts, Look, NodeLayout};
use crate::summary::summary;
use gesso_graph::{Document, InPort, Interfaces, ItemId, Name, Node, NodeId, OutPort, SchemaRef};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Scene {
    pub(super) fn lay_out_all(
        &mut self,
        nodes: BTreeSet<NodeId>,
        old: &Document,
        dirty_wires: &mut BTreeSet<InPort>,
        index: &mut Index,
    ) {
        let shown = self.document.clone();
        let mut interfaces = Interfaces::new(&shown, self.catalog);
        for id in nodes {
            let schema = interfaces.of(id);
            if self.lay_out(id, schema, index) {
                let into = shown.wires_into(id).map(|(to, _)| to);
                let was = old.wires_from(id);
                let still = was.filter(|to| shown.wires().contains_key(*to));
                dirty_wires.extend(into.chain(shown.wires_from(id)).chain(still).cloned());
            }
        }
    }

    /// Lays a node out, again when it is known; whether the ends of its wires may have moved.
    pub(super) fn lay_out(
        &mut self,
        id: NodeId,
        schema: Option<SchemaRef>,
        index: &mut Index,
    ) -> bool {
        let shown = |node: &&Arc<Node>| node.graph == self.graph;
        let Some(node) = self.document.nodes().get(&id).filter(shown).cloned() else {
            return false;
        };
        let layout = self.layout(id, &node, schema.as_ref());
        let before = self.nodes.get(&id);
        let moved =
            before.is_none_or(|was| was.node.position != node.position || was.layout != layout);
        let z = match before {
            Some(was) if was.node.position == node.position => was.z,
            _ => {
                self.top += 1;
                self.top
            }
        };
        let title = match (&node.title, &schema) {
            (Some(title), _) => title.clone(),
            (None, Some(schema)) => match before {
                Some(was) if *was.title == *schema.title => was.title.clone(),
                _ => schema.title.as_ref().into(),
            },
            (None, None) => node.kind.0.clone(),
        };
        let has_row = |name: &str| layout.param(name).is_some();
        let summary = match summary(self.catalog.words(), &node, schema.as_deref(), has_row) {
            // Most nodes have none, and the default is shared by all.
            blank if blank.is_empty() => Arc::default(),
            words => words.into(),
        };
        let laid = SceneNode {
            node,
            schema,
            layout,
            title,
            summary,
            z,
        };
        let spot = Spot {
            item: ItemId::Node(id),
            rect: laid.rect(),
            category: laid.category(),
            z,
        };
        self.nodes.insert(id, laid);
        self.put(spot, index);
        moved
    }

    /// The layout of a node as it is wired; shared among nodes that look the same.
    fn layout(&mut self, id: NodeId, node: &Node, schema: Option<&SchemaRef>) -> Arc<NodeLayout> {
        let mut extra = ExtraPorts::default();
        for (to, _) in self.document.wires_into(id) {
            if !schema.is_some_and(|schema| {
                schema
                    .inputs
                    .iter()
                    .any(|port| port.name == to.port.as_str())
            }) {
                extra.inputs.push(to.port.clone());
            }
        }
        let is_wired = |name: &str| self.document.is_wired(id, name);
        let own = schema.iter().flat_map(|schema| schema.inputs.iter());
        let many = own.filter(|port| port.after.is_some());
        let grown =
            many.filter(|port| schema.is_some_and(|schema| schema.is_open(&port.name, is_wired)));
        extra.grown = grown.map(|port| Name::from(&port.name)).collect();
        for to in self.document.wires_from(id) {
            let Some(from) = self.document.wires().get(to) else {
                continue;
            };
            let known = schema.is_some_and(|schema| schema.output(&from.port).is_some());
            if !known && !extra.outputs.contains(&from.port) {
                extra.outputs.push(from.port.clone());
            }
        }
        let is_made = matches!(schema, Some(SchemaRef::Made(_)));
        let schema = schema.map(|schema| &**schema);
        let plain = !is_made
            && extra == ExtraPorts::default()
            && node.params.is_empty()
            && node.size.is_none()
            && !node.collapsed;
        if plain && let Some(layout) = self.plain.get(&node.kind) {
            return layout.clone();
        }
        let look = Look::of(node, schema, |param| {
            extra.inputs.iter().any(|port| port.as_str() == param)
        });
        if is_made || look.size.is_some() {
            // Two nodes of this kind or extent need not look the same.
            return Arc::new(NodeLayout::new(schema, &extra, &look));
        }
        let key = (node.kind.clone(), extra, look);
        if let Some(layout) = self.layouts.get(&key) {
            return layout.clone();
        }
        let layout = Arc::new(NodeLayout::new(schema, &key.1, &key.2));
        if plain {
            self.plain.insert(node.kind.clone(), layout.clone());
        }
        self.layouts.insert(key, layout.clone());
        layout
    }

    pub(super) fn wire_spot(&self, to: &InPort) -> Option<WireSpot> {
        self.wire_between(to, self.document.wires().get(to)?)
    }

    pub(super) fn wire_between(&self, to: &InPort, from: &OutPort) -> Option<WireSpot> {
        let (start, ty) = self.output_at(from)?;
        let (end, _) = self.input_at(to)?;
        Some(WireSpot {
            to: to.clone(),
            from: from.node,
            route: self.route(start, end, self.document.bends().get(to).cloned()),
            ty,
        })
    }
}
