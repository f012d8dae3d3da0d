//! Where the viewer looks, and the tiles that takes.

use gesso_app::editor::viewer::eye::{Eye, TILE, TileAt, levels, seen};
use proptest::prelude::*;

const PHOTO: (u32, u32) = (6000, 4000);
const VIEW: (f64, f64) = (800.0, 600.0);

#[test]
fn a_large_picture_is_shown_whole_and_in_the_middle() {
    let eye = Eye::fitting(PHOTO, VIEW);
    let right = VIEW.0 - (eye.x + 6000.0 * eye.zoom);
    let bottom = VIEW.1 - (eye.y + 4000.0 * eye.zoom);
    assert!(eye.x > 0.0 && eye.y > 0.0);
    assert!((eye.x - right).abs() < 1e-6 && (eye.y - bottom).abs() < 1e-6);
}

#[test]
fn a_small_picture_is_not_enlarged_to_fit() {
    assert_eq!(Eye::fitting((100, 100), VIEW).zoom, 1.0);
}

#[test]
fn what_is_under_the_pointer_stays_there_while_zooming() {
    let eye = Eye::fitting(PHOTO, VIEW);
    let at = (300.0, 200.0);
    assert_eq!(
        eye.pixel(PHOTO, at),
        eye.zoomed(eye.zoom * 4.0, at).pixel(PHOTO, at)
    );
}

#[test]
fn beside_the_picture_is_no_pixel() {
    let eye = Eye {
        zoom: 1.0,
        x: 10.0,
        y: 10.0,
    };
    assert_eq!(eye.pixel((4, 4), (9.9, 12.0)), None);
    assert_eq!(eye.pixel((4, 4), (10.0, 10.0)), Some((0, 0)));
    assert_eq!(eye.pixel((4, 4), (13.9, 13.9)), Some((3, 3)));
    assert_eq!(eye.pixel((4, 4), (14.0, 12.0)), None);
}

#[test]
fn the_last_level_is_one_tile() {
    assert_eq!(levels((1, 1)), 1);
    assert_eq!(levels((256, 256)), 1);
    assert_eq!(levels((257, 10)), 2);
    assert_eq!(levels((1024, 10)), 3);
    assert_eq!(levels((1025, 10)), 4);
}

#[test]
fn a_picture_seen_whole_takes_few_tiles() {
    let tiles = seen(PHOTO, Eye::fitting(PHOTO, VIEW), VIEW, 1.0);
    assert!(
        !tiles.is_empty() && tiles.len() <= 30,
        "{} tiles",
        tiles.len()
    );
}

#[test]
fn full_size_is_seen_in_full_size_tiles() {
    let tiles = seen(
        PHOTO,
        Eye {
            zoom: 1.0,
            x: 0.0,
            y: 0.0,
        },
        VIEW,
        1.0,
    );
    assert!(tiles.iter().all(|tile| tile.level == 0));
    assert_eq!(tiles.len(), 4 * 3);
}

#[test]
fn at_100_percent_a_pixel_of_the_picture_is_one_of_the_screen() {
    let eye = Eye {
        zoom: 1.0,
        x: -1234.5,
        y: 0.3,
    };
    let eye = eye.snapped(1.0);
    assert_eq!((eye.x, eye.y), (-1235.0, 0.0));
    assert_eq!(
        eye.place((256.0, 512.0), (512.0, 600.0), 1.0),
        [256.0, 512.0, 256.0, 88.0]
    );
}

#[test]
fn a_dense_screen_gets_sharper_tiles() {
    let eye = Eye {
        zoom: 0.5,
        x: 0.0,
        y: 0.0,
    };
    let level = |dpr| seen(PHOTO, eye, VIEW, dpr)[0].level;
    assert_eq!((level(1.0), level(2.0)), (1, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_pixel_in_sight_lies_in_a_tile_that_is_asked_for(
        (w, h) in (1_u32..5000, 1_u32..5000), zoom in 0.02_f64..8.0, x in -3000.0_f64..500.0, y in -3000.0_f64..500.0,
        at in (0.0_f64..800.0, 0.0_f64..600.0),
    ) {
        let eye = Eye { zoom, x, y };
        if let Some((px, py)) = eye.pixel((w, h), at) {
            let tiles = seen((w, h), eye, VIEW, 1.0);
            let holds = |tile: &TileAt| {
                let ((left, top), (right, bottom)) = tile.corners((w, h));
                let (x, y) = (f64::from(px) + 0.5, f64::from(py) + 0.5);
                x >= left && x <= right && y >= top && y <= bottom
            };
            prop_assert!(tiles.iter().any(holds));
        }
    }

    #[test]
    fn tiles_never_lie_outside_the_picture((w, h) in (1_u32..5000, 1_u32..5000), zoom in 0.02_f64..8.0) {
        for tile in seen((w, h), Eye { zoom, x: 0.0, y: 0.0 }, VIEW, 2.0) {
            let ((left, top), (right, bottom)) = tile.corners((w, h));
            prop_assert!(left < right && top < bottom && right <= f64::from(w) && bottom <= f64::from(h));
        }
    }

    #[test]
    fn tiles_meet_on_pixels_of_the_screen(
        (w, h) in (300_u32..5000, 1_u32..5000), zoom in 0.02_f64..8.0, x in -3000.0_f64..500.0, dpr in prop_oneof![Just(1.0), Just(1.5), Just(3.0)],
    ) {
        let eye = Eye { zoom, x, y: 0.0 }.snapped(dpr);
        let is_whole = |at: f64| (at * dpr - (at * dpr).round()).abs() < 1e-6;
        prop_assert!(is_whole(eye.x));
        let place = |col| {
            let (from, to) = TileAt { level: 0, col, row: 0 }.corners((w, h));
            eye.place(from, to, dpr)
        };
        let ([left, _, width, _], [next, ..]) = (place(0), place(1));
        prop_assert!((left + width - next).abs() < 1e-9);
        prop_assert!(is_whole(left) && is_whole(next));
    }

    #[test]
    fn a_pixel_is_in_the_tile_that_is_asked_for_its_value((x, y) in (0_u32..50_000, 0_u32..50_000)) {
        let (tile, (in_x, in_y)) = TileAt::of_pixel((x, y));
        prop_assert_eq!((tile.col * TILE + in_x, tile.row * TILE + in_y), (x, y));
    }
}

#[test]
fn what_is_thinner_than_a_pixel_of_the_screen_is_seen() {
    let eye = Eye::fitting((30_000, 10), (600.0, 400.0));
    let [_, _, width, height] = eye.place((0.0, 0.0), (30_000.0, 10.0), 2.0);
    assert_eq!((width, height), (576.0, 0.5));
}

#[test]
fn a_picture_beside_the_view_is_not_seen() {
    let eye = Eye::fitting((100, 100), (400.0, 400.0)).panned(-300.0, 0.0);
    assert!(!eye.sees((100, 100), (400.0, 400.0)));
    assert!(eye.panned(60.0, 0.0).sees((100, 100), (400.0, 400.0)));
    assert!(eye.sees((400, 100), (400.0, 400.0)));
}
