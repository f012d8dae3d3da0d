//! One of every kernel that puts pictures together, frames them, or makes and treats masks.

use std::sync::Arc;

use gesso_media::{
    Channel, Combine, Key, KeyBy, Operator, Orient, SAME_CHANNELS, Sides, Style, StyleKind,
    Surround, despill, mask_combine, mask_fill_holes, mask_from_channel, mask_grow, mask_key,
    mask_of_room, mask_threshold, orient, pad, porter_duff, shuffle, style, tint,
};

use super::{BLUE, Named, RED, named};
use crate::fixtures::{hashed, hashed_opaque};

/// All of them, on inputs of about `w` × `h`.
pub(super) fn all(w: u32, h: u32) -> Vec<Named> {
    [
        frames(w, h),
        channels(w, h),
        layers(w, h),
        grown(w, h),
        sets(w, h),
    ]
    .concat()
}

fn frames(w: u32, h: u32) -> Vec<Named> {
    let sides = Sides {
        left: 9,
        top: 3,
        right: 70,
        bottom: 5,
    };
    let mut all = vec![named("mask_of_room", mask_of_room((w, h), sides))];
    for (name, surround) in [
        ("color", Surround::Color(BLUE)),
        ("edge", Surround::Edge),
        ("mirror", Surround::Mirror),
    ] {
        all.push(named(
            format!("pad_{name}"),
            pad(hashed(w, h, 1), sides, surround),
        ));
    }
    for quarter_turns in 0..4 {
        let p = Orient {
            flip_across: true,
            flip_down: quarter_turns == 2,
            quarter_turns,
        };
        all.push(named(
            format!("orient_{quarter_turns}"),
            orient(hashed(w, h, 1), &p),
        ));
    }
    all
}

fn channels(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let none = || [None, None, None, None];
    let turned = [Channel::Blue, Channel::Luma, Channel::Full, Channel::Red];
    let mut all = vec![
        named("shuffle", shuffle(input(), turned, none())),
        named(
            "shuffle_alpha",
            shuffle(
                input(),
                SAME_CHANNELS,
                [None, None, None, Some(hashed(w, h, 5))],
            ),
        ),
    ];
    for (name, channel) in [("red", Channel::Red), ("luma", Channel::Luma)] {
        all.push(named(
            format!("channel_{name}"),
            mask_from_channel(input(), channel),
        ));
    }
    all
}

fn layers(w: u32, h: u32) -> Vec<Named> {
    let mut all = vec![named("tint", tint(hashed(w, h, 3), RED))];
    for operator in Operator::ALL {
        all.push(named(
            format!("porter_duff_{}", operator.id()),
            porter_duff(hashed(w, h, 1), hashed(w, h, 2), operator, (-3, 4)),
        ));
    }
    for (name, kind) in [
        ("shadow", StyleKind::Shadow),
        ("outside", StyleKind::StrokeOutside),
        ("center", StyleKind::StrokeCenter),
        ("inside", StyleKind::StrokeInside),
    ] {
        let p = Style {
            kind,
            size: 2.5,
            softness: if kind == StyleKind::Shadow { 1.7 } else { 0.0 },
            offset: (3, -2),
            color: BLUE,
        };
        all.push(named(format!("style_{name}"), style(hashed(w, h, 1), &p)));
    }
    all
}

fn grown(w: u32, h: u32) -> Vec<Named> {
    let mask = || mask_from_channel(hashed_opaque(w, h, 3), Channel::Red);
    [1.0_f32, 2.4, 9.0, -1.0, -0.3, -3.5]
        .iter()
        .map(|&by| named(format!("mask_grow_{by}"), mask_grow(mask(), by)))
        .collect()
}

fn sets(w: u32, h: u32) -> Vec<Named> {
    let mask = |seed| mask_from_channel(hashed_opaque(w, h, seed), Channel::Red);
    let key = |by| Key {
        by,
        color: RED,
        tolerance: 0.1,
        softness: 0.3,
    };
    // Mostly covered, so that what is not is in small holes.
    let holed = mask_threshold(mask(4), 0.4, 0.1);
    vec![
        named("mask_threshold", mask_threshold(mask(3), 0.4, 0.3)),
        named("mask_threshold_hard", mask_threshold(mask(3), 0.6, 0.0)),
        named("mask_union", mask_combine(mask(3), mask(4), Combine::Union)),
        named(
            "mask_intersect",
            mask_combine(mask(3), mask(4), Combine::Intersect),
        ),
        named(
            "mask_subtract",
            mask_combine(mask(3), mask(4), Combine::Subtract),
        ),
        named("mask_xor", mask_combine(mask(3), mask(4), Combine::Xor)),
        named("fill_holes", mask_fill_holes(Arc::clone(&holed), 4.0)),
        named("fill_holes_wide", mask_fill_holes(holed, 30.0)),
        named("key_chroma", mask_key(hashed(w, h, 1), &key(KeyBy::Chroma))),
        named("key_color", mask_key(hashed(w, h, 1), &key(KeyBy::Color))),
        named("despill", despill(hashed(w, h, 1), RED, 0.8)),
    ]
}
