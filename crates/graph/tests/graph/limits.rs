//! Bad numbers and too much of something.

use crate::fixture::{after, graph, id, node};
use gesso_graph::{
    Command, Document, Frame, FrameId, ItemId, Node, Note, NoteId, Point, Rect, Size, Skip, Value,
    apply, limits,
};

fn check(command: &Command, expected: Result<(), Skip>) {
    let result = apply(&graph("a:filter.blur"), command).map(|_| ());
    assert_eq!(result, expected, "{command:?}");
}

fn sigma(value: Value) -> Command {
    Command::SetParam {
        id: id("a"),
        name: "sigma".into(),
        value: Some(value),
    }
}

fn title(text: &str) -> Command {
    Command::SetTitle {
        id: id("a"),
        title: Some(text.into()),
    }
}

// G8
#[test]
fn numbers_that_are_not_finite_are_skipped() {
    let item = ItemId::Node(id("a"));
    check(
        &Command::Move {
            item,
            to: Point::new(f64::NAN, 0.),
        },
        Err(Skip::NotFinite),
    );
    check(
        &Command::Move {
            item,
            to: Point::new(0., f64::INFINITY),
        },
        Err(Skip::NotFinite),
    );
    check(
        &sigma(Value::Float(f64::NEG_INFINITY)),
        Err(Skip::NotFinite),
    );
    check(
        &sigma(Value::Color([0., 0., f32::NAN, 0.])),
        Err(Skip::NotFinite),
    );
    check(
        &sigma(Value::Numbers([0., 1., f64::NAN].into())),
        Err(Skip::NotFinite),
    );
    let bad = Node {
        position: Point::new(f64::NAN, 0.),
        ..node("filter.blur")
    };
    check(
        &Command::AddNode {
            id: id("b"),
            node: bad,
        },
        Err(Skip::NotFinite),
    );
    check(
        &Command::AddNode {
            id: id("b"),
            node: node("filter.blur(sigma=inf)"),
        },
        Err(Skip::NotFinite),
    );
}

// G8
#[test]
fn places_are_within_reach_and_sizes_not_negative() {
    let item = ItemId::Node(id("a"));
    check(
        &Command::Move {
            item,
            to: Point::new(limits::REACH, -limits::REACH),
        },
        Ok(()),
    );
    check(
        &Command::Move {
            item,
            to: Point::new(limits::REACH * 1.01, 0.),
        },
        Err(Skip::TooFar),
    );
    let frame = |rect| Frame {
        title: "".into(),
        rect,
        color: [0.; 4],
        ..Frame::default()
    };
    let add = |rect| Command::AddFrame {
        id: FrameId(1),
        frame: frame(rect),
    };
    check(&add(Rect::new(0., 0., 0., 0.)), Ok(()));
    check(&add(Rect::new(0., 0., -1., 5.)), Err(Skip::NegativeSize));
    check(&add(Rect::new(0., 0., 1e10, 5.)), Err(Skip::TooFar));
    let note = Note {
        text: "".into(),
        position: Point::default(),
        size: Size::new(1., -1.),
        ..Note::default()
    };
    check(
        &Command::AddNote {
            id: NoteId(1),
            note,
        },
        Err(Skip::NegativeSize),
    );
}

// G9
#[test]
fn a_text_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
    let long = |what, most| Err(Skip::TooLong { what, most });
    check(&title(&"t".repeat(limits::TITLE_BYTES)), Ok(()));
    check(
        &title(&"t".repeat(limits::TITLE_BYTES + 1)),
        long("A title", limits::TITLE_BYTES),
    );
    check(
        &sigma(Value::Text("t".repeat(limits::TEXT_BYTES).as_str().into())),
        Ok(()),
    );
    let over = Value::Text("t".repeat(limits::TEXT_BYTES + 1).as_str().into());
    check(&sigma(over), long("A text", limits::TEXT_BYTES));
    let name = "n".repeat(limits::NAME_BYTES + 1);
    check(
        &sigma(Value::Choice(name.into())),
        long("A name", limits::NAME_BYTES),
    );
    check(
        &Command::AddNode {
            id: id("b"),
            node: node(""),
        },
        Err(Skip::NoName),
    );
}

// G9
#[test]
fn a_node_has_at_most_so_many_parameters() {
    let set = |index: usize, number: i64| Command::SetParam {
        id: id("a"),
        name: format!("p{index}").into(),
        value: Some(Value::Int(number)),
    };
    let all: Vec<Command> = (0..limits::PARAMS).map(|index| set(index, 0)).collect();
    let doc = after(&graph("a:filter.blur"), &all);
    let skip = Skip::TooMany {
        what: "parameters on a node",
        most: limits::PARAMS,
    };
    assert_eq!(apply(&doc, &set(limits::PARAMS, 0)), Err(skip.clone()));
    assert!(
        apply(&doc, &set(0, 1)).is_ok(),
        "a parameter that is there can still be changed"
    );
    let mut full = doc.nodes()[&id("a")].as_ref().clone();
    full.params.insert("one_more".into(), Value::Int(0));
    assert_eq!(
        apply(
            &Document::default(),
            &Command::AddNode {
                id: id("b"),
                node: full
            }
        ),
        Err(skip)
    );
}

// G9
#[test]
fn a_list_has_at_most_so_many_files() {
    let doc = graph("a:list.pictures");
    let set = |count: usize| {
        let file = |_| match crate::fixture::asset("x") {
            Value::Asset(file) => file,
            other => panic!("{other:?}"),
        };
        Command::SetParam {
            id: id("a"),
            name: "files".into(),
            value: Some(Value::Assets((0..count).map(file).collect())),
        }
    };
    assert!(apply(&doc, &set(limits::FILES)).is_ok());
    assert_eq!(
        apply(&doc, &set(limits::FILES + 1)),
        Err(Skip::TooMany {
            what: "files in one list",
            most: limits::FILES,
        })
    );
}

// G9
#[test]
fn a_list_has_at_most_so_many_numbers() {
    let zeros = |count| sigma(Value::Numbers(vec![0.; count].into()));
    check(&zeros(limits::NUMBERS), Ok(()));
    check(
        &zeros(limits::NUMBERS + 1),
        Err(Skip::TooMany {
            what: "numbers in one list",
            most: limits::NUMBERS,
        }),
    );
}

// G1
#[test]
fn every_skip_says_what_happened_in_a_sentence() {
    let item = ItemId::Node(id("a"));
    let skips = [
        Skip::Exists { item },
        Skip::Missing { item },
        Skip::NoChange,
        Skip::NotFinite,
        Skip::TooFar,
        Skip::NegativeSize,
        Skip::NoName,
        Skip::TooLong {
            what: "A title",
            most: 200,
        },
        Skip::TooMany {
            what: "nodes",
            most: 5,
        },
        Skip::SelfWire,
        Skip::WouldCycle,
    ];
    for skip in skips {
        let words = skip.to_string();
        assert!(
            words.ends_with('.') && words.starts_with(char::is_uppercase),
            "{words}"
        );
    }
}
