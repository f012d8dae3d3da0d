//! The document: an immutable value. Cloning is free, every change goes through `apply`.
//! An input has one source because wires are keyed by their destination.

use crate::geometry::{Point, Rect, Size};
use crate::id::{FrameId, GraphId, ItemId, Name, NodeId, NoteId};
use crate::plan::ContentKey;
use crate::value::Value;
use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The kind of a node that shows a subgraph: see [`Node::instance_of`].
pub const INSTANCE: &str = "graph.instance";
/// The parameter of an instance that says which subgraph it shows.
pub const INSTANCE_GRAPH: &str = "graph";

/// A whole workflow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    pub(crate) nodes: OrdMap<NodeId, Arc<Node>>,
    pub(crate) wires: OrdMap<InPort, OutPort>,
    /// Where wires go by, for those that have bends.
    pub(crate) bends: OrdMap<InPort, Arc<[Point]>>,
    /// The wires that leave a node, by source: kept by `apply`, never stored.
    /// One flat set: a set for each node would cost a tree leaf for each node.
    pub(crate) leaving: OrdSet<(NodeId, InPort)>,
    pub(crate) frames: OrdMap<FrameId, Arc<Frame>>,
    pub(crate) notes: OrdMap<NoteId, Arc<Note>>,
    pub(crate) graphs: OrdMap<GraphId, Arc<Definition>>,
    pub(crate) index: Index,
}

/// What is kept by `apply` and never stored, so that what few items have is found without looking at all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Index {
    /// What lies in a graph other than the root.
    pub(crate) members: OrdSet<(GraphId, ItemId)>,
    /// The nodes that show a subgraph.
    pub(crate) instances: OrdSet<(GraphId, NodeId)>,
    /// The nodes that are muted or bypassed.
    pub(crate) quiet: OrdSet<NodeId>,
}

/// What a run does with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It runs.
    #[default]
    Active,
    /// It counts as not there: nothing comes out of it.
    Muted,
    /// It hands on what comes in: each output gives the first input that fits.
    Bypassed,
}

impl Mode {
    /// The mode of nearly every node, which is not written.
    pub fn is_active(&self) -> bool {
        *self == Self::Active
    }
}

/// One node. The default has an empty kind, which no document takes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Node {
    /// The kind's id, as `filter.blur`; may be one this build does not know.
    pub kind: Name,
    /// The version of the kind the parameters were written for.
    pub version: u32,
    /// A title of its own, when the kind's is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Arc<str>>,
    /// Top left corner.
    pub position: Point,
    /// Parameters that differ from their defaults.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub params: OrdMap<Name, Value>,
    /// The graph it lies in.
    #[serde(default, skip_serializing_if = "GraphId::is_root")]
    pub graph: GraphId,
    /// What a run does with it.
    #[serde(default, skip_serializing_if = "Mode::is_active")]
    pub mode: Mode,
    /// Only its title is shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collapsed: bool,
    /// It can't be moved by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// A colour of its own: sRGB, straight alpha.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<[f32; 4]>,
    /// An extent that a person gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// The parameters shown on the instances of the subgraph it lies in, with what they are called there.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub exposed: OrdMap<Name, Arc<str>>,
    /// The take that was chosen, by the key of the step that made it; the latest result counts if none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<ContentKey>,
}

impl Node {
    /// The subgraph this node shows, when it is an instance of one.
    pub fn instance_of(&self) -> Option<GraphId> {
        if self.kind.as_str() != INSTANCE {
            return None;
        }
        match self.params.get(INSTANCE_GRAPH) {
            Some(Value::Graph(graph)) => Some(*graph),
            _ => None,
        }
    }
}

/// A subgraph: what every instance of it shows. What lies in it says so itself, see [`Node::graph`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Definition {
    /// What its instances are called.
    pub title: Arc<str>,
}

/// Where a wire ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InPort {
    /// The node it goes into.
    pub node: NodeId,
    /// An input's name, or that of a parameter with a port.
    pub port: Name,
}

/// Where a wire begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OutPort {
    /// The node it comes from.
    pub node: NodeId,
    /// An output's name.
    pub port: Name,
}

/// A titled box around nodes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Frame {
    /// The title.
    pub title: Arc<str>,
    /// The box.
    pub rect: Rect,
    /// sRGB, straight alpha.
    pub color: [f32; 4],
    /// The graph it lies in.
    #[serde(default, skip_serializing_if = "GraphId::is_root")]
    pub graph: GraphId,
}

/// A piece of text on the canvas.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Note {
    /// The text.
    pub text: Arc<str>,
    /// Top left corner.
    pub position: Point,
    /// Extent.
    pub size: Size,
    /// The graph it lies in.
    #[serde(default, skip_serializing_if = "GraphId::is_root")]
    pub graph: GraphId,
}

impl Document {
    /// All nodes by id.
    pub fn nodes(&self) -> &OrdMap<NodeId, Arc<Node>> {
        &self.nodes
    }

    /// All wires by destination.
    pub fn wires(&self) -> &OrdMap<InPort, OutPort> {
        &self.wires
    }

    /// All frames by id.
    pub fn frames(&self) -> &OrdMap<FrameId, Arc<Frame>> {
        &self.frames
    }

    /// All notes by id.
    pub fn notes(&self) -> &OrdMap<NoteId, Arc<Note>> {
        &self.notes
    }

    /// The places that wires go by, for the wires that have any.
    pub fn bends(&self) -> &OrdMap<InPort, Arc<[Point]>> {
        &self.bends
    }

    /// All subgraphs by id.
    pub fn graphs(&self) -> &OrdMap<GraphId, Arc<Definition>> {
        &self.graphs
    }

    /// Whether the graph is there; the root always is.
    pub fn has_graph(&self, graph: GraphId) -> bool {
        graph.is_root() || self.graphs.contains_key(&graph)
    }

