//! Alignment, gaps, stacks, free places and which nodes hang together.

use crate::arbitrary::document;
use crate::fixture::{after, graph, id};
use gesso_graph::edit::{self, Along, Axis, Line};
use gesso_graph::{
    Command, Document, Frame, FrameId, GraphId, ItemId, NodeId, Note, NoteId, Point, Rect, Size,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Nodes are 100 × 60, but one whose name begins with `w` is wide and high.
pub(crate) fn sizes(item: ItemId) -> Size {
    match item {
        ItemId::Node(id) if id.0 == u64::from(b'w') => Size::new(200., 120.),
        _ => Size::new(100., 60.),
    }
}

pub(crate) fn item(name: &str) -> ItemId {
    ItemId::Node(id(name))
}

pub(crate) fn place(name: &str, x: f64, y: f64) -> Command {
    Command::Move {
        item: item(name),
        to: Point::new(x, y),
    }
}

pub(crate) fn framed(doc: &Document, frame: u64, rect: Rect) -> Document {
    let id = FrameId(frame);
    let frame = Frame {
        title: "F".into(),
        rect,
        color: [0.5; 4],
        ..Frame::default()
    };
    after(doc, &[Command::AddFrame { id, frame }])
}

pub(crate) fn noted(doc: &Document, note: u64, at: Point) -> Document {
    let id = NoteId(note);
    let note = Note {
        text: "N".into(),
        position: at,
        size: Size::new(80., 40.),
        ..Note::default()
    };
    after(doc, &[Command::AddNote { id, note }])
}

pub(crate) fn rect(doc: &Document, name: &str) -> Rect {
    edit::rect(doc, &sizes, item(name)).unwrap()
}

fn three() -> (Document, Vec<ItemId>) {
    let doc = graph("a:image.load b:filter.blur w:image.save");
    let doc = after(
        &doc,
        &[
            place("a", 10., 20.),
            place("b", 300., 50.),
            place("w", 900., 400.),
        ],
    );
    (doc, vec![item("a"), item("b"), item("w")])
}

fn aligned(line: Line, part: fn(Rect) -> f64, expected: f64) {
    let (doc, items) = three();
    let done = after(&doc, &edit::align(&doc, &sizes, &items, line));
    for name in ["a", "b", "w"] {
        let (was, now) = (rect(&doc, name), rect(&done, name));
        assert_eq!(part(now), expected, "{line:?} {name}");
        assert!(was.x == now.x || was.y == now.y, "{line:?} {name}");
    }
    assert_eq!(edit::align(&done, &sizes, &items, line), []);
}

// G34
#[test]
fn each_edge_and_middle_can_be_aligned() {
    aligned(Line::Left, |rect| rect.x, 10.);
    aligned(Line::Center, |rect| rect.center().x, 555.);
    aligned(Line::Right, |rect| rect.right(), 1100.);
    aligned(Line::Top, |rect| rect.y, 20.);
    aligned(Line::Middle, |rect| rect.center().y, 270.);
    aligned(Line::Bottom, |rect| rect.bottom(), 520.);
}

// G35
#[test]
fn gaps_become_equal_and_the_ends_stay() {
    let (doc, mut items) = three();
    items.reverse();
    let done = after(
        &doc,
        &edit::distribute(&doc, &sizes, &items, Axis::Horizontal),
    );
    assert_eq!(rect(&done, "a"), rect(&doc, "a"));
    assert_eq!(rect(&done, "w"), rect(&doc, "w"));
    let b = rect(&done, "b");
    assert_eq!(
        b.x - rect(&done, "a").right(),
        rect(&done, "w").x - b.right()
    );
    assert_eq!(b.y, 50.);
    let down = after(
        &doc,
        &edit::distribute(&doc, &sizes, &items, Axis::Vertical),
    );
    let b = rect(&down, "b");
    assert_eq!(
        b.y - rect(&down, "a").bottom(),
        rect(&down, "w").y - b.bottom()
    );
    assert_eq!(
        edit::distribute(&doc, &sizes, &items[..1], Axis::Vertical),
        []
    );
}

// G35
#[test]
fn a_stack_follows_with_the_gap_asked_for() {
    let (doc, items) = three();
    let done = after(
        &doc,
        &edit::stack(&doc, &sizes, &items, Axis::Vertical, 16.),
    );
    let tops = ["a", "b", "w"].map(|name| (rect(&done, name).x, rect(&done, name).y));
    assert_eq!(tops, [(10., 20.), (10., 96.), (10., 172.)]);
    let done = after(
        &doc,
        &edit::stack(&doc, &sizes, &items, Axis::Horizontal, 16.),
    );
    let tops = ["a", "b", "w"].map(|name| (rect(&done, name).x, rect(&done, name).y));
    assert_eq!(tops, [(10., 20.), (126., 20.), (242., 20.)]);
}

// G36
#[test]
fn an_aligned_frame_takes_its_content_along() {
    let (doc, _) = three();
    let doc = framed(&doc, 1, Rect::new(280., 30., 200., 200.));
    let items = [ItemId::Frame(FrameId(1)), item("b"), item("a")];
    let done = after(&doc, &edit::align(&doc, &sizes, &items, Line::Left));
    assert_eq!(rect(&done, "a").x, 10.);
    assert_eq!(rect(&done, "b"), Rect::new(30., 50., 100., 60.));
    assert_eq!(done.frames()[&FrameId(1)].rect.x, 10.);
}

// G34
#[test]
fn a_pinned_node_stays_and_the_others_come_to_it() {
    let (doc, items) = three();
    let pin = Command::SetPinned {
        id: id("b"),
        pinned: true,
    };
    let doc = after(&doc, &[pin]);
    let done = after(&doc, &edit::align(&doc, &sizes, &items, Line::Right));
    assert_eq!(rect(&done, "b"), rect(&doc, "b"));
    assert_eq!(rect(&done, "a").right(), 1100.);
    let tidied = after(&doc, &edit::tidy(&doc, &sizes, &items));
    assert_eq!(rect(&tidied, "b"), rect(&doc, "b"));
}

// G45
#[test]
fn a_free_place_is_the_one_asked_for_or_below() {
    let (doc, _) = three();
    let find = |x: f64, y: f64| {
        edit::free_place(&doc, &sizes, GraphId::ROOT, Rect::new(x, y, 100., 60.), 16.)
    };
    assert_eq!(find(500., 500.), Point::new(500., 500.));
    assert_eq!(find(10., 20.), Point::new(10., 96.));
    assert_eq!(find(90., 0.), Point::new(90., 96.));
    let below = after(&doc, &[place("b", 20., 130.)]);
    let found = edit::free_place(
        &below,
        &sizes,
        GraphId::ROOT,
        Rect::new(10., 20., 100., 60.),
        16.,
    );
    assert_eq!(found, Point::new(10., 206.));
}

// G44
#[test]
fn what_hangs_together_is_found_in_each_direction() {
    let doc = graph(
        "a:image.load b:filter.blur c:image.save d:filter.blur e:image.load \
         a.image->b.image b.image->c.image a.image->d.image",
    );
    let check = |along: Along, expected: &str| {
        let found = edit::reached(&doc, &[id("b"), id("gone")], along);
        let expected: BTreeSet<NodeId> = expected.split(' ').map(id).collect();
        assert_eq!(found, expected, "{along:?}");
    };
    check(Along::Upstream, "a b");
    check(Along::Downstream, "b c");
    check(Along::Both, "a b c");
    check(Along::Any, "a b c d");
    let same = edit::same_kind(&doc, &[id("b")]);
    assert_eq!(same, BTreeSet::from([id("b"), id("d")]));
}

proptest! {
    // G34, G35, G44, G45
    #[test]
    fn verbs_of_place_hold_for_every_document(doc in document(), x in -500f64..500., y in -500f64..500.) {
        let items: Vec<ItemId> = doc.nodes_in(GraphId::ROOT).map(|(id, _)| ItemId::Node(id)).collect();
        for line in [Line::Left, Line::Middle, Line::Right] {
            let commands = edit::align(&doc, &sizes, &items, line);
            let done = gesso_graph::apply_all(&doc, &commands).document;
            for &item in &items {
                let (was, now) = (edit::rect(&doc, &sizes, item).unwrap(), edit::rect(&done, &sizes, item).unwrap());
                prop_assert!(was.x == now.x || was.y == now.y);
            }
        }
        let wanted = Rect::new(x, y, 100., 60.);
        let found = Rect::at(edit::free_place(&doc, &sizes, GraphId::ROOT, wanted, 8.), wanted.size());
        prop_assert!(found.x == x && found.y >= y);
        for &item in &items {
            let taken = edit::rect(&doc, &sizes, item).unwrap();
            // Places are huge numbers here now and then; half a pixel is nothing.
            prop_assert!(!found.inset(0.5).intersects(taken), "{found:?} {taken:?}");
        }
        let chosen: BTreeSet<ItemId> = items.iter().copied().take(2).collect();
        let others = edit::others(&doc, GraphId::ROOT, &chosen);
        prop_assert!(others.is_disjoint(&chosen));
        prop_assert_eq!(others.len() + chosen.len(), doc.members(GraphId::ROOT).count());
        for &id in doc.nodes().keys() {
            let up = edit::reached(&doc, &[id], Along::Upstream);
            let down = edit::reached(&doc, &[id], Along::Downstream);
            prop_assert_eq!(up.intersection(&down).count(), 1);
            for other in up {
                prop_assert!(edit::reached(&doc, &[other], Along::Downstream).contains(&id));
            }
        }
    }
}
