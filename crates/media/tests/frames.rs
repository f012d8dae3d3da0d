//! What frames, turns, channels and growth mean, against plain loops over pixels.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::{
    Blend, Channel, Image, Operator, Orient, SAME_CHANNELS, Sides, Surround, Tile, blend,
    mask_from_channel, mask_grow, mask_of_room, orient, pad, porter_duff, shuffle,
};

fn far(a: &Tile, b: &Tile) -> f32 {
    assert_eq!(a.region, b.region);
    let apart = a.px.iter().zip(&b.px).map(|(a, b)| (a - b).abs());
    apart.fold(0.0, f32::max)
}

fn turned(input: &Image, quarter_turns: u8) -> Image {
    let p = Orient {
        quarter_turns,
        ..Orient::default()
    };
    orient(Arc::clone(input), &p)
}

#[test]
fn a_quarter_turn_brings_the_lower_left_corner_to_the_upper_left() {
    let input = hashed(7, 4, 1);
    let (before, after) = (whole(&input), whole(&turned(&input, 1)));
    assert_eq!((after.region.w, after.region.h), (4, 7));
    for y in 0..4 {
        for x in 0..7 {
            assert_eq!(before.pixel(x, y), after.pixel(3 - y, x));
        }
    }
}

#[test]
fn turning_on_and_mirroring_twice_come_back() {
    let input = hashed(9, 5, 2);
    let round = turned(&turned(&turned(&input, 1), 1), 2);
    assert_eq!(whole(&round), whole(&input));
    let p = Orient {
        flip_across: true,
        flip_down: true,
        quarter_turns: 0,
    };
    assert_eq!(
        whole(&orient(Arc::clone(&input), &p)),
        whole(&turned(&input, 2))
    );
    let across = Orient {
        flip_across: true,
        quarter_turns: 1,
        ..Orient::default()
    };
    // Mirrored, then turned: the same as turned, then mirrored the other way.
    let down = Orient {
        flip_down: true,
        ..Orient::default()
    };
    assert_eq!(
        whole(&orient(Arc::clone(&input), &across)),
        whole(&orient(turned(&input, 1), &down))
    );
}

#[test]
fn room_repeats_the_edge_or_mirrors_it() {
    let input = hashed(5, 3, 3);
    let sides = Sides {
        left: 7,
        top: 2,
        right: 6,
        bottom: 4,
    };
    let edge = whole(&pad(Arc::clone(&input), sides, Surround::Edge));
    let mirrored = whole(&pad(Arc::clone(&input), sides, Surround::Mirror));
    let room = whole(&mask_of_room((5, 3), sides));
    let inside = whole(&input);
    let reflect = |at: i32, side: i32| {
        let mut at = at;
        while at < 0 || at >= side {
            at = if at < 0 { -1 - at } else { 2 * side - 1 - at };
        }
        at
    };
    for y in 0..9 {
        for x in 0..18 {
            let (u, v) = (x - 7, y - 2);
            assert_eq!(edge.pixel(x, y), inside.pixel(u.clamp(0, 4), v.clamp(0, 2)));
            assert_eq!(
                mirrored.pixel(x, y),
                inside.pixel(reflect(u, 5), reflect(v, 3))
            );
            let is_inside = (0..5).contains(&u) && (0..3).contains(&v);
            assert_eq!(room.pixel(x, y)[3], if is_inside { 0.0 } else { 1.0 });
        }
    }
}

#[test]
fn channels_taken_apart_go_together_again() {
    let input = hashed(40, 30, 4);
    let channel = |channel| Some(mask_from_channel(Arc::clone(&input), channel));
    let masks = SAME_CHANNELS.map(channel);
    let black = shuffle(
        Arc::clone(&input),
        [Channel::None; 4],
        [None, None, None, None],
    );
    let again = shuffle(black, SAME_CHANNELS, masks);
    assert!(far(&whole(&again), &whole(&input)) < 1e-5);
}

#[test]
fn a_new_alpha_cuts_out_and_keeps_the_colour() {
    let input = hashed_opaque(20, 10, 5);
    let alpha = hashed(20, 10, 6);
    let cut = shuffle(
        Arc::clone(&input),
        SAME_CHANNELS,
        [None, None, None, Some(Arc::clone(&alpha))],
    );
    let (cut, input, alpha) = (whole(&cut), whole(&input), whole(&alpha));
    for ((cut, px), m) in
        (cut.px.chunks_exact(4).zip(input.px.chunks_exact(4))).zip(alpha.px.chunks_exact(4))
    {
        assert_eq!(cut[3], m[3]);
        assert!((cut[0] - px[0] * m[3]).abs() < 1e-5);
    }
}

#[test]
fn source_over_is_the_normal_blend() {
    let (top, base) = (hashed(30, 20, 7), hashed(30, 20, 8));
    let over = porter_duff(
        Arc::clone(&top),
        Arc::clone(&base),
        Operator::SourceOver,
        (4, -3),
    );
    let p = Blend {
        x: 4,
        y: -3,
        ..Blend::default()
    };
    assert!(far(&whole(&over), &whole(&blend(base, top, None, &p))) < 1e-5);
}

/// Every pixel of a disc looked at.
fn plain_growth(mask: &Tile, radius: i32, shrink: bool) -> Tile {
    let mut out = Tile::clear(mask.region);
    let (w, h) = (mask.region.w as i32, mask.region.h as i32);
    for y in 0..h {
        for x in 0..w {
            let mut found = if shrink { 1.0_f32 } else { 0.0 };
            for (u, v) in (0..h).flat_map(|v| (0..w).map(move |u| (u, v))) {
                if (u - x).pow(2) + (v - y).pow(2) <= radius * radius {
                    let value = mask.pixel(u, v)[3];
                    found = if shrink {
                        found.min(value)
                    } else {
                        found.max(value)
                    };
                }
            }
            out.row_mut(y)[x as usize * 4..][..4].fill(found);
        }
    }
    out
}

#[test]
fn growing_takes_the_largest_coverage_of_a_disc_and_shrinking_the_smallest() {
    let mask = hashed(37, 23, 9);
    for radius in [1, 2, 3, 5, 12, 40] {
        for shrink in [false, true] {
            let by = if shrink { -radius } else { radius };
            let made = whole(&mask_grow(Arc::clone(&mask), by as f32));
            let plain = plain_growth(&whole(&mask), radius, shrink);
            assert!(far(&made, &plain) < 1e-6, "by {by}");
        }
    }
}

#[test]
fn between_two_whole_radii_growth_is_between_them() {
    let mask = hashed(25, 25, 10);
    let at = |by: f32| whole(&mask_grow(Arc::clone(&mask), by)).px;
    for ((low, mid), high) in at(2.0).iter().zip(at(2.25)).zip(at(3.0)) {
        assert!((mid - (low * 0.75 + high * 0.25)).abs() < 1e-6);
    }
}
