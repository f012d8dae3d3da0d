//! What is drawn by hand: curves, gradients, wheels, boxes, outlines, strokes, histograms.

use gesso_app::editor::shapes::boxes::{
    Crop, Held, Placed, corner_added, corner_moved, corner_removed, largest,
};
use gesso_app::editor::shapes::histogram::Histogram;
use gesso_app::editor::shapes::stroke::Brush;
use gesso_app::editor::shapes::wheel::{Scale, mean, puck, raised, values};
use gesso_app::editor::shapes::{curve, gradient, stroke};
use gesso_graph::numbers::{
    Stop, Touch, curve as read_curve, of_places, of_stops, of_strokes, stops, strokes,
};
use proptest::prelude::{Strategy, any, prop, prop_assert, proptest};

const STRAIGHT: [(f64, f64); 2] = [(0.0, 0.0), (1.0, 1.0)];

#[test]
fn a_point_is_added_in_its_place_and_none_upon_another() {
    let (points, at) = curve::added(&STRAIGHT, (0.25, 0.4)).expect("there is room");
    assert_eq!(
        (&points[..], at),
        (&[(0.0, 0.0), (0.25, 0.4), (1.0, 1.0)][..], 1)
    );
    assert_eq!(curve::added(&points, (0.255, 0.9)), None);
    assert_eq!(curve::added(&points, (1.2, 0.9)), None);
    assert_eq!(curve::widest(&points), (0.625, 0.7));
    assert_eq!(curve::removed(&points, 1).as_deref(), Some(&STRAIGHT[..]));
    assert_eq!(curve::removed(&STRAIGHT, 0), None);
}

#[test]
fn the_path_of_a_straight_curve_is_straight() {
    assert_eq!(
        curve::path(&STRAIGHT),
        "M0.00 100.00 L0.00 100.00 C33.33 66.67 66.67 33.33 100.00 0.00 L100.00 0.00"
    );
    assert_eq!(curve::path(&[]), "");
}

fn stop(at: f64, grey: f32) -> Stop {
    Stop {
        at,
        color: [grey, grey, grey, 1.0],
    }
}

#[test]
fn stops_pass_each_other_and_keep_their_colours() {
    let all = [stop(0.0, 0.0), stop(0.5, 0.5), stop(1.0, 1.0)];
    let (moved, at) = gradient::moved(&all, 0, 0.8);
    assert_eq!(
        (&moved[..], at),
        (&[stop(0.5, 0.5), stop(0.8, 0.0), stop(1.0, 1.0)][..], 1)
    );
    // At the same place as another it stays on its side.
    assert_eq!(gradient::moved(&all, 0, 0.5).1, 0);
    assert_eq!(gradient::moved(&all, 2, 0.5).1, 2);
    let (added, at) = gradient::added(&all, 0.25).expect("there is room");
    assert_eq!((added[1], at), (stop(0.25, 0.25), 1));
    assert_eq!(gradient::turned(&all)[0], stop(0.0, 1.0));
    assert_eq!(gradient::removed(&all, 1), Some(vec![all[0], all[2]]));
    assert_eq!(gradient::removed(&all[..2], 0), None);
    assert_eq!(
        gradient::css(&all[..2]),
        "linear-gradient(to right, rgb(0 0 0 / 1.000) 0.00%, rgb(128 128 128 / 1.000) 50.00%)"
    );
}

const SLOPE: Scale = Scale {
    rim: 0.5,
    hard: (0.0, 100.0),
};
const POWER: Scale = Scale {
    rim: -0.5,
    hard: (0.01, 100.0),
};

#[test]
fn a_wheel_gives_a_colour_more_and_the_others_less() {
    let near = |found: [f64; 3], wanted: [f64; 3]| {
        assert!(
            found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-3),
            "{found:?} {wanted:?}"
        );
    };
    near(values(1.0, (0.0, -1.0), SLOPE), [1.5, 0.75, 0.75]);
    near(values(1.0, (0.0, -9.0), SLOPE), [1.5, 0.75, 0.75]);
    near(values(1.0, (0.0, -1.0), POWER), [0.5, 1.25, 1.25]);
    near(values(1.2, (0.0, 0.0), SLOPE), [1.2; 3]);
    near(raised([1.1, 0.9, 1.0], 1.5, SLOPE), [1.6, 1.4, 1.5]);
}

