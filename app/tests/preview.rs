//! What the worker is asked for: the value in hand, what follows it, what is seen, and nothing that is there already.

use gesso_app::editor::preview::asked::Asked;
use gesso_app::editor::preview::wish::{Hand, Part, Spot, Wish};
use gesso_app::editor::viewer::eye::{Eye, part};
use gesso_graph::{
    Command, ContentKey, Document, IdSource, InPort, ItemId, KeptTakes, Node, NodeId, OutPort,
    Targets, Value, apply_all, edit, plan, run_id,
};
use gesso_nodes::catalogue;
use gesso_sync::PreviewLook;

/// generate → blur → levels → save, and a second blur beside.
fn document() -> Document {
    let kinds = [
        "image.generate",
        "filter.blur",
        "color.levels",
        "image.save",
        "filter.blur",
    ];
    let nodes = kinds
        .into_iter()
        .zip(1..)
        .map(|(kind, id)| Command::AddNode {
            id: NodeId(id),
            node: Node {
                kind: kind.into(),
                version: catalogue()
                    .spec(kind)
                    .expect("it is declared")
                    .schema
                    .version,
                ..Node::default()
            },
        });
    let wires = [(1, 2), (2, 3), (3, 4), (1, 5)].map(|(from, to)| Command::Connect {
        from: OutPort {
            node: NodeId(from),
            port: "image".into(),
        },
        to: InPort {
            node: NodeId(to),
            port: "image".into(),
        },
    });
    let commands: Vec<Command> = nodes.chain(wires).collect();
    apply_all(&Document::default(), &commands).document
}

fn blurred(sigma: f64) -> Command {
    Command::SetParam {
        id: NodeId(2),
        name: "sigma".into(),
        value: Some(Value::Float(sigma)),
    }
}

fn keys(document: &Document) -> impl Fn(u64) -> ContentKey + use<> {
    let all = (1..=5).map(NodeId).collect();
    let plan = plan(document, catalogue(), &Targets::Nodes(all));
    move |id| {
        let step = plan.steps.iter().find(|step| step.node == NodeId(id));
        step.expect("it is planned").key
    }
}

fn spot(id: u64) -> Spot {
    Spot {
        name: NodeId(id),
        shows: NodeId(id),
    }
}

const PART: Part = Part {
    level: 1,
    x: 10,
    y: 20,
    w: 300,
    h: 200,
};

#[test]
fn a_hand_holds_its_node_and_what_follows_the_nearest_first() {
    let hand = Hand::of(&document(), NodeId(2), |id| id);
    assert_eq!(hand.spots, [spot(2), spot(3), spot(4)]);
    assert_eq!(hand.moving, [NodeId(2)].into());
}

#[test]
fn who_looks_at_a_node_may_look_at_what_it_is_made_of() {
    let mut hand = Hand::of(&document(), NodeId(3), |id| id);
    for _ in 0..2 {
        hand.look_behind(&document(), NodeId(3), |id| id);
        assert_eq!(hand.spots, [spot(3), spot(4), spot(2)]);
    }
    assert_eq!(hand.moving, [NodeId(3)].into());
}

#[test]
fn a_wish_has_the_keys_of_the_document_with_the_value_in_hand() {
    let document = document();
    let mut hand = Hand::of(&document, NodeId(2), |id| id);
    hand.commands = vec![blurred(17.0)];
    let tried = keys(&apply_all(&document, &hand.commands).document);
    let wish = Wish::of(
        &document,
        &KeptTakes::new(),
        &hand,
        None,
        Some((spot(3), PART)),
        |_| None,
    );
    let Part { level, x, y, w, h } = PART;
    let small = |key| PreviewLook::Small { key, side: 256 };
    assert_eq!(
        wish.ask.looks,
        [
            PreviewLook::Part {
                key: tried(3),
                level,
                x,
                y,
                w,
                h
            },
            small(tried(2)),
            small(tried(3)),
            small(tried(4)),
        ]
    );
    assert_eq!(wish.shown_by[&tried(4)], [spot(4)]);
    assert!(wish.ask.steps.iter().all(|step| step.node != NodeId(5)));
}

#[test]
fn what_the_hand_does_not_reach_is_not_asked_for() {
    let document = document();
    let mut hand = Hand::of(&document, NodeId(2), |id| id);
    hand.commands = vec![blurred(17.0)];
    let wish = Wish::of(
        &document,
        &KeptTakes::new(),
        &hand,
        None,
        Some((spot(5), PART)),
        |_| None,
    );
    let is_part = |look: &PreviewLook| matches!(look, PreviewLook::Part { .. });
    assert!(!wish.ask.looks.iter().any(is_part));
}

