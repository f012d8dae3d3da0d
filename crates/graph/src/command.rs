//! One primitive edit: property-sized, with absolute values and ids made by the client.
//! Never "toggle", never "add 5", never view state, so that the same log gives the same document everywhere.

use crate::document::{Definition, Frame, InPort, Mode, Node, Note, OutPort};
use crate::geometry::{Point, Rect, Size};
use crate::id::{FrameId, GraphId, ItemId, Name, NodeId, NoteId};
use crate::plan::ContentKey;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One primitive edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Command {
    /// Adds a node without wires.
    AddNode {
        /// Its id, new to the document.
        id: NodeId,
        /// The node.
        node: Node,
    },
    /// Removes a node and every wire that touches it.
    RemoveNode {
        /// Which.
        id: NodeId,
    },
    /// Puts a node's, frame's or note's top left corner somewhere. A frame does not carry what is in it; the gesture does.
    Move {
        /// What.
        item: ItemId,
        /// Where to.
        to: Point,
    },
    /// Gives a node a title of its own, or takes it away.
    SetTitle {
        /// Which.
        id: NodeId,
        /// The title.
        title: Option<Arc<str>>,
    },
    /// Sets a parameter, or returns it to its default.
    SetParam {
        /// Which node.
        id: NodeId,
        /// Which parameter.
        name: Name,
        /// The value; `None` is the default.
        value: Option<Value>,
    },
    /// Wires an output to an input, in place of whatever was wired there.
    Connect {
        /// Where it begins.
        from: OutPort,
        /// Where it ends.
        to: InPort,
    },
    /// Takes the wire out of an input.
    Disconnect {
        /// Where it ends.
        to: InPort,
    },
    /// Adds a frame.
    AddFrame {
        /// Its id, new to the document.
        id: FrameId,
        /// The frame.
        frame: Frame,
    },
    /// Removes a frame, not what is in it.
    RemoveFrame {
        /// Which.
        id: FrameId,
    },
    /// Sets a frame's box.
    SetFrameRect {
        /// Which.
        id: FrameId,
        /// The box.
        rect: Rect,
    },
    /// Sets a frame's title.
    SetFrameTitle {
        /// Which.
        id: FrameId,
        /// The title.
        title: Arc<str>,
    },
    /// Sets a frame's colour.
    SetFrameColor {
        /// Which.
        id: FrameId,
        /// sRGB, straight alpha.
        color: [f32; 4],
    },
    /// Adds a note.
    AddNote {
        /// Its id, new to the document.
        id: NoteId,
        /// The note.
        note: Note,
    },
    /// Removes a note.
    RemoveNote {
        /// Which.
        id: NoteId,
    },
    /// Sets a note's text.
    SetNoteText {
        /// Which.
        id: NoteId,
        /// The text.
        text: Arc<str>,
    },
    /// Sets a note's extent.
    SetNoteSize {
        /// Which.
        id: NoteId,
        /// The extent.
        size: Size,
    },
    /// Says what a run does with a node.
    SetMode {
        /// Which.
        id: NodeId,
        /// The mode.
        mode: Mode,
    },
    /// Shows a node as its title alone, or whole.
    SetCollapsed {
        /// Which.
        id: NodeId,
        /// Only its title is shown.
        collapsed: bool,
    },
    /// Holds a node where it is, or lets it be moved by hand.
    SetPinned {
        /// Which.
        id: NodeId,
        /// It can't be moved by hand.
        pinned: bool,
    },
    /// Gives a node a colour of its own, or takes it away.
    SetNodeColor {
        /// Which.
        id: NodeId,
        /// sRGB, straight alpha.
        color: Option<[f32; 4]>,
    },
    /// Gives a node an extent of its own, or takes it away.
    SetNodeSize {
        /// Which.
        id: NodeId,
        /// The extent.
        size: Option<Size>,
    },
    /// Says which of a node's takes counts, or that the latest does.
    SetTake {
        /// Which node.
        id: NodeId,
        /// The key of the step that made the take; `None` is the latest.
        take: Option<ContentKey>,
    },
    /// Shows a parameter of a node on the instances of the subgraph it lies in, or no longer.
    SetExposed {
        /// Which node.
        id: NodeId,
        /// Which parameter.
        name: Name,
        /// What it is called on the instances; `None` hides it there.
        label: Option<Arc<str>>,
    },
    /// Puts an item into another graph; the wires that touch a node stay behind and are gone.
    SetGraph {
        /// What.
        item: ItemId,
        /// The graph it lies in afterwards.
        graph: GraphId,
    },
    /// Sets the places a wire goes by.
    SetBends {
        /// Where the wire ends.
        to: InPort,
        /// From its beginning to its end; none is a wire without bends.
        bends: Vec<Point>,
    },
    /// Adds a subgraph with nothing in it.
    AddGraph {
        /// Its id, new to the document and not the root's.
        id: GraphId,
        /// What it is.
        graph: Definition,
    },
    /// Removes a subgraph in which nothing lies and that no node shows.
    RemoveGraph {
        /// Which.
        id: GraphId,
    },
    /// Sets a subgraph's title.
    SetGraphTitle {
        /// Which.
        id: GraphId,
        /// The title.
        title: Arc<str>,
    },
}
