//! Differences by example, and digests that must not be blind.

use crate::fixture::{after, asset, commands, graph, id, in_port, set};
use gesso_graph::{
    AssetRef, Command, Document, Frame, FrameId, ItemId, Note, NoteId, Point, Rect, Size, Value,
    diff,
};

// G12
#[test]
fn each_kind_of_change_is_named_once() {
    let old = graph("a:image.load b:filter.blur c:image.save a.image->b.image b.image->c.image");
    let frame = Frame {
        title: "".into(),
        rect: Rect::default(),
        color: [0.; 4],
        ..Frame::default()
    };
    let new = after(
        &old,
        &[
            Command::Move {
                item: ItemId::Node(id("a")),
                to: Point::new(1., 1.),
            },
            Command::Disconnect {
                to: in_port("b.image"),
            },
            commands("a.image->c.image").remove(0),
            commands("d:image.load").remove(0),
            Command::AddFrame {
                id: FrameId(1),
                frame,
            },
        ],
    );
    let difference = diff(&old, &new);
    assert_eq!(difference.nodes.added, [id("d")]);
    assert_eq!(difference.nodes.changed, [id("a")]);
    assert_eq!(difference.wires.removed, [in_port("b.image")]);
    assert_eq!(difference.wires.changed, [in_port("c.image")]);
    assert_eq!(difference.frames.added, [FrameId(1)]);
    assert!(difference.notes.is_empty());
    assert_eq!(diff(&new, &old).frames.removed, [FrameId(1)]);
}

// G13
#[test]
fn every_stored_property_is_in_the_digest() {
    let frame = Frame {
        title: "F".into(),
        rect: Rect::new(1., 2., 3., 4.),
        color: [0.5; 4],
        ..Frame::default()
    };
    let note = Note {
        text: "N".into(),
        position: Point::new(1., 2.),
        size: Size::new(3., 4.),
        ..Note::default()
    };
    let doc = after(
        &graph("a:image.load(file=@x) b:filter.blur(sigma=1.0) c:image.load a.image->b.image"),
        &[
            Command::AddFrame {
                id: FrameId(1),
                frame,
            },
            Command::AddNote {
                id: NoteId(1),
                note,
            },
        ],
    );
    let renamed = match asset("x") {
        Value::Asset(asset) => Value::Asset(AssetRef {
            name: "other".into(),
            ..asset
        }),
        other => other,
    };
    let edits = [
        set("b", "sigma", "1"),
        set("b", "sigma", "2.0"),
        Command::SetParam {
            id: id("a"),
            name: "file".into(),
            value: Some(renamed),
        },
        Command::SetTitle {
            id: id("a"),
            title: Some("".into()),
        },
        Command::Move {
            item: ItemId::Node(id("a")),
            to: Point::new(0., 1.),
        },
        commands("c.image->b.image").remove(0),
        commands("a.mask->b.image").remove(0),
        Command::SetFrameRect {
            id: FrameId(1),
            rect: Rect::new(1., 2., 3., 5.),
        },
        Command::SetFrameTitle {
            id: FrameId(1),
            title: "G".into(),
        },
        Command::SetFrameColor {
            id: FrameId(1),
            color: [0.5, 0.5, 0.5, 0.25],
        },
        Command::SetNoteText {
            id: NoteId(1),
            text: "M".into(),
        },
        Command::SetNoteSize {
            id: NoteId(1),
            size: Size::new(3., 5.),
        },
        Command::RemoveNode { id: id("c") },
    ];
    for edit in edits {
        let other = after(&doc, std::slice::from_ref(&edit));
        assert_ne!(other.digest(), doc.digest(), "{edit:?}");
    }
}

// G13
#[test]
fn a_digest_is_shown_as_hexadecimal() {
    assert_eq!(Document::default().digest().to_string().len(), 64);
}
