//! Whatever a person does, in whatever order: nothing panics, nothing stays in the hand, documents stay whole.

use crate::desk::{Desk, item};
use gesso_canvas::{
    Button, CanvasAction, Device, Input, Modifiers, Pointer, PointerKind, Px, Wheel,
};
use gesso_graph::{Command, ItemId};
use proptest::prelude::*;

const WORKFLOW: &str = "frame1@-50,-50,800×400 note1@0,500,200×100 a:load@0,0 b:blur@300,0 c:blend@600,100 d:say@300,300 a.image>b.image b.image>c.base";

#[derive(Debug, Clone)]
enum Deed {
    Takes(Input),
    Acts(CanvasAction),
    Loses(u8),
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
    (aimed(), aimed(), keys()).prop_map(|(from, to, modifiers)| {
        let step = |kind, at| {
            let device = Device::Mouse;
            Deed::Takes(Input::Pointer(Pointer {
                kind,
                device,
                id: 1,
                at,
                button: Button::Primary,
                modifiers,
                time_ms: 1.0,
            }))
        };
        vec![
            step(PointerKind::Down, from),
            step(PointerKind::Move, to),
            step(PointerKind::Up, to),
        ]
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
        any::<u8>().prop_map(Deed::Loses),
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
        Deed::Loses(which) => {
            let all: Vec<_> = desk.document.nodes().keys().copied().collect();
            if let Some(&id) = all.get(usize::from(which) % all.len().max(1)) {
                desk.colleague(Command::RemoveNode { id });
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// C3 C8: `Desk` checks that every commit applies without a skip.
    #[test]
    fn nothing_panics_and_cancel_leaves_nothing_in_hand(deeds in deeds()) {
        let mut desk = Desk::new(WORKFLOW);
        for deed in deeds {
            perform(&mut desk, deed);
            let there = |item: &ItemId| desk.editor.screen_rect(*item).is_some();
            prop_assert!(desk.editor.selection().iter().all(there));
            desk.editor.overlay();
        }
        let before = desk.document.clone();
        desk.act(CanvasAction::Cancel);
        prop_assert!(!desk.editor.is_busy());
        prop_assert_eq!(&before, &desk.document);
        desk.editor.display();
    }

    /// C13: a scene that was patched edit by edit draws what a new one draws.
    #[test]
    fn a_patched_scene_is_a_new_scene(deeds in deeds()) {
        let mut desk = Desk::new(WORKFLOW);
        for deed in deeds {
            perform(&mut desk, deed);
        }
        desk.takes(Input::Blur);
        desk.act(CanvasAction::Cancel);
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
}
