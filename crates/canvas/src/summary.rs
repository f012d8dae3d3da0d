//! One line about what a node does differently from its kind: the parameters that are not at their defaults.

use gesso_graph::{Node, ParamDecl, ParamKind, Schema, Unit, Value};

/// As "6 px · Screen", in the order of the declaration, without what has a row of its own; empty when everything is at
/// its default.
pub(crate) fn summary(
    node: &Node,
    schema: Option<&Schema>,
    has_row: impl Fn(&str) -> bool,
) -> String {
    let Some(schema) = schema else {
        return format!("Unknown kind {}", node.kind);
    };
    let mut parts = Vec::new();
    for param in schema.params.iter() {
        let Some(value) = node.params.get(&*param.name) else {
            continue;
        };
        if has_row(&param.name) || param.default_value().as_ref() == Some(value) {
            continue;
        }
        if let Some(part) = describe(param, value) {
            parts.push(part);
        }
    }
    parts.join(" · ")
}

fn describe(param: &ParamDecl, value: &Value) -> Option<String> {
    let label = &param.label;
    Some(match value {
        Value::Bool(true) => label.to_string(),
        Value::Bool(false) => format!("no {}", label.to_lowercase()),
        Value::Int(number) => format!("{label} {number}{}", unit(param)),
        Value::Float(number) => format!("{label} {}{}", short(*number), unit(param)),
        Value::Text(text) => {
            let line = text.lines().next().unwrap_or_default().trim();
            if line.is_empty() {
                return None;
            }
            format!("“{line}”")
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
        Value::Graph(_) => return None,
    })
}

/// A parameter's value as it stands in its row, or its default: "6 px", "Screen".
pub(crate) fn value(param: &ParamDecl, value: Option<&Value>) -> String {
    let default = param.kind.default_value();
    match value.or(default.as_ref()) {
        Some(Value::Float(number)) => format!("{}{}", short(*number), unit(param)),
        Some(Value::Int(number)) => format!("{number}{}", unit(param)),
        Some(value) => describe(param, value).unwrap_or_default(),
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
    }
}

/// At most two decimals, without trailing zeros.
fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
