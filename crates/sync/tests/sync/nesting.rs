//! Folding and undoing it while colleagues are in the same subgraph.

use crate::world::{World, add, set, wire};
use gesso_graph::{Command, GraphId, IdSource, ItemId, NodeId};

/// Puts node 2 of a chain of three into a subgraph, as folding does; the subgraph.
fn fold(world: &mut World) -> GraphId {
    world.edit(0, "Add", &[add(1), add(2), add(3), wire(1, 2), wire(2, 3)]);
    world.settle();
    let doc = world.view(0).clone();
    let items = [ItemId::Node(NodeId(2))];
    let ids = &mut IdSource::seeded(4);
    let fold = gesso_graph::edit::fold(&doc, &NoCatalog, &items, "Fold", ids).unwrap();
    world.edit(0, "Fold", &fold.commands);
    world.settle();
    fold.graph
}

struct NoCatalog;

impl gesso_graph::Catalog for NoCatalog {
    fn schema(&self, _: &str) -> Option<&'static gesso_graph::Schema> {
        None
    }
}

// S26
#[test]
fn an_undone_fold_keeps_what_a_colleague_set_inside() {
    let mut world = World::new(&["ann", "ben"]);
    let before = {
        fold(&mut world);
        world.edit(1, "Set", &[set(2, 7)]);
        world.settle();
        world.view(0).clone()
    };
    assert_eq!(world.tabs[0].replica.undo().unwrap(), "Fold");
    world.settle();
    let doc = world.view(1);
    assert!(doc.graphs().is_empty());
    assert_eq!(crate::world::param(doc, 2), Some(7));
    assert_eq!(doc.wires().len(), 2);
    assert_eq!(world.tabs[0].replica.redo().unwrap(), "Fold");
    world.settle();
    assert_eq!(*world.view(1), before);
}

// S26
#[test]
fn a_fold_in_which_a_colleague_works_is_not_half_undone() {
    let mut world = World::new(&["ann", "ben"]);
    let graph = fold(&mut world);
    let inside = match add(9) {
        Command::AddNode { id, node } => Command::AddNode {
            id,
            node: gesso_graph::Node { graph, ..node },
        },
        other => other,
    };
    world.edit(1, "Add inside", &[inside]);
    world.settle();
    let before = world.view(0).clone();
    let undone = world.tabs[0].replica.undo();
    assert_ne!(undone.as_deref().ok(), Some("Fold"));
    world.settle();
    let doc = world.view(1);
    assert_eq!(doc.graphs(), before.graphs());
    assert_eq!(doc.nodes_in(graph).count(), before.nodes_in(graph).count());
}
