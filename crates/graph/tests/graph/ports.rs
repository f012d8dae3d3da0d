//! Finding the way into subgraphs, the order of their ports, and duplicates that stay wired.

use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id};
use gesso_graph::{
    Command, Document, GraphId, IdSource, InPort, ItemId, NodeId, Point, apply_all, edit, schema_of,
};

const TWO_IN: &str = "a:image.load(file=@x) b:image.load(file=@y) c:comp.blend d:image.save \
    a.image->c.base b.image->c.top c.image->d.image";

fn fold(doc: &Document, items: &[ItemId], seed: u64) -> (Document, GraphId, NodeId) {
    let ids = &mut IdSource::seeded(seed);
    let fold = edit::fold(doc, &TestCatalog, items, "Grade", ids).unwrap();
    (after(doc, &fold.commands), fold.graph, fold.instance)
}

fn inputs(doc: &Document, instance: NodeId) -> Vec<String> {
    let schema = schema_of(doc, &TestCatalog, instance).unwrap();
    schema
        .inputs
        .iter()
        .map(|port| port.label.to_string())
        .collect()
}

/// The port of a subgraph that an instance calls so.
fn port(doc: &Document, instance: NodeId, label: &str) -> NodeId {
    let schema = schema_of(doc, &TestCatalog, instance).unwrap();
    let port = schema.inputs.iter().find(|port| port.label == label);
    gesso_graph::port_node(&port.unwrap().name).unwrap()
}

// G80
#[test]
fn the_way_to_a_graph_is_its_instances_from_the_root() {
    let (once, inner, deep) = fold(&graph(TWO_IN), &[ItemId::Node(id("c"))], 1);
    let (twice, outer, instance) = fold(&once, &[ItemId::Node(deep)], 2);
    assert_eq!(twice.way_to(GraphId::ROOT), Some(vec![]));
    assert_eq!(twice.way_to(outer), Some(vec![instance]));
    assert_eq!(twice.way_to(inner), Some(vec![instance, deep]));
    let without = after(&twice, &[Command::RemoveNode { id: instance }]);
    assert_eq!(without.way_to(outer), None);
    assert_eq!(without.way_to(inner), None);
    assert_eq!(without.way_to(GraphId(99)), None);
}

// G81
#[test]
fn a_port_changes_places_with_its_neighbour_and_keeps_its_wires() {
    let (doc, _, instance) = fold(&graph(TWO_IN), &[ItemId::Node(id("c"))], 1);
    assert_eq!(inputs(&doc, instance), ["Base", "Top"]);
    let top = port(&doc, instance, "Top");
    let earlier = edit::move_port(&doc, top, true);
    let moved = after(&doc, &earlier);
    assert_eq!(inputs(&moved, instance), ["Top", "Base"]);
    assert_eq!(moved.wires(), doc.wires());
    let back = after(&moved, &edit::move_port(&moved, top, false));
    assert_eq!(back, doc);
    assert_eq!(edit::move_port(&doc, top, false), []);
    assert_eq!(edit::move_port(&doc, id("a"), true), []);
}

// G81
#[test]
fn ports_on_one_spot_change_places_as_well() {
    let (doc, _, instance) = fold(&graph(TWO_IN), &[ItemId::Node(id("c"))], 1);
    let both = ["Base", "Top"].map(|label| port(&doc, instance, label));
    let at = Point::new(5., 5.);
    let put = both.map(|id| Command::Move {
        item: ItemId::Node(id),
        to: at,
    });
    let doc = apply_all(&doc, &put).document;
    let before = inputs(&doc, instance);
    let second = port(&doc, instance, &before[1]);
    let moved = after(&doc, &edit::move_port(&doc, second, true));
    assert_eq!(inputs(&moved, instance), [&*before[1], &*before[0]]);
}

// G82
#[test]
fn a_duplicate_with_its_wires_reads_what_the_original_reads() {
    let doc = graph(TWO_IN);
    let items = [ItemId::Node(id("c")), ItemId::Node(id("d"))];
    let ids = &mut IdSource::seeded(3);
    let (commands, copies) = edit::duplicate_wired(&doc, &items, Point::new(9., 9.), ids);
    let copied = after(&doc, &commands);
    let sources = |node: NodeId| -> Vec<(String, NodeId)> {
        let wires = copied.wires_into(node);
        wires
            .map(|(to, from): (&InPort, _)| (to.port.to_string(), from.node))
            .collect()
    };
    let [ItemId::Node(blend), ItemId::Node(save)] = copies[..] else {
        panic!("{copies:?}");
    };
    assert_eq!(
        sources(blend),
        [("base".to_owned(), id("a")), ("top".to_owned(), id("b"))]
    );
    assert_eq!(sources(save), [("image".to_owned(), blend)]);
    assert_eq!(sources(id("d")), [("image".to_owned(), id("c"))]);
}
