//! What a run sees of instances, modes and exposed parameters.

use crate::catalog::TestCatalog;
use crate::fixture::{after, commands, graph, id, in_port, out_port, set};
use gesso_graph::{
    Command, ContentKey, Document, Fault, GraphId, IdSource, InPort, ItemId, Mode, NodeId, OutPort,
    Plan, Skip, Targets, edit, expand, exposed_name, plan, problems_of, run_id, run_ids_within,
    run_instances, run_path, run_result, run_title, schema_of,
};
use std::collections::BTreeSet;

const CHAIN: &str = "a:image.load(file=@x) b:filter.blur(sigma=3.0) c:filter.blur d:image.save \
    a.image->b.image b.image->c.image c.image->d.image";

/// Folds nodes by name; the document, the subgraph and its instance.
fn folded(doc: &Document, names: &str, seed: u64) -> (Document, GraphId, NodeId) {
    let items: Vec<ItemId> = names
        .split(' ')
        .map(|name| ItemId::Node(id(name)))
        .collect();
    let ids = &mut IdSource::seeded(seed);
    let fold = edit::fold(doc, &TestCatalog, &items, "Grade", ids).unwrap();
    (after(doc, &fold.commands), fold.graph, fold.instance)
}

fn everything(doc: &Document) -> Plan {
    plan(doc, &TestCatalog, &Targets::Everything)
}

fn keys(doc: &Document) -> BTreeSet<ContentKey> {
    let plan = everything(doc);
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    plan.steps.iter().map(|step| step.key).collect()
}

fn mode(name: &str, mode: Mode) -> Command {
    Command::SetMode { id: id(name), mode }
}

// G69
#[test]
fn a_document_without_instances_and_modes_is_itself() {
    let doc = graph(CHAIN);
    assert_eq!(*expand(&doc, &TestCatalog).document(), doc);
}

