//! Single commands by example.

use crate::fixture::{after, commands, graph, id, in_port, node, out_port, set};
use gesso_graph::{
    Command, Document, Frame, FrameId, ItemId, Note, NoteId, Point, Rect, Size, Skip, Value, apply,
};

const CHAIN: &str = "a:image.load b:filter.blur c:image.save a.image->b.image b.image->c.image";

fn check_skip(doc: &str, command: Command, expected: Skip) {
    assert_eq!(apply(&graph(doc), &command), Err(expected), "{command:?}");
}

fn connect(text: &str) -> Command {
    commands(text).remove(0)
}

// G5
#[test]
fn a_new_wire_takes_the_place_of_the_old_one() {
    let doc = graph("a:image.load b:image.load c:filter.blur a.image->c.image");
    let change = apply(&doc, &connect("b.image->c.image")).unwrap();
    assert_eq!(
        change.document.wires().get(&in_port("c.image")),
        Some(&out_port("b.image"))
    );
    assert_eq!(change.document.wires_from(id("a")).count(), 0);
    assert_eq!(change.inverse, commands("a.image->c.image"));
}

// G6
#[test]
fn a_wire_that_closes_a_loop_is_skipped() {
    check_skip(CHAIN, connect("c.again->a.image"), Skip::WouldCycle);
    check_skip(CHAIN, connect("c.again->b.image"), Skip::WouldCycle);
    check_skip(CHAIN, connect("b.image->b.sigma"), Skip::SelfWire);
}

// G6
#[test]
fn a_diamond_is_no_loop() {
    let doc = graph(
        "a:image.load b:filter.blur c:filter.blur d:comp.blend a.image->b.image a.image->c.image",
    );
    let doc = after(&doc, &commands("b.image->d.base c.image->d.top"));
    assert_eq!(doc.wires().len(), 4);
}

// G7
#[test]
fn removing_a_node_removes_every_wire_that_touches_it_and_the_inverse_brings_them_back() {
    let doc = graph(CHAIN);
    let change = apply(&doc, &Command::RemoveNode { id: id("b") }).unwrap();
    assert!(change.document.wires().is_empty());
    assert_eq!(change.inverse.len(), 3);
    assert_eq!(after(&change.document, &change.inverse), doc);
}

// G1
#[test]
fn what_is_not_there_is_skipped() {
    let (gone, item) = (id("x"), ItemId::Node(id("x")));
    let missing = Skip::Missing { item };
    check_skip(CHAIN, Command::RemoveNode { id: gone }, missing.clone());
    check_skip(
        CHAIN,
        Command::Move {
            item,
            to: Point::default(),
        },
        missing.clone(),
    );
    check_skip(
        CHAIN,
        Command::SetTitle {
            id: gone,
            title: None,
        },
        missing.clone(),
    );
    check_skip(CHAIN, set("x", "sigma", "1"), missing.clone());
    check_skip(CHAIN, connect("x.image->b.image"), missing.clone());
    check_skip(CHAIN, connect("a.image->x.image"), missing.clone());
    check_skip(
        CHAIN,
        Command::Disconnect {
            to: in_port("x.image"),
        },
        missing,
    );
    let frame = FrameId(1);
    let missing = Skip::Missing {
        item: ItemId::Frame(frame),
    };
    check_skip("", Command::RemoveFrame { id: frame }, missing.clone());
    check_skip(
        "",
        Command::SetFrameRect {
            id: frame,
            rect: Rect::default(),
        },
        missing.clone(),
    );
    check_skip(
        "",
        Command::SetFrameTitle {
            id: frame,
            title: "".into(),
        },
        missing.clone(),
    );
    check_skip(
        "",
        Command::SetFrameColor {
            id: frame,
            color: [0.; 4],
        },
        missing,
    );
    let note = NoteId(1);
    let missing = Skip::Missing {
        item: ItemId::Note(note),
    };
    check_skip("", Command::RemoveNote { id: note }, missing.clone());
    check_skip(
        "",
        Command::SetNoteText {
            id: note,
            text: "".into(),
        },
        missing.clone(),
    );
    check_skip(
        "",
        Command::SetNoteSize {
            id: note,
            size: Size::default(),
        },
        missing,
    );
}

