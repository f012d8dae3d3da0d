//! What the document costs at 100 000 nodes and 184 000 wires. The clock is an argument, so that the same code runs
//! natively and in a page. Measures only; checks that the work was done, never how fast.

#[cfg(target_family = "wasm")]
pub mod page;

use gesso_graph::{
    Command, Document, InPort, ItemId, Name, Node, NodeId, OutPort, Point, Size, Value, apply,
    apply_all, diff, edit,
};
use gesso_sync::{Entry, Frame, Person, Replica, Role, ServerMessage, Tx, TxId, Welcome};
use std::hint::black_box;

/// How many nodes.
pub const NODES: u64 = 100_000;
const ROW: u64 = 100;
const REPEATS: u32 = 1_000;

/// Measures everything; `now` gives milliseconds. Each figure is what one of its kind took, in milliseconds.
pub fn run(now: impl Fn() -> f64) -> Vec<(String, f64)> {
    let mut figures = Vec::new();
    let commands = build();
    let document = timed(&now, &mut figures, "build, 284 000 commands", 1, || {
        apply_all(&Document::default(), &commands).document
    });
    timed(&now, &mut figures, "clone", REPEATS, || document.clone());
    let mut step = 0;
    let moved = timed(&now, &mut figures, "one move", REPEATS, || {
        step += 1;
        apply(&document, &shift(step * 97 % NODES, 7.))
    });
    assert!(moved.is_ok());
    let thousand: Vec<Command> = (0..1_000).map(|index| shift(index * 97, 9.)).collect();
    timed(&now, &mut figures, "transaction of 1 000 moves", 20, || {
        apply_all(&document, &thousand)
    });
    let ten = apply_all(&document, &thousand[..10]).document;
    let changes = timed(&now, &mut figures, "diff of ten changes", REPEATS, || {
        diff(&document, &ten)
    });
    assert_eq!(changes.nodes.changed.len(), 10);
    timed(&now, &mut figures, "digest", 3, || document.digest());
    let text = timed(&now, &mut figures, "snapshot to JSON", 3, || {
        serde_json::to_string(&document).expect("a document has a serial form")
    });
    let back = timed(&now, &mut figures, "snapshot from JSON", 3, || {
        serde_json::from_str::<Document>(&text).expect("what was written can be read")
    });
    assert_eq!(back, document);
    let greeting = welcome(&document);
    let frame = timed(&now, &mut figures, "greeting into a frame", 3, || {
        greeting.to_frame()
    });
    let Frame::Bytes(bytes) = frame else {
        panic!("a greeting goes as bytes")
    };
    let heard = timed(&now, &mut figures, "greeting from a frame", 3, || {
        ServerMessage::from_bytes(&bytes)
    });
    assert_eq!(heard, Ok(greeting));
    let mut replica = replica(&document);
    replica
        .commit("Move 1 000 nodes", thousand)
        .expect("the nodes move");
    let mut seq = 0;
    timed(
        &now,
        &mut figures,
        "rebase over 1 000 commands in flight",
        100,
        || {
            seq += 1;
            replica.receive(ServerMessage::Entries {
                entries: vec![entry(seq)],
            })
        },
    );
    let tangle = apply_all(&Document::default(), &tangle()).document;
    let items: Vec<ItemId> = tangle.nodes().keys().map(|&id| ItemId::Node(id)).collect();
    let moves = timed(&now, &mut figures, "tidying 1 000 nodes", 5, || {
        edit::tidy(&tangle, &|_| Size::new(216., 160.), &items)
    });
    assert!(!moves.is_empty());
    figures
}

fn timed<T>(
    now: impl Fn() -> f64,
    figures: &mut Vec<(String, f64)>,
    what: &str,
    times: u32,
    mut work: impl FnMut() -> T,
) -> T {
    let began = now();
    let mut result = work();
    for _ in 1..times {
        result = black_box(work());
    }
    figures.push((what.to_owned(), (now() - began) / f64::from(times)));
    result
}

/// Rows of joins, each fed by the one before it and by the one above it.
fn build() -> Vec<Command> {
    let mut commands = Vec::new();
    for index in 0..NODES {
        commands.push(add(index));
        if index > 0 {
            commands.push(wire(index - 1, index, "base"));
        }
        if index >= ROW && index % ROW >= 16 {
            commands.push(wire(index - ROW, index, "top"));
        }
    }
    commands
}

/// A thousand joins, each fed by two of the forty before it.
fn tangle() -> Vec<Command> {
    let mut commands: Vec<Command> = (0..1_000).map(add).collect();
    for index in 1..1_000_u64 {
        let back = |salt: u64| 1 + (index.wrapping_mul(salt) >> 7) % index.min(40);
        commands.push(wire(index - back(2_654_435_761), index, "base"));
        commands.push(wire(index - back(40_503_777), index, "top"));
    }
    commands
}

/// Ids as clients make them: spread over all of their range.
fn id(index: u64) -> NodeId {
    NodeId((index + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn add(index: u64) -> Command {
    let node = Node {
        kind: "comp.blend".into(),
        version: 1,
        title: None,
        position: Point::new((index % ROW) as f64 * 240., (index / ROW) as f64 * 180.),
        params: [(Name::from("opacity"), Value::Float(0.5))]
            .into_iter()
            .collect(),
        ..Node::default()
    };
    Command::AddNode {
        id: id(index),
        node,
    }
}

fn wire(from: u64, to: u64, port: &str) -> Command {
    Command::Connect {
        from: OutPort {
            node: id(from),
            port: "image".into(),
        },
        to: InPort {
            node: id(to),
            port: port.into(),
        },
    }
}

fn shift(index: u64, by: f64) -> Command {
    Command::Move {
        item: ItemId::Node(id(index)),
        to: Point::new(index as f64, by),
    }
}

fn replica(document: &Document) -> Replica {
    let mut replica = Replica::new(Person("bench".to_owned()), 1);
    replica.receive(welcome(document));
    replica
}

fn welcome(document: &Document) -> ServerMessage {
    ServerMessage::Welcome(Box::new(Welcome {
        seq: 0,
        snapshot: document.clone(),
        entries: Vec::new(),
    }))
}

fn entry(seq: u64) -> Entry {
    let tx = Tx {
        id: TxId {
            client: 2,
            number: seq,
        },
        person: Person("other".to_owned()),
        name: None,
        label: "Move".to_owned(),
        role: Role::Edit,
        commands: vec![shift(seq, 11.)],
    };
    Entry { seq, at_ms: 0, tx }
}
