//! `subtitles.make`: words with times, set in lines that one can read, as a file of subtitles. The engine writes the file.

#[cfg(feature = "run")]
use crate::call::{Call, Data, ITEMS, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
#[cfg(feature = "run")]
use crate::subtitles::{self, Layout, Spoken, Timing};
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const ROWS: In<flow::List<flow::Json>> = In::optional(
    "rows",
    "Rows",
    "Words by row in place of Text, as Rows of List from CSV or a JSON array: each with a text, and with its start and end, or its duration, if it has them, in seconds or as 0:01:02.500.",
);
/// The words.
pub(crate) const TEXT: Param<flow::Text> = Param::lines(
    "text",
    "Text",
    "Every line is seen by itself.\nIt stays as long as it takes to read.",
    "The words, a line for each that is seen by itself; or subtitles as SRT or WebVTT, which keep their times and lose their styles.",
)
.port();
const CHARS: Param<flow::Int> = Param::int(
    "chars",
    "Characters per line",
    42,
    Unit::None,
    ((16, 64), (4, 200)),
    "The most characters of a line, where one of Chinese, Japanese or Korean counts as two. 42 is usual for film, 37 for television.",
)
.port();
const LINES: Param<flow::Int> = Param::int(
    "lines",
    "Lines",
    2,
    Unit::None,
    ((1, 3), (1, 10)),
    "The most lines at once. More words are seen in parts, one after the other, which share their time.",
)
.port();
const PACE: Param<flow::Float> = Param::float(
    "pace",
    "Reading speed",
    17.0,
    Unit::None,
    ((8.0, 25.0), (1.0, 100.0)),
    "How many characters are read in a second: how long words stay that have no times. 17 suits adults, 13 children.",
)
.step(1.0)
.port();
const SHORTEST: Param<flow::Float> = seconds(
    "shortest",
    "Shortest",
    1.0,
    ((0.0, 5.0), (0.0, 60.0)),
    "The shortest time that words without times stay, in seconds.",
);
const LONGEST: Param<flow::Float> = seconds(
    "longest",
    "Longest",
    7.0,
    ((1.0, 10.0), (0.0, 3600.0)),
    "The longest time that words without times stay, in seconds, unless Shortest is longer.",
);
const GAP: Param<flow::Float> = seconds(
    "gap",
    "Pause",
    0.1,
    ((0.0, 2.0), (0.0, 3600.0)),
    "How long nothing is seen after words without times, in seconds.",
);
const OFFSET: Param<flow::Float> = seconds(
    "offset",
    "Offset",
    0.0,
    ((-10.0, 10.0), (-86_400.0, 86_400.0)),
    "Moves everything to later, or to earlier when it is negative, in seconds. What would be seen before 0 is left out.",
);
/// The kind of file.
const FORMAT: Param<flow::Choice> = Param::choice(
    "format",
    "Format",
    "srt",
    &[option("srt", "SRT"), option("vtt", "WebVTT")],
    "The kind of file. Nearly everything reads SRT; WebVTT is for pages.",
);
/// The name of the file.
const NAME: Param<flow::Text> = Param::line(
    "name",
    "File name",
    "subtitles",
    "The name of the file, without its ending.",
)
.port();
const SUBTITLES: Out<flow::Subtitles> = Out::new(
    "subtitles",
    "Subtitles",
    "The subtitles; as text they are SRT.",
);
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many subtitles there are.");
const DURATION: Out<flow::Float> = Out::new(
    "duration",
    "Duration",
    "When the last one ends, in seconds.",
);

/// The stored id.
pub const ID: &str = "subtitles.make";

/// Subtitles.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 1,
        title: Cow::Borrowed("Subtitles"),
        category: Category::Text,
        keywords: &[
            "srt",
            "vtt",
            "webvtt",
            "captions",
            "closed captions",
            "timed text",
            "titles",
            "translation",
            "dialogue",
            "subs",
            "accessibility",
            "film",
        ],
        doc: "Makes subtitles of words: lines short enough to read, on screen long enough to be read, as a file to download.",
        inputs: Cow::Borrowed(&[ROWS.decl()]),
        params: Cow::Borrowed(&[
            TEXT.decl(),
            CHARS.decl(),
            LINES.decl(),
            PACE.decl(),
            SHORTEST.decl(),
            LONGEST.decl(),
            GAP.decl(),
            OFFSET.decl(),
            FORMAT.decl(),
            NAME.decl(),
        ]),
        outputs: Cow::Borrowed(&[SUBTITLES.decl(), COUNT.decl(), DURATION.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

const fn seconds(
    name: &'static str,
    label: &'static str,
    default: f64,
    range: ((f64, f64), (f64, f64)),
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(name, label, default, Unit::Seconds, range, doc).step(0.1)
}

/// A file of subtitles.
#[cfg(feature = "run")]
#[derive(Debug)]
pub struct Written {
    /// The name as it was asked for, without its ending.
    pub name: String,
    /// What its name ends in.
    pub ending: &'static str,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
}

/// The file that is asked for, of what the node gave.
#[cfg(feature = "run")]
pub fn written(call: &Call, outputs: &Outputs) -> Option<Written> {
    let Data::Subtitles(cues) = outputs.get(SUBTITLES.name)? else {
        return None;
    };
    let (ending, media_type, text) = match FORMAT.get(call) {
        "vtt" => ("vtt", "text/vtt", subtitles::vtt(cues)),
        _ => ("srt", "application/x-subrip", subtitles::srt(cues)),
    };
    let name = NAME.get(call).to_string();
    Some(Written {
        name,
        ending,
        media_type,
        text,
    })
}

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let wrong = |error: subtitles::SubtitlesError| NodeError::new(error.said());
    let spoken = match call.inputs.contains_key(ROWS.name) {
        true => rows(ROWS.items(call))?,
        false => subtitles::read(&TEXT.get(call)).map_err(wrong)?,
    };
    let milliseconds = |param: &Param<flow::Float>| (param.get(call) * 1000.0).round();
    let timing = Timing {
        offset: milliseconds(&OFFSET) as i64,
        pace: PACE.get(call),
        gap: milliseconds(&GAP) as u64,
        stay: (
            milliseconds(&SHORTEST) as u64,
            milliseconds(&LONGEST) as u64,
        ),
    };
    let count = |param: &Param<flow::Int>| usize::try_from(param.get(call)).unwrap_or(1);
    let layout = Layout {
        chars: count(&CHARS),
        lines: count(&LINES),
    };
    let cues = subtitles::set(&spoken, &timing, &layout, ITEMS).map_err(wrong)?;
    let end = cues.iter().map(|cue| cue.end).max().unwrap_or(0);
    let count = i64::try_from(cues.len()).unwrap_or(i64::MAX);
    Ok([
        (SUBTITLES.name.into(), Data::Subtitles(cues.into())),
        (COUNT.name.into(), Data::Int(count)),
        (DURATION.name.into(), Data::Float(end as f64 / 1000.0)),
    ]
    .into())
}

/// The words of rows; an array that came as one is a row for each of its items.
#[cfg(feature = "run")]
fn rows(items: &[Data]) -> Result<Vec<Spoken>, NodeError> {
    let mut all = Vec::new();
    for item in items {
        let json = super::json_get::read(item)?;
        match &*json {
            Json::Array(rows) => {
                for row in &**rows {
                    all.push(spoken(row, all.len() + 1)?);
                }
            }
            row => all.push(spoken(row, all.len() + 1)?),
        }
    }
    Ok(all)
}

/// A row, at a place counted from 1. What names a column may be written large or small.
#[cfg(feature = "run")]
fn spoken(row: &Json, place: usize) -> Result<Spoken, NodeError> {
    let fields = match row {
        Json::Object(fields) => fields,
        Json::Text(text) => {
            return Ok(Spoken {
                text: text.to_string(),
                ..Spoken::default()
            });
        }
        _ => return Err(no_text(place)),
    };
    let field = |name: &str| {
        let mut fields = fields.iter();
        let found = fields.find(|(column, _)| column.trim().eq_ignore_ascii_case(name));
        found.map(|(_, json)| json)
    };
    let moment = |name: &'static str| {
        let time = match field(name) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::Text(text)) if text.trim().is_empty() => return Ok(None),
            Some(Json::Text(text)) => subtitles::time(text),
            Some(Json::Number(seconds)) => subtitles::time(&seconds.to_string()),
            Some(_) => None,
        };
        let unread = || {
            NodeError::new(said(
                "subtitles-row-time",
                [("place", place.into()), ("column", name.into())],
            ))
        };
        time.map(Some).ok_or_else(unread)
    };
    let (start, end, duration) = (moment("start")?, moment("end")?, moment("duration")?);
    let text = match field("text") {
        Some(Json::Text(text)) => text.to_string(),
        Some(Json::Number(number)) => number.to_string(),
        _ => return Err(no_text(place)),
    };
    Ok(Spoken {
        start,
        end,
        duration,
        text,
    })
}

#[cfg(feature = "run")]
fn no_text(place: usize) -> NodeError {
    NodeError::new(said("subtitles-row-no-text", [("place", place.into())]))
}
