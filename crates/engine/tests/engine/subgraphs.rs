//! Runs of workflows with subgraphs: what lies in an instance is work like any other, under names that say where.

use crate::support::{Ended, World, document};
use gesso_engine::{Engine, EngineConfig};
use gesso_graph::{
    Command, Document, GraphId, IdSource, InPort, ItemId, Node, NodeId, OutPort, Targets,
    apply_all, edit, run_id,
};
use gesso_nodes::catalogue;
use gesso_sync::{RunState, StepResult};
use gesso_words::{Language, Words};

const CHAIN: &str = "a:image.generate(width=40,height=30) b:filter.blur(sigma=2) c:color.levels(gamma=2) \
                     d:image.save(format=png8) a.image->b.image b.image->c.image c.image->d.image";

/// A document with these of its nodes folded into a subgraph.
struct Folded {
    document: Document,
    graph: GraphId,
    instance: NodeId,
}

impl Folded {
    fn of(document: &Document, nodes: &[u64], title: &str, seed: u64) -> Self {
        let items: Vec<ItemId> = nodes.iter().map(|id| ItemId::Node(NodeId(*id))).collect();
        let ids = &mut IdSource::seeded(seed);
        let fold = edit::fold(document, catalogue(), &items, title, ids).unwrap();
        let applied = apply_all(document, &fold.commands);
        assert!(applied.skips.is_empty(), "{:?}", applied.skips);
        Self {
            document: applied.document,
            graph: fold.graph,
            instance: fold.instance,
        }
    }

    /// What a run calls a node inside.
    fn inside(&self, node: u64) -> u64 {
        run_id(&[self.instance, NodeId(node)]).unwrap().0
    }
}

async fn run(world: &World, engine: &Engine, document: &Document, targets: Targets) -> Ended {
    let run = engine
        .start("folded", 1, document, targets, None)
        .await
        .unwrap();
    world.ended(engine, run).await
}

fn result(ended: &Ended, node: u64) -> &StepResult {
    ended.steps[&node].result.as_ref().unwrap()
}

#[tokio::test]
async fn what_is_folded_is_the_work_it_was_before() {
    // E26
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let flat = world.run(&engine, CHAIN).await;
    let folded = Folded::of(&document(CHAIN), &[2, 3], "Grade", 1);
    let ended = run(&world, &engine, &folded.document, Targets::Everything).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "cccc"),
        "everything is there from the flat run"
    );
    for node in [1, 4] {
        assert_eq!(result(&ended, node), result(&flat, node));
    }
    for node in [2, 3] {
        assert_eq!(result(&ended, folded.inside(node)), result(&flat, node));
    }
}

#[tokio::test]
async fn a_subgraph_that_was_run_is_not_run_again() {
    // E13, E26
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let inner = Folded::of(&document(CHAIN), &[2, 3], "Grade", 1);
    let items = [1, inner.instance.0];
    let outer = Folded::of(&inner.document, &items, "Look", 2);
    let first = run(&world, &engine, &outer.document, Targets::Everything).await;
    assert_eq!(
        (first.state, first.letters().as_str()),
        (RunState::Done, "dddd")
    );
    let second = run(&world, &engine, &outer.document, Targets::Everything).await;
    assert_eq!(second.letters(), "cccc");
    let flat = world.run(&engine, CHAIN).await;
    assert_eq!(flat.letters(), "cccc", "nor is it outside");
}

#[tokio::test]
async fn two_instances_of_the_same_do_the_work_once() {
    // E14, E26
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let one = Folded::of(&document(CHAIN), &[2, 3], "Grade", 1);
    let (twin, save) = (NodeId(901), NodeId(902));
    let shown: Node = one.document.nodes()[&one.instance].as_ref().clone();
    let saving: Node = one.document.nodes()[&NodeId(4)].as_ref().clone();
    let mut into = one.document.wires_into(one.instance);
    let (to, from) = into.next().unwrap();
    let (_, out) = one.document.wires_into(NodeId(4)).next().unwrap();
    let commands = [
        Command::AddNode {
            id: twin,
            node: shown,
        },
        Command::AddNode {
            id: save,
            node: saving,
        },
        Command::Connect {
            from: from.clone(),
            to: InPort {
                node: twin,
                port: to.port.clone(),
            },
        },
        Command::Connect {
            from: OutPort {
                node: twin,
                port: out.port.clone(),
            },
            to: InPort {
                node: save,
                port: "image".into(),
            },
        },
    ];
    let applied = apply_all(&one.document, &commands);
    assert!(applied.skips.is_empty(), "{:?}", applied.skips);
    assert_eq!(
        applied.document.nodes()[&twin].instance_of(),
        Some(one.graph)
    );
    let ended = run(&world, &engine, &applied.document, Targets::Everything).await;
    assert_eq!(ended.state, RunState::Done);
    assert_eq!(ended.steps.len(), 7);
    let begun = world.listener.begun();
    assert_eq!(begun.values().sum::<usize>(), 4, "{begun:?}");
    assert_eq!(result(&ended, 4).file, result(&ended, save.0).file);
}

#[tokio::test]
async fn a_failure_inside_names_the_instance_and_the_node() {
    // E3, E4, E26
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let missing = "0".repeat(64);
    let text = format!(
        "a:image.load(file={missing}) b:filter.blur(sigma=1) c:image.generate(width=8,height=8) \
         d:filter.blur(sigma=1) a.image->b.image c.image->d.image"
    );
    let folded = Folded::of(&document(&text), &[1], "Source", 1);
    let ended = run(&world, &engine, &folded.document, Targets::Everything).await;
    assert_eq!(ended.state, RunState::Failed);
    let failed = ended.said(folded.inside(1));
    assert!(
        failed.to_string().starts_with("Load image in Source: "),
        "{failed}"
    );
    let german = failed.describe(Words::of(Language::German));
    assert!(german.starts_with("Bild laden in Source: "), "{german}");
    let blocked = ended.message(2);
    assert!(blocked.contains("Load image in Source"), "{blocked}");
    assert!(result(&ended, 4).preview.is_some(), "others are done");
}

#[tokio::test]
async fn a_run_to_an_instance_does_what_is_inside_and_nothing_after_it() {
    // E7, E26
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let folded = Folded::of(&document(CHAIN), &[2, 3], "Grade", 1);
    let targets = Targets::Nodes(vec![folded.instance]);
    let ended = run(&world, &engine, &folded.document, targets).await;
    assert_eq!(ended.state, RunState::Done);
    let done: Vec<u64> = ended.steps.keys().copied().collect();
    let mut expected = vec![1, folded.inside(2), folded.inside(3)];
    expected.sort_unstable();
    assert_eq!(done, expected);
}
