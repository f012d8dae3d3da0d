//! Picking among the takes of output nodes: what stands in the step, and which keys it changes.

use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id};
use gesso_graph::{
    AssetRef, Command, ContentKey, Document, KeptTake, KeptTakes, NodeId, PICKED, PICKED_NOW, Plan,
    Step, Targets, Value, picked_from, plan, plan_with,
};
use proptest::prelude::*;

const SAVED: &str = "a:image.load(file=@x) b:filter.blur(sigma=3.0) d:image.save \
    a.image->b.image b.image->d.image";

fn picking(params: &str) -> Document {
    graph(&format!("{SAVED} p:take.pick({params}) d.again->p.file"))
}

fn kept(number: u8, starred: bool) -> KeptTake {
    KeptTake {
        key: ContentKey([number; 32]),
        starred,
        files: vec![AssetRef {
            hash: format!("{number:0>64}").into(),
            name: format!("{number}.png").into(),
            media_type: "image/png".into(),
        }],
    }
}

fn of_output(takes: Vec<KeptTake>) -> KeptTakes {
    [(id("d"), takes)].into()
}

fn planned(doc: &Document, takes: &KeptTakes) -> Plan {
    let plan = plan_with(doc, &TestCatalog, &Targets::Nodes(vec![id("p")]), takes);
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    plan
}

fn step(plan: &Plan, node: &str) -> Step {
    let mut steps = plan.steps.iter();
    steps.find(|step| step.node == id(node)).unwrap().clone()
}

/// The numbers of the files that are picked, and `now` where the output node's own comes.
fn picked(doc: &Document, takes: &KeptTakes) -> String {
    let step = step(&planned(doc, takes), "p");
    let Some(Value::Assets(files)) = step.params.get(PICKED) else {
        return String::new();
    };
    let name = |file: &AssetRef| file.name.trim_end_matches(".png").to_owned();
    let mut names: Vec<String> = files.iter().map(name).collect();
    if let Some(Value::Int(place)) = step.params.get(PICKED_NOW) {
        names.insert(*place as usize, "now".into());
    }
    names.join(" ")
}

// G89
#[test]
fn the_best_are_those_with_a_star_and_then_the_newest() {
    let takes = of_output(vec![
        kept(4, false),
        kept(3, true),
        kept(2, false),
        kept(1, true),
    ]);
    let check = |count: usize, expected: &str| {
        let doc = picking(&format!("which=best,count={count}"));
        assert_eq!(picked(&doc, &takes), expected);
    };
    check(1, "3");
    check(2, "3 1");
    check(3, "3 1 now");
    check(4, "3 1 now 4");
    check(9, "3 1 now 4 2");
    assert_eq!(picked(&picking("which=latest"), &takes), "now");
    assert_eq!(picked(&picking("which=best"), &KeptTakes::new()), "now");
}

// G89
#[test]
fn a_star_on_what_the_output_node_makes_now_counts() {
    let doc = picking("which=best,count=3");
    let own = step(&planned(&doc, &KeptTakes::new()), "d").key;
    let now = |starred| KeptTake {
        key: own,
        ..kept(9, starred)
    };
    let takes = |starred| of_output(vec![kept(3, true), now(starred), kept(2, true)]);
    assert_eq!(picked(&doc, &takes(true)), "now 3 2");
    assert_eq!(picked(&doc, &takes(false)), "3 2 now");
}

// G89
#[test]
fn the_take_in_use_is_read_without_making_anything() {
    let doc = picking("which=active");
    let takes = of_output(vec![kept(2, false), kept(1, false)]);
    assert_eq!(picked(&doc, &takes), "now", "without one the latest counts");
    let choose = |number| Command::SetTake {
        id: id("d"),
        take: Some(ContentKey([number; 32])),
    };
    let chosen = after(&doc, &[choose(1)]);
    assert_eq!(picked(&chosen, &takes), "1");
    let plan = planned(&chosen, &takes);
    let nodes: Vec<NodeId> = plan.steps.iter().map(|step| step.node).collect();
    assert_eq!(nodes, [id("p")]);
    let gone = after(&doc, &[choose(7)]);
    assert_eq!(picked(&gone, &takes), "now", "so it does when it is gone");
}

// G89
#[test]
fn nothing_is_picked_where_no_output_node_is_wired() {
    let doc = graph("a:image.load(file=@x) p:take.pick a.image->p.file");
    assert_eq!(picked(&doc, &of_output(vec![kept(1, true)])), "");
    assert!(picked_from(&doc, &TestCatalog).is_empty());
    assert_eq!(
        picked_from(&picking("which=best"), &TestCatalog),
        [id("d")].into()
    );
    assert!(picked_from(&graph(SAVED), &TestCatalog).is_empty());
}

proptest! {
    // G89
    #[test]
    fn keys_are_the_same_before_and_after_the_run_that_makes_a_take(
        stars in prop::collection::vec(any::<bool>(), 0..9),
        count in 1_i64..9,
        which in prop::sample::select(vec!["best", "active", "latest"]),
    ) {
        let doc = picking(&format!("which={which},count={count}"));
        let others: Vec<KeptTake> = stars.iter().zip(1..).map(|(&star, number)| kept(number, star)).collect();
        let before = planned(&doc, &of_output(others.clone()));
        let own = KeptTake { key: step(&before, "d").key, ..kept(99, false) };
        let after = planned(&doc, &of_output([vec![own], others].concat()));
        prop_assert_eq!(&before, &after);
        let save = |plan: &Plan| step(plan, "d").key;
        prop_assert_eq!(save(&before), save(&plan(&doc, &TestCatalog, &Targets::Everything)), "of no other node");
    }
}
