//! The big verbs and the clipboard.

use crate::catalog::TestCatalog;
use crate::fixture::{after, commands, graph, id, in_port, out_port};
use gesso_graph::{
    Clip, ClipError, Command, Document, Frame, FrameId, IdSource, ItemId, Note, NoteId, Point,
    Rect, Size, edit,
};

const CHAIN: &str = "a:image.load b:filter.blur c:image.save a.image->b.image b.image->c.image";

fn items(names: &str) -> Vec<ItemId> {
    names
        .split_whitespace()
        .map(|name| ItemId::Node(id(name)))
        .collect()
}

fn boxes() -> Document {
    let frame = Frame {
        title: "F".into(),
        rect: Rect::new(10., 20., 30., 40.),
        color: [0.5; 4],
        ..Frame::default()
    };
    let note = Note {
        text: "N".into(),
        position: Point::new(50., 5.),
        size: Size::new(3., 4.),
        ..Note::default()
    };
    let place = Command::Move {
        item: ItemId::Node(id("a")),
        to: Point::new(100., 100.),
    };
    after(
        &graph("a:image.load"),
        &[
            Command::AddFrame {
                id: FrameId(1),
                frame,
            },
            Command::AddNote {
                id: NoteId(1),
                note,
            },
            place,
        ],
    )
}

fn all_boxes() -> Vec<ItemId> {
    vec![
        ItemId::Node(id("a")),
        ItemId::Frame(FrameId(1)),
        ItemId::Note(NoteId(1)),
    ]
}

// G27
#[test]
fn removing_passes_over_what_is_gone() {
    let doc = boxes();
    let mut items = all_boxes();
    items.push(ItemId::Node(id("gone")));
    let commands = edit::remove(&doc, &items);
    assert_eq!(commands.len(), 3);
    assert_eq!(after(&doc, &commands), Document::default());
}

// G27
#[test]
fn moving_gives_absolute_places() {
    let doc = boxes();
    let moved = after(&doc, &edit::move_items(&doc, &all_boxes(), 1., -2.));
    let places = all_boxes()
        .into_iter()
        .map(|item| edit::position(&moved, item).unwrap());
    let expected = [
        Point::new(101., 98.),
        Point::new(11., 18.),
        Point::new(51., 3.),
    ];
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

// G28
#[test]
fn a_duplicate_keeps_the_wires_among_the_copies_and_no_other() {
    let doc = graph(CHAIN);
    let mut ids = IdSource::seeded(7);
    let (commands, made) = edit::duplicate(&doc, &items("b c"), Point::new(20., 20.), &mut ids);
    let doc = after(&doc, &commands);
    assert_eq!((doc.nodes().len(), doc.wires().len()), (5, 3));
    let [ItemId::Node(b), ItemId::Node(c)] = made[..] else {
        panic!("two nodes: {made:?}")
    };
    assert_eq!(doc.nodes()[&b].position, Point::new(20., 20.));
    assert_eq!(doc.wires_into(b).count(), 0);
    let (to, from) = doc.wires_into(c).next().unwrap();
    assert_eq!((to.port.as_str(), from.node), ("image", b));
}

// G29
#[test]
fn pasting_puts_the_top_left_corner_where_it_is_asked() {
    let doc = boxes();
    let clip = Clip::from_text(&edit::copy(&doc, &all_boxes()).to_text()).unwrap();
    assert_eq!((clip.len(), clip.origin()), (3, Some(Point::new(10., 5.))));
    let (commands, made) = edit::paste(&clip, Point::new(0., 0.), &mut IdSource::seeded(1));
    let pasted = after(&doc, &commands);
    let place = |wanted: fn(&ItemId) -> bool| {
        edit::position(&pasted, *made.iter().find(|item| wanted(item)).unwrap()).unwrap()
    };
    assert_eq!(
        place(|item| matches!(item, ItemId::Frame(_))),
        Point::new(0., 15.)
    );
    assert_eq!(
        place(|item| matches!(item, ItemId::Note(_))),
        Point::new(40., 0.)
    );
    assert_eq!(
        place(|item| matches!(item, ItemId::Node(_))),
        Point::new(90., 95.)
    );
}

// G29
#[test]
fn a_foreign_or_damaged_clipboard_is_refused_in_words() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            Clip::from_text(text).unwrap_err().to_string(),
            expected,
            "{text}"
        );
    };
    check("hello", "What is on the clipboard was not copied in Gesso.");
    check("{}", "What is on the clipboard was not copied in Gesso.");
    check(
        r#"{"gesso_clip":1,"nodes":5}"#,
        "What is on the clipboard was not copied in Gesso.",
    );
    assert_eq!(
        Clip::from_text(r#"{"gesso_clip":9}"#),
        Err(ClipError::Newer)
    );
    let far = r#"{"gesso_clip":1,"notes":{"0000000000000001":{"text":"","position":{"x":1e300,"y":0},"size":{"w":1,"h":1}}}}"#;
    assert!(matches!(
        Clip::from_text(far),
        Err(ClipError::Broken { .. })
    ));
    assert!(Clip::from_text(r#"{"gesso_clip":1}"#).unwrap().is_empty());
}

// G29
#[test]
fn pasting_a_clip_with_a_loop_leaves_the_loop_out() {
    let clip = r#"{"gesso_clip":1,"nodes":{
        "000000000000000a":{"kind":"filter.blur","version":1,"position":{"x":0,"y":0}},
        "000000000000000b":{"kind":"filter.blur","version":1,"position":{"x":0,"y":0}}},
        "wires":[{"from":{"node":"000000000000000a","port":"image"},"to":{"node":"000000000000000b","port":"image"}},
                 {"from":{"node":"000000000000000b","port":"image"},"to":{"node":"000000000000000a","port":"image"}}]}"#;
    let clip = Clip::from_text(clip).unwrap();
    let (commands, _) = edit::paste(&clip, Point::default(), &mut IdSource::seeded(1));
    let applied = gesso_graph::apply_all(&Document::default(), &commands);
    assert_eq!(
        (applied.document.wires().len(), applied.skips.len()),
        (1, 1)
    );
}

