//! Plans and content keys.

use crate::catalog::TestCatalog;
use crate::fixture::{after, commands, graph, id, in_port, set};
use gesso_graph::{
    AssetRef, Catalog, Command, ContentKey, Document, Fault, ItemId, NodeId, Plan, Point, Targets,
    Value, plan,
};
use std::collections::BTreeMap;

const WORK: &str = "a:image.load(file=@x) b:filter.blur c:filter.blur(sigma=9.0) d:comp.blend s:image.save \
    a.image->b.image a.image->c.image b.image->d.base c.image->d.top d.image->s.image";

fn everything(doc: &Document) -> Plan {
    plan(doc, &TestCatalog, &Targets::Everything)
}

fn up_to(doc: &Document, names: &str) -> Plan {
    plan(
        doc,
        &TestCatalog,
        &Targets::Nodes(names.split_whitespace().map(id).collect()),
    )
}

fn keys(doc: &Document) -> BTreeMap<NodeId, ContentKey> {
    everything(doc)
        .steps
        .iter()
        .map(|step| (step.node, step.key))
        .collect()
}

fn names(nodes: impl IntoIterator<Item = NodeId>) -> String {
    let mut names: Vec<char> = nodes
        .into_iter()
        .filter_map(|id| char::from_u32(id.0 as u32))
        .collect();
    names.sort_unstable();
    names.into_iter().collect()
}

/// The nodes whose keys an edit changes.
fn check_changed(text: &str, edit: Command, expected: &str) {
    let doc = graph(text);
    let (before, after) = (keys(&doc), keys(&after(&doc, std::slice::from_ref(&edit))));
    let changed = after
        .iter()
        .filter(|&(node, key)| before.get(node) != Some(key))
        .map(|(&node, _)| node);
    assert_eq!(names(changed), expected, "{edit:?}");
}

// G21
#[test]
fn where_a_node_is_and_what_it_is_called_is_not_in_its_key() {
    let item = ItemId::Node(id("b"));
    check_changed(
        WORK,
        Command::Move {
            item,
            to: Point::new(5., 5.),
        },
        "",
    );
    check_changed(
        WORK,
        Command::SetTitle {
            id: id("b"),
            title: Some("Mine".into()),
        },
        "",
    );
}

// G21
#[test]
fn ids_and_the_order_of_making_are_not_in_a_key() {
    let other = "z:image.load(file=@x) y:filter.blur z.image->y.image";
    let doc = graph("a:image.load(file=@x) b:filter.blur a.image->b.image");
    assert_eq!(keys(&doc)[&id("b")], keys(&graph(other))[&id("y")]);
}

// G22
#[test]
fn a_changed_parameter_changes_its_node_and_what_is_downstream_only() {
    check_changed(WORK, set("b", "sigma", "5.0"), "bds");
    check_changed(WORK, set("s", "quality", "50"), "s");
    check_changed(WORK, set("a", "file", "@y"), "abcds");
    check_changed(WORK, set("d", "mode", "screen"), "ds");
    check_changed(WORK, commands("a.mask->d.mask").remove(0), "ds");
    check_changed(WORK, commands("c.image->d.base").remove(0), "ds");
}

// G22
#[test]
fn a_file_counts_by_its_bytes_not_by_its_name() {
    let doc = graph(WORK);
    let text = serde_json::to_string(&doc)
        .unwrap()
        .replace("x.png", "holiday.png");
    assert_eq!(keys(&serde_json::from_str(&text).unwrap()), keys(&doc));
}

// G23
#[test]
fn a_default_written_out_is_the_default() {
    check_changed(WORK, set("b", "sigma", "4.0"), "");
    check_changed(WORK, set("b", "sigma", "4"), "");
    let zero = graph("a:image.load(file=@x) b:filter.blur(sigma=0.0) a.image->b.image");
    let negative = after(
        &graph("a:image.load(file=@x) b:filter.blur(sigma=1.0) a.image->b.image"),
        &[Command::SetParam {
            id: id("b"),
            name: "sigma".into(),
            value: Some(Value::Float(-0.)),
        }],
    );
    assert_eq!(keys(&zero), keys(&negative));
    let step = &everything(&negative).steps[1];
    assert_eq!(step.params["sigma"], Value::Float(0.));
    assert!(matches!(step.params["sigma"], Value::Float(zero) if zero.is_sign_positive()));
}

// G23
#[test]
fn a_step_has_every_parameter() {
    let plan = everything(&graph(WORK));
    let blend = plan.steps.iter().find(|step| step.node == id("d")).unwrap();
    let params: Vec<&str> = blend.params.keys().map(|name| name.as_str()).collect();
    assert_eq!(params, ["clip", "mode", "opacity", "tint"]);
    let blur = plan.steps.iter().find(|step| step.node == id("b")).unwrap();
    assert_eq!(
        blur.version, 3,
        "the version of the kind that runs, not of the one that was stored"
    );
}

