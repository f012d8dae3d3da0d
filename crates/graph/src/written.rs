//! Values as people write them: in a cell of a table, or on a command line. Files are not among them, for they have to be
//! looked for. What can't be read is refused with what to write instead.

use crate::schema::{OptionDecl, ParamDecl, ParamKind};
use crate::value::Value;
use gesso_words::{Said, said};

/// How many options are named to whoever wrote another.
const NAMED: usize = 12;

/// What was written, as a value of a parameter. White space around it does not count, and a comma stands for a point.
///
/// # Errors
/// When it is no such value, or out of the parameter's hard limits; says what to write.
pub fn read_value(decl: &ParamDecl, written: &str) -> Result<Value, Said> {
    let text = written.trim();
    match decl.kind {
        ParamKind::Float { hard, .. } => {
            let found = text.parse().or_else(|_| text.replace(',', ".").parse());
            let number: f64 = found.map_err(|_| said("written-number", []))?;
            within(number, hard).map(Value::Float)
        }
        ParamKind::Int { hard, .. } => {
            let number: i64 = text.parse().map_err(|_| said("written-whole", []))?;
            within(number, hard).map(Value::Int)
        }
        ParamKind::Bool { .. } => yes_or_no(text).map(Value::Bool),
        ParamKind::Text { max, .. } if written.len() > max => {
            Err(said("written-long", [("most", (max as u64).into())]))
        }
        ParamKind::Text { .. } => Ok(Value::Text(written.into())),
        ParamKind::Color { .. } => {
            let found = color(text).ok_or_else(|| said("written-colour", []))?;
            Ok(Value::Color(found))
        }
        ParamKind::Choice { options, .. } => option(options, text),
        ParamKind::Asset { .. }
        | ParamKind::Assets { .. }
        | ParamKind::Font
        | ParamKind::Curve { .. }
        | ParamKind::Gradient { .. }
        | ParamKind::Points { .. }
        | ParamKind::Strokes => Err(said("written-not", [])),
    }
}

/// A value as [`read_value`] reads it again; none for what is not written.
pub fn write_value(value: &Value) -> Option<String> {
    Some(match value {
        Value::Float(number) => number.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Bool(true) => "yes".into(),
        Value::Bool(false) => "no".into(),
        Value::Text(text) => text.to_string(),
        Value::Choice(id) => id.to_string(),
        Value::Color(color) => {
            let bytes = color.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
            let [r, g, b, a] = bytes;
            match a {
                u8::MAX => format!("#{r:02x}{g:02x}{b:02x}"),
                a => format!("#{r:02x}{g:02x}{b:02x}{a:02x}"),
            }
        }
        _ => return None,
    })
}

fn within<N: PartialOrd + Copy + std::fmt::Display>(number: N, hard: (N, N)) -> Result<N, Said> {
    if (hard.0..=hard.1).contains(&number) {
        return Ok(number);
    }
    let limit = |limit: N| Said::from(limit.to_string());
    Err(said(
        "written-range",
        [("least", limit(hard.0)), ("most", limit(hard.1))],
    ))
}

fn yes_or_no(text: &str) -> Result<bool, Said> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "on" | "1" | "ja" | "wahr" => Ok(true),
        "no" | "false" | "off" | "0" | "nein" | "falsch" => Ok(false),
        _ => Err(said("written-yes", [])),
    }
}

fn option(options: &[OptionDecl], text: &str) -> Result<Value, Said> {
    let is_it = |option: &&OptionDecl| option.id == text || plain(option.label) == plain(text);
    if let Some(found) = options.iter().find(is_it) {
        return Ok(Value::Choice(found.id.into()));
    }
    let named = options.iter().take(NAMED).map(|option| option.label);
    let more = if options.len() > NAMED { ", …" } else { "" };
    let all = format!("{}{more}", named.collect::<Vec<_>>().join(", "));
    Err(said(
        "written-option",
        [("written", text.into()), ("options", all.into())],
    ))
}

/// A name as it is compared: case does not matter, and `-` and `_` are spaces.
fn plain(name: &str) -> String {
    let words = name.split([' ', '-', '_']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// `#rgb`, `#rrggbb` or `#rrggbbaa`.
fn color(text: &str) -> Option<[f32; 4]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let long = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits.to_owned(),
        _ => return None,
    };
    let byte = |at: usize| u8::from_str_radix(long.get(at..at + 2).unwrap_or("ff"), 16);
    let mut color = [1.0; 4];
    for (channel, at) in color.iter_mut().zip([0, 2, 4, 6]) {
        *channel = f32::from(byte(at).ok()?) / 255.0;
    }
    Some(color)
}
