//! Subgraphs, bends and the looks of nodes, command by command.

use crate::fixture::{after, commands, graph, id, in_port, node};
use gesso_graph::{
    Command, Definition, Document, FILE_FORMAT, Frame, FrameId, GraphId, INSTANCE, INSTANCE_GRAPH,
    ItemId, Mode, Node, Point, Size, Skip, Value, WorkflowFile, apply, apply_all, diff,
};

const GRADE: GraphId = GraphId(0x6);
const LOOK: GraphId = GraphId(0x7);

fn add_graph(id: GraphId) -> Command {
    Command::AddGraph {
        id,
        graph: Definition {
            title: "Grade".into(),
        },
    }
}

fn add(name: &str, kind: &str, graph: GraphId) -> Command {
    Command::AddNode {
        id: id(name),
        node: Node {
            graph,
            ..node(kind)
        },
    }
}

fn show(name: &str, shown: GraphId, graph: GraphId) -> Command {
    Command::AddNode {
        id: id(name),
        node: Node {
            graph,
            params: [(gesso_graph::Name::from(INSTANCE_GRAPH), Value::Graph(shown))]
                .into_iter()
                .collect(),
            ..node(INSTANCE)
        },
    }
}

fn put(name: &str, graph: GraphId) -> Command {
    Command::SetGraph {
        item: ItemId::Node(id(name)),
        graph,
    }
}

fn bend(to: &str, bends: &[(f64, f64)]) -> Command {
    Command::SetBends {
        to: in_port(to),
        bends: bends.iter().map(|&(x, y)| Point::new(x, y)).collect(),
    }
}

fn skip(doc: &Document, command: &Command) -> Skip {
    apply(doc, command).unwrap_err()
}

/// Applies, takes back, and says what was there in between.
fn there_and_back(doc: &Document, commands: &[Command]) -> Document {
    let applied = apply_all(doc, commands);
    assert_eq!(applied.skips, []);
    assert_eq!(after(&applied.document, &applied.inverse), *doc);
    applied.document
}

// G60
#[test]
fn every_look_is_set_and_taken_back_by_itself() {
    let doc = graph("a:filter.blur");
    let a = id("a");
    let looks = [
        Command::SetMode {
            id: a,
            mode: Mode::Bypassed,
        },
        Command::SetCollapsed {
            id: a,
            collapsed: true,
        },
        Command::SetPinned {
            id: a,
            pinned: true,
        },
        Command::SetNodeColor {
            id: a,
            color: Some([0.5; 4]),
        },
        Command::SetNodeSize {
            id: a,
            size: Some(Size::new(300., 200.)),
        },
        Command::SetExposed {
            id: a,
            name: "sigma".into(),
            label: Some("Sigma".into()),
        },
    ];
    for look in &looks {
        let changed = there_and_back(&doc, std::slice::from_ref(look));
        assert_eq!(skip(&changed, look), Skip::NoChange);
        assert_ne!(changed.digest(), doc.digest(), "{look:?}");
    }
    let all = there_and_back(&doc, &looks);
    assert_eq!(all.nodes()[&a].mode, Mode::Bypassed);
    assert_eq!(&*all.nodes()[&a].exposed["sigma"], "Sigma");
}

// G61
#[test]
fn bends_go_and_come_with_their_wire() {
    let doc = graph("a:image.load b:filter.blur c:image.load a.image->b.image");
    assert_eq!(skip(&doc, &bend("b.sigma", &[(1., 1.)])), Skip::NoWire);
    let bent = there_and_back(&doc, &[bend("b.image", &[(1., 2.), (3., 4.)])]);
    assert_eq!(bent.bends()[&in_port("b.image")].len(), 2);
    for edit in [
        Command::Disconnect {
            to: in_port("b.image"),
        },
        Command::RemoveNode { id: id("a") },
        Command::RemoveNode { id: id("b") },
        commands("c.image->b.image").remove(0),
        bend("b.image", &[]),
    ] {
        let without = there_and_back(&bent, &[edit]);
        assert!(without.bends().is_empty());
    }
    let many = vec![(0., 0.); gesso_graph::limits::BENDS + 1];
    assert!(matches!(
        skip(&doc, &bend("b.image", &many)),
        Skip::TooMany { .. }
    ));
    there_and_back(&doc, &[bend("b.image", &many[1..])]);
}

