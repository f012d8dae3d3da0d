//! A digest of a whole document, to tell whether two replicas are the same. Equal documents have equal digests,
//! whatever history made them. Costs the size of the document.

use crate::canonical::Canonical;
use crate::document::{Document, Node};
use crate::value::Value;
use std::fmt;

/// 32 bytes of BLAKE3 over a document, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl Document {
    /// The digest of everything that is stored.
    pub fn digest(&self) -> Digest {
        let mut hash = Canonical::new("gesso document 3");
        hash.count(self.nodes.len());
        for (id, node) in &self.nodes {
            hash.word(id.0);
            hash.text(&node.kind);
            hash.word(u64::from(node.version));
            hash.optional_text(node.title.as_deref());
            hash.point(node.position);
            hash.count(node.params.len());
            for (name, value) in &node.params {
                hash.text(name);
                hash.value(value);
                let assets = match value {
                    Value::Asset(asset) => std::slice::from_ref(asset),
                    Value::Assets(assets) => assets,
                    _ => &[],
                };
                for asset in assets {
                    hash.text(&asset.name);
                    hash.text(&asset.media_type);
                }
            }
            looks(&mut hash, node);
        }
        hash.count(self.wires.len());
        for (to, from) in &self.wires {
            hash.word(to.node.0);
            hash.text(&to.port);
            hash.word(from.node.0);
            hash.text(&from.port);
        }
        hash.count(self.bends.len());
        for (to, bends) in &self.bends {
            hash.word(to.node.0);
            hash.text(&to.port);
            hash.count(bends.len());
            bends.iter().for_each(|&bend| hash.point(bend));
        }
        hash.count(self.frames.len());
        for (id, frame) in &self.frames {
            hash.word(id.0);
            hash.text(&frame.title);
            hash.rect(frame.rect);
            hash.color(frame.color);
            hash.word(frame.graph.0);
        }
        hash.count(self.notes.len());
        for (id, note) in &self.notes {
            hash.word(id.0);
            hash.text(&note.text);
            hash.point(note.position);
            hash.size(note.size);
            hash.word(note.graph.0);
        }
        hash.count(self.graphs.len());
        for (id, definition) in &self.graphs {
            hash.word(id.0);
            hash.text(&definition.title);
        }
        Digest(hash.finish())
    }
}

/// What says how a node looks, where it lies and what a run does with it.
fn looks(hash: &mut Canonical, node: &Node) {
    hash.word(node.graph.0);
    hash.bytes(&[
        node.mode as u8,
        u8::from(node.collapsed),
        u8::from(node.pinned),
        u8::from(node.color.is_some()),
        u8::from(node.size.is_some()),
    ]);
    hash.color(node.color.unwrap_or_default());
    hash.size(node.size.unwrap_or_default());
    hash.count(node.exposed.len());
    for (name, label) in &node.exposed {
        hash.text(name);
        hash.text(label);
    }
    hash.bytes(&[u8::from(node.take.is_some())]);
    if let Some(take) = node.take {
        hash.bytes(&take.0);
    }
}
