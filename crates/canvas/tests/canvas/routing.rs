//! The ways of wires: styles, bends, cutting, following, and several at once.

use crate::desk::{Desk, input, labels};
use gesso_canvas::{Camera, CanvasAction, Effect, Op, Px, WireStyle};
use gesso_graph::{Command, Point, limits};

const PAIR: &str = "a:load@0,0 b:blur@500,0 a.image>b.image";
/// One output read by two nodes, one of them through another.
const FAN: &str = "a:load@0,0 b:blur@500,0 c:save@500,400 d:save@1000,0 e:load@0,400 a.image>b.image a.image>c.image b.image>d.image";

fn bends(desk: &Desk, to: &str) -> Vec<(f64, f64)> {
    let bends = desk.document.bends().get(&input(to));
    bends.map_or_else(Vec::new, |bends| bends.iter().map(|p| (p.x, p.y)).collect())
}

/// A place in the middle of the wire of `PAIR`.
fn middle(desk: &Desk) -> String {
    let (from, to) = (desk.at_output("a.image"), desk.at_input("b.image"));
    let number = |place: &str, at: usize| place.split(',').nth(at).unwrap().parse::<f64>().unwrap();
    format!(
        "{},{}",
        (number(&from, 0) + number(&to, 0)) / 2.0,
        (number(&from, 1) + number(&to, 1)) / 2.0
    )
}

/// C20
#[test]
fn a_double_click_bends_a_wire_and_one_on_the_bend_straightens_it() {
    let mut desk = Desk::new(PAIR);
    let place = middle(&desk);
    let effects = desk.does(&format!("double {place}"));
    assert_eq!(labels(&effects), ["Bend the wire from Load to Blur"]);
    assert_eq!(bends(&desk, "b.image").len(), 1);
    let effects = desk.does(&format!("wait 1000; double {place}"));
    assert_eq!(labels(&effects), ["Straighten the wire from Load to Blur"]);
    assert_eq!(bends(&desk, "b.image"), []);
}

/// C3 C20
#[test]
fn a_bend_is_dragged_and_escape_puts_it_back() {
    let mut desk = Desk::new(PAIR);
    let place = middle(&desk);
    desk.does(&format!("double {place}; wait 1000"));
    let before = bends(&desk, "b.image");
    let drag = format!("down {place}; move 350,300; move 350,350");
    assert_eq!(labels(&desk.does(&format!("{drag}; esc; up"))), [""; 0]);
    assert_eq!(bends(&desk, "b.image"), before);
    assert_eq!(
        labels(&desk.does(&format!("{drag}; up"))),
        ["Bend the wire from Load to Blur"]
    );
    assert_eq!(bends(&desk, "b.image")[0].1, 350.0);
}

/// C20
#[test]
fn a_drag_on_the_selected_wire_bends_it_there_also_with_a_finger() {
    for mut desk in [Desk::new(PAIR), Desk::touch(PAIR), Desk::pen(PAIR)] {
        let place = middle(&desk);
        let effects = desk.does(&format!(
            "click {place}; wait 600; down {place}; move 350,300; up"
        ));
        assert_eq!(labels(&effects), ["Bend the wire from Load to Blur"]);
        assert_eq!(bends(&desk, "b.image"), [(350.0, 300.0)]);
    }
}

/// C20
#[test]
fn bends_go_along_when_both_ends_are_moved() {
    let mut desk = Desk::new(PAIR);
    desk.colleague(Command::SetBends {
        to: input("b.image"),
        bends: vec![Point::new(350.0, 300.0)],
    });
    desk.act(CanvasAction::SelectAll);
    let effects = desk.does("down 100,20; move 140,60; up");
    assert_eq!(labels(&effects), ["Move 2 nodes"]);
    assert_eq!(bends(&desk, "b.image"), [(390.0, 340.0)]);
    desk.does("click 900,700; down 140,60; move 140,500; up");
    assert_eq!(bends(&desk, "b.image"), [(390.0, 340.0)]);
}

/// C20
#[test]
fn a_wire_with_all_the_bends_it_may_have_says_so() {
    let mut desk = Desk::new(PAIR);
    let mut many = vec![Point::new(300.0, 600.0); limits::BENDS - 1];
    many.push(Point::new(420.0, 600.0));
    desk.editor.set_wire_style(WireStyle::Straight);
    desk.colleague(Command::SetBends {
        to: input("b.image"),
        bends: many,
    });
    let effects = desk.does("double 360,600");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Say(_))),
        "{effects:?}"
    );
}

/// C8 C20
#[test]
fn a_colleague_who_takes_the_wire_ends_the_bend_in_hand() {
    let mut desk = Desk::new(PAIR);
    let place = middle(&desk);
    desk.does(&format!(
        "click {place}; wait 600; down {place}; move 350,300"
    ));
    desk.colleague(Command::Disconnect {
        to: input("b.image"),
    });
    assert_eq!(labels(&desk.does("move 360,320; up")), [""; 0]);
    assert!(!desk.editor.is_busy());
}

