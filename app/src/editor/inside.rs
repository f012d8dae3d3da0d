//! Inside subgraphs: which graph is shown, what a run calls the nodes of it, and the way to what lies in another graph.

use crate::editor::desk::Desk;
use crate::session::Step;
use gesso_graph::{GraphId, ItemId, NodeId, run_id};
use leptos::prelude::*;

impl Desk {
    /// The graph that is shown. Tracks.
    pub(crate) fn shown_graph(self) -> GraphId {
        let last = self.place.with(|place| place.last().map(|(id, _)| *id));
        let inner = last.and_then(|instance| self.node(instance)?.instance_of());
        inner.unwrap_or_default()
    }

    /// What a run calls a node: in the subgraph that is shown, by the instances that lead there. Tracks.
    pub(crate) fn run_name(self, node: NodeId) -> NodeId {
        let graph = self
            .session
            .document
            .with(|document| document.graph_of(ItemId::Node(node)));
        if graph.is_none_or(|graph| graph.is_root() || graph != self.shown_graph()) {
            return node;
        }
        let path: Vec<NodeId> = self
            .place
            .with(|place| place.iter().map(|(id, _)| *id).chain([node]).collect());
        run_id(&path).unwrap_or(node)
    }

    /// Where a node stands in the latest run, by the instances that lead to it. Tracks.
    pub(crate) fn step(self, node: NodeId) -> Option<Step> {
        self.session.step(self.run_name(node), node)
    }

    /// Whether a node's result is not what it would make now. Tracks.
    pub(crate) fn is_outdated(self, node: NodeId) -> bool {
        self.session.is_outdated(self.run_name(node))
    }

    /// Selects exactly this and brings it into view, in whichever graph it lies.
    pub(crate) fn go_to(self, item: ItemId) {
        let document = self.document_now();
        let graph = document.graph_of(item).unwrap_or_default();
        if graph != self.stage.graph()
            && let Some(way) = document.way_to(graph)
        {
            self.stage.perform(self, |editor| editor.go_to(&way));
        }
        self.session.selection.set([item].into());
        self.stage.perform(self, |editor| editor.reveal(item));
    }

    /// Goes along the instances to the node at the end of a path.
    pub(crate) fn go_along(self, path: &[NodeId]) {
        if let Some((node, way)) = path.split_last() {
            self.stage.perform(self, |editor| editor.go_to(way));
            self.go_to(ItemId::Node(*node));
        }
    }
}
