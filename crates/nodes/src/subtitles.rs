//! Timed words: read from SRT, WebVTT or plain text, set in lines that one can read in time, and written as a file. Total: any text
//! gives subtitles or says in which line it does not. Times are whole milliseconds.

mod read;
mod set;
mod write;

use gesso_words::{Said, said};
use std::sync::Arc;

pub use read::{read, time};
pub use set::{Layout, Timing, set};
pub use write::{srt, vtt};

/// The last moment that both formats can name: 99:59:59.999, in milliseconds.
pub const LATEST: u64 = 359_999_999;

/// Words on screen from `start` until before `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When they appear, in milliseconds.
    pub start: u64,
    /// When they go, in milliseconds; after `start`.
    pub end: u64,
    /// The words, in lines.
    pub text: Arc<str>,
}

/// Words that may not know their time yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// When they begin, in milliseconds; otherwise after those before them.
    pub start: Option<u64>,
    /// When they end, in milliseconds.
    pub end: Option<u64>,
    /// How long they stay when they do not say when they end; otherwise as long as reading them takes.
    pub duration: Option<u64>,
    /// The words, in any lines.
    pub text: String,
}

/// Why something can't become subtitles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum SubtitlesError {
    /// The times in this line, counted from 1, can't be read.
    Times(usize),
    /// What is at this place, counted from 1, ends before it begins.
    Backwards(usize),
    /// What is at this place, counted from 1, would end after [`LATEST`].
    TooLate(usize),
    /// There would be more than this many.
    TooMany(usize),
}

impl SubtitlesError {
    /// What happened and what to do.
    pub fn said(&self) -> Said {
        match *self {
            Self::Times(line) => said("subtitles-times", [("line", line.into())]),
            Self::Backwards(place) => said("subtitles-backwards", [("place", place.into())]),
            Self::TooLate(place) => said("subtitles-too-late", [("place", place.into())]),
            Self::TooMany(most) => said("subtitles-too-many", [("most", most.into())]),
        }
    }
}