#[test]
fn the_edges_of_a_box_never_pass_each_other_and_stay_in_the_picture() {
    let crop = Crop {
        x: 100,
        y: 50,
        w: 200,
        h: 100,
    };
    let size = (600, 400);
    let dragged = |grip, by| crop.dragged(grip, by, size);
    assert_eq!(
        dragged((-1, 0), (30.4, 99.0)),
        Crop {
            x: 130,
            w: 170,
            ..crop
        }
    );
    assert_eq!(
        dragged((-1, 0), (900.0, 0.0)),
        Crop {
            x: 299,
            w: 1,
            ..crop
        }
    );
    assert_eq!(
        dragged((-1, -1), (-900.0, -900.0)),
        Crop {
            x: 0,
            y: 0,
            w: 300,
            h: 150
        }
    );
    assert_eq!(
        dragged((1, 1), (900.0, 20.0)),
        Crop {
            w: 500,
            h: 120,
            ..crop
        }
    );
    assert_eq!(
        dragged((0, 0), (900.0, -900.0)),
        Crop {
            x: 400,
            y: 0,
            ..crop
        }
    );
    assert_eq!(crop.at((1, 0)), (300.0, 100.0));
    // What was outside may stay there.
    let outside = Crop { x: -20, ..crop };
    assert_eq!(outside.dragged((0, 0), (-5.0, 0.0), size).x, -20);
    assert_eq!(outside.dragged((0, 0), (5.0, 0.0), size).x, -15);
}

#[test]
fn the_largest_box_of_some_proportions_is_the_one_that_crop_keeps() {
    let found = largest((600, 400), "16_9", (50.0, 100.0));
    assert_eq!(
        found,
        Crop {
            x: 0,
            y: 63,
            w: 600,
            h: 337
        }
    );
    let found = largest((600, 400), "1_1", (50.0, 0.0));
    assert_eq!(
        found,
        Crop {
            x: 100,
            y: 0,
            w: 400,
            h: 400
        }
    );
}

#[test]
fn a_placed_picture_is_moved_scaled_and_turned_about_its_pivot() {
    let still = Placed {
        x: 0.0,
        y: 0.0,
        angle: 0.0,
        scale: 1.0,
        pivot: (300.0, 200.0),
    };
    let moved = still.dragged(Held::Whole, (10.0, 10.0), (35.2, 4.0), false);
    assert_eq!((moved.x, moved.y), (25.0, -6.0));
    assert_eq!(moved.at((0.0, 0.0)), (25.0, -6.0));
    let large = still.dragged(Held::Corner, (600.0, 400.0), (900.0, 600.0), false);
    assert_eq!(large.scale, 2.0);
    assert_eq!(large.at((0.0, 0.0)), (-300.0, -200.0));
    let turned = still.dragged(Held::Turn, (300.0, 0.0), (500.0, 200.0), false);
    assert_eq!(turned.angle, 90.0);
    let stepped = still.dragged(Held::Turn, (300.0, 0.0), (480.0, 190.0), true);
    assert_eq!(stepped.angle, 90.0);
    let (x, y) = turned.at((300.0, 0.0));
    assert!((x - 500.0).abs() < 1e-9 && (y - 200.0).abs() < 1e-9);
}

#[test]
fn a_corner_is_added_on_the_nearest_side() {
    let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let (more, at) = corner_added(&square, (0.9, 0.5), 9).expect("there is room");
    assert_eq!((more[at], at), ((0.9, 0.5), 2));
    assert_eq!(
        corner_added(&square, (0.1, 0.5), 9)
            .expect("there is room")
            .1,
        4
    );
    assert_eq!(corner_added(&square, (0.1, 0.5), 4), None);
    assert_eq!(corner_moved(&square, 0, (0.5, 9.0))[0], (0.5, 3.0));
    assert_eq!(
        corner_removed(&square, 0, 3).map(|left| left.len()),
        Some(3)
    );
    assert_eq!(corner_removed(&square[..3], 0, 3), None);
}

fn touch(x: f64, y: f64, pressure: f64) -> Touch {
    Touch { x, y, pressure }
}

const BRUSH: Brush = Brush {
    size: 40.0,
    hardness: 0.5,
    erases: false,
};

#[test]
fn a_straight_stroke_is_kept_as_its_ends_and_a_change_of_pressure_counts() {
    let straight: Vec<Touch> = (0..50)
        .map(|i| touch(f64::from(i) * 3.0, 7.0, 1.0))
        .collect();
    assert_eq!(stroke::of(BRUSH, &straight, 0.5).path.len(), 2);
    let mut pressed = straight.clone();
    pressed[25].pressure = 0.2;
    assert!(stroke::of(BRUSH, &pressed, 0.5).path.len() >= 3);
    assert_eq!(
        stroke::of(BRUSH, &[touch(1.04, 2.0, 1.0)], 0.5).path,
        [touch(1.0, 2.0, 1.0)]
    );
    let many = vec![stroke::of(BRUSH, &straight, 0.5); 3000];
    assert!(of_strokes(&many).len() < 32_768);
    let too_many = vec![stroke::of(BRUSH, &straight, 0.5); 3276];
    assert_eq!(
        stroke::with(&too_many, stroke::of(BRUSH, &straight, 0.5)),
        None
    );
}

