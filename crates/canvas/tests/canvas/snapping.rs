//! Snapping to neighbours and the grid, shaking out of wires, putting into wires, dragging at the edge.

use crate::desk::{Desk, item, labels, node};
use gesso_canvas::{Input, Modifiers, Snapping};
use gesso_graph::Command;

/// Two nodes of the same kind, far enough apart.
const TWO: &str = "a:blur@0,0 b:blur@400,300";

fn guides(desk: &Desk) -> usize {
    let overlay = desk.editor.overlay().to_string();
    overlay
        .lines()
        .filter(|line| line.starts_with("lines #5c9dff"))
        .count()
}

/// C16
#[test]
fn an_edge_near_a_neighbour_s_edge_goes_there() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 104,300; move 104,316");
    assert_eq!(guides(&desk), 1);
    desk.does("up");
    assert_eq!(desk.position("a"), (4.0, 300.0));
}

/// C16
#[test]
fn equal_gaps_are_found() {
    let mut desk = Desk::new("a:blur@0,0 b:blur@300,0 c:blur@100,600");
    // Gap of a and b: 84. After b it is 516 + 84 = 600.
    desk.does("down 200,620; move 200,30; move 697,100; up");
    assert_eq!(desk.position("c").0, 600.0);
}

/// C16
#[test]
fn ctrl_and_the_setting_suspend_snapping() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 104,316");
    let ctrl = Modifiers {
        ctrl: true,
        ..Modifiers::default()
    };
    desk.takes(Input::Held(ctrl));
    assert_eq!(guides(&desk), 0);
    desk.takes(Input::Held(Modifiers::default()));
    assert_eq!(guides(&desk), 1);
    desk.does("esc; up");
    let never = Snapping {
        neighbours: false,
        grid: false,
    };
    desk.editor.set_snapping(never);
    desk.does("down 100,20; move 104,316; up");
    assert_eq!(desk.position("a"), (4.0, 296.0));
}

/// C16
#[test]
fn with_the_grid_on_things_come_to_rest_on_its_dots() {
    let mut desk = Desk::new("a:blur@5,5");
    desk.editor.set_snapping(Snapping {
        neighbours: true,
        grid: true,
    });
    desk.does("down 100,20; move 145,70; up");
    assert_eq!(desk.position("a"), (48.0, 48.0));
}

/// C16
#[test]
fn a_corner_snaps_to_edges_of_neighbours() {
    let mut desk = Desk::new("frame1@0,0,200×150 frame2@400,0,200×300");
    desk.does("down 195,145; move 300,250; move 393,292");
    assert_eq!(guides(&desk), 1);
    desk.does("up");
    let size = desk.document.frames().values().next().unwrap().rect.size();
    assert_eq!((size.w, size.h), (400.0, 300.0));
}

/// C17
#[test]
fn a_drag_held_at_the_edge_takes_the_canvas_along() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 1190,400");
    assert!(desk.editor.wants_tick());
    desk.does("wait 600");
    assert!(desk.editor.camera().x < -100.0);
    let x = desk.editor.camera().x;
    desk.does("up; wait 200");
    assert_eq!(desk.position("a").0, (1090.0 - x).round());
    assert_eq!(desk.editor.camera().x, x);
}

/// C17
#[test]
fn a_wire_and_a_marquee_take_the_canvas_along_and_escape_ends_it() {
    let mut desk = Desk::new(TWO);
    let from = desk.at_output("a.image");
    for begin in [format!("down {from}"), "down 700,100".to_owned()] {
        desk.editor.set_camera(Default::default());
        desk.does(&format!("{begin}; move 600,798; wait 500"));
        let y = desk.editor.camera().y;
        assert!(y < -50.0, "{begin}");
        desk.does("esc; wait 300");
        assert_eq!(desk.editor.camera().y, y);
        assert!(!desk.editor.wants_tick());
        desk.does("up");
    }
}

