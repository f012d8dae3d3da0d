//! `text.ops`: words cut, joined, searched and written otherwise.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
#[cfg(feature = "run")]
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;

/// Longest result in bytes.
#[cfg(feature = "run")]
const LONGEST: usize = 1 << 20;
/// Most memory of a pattern in bytes.
#[cfg(feature = "run")]
const PATTERN_BYTES: usize = 1 << 20;

const OP: Param<flow::Choice> = Param::choice(
    "op",
    "Operation",
    "replace",
    &[
        option("replace", "Replace"),
        option("regex", "Replace pattern"),
        option("find", "Find pattern"),
        option("split", "Split"),
        option("join", "Join list"),
        option("upper", "UPPER CASE"),
        option("lower", "lower case"),
        option("title", "Title Case"),
        option("trim", "Trim"),
    ],
    "What is done. Find pattern gives every match, Split the parts between separators.",
);
const TEXT: Param<flow::Text> = Param::lines("text", "Text", "", "The words.").port();
const SEARCH: Param<flow::Text> = Param::line(
    "search",
    "Search",
    "",
    "What is looked for: words, or a pattern as [0-9]+ for numbers.",
)
.port()
.shown_if("op", &["replace", "regex", "find"]);
const WITH: Param<flow::Text> = Param::line(
    "with",
    "Replace with",
    "",
    "What stands in its place. In a pattern $1 is the first part in parentheses.",
)
.port()
.shown_if("op", &["replace", "regex"]);
const SEPARATOR: Param<flow::Text> = Param::line(
    "separator",
    "Separator",
    ", ",
    "What stands between parts; \\n is a new line.",
)
.shown_if("op", &["split", "join"]);
const TEXTS: In<flow::List<flow::Text>> =
    In::optional("texts", "Texts", "The list that Join makes one text of.");
const RESULT: Out<flow::Text> = Out::new("text", "Text", "The new words.");
const PARTS: Out<flow::List<flow::Text>> = Out::new(
    "parts",
    "Parts",
    "The parts of Split, the matches of Find pattern; otherwise the text alone.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "text.ops",
        version: 1,
        title: Cow::Borrowed("Text operations"),
        category: Category::Logic,
        keywords: &[
            "split",
            "join",
            "replace",
            "regex",
            "pattern",
            "case",
            "uppercase",
            "lowercase",
            "trim",
            "string",
            "find",
        ],
        doc: "Cuts, joins, searches and replaces words.",
        inputs: Cow::Borrowed(&[TEXTS.decl()]),
        params: Cow::Borrowed(&[
            OP.decl(),
            TEXT.decl(),
            SEARCH.decl(),
            WITH.decl(),
            SEPARATOR.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl(), PARTS.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let text = TEXT.get(call);
    let search = SEARCH.get(call);
    let separator = SEPARATOR
        .get(call)
        .replace("\\n", "\n")
        .replace("\\t", "\t");
    let mut parts = None;
    let result: String = match OP.get(call) {
        "regex" => replaced(&pattern(&search)?, &text, &WITH.get(call))?,
        "find" => {
            let pattern = pattern(&search)?;
            let found = pattern.find_iter(&text).map(|found| found.as_str());
            let found: Vec<&str> = found.collect();
            let first = found.first().copied().unwrap_or_default().to_owned();
            parts = Some(list(found)?);
            first
        }
        "split" => {
            let found: Vec<&str> = match separator.is_empty() {
                true => text.lines().collect(),
                false => text.split(&separator).collect(),
            };
            parts = Some(list(found)?);
            text.to_string()
        }
        "join" => {
            let mut joined = String::new();
            let words = TEXTS.items(call).iter().filter_map(Data::words);
            for (place, words) in words.enumerate() {
                joined.push_str(if place == 0 { "" } else { &separator });
                joined.push_str(&words);
                check(joined.len())?;
            }
            joined
        }
        "upper" => text.to_uppercase(),
        "lower" => text.to_lowercase(),
        "title" => titled(&text),
        "trim" => text.trim().to_owned(),
        _ if search.is_empty() => text.to_string(),
        _ => {
            let with = WITH.get(call);
            let grows = text.matches(&*search).count() * with.len();
            check(text.len() + grows)?;
            text.replace(&*search, &with)
        }
    };
    check(result.len())?;
    let result = Data::Text(result.into());
    let parts = match parts {
        Some(parts) => parts,
        None => Data::list([result.clone()])?,
    };
    Ok([(RESULT.name.into(), result), (PARTS.name.into(), parts)].into())
}

#[cfg(feature = "run")]
fn list(parts: Vec<&str>) -> Result<Data, NodeError> {
    Data::list(parts.into_iter().map(|part| Data::Text(part.into())))
}

/// That a result is not longer than [`LONGEST`].
#[cfg(feature = "run")]
pub(crate) fn check(bytes: usize) -> Result<(), NodeError> {
    match bytes <= LONGEST {
        true => Ok(()),
        false => Err(NodeError::new(said("text-over-mebibyte", []))),
    }
}

#[cfg(feature = "run")]
fn pattern(search: &str) -> Result<Regex, NodeError> {
    RegexBuilder::new(search)
        .size_limit(PATTERN_BYTES)
        .dfa_size_limit(PATTERN_BYTES)
        .nest_limit(50)
        .build()
        .map_err(|error| {
            let words = error.to_string();
            let line = words.lines().last().unwrap_or_default();
            let line = line.trim_start_matches("error: ");
            NodeError::new(said("pattern-unusable", [("reason", line.into())]))
        })
}

/// Replaces match by match, so that a result that grows without end is stopped.
#[cfg(feature = "run")]
fn replaced(pattern: &Regex, text: &str, with: &str) -> Result<String, NodeError> {
    let mut result = String::new();
    let mut from = 0;
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        result.push_str(&text[from..whole.start()]);
        found.expand(with, &mut result);
        check(result.len())?;
        from = whole.end();
    }
    result.push_str(&text[from..]);
    Ok(result)
}

#[cfg(feature = "run")]
fn titled(text: &str) -> String {
    let mut begins = true;
    let mut result = String::new();
    for c in text.chars() {
        match begins {
            true => result.extend(c.to_uppercase()),
            false => result.extend(c.to_lowercase()),
        }
        begins = !(c.is_alphanumeric() || c == '\'' || c == '’');
    }
    result
}
