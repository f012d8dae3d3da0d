//! What people do to the workflow from panels, menus and keys: each verb is one transaction with a name they understand.
//! Gestures on the canvas commit by themselves and do not come this way.

use crate::editor::desk::{Desk, title_of};
use crate::editor::words;
use crate::words::{Told, catalogue, text};
use gesso_canvas::LooseWire;
use gesso_graph::edit::{self, Refusal, connect, first_fitting_input, first_fitting_output};
use gesso_graph::{
    AssetRef, Clip, Command, Document, Frame, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT_NAME, GraphId,
    InPort, ItemId, Name, Node, NodeId, Note, NoteId, OutPort, ParamDecl, ParamKind, Point, Rect,
    Schema, Size, Value, WorkflowFile, schema_of,
};
use leptos::prelude::*;
use std::sync::Arc;

/// How far from its original a duplicate lies, and a pasted piece from the middle.
const BESIDE: Point = Point { x: 32.0, y: 32.0 };
/// The longest part of a file name that a node is called, in characters.
const LONGEST_NAME: usize = 48;
const NOTE_SIZE: Size = Size { w: 240.0, h: 120.0 };
/// The colour of a frame that nobody gave another.
pub(crate) const FRAME_COLOR: [f32; 4] = [0.5, 0.5, 0.5, 0.25];

impl Desk {
    /// The document now; does not track.
    pub(crate) fn document_now(self) -> Document {
        self.session.document.get_untracked()
    }

    /// Adds a node of a kind, wired to what was in hand, and selects it.
    pub(crate) fn add_node(self, schema: &Schema, at: Point, wire: Option<&LooseWire>) -> NodeId {
        self.add_node_with(schema, at, wire, None)
    }

    /// Adds a node that loads a file, called after it.
    pub(crate) fn add_asset(
        self,
        schema: &Schema,
        at: Point,
        param: &ParamDecl,
        asset: AssetRef,
    ) -> NodeId {
        self.add_node_with(schema, at, None, Some((param, asset)))
    }

    /// Gives a file to a node that has a place for it, beside those that are there where it takes many; gives whether it has.
    pub(crate) fn give_asset(self, node: NodeId, asset: &AssetRef) -> bool {
        let document = self.document_now();
        let schema = schema_of(&document, catalogue(), node);
        let takes = |param: &&ParamDecl| param.kind.takes(&asset.media_type);
        let param = schema
            .as_ref()
            .and_then(|schema| schema.params.iter().find(takes));
        let (Some(param), Some(stored)) = (param, document.nodes().get(&node)) else {
            return false;
        };
        let value = match (&param.kind, stored.params.get(&*param.name)) {
            (ParamKind::Assets { .. }, Some(Value::Assets(there))) => {
                let all = there.iter().cloned().chain([asset.clone()]);
                Value::Assets(all.collect())
            }
            (ParamKind::Assets { .. }, _) => Value::Assets([asset.clone()].into()),
            _ => Value::Asset(asset.clone()),
        };
        self.set_params(node, &param.label, param.given(value).collect());
        true
    }

    fn add_node_with(
        self,
        schema: &Schema,
        at: Point,
        wire: Option<&LooseWire>,
        file: Option<(&ParamDecl, AssetRef)>,
    ) -> NodeId {
        let title = file.as_ref().and_then(|(_, asset)| name_of_file(asset));
        let given = file.map(|(param, asset)| param.given(Value::Asset(asset)));
        let node = Node {
            kind: schema.id.into(),
            version: schema.version,
            title,
            position: at,
            params: given.into_iter().flatten().collect(),
            ..Node::default()
        };
        self.remember(|habits| habits.added(schema.id));
        self.put_node(node, &schema.title, wire)
    }

    /// Adds a node to the graph that is shown, wired to what was in hand, and selects it.
    pub(crate) fn put_node(self, node: Node, title: &str, wire: Option<&LooseWire>) -> NodeId {
        let id = self.session.ids(|ids| ids.node());
        let node = Node {
            graph: self.stage.graph(),
            ..node
        };
        let add = Command::AddNode { id, node };
        let mut commands = vec![add];
        if let Some(wire) = wire {
            commands.extend(self.wires_to_new(&commands[0], id, wire));
        }
        self.session.commit(words::add(title), commands);
        self.session.selection.set([ItemId::Node(id)].into());
        self.bring_in(ItemId::Node(id));
        id
    }

