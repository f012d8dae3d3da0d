//! A result is outdated when a run would make another one now, and only then.

use gesso_app::session::{Outdated, Step, Steps, outdated};
use gesso_graph::{
    Command, Document, IdSource, InPort, ItemId, KeptTakes, Node, NodeId, OutPort, Point, Targets,
    Value, apply_all, edit, plan,
};
use gesso_nodes::catalogue;
use gesso_sync::{RunId, StepResult, StepState};
use std::sync::Arc;

const GENERATE: NodeId = NodeId(1);
const BLUR: NodeId = NodeId(2);
const OTHER: NodeId = NodeId(3);

fn add(id: NodeId, kind: &str) -> Command {
    let node = Node {
        kind: kind.into(),
        version: catalogue().spec(kind).map_or(0, |spec| spec.schema.version),
        ..Node::default()
    };
    Command::AddNode { id, node }
}

fn workflow() -> Document {
    let wire = Command::Connect {
        from: OutPort {
            node: GENERATE,
            port: "image".into(),
        },
        to: InPort {
            node: BLUR,
            port: "image".into(),
        },
    };
    let commands = [
        add(GENERATE, "image.generate"),
        add(BLUR, "filter.blur"),
        add(OTHER, "image.generate"),
        wire,
    ];
    apply_all(&Document::default(), &commands).document
}

/// Every node as a run of the document leaves it.
fn run(document: &Document) -> Steps {
    let plan = plan(document, catalogue(), &Targets::Everything);
    let done = |key| Step {
        run: RunId(1),
        state: StepState::Done,
        result: Some(StepResult {
            key,
            size: None,
            preview: None,
            values: Vec::new(),
            notes: Vec::new(),
            items: None,
            file: None,
        }),
    };
    plan.steps
        .iter()
        .map(|step| (step.node, Arc::new(done(step.key))))
        .collect()
}

#[track_caller]
fn check(commands: &[Command], expected: &[NodeId]) {
    let document = workflow();
    let steps = run(&document);
    assert_eq!(steps.len(), 3);
    let later = apply_all(&document, commands);
    assert!(later.skips.is_empty(), "{:?}", later.skips);
    let found: Vec<NodeId> = outdated::of(&later.document, &steps, &KeptTakes::new())
        .into_iter()
        .collect();
    assert_eq!(found, expected);
}

fn set(id: NodeId, name: &str, value: f64) -> Command {
    Command::SetParam {
        id,
        name: name.into(),
        value: Some(Value::Float(value)),
    }
}

#[test]
fn nothing_is_outdated_after_a_run() {
    check(&[], &[]);
}

#[test]
fn a_changed_parameter_dates_its_node_and_what_is_downstream() {
    check(&[set(BLUR, "sigma", 9.)], &[BLUR]);
    let width = Command::SetParam {
        id: GENERATE,
        name: "width".into(),
        value: Some(Value::Int(33)),
    };
    check(&[width], &[GENERATE, BLUR]);
}

#[test]
fn moving_and_naming_date_nothing_and_a_lost_wire_does() {
    let to = Point::new(40., 40.);
    let item = ItemId::Node(GENERATE);
    let title = Some("Sky".into());
    check(
        &[
            Command::Move { item, to },
            Command::SetTitle {
                id: GENERATE,
                title,
            },
        ],
        &[],
    );
    let input = InPort {
        node: BLUR,
        port: "image".into(),
    };
    check(&[Command::Disconnect { to: input }], &[BLUR]);
}

#[test]
fn what_is_gone_or_changed_back_is_not_outdated() {
    check(&[Command::RemoveNode { id: BLUR }], &[]);
    let default = Command::SetParam {
        id: BLUR,
        name: "sigma".into(),
        value: None,
    };
    check(&[set(BLUR, "sigma", 9.), default], &[]);
}

#[test]
fn a_result_of_a_kind_that_is_gone_is_outdated() {
    let gone = NodeId(9);
    let document = apply_all(&workflow(), &[add(gone, "image.gone")]).document;
    let mut steps = run(&document);
    let made = steps[&GENERATE].clone();
    steps.insert(gone, made);
    assert_eq!(
        outdated::of(&document, &steps, &KeptTakes::new()),
        Outdated::unit(gone)
    );
}

#[test]
fn what_a_run_draws_is_no_change_also_where_an_instance_shows_it() {
    const SEED: NodeId = NodeId(4);
    let set = |id, name: &str, value| Command::SetParam {
        id,
        name: name.into(),
        value: Some(value),
    };
    let mode = |mode: &str| set(SEED, "mode", Value::Choice(mode.into()));
    let after = |document: &Document, commands: &[Command]| {
        let applied = apply_all(document, commands);
        assert!(applied.skips.is_empty(), "{:?}", applied.skips);
        applied.document
    };
    let document = after(&workflow(), &[add(SEED, "seed"), mode("random")]);
    let ids = &mut IdSource::seeded(1);
    let items = [ItemId::Node(SEED)];
    let fold = edit::fold(&document, catalogue(), &items, "Chance", ids).expect("it folds");
    let show = Command::SetExposed {
        id: SEED,
        name: "seed".into(),
        label: Some("Seed".into()),
    };
    let folded = after(&document, &[fold.commands, vec![show]].concat());
    let shown = gesso_graph::exposed_name(SEED, "seed");
    for (document, id, name) in [
        (&document, SEED, "seed"),
        (&folded, fold.instance, shown.as_str()),
    ] {
        let drawn = after(document, &[set(id, name, Value::Int(7))]);
        assert!(outdated::asks_the_same(document, &drawn));
        let other = set(GENERATE, "width", Value::Int(33));
        assert!(!outdated::asks_the_same(document, &after(&drawn, &[other])));
        let kept = after(&drawn, &[mode("fixed")]);
        assert!(!outdated::asks_the_same(&drawn, &kept));
        let by_hand = after(&kept, &[set(id, name, Value::Int(8))]);
        assert!(!outdated::asks_the_same(&kept, &by_hand));
    }
}