/// C17
#[test]
fn the_wheel_moves_the_canvas_under_what_is_dragged() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 700,500; wheel 0,90 ctrl; wheel 40,50");
    let under = desk.editor.screen_rect(item("a")).unwrap();
    desk.does("up");
    let rect = desk.editor.screen_rect(item("a")).unwrap();
    let zoom = desk.editor.camera().zoom;
    assert!(zoom < 1.0 && rect != under);
    // The place that was taken, 100 and 20 into the node, is where the pointer is.
    let (x, y) = (rect.x + 100.0 * zoom, rect.y + 20.0 * zoom);
    assert!(
        (x - 700.0).abs() <= 7.0 && (y - 500.0).abs() <= 7.0,
        "{x} {y}"
    );
}

const CHAIN: &str = "a:load@0,0 b:blur@400,0 c:save@800,0 a.image>b.image b.image>c.image";
const SHAKE: &str = "down 500,20; move 550,200; move 450,200; move 550,200; move 450,200; move 550,200; move 450,200";

/// C18
#[test]
fn a_shaken_node_leaves_its_wires_and_they_close_behind_it() {
    let mut desk = Desk::new(CHAIN);
    let effects = desk.does(&format!("{SHAKE}; move 500,420; up"));
    assert_eq!(labels(&effects), ["Take Blur out of its wires"]);
    assert_eq!(desk.wires(), ["a.image>c.image"]);
    assert_eq!(desk.position("b"), (400.0, 400.0));
}

/// C3 C18
#[test]
fn escape_after_a_shake_leaves_the_wires_as_they_were() {
    let mut desk = Desk::new(CHAIN);
    let before = desk.document.clone();
    let effects = desk.does(&format!("{SHAKE}; esc; up"));
    assert_eq!(labels(&effects), [""; 0]);
    assert_eq!(desk.document, before);
}

/// C18
#[test]
fn a_slow_to_and_fro_is_no_shake() {
    let mut desk = Desk::new(CHAIN);
    let slow = SHAKE.replace("; ", "; wait 400; ");
    assert_eq!(labels(&desk.does(&format!("{slow}; up"))), ["Move Blur"]);
}

/// C19
#[test]
fn a_node_dropped_on_a_wire_goes_into_it() {
    let mut desk = Desk::new("a:load@0,0 b:blur@400,500 c:save@800,0 a.image>c.image");
    let (from, to) = (node("a"), node("c"));
    let before = (
        desk.editor.node_rect(from).unwrap(),
        desk.editor.node_rect(to).unwrap(),
    );
    desk.does("down 500,520; move 500,300; move 500,20");
    let overlay = desk.editor.overlay().to_string();
    assert!(overlay.contains("dashed"), "{overlay}");
    let effects = desk.does("up");
    assert_eq!(labels(&effects), ["Insert Blur between Load and Save"]);
    assert_eq!(desk.wires(), ["a.image>b.image", "b.image>c.image"]);
    assert_eq!(before.0, desk.editor.node_rect(from).unwrap());
}

/// C19
#[test]
fn a_node_that_has_wires_or_doesn_t_fit_stays_beside_the_wire() {
    for (kind, wire) in [("say", ""), ("blur", "d:load@0,600 d.image>b.image")] {
        let mut desk = Desk::new(&format!(
            "a:load@0,0 c:save@800,0 a.image>c.image b:{kind}@400,500 {wire}"
        ));
        let effects = desk.does("down 500,520; move 500,300; move 500,20; up");
        assert_eq!(labels(&effects).len(), 1);
        assert!(labels(&effects)[0].starts_with("Move"), "{kind}");
    }
}

/// C8 C19
#[test]
fn a_colleague_who_takes_the_wire_leaves_a_plain_move() {
    let mut desk = Desk::new("a:load@0,0 b:blur@400,500 c:save@800,0 a.image>c.image");
    desk.does("down 500,520; move 500,300; move 500,20");
    desk.colleague(Command::RemoveNode { id: node("c") });
    assert_eq!(labels(&desk.does("up")), ["Move Blur"]);
}

/// C19
#[test]
fn a_copy_goes_into_a_wire_as_well() {
    let mut desk = Desk::new(
        "a:load@0,0 b:blur@400,500 c:save@800,0 d:load@0,500 a.image>c.image d.image>b.image",
    );
    let effects = desk.does("down 500,520 alt; move 500,300; move 500,20; up");
    assert_eq!(labels(&effects), ["Insert Blur between Load and Save"]);
    assert_eq!(desk.document.wires().len(), 3);
}
