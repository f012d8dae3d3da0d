//! Selecting by click and marquee.

use crate::desk::{Desk, item, labels, node};
use gesso_canvas::{CanvasAction, Effect};
use gesso_graph::{Command, ItemId};

const TWO: &str = "a:load@0,0 b:blur@400,0";

/// C1
#[test]
fn a_small_wobble_is_a_click_not_a_drag() {
    let mut desk = Desk::new(TWO);
    let effects = desk.does("down 100,20; move 102,21; up");
    assert_eq!(desk.selected(), "a");
    assert_eq!(labels(&effects), [""; 0]);
    assert_eq!(desk.position("a"), (0.0, 0.0));
}

/// C1
#[test]
fn a_finger_may_wobble_more_than_a_mouse() {
    let mut desk = Desk::touch(TWO);
    desk.does("down 100,20; move 107,24; up");
    assert_eq!(desk.selected(), "a");
}

#[test]
fn a_click_selects_and_a_click_on_nothing_selects_nothing() {
    let mut desk = Desk::new(TWO);
    assert_eq!(desk.does("click 100,20"), [Effect::SelectionChanged]);
    assert_eq!(desk.selected(), "a");
    desk.does("click 500,20");
    assert_eq!(desk.selected(), "b");
    desk.does("wait 600; click 300,700");
    assert_eq!(desk.selected(), "");
}

#[test]
fn shift_and_ctrl_clicks_add_and_take_away() {
    let mut desk = Desk::new(TWO);
    desk.does("click 100,20; click 500,20 shift");
    assert_eq!(desk.selected(), "ab");
    desk.does("wait 600; click 100,20 ctrl");
    assert_eq!(desk.selected(), "b");
}

/// C4
#[test]
fn a_marquee_to_the_right_encloses_and_to_the_left_touches() {
    let mut desk = Desk::new(TWO);
    desk.does("down -20,-20; move 450,600; up");
    assert_eq!(desk.selected(), "a");
    desk.does("down 450,600; move -20,-20; up");
    assert_eq!(desk.selected(), "ab");
}

/// C4
#[test]
fn shift_adds_a_marquee_to_the_selection() {
    let mut desk = Desk::new(TWO);
    desk.does("click 500,20; down -20,-20 shift; move 300,600; up");
    assert_eq!(desk.selected(), "ab");
}

/// C3
#[test]
fn escape_brings_back_what_was_selected_before_the_marquee() {
    let mut desk = Desk::new(TWO);
    desk.does("click 500,20; down -20,-20; move 300,600; esc");
    assert_eq!(desk.selected(), "b");
    desk.does("move 900,900; up");
    assert_eq!(desk.selected(), "b");
}

#[test]
fn escape_with_nothing_under_way_selects_nothing() {
    let mut desk = Desk::new(TWO);
    desk.does("click 500,20; esc");
    assert_eq!(desk.selected(), "");
}

#[test]
fn double_clicks_open_what_they_are_on() {
    let mut desk = Desk::new(TWO);
    assert!(
        desk.does("double 100,20")
            .contains(&Effect::EditTitle(item("a")))
    );
    assert!(
        desk.does("wait 600; double 100,150")
            .contains(&Effect::View(node("a")))
    );
    let effects = desk.does("wait 600; double 700,700");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::OpenSearch { wire: None, .. })),
        "{effects:?}"
    );
}

#[test]
fn ctrl_shift_click_views_a_result() {
    let mut desk = Desk::new(TWO);
    assert_eq!(
        desk.does("click 100,20 ctrl shift"),
        [Effect::View(node("a"))]
    );
}

#[test]
fn the_menu_selects_what_it_is_opened_on() {
    let mut desk = Desk::new(TWO);
    let effects = desk.does("click 100,20 right");
    assert_eq!(desk.selected(), "a");
    assert!(
        matches!(effects.last(), Some(Effect::OpenMenu { on: Some(on), .. }) if *on == item("a"))
    );
    desk.act(CanvasAction::SelectAll);
    desk.does("click 100,20 right");
    assert_eq!(desk.selected(), "ab");
}

