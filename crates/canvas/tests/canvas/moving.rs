//! Moving with mouse, finger and pen, and copies with Alt.

use crate::desk::{Desk, labels, node};
use gesso_canvas::CanvasAction;
use gesso_graph::Command;

const TWO: &str = "a:load@0,0 b:blur@400,0";

/// C2
#[test]
fn a_drag_on_an_unselected_node_selects_and_moves_it_in_one_step() {
    let mut desk = Desk::new(TWO);
    let effects = desk.does("down 100,20; move 110,20; move 150,60; up");
    assert_eq!(labels(&effects), ["Move Load"]);
    assert_eq!(desk.selected(), "a");
    assert_eq!(desk.position("a"), (50.0, 40.0));
}

/// C2
#[test]
fn a_drag_on_a_selected_node_moves_the_selection() {
    let mut desk = Desk::new(TWO);
    desk.act(CanvasAction::SelectAll);
    let effects = desk.does("down 100,20; move 130,20; up");
    assert_eq!(labels(&effects), ["Move 2 nodes"]);
    assert_eq!(
        (desk.position("a"), desk.position("b")),
        ((30.0, 0.0), (430.0, 0.0))
    );
}

#[test]
fn a_drag_measures_in_the_world_not_on_the_screen() {
    let mut desk = Desk::new(TWO);
    desk.editor.set_camera(gesso_canvas::Camera {
        x: 0.0,
        y: 0.0,
        zoom: 0.5,
    });
    desk.does("down 50,10; move 70,10; up");
    assert_eq!(desk.position("a"), (40.0, 0.0));
}

/// C5
#[test]
fn a_finger_moves_only_what_is_selected() {
    let mut desk = Desk::touch(TWO);
    assert_eq!(
        labels(&desk.does("down 100,20; move 160,20; up; wait 2000")),
        [""; 0]
    );
    assert_eq!(desk.position("a"), (0.0, 0.0));
    assert!(desk.editor.camera().x > 0.0);
    desk.editor.set_camera(Default::default());
    let effects = desk.does("click 100,20; down 100,20; move 160,20; up");
    assert_eq!(labels(&effects), ["Move Load"]);
}

/// C3
#[test]
fn escape_blur_cancel_and_a_second_finger_put_things_back() {
    for (end, touch) in [
        ("esc; up", false),
        ("blur; up", false),
        ("cancel", false),
        ("down 500,500 #2", true),
    ] {
        let mut desk = if touch {
            Desk::touch(TWO)
        } else {
            Desk::new(TWO)
        };
        desk.does("click 100,20; down 100,20; move 300,300");
        let effects = desk.does(end);
        assert_eq!(labels(&effects), [""; 0], "{end}");
        assert_eq!(desk.position("a"), (0.0, 0.0), "{end}");
        if !touch {
            assert!(!desk.editor.is_busy(), "{end}");
        }
    }
}

/// C8
#[test]
fn a_colleague_who_removes_what_i_drag_takes_it_out_of_my_hand() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 200,20");
    desk.colleague(Command::RemoveNode { id: node("a") });
    assert_eq!(labels(&desk.does("move 300,20; up")), [""; 0]);
    assert!(!desk.editor.is_busy());
}

/// C2
#[test]
fn alt_drag_leaves_the_original_and_selects_the_copy() {
    let mut desk = Desk::new(TWO);
    let effects = desk.does("down 100,20 alt; move 100,220; up");
    assert_eq!(labels(&effects), ["Duplicate Load"]);
    assert_eq!(desk.position("a"), (0.0, 0.0));
    assert_eq!(desk.document.nodes().len(), 3);
    assert_ne!(desk.selected(), "a");
    assert_eq!(desk.editor.selection().len(), 1);
}

#[test]
fn a_drag_back_to_where_it_began_is_no_step() {
    let mut desk = Desk::new(TWO);
    assert_eq!(
        labels(&desk.does("down 100,20; move 200,20; move 100,20; up")),
        [""; 0]
    );
}

#[test]
fn things_in_hand_are_drawn_where_they_would_go() {
    let mut desk = Desk::new(TWO);
    desk.does("down 100,20; move 200,120");
    assert!(desk.editor.overlay().to_string().contains("text \"Load\""));
    let tile = desk.editor.frame(0.0).paint[0].tile;
    let base = desk.editor.paint_tile(tile).unwrap().list.to_string();
    assert!(!base.contains("text \"Load\""), "{base}");
}
