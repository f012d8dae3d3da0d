//! Putting nodes into wires, taking them out, cutting, and swapping a node's kind.

use crate::arbitrary::document;
use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id, in_port, out_port, set, value};
use gesso_graph::edit::{self, Refusal};
use gesso_graph::{Command, Document, ItemId, NodeId, apply_all};
use proptest::prelude::*;

fn wires(doc: &Document) -> Vec<String> {
    let name = |node: NodeId| {
        let bytes = node.0.to_be_bytes();
        String::from_utf8_lossy(&bytes)
            .trim_matches('\0')
            .to_owned()
    };
    let mut wires: Vec<String> = doc
        .wires()
        .iter()
        .map(|(to, from)| {
            format!(
                "{}.{}->{}.{}",
                name(from.node),
                from.port,
                name(to.node),
                to.port
            )
        })
        .collect();
    wires.sort();
    wires
}

fn nodes(names: &str) -> Vec<NodeId> {
    names.split_whitespace().map(id).collect()
}

// G40
#[test]
fn a_node_put_into_a_wire_passes_it_on() {
    let doc = graph("a:image.load b:filter.blur c:image.save a.image->c.image");
    let commands = edit::insert_into_wire(&doc, &TestCatalog, &in_port("c.image"), id("b"));
    let done = after(&doc, &commands.unwrap());
    assert_eq!(wires(&done), ["a.image->b.image", "b.image->c.image"]);
}

// G40
#[test]
fn a_node_that_does_not_fit_into_a_wire_is_refused_in_words() {
    let doc = graph(
        "a:image.load b:filter.blur c:image.save t:text.make a.image->b.image b.image->c.image",
    );
    let refused = |to: &str, node: &str| {
        edit::insert_into_wire(&doc, &TestCatalog, &in_port(to), id(node)).unwrap_err()
    };
    assert_eq!(
        refused("c.image", "t").to_string(),
        "Nothing of Words fits into this wire."
    );
    assert_eq!(refused("c.image", "b"), Refusal::SelfWire);
    assert_eq!(refused("a.image", "t"), Refusal::Gone);
    assert!(matches!(refused("c.image", "a"), Refusal::NoPort { .. }));
}

// G40, G41
#[test]
fn a_node_moved_into_a_wire_leaves_its_own_behind_it_closed() {
    let doc = graph(
        "a:image.load b:filter.blur c:image.save m:image.load d:image.save \
         a.image->b.image b.image->c.image m.image->d.image",
    );
    let into = |to: &str| edit::move_into_wire(&doc, &TestCatalog, &in_port(to), id("b"));
    let done = after(&doc, &into("d.image").unwrap());
    let expected = ["a.image->c.image", "b.image->d.image", "m.image->b.image"];
    assert_eq!(wires(&done), expected);
    assert_eq!(into("c.image"), Err(Refusal::SelfWire));
    assert_eq!(into("b.image"), Err(Refusal::SelfWire));
}

// G41
#[test]
fn whoever_read_a_node_reads_its_first_fitting_source() {
    let doc = graph(
        "a:image.load m:image.load d:comp.blend c:image.save b:filter.blur \
         m.image->d.top a.image->d.base m.mask->d.mask d.image->c.image d.image->b.image",
    );
    let done = after(&doc, &edit::take_out(&doc, &TestCatalog, &nodes("d")));
    assert_eq!(wires(&done), ["a.image->b.image", "a.image->c.image"]);
    assert!(done.nodes().contains_key(&id("d")));
    let gone = edit::remove_and_reconnect(&doc, &TestCatalog, &[ItemId::Node(id("d"))]);
    let gone = after(&doc, &gone);
    assert_eq!(wires(&gone), wires(&done));
    assert!(!gone.nodes().contains_key(&id("d")));
}

// G41
#[test]
fn a_chain_is_taken_out_as_a_whole() {
    let doc = graph(
        "a:image.load b:filter.blur e:filter.blur c:image.save \
         a.image->b.image b.image->e.image e.image->c.image",
    );
    for order in ["b e", "e b"] {
        let done = after(&doc, &edit::take_out(&doc, &TestCatalog, &nodes(order)));
        assert_eq!(wires(&done), ["a.image->c.image"]);
    }
}