#[test]
fn a_histogram_counts_what_shows() {
    let mut rgba = Vec::new();
    for _ in 0..3 {
        rgba.extend([0, 128, 255, 255]);
    }
    rgba.extend([200, 200, 200, 0]);
    let histogram = Histogram::of(&rgba);
    assert!(
        histogram
            .path(0)
            .starts_with("M0 100 L0.00 4.0 L1.56 4.0 L1.56 100.0")
    );
    assert!(
        histogram
            .path(2)
            .ends_with("L98.44 4.0 L100.00 4.0 L100 100 Z")
    );
    assert_ne!(histogram.path(3), histogram.path(1));
}

fn part() -> impl Strategy<Value = f64> {
    (0_i32..=1000).prop_map(|n| f64::from(n) / 1000.0)
}

proptest! {
    #[test]
    fn whatever_is_done_to_a_curve_it_stays_one(
        edits in prop::collection::vec((0_usize..3, any::<prop::sample::Index>(), (-0.5_f64..1.5, -0.5_f64..1.5)), 1..40),
    ) {
        let mut points = STRAIGHT.to_vec();
        for (what, which, at) in edits {
            let index = which.index(points.len());
            points = match what {
                0 => curve::added(&points, at).map_or(points, |(points, _)| points),
                1 => curve::moved(&points, index, at),
                _ => curve::removed(&points, index).unwrap_or(points),
            };
            prop_assert!(read_curve(&of_places(&points)).is_some(), "{points:?}");
        }
    }

    #[test]
    fn whatever_is_done_to_a_gradient_it_stays_one_and_the_index_is_of_the_same_stop(
        edits in prop::collection::vec((0_usize..3, any::<prop::sample::Index>(), -0.5_f64..1.5), 1..40),
    ) {
        let mut all = vec![stop(0.0, 0.0), stop(1.0, 1.0)];
        for (what, which, at) in edits {
            let index = which.index(all.len());
            let color = all[index].color;
            all = match what {
                0 => gradient::added(&all, at).map_or(all, |(all, _)| all),
                1 => {
                    let (moved, now) = gradient::moved(&all, index, at);
                    prop_assert!(moved[now].color == color);
                    moved
                }
                _ => gradient::removed(&all, index).unwrap_or(all),
            };
            prop_assert!(stops(&of_stops(&all)).is_some(), "{all:?}");
        }
    }

    #[test]
    fn a_puck_and_its_channels_say_the_same(x in -0.7_f64..0.7, y in -0.7_f64..0.7, about in 0.8_f64..3.0, negative in any::<bool>()) {
        let scale = if negative { POWER } else { SLOPE };
        let channels = values(about, (x, y), scale);
        let (px, py) = puck(channels, scale);
        prop_assert!((px - x).abs() < 1e-3 && (py - y).abs() < 1e-3, "{channels:?}");
        prop_assert!((mean(channels) - about).abs() < 1e-3);
    }

    #[test]
    fn a_stroke_keeps_near_to_where_the_hand_went(path in prop::collection::vec((part(), part(), part()), 1..40)) {
        let path: Vec<Touch> = path.into_iter().map(|(x, y, pressure)| touch(x * 500.0, y * 500.0, pressure)).collect();
        let kept = stroke::of(BRUSH, &path, 2.0);
        prop_assert!(strokes(&of_strokes(std::slice::from_ref(&kept))).is_some());
        let near = |at: &Touch| {
            let mut segments = kept.path.windows(2).map(|two| (two[0], two[1]));
            let to = |(a, b): (Touch, Touch)| {
                let (wx, wy) = (b.x - a.x, b.y - a.y);
                let t = (((at.x - a.x) * wx + (at.y - a.y) * wy) / (wx * wx + wy * wy).max(1e-9)).clamp(0.0, 1.0);
                (at.x - a.x - wx * t).hypot(at.y - a.y - wy * t)
            };
            kept.path.len() == 1 || segments.any(|two| to(two) < 2.2)
        };
        prop_assert!(path.iter().all(near), "{path:?} {kept:?}");
    }
}
