//! Reading subtitles: SRT and WebVTT by their times, anything else as words without.

use super::{LATEST, Spoken, SubtitlesError};

const ARROW: &str = "-->";

/// The words of a text: with times where it is SRT or WebVTT, otherwise one for each line.
///
/// # Errors
/// When a line with an arrow has no times around it.
pub fn read(text: &str) -> Result<Vec<Spoken>, SubtitlesError> {
    let text = text.trim_start_matches('\u{feff}');
    let is_vtt = text.starts_with("WEBVTT");
    if !is_vtt && !text.lines().any(is_times) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        return Ok(lines.map(plain).collect());
    }
    let mut spoken: Vec<Spoken> = Vec::new();
    // Whether the lines that come belong to a cue: a number, a name or a comment before it does not.
    let mut within = false;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if is_times(line) {
            let (start, end) = times(line).ok_or(SubtitlesError::Times(at + 1))?;
            spoken.push(Spoken {
                start: Some(start),
                end: Some(end),
                ..Spoken::default()
            });
            within = true;
        } else if line.is_empty() {
            within = false;
        } else if let (true, Some(last)) = (within, spoken.last_mut()) {
            if !last.text.is_empty() {
                last.text.push('\n');
            }
            last.text.push_str(&words(line, is_vtt));
        }
    }
    Ok(spoken)
}

fn plain(line: &str) -> Spoken {
    Spoken {
        text: line.to_owned(),
        ..Spoken::default()
    }
}

/// Whether a line says when, or wants to: "step 1 --> step 2" are words.
fn is_times(line: &str) -> bool {
    let begins = |start: &str| start.starts_with(|sign: char| sign.is_ascii_digit());
    let start = line.split_once(ARROW).map(|(start, _)| start.trim());
    start.is_some_and(|start| begins(start) && start.contains(':')) || times(line).is_some()
}

/// Both times; what WebVTT says after them about the place on screen is left out.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once(ARROW)?;
    let end = end.split_whitespace().next()?;
    Some((time(start)?, time(end)?))
}

/// A time in milliseconds: `1:02:03.5`, `2:03,500` or seconds alone, with a point or a comma.
pub fn time(text: &str) -> Option<u64> {
    let text = text.trim();
    let (whole, part) = match text.split_once(['.', ',']) {
        Some((whole, part)) => (whole, part),
        None => (text, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut seconds: u64 = 0;
    let mut fields = 0;
    for field in whole.split(':') {
        if field.is_empty() || field.len() > 9 || !is_digits(field) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(field.parse().ok()?)?;
        fields += 1;
    }
    if fields > 3 || !is_digits(part) {
        return None;
    }
    // Milliseconds are what both formats have; finer digits are cut off.
    let digits = part.bytes().chain(*b"000").take(3);
    let thousandths = digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let time = seconds.checked_mul(1000)?.checked_add(thousandths)?;
    (time <= LATEST).then_some(time)
}

/// A line without its styles; WebVTT spells some signs out.
fn words(line: &str, is_vtt: bool) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        match after.split_once('>') {
            Some((tag, after)) if is_tag(tag) => rest = after,
            _ => {
                words.push('<');
                rest = after;
            }
        }
    }
    words.push_str(rest);
    match is_vtt {
        true => spelled(&words),
        false => words,
    }
}

/// `<i>`, `</b>`, `<font color=…>`, `<v Anna>`, `<c.loud>`, `<00:01.000>`: not `a < b`.
fn is_tag(tag: &str) -> bool {
    tag.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '/')
}

fn spelled(text: &str) -> String {
    const SIGNS: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        // The last: `&amp;lt;` is `&lt;` and no `<`.
        ("&amp;", "&"),
    ];
    SIGNS.iter().fold(text.to_owned(), |text, (spelled, sign)| {
        text.replace(spelled, sign)
    })
}