    /// The graph an item lies in.
    pub fn graph_of(&self, item: ItemId) -> Option<GraphId> {
        match item {
            ItemId::Node(id) => self.nodes.get(&id).map(|node| node.graph),
            ItemId::Frame(id) => self.frames.get(&id).map(|frame| frame.graph),
            ItemId::Note(id) => self.notes.get(&id).map(|note| note.graph),
        }
    }

    /// What lies in a graph: nodes, frames, notes, each by id. Costs what lies in it; for the root, the whole document.
    pub fn members(&self, graph: GraphId) -> impl Iterator<Item = ItemId> {
        let at_root = graph.is_root().then(|| self.root_members());
        let inside = self
            .index
            .members
            .range((graph, ItemId::Node(NodeId(0)))..)
            .take_while(move |(place, _)| *place == graph)
            .map(|&(_, item)| item);
        at_root.into_iter().flatten().chain(inside)
    }

    /// The nodes that lie in a graph. Costs what lies in it; for the root, the whole document.
    pub fn nodes_in(&self, graph: GraphId) -> impl Iterator<Item = (NodeId, &Arc<Node>)> {
        self.members(graph).filter_map(|item| match item {
            ItemId::Node(id) => Some((id, self.nodes.get(&id)?)),
            ItemId::Frame(_) | ItemId::Note(_) => None,
        })
    }

    /// The nodes that show a subgraph, by id.
    pub fn instances_of(&self, graph: GraphId) -> impl Iterator<Item = NodeId> {
        self.index
            .instances
            .range((graph, NodeId(0))..)
            .take_while(move |(shown, _)| *shown == graph)
            .map(|&(_, node)| node)
    }

    /// Whether `inner` is `outer` or lies somewhere within it. Costs the graphs around `inner`.
    pub fn is_within(&self, inner: GraphId, outer: GraphId) -> bool {
        let mut seen = BTreeSet::from([inner]);
        let mut open = vec![inner];
        while let Some(graph) = open.pop() {
            if graph == outer {
                return true;
            }
            let around = self
                .instances_of(graph)
                .filter_map(|node| self.graph_of(ItemId::Node(node)));
            open.extend(around.filter(|&graph| seen.insert(graph)));
        }
        false
    }

    /// The instances that lead from the root to a graph, outermost first: by the first instance of each graph on the way.
    /// None for a graph that no instance shows. Costs the graphs around it.
    pub fn way_to(&self, graph: GraphId) -> Option<Vec<NodeId>> {
        let mut way = Vec::new();
        let mut here = graph;
        // No graph lies within itself, so the way out ends.
        while !here.is_root() {
            let instance = self
                .instances_of(here)
                .find(|&node| self.is_reached(ItemId::Node(node)))?;
            way.push(instance);
            here = self.graph_of(ItemId::Node(instance))?;
        }
        way.reverse();
        Some(way)
    }

    /// Whether an item lies at the root or in a graph that is shown there, however deep.
    fn is_reached(&self, item: ItemId) -> bool {
        self.graph_of(item)
            .is_some_and(|graph| self.is_within(graph, GraphId::ROOT))
    }

    fn root_members(&self) -> impl Iterator<Item = ItemId> {
        let nodes = self.nodes.iter().filter(|(_, node)| node.graph.is_root());
        let frames = self
            .frames
            .iter()
            .filter(|(_, frame)| frame.graph.is_root());
        let notes = self.notes.iter().filter(|(_, note)| note.graph.is_root());
        nodes
            .map(|(&id, _)| ItemId::Node(id))
            .chain(frames.map(|(&id, _)| ItemId::Frame(id)))
            .chain(notes.map(|(&id, _)| ItemId::Note(id)))
    }

    /// Whether something flows into a port.
    pub fn is_wired(&self, node: NodeId, port: &str) -> bool {
        self.wires_into(node)
            .any(|(to, _)| to.port.as_str() == port)
    }

    /// The wires that go into a node, with their sources.
    pub fn wires_into(&self, node: NodeId) -> impl Iterator<Item = (&InPort, &OutPort)> {
        self.wires
            .range(first_port(node)..)
            .take_while(move |(to, _)| to.node == node)
    }

    /// The wires that leave a node, by their destinations.
    pub fn wires_from(&self, node: NodeId) -> impl Iterator<Item = &InPort> {
        self.leaving
            .range((node, first_port(NodeId(0)))..)
            .take_while(move |(from, _)| *from == node)
            .map(|(_, to)| to)
    }
}

impl Index {
    pub(crate) fn enter(&mut self, item: ItemId, graph: GraphId) {
        if !graph.is_root() {
            self.members.insert((graph, item));
        }
    }

    pub(crate) fn leave(&mut self, item: ItemId, graph: GraphId) {
        if !graph.is_root() {
            self.members.remove(&(graph, item));
        }
    }

    pub(crate) fn enter_node(&mut self, id: NodeId, node: &Node) {
        self.enter(ItemId::Node(id), node.graph);
        if let Some(graph) = node.instance_of() {
            self.instances.insert((graph, id));
        }
        if !node.mode.is_active() {
            self.quiet.insert(id);
        }
    }

    pub(crate) fn leave_node(&mut self, id: NodeId, node: &Node) {
        self.leave(ItemId::Node(id), node.graph);
        if let Some(graph) = node.instance_of() {
            self.instances.remove(&(graph, id));
        }
        if !node.mode.is_active() {
            self.quiet.remove(&id);
        }
    }
}

/// Comes before every port of the node. The default of `Arc<str>` is shared and allocates nothing, unlike `"".into()`.
fn first_port(node: NodeId) -> InPort {
    InPort {
        node,
        port: Name(Arc::default()),
    }
}
