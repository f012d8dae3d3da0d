//! Arbitrary commands over so few ids and names that they meet each other, bad numbers and long texts among them.

use gesso_graph::{
    AssetRef, Command, Document, Frame, FrameId, InPort, ItemId, Name, Node, NodeId, Note, NoteId,
    OutPort, Point, Rect, Size, Value, apply_all, limits,
};
use proptest::prelude::*;
use std::sync::Arc;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        12 => (-1000i32..1000).prop_map(|n| f64::from(n) / 8.),
        4 => any::<f64>().prop_map(|n| if n.abs() < 1e9 { n } else { n % 1e9 }),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-0.), Just(1e300)],
    ]
}

fn node_id() -> impl Strategy<Value = NodeId> {
    (0u64..6).prop_map(NodeId)
}

fn frame_id() -> impl Strategy<Value = FrameId> {
    (0u64..3).prop_map(FrameId)
}

fn note_id() -> impl Strategy<Value = NoteId> {
    (0u64..3).prop_map(NoteId)
}

fn item() -> impl Strategy<Value = ItemId> {
    prop_oneof![
        node_id().prop_map(ItemId::Node),
        frame_id().prop_map(ItemId::Frame),
        note_id().prop_map(ItemId::Note),
    ]
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        10 => prop::sample::select(vec!["image", "top", "base", "sigma", "mode", "unheard_of"]).prop_map(Name::from),
        1 => Just(Name::from("")),
        1 => Just(Name::from("x".repeat(limits::NAME_BYTES + 1))),
    ]
}

fn words(most: usize) -> impl Strategy<Value = Arc<str>> {
    prop_oneof![
        10 => "[a-zäöü\"\\\\\n ]{0,12}".prop_map(|text| Arc::from(text.as_str())),
        1 => Just(Arc::from("w".repeat(most + 1).as_str())),
    ]
}

fn point() -> impl Strategy<Value = Point> {
    (number(), number()).prop_map(|(x, y)| Point { x, y })
}

fn size() -> impl Strategy<Value = Size> {
    (number(), number()).prop_map(|(w, h)| Size { w, h })
}

fn rect() -> impl Strategy<Value = Rect> {
    (point(), size()).prop_map(|(at, size)| Rect::at(at, size))
}

fn color() -> impl Strategy<Value = [f32; 4]> {
    prop::array::uniform4(prop_oneof![20 => 0f32..1., 1 => Just(f32::NAN), 1 => any::<f32>()])
}

pub(crate) fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        number().prop_map(Value::Float),
        words(limits::TEXT_BYTES).prop_map(Value::Text),
        color().prop_map(Value::Color),
        name().prop_map(Value::Choice),
        ("[0-9a-f]{64}", words(limits::FILE_NAME_BYTES)).prop_map(|(hash, name)| {
            Value::Asset(AssetRef {
                hash: hash.into(),
                name,
                media_type: "image/png".into(),
            })
        }),
    ]
}

fn kind() -> impl Strategy<Value = Name> {
    let kinds = vec![
        "image.load",
        "filter.blur",
        "comp.blend",
        "image.save",
        "not.known",
    ];
    prop::sample::select(kinds).prop_map(Name::from)
}

fn node() -> impl Strategy<Value = Node> {
    let title = prop::option::of(words(limits::TITLE_BYTES));
    let params = prop::collection::vec((name(), value()), 0..3);
    (kind(), 0u32..5, title, point(), params).prop_map(
        |(kind, version, title, position, params)| Node {
            kind,
            version,
            title,
            position,
            params: params.into_iter().collect(),
        },
    )
}

fn from() -> impl Strategy<Value = OutPort> {
    (node_id(), name()).prop_map(|(node, port)| OutPort { node, port })
}

fn to() -> impl Strategy<Value = InPort> {
    (node_id(), name()).prop_map(|(node, port)| InPort { node, port })
}

fn node_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (node_id(), node()).prop_map(|(id, node)| Command::AddNode { id, node }),
        1 => node_id().prop_map(|id| Command::RemoveNode { id }),
        2 => (item(), point()).prop_map(|(item, to)| Command::Move { item, to }),
        1 => (node_id(), prop::option::of(words(limits::TITLE_BYTES)))
            .prop_map(|(id, title)| Command::SetTitle { id, title }),
        2 => (node_id(), name(), prop::option::of(value()))
            .prop_map(|(id, name, value)| Command::SetParam { id, name, value }),
        5 => (from(), to()).prop_map(|(from, to)| Command::Connect { from, to }),
        1 => to().prop_map(|to| Command::Disconnect { to }),
    ]
}

fn box_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (frame_id(), words(limits::TITLE_BYTES), rect(), color()).prop_map(
            |(id, title, rect, color)| Command::AddFrame {
                id,
                frame: Frame { title, rect, color }
            }
        ),
        frame_id().prop_map(|id| Command::RemoveFrame { id }),
        (frame_id(), rect()).prop_map(|(id, rect)| Command::SetFrameRect { id, rect }),
        (frame_id(), words(limits::TITLE_BYTES))
            .prop_map(|(id, title)| Command::SetFrameTitle { id, title }),
        (frame_id(), color()).prop_map(|(id, color)| Command::SetFrameColor { id, color }),
        (note_id(), words(limits::TEXT_BYTES), point(), size()).prop_map(
            |(id, text, position, size)| Command::AddNote {
                id,
                note: Note {
                    text,
                    position,
                    size
                }
            }
        ),
        note_id().prop_map(|id| Command::RemoveNote { id }),
        (note_id(), words(limits::TEXT_BYTES))
            .prop_map(|(id, text)| Command::SetNoteText { id, text }),
        (note_id(), size()).prop_map(|(id, size)| Command::SetNoteSize { id, size }),
    ]
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    prop_oneof![3 => node_command(), 1 => box_command()]
}

pub(crate) fn commands() -> impl Strategy<Value = Vec<Command>> {
    prop::collection::vec(command(), 0..40)
}

/// A document with some of everything.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    commands().prop_map(|commands| apply_all(&Document::default(), &commands).document)
}
