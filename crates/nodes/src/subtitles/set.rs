//! Setting subtitles: how many signs a line has, how many lines are seen at once, and for how long.

use super::{Cue, LATEST, Spoken, SubtitlesError};
use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How words lie on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The most characters of a line; one of Chinese, Japanese or Korean counts as two.
    pub chars: usize,
    /// The most lines at once.
    pub lines: usize,
}

/// When words come that do not say so themselves, and by how much all are moved.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Added to every time, in milliseconds.
    pub offset: i64,
    /// How many characters are read in a second.
    pub pace: f64,
    /// Nothing between two of them, in milliseconds.
    pub gap: u64,
    /// The shortest and the longest time that words stay, in milliseconds.
    pub stay: (u64, u64),
}

/// Words as subtitles, in the order of their times. What is too long for the screen comes in parts, which share its time.
///
/// # Errors
/// When something ends before it begins or comes too late, or when there would be more than `most`.
pub fn set(
    spoken: &[Spoken],
    timing: &Timing,
    layout: &Layout,
    most: usize,
) -> Result<Vec<Cue>, SubtitlesError> {
    let mut cues = Vec::new();
    let mut free = 0;
    for (place, one) in spoken.iter().enumerate() {
        let screens = screens(&one.text, layout);
        if screens.is_empty() {
            continue;
        }
        let start = one.start.unwrap_or(free);
        let end = one.end.or_else(|| Some(start + one.duration?));
        let parts = match end {
            Some(end) if end <= start => return Err(SubtitlesError::Backwards(place + 1)),
            Some(end) => shared(&screens, start, end),
            None => read_in_time(&screens, start, timing),
        };
        for (text, (from, to)) in screens.iter().zip(parts) {
            free = to + timing.gap;
            let (from, to) = (moved(from, timing.offset), moved(to, timing.offset));
            if to > LATEST {
                return Err(SubtitlesError::TooLate(place + 1));
            }
            // What lies before the beginning is not seen.
            if to > from {
                cues.push(Cue {
                    start: from,
                    end: to,
                    text: text.as_str().into(),
                });
            }
            if cues.len() > most {
                return Err(SubtitlesError::TooMany(most));
            }
        }
    }
    cues.sort_by_key(|cue| (cue.start, cue.end));
    Ok(cues)
}

fn moved(time: u64, by: i64) -> u64 {
    time.saturating_add_signed(by)
}

/// A time for each, in proportion to its characters, without a pause between them.
fn shared(screens: &[String], start: u64, end: u64) -> Vec<(u64, u64)> {
    let all: u64 = screens.iter().map(|text| signs(text)).sum();
    let mut before = 0;
    let mut from = start;
    let each = screens.iter().map(|text| {
        before += signs(text);
        // No words are lost, however short the time is.
        let to = (start + (end - start) * before / all.max(1)).max(from + 1);
        (std::mem::replace(&mut from, to), to)
    });
    each.collect()
}

/// A time for each, as long as it takes to be read.
fn read_in_time(screens: &[String], start: u64, timing: &Timing) -> Vec<(u64, u64)> {
    let (shortest, longest) = timing.stay;
    let mut from = start;
    let each = screens.iter().map(|text| {
        let takes = (signs(text) as f64 / timing.pace.max(0.1) * 1000.0).round() as u64;
        let to = from + takes.min(longest).max(shortest).max(1);
        (std::mem::replace(&mut from, to + timing.gap), to)
    });
    each.collect()
}

fn signs(text: &str) -> u64 {
    text.chars().count() as u64
}

/// What is seen at once, in lines of about the same length.
fn screens(text: &str, layout: &Layout) -> Vec<String> {
    let words = text.split(|sign: char| sign.is_whitespace() && !is_kept(sign));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    if text.is_empty() {
        return Vec::new();
    }
    let lines = wrap(&text, layout.chars);
    // As many screens as are needed, with as many lines on each as the next.
    let on_each = lines
        .len()
        .div_ceil(lines.len().div_ceil(layout.lines.max(1)));
    let mut rest = text.as_str();
    let each = lines.chunks(on_each).map(|lines| {
        // From the text itself: where a line broke there may have been no space.
        let ends = lines.iter().fold(0, |at, line| {
            at + rest[at..].find(&**line).unwrap_or_default() + line.len()
        });
        let (screen, after) = rest.split_at(ends);
        rest = after;
        balanced(screen.trim_start(), layout.chars)
    });
    each.collect()
}

/// A space at which no line breaks.
fn is_kept(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{202f}')
}

/// In as few lines as fit, and these in as few characters as that allows.
fn balanced(text: &str, chars: usize) -> String {
    let wanted = wrap(text, chars).len();
    let (mut too_few, mut enough) = (0, chars);
    while enough - too_few > 1 {
        let between = too_few.midpoint(enough);
        match wrap(text, between).len() <= wanted {
            true => enough = between,
            false => too_few = between,
        }
    }
    wrap(text, enough).join("\n")
}

/// The lines of a text: as many words on each as fit, broken where its language allows it. What is longer than a line is broken anywhere.
fn wrap(text: &str, chars: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    // The line that is being filled, and from where on a break comes next.
    let (mut start, mut before) = (0, 0);
    for (after, _) in linebreaks(text) {
        if text[start..after].trim_end().width() > chars {
            lines.push(&text[start..before]);
            start = before;
            while let Some(place) = fit(&text[start..after], chars) {
                lines.push(&text[start..start + place]);
                start += place;
            }
        }
        before = after;
    }
    lines.push(&text[start..]);
    let lines = lines.into_iter().map(|line| line.trim_matches(' '));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Where a word has to be broken that is longer than a line: nowhere when it fits. One character is taken at least.
fn fit(word: &str, chars: usize) -> Option<usize> {
    let mut width = 0;
    word.trim_end().char_indices().find_map(|(at, sign)| {
        width += sign.width().unwrap_or(0);
        (width > chars && at > 0).then_some(at)
    })
}
