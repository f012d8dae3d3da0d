//! Moving and zooming the canvas.

use crate::desk::{Desk, labels};
use gesso_canvas::{Camera, CanvasAction, Device, Px, Viewport};
use gesso_graph::{Point, Rect};

#[test]
fn the_wheel_pans_and_with_ctrl_zooms_about_the_pointer() {
    let mut desk = Desk::new("a:load@0,0");
    desk.does("wheel 30,50");
    assert_eq!(
        desk.editor.camera(),
        Camera {
            x: -30.0,
            y: -50.0,
            zoom: 1.0
        }
    );
    let under = desk.editor.to_world(Px::new(600.0, 400.0));
    desk.does("wheel 0,-100 ctrl");
    assert!(desk.editor.camera().zoom > 1.0);
    let still = desk.editor.to_world(Px::new(600.0, 400.0));
    assert!((under.x - still.x).abs() < 1e-6 && (under.y - still.y).abs() < 1e-6);
}

#[test]
fn space_middle_button_and_a_finger_on_nothing_pan() {
    for (down, touch) in [
        ("down 700,700 space", false),
        ("down 700,700 middle", false),
        ("down 700,700", true),
    ] {
        let mut desk = if touch {
            Desk::touch("a:load@0,0")
        } else {
            Desk::new("a:load@0,0")
        };
        desk.does(down);
        desk.does("move 650,690; wait 300; up");
        assert_eq!(
            desk.editor.camera(),
            Camera {
                x: -50.0,
                y: -10.0,
                zoom: 1.0
            },
            "{down}"
        );
    }
}

#[test]
fn a_pen_draws_a_marquee_where_a_finger_pans() {
    let mut desk = Desk::pen("a:load@100,100");
    desk.does("down 50,50; move 700,700; up");
    assert_eq!(desk.selected(), "a");
}

#[test]
fn a_thrown_canvas_glides_and_comes_to_rest() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does("down 700,700; move 680,700; move 640,700; move 600,700; up");
    let thrown = desk.editor.camera().x;
    assert!(desk.editor.wants_tick());
    desk.does("wait 3000");
    assert!(desk.editor.camera().x < thrown - 20.0);
    assert!(!desk.editor.wants_tick());
}

/// C10
#[test]
fn two_fingers_pan_and_zoom_about_their_middle() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does("down 400,400 #1; down 600,400 #2");
    let under = desk.editor.to_world(Px::new(500.0, 400.0));
    let effects = desk.does("move 300,400 #1; move 700,400 #2; up #1; up #2");
    assert_eq!(labels(&effects), [""; 0]);
    assert!((desk.editor.camera().zoom - 2.0).abs() < 1e-9);
    let still = desk.editor.to_world(Px::new(500.0, 400.0));
    assert!((under.x - still.x).abs() < 1e-6 && (under.y - still.y).abs() < 1e-6);
}

/// C10
#[test]
fn a_finger_left_over_from_a_pinch_does_nothing() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does("down 400,400 #1; down 600,400 #2; up #1");
    let camera = desk.editor.camera();
    desk.does("move 100,100 #2; up #2");
    assert_eq!(desk.editor.camera(), camera);
    assert_eq!(desk.selected(), "");
}

/// C10
#[test]
fn a_new_finger_joins_the_one_that_is_left_in_another_pinch() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does("down 400,400 #1; down 600,400 #2; up #1; down 400,400 #3; move 200,400 #3");
    assert!((desk.editor.camera().zoom - 2.0).abs() < 1e-9);
    let x = desk.editor.camera().x;
    desk.does("up #2; up #3; down 300,700; move 350,700; wait 100; up");
    assert_eq!(desk.editor.camera().x, x + 50.0);
}

/// C10
#[test]
fn with_a_third_finger_on_the_screen_a_new_one_still_pinches() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does("down 400,400 #1; down 600,400 #2; down 600,600 #3; up #1; up #2");
    let zoom = desk.editor.camera().zoom;
    desk.does("down 600,400 #4; move 600,200 #4; up #4; up #3");
    assert!((desk.editor.camera().zoom - zoom * 2.0).abs() < 1e-9);
}

