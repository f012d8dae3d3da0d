//! The colours of the style sheet and of the canvas: the same for the same thing, and far enough from what they stand on.

use gesso_canvas::{Ink, Theme};
use std::collections::BTreeMap;

const SHEET: &str = include_str!("../../style/tokens.css");

/// Text on what it stands on, and signs and edges that have to be found.
const TEXT: f64 = 4.5;
const SIGN: f64 = 3.0;
/// The same for those who ask for more contrast.
const STRONG_TEXT: f64 = 7.0;
const STRONG_SIGN: f64 = 4.5;

type Colors = BTreeMap<String, Ink>;

/// The opaque colours of a part of the sheet: of each `light-dark(…)` the one of that look.
fn read(part: &str, dark: bool) -> Colors {
    let declared = part.split(';').filter_map(|line| {
        let (name, value) = line.rsplit_once("--")?.1.split_once(':')?;
        let pair = value.trim().strip_prefix("light-dark(#")?;
        let (light, dark_one) = pair.strip_suffix(')')?.split_once(", #")?;
        let hex = if dark { dark_one } else { light };
        let rgb = u32::from_str_radix(hex, 16)
            .ok()
            .filter(|_| hex.len() == 6)?;
        Some((name.to_owned(), Ink(rgb << 8 | 0xff)))
    });
    declared.collect()
}

fn sheet(dark: bool, strong: bool) -> Colors {
    let (plain, rest) = SHEET
        .split_once("@media (prefers-contrast: more)")
        .expect("the tokens say what more contrast is");
    let mut colors = read(plain, dark);
    if strong {
        let (more, _) = rest.split_once("@media").expect("another look follows");
        colors.extend(read(more, dark));
    }
    colors
}

fn looks() -> [(bool, bool); 4] {
    [(true, false), (false, false), (true, true), (false, true)]
}

#[track_caller]
fn stands_out(colors: &Colors, name: &str, on: &str, least: f64) {
    let found = colors[name].contrast(colors[on]);
    assert!(
        found >= least,
        "{name} on {on}: {found:.2} is under {least}"
    );
}

#[test]
fn text_and_signs_stand_out_from_what_they_are_on_in_every_look() {
    for (dark, strong) in looks() {
        let colors = sheet(dark, strong);
        let (text, sign) = if strong {
            (STRONG_TEXT, STRONG_SIGN)
        } else {
            (TEXT, SIGN)
        };
        for on in ["bg", "surface", "raised", "well", "hover"] {
            for name in [
                "text", "dim", "faint", "accent", "done", "failed", "warning",
            ] {
                stands_out(&colors, name, on, text);
            }
        }
        for on in ["bg", "surface", "raised", "well"] {
            stands_out(&colors, "edge", on, sign);
            for (name, _) in colors.iter().filter(|(name, _)| name.starts_with("flow-")) {
                stands_out(&colors, name, on, sign);
            }
        }
        stands_out(&colors, "on-accent", "accent", text);
        stands_out(&colors, "on-accent", "accent-hover", text);
    }
}

#[test]
fn what_the_canvas_draws_stands_out_in_every_look() {
    for (dark, strong) in looks() {
        let inks = Theme::of(dark, strong).inks();
        let colors: Colors = inks
            .into_iter()
            .map(|(name, ink)| (name.to_owned(), ink))
            .collect();
        let (text, sign) = if strong {
            (STRONG_TEXT, STRONG_SIGN)
        } else {
            (TEXT, SIGN)
        };
        for on in ["raised", "header"] {
            for name in ["text", "dim"] {
                stands_out(&colors, name, on, text);
            }
            for name in ["done", "failed", "warning", "accent"] {
                stands_out(&colors, name, on, sign);
            }
        }
        for on in ["bg", "raised"] {
            for (name, _) in colors.iter().filter(|(name, _)| name.starts_with("flow-")) {
                stands_out(&colors, name, on, sign);
            }
            stands_out(&colors, "accent", on, sign);
        }
        stands_out(&colors, "note-text", "note", text);
        stands_out(&colors, "on-accent", "accent", text);
    }
}

#[test]
fn the_canvas_and_the_page_have_the_same_colors() {
    for (dark, strong) in looks() {
        let colors = sheet(dark, strong);
        for (name, ink) in Theme::of(dark, strong).inks() {
            if let Some(color) = colors.get(name) {
                assert_eq!(*color, ink, "{name}, dark: {dark}, strong: {strong}");
            }
        }
    }
}
