//! The node reference as Markdown, made from the declarations: the words of the inspector and of the book are the same.

use crate::catalogue::catalogue;
use gesso_graph::{Catalog, ParamDecl, ParamKind, PortDecl, Schema, Unit};
use std::fmt::Write;

/// One page per group of nodes, and `all.md` that lists them: file names and Markdown.
pub fn reference() -> Vec<(String, String)> {
    let catalogue = catalogue();
    let mut index = String::from(
        "# All nodes\n\nEvery node of this version, made from the same declarations that the inspector shows.\n\n\
         | node | group | what it does |\n|---|---|---|\n",
    );
    let mut pages = Vec::new();
    for category in catalogue.categories() {
        let label = catalogue.category_label(category);
        let file = format!("{}.md", label.to_lowercase().replace(' ', "-"));
        let mut page = format!("# {label}\n");
        for spec in catalogue.in_category(category) {
            let schema = &spec.schema;
            let anchor = schema.title.to_lowercase().replace(' ', "-");
            write_line(
                &mut index,
                format_args!(
                    "| [{}]({file}#{anchor}) | {label} | {} |",
                    schema.title, schema.doc
                ),
            );
            node(&mut page, schema);
        }
        pages.push((file, page));
    }
    pages.insert(0, ("all.md".to_owned(), index));
    pages
}

fn node(page: &mut String, schema: &Schema) {
    write_line(
        page,
        format_args!("\n## {}\n\n{}\n", schema.title, schema.doc),
    );
    write_line(
        page,
        format_args!("`{}`, version {}\n", schema.id, schema.version),
    );
    #[cfg(feature = "run")]
    if catalogue()
        .spec(schema.id)
        .is_some_and(crate::shown::is_shown)
    {
        let is_more = schema.inputs.iter().any(|port| port.required);
        let before = if is_more || !crate::shown::is_picture(schema) {
            "What goes in and, at the right, what comes out"
        } else {
            "What comes out"
        };
        write_line(
            page,
            format_args!("![{before}](pictures/{}.png)\n", schema.id),
        );
    }
    ports(page, "Inputs", &schema.inputs, true);
    if !schema.params.is_empty() {
        write_line(
            page,
            format_args!("**Parameters**\n\n| name | default | range | |\n|---|---|---|---|"),
        );
        for param in schema.params.iter() {
            parameter(page, schema, param);
        }
        write_line(page, format_args!(""));
    }
    ports(page, "Outputs", &schema.outputs, false);
}

fn ports(page: &mut String, title: &str, ports: &[PortDecl], say_optional: bool) {
    if ports.is_empty() {
        return;
    }
    write_line(page, format_args!("**{title}**\n"));
    for port in ports {
        let before = ports.iter().find(|other| port.after == Some(&*other.name));
        let shows = before.map(|before| format!(", shows once {} is wired", before.label));
        let shows = shows.unwrap_or_default();
        let optional = if say_optional && !port.required {
            ", may stay empty"
        } else {
            ""
        };
        write_line(
            page,
            format_args!(
                "* {} ({}{optional}{shows}): {}",
                port.label,
                port.ty.label(catalogue().words()),
                port.doc
            ),
        );
    }
    write_line(page, format_args!(""));
}

fn parameter(page: &mut String, schema: &Schema, param: &ParamDecl) {
    let (default, range) = shape(&param.kind);
    let mut notes = vec![param.doc.to_owned()];
    if let Some((name, values)) = param.shown_if {
        notes.push(condition(schema, name, values));
    }
    if let Some(port) = param.of_input.and_then(|name| schema.input_port(name)) {
        notes.push(format!("Only while {} is wired in.", port.label));
    }
    if let Some(port) = param.unless_input.and_then(|name| schema.input_port(name)) {
        notes.push(format!("Does not count while {} is wired in.", port.label));
    }
    if param.port {
        notes.push("Has a port.".to_owned());
    }
    write_line(
        page,
        format_args!(
            "| {} | {default} | {range} | {} |",
            param.label,
            notes.join(" ")
        ),
    );
}

/// The default and what is accepted, as people read them.
fn shape(kind: &ParamKind) -> (String, String) {
    match *kind {
        ParamKind::Float {
            default,
            hard,
            unit,
            ..
        } => (
            format!("{default}{}", sign(unit)),
            format!("{} to {}{}", hard.0, hard.1, sign(unit)),
        ),
        ParamKind::Int {
            default,
            hard,
            unit,
            ..
        } => (
            format!("{default}{}", sign(unit)),
            format!("{} to {}{}", hard.0, hard.1, sign(unit)),
        ),
        ParamKind::Bool { default } => (
            if default { "yes" } else { "no" }.to_owned(),
            "yes or no".to_owned(),
        ),
        ParamKind::Text { default, max, .. } => {
            (default.replace('\n', " "), format!("up to {max} bytes"))
        }
        ParamKind::Color { default } => {
            let bytes = default.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
            (
                format!("`#{:02x}{:02x}{:02x}`", bytes[0], bytes[1], bytes[2]),
                "a colour".to_owned(),
            )
        }
        ParamKind::Choice { default, options } => {
            let labels: Vec<&str> = options.iter().map(|option| option.label).collect();
            let first = options
                .iter()
                .find(|option| option.id == default)
                .map_or(default, |option| option.label);
            (first.to_owned(), labels.join(", "))
        }
        ParamKind::Asset { accept } => ("none".to_owned(), format!("a file, `{accept}…`")),
        ParamKind::Font => ("Inter".to_owned(), "a font".to_owned()),
        ParamKind::Assets { accept } => ("none".to_owned(), format!("files, `{accept}…`")),
        ParamKind::Curve { .. } => ("straight".to_owned(), "a curve".to_owned()),
        ParamKind::Gradient { .. } => ("black to white".to_owned(), "a gradient".to_owned()),
        ParamKind::Points { least, most, .. } => {
            ("drawn".to_owned(), format!("{least} to {most} places"))
        }
        ParamKind::Strokes => ("none".to_owned(), "strokes of a brush".to_owned()),
    }
}

fn sign(unit: Unit) -> &'static str {
    match unit {
        Unit::None => "",
        Unit::Pixels => " px",
        Unit::Percent => " %",
        Unit::Degrees => "°",
        Unit::Kelvin => " K",
        Unit::Seconds => " s",
    }
}

/// "Only for Format JPEG, WebP."
fn condition(schema: &Schema, name: &str, values: &[&str]) -> String {
    let Some(ParamKind::Choice { options, .. }) = schema.param(name).map(|param| param.kind) else {
        return String::new();
    };
    let label = schema.param(name).map_or(name, |param| &*param.label);
    let labels: Vec<&str> = options
        .iter()
        .filter(|option| values.contains(&option.id))
        .map(|option| option.label)
        .collect();
    format!("Only for {label}: {}.", labels.join(", "))
}

fn write_line(page: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("writing to a string can't fail");
}