// G24
#[test]
fn pure_twins_share_a_key_and_impure_ones_do_not() {
    let twins = keys(&graph("a:image.load(file=@x) b:image.load(file=@x)"));
    assert_eq!(twins[&id("a")], twins[&id("b")]);
    let random = keys(&graph("a:image.random b:image.random"));
    assert_ne!(random[&id("a")], random[&id("b")]);
}

// G84
#[test]
fn the_order_and_the_names_of_a_list_of_files_are_in_its_key() {
    let key = |params: &str| keys(&graph(&format!("l:list.pictures({params})")))[&id("l")];
    assert_eq!(key("files=@x+@y"), key("files=@x+@y"));
    assert_ne!(key("files=@x+@y"), key("files=@y+@x"));
    assert_ne!(key("files=@x+@y"), key("files=@x+@y+@y"));
    let mut renamed = graph("l:list.pictures(files=@x+@y)");
    let Some(Value::Assets(files)) = renamed.nodes()[&id("l")].params.get("files").cloned() else {
        panic!("files");
    };
    let files = files.iter().cloned().map(|file| AssetRef {
        name: "other.png".into(),
        ..file
    });
    let set = Command::SetParam {
        id: id("l"),
        name: "files".into(),
        value: Some(Value::Assets(files.collect())),
    };
    renamed = after(&renamed, &[set]);
    assert_ne!(keys(&renamed)[&id("l")], key("files=@x+@y"));
}

// G24
#[test]
fn a_step_on_other_parameters_has_the_key_of_a_node_that_has_them() {
    let steps = |text: &str| everything(&graph(text)).steps;
    let one = steps("a:image.load(file=@x) b:filter.blur(sigma=3.0) a.image->b.image");
    let other = steps("c:image.load(file=@y) d:filter.blur(sigma=2) c.image->d.image");
    let schema = |kind: &str| TestCatalog.schema(kind).unwrap();
    let load = one[0].with(
        schema("image.load"),
        other[0].params.clone(),
        Default::default(),
    );
    assert_eq!(load.key, other[0].key);
    let mut inputs = one[1].inputs.clone();
    inputs.get_mut("image").unwrap().key = load.key;
    let params = [("sigma".into(), Value::Int(2))].into();
    let blur = one[1].with(schema("filter.blur"), params, inputs);
    assert_eq!(blur.key, other[1].key);
    assert_eq!(blur.node, id("b"));
}

// G25
#[test]
fn a_wire_into_a_parameter_is_used_in_place_of_the_stored_value() {
    let wired = "a:image.load(file=@x) b:filter.blur(sigma=9.0) a.image->b.image a.width->b.sigma";
    let plan = everything(&graph(wired));
    let blur = plan.steps.iter().find(|step| step.node == id("b")).unwrap();
    assert!(!blur.params.contains_key("sigma"));
    assert_eq!(blur.inputs["sigma"].output.as_str(), "width");
    check_changed(wired, set("b", "sigma", "3.0"), "");
}

// G26
#[test]
fn everything_is_what_makes_files_and_what_nobody_reads() {
    let doc = graph(
        "a:image.load(file=@x) s:image.save b:filter.blur t:text.make a.image->s.image s.again->b.image",
    );
    let plan = everything(&doc);
    let targets = plan
        .steps
        .iter()
        .filter(|step| step.target)
        .map(|step| step.node);
    assert_eq!(names(targets), "bst");
    assert_eq!(plan.steps.len(), 4);
}

// G26
#[test]
fn a_run_to_a_node_is_what_it_needs_and_no_more() {
    let doc = graph(WORK);
    assert_eq!(
        names(up_to(&doc, "b").steps.iter().map(|step| step.node)),
        "ab"
    );
    assert_eq!(
        names(
            up_to(&doc, "b d")
                .steps
                .iter()
                .filter(|step| step.target)
                .map(|step| step.node)
        ),
        "bd"
    );
    assert_eq!(up_to(&doc, "gone"), Plan::default());
    let again = up_to(&doc, "d d");
    assert_eq!(again.steps.len(), 4, "asking twice is asking once");
}

// G19
#[test]
fn every_step_stands_after_the_steps_it_reads() {
    let plan = everything(&graph(WORK));
    let place: BTreeMap<NodeId, usize> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| (step.node, place))
        .collect();
    for step in &plan.steps {
        for source in step.inputs.values() {
            assert!(place[&source.node] < place[&step.node]);
            assert_eq!(plan.steps[place[&source.node]].key, source.key);
        }
    }
}

