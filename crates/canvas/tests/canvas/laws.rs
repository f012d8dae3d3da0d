//! Whatever a person does, in whatever order: nothing panics, nothing stays in the hand, documents stay whole.

use crate::desk::{Desk, item};
use crate::places::{INNER, INSTANCE, nested};
use gesso_canvas::{
    Button, CanvasAction, Device, Input, Modifiers, Pointer, PointerKind, Px, Wheel,
};
use gesso_graph::{Command, Document, ItemId, Mode, NodeId, NoteId, Point, Size};
use proptest::prelude::*;

const WORKFLOW: &str = "frame1@-50,-50,800×400 note1@0,500,200×100 a:load@0,0 b:blur@300,0 c:blend@600,100 d:say@300,300 e:paint@300,500 p:graph.input@0,300 q:graph.output@900,300 a.image>b.image b.image>c.base";

#[derive(Debug, Clone)]
enum Deed {
    Takes(Input),
    Acts(CanvasAction),
    /// A colleague does something to a node: which, what.
    Colleague(u8, u8),
    Goes(bool),
    /// Keys are held on the screen.
    Holds(Modifiers),
    /// A wire is chosen in the outline.
    Chooses(u8),
    /// A frame is drawn, tiles and all.
    Sees(f64),
}

fn place() -> impl Strategy<Value = Px> {
    (-50.0..1250.0_f64, -50.0..850.0_f64).prop_map(|(x, y)| Px::new(x.round(), y.round()))
}

/// Places where something is, more often than not.
fn aimed() -> impl Strategy<Value = Px> {
    let ports = [
        (216.0, 64.0),
        (300.0, 64.0),
        (516.0, 64.0),
        (600.0, 164.0),
        (100.0, 20.0),
        (400.0, 20.0),
        (200.0, -40.0),
        (748.0, 348.0),
    ];
    prop_oneof![2 => prop::sample::select(ports.to_vec()).prop_map(|(x, y)| Px::new(x, y)), 1 => place()]
}

fn keys() -> impl Strategy<Value = Modifiers> {
    (
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(shift, ctrl, alt, space)| Modifiers {
            shift,
            ctrl,
            alt,
            space,
        })
}

fn pointer() -> impl Strategy<Value = Input> {
    let kinds = [
        PointerKind::Down,
        PointerKind::Move,
        PointerKind::Move,
        PointerKind::Up,
        PointerKind::Cancel,
        PointerKind::Leave,
    ];
    let devices = [Device::Mouse, Device::Mouse, Device::Touch, Device::Pen];
    let buttons = [
        Button::Primary,
        Button::Primary,
        Button::Primary,
        Button::Middle,
        Button::Secondary,
    ];
    let choice = (
        prop::sample::select(kinds.to_vec()),
        prop::sample::select(devices.to_vec()),
        prop::sample::select(buttons.to_vec()),
    );
    (choice, 0..3_i32, aimed(), keys(), 0.0..5000.0_f64).prop_map(
        |((kind, device, button), id, at, modifiers, time_ms)| {
            Input::Pointer(Pointer {
                kind,
                device,
                id,
                at,
                button,
                modifiers,
                time_ms,
            })
        },
    )
}

