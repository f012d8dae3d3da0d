//! The document: an immutable value. Cloning is free, every change goes through `apply`.
//! An input has one source because wires are keyed by their destination.

use crate::geometry::{Point, Rect, Size};
use crate::id::{FrameId, Name, NodeId, NoteId};
use crate::value::Value;
use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A whole workflow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    pub(crate) nodes: OrdMap<NodeId, Arc<Node>>,
    pub(crate) wires: OrdMap<InPort, OutPort>,
    /// The wires that leave a node, by source: kept by `apply`, never stored.
    /// One flat set: a set for each node would cost a tree leaf for each node.
    pub(crate) leaving: OrdSet<(NodeId, InPort)>,
    pub(crate) frames: OrdMap<FrameId, Arc<Frame>>,
    pub(crate) notes: OrdMap<NoteId, Arc<Note>>,
}

/// One node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The title.
    pub title: Arc<str>,
    /// The box.
    pub rect: Rect,
    /// sRGB, straight alpha.
    pub color: [f32; 4],
}

/// A piece of text on the canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The text.
    pub text: Arc<str>,
    /// Top left corner.
    pub position: Point,
    /// Extent.
    pub size: Size,
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

/// Comes before every port of the node. The default of `Arc<str>` is shared and allocates nothing, unlike `"".into()`.
fn first_port(node: NodeId) -> InPort {
    InPort {
        node,
        port: Name(Arc::default()),
    }
}