// G41
#[test]
fn what_no_source_fits_stays_unwired() {
    let doc =
        graph("t:text.make u:text.make b:filter.blur a:image.load a.width->u.text u.text->t.text");
    let doc = after(
        &doc,
        &edit::connect(
            &doc,
            &TestCatalog,
            &out_port("a.width"),
            &in_port("b.sigma"),
        )
        .unwrap(),
    );
    let done = after(&doc, &edit::take_out(&doc, &TestCatalog, &nodes("a")));
    assert_eq!(wires(&done), ["u.text->t.text"]);
}

// G43
#[test]
fn a_stroke_cuts_exactly_what_it_met() {
    let doc = graph("a:image.load b:filter.blur c:image.save a.image->b.image b.image->c.image");
    let met = [in_port("c.image"), in_port("c.image"), in_port("a.image")];
    let done = after(&doc, &edit::cut(&doc, &met));
    assert_eq!(wires(&done), ["a.image->b.image"]);
    assert_eq!(
        edit::wires_of(&doc, &nodes("b")),
        [in_port("b.image"), in_port("c.image")]
    );
}

// G42
#[test]
fn a_swapped_node_keeps_what_fits_and_says_the_rest() {
    let doc = graph(
        "a:image.load m:image.load b:filter.blur c:image.save \
         a.image->b.image m.width->b.sigma b.image->c.image",
    );
    let named = Command::SetTitle {
        id: id("b"),
        title: Some("Mine".into()),
    };
    let doc = after(&doc, &[set("b", "sigma", "0.5"), named]);
    let swap = edit::swap(&doc, &TestCatalog, id("b"), "comp.blend").unwrap();
    let done = after(&doc, &swap.commands);
    assert_eq!(wires(&done), ["a.image->b.base", "b.image->c.image"]);
    assert_eq!(swap.lost, ["the wire from Load image"]);
    let node = &done.nodes()[&id("b")];
    assert_eq!(
        (&*node.kind, node.title.as_deref()),
        ("comp.blend", Some("Mine"))
    );
    assert_eq!(node.params.get("opacity"), Some(&value("0.5")));
    assert_eq!(
        apply_all(&done, &apply_all(&doc, &swap.commands).inverse).document,
        doc
    );
}

// G42
#[test]
fn a_value_the_new_kind_refuses_is_said() {
    let doc = graph("b:filter.blur(sigma=40.0)");
    let swap = edit::swap(&doc, &TestCatalog, id("b"), "comp.blend").unwrap();
    assert_eq!(swap.lost, ["Sigma"]);
    assert_eq!(
        edit::swap(&doc, &TestCatalog, id("b"), "filter.blur")
            .unwrap()
            .commands,
        []
    );
    assert!(edit::swap(&doc, &TestCatalog, id("b"), "no.such").is_err());
    assert_eq!(
        edit::swap(&doc, &TestCatalog, id("gone"), "comp.blend"),
        Err(Refusal::Gone)
    );
}

proptest! {
    // G41, G42, G43
    #[test]
    fn rewiring_any_document_gives_commands_that_all_take(doc in document(), pick in 0usize..6) {
        let all: Vec<NodeId> = doc.nodes().keys().copied().collect();
        let some: Vec<NodeId> = all.iter().copied().take(pick).collect();
        let done = apply_all(&doc, &edit::take_out(&doc, &TestCatalog, &some));
        prop_assert_eq!(&done.skips, &[]);
        for node in &some {
            prop_assert_eq!(done.document.wires_into(*node).count() + done.document.wires_from(*node).count(), 0);
        }
        let items: Vec<ItemId> = some.iter().map(|&id| ItemId::Node(id)).collect();
        let gone = apply_all(&doc, &edit::remove_and_reconnect(&doc, &TestCatalog, &items));
        prop_assert_eq!(&gone.skips, &[]);
        prop_assert_eq!(gone.document.wires(), done.document.wires());
        for &node in &all {
            for kind in ["comp.blend", "image.save", "text.make"] {
                let swap = edit::swap(&doc, &TestCatalog, node, kind).unwrap();
                let swapped = apply_all(&doc, &swap.commands);
                prop_assert_eq!(&swapped.skips, &[]);
                prop_assert_eq!(&*swapped.document.nodes()[&node].kind, kind);
                prop_assert_eq!(apply_all(&swapped.document, &swapped.inverse).document, doc.clone());
            }
        }
        let cut: Vec<_> = doc.wires().keys().cloned().collect();
        let bare = apply_all(&doc, &edit::cut(&doc, &cut)).document;
        prop_assert_eq!(bare.wires().len(), 0);
    }
}
