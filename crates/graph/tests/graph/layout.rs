//! The automatic layout, by what people see of it: order, direction, frames, notes, and that nothing lies over anything.

use crate::arbitrary::document;
use crate::arrange::{framed, item, noted, place, rect, sizes};
use crate::fixture::{after, graph};
use gesso_graph::{
    Command, Document, FrameId, InPort, ItemId, Node, NodeId, NoteId, OutPort, Point, Rect,
    apply_all, edit,
};
use proptest::prelude::*;

fn everything(doc: &Document) -> Vec<ItemId> {
    let nodes = doc.nodes().keys().map(|&id| ItemId::Node(id));
    let frames = doc.frames().keys().map(|&id| ItemId::Frame(id));
    let notes = doc.notes().keys().map(|&id| ItemId::Note(id));
    nodes.chain(frames).chain(notes).collect()
}

fn tidied(doc: &Document) -> Document {
    after(doc, &edit::tidy(doc, &sizes, &everything(doc)))
}

fn rects(doc: &Document) -> Vec<(ItemId, Rect)> {
    everything(doc)
        .into_iter()
        .map(|item| (item, edit::rect(doc, &sizes, item).unwrap()))
        .collect()
}

fn assert_tidy(doc: &Document) {
    let rects = rects(doc);
    for (index, &(item, rect)) in rects.iter().enumerate() {
        for &(other, taken) in &rects[index + 1..] {
            let apart = !rect.inset(1.).intersects(taken.inset(1.));
            let framed = rect.contains_rect(taken) || taken.contains_rect(rect);
            let is_frame = |item| matches!(item, ItemId::Frame(_));
            let fine = apart || (framed && (is_frame(item) || is_frame(other)));
            assert!(fine, "G37 {item:?} {rect:?} {other:?} {taken:?}");
        }
    }
}

fn assert_to_the_right(doc: &Document) {
    let rect = |node: NodeId| edit::rect(doc, &sizes, ItemId::Node(node)).unwrap();
    for (to, from) in doc.wires() {
        assert!(rect(from.node).right() < rect(to.node).x, "G37");
    }
}

// G37, G39
#[test]
fn a_chain_is_laid_straight_from_where_it_began() {
    let doc = graph("a:image.load b:filter.blur w:image.save a.image->b.image b.image->w.image");
    let doc = after(
        &doc,
        &[
            place("w", 40., 50.),
            place("b", 60., 500.),
            place("a", 800., 70.),
        ],
    );
    let done = tidied(&doc);
    let corners = ["a", "b", "w"].map(|name| (rect(&done, name).x, rect(&done, name).y));
    assert_eq!(corners, [(40., 50.), (220., 50.), (400., 50.)]);
    assert_eq!(edit::tidy(&done, &sizes, &everything(&done)), []);
}

// G37
#[test]
fn wires_are_uncrossed() {
    let doc = graph(
        "a:image.load b:image.load c:filter.blur d:filter.blur e:comp.blend \
         a.image->c.image b.image->d.image c.image->e.base d.image->e.top",
    );
    let doc = after(
        &doc,
        &[
            place("b", 0., 100.),
            place("c", 300., 400.),
            place("d", 300., 0.),
        ],
    );
    let done = tidied(&doc);
    let above = |a: &str, b: &str| rect(&done, a).y < rect(&done, b).y;
    assert_eq!(above("a", "b"), above("c", "d"));
    assert_to_the_right(&done);
}

// G37
#[test]
fn what_is_used_late_stands_late() {
    let doc = graph(
        "a:image.load b:filter.blur c:filter.blur m:image.load d:comp.blend \
         a.image->b.image b.image->c.image c.image->d.base m.image->d.top",
    );
    let done = tidied(&doc);
    assert_eq!(rect(&done, "m").x, rect(&done, "c").x);
}

// G39
#[test]
fn loose_pieces_keep_their_reading_order() {
    let doc = graph("a:image.load b:image.load c:image.load d:image.load");
    let doc = after(
        &doc,
        &[
            place("c", 0., -900.),
            place("a", 0., 10.),
            place("d", 0., 400.),
            place("b", 900., 10.),
        ],
    );
    let done = tidied(&doc);
    let order = |name: &str| (rect(&done, name).y, rect(&done, name).x);
    assert!(order("c") < order("a") && order("a") < order("b") && order("b") < order("d"));
    assert_eq!(rect(&done, "c"), Rect::new(0., -900., 100., 60.));
}

