//! The serial form of a document: nodes, frames and notes by id, wires as a list. Derived indexes are not in it.
//! Reading checks every hard invariant, so that a document in memory is always a sound one.

use crate::check;
use crate::command::Command;
use crate::document::{Definition, Document, Frame, InPort, Index, Node, Note, OutPort};
use crate::geometry::Point;
use crate::id::{FrameId, GraphId, ItemId, Name, NodeId, NoteId};
use crate::limits;
use crate::skip::Skip;
use imbl::OrdMap;
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
    /// A wire goes from one graph into another.
    #[error("a wire goes from node {} to node {}, which lie in different subgraphs", .from.node, .to.node)]
    CrossingWire {
        /// Where it begins.
        from: OutPort,
        /// Where it ends.
        to: InPort,
    },
    /// A subgraph breaks a rule by itself.
    #[error("subgraph {graph} can't be used: {reason}")]
    BadGraph {
        /// Which.
        graph: GraphId,
        /// Which rule.
        reason: Skip,
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) bends: Vec<Point>,
}

impl Wire {
    /// What makes the wire.
    pub(crate) fn commands(self) -> impl Iterator<Item = Command> {
        let Self { from, to, bends } = self;
        let bend = (!bends.is_empty()).then(|| Command::SetBends {
            to: to.clone(),
            bends,
        });
        std::iter::once(Command::Connect { from, to }).chain(bend)
    }

    /// The wire that ends here, as it is stored.
    pub(crate) fn of(doc: &Document, to: &InPort) -> Option<Self> {
        let bends = doc.bends.get(to);
        Some(Self {
            from: doc.wires.get(to)?.clone(),
            to: to.clone(),
            bends: bends.map_or_else(Vec::new, |bends| bends.to_vec()),
        })
    }
}

#[derive(Serialize)]
struct Written<'a> {
    nodes: &'a OrdMap<NodeId, Arc<Node>>,
    wires: Wires<'a>,
    frames: &'a OrdMap<FrameId, Arc<Frame>>,
    notes: &'a OrdMap<NoteId, Arc<Note>>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    graphs: &'a OrdMap<GraphId, Arc<Definition>>,
}

struct Wires<'a>(&'a Document);

impl Serialize for Wires<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            from: &'a OutPort,
            to: &'a InPort,
            #[serde(skip_serializing_if = "Option::is_none")]
            bends: Option<&'a [Point]>,
        }
        serializer.collect_seq(self.0.wires.iter().map(|(to, from)| Borrowed {
            from,
            to,
            bends: self.0.bends.get(to).map(|bends| &bends[..]),
        }))
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            nodes: &self.nodes,
            wires: Wires(self),
            frames: &self.frames,
            notes: &self.notes,
            graphs: &self.graphs,
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
    #[serde(default)]
    graphs: OrdMap<GraphId, Arc<Definition>>,
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
        let mut document = Document {
            index: self.index(),
            nodes: self.nodes,
            frames: self.frames,
            notes: self.notes,
            graphs: self.graphs,
            ..Document::default()
        };
        check_graphs(&document)?;
        take_wires(&mut document, self.wires)?;
        match on_a_loop(&document) {
            Some(node) => Err(DocumentError::Loop { node }),
            None => Ok(document),
        }
    }

    fn index(&self) -> Index {
        let mut index = Index::default();
        for (&id, node) in &self.nodes {
            index.enter_node(id, node);
        }
        for (&id, frame) in &self.frames {
            index.enter(ItemId::Frame(id), frame.graph);
        }
        for (&id, note) in &self.notes {
            index.enter(ItemId::Note(id), note.graph);
        }
        index
    }

    fn check_counts(&self) -> Result<(), DocumentError> {
        let counts = [
            (self.nodes.len(), limits::NODES, "nodes"),
            (self.wires.len(), limits::WIRES, "wires"),
            (self.frames.len(), limits::BOXES, "frames"),
            (self.notes.len(), limits::BOXES, "notes"),
            (self.graphs.len(), limits::GRAPHS, "subgraphs"),
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

/// Every subgraph is sound by itself, lies not within itself, and is there where something lies in it or shows it.
fn check_graphs(document: &Document) -> Result<(), DocumentError> {
    for (&graph, definition) in &document.graphs {
        let bad = |reason| DocumentError::BadGraph { graph, reason };
        check::definition(definition).map_err(bad)?;
        if graph.is_root() {
            return Err(bad(Skip::GraphExists { graph }));
        }
        let around = document
            .instances_of(graph)
            .filter_map(|node| document.graph_of(ItemId::Node(node)));
        for around in around {
            if document.is_within(around, graph) {
                return Err(bad(Skip::ContainsItself { graph }));
            }
        }
    }
    let lying = document.index.members.iter().copied();
    let shown = document.index.instances.iter();
    let mut used = lying.chain(shown.map(|&(graph, node)| (graph, ItemId::Node(node))));
    match used.find(|(graph, _)| !document.graphs.contains_key(graph)) {
        Some((graph, item)) => Err(DocumentError::BadItem {
            item,
            reason: Skip::GraphMissing { graph },
        }),
        None => Ok(()),
    }
}

fn take_wires(document: &mut Document, wires: Vec<Wire>) -> Result<(), DocumentError> {
    let mut words = Words::default();
    for Wire { from, to, bends } in wires {
        let ends = [from.node, to.node].map(|node| document.graph_of(ItemId::Node(node)));
        let [Some(begin), Some(end)] = ends else {
            return Err(DocumentError::DanglingWire { from, to });
        };
        if begin != end {
            return Err(DocumentError::CrossingWire { from, to });
        }
        let checked = check::name(&from.port)
            .and_then(|()| check::name(&to.port))
            .and_then(|()| check::bends(&bends));
        if let Err(reason) = checked {
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
        document.leaving.insert((from.node, to.clone()));
        if !bends.is_empty() {
            document.bends.insert(to.clone(), bends.into());
        }
        if document.wires.insert(to.clone(), from).is_some() {
            return Err(DocumentError::TwoSources { to });
        }
    }
    Ok(())
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