// G69, G70
#[test]
fn what_is_folded_has_the_keys_it_had_flat() {
    let flat = graph(CHAIN);
    let (once, inner, instance) = folded(&flat, "b c", 1);
    assert_eq!(keys(&once), keys(&flat));
    let items = [ItemId::Node(instance), ItemId::Node(id("d"))];
    let ids = &mut IdSource::seeded(2);
    let fold = edit::fold(&once, &TestCatalog, &items, "Look", ids).unwrap();
    let twice = after(&once, &fold.commands);
    assert_eq!(keys(&twice), keys(&flat));
    let path = [fold.instance, instance, id("b")];
    let blur = run_id(&path).unwrap();
    let seen = expand(&twice, &TestCatalog);
    assert_eq!(seen.path(blur), path);
    assert_eq!(
        seen.title(&TestCatalog, blur).to_string(),
        "Blur in Grade in Look"
    );
    let within = run_ids_within(&twice, fold.instance, fold.graph);
    let expected: BTreeSet<NodeId> = [&path[..], &[path[0], path[1], id("c")], &[path[0], id("d")]]
        .into_iter()
        .filter_map(run_id)
        .collect();
    assert_eq!(within.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(run_path(&twice, blur).unwrap(), path);
    let title = run_title(&twice, &TestCatalog, blur).unwrap();
    assert_eq!(title, "Blur in Grade in Look");
    assert_eq!(run_path(&twice, id("a")), Some(vec![id("a")]));
    assert_eq!(run_path(&twice, NodeId(12345)), None);
    let nested = NodeId::within(fold.instance, instance);
    let opened = [(fold.instance, fold.graph), (nested, inner)];
    assert_eq!(run_instances(&twice), opened);
    let shown = run_result(&twice, &TestCatalog, nested, inner);
    assert_eq!(shown, run_id(&[fold.instance, instance, id("c")]));
}

// G70
#[test]
fn linked_instances_run_once_for_each() {
    let doc = graph(
        "a:image.load(file=@x) z:image.load(file=@z) b:filter.blur d:image.save e:image.save \
         a.image->b.image b.image->d.image",
    );
    let (doc, grade, instance) = folded(&doc, "b", 1);
    let (copies, made) = edit::duplicate(
        &doc,
        &[ItemId::Node(instance)],
        Default::default(),
        &mut IdSource::seeded(9),
    );
    let [ItemId::Node(copy)] = made[..] else {
        panic!("one node");
    };
    let doc = after(&doc, &copies);
    assert_eq!(doc.instances_of(grade).count(), 2);
    let schema = schema_of(&doc, &TestCatalog, copy).unwrap();
    assert_eq!(schema.title, "Grade");
    let wire = |from: &OutPort, to: &InPort| edit::connect(&doc, &TestCatalog, from, to).unwrap();
    let into = InPort {
        node: copy,
        port: (&schema.inputs[0].name).into(),
    };
    let out = OutPort {
        node: copy,
        port: (&schema.outputs[0].name).into(),
    };
    let mut wires = wire(&out_port("z.image"), &into);
    wires.extend(wire(&out, &in_port("e.image")));
    let doc = after(&doc, &wires);
    let flat = graph(
        "a:image.load(file=@x) z:image.load(file=@z) b:filter.blur y:filter.blur d:image.save \
         e:image.save a.image->b.image b.image->d.image z.image->y.image y.image->e.image",
    );
    assert_eq!(keys(&doc), keys(&flat));
    // What is changed in one is changed in both.
    let softer = set("b", "sigma", "9.0");
    let both = graph(
        "a:image.load(file=@x) z:image.load(file=@z) b:filter.blur(sigma=9.0) \
         y:filter.blur(sigma=9.0) d:image.save e:image.save \
         a.image->b.image b.image->d.image z.image->y.image y.image->e.image",
    );
    assert_eq!(keys(&after(&doc, &[softer])), keys(&both));
}

// G71
#[test]
fn an_exposed_parameter_is_set_on_the_instance_and_wired_there() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let expose = edit::expose(&doc, &TestCatalog, id("b"), "sigma").unwrap();
    let doc = after(&doc, &expose);
    let name = exposed_name(id("b"), "sigma");
    let schema = schema_of(&doc, &TestCatalog, instance).unwrap();
    let param = schema.param(&name).unwrap();
    assert_eq!(param.label, "Sigma");
    assert_eq!(param.default_value(), Some(crate::fixture::value("3.0")));
    let own = after(
        &doc,
        &[Command::SetParam {
            id: instance,
            name: name.clone(),
            value: Some(crate::fixture::value("7.0")),
        }],
    );
    assert_eq!(keys(&own), keys(&graph(&CHAIN.replace("3.0", "7.0"))));
    let far = after(
        &doc,
        &[Command::SetParam {
            id: instance,
            name: name.clone(),
            value: Some(crate::fixture::value("7000.0")),
        }],
    );
    let faults = problems_of(&far, &TestCatalog, instance);
    assert!(matches!(faults[0].fault, Fault::OutOfRange { .. }));
    let hidden = after(&own, &edit::hide(&own, id("b"), "sigma"));
    assert_eq!(keys(&hidden), keys(&graph(CHAIN)));
    assert_eq!(hidden.nodes()[&instance].instance_of(), Some(grade));
    assert!(edit::expose(&doc, &TestCatalog, id("a"), "file").is_err());
}

// G72
#[test]
fn a_bypassed_node_hands_on_and_a_muted_one_gives_nothing() {
    let doc = graph(CHAIN);
    let passed = after(&doc, &[mode("b", Mode::Bypassed)]);
    let without =
        "a:image.load(file=@x) c:filter.blur d:image.save a.image->c.image c.image->d.image";
    assert_eq!(keys(&passed), keys(&graph(without)));
    let muted = after(&doc, &[mode("b", Mode::Muted)]);
    let faults = problems_of(&muted, &TestCatalog, id("c"));
    assert!(matches!(faults[0].fault, Fault::MissingInput { .. }));
    assert!(problems_of(&muted, &TestCatalog, id("b")).is_empty());
    assert!(everything(&muted).blocked.contains_key(&id("d")));
    // A mask that is muted is an optional input that is empty.
    let blend = "a:image.load(file=@x) m:image.load(file=@m) b:comp.blend a.image->b.base \
         a.image->b.top m.mask->b.mask";
    let masked = after(&graph(blend), &[mode("m", Mode::Muted)]);
    let bare = "a:image.load(file=@x) b:comp.blend a.image->b.base a.image->b.top";
    assert_eq!(keys(&masked), keys(&graph(bare)));
}

// G72
#[test]
fn modes_work_through_subgraphs() {
    let (doc, _, instance) = folded(&graph(CHAIN), "b c", 1);
    let passed = after(&doc, &[mode("b", Mode::Bypassed)]);
    let without =
        "a:image.load(file=@x) c:filter.blur d:image.save a.image->c.image c.image->d.image";
    assert_eq!(keys(&passed), keys(&graph(without)));
    let whole = Command::SetMode {
        id: instance,
        mode: Mode::Bypassed,
    };
    let none = "a:image.load(file=@x) d:image.save a.image->d.image";
    assert_eq!(keys(&after(&doc, &[whole])), keys(&graph(none)));
}

