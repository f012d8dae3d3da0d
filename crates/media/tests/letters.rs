//! Letters stand whole in their picture, however far they reach beyond their lines, in every font that comes with Gesso.

use gesso_media::{
    Align, Fonts, Pull, Region, TextPicture, TextStyle, VerticalAlign, font_files, text,
};
use proptest::prelude::*;

/// What reaches furthest: tails to the left, arms to the right, accents above, loops below.
const LETTERS: &str = "f j J y Q g Å Ế W / T k ß";

fn set(fonts: &Fonts, words: &str, style: &TextStyle) -> TextPicture {
    text(fonts, words, style).expect("it fits")
}

/// How many pixels of full size the letters cover.
fn covered(set: &TextPicture, scale: f32) -> f64 {
    let whole = Region::whole(set.mask.size());
    let tile = set.mask.render(whole, &Pull::new()).expect("it renders");
    let sum: f64 = tile.px.chunks_exact(4).map(|px| f64::from(px[0])).sum();
    sum / f64::from(scale * scale)
}

#[test]
fn a_letter_is_whole_at_the_edge_of_its_picture() {
    for file in font_files() {
        let fonts = Fonts::new(vec![(*file).into()]);
        for line_height in [0.4, 1.2] {
            // Lines are whole pixels apart, so that letters stand on the same rows of pixels in both.
            let style = TextStyle {
                size: 100.0,
                line_height,
                ..TextStyle::default()
            };
            for letter in LETTERS.split(' ') {
                let said = format!("{letter} of {:?} at {line_height}", fonts.families());
                let alone = set(&fonts, letter, &style);
                // The same with room on all sides; a part of a pixel away, which contours that overlap show by a trifle.
                let free = TextStyle {
                    width: 600.0,
                    line_height: 3.0,
                    ..style.clone()
                };
                let far = set(&fonts, &format!("\n\u{a0}\u{a0}{letter}\n\u{a0}"), &free);
                let (found, expected) = (covered(&alone, 1.0), covered(&far, 1.0));
                assert!(
                    (found - expected).abs() <= expected * 0.005,
                    "{said}: {found} of {expected}"
                );
                let small = TextStyle {
                    scale: 0.5,
                    ..style.clone()
                };
                let found = covered(&set(&fonts, letter, &small), 0.5);
                assert!(
                    (found - expected).abs() <= expected * 0.02,
                    "{said}, half as large: {found} of {expected}"
                );
            }
        }
    }
}

#[test]
fn a_box_keeps_its_width_unless_a_letter_would_be_cut() {
    let script = font_files().last().expect("there are fonts");
    let fonts = Fonts::new(vec![(*script).into()]);
    let style = |width| TextStyle {
        width,
        size: 100.0,
        ..TextStyle::default()
    };
    let size = |words, width| set(&fonts, words, &style(width)).image.size();
    assert_eq!(size("one two three", 320.0).0, 320);
    let alone = set(&fonts, "f", &style(0.0)).image.size().0;
    assert_eq!(size("f", 1.0).0, alone);
}

#[test]
fn paragraphs_of_different_directions_stand_on_lines_of_their_own() {
    let fonts = Fonts::new(font_files().iter().map(|file| (*file).into()).collect());
    let style = TextStyle::default();
    let expected = set(&fonts, "ab\nשלום\nab", &style).image.size();
    for end in ['\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2029}'] {
        let words = format!("ab{end}שלום{end}ab");
        assert_eq!(
            set(&fonts, &words, &style).image.size(),
            expected,
            "{end:?}"
        );
    }
}