/// C21
#[test]
fn a_stroke_cuts_the_wires_it_crosses_in_one_step() {
    for (down, arm) in [
        ("down 380,700 alt", false),
        ("down 380,700 right ctrl", false),
        ("down 380,700", true),
    ] {
        let mut desk = Desk::new(FAN);
        if arm {
            desk.act(CanvasAction::Cut);
        }
        let effects = desk.does(&format!("{down}; move 380,300; move 380,-50; up"));
        assert_eq!(labels(&effects), ["Cut 2 wires"], "{down}");
        assert_eq!(desk.wires(), ["b.image>d.image"]);
        assert!(!desk.editor.is_busy());
    }
}

/// C21
#[test]
fn a_finger_with_the_knife_cuts_and_one_wire_is_called_by_its_nodes() {
    let mut desk = Desk::touch(PAIR);
    desk.act(CanvasAction::Cut);
    let effects = desk.does("down 350,300; move 350,200; move 350,-50; up");
    assert_eq!(labels(&effects), ["Disconnect Load from Blur"]);
}

/// C3 C21
#[test]
fn a_stroke_lights_what_it_cuts_and_escape_leaves_it() {
    let mut desk = Desk::new(FAN);
    desk.does("down 380,700 alt; move 380,300; move 380,-50");
    assert!(desk.editor.overlay().to_string().contains("#ff7d79"));
    assert_eq!(labels(&desk.does("esc; up")), [""; 0]);
    assert_eq!(desk.document.wires().len(), 3);
    desk.act(CanvasAction::Cut);
    desk.does("esc");
    assert!(!desk.editor.is_busy());
}

/// C22
#[test]
fn shift_at_a_wired_input_takes_another_wire_from_the_same_output() {
    let mut desk = Desk::new("a:load@0,0 c:blend@800,0 a.image>c.base");
    let (from, to) = (desk.at_input("c.base"), desk.at_input("c.top"));
    let effects = desk.does(&format!("down {from} shift; move 333,777; move {to}; up"));
    assert_eq!(labels(&effects), ["Connect Load to Blend"]);
    assert_eq!(desk.wires(), ["a.image>c.base", "a.image>c.top"]);
}

/// C22
#[test]
fn shift_at_the_drop_keeps_another_wire_in_hand() {
    let mut desk = Desk::new("a:load@0,0 c:blend@800,0");
    let (from, base, top) = (
        desk.at_output("a.image"),
        desk.at_input("c.base"),
        desk.at_input("c.top"),
    );
    desk.does(&format!("down {from} shift; move 333,777; move {base}; up"));
    assert!(desk.editor.is_busy());
    desk.does(&format!("click {top}"));
    assert_eq!(desk.wires(), ["a.image>c.base", "a.image>c.top"]);
    assert!(!desk.editor.is_busy());
}

/// C22
#[test]
fn shift_at_a_wired_output_moves_all_its_wires() {
    let mut desk = Desk::new(FAN);
    let (from, to) = (desk.at_output("a.image"), desk.at_output("e.image"));
    let effects = desk.does(&format!("down {from} shift; move 333,777; move {to}; up"));
    assert_eq!(labels(&effects), ["Connect Load to 2 inputs"]);
    assert_eq!(
        desk.wires(),
        ["e.image>b.image", "e.image>c.image", "b.image>d.image"]
    );
    let from = desk.at_output("e.image");
    let effects = desk.does(&format!("down {from} shift; move 333,777; up"));
    assert_eq!(labels(&effects), ["Cut 2 wires"]);
}

fn marked(desk: &Desk) -> usize {
    let overlay = desk.editor.overlay();
    overlay
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Curves { curves, .. } => Some(curves.len()),
            _ => None,
        })
        .sum()
}

/// C23
#[test]
fn the_wire_under_the_pointer_lights_its_whole_path() {
    let mut desk = Desk::new(FAN);
    let port = desk.editor.input_at(&input("d.image")).unwrap();
    desk.does(&format!("move {},{}", port.x - 60.0, port.y));
    // a to b, b to d, and the hovered one once more; not a to c.
    assert_eq!(marked(&desk), 3);
    desk.does("move 900,700");
    assert_eq!(marked(&desk), 0);
}

/// C24
#[test]
fn a_wire_is_found_where_its_style_draws_it() {
    for (style, on, off) in [
        (WireStyle::Straight, (358.0, 264.0), (358.0, 70.0)),
        (WireStyle::Orthogonal, (358.0, 264.0), (290.0, 160.0)),
        (WireStyle::Curved, (358.0, 264.0), (290.0, 160.0)),
    ] {
        let mut desk = Desk::new("a:load@0,0 b:blur@500,400 a.image>b.image");
        desk.editor.set_wire_style(style);
        desk.does(&format!("click {},{}", on.0, on.1));
        assert!(desk.editor.selected_wire().is_some(), "{style:?}");
        desk.does(&format!("click {},{}", off.0, off.1));
        assert!(desk.editor.selected_wire().is_none(), "{style:?}");
    }
}