// G73
#[test]
fn a_problem_inside_is_said_on_the_instance_too() {
    let doc = graph("b:filter.blur(sigma=3.0) d:image.save b.image->d.image");
    let (doc, _, instance) = folded(&doc, "b", 1);
    let faults = problems_of(&doc, &TestCatalog, instance);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].fault, Fault::Inside { node: id("b") });
    let words = faults[0].describe(&doc, &TestCatalog);
    assert!(words.starts_with("Blur, inside this subgraph"), "{words}");
    let seen = expand(&doc, &TestCatalog);
    let plan = everything(&doc);
    let reasons = &plan.blocked[&id("d")];
    assert_eq!(
        seen.said(&TestCatalog, &reasons[0]).to_string(),
        "This node needs Blur in Grade, which can't run. Look there first."
    );
    // An input that something within needs is missed on the instance.
    let (doc, _, instance) = folded(&graph(CHAIN), "b c", 1);
    let unwired = after(&doc, &[Command::RemoveNode { id: id("a") }]);
    let faults = problems_of(&unwired, &TestCatalog, instance);
    assert!(matches!(faults[0].fault, Fault::MissingInput { .. }));
}

// G74
#[test]
fn an_instance_and_a_node_within_can_be_asked_for() {
    let (doc, _, instance) = folded(&graph(CHAIN), "b c", 1);
    let blur = |name: &str| run_id(&[instance, id(name)]).unwrap();
    let of = |node: NodeId| {
        let plan = plan(&doc, &TestCatalog, &Targets::Nodes(vec![node]));
        let targets = plan.steps.iter().filter(|step| step.target);
        targets.map(|step| step.node).collect::<Vec<_>>()
    };
    assert_eq!(of(instance), [blur("c")]);
    assert_eq!(of(blur("b")), [blur("b")]);
    assert_eq!(of(id("b")), []);
}

// G75
#[test]
fn a_loop_through_the_fold_is_refused_and_ports_are_told_apart() {
    let doc = graph(
        "a:image.load(file=@x) b:filter.blur c:comp.blend a.image->b.image a.image->c.base b.image->c.top",
    );
    let items = [ItemId::Node(id("a")), ItemId::Node(id("c"))];
    let ids = &mut IdSource::seeded(1);
    let refused = edit::fold(&doc, &TestCatalog, &items, "X", ids).unwrap_err();
    assert!(refused.to_string().contains("loop"), "{refused}");
    assert!(edit::fold(&doc, &TestCatalog, &[], "X", ids).is_err());
    let two = graph(
        "a:image.load b:image.load c:filter.blur d:filter.blur a.image->c.image b.image->d.image",
    );
    let (doc, _, instance) = folded(&two, "c d", 1);
    let schema = schema_of(&doc, &TestCatalog, instance).unwrap();
    let labels: Vec<&str> = schema.inputs.iter().map(|port| &*port.label).collect();
    assert_eq!(labels, ["Image", "Image 2"]);
    assert_eq!(schema.outputs.len(), 2);
    assert!(schema.inputs.iter().all(|port| port.required));
}

// G76
#[test]
fn an_own_copy_is_linked_no_longer_and_keeps_wires_and_settings() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let doc = after(
        &doc,
        &edit::expose(&doc, &TestCatalog, id("b"), "sigma").unwrap(),
    );
    let name = exposed_name(id("b"), "sigma");
    let doc = after(
        &doc,
        &[Command::SetParam {
            id: instance,
            name,
            value: Some(crate::fixture::value("8.0")),
        }],
    );
    let own = edit::own_copy(&doc, instance, &mut IdSource::seeded(3)).unwrap();
    let own = after(&doc, &own);
    assert_eq!(keys(&own), keys(&doc));
    assert_eq!(own.instances_of(grade).count(), 0);
    let without = after(&own, &edit::remove_graph(&own, grade));
    assert_eq!(keys(&without), keys(&doc));
    assert!(edit::remove_graph(&doc, grade).is_empty());
}

