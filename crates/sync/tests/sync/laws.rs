//! Laws for whatever people do and the network does to them.

use crate::world::{World, add, remove, set, shift, wire};
use gesso_graph::{
    Command, Definition, Document, GraphId, INSTANCE, INSTANCE_GRAPH, InPort, ItemId, Name, Node,
    NodeId, Point, Value,
};
use gesso_sync::{Person, TxId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy)]
enum Act {
    Edit(u8, u64, u64),
    Undo,
    Redo,
    Send,
    Serve,
    Deliver,
    Cut,
    Join,
    Reload,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => edit(),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        5 => Just(Act::Send),
        8 => Just(Act::Serve),
        8 => Just(Act::Deliver),
        1 => Just(Act::Cut),
        2 => Just(Act::Join),
        1 => Just(Act::Reload),
    ]
}

fn edit() -> impl Strategy<Value = Act> {
    (0u8..14, 0u64..4, 0u64..4).prop_map(|(what, a, b)| Act::Edit(what, a, b))
}

/// A wire from a port that is like no other: wiring the same again would look like nobody did anything.
fn unique_wire(from: u64, to: u64, unique: u64) -> Command {
    let mut command = wire(from, to);
    if let Command::Connect { from, .. } = &mut command {
        from.port = format!("image{unique}").into();
    }
    command
}

/// A node that is like no other, for the same reason.
fn unique_node(id: u64, unique: u64) -> Command {
    let mut command = add(id);
    if let Command::AddNode { node, .. } = &mut command {
        node.position.y = unique as f64;
    }
    command
}

fn graph(id: u64, unique: u64) -> Command {
    Command::AddGraph {
        id: GraphId(id + 1),
        graph: Definition {
            title: unique.to_string().as_str().into(),
        },
    }
}

/// Into the root, or into a subgraph.
fn put(node: u64, graph: u64) -> Command {
    Command::SetGraph {
        item: ItemId::Node(NodeId(node)),
        graph: GraphId(graph),
    }
}

/// A node that shows a subgraph, within another one or at the root.
fn instance(id: u64, shown: u64, unique: u64) -> Command {
    let params = [
        (Name::from(INSTANCE_GRAPH), Value::Graph(GraphId(shown + 1))),
        ("unique".into(), Value::Int(unique as i64)),
    ];
    Command::AddNode {
        id: NodeId(id),
        node: Node {
            kind: INSTANCE.into(),
            version: 1,
            params: params.into_iter().collect(),
            graph: GraphId(unique % 3),
            ..Node::default()
        },
    }
}

/// Commands whose values, made of `unique`, nobody else sets.
fn command(what: u8, a: u64, b: u64, unique: u64) -> Vec<Command> {
    let number = unique as i64 + 1000;
    match what {
        0 | 1 => vec![unique_node(a, unique), set(a, number)],
        2 => vec![remove(a)],
        3 => vec![shift(a, number as f64)],
        4 => vec![set(a, number), shift(b, number as f64)],
        5 | 6 => vec![unique_wire(a, b, unique)],
        7 => vec![
            unique_node(a, unique),
            unique_wire(a, b, unique),
            set(b, number),
        ],
        9 => vec![graph(a, unique)],
        10 => vec![put(a, b)],
        11 => vec![instance(a, b, unique)],
        12 => vec![
            graph(a, unique),
            instance(b, a, unique),
            put(unique % 4, a + 1),
        ],
        13 => vec![Command::SetBends {
            to: InPort {
                node: NodeId(a),
                port: "image".into(),
            },
            bends: vec![Point::new(number as f64, 0.)],
        }],
        _ => vec![Command::SetTitle {
            id: NodeId(a),
            title: Some(number.to_string().as_str().into()),
        }],
    }
}

/// Every property of a document with its value.
fn properties(doc: &Document) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (id, node) in doc.nodes() {
        all.insert(format!("{id} place"), format!("{:?}", node.position));
        all.insert(format!("{id} title"), format!("{:?}", node.title));
        for (name, value) in &node.params {
            all.insert(format!("{id} {name}"), format!("{value:?}"));
        }
    }
    for (to, from) in doc.wires() {
        all.insert(format!("{} wire", to.node), format!("{from:?}"));
    }
    all
}

fn names_in(world: &World) -> Vec<TxId> {
    world.log.iter().map(|entry| entry.tx.id).collect()
}