#[test]
fn the_menu_of_a_wire_says_which() {
    let mut desk = Desk::new(PAIR);
    let place = middle(&desk);
    let effects = desk.does(&format!("click {place} right"));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::OpenMenu { on: None, wire: Some(to), .. } if *to == input("b.image"))));
    let effects = desk.does("click 100,20 right");
    assert!(effects.iter().any(|effect| matches!(
        effect,
        Effect::OpenMenu {
            on: Some(_),
            wire: None,
            ..
        }
    )));
}

/// A camera with a place of the world in the middle of the canvas.
fn over(desk: &Desk, (x, y): (f64, f64), zoom: f64) -> Camera {
    let viewport = desk.editor.viewport();
    Camera {
        x: viewport.w / 2.0 - x * zoom,
        y: viewport.h / 2.0 - y * zoom,
        zoom,
    }
}

/// C24
#[test]
fn a_long_wire_is_drawn_and_found_wherever_it_goes() {
    for style in [
        WireStyle::Curved,
        WireStyle::Straight,
        WireStyle::Orthogonal,
    ] {
        let mut desk = Desk::new("a:load@0,0 b:blur@60000,22000 a.image>b.image");
        desk.editor.set_wire_style(style);
        let here = over(&desk, (200.0, 50.0), 1.0);
        desk.editor.set_camera(here);
        let list = desk.editor.display();
        let pieces = list.ops.iter().find_map(|op| match op {
            Op::Curves { curves, .. } => Some(curves.clone()),
            _ => None,
        });
        for piece in pieces.unwrap() {
            for step in 0..=40 {
                let t = f64::from(step) / 40.0;
                let s = 1.0 - t;
                let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
                let along = |of: fn((f32, f32)) -> f32| -> f64 {
                    let points = piece.iter().zip(weights);
                    points
                        .map(|(point, part)| f64::from(of(*point)) * part)
                        .sum()
                };
                let px = Px::new(along(|p| p.0), along(|p| p.1));
                let place = here.to_world(px);
                for zoom in [1.0, 0.1] {
                    let there = over(&desk, (place.x, place.y), zoom);
                    desk.editor.set_camera(there);
                    let shown = desk.editor.display().to_string();
                    assert!(shown.contains("curves"), "{style:?} {place:?} {zoom}");
                }
            }
        }
        for step in 0..=40 {
            let share = f64::from(step) / 40.0;
            let place = (216.0 + 59_784.0 * share, 64.0 + 22_000.0 * share);
            desk.editor.set_camera(over(&desk, place, 0.02));
            let shown = desk.editor.display().to_string();
            assert!(shown.contains("lines"), "{style:?} {place:?}");
        }
    }
}

/// C36
#[test]
fn the_selected_wire_is_bent_moved_and_straightened_by_actions_in_a_step_each() {
    let mut desk = Desk::new(PAIR);
    let at = middle(&desk);
    desk.does(&format!("click {at}"));
    let bent = desk.act(CanvasAction::Bend);
    assert_eq!(labels(&bent), ["Bend the wire from Load to Blur"]);
    let before = bends(&desk, "b.image");
    let moved = desk.act(CanvasAction::Nudge { dx: 4.0, dy: 8.0 });
    assert_eq!(labels(&moved).len(), 1);
    let (x, y) = before[0];
    assert_eq!(bends(&desk, "b.image"), [(x + 4.0, y + 8.0)]);
    let straight = desk.act(CanvasAction::Straighten);
    assert_eq!(labels(&straight), ["Straighten the wire from Load to Blur"]);
    assert_eq!(bends(&desk, "b.image"), []);
    assert_eq!(labels(&desk.act(CanvasAction::Straighten)), [""; 0]);
    let nothing = desk.act(CanvasAction::Nudge { dx: 4.0, dy: 0.0 });
    assert_eq!(labels(&nothing), [""; 0]);
}

/// C36
#[test]
fn shift_and_a_double_click_on_a_wire_ask_what_to_put_into_it() {
    let mut desk = Desk::new(PAIR);
    let at = middle(&desk);
    let effects = desk.does(&format!("double {at} shift"));
    assert!(effects.contains(&Effect::OpenInsert(input("b.image"))));
    assert_eq!(bends(&desk, "b.image"), []);
}

/// C36
#[test]
fn a_wire_is_chosen_by_where_it_ends() {
    let mut desk = Desk::new(PAIR);
    let effects = desk.editor.choose_wire(input("b.image"));
    assert!(effects.contains(&Effect::SelectionChanged));
    assert_eq!(desk.editor.selected_wire(), Some(&input("b.image")));
    assert!(desk.editor.wire_at(&input("b.image")).is_some());
    assert!(desk.editor.wire_at(&input("a.image")).is_none());
}
