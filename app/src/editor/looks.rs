//! How nodes stand on the canvas and what a run makes of them: muted, bypassed, collapsed, pinned, coloured.
//! Each verb goes for all selected nodes at once; when all have a state already, it takes it away.

use crate::editor::desk::Desk;
use crate::editor::verb::FRAME_COLOR;
use crate::editor::words;
use crate::words::with;
use gesso_graph::{Command, Document, ItemId, Mode, Node, NodeId};
use leptos::prelude::With;

impl Desk {
    /// Gives the selected nodes a mode, or makes them active again.
    pub(crate) fn toggle_mode(self, mode: Mode) {
        let verbs = match mode {
            Mode::Muted => ("edit-mute", "edit-unmute"),
            Mode::Bypassed | Mode::Active => ("edit-bypass", "edit-bypass-end"),
        };
        self.toggle(
            verbs,
            |node| node.mode == mode,
            |id, on| Command::SetMode {
                id,
                mode: if on { mode } else { Mode::Active },
            },
        );
    }

    /// Shows the selected nodes as their titles alone, or whole.
    pub(crate) fn toggle_collapsed(self) {
        self.toggle(
            ("edit-collapse", "edit-expand"),
            |node| node.collapsed,
            |id, collapsed| Command::SetCollapsed { id, collapsed },
        );
    }

    /// Holds the selected nodes where they are, or lets them be moved.
    pub(crate) fn toggle_pinned(self) {
        self.toggle(
            ("edit-pin", "edit-unpin"),
            |node| node.pinned,
            |id, pinned| Command::SetPinned { id, pinned },
        );
    }

    /// Gives the selected nodes the extent of their kind again.
    pub(crate) fn size_by_kind(self) {
        let document = self.document_now();
        let nodes = self.nodes_selected();
        let sized = nodes.into_iter().filter(|id| has_size(&document, *id));
        let commands: Vec<Command> = sized
            .map(|id| Command::SetNodeSize { id, size: None })
            .collect();
        if !commands.is_empty() {
            let label = words::resize(&self.name_of(&self.selected_now()));
            self.session.commit(label, commands);
        }
    }

    /// Whether a selected node has an extent that a person gave it. Tracks.
    pub(crate) fn is_sized(self) -> bool {
        self.session.document.with(|document| {
            self.session.selection.with(|items| {
                items
                    .iter()
                    .any(|item| matches!(item, ItemId::Node(id) if has_size(document, *id)))
            })
        })
    }

    /// Gives the selected nodes and frames a colour of their own, or takes it away.
    pub(crate) fn color_items(self, color: Option<[f32; 4]>) {
        let document = self.document_now();
        let differs = |id: &NodeId| {
            document
                .nodes()
                .get(id)
                .is_some_and(|node| node.color != color)
        };
        let mut commands: Vec<Command> = self
            .nodes_selected()
            .into_iter()
            .filter(differs)
            .map(|id| Command::SetNodeColor { id, color })
            .collect();
        let frame_color = color.unwrap_or(FRAME_COLOR);
        let frames = self.frames_selected().into_iter().filter(|id| {
            let frame = document.frames().get(id);
            frame.is_some_and(|frame| frame.color != frame_color)
        });
        commands.extend(frames.map(|id| Command::SetFrameColor {
            id,
            color: frame_color,
        }));
        if !commands.is_empty() {
            let label = words::color(&self.name_of(&self.selected_now()), color.is_some());
            self.session.commit(label, commands);
        }
    }

    fn toggle(
        self,
        (set, unset): (&str, &str),
        has: impl Fn(&Node) -> bool,
        command: impl Fn(NodeId, bool) -> Command,
    ) {
        let document = self.document_now();
        let nodes: Vec<(NodeId, bool)> = self
            .nodes_selected()
            .into_iter()
            .filter_map(|id| Some((id, has(document.nodes().get(&id)?))))
            .collect();
        let on = nodes.iter().any(|(_, has)| !has);
        let commands: Vec<Command> = nodes
            .into_iter()
            .filter(|(_, has)| *has != on)
            .map(|(id, _)| command(id, on))
            .collect();
        if !commands.is_empty() {
            let key = if on { set } else { unset };
            let what = self.name_of(&self.selected_now());
            self.session.commit(with(key, &[("what", &what)]), commands);
        }
    }
}

fn has_size(document: &Document, id: NodeId) -> bool {
    let node = document.nodes().get(&id);
    node.is_some_and(|node| node.size.is_some())
}
