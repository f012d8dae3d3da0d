//! The serial form of a document: nodes, frames and notes by id, wires as a list. Derived indexes are not in it.
//! Reading checks every hard invariant, so that a document in memory is always a sound one.

use crate::check;
use crate::document::{Document, Frame, InPort, Node, Note, OutPort};
use crate::id::{FrameId, ItemId, Name, NodeId, NoteId};
use crate::limits;
use crate::skip::Skip;
use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why a stored document can't be taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DocumentError {
    /// Something in it breaks a rule by itself.
    #[error("{} can't be used: {reason}", item_words(.item))]
    BadItem {
        /// What.
        item: ItemId,
        /// Which rule.
        reason: Skip,
    },
    /// A wire ends or begins at a node that is not there.
    #[error("a wire goes from node {} to node {}, and one of them is not there", .from.node, .to.node)]
    DanglingWire {
        /// Where it begins.
        from: OutPort,
        /// Where it ends.
        to: InPort,
    },
    /// A wire breaks a rule by itself.
    #[error("the wire into {:?} of node {} can't be used: {reason}", .to.port.as_str(), .to.node)]
    BadWire {
        /// Where it ends.
        to: InPort,
        /// Which rule.
        reason: Skip,
    },
    /// Two wires end in one input.
    #[error("two wires go into {:?} of node {}; an input takes one", .to.port.as_str(), .to.node)]
    TwoSources {
        /// The input.
        to: InPort,
    },
    /// The wires make a loop.
    #[error("the wires make a loop through node {node}")]
    Loop {
        /// A node on the loop or after it.
        node: NodeId,
    },
    /// There is more of something than its limit.
    #[error("there can be at most {most} {what}")]
    TooMany {
        /// What, in the plural.
        what: &'static str,
        /// The limit.
        most: usize,
    },
}

fn item_words(item: &ItemId) -> String {
    match item {
        ItemId::Node(id) => format!("node {id}"),
        ItemId::Frame(id) => format!("frame {id}"),
        ItemId::Note(id) => format!("note {id}"),
    }
}

/// One wire as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Wire {
    pub(crate) from: OutPort,
    pub(crate) to: InPort,
}

#[derive(Serialize)]
struct Written<'a> {
    nodes: &'a OrdMap<NodeId, Arc<Node>>,
    wires: Wires<'a>,
    frames: &'a OrdMap<FrameId, Arc<Frame>>,
    notes: &'a OrdMap<NoteId, Arc<Note>>,
}

struct Wires<'a>(&'a OrdMap<InPort, OutPort>);

impl Serialize for Wires<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            from: &'a OutPort,
            to: &'a InPort,
        }
        serializer.collect_seq(self.0.iter().map(|(to, from)| Borrowed { from, to }))
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            nodes: &self.nodes,
            wires: Wires(&self.wires),
            frames: &self.frames,
            notes: &self.notes,
        }
        .serialize(serializer)
    }
}

#[derive(Deserialize)]
struct Read {
    nodes: OrdMap<NodeId, Arc<Node>>,
    wires: Vec<Wire>,
    #[serde(default)]
    frames: OrdMap<FrameId, Arc<Frame>>,
    #[serde(default)]
    notes: OrdMap<NoteId, Arc<Note>>,
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Read::deserialize(deserializer)?
            .checked()
            .map_err(serde::de::Error::custom)
    }
}

impl Read {
    fn checked(self) -> Result<Document, DocumentError> {
        self.check_counts()?;
        self.check_items()?;
        let mut wires = OrdMap::new();
        let mut leaving = OrdSet::new();
        let mut words = Words::default();
        for Wire { from, to } in self.wires {
            if !self.nodes.contains_key(&from.node) || !self.nodes.contains_key(&to.node) {
                return Err(DocumentError::DanglingWire { from, to });
            }
            if let Err(reason) = check::name(&from.port).and_then(|()| check::name(&to.port)) {
                return Err(DocumentError::BadWire { to, reason });
            }
            let from = OutPort {
                port: words.shared(from.port),
                ..from
            };
            let to = InPort {
                port: words.shared(to.port),
                ..to
            };
            leaving.insert((from.node, to.clone()));
            if wires.insert(to.clone(), from).is_some() {
                return Err(DocumentError::TwoSources { to });
            }
        }
        let document = Document {
            nodes: self.nodes,
            wires,
            leaving,
            frames: self.frames,
            notes: self.notes,
        };
        match on_a_loop(&document) {
            Some(node) => Err(DocumentError::Loop { node }),
            None => Ok(document),
        }
    }

    fn check_counts(&self) -> Result<(), DocumentError> {
        let counts = [
            (self.nodes.len(), limits::NODES, "nodes"),
            (self.wires.len(), limits::WIRES, "wires"),
            (self.frames.len(), limits::BOXES, "frames"),
            (self.notes.len(), limits::BOXES, "notes"),
        ];
        match counts.into_iter().find(|(count, most, _)| count > most) {
            Some((_, most, what)) => Err(DocumentError::TooMany { what, most }),
            None => Ok(()),
        }
    }

    fn check_items(&self) -> Result<(), DocumentError> {
        let nodes = self
            .nodes
            .iter()
            .map(|(&id, node)| (ItemId::Node(id), check::node(node)));
        let frames = self
            .frames
            .iter()
            .map(|(&id, frame)| (ItemId::Frame(id), check::frame(frame)));
        let notes = self
            .notes
            .iter()
            .map(|(&id, note)| (ItemId::Note(id), check::note(note)));
        for (item, checked) in nodes.chain(frames).chain(notes) {
            checked.map_err(|reason| DocumentError::BadItem { item, reason })?;
        }
        Ok(())
    }
}

/// Names met before: a large document has few different ones, and one copy of each is enough.
#[derive(Default)]
struct Words(BTreeSet<Name>);

impl Words {
    fn shared(&mut self, name: Name) -> Name {
        if let Some(known) = self.0.get(&name) {
            return known.clone();
        }
        self.0.insert(name.clone());
        name
    }
}

/// A node that is never freed when sources are taken away one after another (Kahn): on a loop, or after one.
fn on_a_loop(document: &Document) -> Option<NodeId> {
    let mut waiting: BTreeMap<NodeId, usize> = BTreeMap::new();
    for to in document.wires.keys() {
        *waiting.entry(to.node).or_default() += 1;
    }
    let mut free: Vec<NodeId> = document
        .nodes
        .keys()
        .copied()
        .filter(|node| !waiting.contains_key(node))
        .collect();
    while let Some(node) = free.pop() {
        for to in document.wires_from(node) {
            if let Some(count) = waiting.get_mut(&to.node) {
                *count -= 1;
                if *count == 0 {
                    waiting.remove(&to.node);
                    free.push(to.node);
                }
            }
        }
    }
    waiting.into_keys().min()
}
