//! Laws of the document, for whatever commands come.

use crate::arbitrary::{command, commands, document};
use crate::catalog::TestCatalog;
use gesso_graph::{
    Clip, Command, Document, GraphId, IdSource, InPort, ItemId, Mode, Node, NodeId, OutPort, Point,
    Skip, Targets, WorkflowFile, apply, apply_all, diff, edit, expand, plan, problems,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every hard rule, asked of the public view of a document.
fn assert_sound(doc: &Document) {
    let mut leaving: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (to, from) in doc.wires() {
        assert!(doc.nodes().contains_key(&from.node), "G4");
        assert!(doc.nodes().contains_key(&to.node), "G4");
        leaving.entry(from.node).or_default().insert(to.clone());
    }
    for &node in doc.nodes().keys() {
        let stored: BTreeSet<_> = doc.wires_from(node).cloned().collect();
        assert_eq!(stored, leaving.remove(&node).unwrap_or_default(), "G11");
        assert!(doc.wires_into(node).all(|(to, _)| to.node == node), "G11");
    }
    for start in doc.nodes().keys() {
        let mut open: Vec<_> = doc.wires_from(*start).map(|to| to.node).collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            assert_ne!(node, *start, "G6");
            if seen.insert(node) {
                open.extend(doc.wires_from(node).map(|to| to.node));
            }
        }
    }
    let frames = doc.frames().values().map(|frame| frame.rect);
    for rect in frames.chain(
        doc.notes()
            .values()
            .map(|note| gesso_graph::Rect::at(note.position, note.size)),
    ) {
        assert!(
            [rect.x, rect.y, rect.w, rect.h]
                .iter()
                .all(|n| n.is_finite()),
            "G8"
        );
        assert!(rect.w >= 0. && rect.h >= 0., "G8");
    }
    assert_graphs_sound(doc);
    for node in doc.nodes().values() {
        assert!(
            node.position.x.is_finite() && node.position.y.is_finite(),
            "G8"
        );
    }
}

fn assert_graphs_sound(doc: &Document) {
    let items = || {
        let nodes = doc.nodes().keys().map(|&id| ItemId::Node(id));
        let frames = doc.frames().keys().map(|&id| ItemId::Frame(id));
        nodes
            .chain(frames)
            .chain(doc.notes().keys().map(|&id| ItemId::Note(id)))
    };
    for item in items() {
        let graph = doc.graph_of(item).unwrap();
        assert!(doc.has_graph(graph), "G62");
        assert!(doc.members(graph).any(|member| member == item), "G66");
    }
    for &graph in doc.graphs().keys().chain([&GraphId::ROOT]) {
        assert!(
            doc.members(graph)
                .all(|item| doc.graph_of(item) == Some(graph)),
            "G66"
        );
        for node in doc.instances_of(graph) {
            assert_eq!(doc.nodes()[&node].instance_of(), Some(graph), "G66");
            let around = doc.nodes()[&node].graph;
            assert!(!doc.is_within(around, graph), "G64");
        }
    }
    for (to, from) in doc.wires() {
        assert_eq!(
            doc.nodes()[&to.node].graph,
            doc.nodes()[&from.node].graph,
            "G63"
        );
    }
    for to in doc.bends().keys() {
        assert!(doc.wires().contains_key(to), "G61");
    }
    for node in doc.nodes().values() {
        if let Some(graph) = node.instance_of() {
            assert!(doc.graphs().contains_key(&graph), "G62");
        }
    }
}

fn assert_same(a: &Document, b: &Document) {
    assert_eq!(a, b);
    assert_eq!(a.digest(), b.digest(), "G13");
    assert!(diff(a, b).is_empty(), "G12");
}