/// Edits by several people in turn, everything delivered after each.
fn edit_in_turn(world: &mut World, edits: &[(usize, Act)]) {
    for (unique, &(tab, act)) in edits.iter().enumerate() {
        if let Act::Edit(what, a, b) = act {
            let commands = command(what, a, b, unique as u64);
            let _ = world.tabs[tab]
                .replica
                .commit(format!("edit {unique}"), commands);
            world.settle();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // S3, S4, S6
    #[test]
    fn whatever_the_network_does_all_converge_and_every_transaction_is_in_the_log_once(
        acts in prop::collection::vec((0usize..3, act()), 1..120)
    ) {
        let mut world = World::new(&["ann", "ben", "ann"]);
        let mut made = BTreeSet::new();
        let mut undone = 0;
        for (unique, (tab, act)) in acts.into_iter().enumerate() {
            match act {
                Act::Edit(what, a, b) => {
                    let commands = command(what, a, b, unique as u64);
                    made.extend(world.tabs[tab].replica.commit("edit", commands));
                }
                Act::Undo => undone += usize::from(world.tabs[tab].replica.undo().is_ok()),
                Act::Redo => undone += usize::from(world.tabs[tab].replica.redo().is_ok()),
                Act::Send => world.send(tab),
                Act::Serve => { world.serve(tab); }
                Act::Deliver => { world.deliver(tab); }
                Act::Cut => world.cut(tab),
                Act::Join => world.join(tab),
                Act::Reload => world.reload(tab),
            }
        }
        for tab in 0..3 {
            world.join(tab);
        }
        world.settle();
        world.assert_converged();
        let names = names_in(&world);
        let unique: BTreeSet<TxId> = names.iter().copied().collect();
        prop_assert_eq!(unique.len(), names.len(), "no transaction is in the log twice");
        prop_assert!(made.is_subset(&unique), "no transaction is lost");
        prop_assert_eq!(names.len(), made.len() + undone);
        let replayed = gesso_sync::Room::open(Document::default(), 0, world.log.clone()).unwrap();
        prop_assert_eq!(replayed.document(), world.room.document());
    }

    // S8
    #[test]
    fn so_many_undos_and_as_many_redos_change_nothing(
        edits in prop::collection::vec((0usize..2, edit()), 1..20), steps in 1usize..12
    ) {
        let mut world = World::new(&["ann", "ben"]);
        edit_in_turn(&mut world, &edits);
        let before = world.view(0).clone();
        let mut undone = 0;
        while undone < steps && world.tabs[0].replica.undo().is_ok() {
            undone += 1;
            world.settle();
        }
        for _ in 0..undone {
            prop_assert!(world.tabs[0].replica.redo().is_ok());
        }
        prop_assert_eq!(world.view(0), &before);
        world.settle();
        world.assert_converged();
    }

    // S8
    #[test]
    fn alone_undoing_everything_gives_the_empty_document(
        edits in prop::collection::vec(edit(), 1..25), reload in any::<bool>()
    ) {
        let mut world = World::new(&["ann"]);
        let edits: Vec<_> = edits.into_iter().map(|act| (0, act)).collect();
        edit_in_turn(&mut world, &edits);
        if reload {
            world.reload(0);
            world.join(0);
            world.settle();
        }
        while world.tabs[0].replica.undo().is_ok() {}
        prop_assert_eq!(world.view(0), &Document::default());
    }

    // S9
    #[test]
    fn undo_never_changes_what_a_colleague_set(
        edits in prop::collection::vec((0usize..2, edit()), 1..25), offline in any::<bool>(), late in prop::collection::vec(edit(), 0..4)
    ) {
        let mut world = World::new(&["ann", "ben"]);
        edit_in_turn(&mut world, &edits);
        if offline {
            world.cut(0);
            let late: Vec<_> = late.into_iter().map(|act| (1, act)).collect();
            // Distinct from the values of the first edits.
            for (place, &(tab, act)) in late.iter().enumerate() {
                if let Act::Edit(what, a, b) = act {
                    let commands = command(what, a, b, 5000 + place as u64);
                    let _ = world.tabs[tab].replica.commit("late", commands);
                }
            }
        }
        let mut setter: BTreeMap<String, Person> = BTreeMap::new();
        while world.tabs[0].replica.undo().is_ok() {}
        if offline {
            // The colleague's edits reach the log first.
            world.send(1);
            while world.serve(1) {}
        }
        let mut doc = Document::default();
        for entry in world.log.iter().filter(|entry| entry.tx.role == gesso_sync::Role::Edit) {
            let before = properties(&doc);
            doc = gesso_graph::apply_all(&doc, &entry.tx.commands).document;
            for (key, value) in properties(&doc) {
                if before.get(&key) != Some(&value) {
                    setter.insert(key, entry.tx.person.clone());
                }
            }
        }
        world.join(0);
        world.settle();
        world.assert_converged();
        let now = properties(world.room.document());
        for (key, value) in properties(&doc) {
            if setter[&key].0 == "ben" {
                prop_assert_eq!(now.get(&key), Some(&value), "{} of {:?}", key, edits);
            }
        }
    }
}
