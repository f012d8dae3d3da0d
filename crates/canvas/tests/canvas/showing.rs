//! Tiles: what is painted again, and when.

use crate::desk::{Desk, commands, item, node};
use gesso_canvas::{
    Camera, CanvasAction, Input, NodeView, Repaint, RunLook, TILE_SIDE, TileId, Want,
};
use gesso_graph::Command;

const TWO: &str = "a:load@0,0 b:blur@3000,0";

/// Paints all that a frame asks for until it asks for nothing, as a backend does.
fn settle(desk: &mut Desk, time_ms: f64) -> Vec<TileId> {
    let mut painted = Vec::new();
    for step in 0..100 {
        let frame = desk.editor.frame(time_ms + f64::from(step) * 16.0);
        for paint in &frame.paint {
            assert!(desk.editor.paint_tile(paint.tile).is_some());
            painted.push(paint.tile);
        }
        if frame.paint.is_empty() && !frame.again {
            return painted;
        }
    }
    panic!("the tiles never come to rest");
}

/// The tiles in view that have to be painted.
fn wanted(frame: &Repaint) -> Vec<TileId> {
    let in_view = frame.paint.iter().filter(|paint| paint.want < Want::Ahead);
    in_view.map(|paint| paint.tile).collect()
}

fn is_stale(frame: &Repaint) -> bool {
    let mut in_view = frame.paint.iter().filter(|paint| paint.want < Want::Ahead);
    in_view.all(|paint| paint.want == Want::Stale)
}

#[test]
fn the_first_frame_paints_the_whole_view_at_once() {
    let mut desk = Desk::new(TWO);
    let frame = desk.editor.frame(0.0);
    assert_eq!(wanted(&frame).len(), 5 * 4);
}

/// C14
#[test]
fn a_pan_paints_only_what_comes_into_view() {
    let mut desk = Desk::new(TWO);
    settle(&mut desk, 0.0);
    desk.editor.set_camera(Camera {
        x: -100.0,
        y: 0.0,
        zoom: 1.0,
    });
    assert_eq!(wanted(&desk.editor.frame(5000.0)), []);
    // The next column was painted ahead.
    desk.editor.set_camera(Camera {
        x: -250.0,
        y: 0.0,
        zoom: 1.0,
    });
    assert_eq!(wanted(&desk.editor.frame(5016.0)), []);
    desk.editor.set_camera(Camera {
        x: -700.0,
        y: 0.0,
        zoom: 1.0,
    });
    let wanted = wanted(&desk.editor.frame(5032.0));
    assert!(
        !wanted.is_empty() && wanted.iter().all(|tile| tile.col > 5),
        "{wanted:?}"
    );
}

/// C14
#[test]
fn an_edit_paints_only_the_tiles_it_touches() {
    let mut desk = Desk::new(TWO);
    settle(&mut desk, 0.0);
    desk.editor.set_node_view(
        node("a"),
        NodeView {
            state: Some(RunLook::Done),
            ..NodeView::default()
        },
    );
    let frame = desk.editor.frame(5000.0);
    assert!(is_stale(&frame), "{frame:?}");
    let places: Vec<(i32, i32)> = wanted(&frame)
        .iter()
        .map(|tile| (tile.col, tile.row))
        .collect();
    assert_eq!(places, [(0, 0)]);
    let patch = desk.editor.paint_tile(frame.paint[0].tile).unwrap();
    assert!(patch.area.h < TILE_SIDE as f32, "{:?}", patch.area);
    settle(&mut desk, 6000.0);
    desk.editor.set_node_view(
        node("b"),
        NodeView {
            state: Some(RunLook::Done),
            ..NodeView::default()
        },
    );
    assert_eq!(wanted(&desk.editor.frame(7000.0)), []);
}

/// C14
#[test]
fn progress_selection_and_hover_paint_no_tile() {
    let mut desk = Desk::new(TWO);
    desk.editor.set_node_view(
        node("a"),
        NodeView {
            state: Some(RunLook::Running(0.1)),
            ..NodeView::default()
        },
    );
    settle(&mut desk, 0.0);
    desk.editor.set_node_view(
        node("a"),
        NodeView {
            state: Some(RunLook::Running(0.2)),
            ..NodeView::default()
        },
    );
    desk.does("move 100,20; click 100,20; move 120,30");
    assert_eq!(desk.editor.selection().first(), Some(&item("a")));
    assert_eq!(wanted(&desk.editor.frame(5000.0)), []);
}

/// C15
#[test]
fn zooming_stretches_tiles_and_rest_makes_them_sharp() {
    let mut desk = Desk::new(TWO);
    settle(&mut desk, 0.0);
    desk.editor.set_camera(Camera {
        x: 0.0,
        y: 0.0,
        zoom: 1.3,
    });
    let moving = desk.editor.frame(5000.0);
    let blits = desk.editor.cover().blits;
    assert_eq!(moving.paint, []);
    assert!(moving.again);
    assert!((blits[0].w - f64::from(TILE_SIDE) * 1.3).abs() <= 1.0);
    assert!(!settle(&mut desk, 5300.0).is_empty());
    desk.editor.frame(9000.0);
    let sharp = desk.editor.cover();
    assert!(
        sharp
            .blits
            .iter()
            .all(|blit| blit.w == f64::from(TILE_SIDE)),
        "{:?}",
        sharp.blits
    );
}

