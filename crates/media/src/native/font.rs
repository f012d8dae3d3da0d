//! Font files that people bring: what they are, and whether words can be set in them. A file is tried before it is kept, as its
//! readers meet what somebody may have made on purpose.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::{Fonts, TextStyle, text};
use gesso_words::{Said, said};

/// The largest file that is read, in bytes: the largest fonts of Chinese have about 20 MB.
pub const MOST_BYTES: u64 = 32 << 20;
/// What is set on trial.
const TRIAL: &str =
    "The quick brown fox jumps over the lazy dog. ÄÖÜß éàç ñ 0123456789 fi ffl (&@#!?) Ωж你";

/// What these bytes begin, as `font/otf`; none when it is no font that is read.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes.get(..4)? {
        b"\0\x01\0\0" | b"true" => Some("font/ttf"),
        b"OTTO" => Some("font/otf"),
        b"ttcf" => Some("font/collection"),
        _ => None,
    }
}

/// The families in a font file in which words can be set.
///
/// # Errors
/// What is wrong with it, for people: too large, damaged, without a letter, or of a kind that is not read.
pub fn examine(bytes: &[u8]) -> Result<Vec<String>, Said> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(said(
            "font-too-large",
            [("most", (MOST_BYTES >> 20).into())],
        ));
    }
    let broken = || said("font-broken", []);
    if media_type(bytes).is_none() {
        return Err(broken());
    }
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let fonts = Fonts::new(vec![Arc::from(bytes)]);
        if fonts.families().is_empty() {
            return Err(broken());
        }
        for weight in [400, 700] {
            let style = TextStyle {
                size: 24.0,
                weight,
                width: 400.0,
                ..TextStyle::default()
            };
            let set = text(&fonts, TRIAL, &style).map_err(|error| error.said())?;
            if TRIAL
                .chars()
                .all(|letter| letter == ' ' || set.missing.contains(letter))
            {
                return Err(said("font-empty", []));
            }
        }
        Ok(fonts.families().to_vec())
    }));
    tried.unwrap_or_else(|_| Err(broken()))
}
