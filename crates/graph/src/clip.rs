//! What copying puts on the clipboard: a piece of a document that stands by itself, with a text form.
//! Ids in it only say what belongs together; pasting gives new ones.

use crate::check;
use crate::document::{Definition, Document, Frame, Node, Note};
use crate::geometry::Point;
use crate::id::{FrameId, GraphId, ItemId, NodeId, NoteId};
use crate::limits;
use crate::serial::Wire;
use crate::skip::Skip;
use gesso_words::{Language, Words};
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// 1 had no subgraphs, modes and bends, 2 no lists of numbers and of files.
const CLIP_FORMAT: u32 = 3;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// The format; its name in the text is what tells that this is a clip.
    #[serde(rename = "gesso_clip")]
    format: u32,
    #[serde(default)]
    pub(crate) nodes: OrdMap<NodeId, Arc<Node>>,
    #[serde(default)]
    pub(crate) wires: Vec<Wire>,
    #[serde(default)]
    pub(crate) frames: OrdMap<FrameId, Arc<Frame>>,
    #[serde(default)]
    pub(crate) notes: OrdMap<NoteId, Arc<Note>>,
    /// The subgraphs that its nodes show, those within others first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) definitions: Vec<ClipGraph>,
    /// The wires from outside into its nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) incoming: Vec<Wire>,
}

/// A subgraph with everything in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ClipGraph {
    pub(crate) id: GraphId,
    pub(crate) definition: Definition,
    #[serde(default)]
    pub(crate) nodes: OrdMap<NodeId, Arc<Node>>,
    #[serde(default)]
    pub(crate) wires: Vec<Wire>,
    #[serde(default)]
    pub(crate) frames: OrdMap<FrameId, Arc<Frame>>,
    #[serde(default)]
    pub(crate) notes: OrdMap<NoteId, Arc<Note>>,
}

impl ClipGraph {
    /// A subgraph of a document, if it is there.
    pub(crate) fn of(doc: &Document, id: GraphId) -> Option<Self> {
        let definition = doc.graphs().get(&id)?.as_ref().clone();
        let items: Vec<ItemId> = doc.members(id).collect();
        let inside = Clip::bare(doc, &items);
        Some(Self {
            id,
            definition,
            nodes: inside.nodes,
            wires: inside.wires,
            frames: inside.frames,
            notes: inside.notes,
        })
    }

    /// What is in it, as a clip.
    pub(crate) fn inside(&self) -> Clip {
        Clip {
            nodes: self.nodes.clone(),
            wires: self.wires.clone(),
            frames: self.frames.clone(),
            notes: self.notes.clone(),
            ..Clip::empty()
        }
    }
}

/// Why a text is not taken as a clip.
#[derive(Debug, Clone, PartialEq)]
pub enum ClipError {
    /// Something else is on the clipboard.
    NotAClip,
    /// Copied in a newer Gesso.
    Newer,
    /// Something in it breaks a rule.
    Broken {
        /// Which rule.
        reason: Skip,
    },
}

impl ClipError {
    /// What is wrong with it, in words for people.
    pub fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::NotAClip => words.text("clip-foreign").to_owned(),
            Self::Newer => words.text("clip-newer").to_owned(),
            Self::Broken { reason } => {
                words.with("clip-damaged", &[("reason", &reason.to_string())])
            }
        }
    }
}

/// In English, for logs and programs.
impl fmt::Display for ClipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Words::of(Language::English)))
    }
}

impl Error for ClipError {}

impl Clip {
    /// Copies items with the wires among them, the subgraphs they show and where their other wires come from; ids that
    /// are not in the document are passed over.
    pub fn of(doc: &Document, items: &[ItemId]) -> Self {
        let mut clip = Self::bare(doc, items);
        for &id in clip.nodes.keys() {
            let outside = doc
                .wires_into(id)
                .filter(|(_, from)| !clip.nodes.contains_key(&from.node));
            clip.incoming
                .extend(outside.filter_map(|(to, _)| Wire::of(doc, to)));
        }
        let shown = clip.nodes.values().filter_map(|node| node.instance_of());
        clip.definitions = shown_within(doc, shown.collect())
            .into_iter()
            .filter_map(|graph| ClipGraph::of(doc, graph))
            .collect();
        clip
    }

    fn empty() -> Self {
        Self {
            format: CLIP_FORMAT,
            nodes: OrdMap::new(),
            wires: Vec::new(),
            frames: OrdMap::new(),
            notes: OrdMap::new(),
            definitions: Vec::new(),
            incoming: Vec::new(),
        }
    }

