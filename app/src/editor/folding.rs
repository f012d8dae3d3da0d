//! Subgraphs as people make and use them: fold, unfold, an own copy of a linked one.

use crate::editor::desk::Desk;
use crate::editor::words;
use gesso_graph::edit::{self, Refusal};
use gesso_graph::{ItemId, NodeId};
use gesso_nodes::catalogue;
use leptos::prelude::*;

impl Desk {
    /// Puts the selection into a new subgraph.
    pub(crate) fn fold(self) {
        let document = self.document_now();
        let items = self.selected_now();
        let folded = self
            .session
            .ids(|ids| edit::fold(&document, catalogue(), &items, words::NEW_SUBGRAPH, ids));
        match folded {
            Ok(fold) => {
                let label = words::fold(&self.name_of(&items));
                self.session.commit(label, fold.commands);
                let instance = ItemId::Node(fold.instance);
                self.session.selection.set([instance].into());
            }
            Err(refusal) => self.session.warn(refusal.to_string()),
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

    fn for_instance(self, act: impl Fn(Self, NodeId) -> Result<(), Refusal>) {
        let document = self.document_now();
        let shows = |id: &NodeId| {
            let node = document.nodes().get(id);
            node.is_some_and(|node| node.instance_of().is_some())
        };
        if let Some(instance) = self.nodes_selected().into_iter().find(shows)
            && let Err(refusal) = act(self, instance)
        {
            self.session.warn(refusal.to_string());
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
