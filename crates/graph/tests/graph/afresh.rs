//! What a run sets anew at its start: what is waiting to be set, and that a plan keeps what was set.

use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id, set};
use gesso_graph::edit::{self, Setting, restore_take};
use gesso_graph::{
    AssetRef, Command, ContentKey, Document, Fault, IdSource, ItemId, KeptTake, KeptTakes, Step,
    Targets, Value, exposed_name, plan, problems, set_afresh, waiting,
};

const DRAWN: &str = "s:image.drawn(mode=screen) b:filter.blur s.image->b.image";

fn names(doc: &Document, targets: &Targets) -> Vec<String> {
    let waiting = waiting(doc, &TestCatalog, targets, &KeptTakes::new()).into_iter();
    let names = waiting.map(|one| one.param.name.to_string());
    names.collect()
}

fn drawn(doc: &Document, number: f64) -> Document {
    let waiting = waiting(doc, &TestCatalog, &Targets::Everything, &KeptTakes::new());
    let sigma = waiting.into_iter().filter(|one| one.param.name == "sigma");
    let values = sigma.map(|one| (one, Value::Float(number)));
    after(doc, &set_afresh(doc, &TestCatalog, values))
}

fn last(doc: &Document) -> Step {
    let plan = plan(doc, &TestCatalog, &Targets::Everything);
    plan.steps.last().unwrap().clone()
}

// G92
#[test]
fn only_what_a_run_needs_and_sets_anew_is_waiting() {
    let doc = graph(DRAWN);
    assert_eq!(names(&doc, &Targets::Everything), ["sigma", "file"]);
    let kept = after(&doc, &[set("s", "mode", "normal")]);
    assert!(names(&kept, &Targets::Everything).is_empty());
    let other = graph(&format!("{DRAWN} o:image.load(file=@x)"));
    assert!(names(&other, &Targets::Nodes(vec![id("o")])).is_empty());
}

// G92
#[test]
fn the_take_in_use_needs_nothing_set_anew() {
    let doc = graph(&format!(
        "{DRAWN} d:image.save p:take.pick(which=active) b.image->d.image d.again->p.file"
    ));
    let key = ContentKey([7; 32]);
    let used = Command::SetTake {
        id: id("d"),
        take: Some(key),
    };
    let doc = after(&doc, &[used]);
    let file = AssetRef {
        hash: "x".repeat(64).into(),
        name: "x.png".into(),
        media_type: "image/png".into(),
    };
    let kept = KeptTake {
        key,
        starred: false,
        files: vec![file],
    };
    let to_pick = Targets::Nodes(vec![id("p")]);
    let takes = [(id("d"), vec![kept])].into();
    assert!(waiting(&doc, &TestCatalog, &to_pick, &takes).is_empty());
    assert_eq!(names(&doc, &to_pick), ["sigma", "file"], "when it is gone");
}

// G92
#[test]
fn what_an_instance_shows_is_waiting_on_the_instance() {
    let doc = graph(DRAWN);
    let ids = &mut IdSource::seeded(1);
    let fold = edit::fold(&doc, &TestCatalog, &[ItemId::Node(id("s"))], "Drawn", ids).unwrap();
    let show = |name: &str| Command::SetExposed {
        id: id("s"),
        name: name.into(),
        label: Some(name.into()),
    };
    let doc = after(&after(&doc, &fold.commands), &[show("mode"), show("sigma")]);
    let at = |doc: &Document| {
        let all = waiting(doc, &TestCatalog, &Targets::Everything, &KeptTakes::new());
        let at = all.into_iter().map(|one| (one.at.node, one.at.port));
        at.collect::<Vec<_>>()
    };
    let expected = [
        (fold.instance, exposed_name(id("s"), "sigma")),
        (id("s"), "file".into()),
    ];
    assert_eq!(at(&doc), expected);
    let says = |mode: &str| Command::SetParam {
        id: fold.instance,
        name: exposed_name(id("s"), "mode"),
        value: Some(Value::Choice(mode.into())),
    };
    assert!(at(&after(&doc, &[says("normal")])).is_empty());
    let inside = after(&doc, &[set("s", "mode", "normal")]);
    assert!(at(&inside).is_empty());
    assert_eq!(at(&after(&inside, &[says("screen")])), expected);
    let drawn = drawn(&doc, 3.0);
    assert_eq!(
        drawn.nodes()[&fold.instance].params[&expected[0].1],
        Value::Float(3.0)
    );
}

// G92
#[test]
fn a_file_that_a_run_will_find_is_not_missed() {
    let missed = |doc: &Document| {
        let mut problems = problems(doc, &TestCatalog).into_iter();
        problems.any(|problem| matches!(problem.fault, Fault::MissingAsset { .. }))
    };
    let doc = graph(DRAWN);
    assert!(!missed(&doc));
    assert!(missed(&after(&doc, &[set("s", "mode", "normal")])));
}

// G93
#[test]
fn what_was_set_counts_as_if_it_had_been_kept() {
    let doc = graph(DRAWN);
    let (one, other) = (drawn(&doc, 3.0), drawn(&doc, 4.0));
    assert_ne!(last(&one).key, last(&other).key, "it is in the key");
    let kept = graph("s:image.drawn(mode=normal,sigma=3.0,file=@x) b:filter.blur s.image->b.image");
    let found = after(&one, &[set("s", "file", "@x")]);
    assert_eq!(last(&found).key, last(&kept).key);
}

// G93
#[test]
fn going_back_to_a_take_keeps_what_its_run_had_set() {
    let first = after(&drawn(&graph(DRAWN), 3.0), &[set("s", "file", "@x")]);
    let plan = plan(&first, &TestCatalog, &Targets::Everything);
    let setting = |step: &Step| Setting {
        node: step.node,
        kind: step.kind.clone(),
        title: "it".into(),
        params: step.params.clone(),
    };
    let settings: Vec<Setting> = plan.steps.iter().map(setting).collect();
    let made = last(&first);
    let later = drawn(&first, 4.0);
    let takes = KeptTakes::new();
    let back = restore_take(&later, &TestCatalog, &takes, made.node, made.key, &settings);
    assert!(back.is_exact);
    let restored = after(&later, &back.commands);
    let params = &restored.nodes()[&id("s")].params;
    assert_eq!(params["sigma"], Value::Float(3.0));
    assert!(!params.contains_key("mode"), "the default keeps it");
    assert!(names(&restored, &Targets::Everything).is_empty());
}