/// The first and the last row, and the first and the last column, that letters cover.
fn ink(set: &TextPicture) -> [usize; 4] {
    let (width, height) = set.mask.size();
    let whole = Region::whole((width, height));
    let tile = set.mask.render(whole, &Pull::new()).expect("it renders");
    let is_inked = |x: u32, y: u32| tile.px[(y * width + x) as usize * 4] > 0.0;
    let rows = (0..height).filter(|y| (0..width).any(|x| is_inked(x, *y)));
    let columns = (0..width).filter(|x| (0..height).any(|y| is_inked(*x, y)));
    let (rows, columns): (Vec<_>, Vec<_>) = (rows.collect(), columns.collect());
    let end = |found: Option<&u32>| *found.expect("there are letters") as usize;
    [
        end(rows.first()),
        end(rows.last()),
        end(columns.first()),
        end(columns.last()),
    ]
}

fn first_font() -> Fonts {
    Fonts::new(vec![
        (*font_files().first().expect("there are fonts")).into(),
    ])
}

#[test]
fn lines_stand_in_the_height_of_a_box_and_make_it_higher() {
    let fonts = first_font();
    let style = |height, vertical_align| TextStyle {
        height,
        vertical_align,
        ..TextStyle::default()
    };
    let own = set(&fonts, "Hn", &style(0.0, VerticalAlign::Top));
    let [top, bottom, ..] = ink(&own);
    let lines = own.image.size().1;
    for (stand, down) in [
        (VerticalAlign::Top, 0),
        (VerticalAlign::Middle, 100),
        (VerticalAlign::Bottom, 200),
    ] {
        let boxed = set(&fonts, "Hn", &style(lines as f32 + 200.0, stand));
        assert_eq!(boxed.image.size().1, lines + 200, "{stand:?}");
        let [first, last, ..] = ink(&boxed);
        assert_eq!((first, last), (top + down, bottom + down), "{stand:?}");
    }
    let low = set(&fonts, "Hn", &style(3.0, VerticalAlign::Bottom));
    assert_eq!((low.image.size(), ink(&low)), (own.image.size(), ink(&own)));
}

#[test]
fn spacing_moves_letters_apart_and_together() {
    let fonts = first_font();
    let width = |words, spacing| {
        let style = TextStyle {
            size: 100.0,
            spacing,
            ..TextStyle::default()
        };
        let [_, _, first, last] = ink(&set(&fonts, words, &style));
        (last - first) as f32
    };
    let plain = width("HHHHH", 0.0);
    for spacing in [-0.1, 0.25, 2.0] {
        let moved = width("HHHHH", spacing) - plain;
        let expected = 4.0 * 100.0 * spacing;
        assert!((moved - expected).abs() <= 1.0, "{spacing}: {moved}");
    }
}

#[test]
fn justified_lines_reach_both_edges_except_the_last() {
    let fonts = first_font();
    let style = |align| TextStyle {
        size: 40.0,
        width: 400.0,
        align,
        ..TextStyle::default()
    };
    let words = "HHHH HHHH HHHH HHHH HHHH HHHH HH";
    let right = |align| ink(&set(&fonts, words, &style(align)))[3];
    assert!(right(Align::Left) < 390, "{}", right(Align::Left));
    assert!(
        right(Align::Justified) >= 394,
        "{}",
        right(Align::Justified)
    );
    let alone = |align| ink(&set(&fonts, "HH HH", &style(align)));
    assert_eq!(alone(Align::Justified), alone(Align::Left));
}

proptest! {
    #[test]
    fn any_words_are_set_with_any_spacing_and_in_any_box(
        words in "\\PC{0,40}",
        (spacing, size, line_height) in (-0.5_f32..5.0, 1.0_f32..60.0, 0.1_f32..4.0),
        (width, height) in (0.0_f32..300.0, 0.0_f32..300.0),
        align in prop::sample::select(vec![Align::Left, Align::Center, Align::Right, Align::Justified]),
        vertical_align in prop::sample::select(vec![VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom]),
    ) {
        let style = TextStyle { size, spacing, line_height, width: width.floor(), height: height.floor(), align, vertical_align, ..TextStyle::default() };
        let fonts = first_font();
        let made = set(&fonts, &words, &style);
        let (w, h) = made.image.size();
        prop_assert!(w as f32 >= style.width && h as f32 >= style.height);
        prop_assert!(covered(&made, 1.0).is_finite());
    }
}
