//! Every gesture with mouse, finger and pen alike: the same outcome, in one step that is taken back in one.

use crate::desk::{Desk, item, labels, node};
use gesso_canvas::{CanvasAction, Device, Effect, Modifiers};

const CHAIN: &str = "a:load@0,0 b:blur@400,0 c:save@800,0 a.image>b.image b.image>c.image";
const SHAKE: &str = "down 500,20; move 550,200; move 450,200; move 550,200; move 450,200; move 550,200; move 450,200";

/// Selects, as a finger has to first, then performs; the step has this name, and undo gives what was there before.
fn check(fixture: &str, select: &str, script: &str, label: &str) {
    held(fixture, select, script, label, Modifiers::default());
}

fn held(fixture: &str, select: &str, script: &str, label: &str, keys: Modifiers) {
    for device in [Device::Mouse, Device::Touch, Device::Pen] {
        let mut desk = Desk::new(fixture);
        desk.device(device);
        if !select.is_empty() {
            desk.editor.set_selection([item(select)].into());
        }
        desk.editor.hold(keys);
        let before = desk.document.clone();
        let ends = |desk: &Desk, script: &str| {
            let mut script = script.to_owned();
            for port in ["a.image", "b.image", "d.image"] {
                let place = format!("out({port})");
                if script.contains(&place) {
                    script = script.replace(&place, &desk.at_output(port));
                }
            }
            for port in ["b.image", "c.image", "c.base", "c.top"] {
                let place = format!("in({port})");
                if script.contains(&place) {
                    script = script.replace(&place, &desk.at_input(port));
                }
            }
            script
        };
        let script = ends(&desk, script);
        let effects = desk.does(&script);
        assert_eq!(labels(&effects), [label], "{device:?}: {script}");
        assert_ne!(desk.document, before, "{device:?}: {script}");
        assert!(desk.undo(), "{device:?}: {script}");
        assert_eq!(desk.document, before, "{device:?}: {script}");
    }
}

fn keys(shift: bool, alt: bool) -> Modifiers {
    Modifiers {
        shift,
        alt,
        ..Modifiers::default()
    }
}

/// C2
#[test]
fn things_are_moved_and_snap() {
    check(CHAIN, "b", "down 500,20; move 503,320; up", "Move Blur");
}

/// C2, C32
#[test]
fn copies_are_dragged_off() {
    let copy = "down 500,20; move 500,420; up";
    held(CHAIN, "b", copy, "Duplicate Blur", keys(false, true));
}

/// C2
#[test]
fn wires_are_drawn_both_ways() {
    let apart = "a:load@0,0 b:blur@400,0";
    let label = "Connect Load to Blur";
    check(apart, "", "down out(a.image); move in(b.image); up", label);
    check(apart, "", "down in(b.image); move out(a.image); up", label);
}

/// C2
#[test]
fn wires_are_picked_up_and_dropped_on_a_body() {
    let blend = "a:load@0,0 c:blend@800,0 a.image>c.base";
    let label = "Connect Load to Blend";
    check(blend, "", "down in(c.base); move in(c.top); up", label);
    let body = "a:load@0,0 b:blur@400,0";
    let label = "Connect Load to Blur";
    check(body, "", "down out(a.image); move 500,150; up", label);
}

/// C2, C22, C32
#[test]
fn wires_are_fanned_out() {
    let two = "a:load@0,0 b:blur@400,0 c:blur@800,0 a.image>b.image";
    let again = "down in(b.image); move in(c.image); up; esc";
    held(two, "", again, "Connect Load to Blur", keys(true, false));
}

/// C2, C20
#[test]
fn wires_are_bent() {
    let pair = "a:load@0,0 b:blur@600,0 a.image>b.image";
    check(pair, "", "double 408,64", "Bend the wire from Load to Blur");
}

/// C2, C21, C32
#[test]
fn wires_are_cut_with_a_stroke() {
    let stroke = "down 300,-300; move 310,200; move 320,600; up";
    let label = "Disconnect Load from Blur";
    held(CHAIN, "", stroke, label, keys(false, true));
}

/// C2, C19
#[test]
fn a_node_is_dropped_on_a_wire() {
    let loose = "a:load@0,0 b:blur@400,500 c:save@800,0 a.image>c.image";
    let label = "Insert Blur between Load and Save";
    let drop = "down 500,520; move 500,300; move 500,20; up";
    check(loose, "b", drop, label);
}

/// C2, C18
#[test]
fn a_node_is_shaken_out_of_its_wires() {
    let shake = format!("{SHAKE}; move 500,420; up");
    check(CHAIN, "b", &shake, "Take Blur out of its wires");
}

/// C2, C25
#[test]
fn a_number_slides_on_its_node() {
    let slide = "down 450,97; move 520,97; up";
    check("b:blur@400,0", "b", slide, "Set Radius of Blur");
}

/// C2, C26
#[test]
fn frames_notes_and_nodes_are_resized() {
    let mut desk = Desk::new("b:blur@400,0");
    let rect = desk.editor.node_rect(node("b")).unwrap();
    desk.act(CanvasAction::SelectNone);
    let (x, y) = (rect.right() - 4.0, rect.bottom() - 4.0);
    let drag = format!("down {x},{y}; move {},{}; up", x + 90.0, y + 50.0);
    check("b:blur@400,0", "b", &drag, "Resize Blur");
}

/// C37
#[test]
fn two_fingers_that_tap_undo_and_three_redo() {
    for (script, asked) in [
        (
            "down 300,300; down 400,300 #2; up; up #2",
            Some(Effect::Undo),
        ),
        (
            "down 300,300; down 400,300 #2; move 303,301; up #2; up",
            Some(Effect::Undo),
        ),
        (
            "down 300,300; down 400,300 #2; down 500,300 #3; up #2; up; up #3",
            Some(Effect::Redo),
        ),
        // One finger, four, a pinch, fingers that rest, one that joins late, one that is taken away.
        ("down 300,300; up", None),
        (
            "down 300,300; down 400,300 #2; down 500,300 #3; down 600,300 #4; up; up #2; up #3; up #4",
            None,
        ),
        (
            "down 300,300; down 400,300 #2; move 380,300; up; up #2",
            None,
        ),
        ("down 300,300; down 400,300 #2; wait 400; up; up #2", None),
        (
            "down 300,300; down 400,300 #2; up; down 300,300; up; up #2",
            None,
        ),
        ("down 300,300; down 400,300 #2; cancel; up #2", None),
        ("down 300,300; down 400,300 #2; esc; up; up #2", None),
    ] {
        let mut desk = Desk::touch("a:load@1000,1000");
        let effects = desk.does(script);
        let found = effects
            .iter()
            .find(|effect| matches!(effect, Effect::Undo | Effect::Redo));
        assert_eq!(found, asked.as_ref(), "{script}");
        // The next finger is as good as any.
        let effects = desk.does("down 700,300; down 800,300 #2; up; up #2");
        assert!(effects.contains(&Effect::Undo), "after {script}");
    }
}