fn check_refused(graph_text: &str, wire: &str, expected: &str) {
    let (from, to) = wire.split_once("->").unwrap();
    let refusal = edit::connect(
        &graph(graph_text),
        &TestCatalog,
        &out_port(from),
        &in_port(to),
    );
    assert_eq!(refusal.unwrap_err().to_string(), expected);
}

// G30
#[test]
fn a_wire_that_can_not_be_is_refused_in_words() {
    check_refused(
        "t:text.make b:filter.blur",
        "t.text->b.image",
        "Text gives text; Image of Blur takes a picture.",
    );
    check_refused(
        CHAIN,
        "c.again->b.image",
        "This would make a loop: Save image already needs what Blur makes.",
    );
    check_refused(
        CHAIN,
        "b.image->b.image",
        "A node can't be wired to itself.",
    );
    check_refused(CHAIN, "x.image->b.image", "The node is no longer there.");
    check_refused(
        CHAIN,
        "a.nothing->b.image",
        "Load image has no \u{201c}nothing\u{201d}.",
    );
    check_refused(
        CHAIN,
        "a.image->b.nothing",
        "Blur has no \u{201c}nothing\u{201d}.",
    );
    check_refused(
        "a:image.load u:not.known",
        "a.image->u.image",
        "This build doesn't know not.known, so nothing can be wired to it.",
    );
}

// G30
#[test]
fn a_wire_that_fits_is_one_command_and_none_when_it_is_there() {
    let doc = graph("a:image.load b:filter.blur");
    let (from, to) = (out_port("a.image"), in_port("b.image"));
    let made = edit::connect(&doc, &TestCatalog, &from, &to).unwrap();
    assert_eq!(made, commands("a.image->b.image"));
    assert_eq!(
        edit::connect(&after(&doc, &made), &TestCatalog, &from, &to),
        Ok(Vec::new())
    );
}

fn check_input(graph_text: &str, from: &str, node: &str, expected: Option<&str>) {
    let found =
        edit::first_fitting_input(&graph(graph_text), &TestCatalog, &out_port(from), id(node));
    assert_eq!(found, expected.map(in_port), "{from} into {node}");
}

// G31
#[test]
fn a_wire_dropped_on_a_node_takes_the_best_free_input() {
    let nodes = "a:image.load t:text.make d:comp.blend b:filter.blur w:text.make";
    check_input(nodes, "a.image", "d", Some("d.base"));
    check_input(
        &format!("{nodes} a.image->d.base"),
        "a.image",
        "d",
        Some("d.top"),
    );
    check_input(nodes, "a.mask", "d", Some("d.mask"));
    check_input(nodes, "a.width", "b", Some("b.sigma"));
    check_input(nodes, "a.width", "w", Some("w.text"));
    check_input(nodes, "t.text", "b", None);
    check_input(nodes, "a.image", "a", None);
    check_input(
        &format!("{nodes} a.image->b.image b.image->d.base"),
        "d.image",
        "b",
        None,
    );
    let full = format!("{nodes} a.image->b.image");
    check_input(&full, "a.image", "b", Some("b.image"));
}

// G31
#[test]
fn a_wire_pulled_out_of_an_input_takes_the_best_output() {
    let doc = graph("a:image.load b:filter.blur d:comp.blend");
    let check = |node: &str, to: &str, expected: Option<&str>| {
        let found = edit::first_fitting_output(&doc, &TestCatalog, id(node), &in_port(to));
        assert_eq!(found, expected.map(out_port), "{node} into {to}");
    };
    check("a", "d.base", Some("a.image"));
    check("a", "d.mask", Some("a.mask"));
    check("a", "b.sigma", Some("a.width"));
    check("b", "b.image", None);
    check("b", "d.nothing", None);
}
