//! Putting things in order and changing the wires around them, as steps of the history. The canvas says how large nodes are.

use crate::editor::desk::Desk;
use crate::editor::words;
use crate::words::{Told, catalogue, text};
use gesso_graph::edit::{self, Along, Axis, Line, Sizes};
use gesso_graph::{
    Command, Document, FrameId, ItemId, NodeId, Point, Rect, Schema, Size, apply_all,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The gap of a stack, and around what is added, in world pixels.
const GAP: f64 = 24.0;
/// How large a node is before the canvas has measured it; few are higher.
const NODE: Size = Size { w: 216.0, h: 300.0 };

impl Desk {
    /// Lays out the selection, or everything when less than two things are selected.
    pub(crate) fn tidy(self) {
        let selected = self.selected_now();
        let document = self.document_now();
        let (items, label) = if selected.len() > 1 {
            let label = words::tidy(&self.name_of(&selected));
            (selected, label)
        } else {
            (
                document.members(self.stage.graph()).collect(),
                text("edit-tidy-all").to_owned(),
            )
        };
        let commands = self.sized(|sizes| edit::tidy(&document, sizes, &items));
        self.commit_some(label, commands);
    }

    /// Brings edges or middles of the selection into one line.
    pub(crate) fn align(self, line: Line) {
        self.arrange(
            |what| words::align(line, what),
            |document, sizes, items| edit::align(document, sizes, items, line),
        );
    }

    /// Makes the gaps of the selection equal.
    pub(crate) fn distribute(self, axis: Axis) {
        self.arrange(words::distribute, |document, sizes, items| {
            edit::distribute(document, sizes, items, axis)
        });
    }

    /// Puts the selection closely one after the other.
    pub(crate) fn stack(self, axis: Axis) {
        self.arrange(words::stack, |document, sizes, items| {
            edit::stack(document, sizes, items, axis, GAP)
        });
    }

    fn arrange(
        self,
        label: impl FnOnce(&str) -> String,
        verb: impl Fn(&Document, Sizes<'_>, &[ItemId]) -> Vec<Command>,
    ) {
        let items = self.selected_now();
        let document = self.document_now();
        let commands = self.sized(|sizes| verb(&document, sizes, &items));
        self.commit_some(label(&self.name_of(&items)), commands);
    }

    /// Works with the sizes of nodes; without a canvas they are all alike.
    fn sized<R>(self, work: impl Fn(Sizes<'_>) -> R) -> R {
        let measured = self.stage.with(|editor| {
            work(&|item| match item {
                ItemId::Node(id) => editor.node_rect(id).map_or(NODE, Rect::size),
                ItemId::Frame(_) | ItemId::Note(_) => NODE,
            })
        });
        measured.unwrap_or_else(|| work(&|_| NODE))
    }

    /// The place nearest to `at` where a new node covers nothing.
    pub(crate) fn free_place(self, at: Point) -> Point {
        let document = self.document_now();
        let graph = self.stage.graph();
        self.sized(|sizes| edit::free_place(&document, sizes, graph, Rect::at(at, NODE), GAP))
    }

    /// The selected frames; does not track.
    pub(crate) fn frames_selected(self) -> Vec<FrameId> {
        let frame = |item| match item {
            ItemId::Frame(frame) => Some(frame),
            ItemId::Node(_) | ItemId::Note(_) => None,
        };
        self.selected_now().into_iter().filter_map(frame).collect()
    }

    /// The nodes in frames.
    fn nodes_in(self, frames: &[FrameId]) -> BTreeSet<NodeId> {
        let document = self.document_now();
        let held = frames
            .iter()
            .flat_map(|frame| self.sized(|sizes| edit::held_by(&document, sizes, *frame)));
        held.filter_map(|item| match item {
            ItemId::Node(node) => Some(node),
            ItemId::Frame(_) | ItemId::Note(_) => None,
        })
        .collect()
    }

    /// The selected nodes, and those in the selected frames; does not track.
    pub(crate) fn nodes_meant(self) -> Vec<NodeId> {
        let mut nodes = self.nodes_in(&self.frames_selected());
        nodes.extend(self.nodes_selected());
        nodes.into_iter().collect()
    }

    /// Runs what is in frames and what it needs, nothing else.
    pub(crate) fn run_frames(self, frames: &[FrameId]) {
        let nodes = self.nodes_in(frames);
        if nodes.is_empty() {
            self.session.say(text("nothing-in-frame"));
        } else {
            self.run(Some(nodes.into_iter().collect()));
        }
    }

    fn commit_some(self, label: String, commands: Vec<Command>) {
        if !commands.is_empty() {
            self.session.commit(label, commands);
        }
    }

    /// Removes the selection; whoever read something of it reads what came into it.
    pub(crate) fn remove_and_reconnect(self) {
        let items = self.selected_now();
        let commands = edit::remove_and_reconnect(&self.document_now(), catalogue(), &items);
        let label = words::remove_and_reconnect(&self.name_of(&items));
        self.commit_some(label, commands);
    }

    /// Takes the selected nodes out of their wires.
    pub(crate) fn take_out(self) {
        let commands = edit::take_out(&self.document_now(), catalogue(), &self.nodes_selected());
        let label = words::take_out(&self.name_of(&self.selected_now()));
        self.commit_some(label, commands);
    }

    /// Cuts the selected wire, or all wires of the selected nodes.
    pub(crate) fn cut_wires(self) {
        let document = self.document_now();
        let wires = match self.wire.get_untracked() {
            Some(wire) => vec![wire],
            None => edit::wires_of(&document, &self.nodes_selected()),
        };
        let commands = edit::cut(&document, &wires);
        let label = words::cut(commands.len());
        self.commit_some(label, commands);
    }

    /// Makes the selected nodes another kind and says what did not come along.
    pub(crate) fn swap(self, schema: &Schema) {
        let items = self.selected_now();
        let mut document = self.document_now();
        let (mut commands, mut lost) = (Vec::new(), Vec::new());
        for node in self.nodes_selected() {
            match edit::swap(&document, catalogue(), node, schema.id) {
                Ok(swap) => {
                    document = apply_all(&document, &swap.commands).document;
                    commands.extend(swap.commands);
                    lost.extend(swap.lost);
                }
                Err(refusal) => return self.session.warn(refusal.told()),
            }
        }
        let label = words::swap(&self.name_of(&items), &schema.title);
        self.commit_some(label, commands);
        if !lost.is_empty() {
            self.session.say(words::lost(&schema.title, &lost));
        }
    }

    /// Selects what hangs together with the selected nodes.
    pub(crate) fn select_along(self, along: Along) {
        let found = edit::reached(&self.document_now(), &self.nodes_selected(), along);
        self.select_nodes(found);
    }

    /// Selects every node of the kinds of the selected ones.
    pub(crate) fn select_same_kind(self) {
        let found = edit::same_kind(&self.document_now(), &self.nodes_selected());
        self.select_nodes(found);
    }

    /// Selects everything that is not selected.
    pub(crate) fn select_others(self) {
        let selected = self.session.selection.get_untracked();
        let others = edit::others(&self.document_now(), self.stage.graph(), &selected);
        self.session.selection.set(others);
    }

    fn select_nodes(self, nodes: BTreeSet<NodeId>) {
        if !nodes.is_empty() {
            let items = nodes.into_iter().map(ItemId::Node).collect();
            self.session.selection.set(items);
        }
    }
}