// G38
#[test]
fn frames_keep_around_their_content_and_others_stay_out() {
    let doc = graph(
        "a:image.load b:filter.blur c:filter.blur d:image.save \
         a.image->b.image b.image->c.image c.image->d.image",
    );
    let doc = after(
        &doc,
        &[
            place("b", 200., 60.),
            place("c", 210., 70.),
            place("d", 220., 400.),
        ],
    );
    let doc = framed(&doc, 1, Rect::new(180., 20., 200., 150.));
    let doc = framed(&doc, 2, Rect::new(170., 10., 300., 300.));
    let done = tidied(&doc);
    assert_tidy(&done);
    assert_to_the_right(&done);
    let inner = done.frames()[&FrameId(1)].rect;
    assert!(done.frames()[&FrameId(2)].rect.contains_rect(inner));
    for (name, held) in [("a", false), ("b", true), ("c", true), ("d", false)] {
        assert_eq!(inner.contains_rect(rect(&done, name)), held, "{name}");
        assert_eq!(inner.intersects(rect(&done, name)), held, "{name}");
    }
}

// G38
#[test]
fn a_frame_that_stays_grows_around_what_was_laid_out_in_it() {
    let doc = graph("a:image.load b:filter.blur a.image->b.image");
    let doc = after(&doc, &[place("b", 10., 80.)]);
    let doc = framed(&doc, 1, Rect::new(-20., -50., 150., 210.));
    let done = after(&doc, &edit::tidy(&doc, &sizes, &[item("a"), item("b")]));
    let frame = done.frames()[&FrameId(1)].rect;
    assert!(frame.contains_rect(rect(&done, "a")) && frame.contains_rect(rect(&done, "b")));
}

// G38
#[test]
fn a_note_stays_beside_its_node() {
    let doc = graph("a:image.load b:filter.blur a.image->b.image");
    let doc = after(&doc, &[place("b", -900., 40.)]);
    let doc = noted(&doc, 1, Point::new(-900., 110.));
    let done = tidied(&doc);
    let note = done.notes()[&NoteId(1)].position;
    let node = rect(&done, "b");
    assert_eq!((note.x - node.x, note.y - node.y), (0., 70.));
    assert_tidy(&done);
}

// G37
#[test]
fn a_long_wire_leads_past_what_is_between() {
    let mut text = String::from("a:image.load z:comp.blend a.image->z.top");
    for index in 0..10 {
        text.push_str(&format!(" n{index}:filter.blur"));
        let from = match index {
            0 => "a".to_owned(),
            _ => format!("n{}", index - 1),
        };
        text.push_str(&format!(" {from}.image->n{index}.image"));
    }
    text.push_str(" n9.image->z.base");
    let done = tidied(&graph(&text));
    assert_tidy(&done);
    assert_to_the_right(&done);
}

/// A graph of many nodes with wires to earlier ones, at places that say nothing.
fn wired(wires: &[(u64, u64)], count: u64) -> Document {
    let mut commands: Vec<Command> = (0..count)
        .map(|id| Command::AddNode {
            id: NodeId(id),
            node: Node {
                position: Point::new((id * 37 % 11) as f64 * 90., (id * 53 % 17) as f64 * 70.),
                ..crate::fixture::node("comp.blend")
            },
        })
        .collect();
    for (index, &(from, to)) in wires.iter().enumerate() {
        let (from, to) = (from % count, to % count);
        commands.push(Command::Connect {
            from: OutPort {
                node: NodeId(from.min(to)),
                port: "image".into(),
            },
            to: InPort {
                node: NodeId(from.max(to)),
                port: format!("p{}", index % 3).into(),
            },
        });
    }
    apply_all(&Document::default(), &commands).document
}

proptest! {
    // G37
    #[test]
    fn every_graph_flows_to_the_right_and_nothing_overlaps(
        wires in prop::collection::vec((0u64..30, 0u64..30), 0..60),
        count in 1u64..30,
    ) {
        let doc = wired(&wires, count);
        let commands = edit::tidy(&doc, &sizes, &everything(&doc));
        prop_assert_eq!(&commands, &edit::tidy(&doc, &sizes, &everything(&doc)));
        let done = after(&doc, &commands);
        assert_tidy(&done);
        assert_to_the_right(&done);
    }

    // G37, G38
    #[test]
    fn frames_and_notes_anywhere_are_laid_out_too(doc in document()) {
        let commands = edit::tidy(&doc, &sizes, &everything(&doc));
        let done = apply_all(&doc, &commands).document;
        prop_assert_eq!(done.wires(), doc.wires());
        prop_assert!(done.nodes().len() == doc.nodes().len());
    }
}
