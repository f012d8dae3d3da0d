//! What the canvas asks of the session: it never performs anything itself.

use crate::camera::{Px, PxRect};
use gesso_graph::{Command, FrameId, InPort, ItemId, Name, NodeId, NoteId, OutPort, Point, Value};
use std::sync::Arc;

/// One request to the session.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// One gesture's edit: one transaction, one undo step.
    Commit {
        /// The name of the undo step, as "Move 3 nodes".
        label: String,
        /// What to apply, in order.
        commands: Vec<Command>,
    },
    /// The selection is another one; ask `Editor::selection`.
    SelectionChanged,
    /// The camera is another one; ask `Editor::camera`.
    CameraChanged,
    /// Another graph is shown; ask `Editor::place`.
    PlaceChanged,
    /// The person wants a new node here.
    OpenSearch {
        /// Where on the screen.
        at: Px,
        /// Where in the document.
        world: Point,
        /// The wire in hand, to be wired to the choice.
        wire: Option<LooseWire>,
    },
    /// The person wants to see a node's parameters.
    OpenInspector(NodeId),
    /// The person wants a context menu.
    OpenMenu {
        /// Where on the screen.
        at: Px,
        /// What is under the pointer; it is selected already.
        on: Option<ItemId>,
        /// The wire under the pointer, by its destination; it is selected already.
        wire: Option<InPort>,
    },
    /// The person wants to type or choose a parameter's value where it stands on the node.
    EditParam {
        /// Whose.
        node: NodeId,
        /// Which.
        name: Name,
        /// Its row on the screen.
        at: PxRect,
    },
    /// A parameter is in hand and would get this value now: for whoever shows what it would do. When it is let go of, a
    /// commit or [`Effect::LetGo`] follows.
    Try {
        /// Whose.
        node: NodeId,
        /// Which.
        name: Name,
        /// The value as it would be.
        value: Value,
    },
    /// Nothing came of what was tried.
    LetGo,
    /// The person wants to see a node's result.
    View(NodeId),
    /// The person wants to type a node's or frame's title.
    EditTitle(ItemId),
    /// The person wants to type a note's text.
    EditNote(NoteId),
    /// The person follows a link in a note: `/w/` and the id of a workflow, or an address of the web.
    FollowLink(Arc<str>),
    /// The person wants to run what is in a frame.
    RunFrame(FrameId),
    /// The person wants to put a node into a wire, by its destination.
    OpenInsert(InPort),
    /// Two fingers tapped: the person wants their last edit taken back.
    Undo,
    /// Three fingers tapped: the person wants it again.
    Redo,
    /// Other keys are held on the screen; ask `Editor::held_keys`.
    HeldChanged,
    /// The pointer's look, a CSS cursor.
    Cursor(&'static str),
    /// To be announced and shown, e.g. why a wire was refused.
    Say(String),
    /// Something looks different now.
    Redraw,
    /// Something goes on by itself: send `Input::Tick` with the next frame.
    WantTick,
}

/// A wire of which one end is still in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LooseWire {
    /// It begins at an output and wants an input.
    From(OutPort),
    /// It ends at an input and wants an output.
    Into(InPort),
}
