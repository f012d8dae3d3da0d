//! Going back: the commands that turn one document into another, as few as what differs.

use crate::command::Command;
use crate::diff::{Diff, diff};
use crate::document::{Document, Frame, InPort, Node, Note};
use crate::id::{FrameId, GraphId, ItemId, NodeId, NoteId};
use std::collections::BTreeSet;

/// The commands that turn `from` into `to`. What is in both keeps its id and is changed property by property, so that
/// colleagues' tabs and the undo history see a change, not a new workflow. Costs what differs.
pub fn restore(from: &Document, to: &Document) -> Vec<Command> {
    let diff = diff(from, to);
    let mut restoring = Restoring {
        from,
        to,
        commands: Vec::new(),
        anew: BTreeSet::new(),
        rewired: diff
            .wires
            .added
            .iter()
            .chain(&diff.wires.changed)
            .cloned()
            .collect(),
    };
    restoring.take_away(&diff);
    restoring.put_graphs(&diff);
    restoring.put_nodes(&diff);
    restoring.put_boxes(&diff);
    restoring.drop_graphs(&diff);
    restoring.wire(&diff);
    restoring.commands
}

struct Restoring<'a> {
    from: &'a Document,
    to: &'a Document,
    commands: Vec<Command>,
    /// Nodes in both that no command can change: they are removed and added.
    anew: BTreeSet<NodeId>,
    /// Wires to make at the end, when everything is in its place and no loop can close on the way.
    rewired: BTreeSet<InPort>,
}

impl Restoring<'_> {
    fn take_away(&mut self, diff: &Diff) {
        let wires = diff.wires.removed.iter().chain(&diff.wires.changed);
        let kept = wires.filter(|to| !diff.nodes.removed.contains(&to.node));
        let touches_removed = |to: &&InPort| {
            let source = self.from.wires().get(*to);
            source.is_none_or(|from| self.to.nodes().contains_key(&from.node))
        };
        let cut: Vec<Command> = kept
            .filter(touches_removed)
            .map(|to| Command::Disconnect { to: to.clone() })
            .collect();
        self.commands.extend(cut);
        for &id in &diff.nodes.changed {
            let (Some(old), Some(new)) = (self.from.nodes().get(&id), self.to.nodes().get(&id))
            else {
                continue;
            };
            // An instance that moved or shows another subgraph could close a loop on the way.
            let shows = old.instance_of().is_some() || new.instance_of().is_some();
            let nests = old.graph != new.graph || old.instance_of() != new.instance_of();
            if old.kind != new.kind || old.version != new.version || (shows && nests) {
                self.anew.insert(id);
            }
            if self.anew.contains(&id) || old.graph != new.graph {
                let into = self.to.wires_into(id).map(|(to, _)| to);
                self.rewired
                    .extend(into.chain(self.to.wires_from(id)).cloned());
            }
        }
        let removed = diff.nodes.removed.iter().chain(&self.anew);
        self.commands
            .extend(removed.map(|&id| Command::RemoveNode { id }));
        let frames = diff.frames.removed.iter();
        self.commands
            .extend(frames.map(|&id| Command::RemoveFrame { id }));
        let notes = diff.notes.removed.iter();
        self.commands
            .extend(notes.map(|&id| Command::RemoveNote { id }));
    }

    fn put_graphs(&mut self, diff: &Diff) {
        for id in &diff.graphs.added {
            let graph = self.to.graphs().get(id).map(|graph| graph.as_ref().clone());
            let add = graph.map(|graph| Command::AddGraph { id: *id, graph });
            self.commands.extend(add);
        }
        for id in &diff.graphs.changed {
            let title = self.to.graphs().get(id).map(|graph| graph.title.clone());
            let set = title.map(|title| Command::SetGraphTitle { id: *id, title });
            self.commands.extend(set);
        }
    }

    fn drop_graphs(&mut self, diff: &Diff) {
        let removed = diff.graphs.removed.iter();
        self.commands
            .extend(removed.map(|&id| Command::RemoveGraph { id }));
    }

    fn put_nodes(&mut self, diff: &Diff) {
        for &id in diff.nodes.added.iter().chain(&self.anew) {
            let node = self.to.nodes().get(&id).map(|node| node.as_ref().clone());
            let add = node.map(|node| Command::AddNode { id, node });
            self.commands.extend(add);
        }
        let changed = diff.nodes.changed.iter();
        for &id in changed.filter(|id| !self.anew.contains(id)) {
            if let (Some(old), Some(new)) = (self.from.nodes().get(&id), self.to.nodes().get(&id)) {
                self.commands
                    .extend(placed(ItemId::Node(id), old.graph, new.graph));
                node(id, old, new, &mut self.commands);
            }
        }
    }

    fn put_boxes(&mut self, diff: &Diff) {
        for &id in &diff.frames.added {
            let frame = self
                .to
                .frames()
                .get(&id)
                .map(|frame| frame.as_ref().clone());
            let add = frame.map(|frame| Command::AddFrame { id, frame });
            self.commands.extend(add);
        }
        for &id in &diff.frames.changed {
            if let (Some(old), Some(new)) = (self.from.frames().get(&id), self.to.frames().get(&id))
            {
                self.commands
                    .extend(placed(ItemId::Frame(id), old.graph, new.graph));
                self.commands.extend(frame(id, old, new));
            }
        }
        for &id in &diff.notes.added {
            let note = self.to.notes().get(&id).map(|note| note.as_ref().clone());
            let add = note.map(|note| Command::AddNote { id, note });
            self.commands.extend(add);
        }
        for &id in &diff.notes.changed {
            if let (Some(old), Some(new)) = (self.from.notes().get(&id), self.to.notes().get(&id)) {
                self.commands
                    .extend(placed(ItemId::Note(id), old.graph, new.graph));
                self.commands.extend(note(id, old, new));
            }
        }
    }

    fn wire(&mut self, diff: &Diff) {
        for to in &self.rewired {
            let from = self.to.wires().get(to).cloned();
            let to = to.clone();
            let connect = from.map(|from| Command::Connect { from, to });
            self.commands.extend(connect);
        }
        // Bends go with a wire that is made anew, so they are made anew too.
        let bent: BTreeSet<&InPort> = diff.bends.iter().chain(&self.rewired).collect();
        for to in bent {
            let bends = self.to.bends().get(to).map_or(&[][..], |bends| bends);
            let is_new = self.rewired.contains(to);
            let had = self.from.bends().contains_key(to) && !is_new;
            if self.to.wires().contains_key(to) && (had || !bends.is_empty()) {
                self.commands.push(Command::SetBends {
                    to: to.clone(),
                    bends: bends.to_vec(),
                });
            }
        }
    }
}

