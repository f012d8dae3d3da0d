//! Writing subtitles as files.

use super::Cue;
use std::fmt::Write as _;

/// As SRT: numbered, with a comma before the thousandths.
pub fn srt(cues: &[Cue]) -> String {
    let mut text = String::new();
    for (place, cue) in cues.iter().enumerate() {
        let times = times(cue, ',');
        // An arrow among the words would read as times.
        let words = cue.text.replace("-->", "→");
        text.extend([&(place + 1).to_string(), "\n", &times, "\n", &words, "\n\n"]);
    }
    text
}

/// As WebVTT, which has no signs that could be a tag.
pub fn vtt(cues: &[Cue]) -> String {
    let mut text = String::from("WEBVTT\n\n");
    for cue in cues {
        let words = cue.text.replace('&', "&amp;");
        let words = words.replace('<', "&lt;").replace('>', "&gt;");
        text.extend([&times(cue, '.'), "\n", &words, "\n\n"]);
    }
    text
}

fn times(cue: &Cue, point: char) -> String {
    let mut text = String::new();
    for (time, after) in [(cue.start, " --> "), (cue.end, "")] {
        let (seconds, thousandths) = (time / 1000, time % 1000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        // Writing into a string can't fail.
        let _ = write!(
            text,
            "{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}{after}"
        );
    }
    text
}
