//! What nodes show that is not in the document. A run names a node inside a subgraph by the instances that lead to it;
//! what it says is kept by that name, so that each instance shows its own when it is entered.

use super::Editor;
use crate::view::{NodeView, RunLook};
use gesso_graph::{ItemId, NodeId};

impl Editor {
    /// Shows another run state, problem mark or picture on a node. `id` is what a run calls it: of a node inside a
    /// subgraph the name by its instance, or, for a problem or a picture that all
    /// instances have, its id in the document.
    pub fn set_node_view(&mut self, id: NodeId, view: NodeView) {
        if view == NodeView::default() {
            self.told.remove(&id);
        } else {
            self.told.insert(id, view);
        }
        if self.place.is_empty() || self.scene.node(id).is_some() {
            self.show_view(id);
        }
        if let Some(shown) = self.named.get(&id).copied() {
            self.show_view(shown);
        }
    }

    /// What a node that is shown looks like, by all that was told of it.
    fn view_of(&self, id: NodeId) -> NodeView {
        let own = self.told.get(&id).cloned().unwrap_or_default();
        let Some(inside) = self.run_name(id) else {
            return own;
        };
        let mut view = self.told.get(&inside).cloned().unwrap_or_default();
        view.problem |= own.problem;
        view.picture = view.picture.or(own.picture);
        view
    }

    /// What a run calls a node of the subgraph that is shown; at the root it is the node's id.
    fn run_name(&self, id: NodeId) -> Option<NodeId> {
        let place = self.place.iter().copied().reduce(NodeId::within)?;
        Some(NodeId::within(place, id))
    }

    fn show_view(&mut self, id: NodeId) {
        let view = self.view_of(id);
        match view.state {
            Some(RunLook::Running(done)) => self.running.insert(id, done),
            _ => self.running.remove(&id),
        };
        let still = |state| matches!(state, Some(RunLook::Running(_)));
        let same = self.views.get(&id).is_some_and(|was| {
            let state = was.state == view.state || (still(was.state) && still(view.state));
            state && was.problem == view.problem && was.picture == view.picture
        });
        self.views.insert(id, view);
        if !same && let Some(rect) = self.scene.rect(ItemId::Node(id)) {
            self.tiles.damage(rect);
        }
    }

    /// Another graph is shown, or other nodes in it.
    pub(crate) fn rename(&mut self) {
        self.named.clear();
        if self.place.is_empty() {
            return;
        }
        let nodes: Vec<NodeId> = self
            .scene
            .spots()
            .filter_map(|spot| match spot.item {
                ItemId::Node(id) => Some(id),
                ItemId::Frame(_) | ItemId::Note(_) => None,
            })
            .collect();
        for id in nodes {
            if let Some(name) = self.run_name(id) {
                self.named.insert(name, id);
            }
        }
    }

    /// Another graph is shown: so is what was told of its nodes.
    pub(crate) fn show_views(&mut self) {
        self.views.clear();
        self.running.clear();
        self.rename();
        let told = if self.place.is_empty() {
            self.told.keys().copied().collect()
        } else {
            self.named.values().copied().collect::<Vec<NodeId>>()
        };
        for id in told {
            if self.scene.node(id).is_some() {
                self.show_view(id);
            }
        }
    }
}
