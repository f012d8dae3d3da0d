//! What Shift, Ctrl and Alt change, for a finger and a pen.

use crate::desk::{Desk, labels};
use gesso_canvas::{CanvasAction, Effect, Modifiers};

const TWO: &str = "a:load@0,0 b:blur@400,0";
const WIRED: &str = "a:load@0,0 b:blur@400,0 c:blur@800,0 a.image>b.image";

fn held(shift: bool, ctrl: bool, alt: bool) -> Modifiers {
    Modifiers {
        shift,
        ctrl,
        alt,
        space: false,
    }
}

fn hold(desk: &mut Desk, keys: Modifiers) -> Vec<Effect> {
    desk.editor.hold(keys)
}

/// C32
#[test]
fn a_finger_adds_by_tapping_while_shift_is_held_on_the_screen() {
    let mut desk = Desk::touch(TWO);
    desk.does("click 100,20");
    assert!(hold(&mut desk, held(true, false, false)).contains(&Effect::HeldChanged));
    desk.does("wait 600; click 500,20");
    assert_eq!(desk.selected(), "ab");
    desk.does("wait 600; click 100,20");
    assert_eq!(desk.selected(), "b");
}

/// C4, C32
#[test]
fn a_finger_draws_a_box_that_adds_or_toggles() {
    let mut desk = Desk::touch(TWO);
    desk.does("click 500,20");
    hold(&mut desk, held(true, false, false));
    desk.does("down -20,-20; move 300,600; up");
    assert_eq!(desk.selected(), "ab");
    hold(&mut desk, held(false, true, false));
    desk.does("down -20,-20; move 300,600; up");
    assert_eq!(desk.selected(), "b");
}

/// C32
#[test]
fn a_finger_and_a_pen_copy_by_dragging_while_alt_is_held_on_the_screen() {
    for mut desk in [Desk::touch(TWO), Desk::pen(TWO)] {
        desk.does("click 100,20");
        hold(&mut desk, held(false, false, true));
        let effects = desk.does("wait 600; down 100,20; move 100,420; up");
        assert_eq!(labels(&effects).len(), 1);
        assert_eq!(desk.position("a"), (0.0, 0.0));
        assert_eq!(desk.document.nodes().len(), 3);
    }
}

/// C21, C32
#[test]
fn a_finger_and_a_pen_cut_with_a_stroke_while_alt_is_held_on_the_screen() {
    for mut desk in [Desk::touch(WIRED), Desk::pen(WIRED)] {
        hold(&mut desk, held(false, false, true));
        desk.does("down 300,-200; move 310,500; up");
        assert_eq!(desk.wires(), [""; 0]);
    }
}

/// C22, C32
#[test]
fn a_finger_fans_wires_out_while_shift_is_held_on_the_screen() {
    let mut desk = Desk::touch(WIRED);
    hold(&mut desk, held(true, false, false));
    let (from, to) = (desk.at_input("b.image"), desk.at_input("c.image"));
    desk.does(&format!("down {from}; move {to}; up"));
    assert_eq!(desk.wires(), ["a.image>b.image", "a.image>c.image"]);
}

/// C3, C32
#[test]
fn escape_lets_held_keys_go_before_it_takes_the_selection() {
    let mut desk = Desk::touch(TWO);
    desk.does("click 100,20");
    hold(&mut desk, held(true, true, false));
    assert!(
        desk.act(CanvasAction::Cancel)
            .contains(&Effect::HeldChanged)
    );
    assert_eq!(desk.editor.held_keys(), Modifiers::default());
    assert_eq!(desk.selected(), "a");
    desk.act(CanvasAction::Cancel);
    assert_eq!(desk.selected(), "");
}