// G20
#[test]
fn a_blocked_node_stops_what_needs_it_and_nothing_else() {
    let doc = graph(
        "a:image.load b:filter.blur c:filter.blur d:image.load(file=@x) e:filter.blur \
         a.image->b.image b.image->c.image d.image->e.image",
    );
    let plan = everything(&doc);
    assert_eq!(names(plan.steps.iter().map(|step| step.node)), "de");
    assert_eq!(names(plan.blocked.keys().copied()), "abc");
    assert_eq!(
        plan.blocked[&id("a")][0].fault,
        Fault::MissingAsset {
            param: "file".into()
        }
    );
    for below in ["b", "c"] {
        let [reason] = &plan.blocked[&id(below)][..] else {
            panic!("one reason for {below}")
        };
        assert_eq!(
            (reason.node, &reason.fault),
            (id(below), &Fault::BlockedBy { node: id("a") })
        );
        assert_eq!(
            reason.describe(&doc, &TestCatalog),
            "This node needs Load image, which can't run. Look there first."
        );
    }
}

// G20
#[test]
fn a_parameter_that_is_ignored_blocks_nothing() {
    let plan = everything(&graph("a:image.load(file=@x,odd=1)"));
    assert_eq!((plan.steps.len(), plan.blocked.len()), (1, 0));
    assert!(!plan.steps[0].params.contains_key("odd"));
}

// G33
#[test]
fn readers_are_counted_by_step_not_by_wire() {
    let doc = graph(
        "a:image.load(file=@x) d:comp.blend b:filter.blur a.image->d.base a.image->d.top a.image->b.image",
    );
    let readers = |plan: Plan| {
        plan.steps
            .iter()
            .find(|step| step.node == id("a"))
            .unwrap()
            .readers
    };
    assert_eq!(readers(everything(&doc)), 2);
    assert_eq!(readers(up_to(&doc, "b")), 1);
    let doc = after(
        &doc,
        &[Command::Disconnect {
            to: in_port("b.image"),
        }],
    );
    assert_eq!(
        readers(everything(&doc)),
        1,
        "a blocked reader reads nothing"
    );
}

// G19
#[test]
fn a_long_chain_is_planned_without_deep_recursion() {
    let mut edits = commands("a:image.load(file=@x)");
    for node in 1..20_000u64 {
        let (before, here) = (NodeId(node + 999), NodeId(node + 1000));
        edits.push(Command::AddNode {
            id: here,
            node: crate::fixture::node("filter.blur"),
        });
        let from = if node == 1 { id("a") } else { before };
        edits.push(Command::Connect {
            from: gesso_graph::OutPort {
                node: from,
                port: "image".into(),
            },
            to: gesso_graph::InPort {
                node: here,
                port: "image".into(),
            },
        });
    }
    assert_eq!(
        everything(&after(&Document::default(), &edits)).steps.len(),
        20_000
    );
}

// G21
#[test]
fn a_content_key_has_a_text_form() {
    let key = keys(&graph("r:text.make"))[&id("r")];
    assert_eq!(key.to_string().parse(), Ok(key));
    insta::assert_snapshot!(key);
    assert!("beef".parse::<ContentKey>().is_err());
}

const CHOICE: &str = "a:image.load(file=@x) b:image.load(file=@y) c:image.choose d:image.save a.image->c.yes \
    b.image->c.no c.image->d.image";

// G88
#[test]
fn what_a_parameter_rules_out_is_neither_planned_nor_in_a_key() {
    let doc = graph(CHOICE);
    let made = |doc: &Document| names(everything(doc).steps.iter().map(|step| step.node));
    assert_eq!(made(&doc), "acd");
    check_changed(CHOICE, set("b", "file", "@z"), "");
    let other = after(&doc, &[set("c", "is", "screen")]);
    assert_eq!(made(&other), "bcd");
    let open =
        graph("a:image.load(file=@x) b:filter.blur c:image.choose a.image->c.yes b.image->c.no");
    assert!(everything(&open).blocked.is_empty());
}

// G88
#[test]
fn what_a_wire_decides_is_planned_as_far_as_it_can_run() {
    let doc = graph(&format!("{CHOICE} f:text.make f.text->c.is"));
    let made = everything(&doc);
    assert_eq!(names(made.steps.iter().map(|step| step.node)), "abcdf");
    let doc = graph(
        "a:image.load(file=@x) b:filter.blur c:image.choose f:text.make a.image->c.yes b.image->c.no f.text->c.is",
    );
    let made = everything(&doc);
    assert_eq!(names(made.steps.iter().map(|step| step.node)), "acf");
    assert_eq!(names(made.blocked.keys().copied()), "b");
}