/// Whether something flows from one node to another, by looking at every wire.
fn flows(doc: &Document, from: NodeId, to: NodeId) -> bool {
    let mut reached = BTreeSet::from([from]);
    loop {
        let known = reached.len();
        for (end, source) in doc.wires() {
            if reached.contains(&source.node) {
                reached.insert(end.node);
            }
        }
        if reached.contains(&to) || reached.len() == known {
            return reached.contains(&to);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // G6
    #[test]
    fn a_wire_is_refused_exactly_when_it_would_close_a_loop(
        pairs in prop::collection::vec((1..140_u64, -9..10_i64), 1..260)
    ) {
        let node = || Node { kind: "comp.blend".into(), version: 1, ..Node::default() };
        let adds: Vec<Command> = (0..150).map(|id| Command::AddNode { id: NodeId(id), node: node() }).collect();
        let mut doc = apply_all(&Document::default(), &adds).document;
        for (number, (from, by)) in pairs.into_iter().enumerate() {
            let (from, to) = (NodeId(from), NodeId(from.saturating_add_signed(by)));
            let connect = Command::Connect {
                from: OutPort { node: from, port: "image".into() },
                to: InPort { node: to, port: format!("p{number}").into() },
            };
            let closes = from != to && flows(&doc, to, from);
            match apply(&doc, &connect) {
                Ok(change) => {
                    prop_assert!(!closes);
                    doc = change.document;
                }
                Err(skip) => prop_assert_eq!(skip == Skip::WouldCycle, closes, "{}", skip),
            }
        }
    }

    // G1, G2
    #[test]
    fn a_command_is_skipped_or_can_be_taken_back(doc in document(), command in command()) {
        match apply(&doc, &command) {
            Err(_) => {
                let applied = apply_all(&doc, std::slice::from_ref(&command));
                prop_assert_eq!(applied.skips.len(), 1);
                assert_same(&applied.document, &doc);
            }
            Ok(change) => {
                prop_assert_ne!(&change.document, &doc);
                let back = apply_all(&change.document, &change.inverse);
                prop_assert_eq!(back.skips, []);
                assert_same(&back.document, &doc);
            }
        }
    }

    // G2
    #[test]
    fn a_list_of_commands_can_be_taken_back_and_brought_back(doc in document(), commands in commands()) {
        let there = apply_all(&doc, &commands);
        let back = apply_all(&there.document, &there.inverse);
        prop_assert_eq!(back.skips, []);
        assert_same(&back.document, &doc);
        let again = apply_all(&back.document, &back.inverse);
        prop_assert_eq!(again.skips, []);
        assert_same(&again.document, &there.document);
    }

    // G2
    #[test]
    fn many_undos_and_redos_are_nothing(doc in document(), txs in prop::collection::vec(commands(), 0..6)) {
        let mut now = doc.clone();
        let mut undo = Vec::new();
        for commands in &txs {
            let applied = apply_all(&now, commands);
            undo.push(applied.inverse);
            now = applied.document;
        }
        let newest = now.clone();
        let mut redo = Vec::new();
        while let Some(commands) = undo.pop() {
            let applied = apply_all(&now, &commands);
            redo.push(applied.inverse);
            now = applied.document;
        }
        assert_same(&now, &doc);
        while let Some(commands) = redo.pop() {
            now = apply_all(&now, &commands).document;
        }
        assert_same(&now, &newest);
    }

    // G3
    #[test]
    fn the_same_log_gives_the_same_document_and_the_same_skips(commands in commands()) {
        let one = apply_all(&Document::default(), &commands);
        let mut other = Document::default();
        let mut skips = Vec::new();
        for (place, command) in commands.iter().enumerate() {
            match apply(&other, command) {
                Ok(change) => other = change.document,
                Err(skip) => skips.push((place, skip)),
            }
        }
        assert_same(&one.document, &other);
        prop_assert_eq!(one.skips, skips);
    }

    // G4, G6, G8, G11, G61, G62, G63, G64, G66
    #[test]
    fn the_hard_rules_hold_after_every_command(commands in commands()) {
        let mut doc = Document::default();
        for command in &commands {
            if let Ok(change) = apply(&doc, command) {
                doc = change.document;
                assert_sound(&doc);
            }
        }
    }

    // G12
    #[test]
    fn a_diff_names_exactly_what_differs(old in document(), commands in commands()) {
        let new = apply_all(&old, &commands).document;
        let difference = diff(&old, &new);
        for (id, node) in new.nodes() {
            let expected = match old.nodes().get(id) {
                None => (true, false),
                Some(was) => (false, was != node),
            };
            let named = (difference.nodes.added.contains(id), difference.nodes.changed.contains(id));
            prop_assert_eq!(named, expected);
        }
        for id in old.nodes().keys() {
            prop_assert_eq!(difference.nodes.removed.contains(id), !new.nodes().contains_key(id));
        }
        let wires = &difference.wires;
        for to in old.wires().keys().chain(new.wires().keys()) {
            let named = wires.added.contains(to) || wires.removed.contains(to) || wires.changed.contains(to);
            prop_assert_eq!(named, old.wires().get(to) != new.wires().get(to));
        }
        prop_assert_eq!(difference.is_empty(), old == new);
    }

    // G13
    #[test]
    fn digests_agree_with_equality(a in document(), b in document()) {
        prop_assert_eq!(a == b, a.digest() == b.digest());
    }

    // G14
    #[test]
    fn the_serial_form_gives_the_same_document_back(doc in document()) {
        let text = serde_json::to_string(&doc).unwrap();
        let back: Document = serde_json::from_str(&text).unwrap();
        assert_same(&back, &doc);
        let value = serde_json::to_value(&doc).unwrap();
        let back: Document = serde_json::from_value(value).unwrap();
        assert_same(&back, &doc);
    }

    // G14
    #[test]
    fn a_command_comes_through_json_unchanged(command in command()) {
        let text = serde_json::to_string(&command).unwrap();
        // What is not finite has no JSON form and is refused on reading.
        if let Ok(back) = serde_json::from_str::<Command>(&text) {
            prop_assert_eq!(serde_json::to_string(&back).unwrap(), text);
        }
    }

    // G15
    #[test]
    fn a_file_gives_the_same_workflow_back_and_the_same_text(doc in document(), name in ".{0,20}") {
        let file = WorkflowFile::new(name, doc);
        let text = file.to_json();
        let back = WorkflowFile::from_json(&text).unwrap();
        prop_assert_eq!(back.to_json(), text);
        prop_assert_eq!(back, file);
    }

    // G16
    #[test]
    fn no_text_breaks_the_readers(text in ".{0,200}", cut in 0usize..400, doc in document()) {
        let _ = WorkflowFile::from_json(&text);
        let _ = Clip::from_text(&text);
        let mut file = WorkflowFile::new("x", doc.clone()).to_json();
        let whole = cut + 1 >= file.len();
        file.truncate(file.floor_char_boundary(cut));
        prop_assert_eq!(WorkflowFile::from_json(&file).is_ok(), whole);
        let items: Vec<ItemId> = doc.nodes().keys().map(|&id| ItemId::Node(id)).collect();
        let mut clip = edit::copy(&doc, &items).to_text();
        clip.truncate(clip.floor_char_boundary(cut));
        let _ = Clip::from_text(&clip);
    }

    // G17
    #[test]
    fn problems_and_plans_are_there_for_every_document(doc in document()) {
        for problem in problems(&doc, &TestCatalog) {
            prop_assert!(doc.nodes().contains_key(&problem.node));
            prop_assert!(problem.describe(&doc, &TestCatalog).ends_with('.'));
        }
        let made = plan(&doc, &TestCatalog, &Targets::Everything);
        let mut done = BTreeSet::new();
        for step in &made.steps {
            prop_assert!(step.inputs.values().all(|source| done.contains(&source.node)), "G19");
            prop_assert!(!made.blocked.contains_key(&step.node), "G20");
            done.insert(step.node);
        }
        let flat = expand(&doc, &TestCatalog);
        let seen = flat.document().nodes().values().filter(|node| node.graph.is_root()).count();
        prop_assert_eq!(made.steps.len() + made.blocked.len(), seen, "G26");
    }

    // G28, G29
    #[test]
    fn copies_are_like_the_originals(doc in document(), seed in any::<u64>()) {
        let items: Vec<ItemId> = doc.nodes().keys().map(|&id| ItemId::Node(id))
            .chain(doc.frames().keys().map(|&id| ItemId::Frame(id)))
            .chain(doc.notes().keys().map(|&id| ItemId::Note(id)))
            .collect();
        let clip = edit::copy(&doc, &items);
        let back = Clip::from_text(&clip.to_text()).unwrap();
        prop_assert_eq!(&back, &clip);
        let (commands, made) = edit::duplicate(&doc, &items, Point::default(), &mut IdSource::seeded(seed));
        prop_assert_eq!(made.len(), items.len());
        let pasted = apply_all(&doc, &commands);
        prop_assert_eq!(pasted.skips, []);
        prop_assert_eq!(pasted.document.wires().len(), 2 * doc.wires().len());
        prop_assert_eq!(pasted.document.bends().len(), 2 * doc.bends().len());
        prop_assert_eq!(pasted.document.nodes().len(), 2 * doc.nodes().len());
    }

    // G79
    #[test]
    fn going_back_gives_exactly_the_document_it_goes_back_to(from in document(), commands in commands(), other in document()) {
        let to = apply_all(&from, &commands).document;
        for to in [&to, &other] {
            let applied = apply_all(&from, &edit::restore(&from, to));
            prop_assert_eq!(&applied.skips, &[]);
            assert_same(&applied.document, to);
        }
        prop_assert_eq!(edit::restore(&from, &from), []);
    }

    // G70, G75
    #[test]
    fn folding_is_one_step_that_changes_no_key_and_unfolding_takes_it_back(
        doc in document(),
        chosen in prop::collection::btree_set((0u64..6).prop_map(NodeId), 1..6),
        seed in any::<u64>(),
    ) {
        let doc = active_at_root(&doc);
        let items: Vec<ItemId> = chosen.into_iter().map(ItemId::Node).collect();
        let ids = &mut IdSource::seeded(seed);
        if let Ok(fold) = edit::fold(&doc, &TestCatalog, &items, "Folded", ids) {
            let folded = apply_all(&doc, &fold.commands);
            prop_assert_eq!(&folded.skips, &[]);
            assert_graphs_sound(&folded.document);
            let keys = |doc: &Document| {
                let plan = plan(doc, &TestCatalog, &Targets::Everything);
                plan.steps.iter().map(|step| step.key).collect::<BTreeSet<_>>()
            };
            prop_assert_eq!(keys(&folded.document), keys(&doc));
            let back = apply_all(&folded.document, &folded.inverse);
            assert_same(&back.document, &doc);
            let (commands, made) = edit::unfold(&folded.document, fold.instance, ids).unwrap();
            let unfolded = apply_all(&folded.document, &commands);
            prop_assert_eq!(&unfolded.skips, &[]);
            assert_same(&unfolded.document, &doc);
            prop_assert!(made.iter().all(|item| items.contains(item)));
        }
    }
}

/// The document with every node active, nothing exposed, and no ports of subgraphs at the root.
fn active_at_root(doc: &Document) -> Document {
    let mut commands = Vec::new();
    for (&id, node) in doc.nodes() {
        let mode = Mode::Active;
        commands.push(Command::SetMode { id, mode });
        let hide = |name: &gesso_graph::Name| Command::SetExposed {
            id,
            name: name.clone(),
            label: None,
        };
        commands.extend(node.exposed.keys().map(hide));
        if node.kind.starts_with("graph.") && node.graph.is_root() && node.instance_of().is_none() {
            commands.push(Command::RemoveNode { id });
        }
    }
    apply_all(doc, &commands).document
}
