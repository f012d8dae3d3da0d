//! What things of a document are called when people read about them.
//! Falls back to the stored names where the catalogue does not know a kind.

use crate::document::Document;
use crate::id::NodeId;
use crate::interface::schema_of;
use crate::schema::{Catalog, Schema, Type};
use gesso_words::{ELSE, Said, Words, label, said};

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

/// What [`node_title`] gives, for whoever reads it: the title of a kind is in their language, one that people gave stands.
pub(crate) fn said_title(doc: &Document, catalog: &dyn Catalog, id: NodeId) -> Said {
    let Some(node) = doc.nodes().get(&id) else {
        return said("removed-node", []);
    };
    let title = node_title(doc, catalog, id);
    match catalog.schema(&node.kind) {
        Some(schema) if schema.title == title => said(&schema.text_key(), [(ELSE, title.into())]),
        _ => title.into(),
    }
}

/// A node of the run by those on the way to it, from the root inwards: "Blur in Grade".
pub(crate) fn said_path(doc: &Document, catalog: &dyn Catalog, path: &[NodeId]) -> Said {
    let titles = path.iter().map(|&node| said_title(doc, catalog, node));
    let within = |of, node| said("node-in", [("node", node), ("of", of)]);
    titles
        .reduce(within)
        .unwrap_or_else(|| said("removed-node", []))
}

/// Why a node waits for another.
pub(crate) fn blocked_by(title: Said) -> Said {
    said("fault-blocked", [("node", title)])
}

/// The labels of one node, for whoever reads them: those of its kind are in their language.
pub(crate) struct Labels<'a> {
    /// What it looks like, an instance by what it shows.
    pub(crate) schema: Option<&'a Schema>,
    /// What the catalogue knows of its kind.
    pub(crate) kind: Option<&'static Schema>,
}

impl Labels<'_> {
    pub(crate) fn input(&self, name: &str) -> Said {
        let label = |schema: &Schema| Some(schema.input_port(name)?.label.to_string());
        self.label("in", name, label)
    }

    pub(crate) fn param(&self, name: &str) -> Said {
        let label = |schema: &Schema| Some(schema.param(name)?.label.to_string());
        self.label("param", name, label)
    }

    fn label(&self, side: &str, name: &str, find: impl Fn(&Schema) -> Option<String>) -> Said {
        let own = self.schema.and_then(&find);
        match (own, self.kind.and_then(|kind| Some((kind, find(kind)?)))) {
            (Some(own), Some((kind, known))) if own == known => {
                label(&format!("{side}-{name}"), &own).within(&kind.text_key())
            }
            (Some(own), _) => own.into(),
            (None, _) => name.into(),
        }
    }
}

/// The type with its article, inside a sentence.
pub(crate) fn a(words: &'static Words, ty: Type) -> &'static str {
    words.text(a_key(ty))
}

/// The key of [`a`].
pub(crate) fn a_key(ty: Type) -> &'static str {
    match ty {
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
    }
}
