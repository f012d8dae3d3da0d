//! What takes a transaction back, command by command, each with what it expects to find: the value the transaction
//! set. Where something else is found, somebody else has been there since, and the command is left out. A colleague who
//! set the very same value again can't be told from nobody.

use gesso_graph::{
    Command, Document, Frame, InPort, ItemId, Node, NodeId, Note, OutPort, Point, Rect, Size,
    Value, apply_to,
};
use std::sync::Arc;

/// The commands that take a transaction back, in order, with their expectations.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Reversal(Vec<Guarded>);

#[derive(Debug, Clone, PartialEq)]
struct Guarded {
    command: Command,
    expects: Slot,
}

/// What a command is about to replace. `None` where the thing itself is not there.
#[derive(Debug, Clone, PartialEq)]
enum Slot {
    /// A whole node with every wire that touches it.
    Node(Option<Wired>),
    Frame(Option<Arc<Frame>>),
    Note(Option<Arc<Note>>),
    Place(Option<Point>),
    Title(Option<Option<Arc<str>>>),
    Param(Option<Option<Value>>),
    Wire(Option<OutPort>),
    FrameRect(Option<Rect>),
    FrameTitle(Option<Arc<str>>),
    FrameColor(Option<[f32; 4]>),
    NoteText(Option<Arc<str>>),
    NoteSize(Option<Size>),
}

#[derive(Debug, Clone, PartialEq)]
struct Wired {
    node: Arc<Node>,
    wires: Vec<(InPort, OutPort)>,
}

impl Reversal {
    /// The commands that may be applied to `doc` without touching what others set, in order.
    pub(crate) fn against(&self, doc: &Document) -> Vec<Command> {
        let mut doc = doc.clone();
        let mut commands = Vec::with_capacity(self.0.len());
        for guarded in &self.0 {
            let fits = slot(&doc, &guarded.command) == guarded.expects;
            if fits && apply_to(&mut doc, &guarded.command).is_ok() {
                commands.push(guarded.command.clone());
            }
        }
        commands
    }
}

/// Applies commands in order, passes over those that change nothing, and returns what takes them back.
pub(crate) fn apply_reversibly(doc: &mut Document, commands: &[Command]) -> Reversal {
    let mut groups = Vec::with_capacity(commands.len());
    for command in commands {
        if let Ok(inverse) = apply_to(doc, command) {
            // The later commands of one inverse find what the first one finds: they are about different things.
            let guard = |command: Command| Guarded {
                expects: slot(doc, &command),
                command,
            };
            groups.push(inverse.into_iter().map(guard).collect::<Vec<_>>());
        }
    }
    Reversal(groups.into_iter().rev().flatten().collect())
}

fn slot(doc: &Document, command: &Command) -> Slot {
    let node = |id: &NodeId| doc.nodes().get(id);
    match command {
        Command::AddNode { id, .. } | Command::RemoveNode { id } => {
            Slot::Node(node(id).map(|node| Wired {
                node: node.clone(),
                wires: wires_touching(doc, *id),
            }))
        }
        Command::Move { item, .. } => Slot::Place(match item {
            ItemId::Node(id) => node(id).map(|node| node.position),
            ItemId::Frame(id) => doc.frames().get(id).map(|frame| frame.rect.origin()),
            ItemId::Note(id) => doc.notes().get(id).map(|note| note.position),
        }),
        Command::SetTitle { id, .. } => Slot::Title(node(id).map(|node| node.title.clone())),
        Command::SetParam { id, name, .. } => {
            Slot::Param(node(id).map(|node| node.params.get(name).cloned()))
        }
        Command::Connect { to, .. } | Command::Disconnect { to } => {
            Slot::Wire(doc.wires().get(to).cloned())
        }
        Command::AddFrame { id, .. } | Command::RemoveFrame { id } => {
            Slot::Frame(doc.frames().get(id).cloned())
        }
        Command::SetFrameRect { id, .. } => {
            Slot::FrameRect(doc.frames().get(id).map(|frame| frame.rect))
        }
        Command::SetFrameTitle { id, .. } => {
            Slot::FrameTitle(doc.frames().get(id).map(|frame| frame.title.clone()))
        }
        Command::SetFrameColor { id, .. } => {
            Slot::FrameColor(doc.frames().get(id).map(|frame| frame.color))
        }
        Command::AddNote { id, .. } | Command::RemoveNote { id } => {
            Slot::Note(doc.notes().get(id).cloned())
        }
        Command::SetNoteText { id, .. } => {
            Slot::NoteText(doc.notes().get(id).map(|note| note.text.clone()))
        }
        Command::SetNoteSize { id, .. } => {
            Slot::NoteSize(doc.notes().get(id).map(|note| note.size))
        }
    }
}

fn wires_touching(doc: &Document, node: NodeId) -> Vec<(InPort, OutPort)> {
    let into = doc
        .wires_into(node)
        .map(|(to, from)| (to.clone(), from.clone()));
    let from = doc
        .wires_from(node)
        .filter_map(|to| Some((to.clone(), doc.wires().get(to)?.clone())));
    into.chain(from).collect()
}