// G1
#[test]
fn what_is_there_already_is_skipped() {
    let there = Skip::Exists {
        item: ItemId::Node(id("a")),
    };
    check_skip(
        CHAIN,
        Command::AddNode {
            id: id("a"),
            node: node("image.load"),
        },
        there,
    );
    check_skip(CHAIN, connect("a.image->b.image"), Skip::NoChange);
    check_skip(
        CHAIN,
        Command::SetTitle {
            id: id("a"),
            title: None,
        },
        Skip::NoChange,
    );
    let still = Command::Move {
        item: ItemId::Node(id("a")),
        to: Point::new(0., -0.),
    };
    check_skip(CHAIN, still, Skip::NoChange);
    let unset = Command::SetParam {
        id: id("b"),
        name: "sigma".into(),
        value: None,
    };
    check_skip(CHAIN, unset, Skip::NoChange);
    check_skip(
        CHAIN,
        Command::Disconnect {
            to: in_port("b.sigma"),
        },
        Skip::NoChange,
    );
}

// G10
#[test]
fn what_this_build_does_not_know_is_kept_as_it_is() {
    let doc = graph("a:not.known@7(odd=1.5) b:filter.blur a.strange->b.stranger");
    let stored = &doc.nodes()[&id("a")];
    assert_eq!((stored.kind.as_str(), stored.version), ("not.known", 7));
    assert_eq!(stored.params.get("odd"), Some(&Value::Float(1.5)));
    let back: Document = serde_json::from_str(&serde_json::to_string(&doc).unwrap()).unwrap();
    assert_eq!(back, doc);
}

// G1
#[test]
fn moving_a_frame_leaves_its_size_and_what_is_in_it() {
    let frame = Frame {
        title: "F".into(),
        rect: Rect::new(0., 0., 90., 60.),
        color: [0.5; 4],
        ..Frame::default()
    };
    let doc = after(
        &graph("a:image.load"),
        &[Command::AddFrame {
            id: FrameId(1),
            frame,
        }],
    );
    let item = ItemId::Frame(FrameId(1));
    let doc = after(
        &doc,
        &[Command::Move {
            item,
            to: Point::new(5., 6.),
        }],
    );
    assert_eq!(doc.frames()[&FrameId(1)].rect, Rect::new(5., 6., 90., 60.));
    assert_eq!(doc.nodes()[&id("a")].position, Point::default());
}

// G2
#[test]
fn every_kind_of_edit_of_a_frame_and_a_note_can_be_taken_back() {
    let (f, n) = (FrameId(1), NoteId(2));
    let frame = Frame {
        title: "F".into(),
        rect: Rect::new(0., 0., 9., 6.),
        color: [0.5; 4],
        ..Frame::default()
    };
    let note = Note {
        text: "N".into(),
        position: Point::default(),
        size: Size::new(1., 2.),
        ..Note::default()
    };
    let doc = after(
        &Document::default(),
        &[
            Command::AddFrame { id: f, frame },
            Command::AddNote { id: n, note },
        ],
    );
    let edits = [
        Command::SetFrameRect {
            id: f,
            rect: Rect::new(1., 2., 3., 4.),
        },
        Command::SetFrameTitle {
            id: f,
            title: "G".into(),
        },
        Command::SetFrameColor {
            id: f,
            color: [0.25; 4],
        },
        Command::SetNoteText {
            id: n,
            text: "M".into(),
        },
        Command::SetNoteSize {
            id: n,
            size: Size::new(3., 4.),
        },
        Command::Move {
            item: ItemId::Note(n),
            to: Point::new(7., 8.),
        },
        Command::RemoveFrame { id: f },
        Command::RemoveNote { id: n },
    ];
    for edit in edits {
        let change = apply(&doc, &edit).unwrap();
        assert_ne!(change.document, doc, "{edit:?}");
        assert_eq!(after(&change.document, &change.inverse), doc, "{edit:?}");
    }
}
