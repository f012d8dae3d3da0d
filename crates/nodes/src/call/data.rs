//! What flows through wires during a run: pictures, words, numbers, files, and lists of them.

use super::{NodeError, Scaled};
use crate::json::Json;
use crate::subtitles::{self, Cue};
use gesso_graph::AssetRef;
use gesso_words::{Said, said};
use std::sync::Arc;

/// What flows through a wire during a run.
#[derive(Debug, Clone)]
pub enum Data {
    /// A picture.
    Picture(Scaled),
    /// Coverage, as a picture whose channels are all the same.
    Mask(Scaled),
    /// Words.
    Text(Arc<str>),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// A colour: sRGB, straight alpha.
    Color([f32; 4]),
    /// A kept file.
    Asset(AssetRef),
    /// Structured data.
    Json(Arc<Json>),
    /// Timed words.
    Subtitles(Arc<[Cue]>),
    /// Something about a result, for people; only under [`NOTE`].
    Said(Said),
    /// Many, in order; never lists again.
    List(Arc<[Data]>),
}

/// The most items of one list.
pub const ITEMS: usize = 10_000;

/// The name under which a node's function says something about its result, in words, beside what it gives; no output is
/// called so.
pub const NOTE: &str = "note";

impl Data {
    /// What it says about a result.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Self::Said(said) => Some(said),
            _ => None,
        }
    }

    /// The picture, when it is one; coverage is shown as grey, and of a list the first picture.
    pub fn picture(&self) -> Option<&Scaled> {
        match self {
            Self::Picture(scaled) | Self::Mask(scaled) => Some(scaled),
            Self::List(items) => items.iter().find_map(Self::picture),
            _ => None,
        }
    }

    /// What it is made of: the items of a list, otherwise itself.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// A list of these; the items of lists among them are its own.
    ///
    /// # Errors
    /// When there are more than [`ITEMS`].
    pub fn list(items: impl IntoIterator<Item = Self>) -> Result<Self, NodeError> {
        let mut all = Vec::new();
        for item in items {
            all.extend_from_slice(item.items());
            if all.len() > ITEMS {
                return Err(NodeError::new(said(
                    "list-too-long",
                    [("most", ITEMS.into())],
                )));
            }
        }
        Ok(Self::List(all.into()))
    }

    /// The number, when it is one; yes is 1 and no is 0, and words count when they are a number.
    pub fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Bool(yes) => Some(f64::from(u8::from(*yes))),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Json(json) => match &**json {
                Json::Number(number) => Some(*number),
                _ => None,
            },
            _ => None,
        };
        number.filter(|number: &f64| number.is_finite())
    }

    /// Words and numbers as people read them; nothing for pictures and files.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.to_string()),
            Self::Int(number) => Some(number.to_string()),
            Self::Float(number) => Some(number.to_string()),
            Self::Bool(yes) => Some(if *yes { "yes".into() } else { "no".into() }),
            Self::Color(color) => Some(hex(*color)),
            Self::Json(json) => Some(json.to_string()),
            Self::Subtitles(cues) => Some(subtitles::srt(cues)),
            Self::List(items) => words_of_list(items),
            Self::Picture(_) | Self::Mask(_) | Self::Asset(_) | Self::Said(_) => None,
        }
    }
}

/// How many there are, and the first of them as far as they are words.
fn words_of_list(items: &[Data]) -> Option<String> {
    const SHOWN: usize = 5;
    let words: Vec<String> = items.iter().take(SHOWN).filter_map(Data::words).collect();
    let more = if items.len() > SHOWN { ", …" } else { "" };
    Some(match (items.len(), words.is_empty()) {
        (count, true) => format!("{count}"),
        (count, false) => format!("{count}: {}{more}", words.join(", ")),
    })
}

fn hex(color: [f32; 4]) -> String {
    let bytes = color.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
    match bytes {
        [r, g, b, 255] => format!("#{r:02x}{g:02x}{b:02x}"),
        [r, g, b, a] => format!("#{r:02x}{g:02x}{b:02x}{a:02x}"),
    }
}