/// C5
#[test]
fn the_hand_beside_a_pen_changes_nothing() {
    let mut desk = Desk::pen("a:load@100,100");
    desk.does("down 50,50 #9; move 80,80 #9");
    desk.device(Device::Touch);
    desk.does("down 600,600 #1; move 640,640 #1");
    let camera = desk.editor.camera();
    // The system tells the two apart a little later than we do.
    desk.does("cancel #1");
    desk.device(Device::Pen);
    desk.does("move 700,700 #9; up #9");
    assert_eq!(desk.selected(), "a");
    desk.device(Device::Touch);
    desk.does("down 700,700 #2; wait 800; up #2");
    assert_eq!(desk.selected(), "a");
    assert_eq!(desk.editor.camera(), camera);
}

/// C5
#[test]
fn a_pen_takes_over_from_two_fingers() {
    let mut desk = Desk::touch("a:load@100,100");
    desk.does("down 600,600 #1; down 640,700 #2");
    desk.device(Device::Pen);
    desk.does("down 50,50 #9; move 700,700 #9; up #9");
    assert_eq!(desk.selected(), "a");
}

/// C3 C10
#[test]
fn after_a_blur_the_next_finger_starts_anew() {
    let mut desk = Desk::touch("a:load@0,0");
    desk.does(
        "down 400,400 #1; down 600,400 #2; blur; down 300,700 #3; move 360,700 #3; wait 100; up #3",
    );
    assert_eq!(desk.editor.camera().x, 60.0);
}

#[test]
fn fitting_shows_everything_and_never_enlarges() {
    let mut desk = Desk::new("a:load@-4000,-3000 b:blur@5000,2000");
    desk.act(CanvasAction::FitAll);
    let viewport = Viewport {
        w: 1200.0,
        h: 800.0,
        dpr: 1.0,
    };
    let visible = desk.editor.camera().visible(viewport);
    assert!(
        visible.contains(Point::new(-4000.0, -3000.0))
            && visible.contains(Point::new(5216.0, 2100.0))
    );
    let near = Camera::fitting(Rect::new(0.0, 0.0, 10.0, 10.0), viewport, 64.0);
    assert_eq!(near.zoom, 1.0);
}

/// C30
#[test]
fn a_camera_on_its_way_says_where_it_goes() {
    let mut desk = Desk::new("a:load@-4000,-3000 b:blur@5000,2000");
    desk.editor.frame(1000.0);
    desk.act(CanvasAction::FitAll);
    let there = desk.editor.destination();
    assert_ne!(desk.editor.camera(), there);
    desk.does("wait 300");
    assert_eq!(desk.editor.camera(), there);
}

#[test]
fn revealing_moves_no_more_than_it_must() {
    let mut desk = Desk::new("a:load@100,100 b:blur@3000,100");
    let before = desk.editor.camera();
    desk.editor.reveal(crate::desk::item("a"));
    assert_eq!(desk.editor.camera(), before);
    desk.editor.reveal(crate::desk::item("b"));
    let rect = desk.editor.screen_rect(crate::desk::item("b")).unwrap();
    assert!(rect.x > 0.0 && rect.x + rect.w < 1200.0, "{rect:?}");
    assert_eq!(desk.editor.camera().y, before.y);
}

#[test]
fn what_was_added_is_brought_in_as_small_as_everything_is() {
    let mut desk = Desk::new("a:load@100,100 b:blur@30000,100");
    for _ in 0..8 {
        desk.act(CanvasAction::ZoomOut);
    }
    let far = desk.editor.destination().zoom;
    assert!(far < 0.25, "{far}");
    desk.editor.bring_in(crate::desk::item("b"));
    assert_eq!(desk.editor.destination().zoom, far);
    desk.does("wait 1000");
    let rect = desk.editor.screen_rect(crate::desk::item("b")).unwrap();
    assert!(rect.x > 0.0 && rect.x + rect.w < 1200.0, "{rect:?}");
}

/// C11
#[test]
fn the_camera_stays_within_its_limits() {
    let mut desk = Desk::new("a:load@0,0");
    for _ in 0..200 {
        desk.does("wheel 0,-1000 ctrl");
    }
    assert_eq!(desk.editor.camera().zoom, Camera::MAX_ZOOM);
    for _ in 0..400 {
        desk.does("wheel 0,1000 ctrl");
    }
    assert_eq!(desk.editor.camera().zoom, Camera::MIN_ZOOM);
    desk.editor.set_camera(Camera {
        x: f64::NAN,
        y: f64::INFINITY,
        zoom: -3.0,
    });
    let Camera { x, y, zoom } = desk.editor.camera();
    assert!(x.is_finite() && y.is_finite() && zoom >= Camera::MIN_ZOOM);
}