    /// Items with the wires among them, nothing else.
    fn bare(doc: &Document, items: &[ItemId]) -> Self {
        let mut clip = Self::empty();
        for &item in items {
            match item {
                ItemId::Node(id) => clip
                    .nodes
                    .extend(doc.nodes().get(&id).map(|node| (id, copied(node)))),
                ItemId::Frame(id) => clip
                    .frames
                    .extend(doc.frames().get_key_value(&id).map(owned)),
                ItemId::Note(id) => clip.notes.extend(doc.notes().get_key_value(&id).map(owned)),
            }
        }
        for &id in clip.nodes.keys() {
            let inner = doc
                .wires_into(id)
                .filter(|(_, from)| clip.nodes.contains_key(&from.node));
            clip.wires
                .extend(inner.filter_map(|(to, _)| Wire::of(doc, to)));
        }
        clip
    }

    /// Nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many nodes, frames and notes are in it.
    pub fn len(&self) -> usize {
        self.nodes.len() + self.frames.len() + self.notes.len()
    }

    /// The least x and the least y of everything in it.
    pub fn origin(&self) -> Option<Point> {
        let nodes = self.nodes.values().map(|node| node.position);
        let frames = self.frames.values().map(|frame| frame.rect.origin());
        let notes = self.notes.values().map(|note| note.position);
        nodes
            .chain(frames)
            .chain(notes)
            .reduce(|a, b| Point::new(a.x.min(b.x), a.y.min(b.y)))
    }

    /// The text form.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("a clip has only text keys and finite numbers")
    }

    /// Reads the text form. What it holds is as sound as one thing by itself can be; `apply` judges the rest.
    ///
    /// # Errors
    /// A [`ClipError`] when the text is no clip, a newer one, or holds something no document may hold.
    pub fn from_text(text: &str) -> Result<Self, ClipError> {
        if text.len() > limits::FILE_BYTES {
            return Err(ClipError::NotAClip);
        }
        let mark: Mark = serde_json::from_str(text).map_err(|_| ClipError::NotAClip)?;
        match mark.gesso_clip {
            None | Some(0) => return Err(ClipError::NotAClip),
            Some(format) if format > u64::from(CLIP_FORMAT) => return Err(ClipError::Newer),
            Some(_) => {}
        }
        let clip: Self = serde_json::from_str(text).map_err(|_| ClipError::NotAClip)?;
        clip.check()
            .map_err(|reason| ClipError::Broken { reason })?;
        Ok(clip)
    }

    fn check(&self) -> Result<(), Skip> {
        check_items(&self.nodes, &self.frames, &self.notes)?;
        self.definitions.iter().try_for_each(|graph| {
            check::definition(&graph.definition)?;
            check_items(&graph.nodes, &graph.frames, &graph.notes)
        })
    }
}

fn check_items(
    nodes: &OrdMap<NodeId, Arc<Node>>,
    frames: &OrdMap<FrameId, Arc<Frame>>,
    notes: &OrdMap<NoteId, Arc<Note>>,
) -> Result<(), Skip> {
    nodes.values().try_for_each(|node| check::node(node))?;
    frames.values().try_for_each(|frame| check::frame(frame))?;
    notes.values().try_for_each(|note| check::note(note))
}

/// These subgraphs and all that are shown within them, each after those within it.
fn shown_within(doc: &Document, graphs: Vec<GraphId>) -> Vec<GraphId> {
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    let mut open = graphs;
    while let Some(&here) = open.last() {
        let waits: Vec<GraphId> = doc
            .nodes_in(here)
            .filter_map(|(_, node)| node.instance_of())
            .filter(|inner| !done.contains(inner))
            .collect();
        if waits.is_empty() {
            open.pop();
            if done.insert(here) {
                found.push(here);
            }
        }
        open.extend(waits);
    }
    found
}

/// Reads over a text for the mark alone.
#[derive(Deserialize)]
struct Mark {
    gesso_clip: Option<u64>,
}

/// A node without its chosen take: a copy has not made any yet.
fn copied(node: &Arc<Node>) -> Arc<Node> {
    let mut node = Arc::clone(node);
    if node.take.is_some() {
        Arc::make_mut(&mut node).take = None;
    }
    node
}

fn owned<K: Copy, V: Clone>((key, value): (&K, &V)) -> (K, V) {
    (*key, value.clone())
}
