//! What things of a document are called when people read about them.
//! Falls back to the stored names where the catalogue does not know a kind.

use crate::document::Document;
use crate::id::NodeId;
use crate::interface::schema_of;
use crate::schema::{Catalog, Schema, Type};

/// What people call a node: its own title, else its subgraph's or its kind's, else the kind's id.
pub fn node_title(doc: &Document, catalog: &dyn Catalog, id: NodeId) -> String {
    let Some(node) = doc.nodes().get(&id) else {
        return "a removed node".to_owned();
    };
    if let Some(title) = node.title.as_deref().filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    schema_of(doc, catalog, id)
        .map_or_else(|| node.kind.to_string(), |schema| schema.title.to_string())
}

/// Why a node waits for another.
pub(crate) fn blocked_by(title: &str) -> String {
    format!("This node needs {title}, which can't run. Look there first.")
}

pub(crate) fn input_label(schema: Option<&Schema>, name: &str) -> String {
    let port = schema.and_then(|schema| schema.input_port(name));
    port.map_or_else(|| name.to_owned(), |port| port.label.to_owned())
}

pub(crate) fn param_label(schema: Option<&Schema>, name: &str) -> String {
    let param = schema.and_then(|schema| schema.param(name));
    param.map_or_else(|| name.to_owned(), |param| param.label.to_string())
}

/// The type with its article, inside a sentence.
pub(crate) fn a(ty: Type) -> &'static str {
    match ty {
        Type::Image => "a picture",
        Type::Mask => "a mask",
        Type::Video => "a film",
        Type::Audio => "sound",
        Type::Text => "text",
        Type::Int => "a whole number",
        Type::Float => "a number",
        Type::Bool => "a yes or no",
        Type::Color => "a colour",
        Type::Choice => "a choice",
        Type::Json => "data",
        Type::Subtitles => "subtitles",
        Type::Sequence => "a sequence",
        Type::Asset => "a file",
        Type::List(_) => "a list",
        Type::Any => "a result",
    }
}
