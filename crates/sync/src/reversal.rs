//! What takes a transaction back, command by command, each with what it expects to find: the value the transaction
//! set. Where something else is found, somebody else has been there since, and the command is left out. A colleague who
//! set the very same value again can't be told from nobody.

use gesso_graph::{
    Command, ContentKey, Definition, Document, Frame, GraphId, InPort, ItemId, Mode, Node, NodeId,
    Note, OutPort, Point, Rect, Size, Value, apply_to,
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
    Mode(Option<Mode>),
    Collapsed(Option<bool>),
    Pinned(Option<bool>),
    NodeColor(Option<Option<[f32; 4]>>),
    NodeSize(Option<Option<Size>>),
    Take(Option<Option<ContentKey>>),
    Exposed(Option<Option<Arc<str>>>),
    Wire(Option<OutPort>),
    /// The wire as well: the bends of another wire are not this one's.
    Bends(Option<Touching>),
    /// Where an item lies, with the wires that a move to another graph would cost.
    Graph(Option<GraphId>, Vec<Touching>),
    Definition(Option<Arc<Definition>>),
    FrameRect(Option<Rect>),
    FrameTitle(Option<Arc<str>>),
    FrameColor(Option<[f32; 4]>),
    NoteText(Option<Arc<str>>),
    NoteSize(Option<Size>),
}

#[derive(Debug, Clone, PartialEq)]
struct Wired {
    node: Arc<Node>,
    wires: Vec<Touching>,
}

/// One wire: where it ends, where it begins, where it goes by.
type Touching = (InPort, OutPort, Option<Arc<[Point]>>);

impl Reversal {
    /// The commands that may be applied to `doc` without touching what others set, in order. What made, filled or
    /// emptied a subgraph is taken back as a whole or not at all: half of it would leave nodes where nobody finds them.
    pub(crate) fn against(&self, doc: &Document) -> Vec<Command> {
        let mut doc = doc.clone();
        let mut commands = Vec::with_capacity(self.0.len());
        for guarded in &self.0 {
            let fits = slot(&doc, &guarded.command) == guarded.expects;
            if fits && apply_to(&mut doc, &guarded.command).is_ok() {
                commands.push(guarded.command.clone());
            }
        }
        let is_whole = commands.len() == self.0.len();
        if !is_whole && self.0.iter().any(|guarded| moves_graphs(&guarded.command)) {
            return Vec::new();
        }
        commands
    }
}

/// Applies commands in order, passes over those that change nothing, and returns what takes them back.
pub(crate) fn apply_reversibly(doc: &mut Document, commands: &[Command]) -> Reversal {
    let mut groups = Vec::with_capacity(commands.len());
    for command in commands {
        if let Ok(inverse) = apply_to(doc, command) {
            groups.push(guarded(doc, inverse));
        }
    }
    Reversal(groups.into_iter().rev().flatten().collect())
}

/// Each command with what it finds when those before it have been applied.
fn guarded(doc: &Document, inverse: Vec<Command>) -> Vec<Guarded> {
    let mut after = None::<Document>;
    let mut group = Vec::with_capacity(inverse.len());
    let mut rest = inverse.into_iter().peekable();
    while let Some(command) = rest.next() {
        let expects = slot(after.as_ref().unwrap_or(doc), &command);
        if rest.peek().is_some() {
            // An inverse takes on the document it was made for.
            let _skip = apply_to(after.get_or_insert_with(|| doc.clone()), &command);
        }
        group.push(Guarded { command, expects });
    }
    group
}

fn moves_graphs(command: &Command) -> bool {
    matches!(
        command,
        Command::SetGraph { .. } | Command::AddGraph { .. } | Command::RemoveGraph { .. }
    )
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
        Command::SetMode { id, .. } => Slot::Mode(node(id).map(|node| node.mode)),
        Command::SetCollapsed { id, .. } => Slot::Collapsed(node(id).map(|node| node.collapsed)),
        Command::SetPinned { id, .. } => Slot::Pinned(node(id).map(|node| node.pinned)),
        Command::SetNodeColor { id, .. } => Slot::NodeColor(node(id).map(|node| node.color)),
        Command::SetNodeSize { id, .. } => Slot::NodeSize(node(id).map(|node| node.size)),
        Command::SetTake { id, .. } => Slot::Take(node(id).map(|node| node.take)),
        Command::SetExposed { id, name, .. } => {
            Slot::Exposed(node(id).map(|node| node.exposed.get(name).cloned()))
        }
        Command::SetGraph { item, .. } => {
            let wires = match item {
                ItemId::Node(id) => wires_touching(doc, *id),
                ItemId::Frame(_) | ItemId::Note(_) => Vec::new(),
            };
            Slot::Graph(doc.graph_of(*item), wires)
        }
        Command::AddGraph { id, .. }
        | Command::RemoveGraph { id }
        | Command::SetGraphTitle { id, .. } => Slot::Definition(doc.graphs().get(id).cloned()),
        Command::SetBends { to, .. } => Slot::Bends(wire(doc, to)),
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

fn wires_touching(doc: &Document, node: NodeId) -> Vec<Touching> {
    let into = doc.wires_into(node).map(|(to, _)| to);
    into.chain(doc.wires_from(node))
        .filter_map(|to| wire(doc, to))
        .collect()
}

fn wire(doc: &Document, to: &InPort) -> Option<Touching> {
    let from = doc.wires().get(to)?.clone();
    Some((to.clone(), from, doc.bends().get(to).cloned()))
}