/// C15
#[test]
fn the_old_level_stays_under_the_new_one_until_that_is_whole() {
    let mut desk = Desk::new(TWO);
    settle(&mut desk, 0.0);
    desk.editor.set_camera(Camera {
        x: 0.0,
        y: 0.0,
        zoom: 0.3,
    });
    let first = desk.editor.frame(5000.0);
    let levels = |desk: &Desk| {
        let cover = desk.editor.cover();
        let mut levels: Vec<u32> = cover.blits.iter().map(|blit| blit.tile.level).collect();
        levels.dedup();
        levels
    };
    assert_eq!(levels(&desk).len(), 2);
    assert!(first.forget.is_empty());
    settle(&mut desk, 5000.0);
    desk.editor.frame(9000.0);
    assert_eq!(levels(&desk).len(), 1);
}

#[test]
fn tiles_share_their_edges_at_every_zoom() {
    let mut desk = Desk::new(TWO);
    settle(&mut desk, 0.0);
    for step in 1..20 {
        let zoom = 1.0 - f64::from(step) * 0.02;
        desk.editor.set_camera(Camera {
            x: 13.7,
            y: 3.1,
            zoom,
        });
        desk.editor.frame(5000.0 + f64::from(step));
        let blits = desk.editor.cover().blits;
        for pair in blits
            .windows(2)
            .filter(|pair| pair[0].tile.row == pair[1].tile.row && pair[0].x < pair[1].x)
        {
            assert_eq!(pair[0].x + pair[0].w, pair[1].x);
        }
    }
}

/// C14
#[test]
fn a_long_walk_forgets_tiles() {
    let mut desk = Desk::new(TWO);
    let (mut painted, mut forgotten) = (0, 0);
    for step in 0..200 {
        desk.editor.set_camera(Camera {
            x: f64::from(step) * -256.0,
            y: 0.0,
            zoom: 1.0,
        });
        let frame = desk.editor.frame(f64::from(step) * 16.0);
        forgotten += frame.forget.len();
        for paint in frame.paint {
            desk.editor.paint_tile(paint.tile);
            painted += 1;
        }
    }
    assert!(
        painted - forgotten < 160,
        "{painted} painted, {forgotten} forgotten"
    );
}

/// C14
#[test]
fn a_draft_shows_the_same_tiles_with_fewer_pixels() {
    let mut desk = Desk::new(TWO);
    desk.editor.input(Input::Resize {
        w: 600.0,
        h: 400.0,
        dpr: 2.0,
    });
    settle(&mut desk, 0.0);
    let sharp = desk.editor.cover().blits;
    desk.editor.set_draft(Some(1.0));
    assert_eq!(wanted(&desk.editor.frame(5000.0)), []);
    let draft = desk.editor.cover().blits;
    assert_eq!(draft.len(), sharp.len());
    for (draft, sharp) in draft.iter().zip(&sharp) {
        assert_eq!(
            (draft.tile, draft.x, draft.w),
            (sharp.tile, sharp.x / 2.0, sharp.w / 2.0)
        );
    }
    desk.editor.set_draft(None);
    assert_eq!(desk.editor.cover().blits, sharp);
}

/// C14
#[test]
fn a_long_wire_damages_only_what_it_crosses() {
    let mut desk = Desk::new("a:load@0,0 b:blur@9000,9000");
    desk.editor.set_camera(Camera {
        x: 100.0,
        y: -4000.0,
        zoom: 1.0,
    });
    settle(&mut desk, 0.0);
    // From one corner to the other, far from what is in view, which its bounds hold.
    desk.colleague(commands("a.image>b.image").remove(0));
    assert_eq!(wanted(&desk.editor.frame(5000.0)), []);
}

/// C13
#[test]
fn a_node_that_comes_back_shows_what_its_run_left() {
    let mut desk = Desk::new(TWO);
    let failed = NodeView {
        state: Some(RunLook::Failed),
        ..NodeView::default()
    };
    desk.editor.set_node_view(node("a"), failed);
    let before = desk.editor.display();
    desk.colleague(Command::RemoveNode { id: node("a") });
    assert_ne!(desk.editor.display(), before);
    desk.colleague(commands("a:load@0,0").remove(0));
    assert_eq!(desk.editor.display(), before);
}

/// C12
#[test]
fn what_opens_is_looked_at_without_a_flight_and_painted_sharp_at_once() {
    let mut desk = Desk::new("");
    settle(&mut desk, 16.0);
    desk.colleague(commands("a:load@0,0").remove(0));
    desk.colleague(commands("b:blur@9000,4000").remove(0));
    desk.editor.begin();
    desk.act(CanvasAction::FitAll);
    assert!(desk.editor.camera().zoom < 0.5);
    let frame = desk.editor.frame(5000.0);
    assert!(frame.sharp);
    let all = wanted(&frame);
    assert!(!all.is_empty());
    for tile in all {
        assert!(desk.editor.paint_tile(tile).is_some());
    }
    assert!(!desk.editor.cover().gaps);
}