#[test]
fn of_a_subgraph_only_what_the_value_changes_moves() {
    let document = document();
    let items = [2, 3].map(|id| ItemId::Node(NodeId(id)));
    let ids = &mut IdSource::seeded(1);
    let fold = edit::fold(&document, catalogue(), &items, "Soft", ids).expect("it folds");
    let folded = apply_all(&document, &fold.commands).document;
    let inside = |id| run_id(&[fold.instance, NodeId(id)]).expect("it is inside");
    let mut hand = Hand::of(&folded, fold.instance, |id| id);
    assert!(hand.moving.is_superset(&[inside(2), inside(3)].into()));
    hand.commands = vec![blurred(17.0)];
    let wish = Wish::of(&folded, &KeptTakes::new(), &hand, None, None, |_| None);
    assert_eq!(wish.ask.moving, [inside(2)].into());

    // Let go of: the same picture, for which nothing has to be made anew.
    let kept = apply_all(&folded, &hand.commands).document;
    hand.commands.clear();
    let then = |document: &Document| {
        Wish::of(
            document,
            &KeptTakes::new(),
            &hand,
            Some(&wish.ask),
            None,
            |_| None,
        )
    };
    assert_eq!(then(&kept).ask, wish.ask);
    // Set without having been in hand.
    assert_eq!(then(&folded).ask.moving, [inside(2)].into());
}

#[test]
fn a_small_picture_that_is_the_latest_result_is_not_asked_for() {
    let document = document();
    let hand = Hand::of(&document, NodeId(2), |id| id);
    let now = keys(&document);
    let wish = Wish::of(&document, &KeptTakes::new(), &hand, None, None, |id| {
        (id == NodeId(3)).then(|| now(3))
    });
    let asked: Vec<ContentKey> = wish.ask.looks.iter().map(PreviewLook::key).collect();
    assert_eq!(asked, [now(2), now(4)]);
    assert_eq!(wish.ask.results, [(NodeId(3), now(3))].into());
}

#[test]
fn the_part_that_is_seen_lies_within_its_level() {
    let eye = |zoom: f64, x: f64, y: f64| Eye { zoom, x, y };
    let check = |eye, expected: (u32, u32, u32, u32, u32)| {
        let (level, x, y, w, h) = expected;
        let wanted = Some(Part { level, x, y, w, h });
        assert_eq!(part((8000, 6000), eye, (1000.0, 500.0), 1.0), wanted);
    };
    check(eye(0.125, 0.0, 0.0), (3, 0, 0, 1000, 500));
    check(eye(0.125, 100.0, -200.0), (3, 0, 200, 900, 500));
    check(eye(1.0, -3000.0, -1000.0), (0, 3000, 1000, 1000, 500));
    check(eye(4.0, -8000.0, -8000.0), (0, 2000, 2000, 250, 125));
    assert_eq!(
        part((8000, 6000), eye(1.0, -9000.0, 0.0), (1000.0, 500.0), 1.0),
        None
    );
    let dense = part((8000, 6000), eye(0.25, 0.0, 0.0), (1000.0, 500.0), 2.0);
    assert_eq!(dense.map(|part| part.level), Some(1));
}

fn wished(sigma: f64) -> Wish {
    let document = document();
    let mut hand = Hand::of(&document, NodeId(2), |id| id);
    hand.commands = vec![blurred(sigma)];
    Wish::of(&document, &KeptTakes::new(), &hand, None, None, |_| None)
}

#[test]
fn what_was_asked_for_again_after_all_of_it_came_is_there() {
    let mut asked = Asked::default();
    assert!(!asked.is_there());
    let number = asked.ask(wished(17.0)).expect("it is sent").number;
    assert!(!asked.is_there());
    asked.rests(number);
    assert!(asked.is_there());
    assert_eq!(asked.ask(wished(17.0)), None);
    assert!(asked.is_there());
}

#[test]
fn that_an_older_wish_is_there_says_nothing_of_the_last_one() {
    let mut asked = Asked::default();
    let first = asked.ask(wished(17.0)).expect("it is sent").number;
    let second = asked.ask(wished(18.0)).expect("it is sent").number;
    asked.rests(first);
    assert!(!asked.is_there());
    asked.rests(second);
    assert!(asked.is_there());
}

#[test]
fn what_two_parts_of_a_picture_share_stays_in_its_place() {
    let part = |level, x, y| Part {
        level,
        x,
        y,
        w: 100,
        h: 50,
    };
    let check = |now: Part, before, expected| {
        assert_eq!(now.place_of(before, (8000, 6000)), expected);
    };
    check(part(0, 30, 10), part(0, 10, 20), [-20.0, 10.0, 100.0, 50.0]);
    check(
        part(0, 30, 10),
        part(1, 10, 20),
        [-10.0, 30.0, 200.0, 100.0],
    );
    check(part(2, 0, 0), part(1, 10, 20), [5.0, 10.0, 50.0, 25.0]);
}

#[test]
fn a_coarser_part_holds_all_of_the_finer_one() {
    let fine = Part {
        level: 1,
        x: 5,
        y: 8,
        w: 10,
        h: 9,
    };
    let coarse = Part {
        level: 3,
        x: 1,
        y: 2,
        w: 3,
        h: 3,
    };
    assert_eq!(fine.halved_to(3), coarse);
    // Never finer, and the whole stays the whole.
    assert_eq!(coarse.halved_to(1), coarse);
    let full = (8000, 6000);
    let whole = Part::whole(0).halved_to(4).within(full);
    assert_eq!(whole, Part::whole(4).within(full));
}