// G62, G66
#[test]
fn what_lies_in_a_subgraph_needs_it() {
    let doc = Document::default();
    let missing = Skip::GraphMissing { graph: GRADE };
    assert_eq!(skip(&doc, &add("a", "filter.blur", GRADE)), missing);
    assert_eq!(skip(&doc, &show("a", GRADE, GraphId::ROOT)), missing);
    let frame = Command::AddFrame {
        id: FrameId(1),
        frame: Frame {
            graph: GRADE,
            ..Frame::default()
        },
    };
    assert_eq!(skip(&doc, &frame), missing);
    let doc = there_and_back(
        &doc,
        &[
            add_graph(GRADE),
            add("a", "filter.blur", GRADE),
            add("b", "filter.blur", GraphId::ROOT),
            show("c", GRADE, GraphId::ROOT),
            frame,
        ],
    );
    let inside: Vec<ItemId> = doc.members(GRADE).collect();
    assert_eq!(inside, [ItemId::Node(id("a")), ItemId::Frame(FrameId(1))]);
    let outside: Vec<ItemId> = doc.members(GraphId::ROOT).collect();
    assert_eq!(outside, [ItemId::Node(id("b")), ItemId::Node(id("c"))]);
    assert_eq!(doc.instances_of(GRADE).collect::<Vec<_>>(), [id("c")]);
}

// G63
#[test]
fn a_wire_stays_in_one_graph() {
    let doc = after(
        &graph("a:image.load b:filter.blur c:image.save a.image->b.image b.image->c.image"),
        &[add_graph(GRADE), bend("b.image", &[(1., 1.)])],
    );
    let moved = there_and_back(&doc, &[put("b", GRADE)]);
    assert!(moved.wires().is_empty());
    assert_eq!(
        skip(&moved, &commands("a.image->b.image")[0]),
        Skip::OtherGraph
    );
    assert_eq!(skip(&moved, &put("b", GRADE)), Skip::NoChange);
    assert_eq!(
        skip(&moved, &put("b", LOOK)),
        Skip::GraphMissing { graph: LOOK }
    );
}

// G64
#[test]
fn a_subgraph_never_lies_within_itself() {
    let doc = after(
        &Document::default(),
        &[
            add_graph(GRADE),
            add_graph(LOOK),
            show("a", GRADE, LOOK),
            show("b", LOOK, GraphId::ROOT),
        ],
    );
    let loops = |graph| Skip::ContainsItself { graph };
    assert_eq!(skip(&doc, &show("x", LOOK, LOOK)), loops(LOOK));
    assert_eq!(skip(&doc, &show("x", LOOK, GRADE)), loops(LOOK));
    assert_eq!(skip(&doc, &put("b", GRADE)), loops(LOOK));
    let set = Command::SetParam {
        id: id("a"),
        name: INSTANCE_GRAPH.into(),
        value: Some(Value::Graph(LOOK)),
    };
    assert_eq!(skip(&doc, &set), loops(LOOK));
    assert!(doc.is_within(GRADE, LOOK) && !doc.is_within(LOOK, GRADE));
    there_and_back(&doc, &[show("x", GRADE, LOOK), show("y", GRADE, LOOK)]);
}

