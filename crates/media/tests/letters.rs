//! Letters stand whole in their picture, however far they reach beyond their lines, in every font that comes with Gesso.

use gesso_media::{Fonts, Pull, Region, TextPicture, TextStyle, font_files, text};

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
