//! What people type finds what they mean, the likelier first; what they do often is remembered.

use gesso_app::editor::habits::Habits;
use gesso_app::editor::rank::rank;
use gesso_app::editor::views::{Views, name_of};
use gesso_graph::{
    Command, Document, Frame, FrameId, GraphId, Node, NodeId, Point, Rect, apply_all,
};

const ALL: &[(&str, &str)] = &[
    ("Select all", "everything"),
    ("Align left edges", "line up"),
    ("Duplicate", "copy clone"),
    ("Duplicate the workflow", "copy clone"),
    ("Delete", "remove erase"),
    ("Go to view 3", "bookmark fly"),
    ("Blend", "multiply screen drop shadow"),
    ("Zoom to 100 %", "actual size"),
];

fn best(words: &str) -> Option<&'static str> {
    let found = ALL
        .iter()
        .filter_map(|(title, more)| Some((rank(words, title, more)?, *title)));
    // The first of equals, as in the list.
    found
        .fold(None, |best: Option<(u32, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, title)| title)
}

#[test]
fn the_likeliest_is_first() {
    let check = |words: &str, expected: &str| assert_eq!(best(words), Some(expected), "{words}");
    check("dup", "Duplicate");
    check("duplicate the", "Duplicate the workflow");
    check("left", "Align left edges");
    check("remove", "Delete");
    check("drop shadow", "Blend");
    check("sa", "Select all");
    check("gtv", "Go to view 3");
    check("zm", "Zoom to 100 %");
}

#[test]
fn one_slip_of_the_finger_is_forgiven() {
    for words in ["duplciate", "duplicat", "duplicatee", "dublicate"] {
        assert_eq!(best(words), Some("Duplicate"), "{words}");
    }
    assert_eq!(best("xqzw"), None);
    assert_eq!(best("delete nonsense"), None);
}

#[test]
fn no_words_find_everything() {
    assert!(
        ALL.iter()
            .all(|(title, more)| rank("  ", title, more) == Some(0))
    );
}

#[test]
fn the_latest_come_first_and_only_so_many_are_kept() {
    let mut habits = Habits::default();
    for index in 0..20 {
        habits.acted(&format!("a{index}"));
    }
    habits.acted("a15");
    assert_eq!(habits.actions[..3], ["a15", "a19", "a18"]);
    assert_eq!(habits.actions.len(), 8);
    habits.mark("filter.blur");
    assert_eq!(Habits::from_text(&habits.to_text()), habits);
    habits.mark("filter.blur");
    assert!(habits.favourites.is_empty());
    assert_eq!(Habits::from_text("no"), Habits::default());
}

#[test]
fn a_view_is_called_what_is_there() {
    let node = Node {
        kind: "filter.blur".into(),
        version: 1,
        position: Point::new(500., 0.),
        ..Node::default()
    };
    let frame = |title: &str, side: f64| Frame {
        title: title.into(),
        rect: Rect::new(0., 0., side, side),
        color: [0.5; 4],
        ..Frame::default()
    };
    let commands = [
        Command::AddNode {
            id: NodeId(1),
            node,
        },
        Command::AddFrame {
            id: FrameId(1),
            frame: frame("All", 400.),
        },
        Command::AddFrame {
            id: FrameId(2),
            frame: frame("Grade", 100.),
        },
    ];
    let document = apply_all(&Document::default(), &commands).document;
    let name = |x: f64, y: f64| name_of(&document, GraphId::ROOT, Point::new(x, y));
    assert_eq!(name(50., 50.).as_deref(), Some("Grade"));
    assert_eq!(name(300., 50.).as_deref(), Some("All"));
    assert_eq!(name(900., 50.).as_deref(), Some("Blur"));
    assert_eq!(
        name_of(&Document::default(), GraphId::ROOT, Point::default()),
        None
    );
    assert_eq!(Views::from_text("{\"last\":{\"x\":1}}"), Views::default());
}