/// A whole drag, so that gestures get somewhere.
fn drag() -> impl Strategy<Value = Vec<Deed>> {
    let devices = vec![Device::Mouse, Device::Mouse, Device::Touch, Device::Pen];
    let button = prop_oneof![4 => Just(Button::Primary), 1 => Just(Button::Secondary)];
    let way = prop::collection::vec(aimed(), 1..8);
    let how = (prop::sample::select(devices), button, 1.0..200.0_f64);
    (aimed(), way, keys(), how, 0..3_u8).prop_map(|(from, way, modifiers, how, clicks)| {
        let (device, button, pace) = how;
        let mut time_ms = 1000.0;
        let mut step = |kind, at| {
            time_ms += pace;
            Deed::Takes(Input::Pointer(Pointer {
                kind,
                device,
                id: 1,
                at,
                button,
                modifiers,
                time_ms,
            }))
        };
        let mut deeds = Vec::new();
        for _ in 0..clicks {
            deeds.push(step(PointerKind::Down, from));
            deeds.push(step(PointerKind::Up, from));
        }
        deeds.push(step(PointerKind::Down, from));
        let mut last = from;
        for at in way {
            deeds.push(step(PointerKind::Move, at));
            deeds.push(Deed::Takes(Input::Tick {
                time_ms: 1000.0 + pace,
            }));
            last = at;
        }
        deeds.push(step(PointerKind::Up, last));
        deeds
    })
}

fn other() -> impl Strategy<Value = Deed> {
    let actions = [
        CanvasAction::SelectAll,
        CanvasAction::Delete,
        CanvasAction::Duplicate,
        CanvasAction::Group,
        CanvasAction::FitAll,
        CanvasAction::Cancel,
        CanvasAction::Nudge { dx: 8.0, dy: 0.0 },
        CanvasAction::Cut,
        CanvasAction::Bend,
        CanvasAction::Straighten,
        CanvasAction::Enter,
        CanvasAction::Leave,
        CanvasAction::ZoomOut,
    ];
    prop_oneof![
        pointer().prop_map(Deed::Takes),
        (-200.0..200.0_f64, -200.0..200.0_f64, keys()).prop_map(|(dx, dy, modifiers)| Deed::Takes(
            Input::Wheel(Wheel {
                at: Px::new(300.0, 300.0),
                dx,
                dy,
                modifiers
            })
        )),
        (0.0..5000.0_f64).prop_map(|time_ms| Deed::Takes(Input::Tick { time_ms })),
        Just(Deed::Takes(Input::Blur)),
        prop::sample::select(actions.to_vec()).prop_map(Deed::Acts),
        (any::<u8>(), any::<u8>()).prop_map(|(which, what)| Deed::Colleague(which, what)),
        any::<bool>().prop_map(Deed::Goes),
        keys().prop_map(Deed::Holds),
        any::<u8>().prop_map(Deed::Chooses),
        (1.0..5000.0_f64).prop_map(Deed::Sees),
    ]
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let some = prop_oneof![drag(), other().prop_map(|deed| vec![deed])];
    prop::collection::vec(some, 1..40).prop_map(|deeds| deeds.concat())
}

fn perform(desk: &mut Desk, deed: Deed) {
    match deed {
        Deed::Takes(input) => desk.takes(input),
        Deed::Acts(action) => {
            desk.act(action);
        }
        Deed::Colleague(which, what) => {
            let all: Vec<_> = desk.document.nodes().keys().copied().collect();
            if let Some(&id) = all.get(usize::from(which) % all.len().max(1)) {
                desk.colleague(meddling(desk, id, what));
            }
        }
        Deed::Goes(inside) => {
            let path = if inside { &[INSTANCE][..] } else { &[] };
            desk.editor.go_to(path);
        }
        Deed::Holds(keys) => {
            desk.editor.hold(keys);
        }
        Deed::Chooses(which) => {
            let wires: Vec<_> = desk.document.wires().keys().cloned().collect();
            if let Some(to) = wires.get(usize::from(which) % wires.len().max(1)) {
                desk.editor.choose_wire(to.clone());
            }
        }
        Deed::Sees(time_ms) => {
            for paint in desk.editor.frame(time_ms).paint {
                desk.editor.paint_tile(paint.tile);
            }
        }
    }
}