#[test]
fn a_long_press_opens_the_menu_when_the_finger_lifts() {
    let mut desk = Desk::touch(TWO);
    let effects = desk.does("down 100,20; wait 600; up");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::OpenMenu { on: Some(_), .. })),
        "{effects:?}"
    );
}

/// C4
#[test]
fn a_long_press_and_drag_is_a_marquee() {
    let mut desk = Desk::touch(TWO);
    desk.does("down 350,600; wait 600; move -20,-20; up");
    assert_eq!(desk.selected(), "a");
}

#[test]
fn the_second_tap_on_a_node_opens_its_parameters() {
    let mut desk = Desk::touch(TWO);
    assert_eq!(desk.does("click 100,20"), [Effect::SelectionChanged]);
    assert_eq!(
        desk.does("wait 900; click 100,20"),
        [Effect::OpenInspector(node("a"))]
    );
}

/// C8
#[test]
fn what_a_colleague_removes_leaves_the_selection() {
    let mut desk = Desk::new(TWO);
    desk.act(CanvasAction::SelectAll);
    desk.colleague(Command::RemoveNode { id: node("a") });
    assert_eq!(desk.does(""), [Effect::SelectionChanged]);
    assert_eq!(desk.selected(), "b");
}

/// C2
#[test]
fn actions_are_one_step_with_a_name() {
    let mut desk = Desk::new(TWO);
    desk.act(CanvasAction::SelectAll);
    assert_eq!(
        labels(&desk.act(CanvasAction::Nudge { dx: 0.0, dy: 8.0 })),
        ["Move 2 nodes"]
    );
    assert_eq!(
        labels(&desk.act(CanvasAction::Duplicate)),
        ["Duplicate 2 nodes"]
    );
    assert_eq!(desk.editor.selection().len(), 2);
    assert_eq!(labels(&desk.act(CanvasAction::Group)), ["Frame 2 nodes"]);
    assert!(matches!(
        desk.editor.selection().first(),
        Some(ItemId::Frame(_))
    ));
    assert_eq!(
        labels(&desk.act(CanvasAction::Delete)),
        ["Delete frame “Frame”"]
    );
    assert_eq!(desk.document.nodes().len(), 4);
}

/// C9
#[test]
fn copies_are_selected_before_they_are_in_the_document() {
    let mut desk = Desk::new(TWO);
    desk.does("click 100,20");
    desk.act(CanvasAction::Duplicate);
    let copy = *desk.editor.selection().first().unwrap();
    assert_ne!(copy, item("a"));
    desk.colleague(Command::SetTitle {
        id: node("b"),
        title: Some("Soft".into()),
    });
    assert_eq!(desk.editor.selection().first(), Some(&copy));
}

/// C4
#[test]
fn a_marquee_with_shift_adds_and_with_ctrl_toggles() {
    let mut desk = Desk::new("a:load@100,100 b:blur@500,100");
    desk.does("click 200,110; down 450,50 shift; move 900,700; up");
    assert_eq!(desk.selected(), "ab");
    desk.does("down 450,50 ctrl; move 900,700; up");
    assert_eq!(desk.selected(), "a");
    desk.does("down 50,50 ctrl; move 900,700; esc; up");
    assert_eq!(desk.selected(), "a");
}

/// C5
#[test]
fn while_a_pen_is_in_use_a_finger_only_pans() {
    let mut desk = Desk::pen("a:load@100,100");
    desk.does("click 200,110; wait 600");
    desk.device(gesso_canvas::Device::Touch);
    desk.does("down 200,110; move 260,110; wait 100; up");
    assert_eq!(desk.position("a"), (100.0, 100.0));
    assert_eq!(desk.editor.camera().x, 60.0);
    desk.does("wait 31000; down 260,110; move 320,110; up");
    assert_eq!(desk.position("a"), (160.0, 100.0));
}
