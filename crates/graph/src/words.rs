//! What things of a document are called when people read about them.
//! Falls back to the stored names where the catalogue does not know a kind.

use crate::document::Document;
use crate::id::NodeId;
use crate::interface::schema_of;
use crate::schema::{Catalog, Schema, Type};
use gesso_words::Words;

/// What people call a node: its own title, else its subgraph's or its kind's, else the kind's id.
pub fn node_title(doc: &Document, catalog: &dyn Catalog, id: NodeId) -> String {
    let Some(node) = doc.nodes().get(&id) else {
        return catalog.words().text("removed-node").to_owned();
    };
    if let Some(title) = node.title.as_deref().filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    schema_of(doc, catalog, id)
        .map_or_else(|| node.kind.to_string(), |schema| schema.title.to_string())
}

/// Why a node waits for another.
pub(crate) fn blocked_by(words: &Words, title: &str) -> String {
    words.with("fault-blocked", &[("node", &title)])
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
pub(crate) fn a(words: &'static Words, ty: Type) -> &'static str {
    words.text(match ty {
        Type::Image => "a-image",
        Type::Mask => "a-mask",
        Type::Video => "a-video",
        Type::Audio => "a-audio",
        Type::Text => "a-text",
        Type::Int => "a-int",
        Type::Float => "a-float",
        Type::Bool => "a-bool",
        Type::Color => "a-color",
        Type::Choice => "a-choice",
        Type::Json => "a-json",
        Type::Subtitles => "a-subtitles",
        Type::Sequence => "a-sequence",
        Type::Asset => "a-asset",
        Type::List(_) => "a-list",
        Type::Any => "a-any",
    })
}
