//! Arbitrary commands over so few ids and names that they meet each other, bad numbers and long texts among them.

use gesso_graph::{
    AssetRef, Command, ContentKey, Definition, Document, Frame, FrameId, GraphId, INSTANCE,
    INSTANCE_GRAPH, InPort, ItemId, Mode, Name, Node, NodeId, Note, NoteId, OutPort, Point, Rect,
    Size, Value, apply_all, limits,
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

/// The root among them.
fn graph_id() -> impl Strategy<Value = GraphId> {
    (0u64..4).prop_map(GraphId)
}

/// Mostly the root, so that wires still find nodes to join.
fn place() -> impl Strategy<Value = GraphId> {
    prop_oneof![3 => Just(GraphId::ROOT), 1 => graph_id()]
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

fn file() -> impl Strategy<Value = AssetRef> {
    ("[0-9a-f]{64}", words(limits::FILE_NAME_BYTES)).prop_map(|(hash, name)| AssetRef {
        hash: hash.into(),
        name,
        media_type: "image/png".into(),
    })
}

pub(crate) fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        number().prop_map(Value::Float),
        words(limits::TEXT_BYTES).prop_map(Value::Text),
        color().prop_map(Value::Color),
        name().prop_map(Value::Choice),
        graph_id().prop_map(Value::Graph),
        file().prop_map(Value::Asset),
        prop::collection::vec(file(), 0..4).prop_map(|files| Value::Assets(files.into())),
        prop::collection::vec(number(), 0..9).prop_map(|all| Value::Numbers(all.into())),
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

/// A node that shows a subgraph.
fn instance() -> impl Strategy<Value = Node> {
    (graph_id(), place(), point()).prop_map(|(shown, graph, position)| Node {
        kind: INSTANCE.into(),
        version: 1,
        position,
        graph,
        params: [(Name::from(INSTANCE_GRAPH), Value::Graph(shown))]
            .into_iter()
            .collect(),
        ..Node::default()
    })
}

/// A port of a subgraph.
fn boundary() -> impl Strategy<Value = Node> {
    let kinds = prop::sample::select(vec!["graph.input", "graph.output"]);
    (kinds, place(), point()).prop_map(|(kind, graph, position)| Node {
        kind: kind.into(),
        version: 1,
        position,
        graph,
        ..Node::default()
    })
}

fn plain_node() -> impl Strategy<Value = Node> {
    let title = prop::option::of(words(limits::TITLE_BYTES));
    let params = prop::collection::vec((name(), value()), 0..3);
    let exposed = prop::collection::vec((name(), words(limits::TITLE_BYTES)), 0..2);
    let look = (
        any::<bool>(),
        any::<bool>(),
        prop::option::of(color()),
        prop::option::of(size()),
        take(),
    );
    (
        kind(),
        0u32..5,
        title,
        point(),
        params,
        place(),
        mode(),
        look,
        exposed,
    )
        .prop_map(
            |(kind, version, title, position, params, graph, mode, look, exposed)| Node {
                kind,
                version,
                title,
                position,
                params: params.into_iter().collect(),
                graph,
                mode,
                collapsed: look.0,
                pinned: look.1,
                color: look.2,
                size: look.3,
                exposed: exposed.into_iter().collect(),
                take: look.4,
            },
        )
}

fn take() -> impl Strategy<Value = Option<ContentKey>> {
    prop::option::of((0u8..3).prop_map(|byte| ContentKey([byte; 32])))
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![4 => Just(Mode::Active), 1 => Just(Mode::Muted), 1 => Just(Mode::Bypassed)]
}

fn node() -> impl Strategy<Value = Node> {
    // Boxed: unboxed, the strategies are so large that a test's stack does not hold them.
    prop_oneof![
        4 => plain_node().boxed(),
        1 => instance().boxed(),
        1 => boundary().boxed(),
    ]
    .boxed()
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

fn look_command() -> impl Strategy<Value = Command> {
    let label = prop::option::of(words(limits::TITLE_BYTES));
    prop_oneof![
        (node_id(), mode()).prop_map(|(id, mode)| Command::SetMode { id, mode }),
        (node_id(), any::<bool>())
            .prop_map(|(id, collapsed)| Command::SetCollapsed { id, collapsed }),
        (node_id(), any::<bool>()).prop_map(|(id, pinned)| Command::SetPinned { id, pinned }),
        (node_id(), prop::option::of(color()))
            .prop_map(|(id, color)| Command::SetNodeColor { id, color }),
        (node_id(), prop::option::of(size()))
            .prop_map(|(id, size)| Command::SetNodeSize { id, size }),
        (node_id(), take()).prop_map(|(id, take)| Command::SetTake { id, take }),
        (node_id(), name(), label).prop_map(|(id, name, label)| Command::SetExposed {
            id,
            name,
            label
        }),
        (to(), prop::collection::vec(point(), 0..3))
            .prop_map(|(to, bends)| Command::SetBends { to, bends }),
    ]
}

fn graph_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (graph_id(), words(limits::TITLE_BYTES)).prop_map(|(id, title)| Command::AddGraph {
            id,
            graph: Definition { title },
        }),
        1 => graph_id().prop_map(|id| Command::RemoveGraph { id }),
        1 => (graph_id(), words(limits::TITLE_BYTES))
            .prop_map(|(id, title)| Command::SetGraphTitle { id, title }),
        3 => (item(), graph_id()).prop_map(|(item, graph)| Command::SetGraph { item, graph }),
        1 => (node_id(), graph_id()).prop_map(|(id, graph)| Command::SetParam {
            id,
            name: INSTANCE_GRAPH.into(),
            value: Some(Value::Graph(graph)),
        }),
    ]
}

fn box_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (
            frame_id(),
            words(limits::TITLE_BYTES),
            rect(),
            color(),
            place()
        )
            .prop_map(|(id, title, rect, color, graph)| Command::AddFrame {
                id,
                frame: Frame {
                    title,
                    rect,
                    color,
                    graph
                }
            }),
        frame_id().prop_map(|id| Command::RemoveFrame { id }),
        (frame_id(), rect()).prop_map(|(id, rect)| Command::SetFrameRect { id, rect }),
        (frame_id(), words(limits::TITLE_BYTES))
            .prop_map(|(id, title)| Command::SetFrameTitle { id, title }),
        (frame_id(), color()).prop_map(|(id, color)| Command::SetFrameColor { id, color }),
        (
            note_id(),
            words(limits::TEXT_BYTES),
            point(),
            size(),
            place()
        )
            .prop_map(|(id, text, position, size, graph)| Command::AddNote {
                id,
                note: Note {
                    text,
                    position,
                    size,
                    graph
                }
            }),
        note_id().prop_map(|id| Command::RemoveNote { id }),
        (note_id(), words(limits::TEXT_BYTES))
            .prop_map(|(id, text)| Command::SetNoteText { id, text }),
        (note_id(), size()).prop_map(|(id, size)| Command::SetNoteSize { id, size }),
    ]
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => node_command().boxed(),
        2 => box_command().boxed(),
        1 => look_command().boxed(),
        3 => graph_command().boxed(),
    ]
    .boxed()
}

pub(crate) fn commands() -> impl Strategy<Value = Vec<Command>> {
    prop::collection::vec(command(), 0..40)
}

/// A document with some of everything.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    commands().prop_map(|commands| apply_all(&Document::default(), &commands).document)
}
