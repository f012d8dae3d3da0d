//! Subgraphs as people make and use them: fold, unfold, an own copy of a linked one.

use crate::editor::desk::Desk;
use crate::editor::words;
use crate::words::{Told, catalogue, text};
use gesso_canvas::LooseWire;
use gesso_graph::edit::{self, Refusal};
use gesso_graph::{
    Document, GraphId, INSTANCE, INSTANCE_GRAPH, ItemId, Name, Node, NodeId, Point, Value,
    apply_all,
};
use leptos::prelude::*;

impl Desk {
    /// Puts the selection into a new subgraph.
    pub(crate) fn fold(self) {
        let document = self.document_now();
        let items = self.selected_now();
        let folded = self
            .session
            .ids(|ids| edit::fold(&document, catalogue(), &items, text("new-subgraph"), ids));
        match folded {
            Ok(fold) => {
                let label = words::fold(&self.name_of(&items));
                self.session.commit(label, fold.commands);
                let instance = ItemId::Node(fold.instance);
                self.session.selection.set([instance].into());
            }
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }

    /// Takes what is in the selected subgraphs out of them.
    pub(crate) fn unfold(self) {
        self.for_instance(|desk, instance| {
            let document = desk.document_now();
            let (commands, items) = desk
                .session
                .ids(|ids| edit::unfold(&document, instance, ids))?;
            let label = words::unfold(&desk.name_of(&[ItemId::Node(instance)]));
            desk.session.commit(label, commands);
            desk.session.selection.set(items.into_iter().collect());
            Ok(())
        });
    }

    /// Gives the selected subgraph a content of its own, no longer linked with others.
    pub(crate) fn own_copy(self) {
        self.for_instance(|desk, instance| {
            let document = desk.document_now();
            let commands = desk
                .session
                .ids(|ids| edit::own_copy(&document, instance, ids))?;
            let label = words::own_copy(&desk.name_of(&[ItemId::Node(instance)]));
            desk.session.commit(label, commands);
            Ok(())
        });
    }

    /// The subgraphs that can be shown once more in the graph that is shown, with their titles: all that this one is not
    /// within. Also those that nothing shows any more, which come back so.
    pub(crate) fn graphs_to_show(self) -> Vec<(GraphId, String)> {
        let document = self.document_now();
        let here = self.stage.graph();
        let fits = document
            .graphs()
            .iter()
            .filter(|(graph, _)| !document.is_within(here, **graph));
        fits.map(|(graph, shown)| (*graph, shown.title.to_string()))
            .collect()
    }

    /// Adds one more node that shows a subgraph.
    pub(crate) fn add_instance(self, graph: GraphId, at: Point, wire: Option<&LooseWire>) {
        let document = self.document_now();
        let Some(shown) = document.graphs().get(&graph) else {
            return;
        };
        let param = (Name::from(INSTANCE_GRAPH), Value::Graph(graph));
        let node = Node {
            kind: INSTANCE.into(),
            version: 1,
            position: at,
            params: [param].into_iter().collect(),
            ..Node::default()
        };
        self.put_node(node, &shown.title, wire);
    }

    /// Whether there are subgraphs that nothing shows. Tracks.
    pub(crate) fn has_unused_graphs(self) -> bool {
        self.session
            .document
            .with(|document| unused(document).is_some())
    }

    /// Removes the subgraphs that nothing shows, and those that only they showed.
    pub(crate) fn remove_unused_graphs(self) {
        let mut document = self.document_now();
        let (mut commands, mut count) = (Vec::new(), 0);
        while let Some(graph) = unused(&document) {
            let removed = edit::remove_graph(&document, graph);
            document = apply_all(&document, &removed).document;
            commands.extend(removed);
            count += 1;
        }
        if count > 0 {
            self.session.commit(words::remove_unused(count), commands);
        }
    }

    fn for_instance(self, act: impl Fn(Self, NodeId) -> Result<(), Refusal>) {
        let document = self.document_now();
        let shows = |id: &NodeId| {
            let node = document.nodes().get(id);
            node.is_some_and(|node| node.instance_of().is_some())
        };
        if let Some(instance) = self.nodes_selected().into_iter().find(shows)
            && let Err(refusal) = act(self, instance)
        {
            self.session.warn(refusal.told());
        }
    }

    /// Whether a node that shows a subgraph is selected. Tracks.
    pub(crate) fn instance_selected(self) -> bool {
        self.session.selection.with(|items| {
            self.session.document.with(|document| {
                items.iter().any(|item| match item {
                    ItemId::Node(id) => document
                        .nodes()
                        .get(id)
                        .is_some_and(|node| node.instance_of().is_some()),
                    ItemId::Frame(_) | ItemId::Note(_) => false,
                })
            })
        })
    }
}

/// A subgraph that no node shows.
fn unused(document: &Document) -> Option<GraphId> {
    let mut graphs = document.graphs().keys().copied();
    graphs.find(|graph| document.instances_of(*graph).next().is_none())
}