// G65
#[test]
fn a_subgraph_in_use_is_not_removed() {
    let remove = Command::RemoveGraph { id: GRADE };
    let doc = after(&Document::default(), &[add_graph(GRADE)]);
    let used = Skip::GraphInUse { graph: GRADE };
    assert_eq!(
        skip(&doc, &add_graph(GRADE)),
        Skip::GraphExists { graph: GRADE }
    );
    assert_eq!(
        skip(&doc, &add_graph(GraphId::ROOT)),
        Skip::GraphExists {
            graph: GraphId::ROOT
        }
    );
    let filled = after(&doc, &[add("a", "filter.blur", GRADE)]);
    assert_eq!(skip(&filled, &remove), used);
    let shown = after(&doc, &[show("a", GRADE, GraphId::ROOT)]);
    assert_eq!(skip(&shown, &remove), used);
    there_and_back(&doc, &[remove]);
    there_and_back(
        &doc,
        &[Command::SetGraphTitle {
            id: GRADE,
            title: "Look".into(),
        }],
    );
}

// G67
#[test]
fn a_diff_names_the_instances_of_what_differs() {
    let doc = after(
        &graph("plain:filter.blur"),
        &[
            add_graph(GRADE),
            add_graph(LOOK),
            add("in", "filter.blur", GRADE),
            show("inner", GRADE, LOOK),
            show("outer", LOOK, GraphId::ROOT),
            show("other", GRADE, GraphId::ROOT),
        ],
    );
    let changed = |command: Command| diff(&doc, &after(&doc, &[command])).instances;
    let title = |name: &str| Command::SetTitle {
        id: id(name),
        title: Some("T".into()),
    };
    let mut all = vec![id("inner"), id("outer"), id("other")];
    all.sort();
    assert_eq!(changed(title("in")), all);
    assert_eq!(changed(Command::RemoveNode { id: id("in") }), all);
    assert_eq!(changed(title("inner")), [id("outer")]);
    assert_eq!(changed(title("plain")), []);
    assert_eq!(
        changed(Command::SetGraphTitle {
            id: LOOK,
            title: "T".into()
        }),
        [id("outer")]
    );
}

// G14, G62, G63, G64
#[test]
fn a_stored_subgraph_that_breaks_a_rule_is_not_read() {
    let doc = after(
        &Document::default(),
        &[
            add_graph(GRADE),
            add("a", "image.load", GRADE),
            add("b", "filter.blur", GRADE),
            show("c", GRADE, GraphId::ROOT),
            commands("a.image->b.image").remove(0),
        ],
    );
    let text = serde_json::to_string(&doc).unwrap();
    let check = |from: &str, to: &str, message: &str| {
        assert!(text.contains(from), "{text}");
        let broken = serde_json::from_str::<Document>(&text.replacen(from, to, 1));
        let error = broken.unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    };
    let id = r#""graph":"0000000000000006""#;
    check(&format!(",{id}"), "", "which lie in different subgraphs");
    check(
        id,
        r#""graph":"0000000000000009""#,
        "no longer in the workflow",
    );
    check(
        r#""0000000000000006":{"title""#,
        r#""0000000000000000":{"title""#,
        "subgraph 0000000000000000 can't be used",
    );
    let itself = text.replacen(
        r#""kind":"image.load","version":1,"#,
        r#""kind":"graph.instance","version":1,"params":{"graph":{"graph":"0000000000000006"}},"#,
        1,
    );
    let error = serde_json::from_str::<Document>(&itself).unwrap_err();
    assert!(
        error.to_string().contains("can't contain itself"),
        "{error}"
    );
}

// G68
#[test]
fn a_file_of_an_earlier_format_is_read_and_written_as_the_newest() {
    let doc = graph("a:image.load b:filter.blur a.image->b.image");
    let newest = WorkflowFile::new("Old", doc).to_json();
    let mark = format!(r#""gesso_workflow": {FILE_FORMAT}"#);
    for format in 1..FILE_FORMAT {
        let earlier = newest.replace(&mark, &format!(r#""gesso_workflow": {format}"#));
        assert_ne!(earlier, newest);
        assert_eq!(WorkflowFile::from_json(&earlier).unwrap().to_json(), newest);
    }
}
