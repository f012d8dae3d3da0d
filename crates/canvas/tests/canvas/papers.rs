//! Frames and notes.

use crate::desk::{Desk, labels};
use gesso_canvas::{CanvasAction, Effect};
use gesso_graph::{FrameId, ItemId, NoteId, Rect};

const FRAMED: &str = "frame1@0,0,600×400 a:load@50,60 b:say@500,60 note1@20,320,200×60";

/// C6
#[test]
fn a_frame_carries_what_is_in_it() {
    let mut desk = Desk::new(FRAMED);
    let effects = desk.does("down 300,10; move 400,110; up");
    assert_eq!(labels(&effects), ["Move frame “Group”"]);
    assert_eq!(desk.position("a"), (150.0, 160.0));
    assert_eq!(desk.position("b"), (500.0, 60.0));
    assert_eq!(desk.document.notes()[&NoteId(1)].position.x, 120.0);
    assert_eq!(
        desk.document.frames()[&FrameId(1)].rect,
        Rect::new(100.0, 100.0, 600.0, 400.0)
    );
}

/// C6
#[test]
fn a_node_over_the_edge_of_a_frame_is_in_it_by_its_middle() {
    for (x, is_in) in [(480.0, true), (500.0, false)] {
        let mut desk = Desk::new(&format!("frame1@0,0,600×400 b:say@{x},60"));
        desk.does("down 300,10; move 400,110; up");
        let moved = if is_in { (x + 100.0, 160.0) } else { (x, 60.0) };
        assert_eq!(desk.position("b"), moved);
    }
}

#[test]
fn a_drag_inside_a_frame_is_a_marquee() {
    let mut desk = Desk::new(FRAMED);
    desk.does("down 40,50; move 300,310; up");
    assert_eq!(desk.selected(), "a");
}

/// C2
#[test]
fn a_frame_is_resized_by_its_corner() {
    let mut desk = Desk::new(FRAMED);
    let effects = desk.does("down 595,395; move 695,445; up");
    assert_eq!(labels(&effects), ["Resize frame “Group”"]);
    assert_eq!(
        desk.document.frames()[&FrameId(1)].rect,
        Rect::new(0.0, 0.0, 700.0, 450.0)
    );
}

#[test]
fn nothing_is_resized_to_nothing() {
    let mut desk = Desk::new(FRAMED);
    desk.does("down 215,375; move -900,-900; up");
    let size = desk.document.notes()[&NoteId(1)].size;
    assert!(size.w >= 96.0 && size.h >= 48.0, "{size:?}");
}

#[test]
fn double_clicks_edit_words() {
    let mut desk = Desk::new(FRAMED);
    assert!(
        desk.does("double 300,10")
            .contains(&Effect::EditTitle(ItemId::Frame(FrameId(1))))
    );
    assert!(
        desk.does("wait 900; double 100,350")
            .contains(&Effect::EditNote(NoteId(1)))
    );
}

#[test]
fn a_new_frame_goes_around_the_selection() {
    let mut desk = Desk::new("a:load@100,100 b:blur@400,100");
    desk.act(CanvasAction::SelectAll);
    desk.act(CanvasAction::Group);
    let frame = desk.document.frames().values().next().unwrap();
    let inside = |name: &str| {
        frame
            .rect
            .contains_rect(desk.editor.node_rect(crate::desk::node(name)).unwrap())
    };
    assert!(inside("a") && inside("b"));
}

/// C34
#[test]
fn the_sign_at_a_frame_s_title_asks_to_run_what_is_in_it() {
    for mut desk in [Desk::new(FRAMED), Desk::touch(FRAMED), Desk::pen(FRAMED)] {
        let effects = desk.does("click 585,16");
        assert!(
            effects.contains(&Effect::RunFrame(FrameId(1))),
            "{effects:?}"
        );
        let effects = desk.does("wait 600; click 300,16");
        assert!(
            !effects
                .iter()
                .any(|effect| matches!(effect, Effect::RunFrame(_))),
            "{effects:?}"
        );
    }
}