// G76
#[test]
fn unfolding_one_of_two_leaves_the_other() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let ids = &mut IdSource::seeded(5);
    let (copies, _) = edit::duplicate(&doc, &[ItemId::Node(instance)], Default::default(), ids);
    let doc = after(&doc, &copies);
    let (commands, made) = edit::unfold(&doc, instance, ids).unwrap();
    let doc = after(&doc, &commands);
    assert_eq!(made.len(), 2);
    assert_eq!(doc.instances_of(grade).count(), 1);
    let laid: BTreeSet<ContentKey> = everything(&doc).steps.iter().map(|step| step.key).collect();
    assert!(keys(&graph(CHAIN)).is_subset(&laid));
}

// G77
#[test]
fn a_port_is_added_by_a_wire_to_the_edge() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let ids = &mut IdSource::seeded(7);
    let at = gesso_graph::Point::new(0., 500.);
    let (commands, _) = edit::add_input(&doc, &TestCatalog, &in_port("c.sigma"), at, ids).unwrap();
    let doc = after(&doc, &commands);
    let (commands, _) =
        edit::add_output(&doc, &TestCatalog, &out_port("b.image"), at, ids).unwrap();
    let doc = after(&doc, &commands);
    let schema = schema_of(&doc, &TestCatalog, instance).unwrap();
    let labels: Vec<&str> = schema.inputs.iter().map(|port| &*port.label).collect();
    assert_eq!(labels, ["Image", "Sigma"]);
    assert_eq!(schema.inputs[1].ty, gesso_graph::Type::Float);
    assert_eq!(schema.outputs.len(), 2);
    assert_eq!(doc.nodes_in(grade).count(), 6);
    assert!(edit::add_input(&doc, &TestCatalog, &in_port("d.image"), at, ids).is_err());
}

// G78
#[test]
fn pasting_brings_subgraphs_once() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let clip = edit::copy(&doc, &[ItemId::Node(instance)]);
    let clip = gesso_graph::Clip::from_text(&clip.to_text()).unwrap();
    let ids = &mut IdSource::seeded(11);
    let other = graph("q:image.load(file=@x)");
    let mut paste = |doc: &Document| {
        let at = gesso_graph::Point::default();
        let (commands, new) = edit::paste_into(doc, &clip, GraphId::ROOT, at, ids);
        assert_eq!(new.len(), 1);
        after(doc, &commands)
    };
    let once = paste(&other);
    let twice = paste(&once);
    assert_eq!(twice.graphs().len(), 1);
    assert_eq!(twice.instances_of(grade).count(), 2);
    // Another subgraph under the same id is not taken for it.
    let changed = after(&once, &[set("b", "sigma", "5.0")]);
    let both = paste(&changed);
    assert_eq!(both.graphs().len(), 2);
    assert_eq!(both.instances_of(grade).count(), 1);
    let at = gesso_graph::Point::default();
    let (wired, _) = edit::paste_wired(&doc, &clip, GraphId::ROOT, at, ids);
    let into = |command: &&Command| matches!(command, Command::Connect { from, .. } if from.node == id("a"));
    assert_eq!(wired.iter().filter(into).count(), 1);
}

// G64
#[test]
fn a_subgraph_pasted_into_itself_is_skipped() {
    let (doc, grade, instance) = folded(&graph(CHAIN), "b c", 1);
    let clip = edit::copy(&doc, &[ItemId::Node(instance)]);
    let ids = &mut IdSource::seeded(1234);
    let (commands, _) = edit::paste_into(&doc, &clip, grade, Default::default(), ids);
    let applied = gesso_graph::apply_all(&doc, &commands);
    assert_eq!(applied.document, doc);
    assert_eq!(applied.skips[0].1, Skip::ContainsItself { graph: grade });
    assert_eq!(commands.len(), applied.skips.len());
    assert!(
        commands
            .iter()
            .all(|command| !matches!(command, Command::AddGraph { .. }))
    );
}

// G72
#[test]
fn ports_outside_of_a_subgraph_are_said_and_do_not_run() {
    let doc = graph("i:graph.input d:image.save i.value->d.image");
    let fault = &problems_of(&doc, &TestCatalog, id("i"))[0];
    assert_eq!(fault.fault, Fault::OutsideSubgraph);
    assert!(everything(&doc).steps.is_empty());
    let empty = after(&doc, &commands("x:graph.instance"));
    let fault = &problems_of(&empty, &TestCatalog, id("x"))[0];
    assert_eq!(fault.fault, Fault::NoSubgraph);
}
