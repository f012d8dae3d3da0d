//! The problems a session shows are brought up to date at the cost of a change, and are those of the whole document.

use gesso_app::session::faults::{follow, of};
use gesso_graph::{
    Command, Definition, Document, GraphId, INSTANCE, INSTANCE_GRAPH, InPort, ItemId, Mode, Name,
    Node, NodeId, OutPort, Point, Value, apply_all,
};
use proptest::prelude::*;

const KINDS: [&str; 7] = [
    "graph.input",
    "graph.output",
    "image.generate",
    "filter.blur",
    "comp.blend",
    "text.render",
    "no.such.kind",
];
const PORTS: [&str; 6] = ["image", "base", "top", "text", "mask", "value"];

fn node() -> impl Strategy<Value = NodeId> {
    (1..6_u64).prop_map(NodeId)
}

fn graph() -> impl Strategy<Value = GraphId> {
    (0..3_u64).prop_map(GraphId)
}

fn command() -> impl Strategy<Value = Command> {
    let port = || prop::sample::select(&PORTS[..]);
    prop_oneof![
        (node(), prop::sample::select(&KINDS[..])).prop_map(|(id, kind)| Command::AddNode {
            id,
            node: Node {
                kind: kind.into(),
                version: 1,
                title: None,
                position: Point::default(),
                params: Default::default(),
                ..Node::default()
            },
        }),
        (node(), graph(), graph()).prop_map(|(id, shown, graph)| Command::AddNode {
            id,
            node: Node {
                kind: INSTANCE.into(),
                version: 1,
                graph,
                params: [(Name::from(INSTANCE_GRAPH), Value::Graph(shown))]
                    .into_iter()
                    .collect(),
                ..Node::default()
            },
        }),
        graph().prop_map(|id| Command::AddGraph {
            id,
            graph: Definition::default(),
        }),
        (node(), graph()).prop_map(|(id, graph)| Command::SetGraph {
            item: ItemId::Node(id),
            graph,
        }),
        (
            node(),
            prop::sample::select(&[Mode::Active, Mode::Muted, Mode::Bypassed][..])
        )
            .prop_map(|(id, mode)| Command::SetMode { id, mode }),
        (node(), node(), node()).prop_map(|(from, port, to)| Command::Connect {
            from: OutPort {
                node: from,
                port: gesso_graph::port_name(port),
            },
            to: InPort {
                node: to,
                port: "image".into(),
            },
        }),
        node().prop_map(|id| Command::RemoveNode { id }),
        (node(), port(), node(), port()).prop_map(|(from, output, to, input)| Command::Connect {
            from: OutPort {
                node: from,
                port: output.into()
            },
            to: InPort {
                node: to,
                port: input.into()
            },
        }),
        (node(), port()).prop_map(|(to, input)| Command::Disconnect {
            to: InPort {
                node: to,
                port: input.into()
            },
        }),
        (node(), -2000.0..2000.0).prop_map(|(id, sigma)| Command::SetParam {
            id,
            name: "sigma".into(),
            value: Some(Value::Float(sigma)),
        }),
    ]
}

proptest! {
    #[test]
    fn following_the_changes_finds_what_looking_at_everything_finds(
        gestures in prop::collection::vec(prop::collection::vec(command(), 1..6), 1..12)
    ) {
        let mut document = Document::default();
        let mut faults = of(&document);
        for commands in gestures {
            let next = apply_all(&document, &commands).document;
            follow(&mut faults, &document, &next);
            document = next;
            prop_assert_eq!(&faults, &of(&document));
        }
    }
}