/// Something that a colleague may do to a node.
fn meddling(desk: &Desk, id: NodeId, what: u8) -> Command {
    let wire = desk
        .document
        .wires_into(id)
        .map(|(to, _)| to.clone())
        .next();
    match (what % 9, wire) {
        (0, _) => Command::SetCollapsed {
            id,
            collapsed: true,
        },
        (1, _) => Command::SetPinned { id, pinned: true },
        (2, _) => Command::SetMode {
            id,
            mode: Mode::Bypassed,
        },
        (3, _) => Command::SetNodeSize {
            id,
            size: Some(Size::new(300.0, 90.0)),
        },
        (4, Some(to)) => Command::SetBends {
            to,
            bends: vec![Point::new(350.0, 250.0), Point::new(420.0, 40.0)],
        },
        (5, Some(to)) => Command::Disconnect { to },
        (6, _) => Command::SetGraph {
            item: ItemId::Node(id),
            graph: INNER,
        },
        (7, _) => Command::Move {
            item: ItemId::Node(id),
            to: Point::new(100.0, 20.0),
        },
        _ => Command::RemoveNode { id },
    }
}

/// The workflow, with a subgraph and an instance of it.
fn desk() -> Desk {
    let mut desk = Desk::new(WORKFLOW);
    desk.colleague(Command::SetNoteText {
        id: NoteId(1),
        text: "# Look\n\n- [x] *one* [link](/w/a)\n\n> `two`\n\n```\nthree\n```".into(),
    });
    nested(desk)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// C3 C8: `Desk` checks that every commit applies without a skip.
    #[test]
    fn nothing_panics_and_cancel_leaves_nothing_in_hand(deeds in deeds()) {
        let mut desk = desk();
        for deed in deeds {
            perform(&mut desk, deed);
            let there = |item: &ItemId| desk.editor.screen_rect(*item).is_some();
            prop_assert!(desk.editor.selection().iter().all(there));
            desk.editor.overlay();
        }
        let before = desk.document.clone();
        let place = desk.editor.place().to_vec();
        desk.act(CanvasAction::Cancel);
        prop_assert!(desk.editor.place() == place || desk.editor.place().len() + 1 == place.len());
        prop_assert!(!desk.editor.is_busy());
        prop_assert_eq!(&before, &desk.document);
        desk.editor.display();
    }

    /// C13: a scene that was patched edit by edit draws what a new one draws.
    #[test]
    fn a_patched_scene_is_a_new_scene(deeds in deeds()) {
        let mut desk = desk();
        for deed in deeds {
            perform(&mut desk, deed);
        }
        desk.takes(Input::Blur);
        desk.act(CanvasAction::Cancel);
        desk.editor.go_to(&[]);
        let mut new = Desk::new("");
        new.editor.set_document(&desk.document);
        for editor in [&mut desk.editor, &mut new.editor] {
            editor.set_camera(gesso_canvas::Camera { x: 300.0, y: 300.0, zoom: 0.3 });
            editor.set_selection([item("b")].into());
        }
        let sorted = |desk: &Desk| {
            let mut lines: Vec<String> = desk.editor.display().ops.iter().map(|op| match op {
                // The order inside one path is the index's.
                gesso_canvas::Op::Curves { ink, curves, .. } => format!("{ink} {}", curves.len()),
                op => op.to_string(),
            }).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&desk), sorted(&new));
    }

    /// C2: whatever was done, taking back every change leaves the empty canvas, also while something is in hand.
    #[test]
    fn undo_to_the_beginning_gives_the_empty_canvas(deeds in deeds()) {
        let mut desk = desk();
        for deed in deeds {
            perform(&mut desk, deed);
        }
        while desk.undo() {
            desk.editor.overlay();
        }
        prop_assert_eq!(&desk.document, &Document::default());
        desk.act(CanvasAction::Cancel);
        prop_assert!(desk.editor.selection().is_empty());
        prop_assert!(desk.editor.place().is_empty());
        let mut empty = Desk::new("");
        for editor in [&mut desk.editor, &mut empty.editor] {
            editor.set_camera(gesso_canvas::Camera::default());
        }
        prop_assert_eq!(desk.editor.display().to_string(), empty.editor.display().to_string());
    }
}
