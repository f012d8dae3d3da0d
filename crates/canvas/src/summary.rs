//! One line about what a node does differently from its kind: the parameters that are not at their defaults.

use gesso_graph::{Node, ParamDecl, ParamKind, Schema, Unit, Value};
use gesso_words::{Language, Words};

/// As "6 px · Screen", in the order of the declaration, without what has a row of its own; empty when everything is at
/// its default.
pub(crate) fn summary(
    words: &Words,
    node: &Node,
    schema: Option<&Schema>,
    has_row: impl Fn(&str) -> bool,
) -> String {
    let Some(schema) = schema else {
        return words.with("unknown-kind", &[("kind", &node.kind.as_str())]);
    };
    let mut parts = Vec::new();
    for param in schema.params.iter() {
        let Some(value) = node.params.get(&*param.name) else {
            continue;
        };
        if has_row(&param.name) || param.default_value().as_ref() == Some(value) {
            continue;
        }
        if let Some(part) = describe(words, param, value) {
            parts.push(part);
        }
    }
    parts.join(" · ")
}

fn describe(words: &Words, param: &ParamDecl, value: &Value) -> Option<String> {
    let label = &param.label;
    Some(match value {
        Value::Bool(true) => label.to_string(),
        Value::Bool(false) => words.with("summary-off", &[("param", &in_sentence(words, label))]),
        Value::Int(number) => format!("{label} {number}{}", unit(param)),
        Value::Float(number) => format!("{label} {}{}", words.short(*number), unit(param)),
        Value::Text(text) => {
            let line = text.lines().next().unwrap_or_default().trim();
            if line.is_empty() {
                return None;
            }
            words.with("quoted", &[("what", &line)])
        }
        Value::Color(color) => {
            let [r, g, b] = [0, 1, 2].map(|i| (color[i].clamp(0.0, 1.0) * 255.0).round() as u8);
            format!("#{r:02x}{g:02x}{b:02x}")
        }
        Value::Choice(id) => match param.kind {
            ParamKind::Choice { options, .. } => options
                .iter()
                .find(|option| option.id == id.as_str())?
                .label
                .to_owned(),
            _ => id.to_string(),
        },
        Value::Asset(asset) => asset.name.to_string(),
        Value::Assets(assets) => words.with("files-count", &[("count", &assets.len())]),
        // What is drawn is known by its name.
        Value::Numbers(_) => label.to_string(),
        Value::Graph(_) => return None,
    })
}

/// A parameter's value as it stands in its row, or its default: "6 px", "Screen".
pub fn value(words: &'static Words, param: &ParamDecl, value: Option<&Value>) -> String {
    let default = param.kind.default_value();
    match value.or(default.as_ref()) {
        Some(Value::Float(number)) => format!("{}{}", words.short(*number), unit(param)),
        Some(Value::Int(number)) => format!("{number}{}", unit(param)),
        Some(Value::Bool(on)) => words
            .text(if *on { "value-on" } else { "value-off" })
            .to_owned(),
        Some(value) => describe(words, param, value).unwrap_or_default(),
        None => String::new(),
    }
}

fn unit(param: &ParamDecl) -> &'static str {
    let unit = match param.kind {
        ParamKind::Float { unit, .. } | ParamKind::Int { unit, .. } => unit,
        _ => Unit::None,
    };
    match unit {
        Unit::None => "",
        Unit::Pixels => " px",
        Unit::Percent => " %",
        Unit::Degrees => "°",
        Unit::Kelvin => " K",
        Unit::Seconds => " s",
    }
}

/// A label inside a sentence. German nouns keep their capitals.
fn in_sentence(words: &Words, label: &str) -> String {
    match words.language() {
        Language::English => label.to_lowercase(),
        Language::German => label.to_owned(),
    }
}
