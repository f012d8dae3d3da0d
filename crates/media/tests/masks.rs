//! What masks out of pictures and of other masks mean, on pictures small enough to say what is expected.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::{
    Combine, Image, Key, KeyBy, Picture, Pull, Region, RenderError, Tile, despill, mask_combine,
    mask_fill_holes, mask_key, mask_threshold, solid,
};

/// A mask drawn in letters: `#` covers, a digit covers that many tenths.
struct Drawn(Vec<&'static str>);

impl Picture for Drawn {
    fn size(&self) -> (u32, u32) {
        (self.0[0].len() as u32, self.0.len() as u32)
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(region);
        let inside = region.intersect(&Region::whole(self.size()));
        for y in inside.y..inside.bottom() {
            for x in inside.x..inside.right() {
                let value = match self.0[y as usize].as_bytes()[x as usize] {
                    b'#' => 1.0,
                    digit @ b'0'..=b'9' => f32::from(digit - b'0') / 10.0,
                    _ => 0.0,
                };
                let at = (x - region.x) as usize * 4;
                tile.row_mut(y)[at..at + 4].fill(value);
            }
        }
        Ok(tile)
    }
}

fn drawn(rows: &[&'static str]) -> Image {
    Arc::new(Drawn(rows.to_vec()))
}

fn read(mask: &Image) -> Vec<String> {
    let tile = whole(mask);
    let letter = |v: f32| match v {
        v if v >= 1.0 => '#',
        v if v > 0.0 => char::from(b'0' + (v * 10.0).round() as u8),
        _ => '.',
    };
    tile.px
        .chunks_exact(tile.region.w as usize * 4)
        .map(|row| row.chunks_exact(4).map(|px| letter(px[3])).collect())
        .collect()
}

fn check(made: &Image, expected: &[&str]) {
    assert_eq!(read(made), expected);
}

#[test]
fn a_hole_with_its_soft_edge_is_filled_and_what_is_open_is_not() {
    let mask = drawn(&[
        "..5####5.....",
        "..##5.5##..##",
        "..##...##..#.",
        "..##5.5##..##",
        "..5####5.....",
    ]);
    let filled = [
        "..5####5.....",
        "..#######..##",
        "..#######..#.",
        "..#######..##",
        "..5####5.....",
    ];
    check(&mask_fill_holes(mask, 8.0), &filled);
}

#[test]
fn a_hole_larger_than_the_limit_stays_open() {
    let rows = [
        "#########",
        "#.#...###",
        "#########",
        "##....###",
        "##.#.####",
        "#########",
    ];
    check(
        &mask_fill_holes(drawn(&rows), 3.0),
        &[
            "#########",
            "#########",
            "#########",
            "##....###",
            "##.#.####",
            "#########",
        ],
    );
    check(&mask_fill_holes(drawn(&rows), 4.0), &["#########"; 6]);
}

#[test]
fn masks_combine_as_sets() {
    let (a, b) = (drawn(&["..##", "2468"]), drawn(&[".#.#", "8888"]));
    let combined = |how| mask_combine(Arc::clone(&a), Arc::clone(&b), how);
    check(&combined(Combine::Union), &[".###", "8888"]);
    check(&combined(Combine::Intersect), &["...#", "2468"]);
    check(&combined(Combine::Subtract), &["..#.", "2222"]);
    check(&combined(Combine::Xor), &[".##.", "8642"]);
}

#[test]
fn a_threshold_is_a_ramp_around_it() {
    let mask = || drawn(&["0123456789#"]);
    check(&mask_threshold(mask(), 0.5, 0.0), &["......#####"]);
    check(&mask_threshold(mask(), 0.5, 0.5), &["...13579###"]);
    check(&mask_threshold(mask(), 0.0, 0.0), &[".##########"]);
    check(&mask_threshold(mask(), 1.0, 0.0), &["..........#"]);
}

fn at_one_pixel(image: &Image) -> [f32; 4] {
    whole(image).pixel(0, 0)
}

#[test]
fn the_key_colour_goes_and_its_opposite_stays() {
    for by in [KeyBy::Chroma, KeyBy::Color] {
        let key = Key {
            by,
            color: [0.1, 0.8, 0.2, 1.0],
            tolerance: 0.1,
            softness: 0.1,
        };
        let kept = |color| at_one_pixel(&mask_key(solid(1, 1, color), &key))[0];
        assert_eq!(kept([0.1, 0.8, 0.2, 1.0]), 0.0);
        assert_eq!(kept([0.9, 0.1, 0.6, 1.0]), 1.0);
        assert_eq!(kept([0.9, 0.1, 0.6, 0.0]), 0.0);
        // The screen in shadow has the same hue, but another colour.
        let shadow = kept([0.05, 0.4, 0.1, 1.0]);
        if by == KeyBy::Color {
            assert!(shadow > 0.9);
        }
    }
}

#[test]
fn spill_is_held_to_the_stronger_of_the_other_channels() {
    let color = [0.1, 0.8, 0.2, 1.0];
    let clean = |input, amount| at_one_pixel(&despill(solid(1, 1, input), color, amount));
    let [r, g, b, a] = clean([0.3, 0.9, 0.5, 1.0], 1.0);
    assert!((g - b).abs() < 1e-6 && r < b && a == 1.0);
    let half = clean([0.3, 0.9, 0.5, 1.0], 0.5)[1];
    assert!(half > g && half < at_one_pixel(&solid(1, 1, [0.3, 0.9, 0.5, 1.0]))[1]);
    assert_eq!(
        clean([0.9, 0.4, 0.2, 1.0], 1.0),
        at_one_pixel(&solid(1, 1, [0.9, 0.4, 0.2, 1.0]))
    );
    let grey = despill(hashed_opaque(4, 4, 1), [0.5, 0.5, 0.5, 1.0], 1.0);
    assert_eq!(whole(&grey), whole(&hashed_opaque(4, 4, 1)));
    let clear = despill(hashed(4, 4, 1), color, 1.0);
    assert!(
        whole(&clear)
            .px
            .iter()
            .zip(&whole(&hashed(4, 4, 1)).px)
            .all(|(a, b)| a <= b)
    );
}
