//! Choosing takes, and going back to the parameters that made one.

use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id, set};
use gesso_graph::edit::{self, Restored, Setting, restore_take};
use gesso_graph::{
    Command, ContentKey, Document, IdSource, ItemId, KeptTakes, NodeId, Point, Step, Targets,
    apply_all, plan, run_title,
};

const CHAIN: &str = "a:image.load(file=@x) b:filter.blur(sigma=3.0) c:filter.blur d:image.save \
    a.image->b.image b.image->c.image c.image->d.image";

/// The last step of a run of everything, and what everything was set to.
fn made(doc: &Document) -> (Step, Vec<Setting>) {
    let plan = plan(doc, &TestCatalog, &Targets::Everything);
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    let setting = |step: &Step| Setting {
        node: step.node,
        kind: step.kind.clone(),
        title: run_title(doc, &TestCatalog, step.node).unwrap().into(),
        params: step.params.clone(),
    };
    let settings = plan.steps.iter().map(setting).collect();
    (plan.steps.last().unwrap().clone(), settings)
}

fn restored(doc: &Document, (step, settings): &(Step, Vec<Setting>)) -> Restored {
    restore_take(
        doc,
        &TestCatalog,
        &KeptTakes::new(),
        step.node,
        step.key,
        settings,
    )
}

fn choose(node: NodeId, take: Option<ContentKey>) -> Command {
    Command::SetTake { id: node, take }
}

// G85
#[test]
fn a_take_is_chosen_and_taken_back_and_is_in_no_key() {
    let doc = graph(CHAIN);
    let key = ContentKey([7; 32]);
    let chosen = apply_all(&doc, &[choose(id("d"), Some(key))]);
    assert_eq!(chosen.document.nodes()[&id("d")].take, Some(key));
    assert_ne!(chosen.document.digest(), doc.digest());
    assert_eq!(made(&chosen.document).0.key, made(&doc).0.key);
    assert_eq!(after(&chosen.document, &chosen.inverse), doc);
}

// G85
#[test]
fn a_copy_of_a_node_has_no_take() {
    let doc = after(&graph(CHAIN), &[choose(id("d"), Some(ContentKey([7; 32])))]);
    let ids = &mut IdSource::seeded(3);
    let offset = Point::new(10.0, 10.0);
    let (commands, new) = edit::duplicate(&doc, &[ItemId::Node(id("d"))], offset, ids);
    let doc = after(&doc, &commands);
    let &[ItemId::Node(copy)] = new.as_slice() else {
        panic!("one node: {new:?}");
    };
    assert_eq!(doc.nodes()[&copy].take, None);
}

// G86
#[test]
fn going_back_sets_what_differs_and_makes_the_same_result() {
    let doc = graph(CHAIN);
    let take = made(&doc);
    let changed = after(&doc, &[set("b", "sigma", "9.0"), set("c", "sigma", "1.5")]);
    let back = restored(&changed, &take);
    assert_eq!(back.commands.len(), 2, "{:?}", back.commands);
    assert!(back.lost.is_empty() && back.is_exact);
    assert_eq!(after(&changed, &back.commands), doc);
    assert_eq!(restored(&doc, &take).commands, []);
}

// G86
#[test]
fn what_is_gone_is_named_and_the_rest_is_set() {
    let doc = graph(CHAIN);
    let take = made(&doc);
    let changed = after(
        &doc,
        &[
            Command::RemoveNode { id: id("b") },
            set("c", "sigma", "1.5"),
        ],
    );
    let back = restored(&changed, &take);
    assert_eq!(back.lost, ["Blur"]);
    assert_eq!(back.commands.len(), 1);
    assert!(!back.is_exact);
}

// G86
#[test]
fn what_an_instance_shows_is_set_on_the_instance() {
    let doc = graph(CHAIN);
    let items = ["b", "c"].map(|name| ItemId::Node(id(name)));
    let ids = &mut IdSource::seeded(1);
    let fold = edit::fold(&doc, &TestCatalog, &items, "Grade", ids).unwrap();
    let doc = after(&doc, &fold.commands);
    let expose = Command::SetExposed {
        id: id("b"),
        name: "sigma".into(),
        label: Some("Sigma".into()),
    };
    let doc = after(&doc, &[expose]);
    let take = made(&doc);
    let changed = Command::SetParam {
        id: fold.instance,
        name: gesso_graph::exposed_name(id("b"), "sigma"),
        value: Some(gesso_graph::Value::Float(8.0)),
    };
    let changed = after(&doc, &[changed, set("c", "sigma", "1.5")]);
    let back = restored(&changed, &take);
    let set_on: Vec<NodeId> = back
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::SetParam { id, .. } => Some(*id),
            _ => None,
        })
        .collect();
    assert_eq!(set_on, [fold.instance, id("c")]);
    assert!(back.lost.is_empty() && back.is_exact);
    let again = after(&changed, &back.commands);
    assert_eq!(made(&again).0.key, take.0.key);
}