fn placed(item: ItemId, old: GraphId, new: GraphId) -> Option<Command> {
    (old != new).then_some(Command::SetGraph { item, graph: new })
}

fn node(id: NodeId, old: &Node, new: &Node, commands: &mut Vec<Command>) {
    let mut set = |differs: bool, command: Command| {
        if differs {
            commands.push(command);
        }
    };
    set(
        old.position != new.position,
        Command::Move {
            item: ItemId::Node(id),
            to: new.position,
        },
    );
    let title = new.title.clone();
    set(old.title != new.title, Command::SetTitle { id, title });
    let mode = new.mode;
    set(old.mode != mode, Command::SetMode { id, mode });
    let collapsed = new.collapsed;
    set(
        old.collapsed != collapsed,
        Command::SetCollapsed { id, collapsed },
    );
    let pinned = new.pinned;
    set(old.pinned != pinned, Command::SetPinned { id, pinned });
    let color = new.color;
    set(old.color != color, Command::SetNodeColor { id, color });
    let size = new.size;
    set(old.size != size, Command::SetNodeSize { id, size });
    let take = new.take;
    set(old.take != take, Command::SetTake { id, take });
    let names: BTreeSet<_> = old.params.keys().chain(new.params.keys()).collect();
    for name in names {
        let value = new.params.get(name);
        set(
            old.params.get(name) != value,
            Command::SetParam {
                id,
                name: name.clone(),
                value: value.cloned(),
            },
        );
    }
    let names: BTreeSet<_> = old.exposed.keys().chain(new.exposed.keys()).collect();
    for name in names {
        let label = new.exposed.get(name);
        set(
            old.exposed.get(name) != label,
            Command::SetExposed {
                id,
                name: name.clone(),
                label: label.cloned(),
            },
        );
    }
}

fn frame(id: FrameId, old: &Frame, new: &Frame) -> Vec<Command> {
    let mut commands = Vec::new();
    if old.rect != new.rect {
        commands.push(Command::SetFrameRect { id, rect: new.rect });
    }
    if old.title != new.title {
        let title = new.title.clone();
        commands.push(Command::SetFrameTitle { id, title });
    }
    if old.color != new.color {
        let color = new.color;
        commands.push(Command::SetFrameColor { id, color });
    }
    commands
}

fn note(id: NoteId, old: &Note, new: &Note) -> Vec<Command> {
    let mut commands = Vec::new();
    if old.position != new.position {
        commands.push(Command::Move {
            item: ItemId::Note(id),
            to: new.position,
        });
    }
    if old.size != new.size {
        commands.push(Command::SetNoteSize { id, size: new.size });
    }
    if old.text != new.text {
        let text = new.text.clone();
        commands.push(Command::SetNoteText { id, text });
    }
    commands
}