    /// The wire between what was in hand and a node that `add` adds.
    fn wires_to_new(self, add: &Command, id: NodeId, wire: &LooseWire) -> Vec<Command> {
        let Ok(changed) = gesso_graph::apply(&self.document_now(), add) else {
            return Vec::new();
        };
        let document = changed.document;
        let ends =
            match wire {
                LooseWire::From(from) => first_fitting_input(&document, catalogue(), from, id)
                    .map(|to| (from.clone(), to)),
                LooseWire::Into(to) => first_fitting_output(&document, catalogue(), id, to)
                    .map(|from| (from, to.clone())),
            };
        ends.and_then(|(from, to)| connect(&document, catalogue(), &from, &to).ok())
            .unwrap_or_default()
    }

    /// Wires an output to an input, or says why not.
    pub(crate) fn wire(self, from: &OutPort, to: &InPort) {
        let document = self.document_now();
        match connect(&document, catalogue(), from, to) {
            Ok(commands) if commands.is_empty() => {}
            Ok(commands) => {
                let title = |id| title_of(&document, id);
                self.session
                    .commit(words::connect(&title(from.node), &title(to.node)), commands);
            }
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn refuse(self, refusal: &Refusal) {
        self.session.warn(refusal.told());
    }

    /// Takes the wire out of an input.
    pub(crate) fn disconnect(self, to: &InPort) {
        let title = title_of(&self.document_now(), to.node);
        self.session.commit(
            words::disconnect(&title),
            vec![Command::Disconnect { to: to.clone() }],
        );
    }

    /// Removes items.
    pub(crate) fn remove(self, items: &[ItemId]) {
        let commands = edit::remove(&self.document_now(), items);
        if !commands.is_empty() {
            self.session
                .commit(words::remove(&self.name_of(items)), commands);
        }
    }

    /// Copies the selection beside itself and selects the copies; with the wires that come into it from outside if asked.
    pub(crate) fn duplicate_selection(self, wired: bool) {
        let items = self.selected_now();
        let document = self.document_now();
        let duplicate = if wired {
            edit::duplicate_wired
        } else {
            edit::duplicate
        };
        let (commands, copies) = self
            .session
            .ids(|ids| duplicate(&document, &items, BESIDE, ids));
        self.commit_new(words::duplicate(&self.name_of(&items)), commands, copies);
    }

    /// The selection as text for the clipboard; nothing when nothing is selected.
    pub(crate) fn clip(self) -> Option<String> {
        let clip = edit::copy(&self.document_now(), &self.selected_now());
        (!clip.is_empty()).then(|| clip.to_text())
    }

    /// Adds what a text from the clipboard holds, with the wires that came into it if asked, or says why not.
    pub(crate) fn paste(self, text: &str, at: Point, wired: bool) {
        match Clip::from_text(text) {
            Ok(clip) => {
                let paste = if wired {
                    edit::paste_wired
                } else {
                    edit::paste_into
                };
                let (document, graph) = (self.document_now(), self.stage.graph());
                let (commands, new) = self
                    .session
                    .ids(|ids| paste(&document, &clip, graph, at, ids));
                self.commit_new(words::paste(new.len()), commands, new);
            }
            Err(error) => self.session.warn(error.told()),
        }
    }

    /// Adds all of another document, with its top left corner at a place.
    pub(crate) fn insert(self, document: &Document, at: Point, label: String) {
        // What lies in a subgraph comes with its instance.
        let items: Vec<ItemId> = document.members(GraphId::ROOT).collect();
        let clip = edit::copy(document, &items);
        let (commands, _) = self.session.ids(|ids| edit::paste(&clip, at, ids));
        self.session.commit(label, commands);
    }

    /// Adds all of a workflow file and selects it.
    pub(crate) fn insert_workflow(self, file: &WorkflowFile, at: Point) {
        let items: Vec<ItemId> = file.document.members(GraphId::ROOT).collect();
        let clip = edit::copy(&file.document, &items);
        let (commands, new) = self
            .session
            .ids(|ids| edit::paste_into(&self.document_now(), &clip, self.stage.graph(), at, ids));
        self.commit_new(words::insert(&file.name), commands, new);
    }

    fn commit_new(self, label: String, commands: Vec<Command>, new: Vec<ItemId>) {
        if !commands.is_empty() {
            self.session.commit(label, commands);
            self.session.selection.set(new.into_iter().collect());
        }
    }

    /// Adds an empty note and lets the person type into it.
    pub(crate) fn add_note(self) {
        self.put_note(text("new-note"), text("edit-add-note").to_owned());
        // Nobody wants a note that says "Note": typing replaces it at once, on the canvas and not under a sheet.
        self.edit_note();
    }

    /// Adds a note where the person looks and selects it.
    pub(crate) fn put_note(self, text: &str, label: String) {
        let id = self.session.ids(|ids| ids.note());
        let note = Note {
            text: text.into(),
            position: self.stage.middle(),
            size: NOTE_SIZE,
            graph: self.stage.graph(),
        };
        self.session
            .commit(label, vec![Command::AddNote { id, note }]);
        self.session.selection.set([ItemId::Note(id)].into());
    }

    /// Adds an empty frame where the person looks.
    pub(crate) fn add_frame(self) {
        let id = self.session.ids(|ids| ids.frame());
        let middle = self.stage.middle();
        let rect = Rect {
            x: middle.x - 240.0,
            y: middle.y - 160.0,
            w: 480.0,
            h: 320.0,
        };
        let frame = Frame {
            title: text("new-frame").into(),
            rect,
            color: FRAME_COLOR,
            graph: self.stage.graph(),
        };
        self.session.commit(
            text("edit-add-frame"),
            vec![Command::AddFrame { id, frame }],
        );
        self.session.selection.set([ItemId::Frame(id)].into());
    }

    /// Gives an item another title; an empty one takes a node's own title away.
    pub(crate) fn retitle(self, item: ItemId, title: &str) {
        let title = title.trim();
        let document = self.document_now();
        let command = match item {
            ItemId::Node(id) => {
                let Some(node) = document.nodes().get(&id) else {
                    return;
                };
                if matches!(node.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT) {
                    // What a port of a subgraph is called, instances call it as well.
                    let name = (!title.is_empty()).then(|| Value::Text(title.into()));
                    return self.set_param(id, GRAPH_PORT_NAME, name);
                }
                let of_kind = schema_of(&document, catalogue(), id)
                    .is_some_and(|schema| schema.title == title);
                let own = (!title.is_empty() && !of_kind).then(|| title.into());
                (node.title != own).then_some(Command::SetTitle { id, title: own })
            }
            ItemId::Frame(id) => {
                let changed = document
                    .frames()
                    .get(&id)
                    .is_some_and(|frame| &*frame.title != title);
                changed.then(|| Command::SetFrameTitle {
                    id,
                    title: title.into(),
                })
            }
            ItemId::Note(_) => None,
        };
        if let Some(command) = command {
            self.session.commit(words::rename(title), vec![command]);
        }
    }

    /// Gives a note another text.
    pub(crate) fn rewrite(self, id: NoteId, written: &str) {
        self.rewrite_as(id, written, text("edit-note").to_owned());
    }

    /// Gives a note another text, as a step of this name.
    pub(crate) fn rewrite_as(self, id: NoteId, text: &str, label: String) {
        let changed = self
            .document_now()
            .notes()
            .get(&id)
            .is_some_and(|note| &*note.text != text);
        if changed {
            self.session.commit(
                label,
                vec![Command::SetNoteText {
                    id,
                    text: text.into(),
                }],
            );
        }
    }

    /// Sets a parameter; a value equal to the default is not stored.
    pub(crate) fn set_param(self, node: NodeId, name: &str, value: Option<Value>) {
        let document = self.document_now();
        let Some(stored) = document.nodes().get(&node) else {
            return;
        };
        let schema = schema_of(&document, catalogue(), node);
        let decl = schema.as_ref().and_then(|schema| schema.param(name));
        let value = value
            .filter(|value| decl.and_then(|decl| decl.default_value()).as_ref() != Some(value));
        if stored.params.get(name) == value.as_ref() {
            return;
        }
        let label = words::set_param(
            decl.map_or(name, |decl| &decl.label),
            &title_of(&document, node),
            value.is_none(),
        );
        self.session.commit(
            label,
            vec![Command::SetParam {
                id: node,
                name: name.into(),
                value,
            }],
        );
    }

    /// Sets several parameters of one node as one edit; values equal to their default are not stored.
    pub(crate) fn set_params(self, node: NodeId, what: &str, values: Vec<(Name, Value)>) {
        let document = self.document_now();
        let Some(stored) = document.nodes().get(&node) else {
            return;
        };
        let schema = schema_of(&document, catalogue(), node);
        let default = |name: &str| schema.as_ref()?.param(name)?.default_value();
        let commands: Vec<Command> = values
            .into_iter()
            .filter_map(|(name, value)| {
                let value = Some(value).filter(|value| default(&name).as_ref() != Some(value));
                let changes = stored.params.get(&name) != value.as_ref();
                changes.then_some(Command::SetParam {
                    id: node,
                    name,
                    value,
                })
            })
            .collect();
        if !commands.is_empty() {
            let label = words::set_param(what, &title_of(&document, node), false);
            self.session.commit(label, commands);
        }
    }

    /// What is selected; does not track.
    pub(crate) fn selected_now(self) -> Vec<ItemId> {
        self.session
            .selection
            .with_untracked(|items| items.iter().copied().collect())
    }

    /// Words for some items: the title of one, the count of many.
    pub(crate) fn name_of(self, items: &[ItemId]) -> String {
        let document = self.document_now();
        match items {
            [ItemId::Node(id)] => title_of(&document, *id),
            [ItemId::Frame(_)] => text("a-frame").to_owned(),
            [ItemId::Note(_)] => text("a-note").to_owned(),
            many if many.iter().all(|item| matches!(item, ItemId::Node(_))) => {
                words::nodes(many.len())
            }
            many => words::items(many.len()),
        }
    }

    /// Goes to the node at the other end of a wire of the selected one.
    pub(crate) fn follow_wire(self, up: bool) {
        let document = self.document_now();
        let next = self
            .nodes_selected()
            .first()
            .and_then(|node| neighbours(&document, *node, up).into_iter().next());
        if let Some(node) = next {
            self.walk_to(node);
        }
    }

    /// Goes to the nearest node in a direction; with nothing selected, to the first one.
    pub(crate) fn go_nearest(self, dx: f64, dy: f64) {
        let document = self.document_now();
        let graph = self.stage.graph();
        let here = self
            .nodes_selected()
            .first()
            .and_then(|id| document.nodes().get(id))
            .map(|node| node.position);
        let Some(here) = here else {
            if let Some((id, _)) = document.nodes_in(graph).next() {
                self.walk_to(id);
            }
            return;
        };
        let cost = |at: Point| {
            let (x, y) = (at.x - here.x, at.y - here.y);
            let along = x * dx + y * dy;
            let aside = (x * dy).abs() + (y * dx).abs();
            // What lies more aside than ahead is in another direction.
            (along > 0.0 && aside <= along * 2.0).then_some(along + 2.0 * aside)
        };
        let nearest = document
            .nodes_in(graph)
            .filter_map(|(id, node)| Some((cost(node.position)?, id)))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        if let Some((_, id)) = nearest {
            self.walk_to(id);
        }
    }
}

/// What a file is called without its ending.
fn name_of_file(asset: &AssetRef) -> Option<Arc<str>> {
    let stem = asset
        .name
        .rsplit_once('.')
        .map_or(&*asset.name, |(stem, _)| stem);
    let name: String = stem.trim().chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then(|| name.into())
}

fn neighbours(document: &Document, node: NodeId, up: bool) -> Vec<NodeId> {
    if up {
        document
            .wires_into(node)
            .map(|(_, from)| from.node)
            .collect()
    } else {
        document.wires_from(node).map(|to| to.node).collect()
    }
}

/// Everything that is in a document.
pub(crate) fn items_of(document: &Document) -> impl Iterator<Item = ItemId> + '_ {
    let nodes = document.nodes().keys().map(|id| ItemId::Node(*id));
    let frames = document.frames().keys().map(|id| ItemId::Frame(*id));
    let notes = document.notes().keys().map(|id| ItemId::Note(*id));
    nodes.chain(frames).chain(notes)
}
