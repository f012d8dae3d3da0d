//! Putting nodes into wires by name: a new one or one that is there, chosen for a wire, and a wire chosen for a node. How a
//! keyboard, a screen reader and a phone do what a pointer does by dropping a node on a wire.

use crate::editor::desk::{Desk, Popup, desk, title_of};
use crate::editor::kind_choice::offered;
use crate::editor::outline::run_order;
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::words;
use crate::words::{Told, catalogue, text};
use gesso_graph::edit;
use gesso_graph::{
    Command, Document, InPort, Interfaces, ItemId, Node, NodeId, OutPort, Point, Schema, Type,
    apply_all,
};
use leptos::prelude::*;

/// How many wires are offered at once; typing finds the others.
const MOST: usize = 100;

impl Desk {
    /// Offers what can be put into the selected wire.
    pub(crate) fn open_insert(self) {
        if let Some(wire) = self.wire.get_untracked() {
            self.open(Popup::Insert(wire));
        }
    }

    /// Offers the wires that the selected node can be put into.
    pub(crate) fn open_put(self) {
        if let Some(node) = untrack(|| self.only_node()) {
            self.open(Popup::Put(node));
        }
    }

    /// Adds a node of a kind in the middle of a wire.
    fn insert_into_wire(self, schema: &Schema, to: &InPort) {
        let document = self.document_now();
        let Some((_, middle)) = wire(&document, to) else {
            return;
        };
        let id = self.session.ids(|ids| ids.node());
        let node = Node {
            kind: schema.id.into(),
            version: schema.version,
            position: self.free_place(middle),
            graph: self.stage.graph(),
            ..Node::default()
        };
        let mut commands = vec![Command::AddNode { id, node }];
        let with = apply_all(&document, &commands).document;
        match edit::insert_into_wire(&with, catalogue(), to, id) {
            Ok(wires) => {
                commands.extend(wires);
                self.session.commit(words::insert(&schema.title), commands);
                self.session.selection.set([ItemId::Node(id)].into());
            }
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }

    /// Puts a node that is there into a wire and, unless it is pinned, between the wire's ends.
    fn put_into_wire(self, id: NodeId, to: &InPort) {
        let document = self.document_now();
        let (Some(node), Some((from, middle))) = (document.nodes().get(&id), wire(&document, to))
        else {
            return;
        };
        match edit::move_into_wire(&document, catalogue(), to, id) {
            Ok(mut commands) => {
                if !node.pinned {
                    commands.push(Command::Move {
                        item: ItemId::Node(id),
                        to: self.free_place(middle),
                    });
                }
                let title = |id| title_of(&document, id);
                let label = words::insert_between(&title(id), &title(from.node), &title(to.node));
                self.session.commit(label, commands);
                self.session.selection.set([ItemId::Node(id)].into());
            }
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }
}

/// Where a wire begins, and what is halfway along it.
fn wire(document: &Document, to: &InPort) -> Option<(OutPort, Point)> {
    let from = document.wires().get(to)?;
    let corner = |node: NodeId| edit::position(document, ItemId::Node(node));
    let (start, end) = (corner(from.node)?, corner(to.node)?);
    let middle = Point::new((start.x + end.x) / 2.0, (start.y + end.y) / 2.0);
    Some((from.clone(), middle))
}

/// What comes through a wire and what is taken at its end.
fn types(
    document: &Document,
    interfaces: &mut Interfaces<'_>,
    to: &InPort,
) -> Option<(Type, Type)> {
    let from = document.wires().get(to)?;
    let comes = interfaces.of(from.node)?.output(&from.port)?.ty;
    let takes = interfaces.of(to.node)?.input_port(&to.port)?.ty;
    Some((comes, takes))
}

fn fits(schema: &Schema, (comes, takes): (Type, Type)) -> bool {
    schema.input_ports().any(|port| comes.fits(port.ty))
        && schema.outputs.iter().any(|port| port.ty.fits(takes))
}

/// The nodes and kinds that can stand in a wire: first the nodes that are there without any wire.
#[component]
pub(crate) fn InsertChoice(
    /// Where the wire ends.
    wire: InPort,
) -> impl IntoView {
    let desk = desk();
    let document = desk.document_now();
    let mut interfaces = Interfaces::new(&document, catalogue());
    let types = types(&document, &mut interfaces, &wire);
    let free = types.map_or_else(Vec::new, |types| {
        let nodes = document.nodes_in(desk.stage.graph()).map(|(id, _)| id);
        let is_free = |id: &NodeId| edit::wires_of(&document, &[*id]).is_empty();
        let mut choice = |id: NodeId| {
            let schema = interfaces.of(id).filter(|schema| fits(schema, types))?;
            let wire = wire.clone();
            Some(Choice {
                title: title_of(&document, id),
                detail: text("is-there").to_owned(),
                look: category_class(schema.category),
                act: Callback::new(move |()| desk.put_into_wire(id, &wire)),
            })
        };
        nodes.filter(is_free).filter_map(&mut choice).collect()
    });
    let find = move |words: &str| {
        let wire = wire.clone();
        let kinds = offered(
            words,
            |schema| types.is_some_and(|types| fits(schema, types)),
            move |schema| desk.insert_into_wire(schema, &wire),
        );
        found(&free, words).into_iter().chain(kinds).collect()
    };
    view! { <Picker name=text("search-nodes") placeholder=text("pick-insert-node") nothing=text("no-node-fits-wire") find /> }
}

/// The wires that a node can be put into.
#[component]
pub(crate) fn PutChoice(
    /// Which node.
    node: NodeId,
) -> impl IntoView {
    let desk = desk();
    let wires = wires_for(desk, node);
    let find = move |words: &str| found(&wires, words);
    view! { <Picker name=text("search-wires") placeholder=text("pick-wire-for") nothing=text("fits-no-wire") find /> }
}

/// The wires of the node's graph that it fits into, in run order, besides its own.
fn wires_for(desk: Desk, node: NodeId) -> Vec<Choice> {
    let document = desk.document_now();
    let mut interfaces = Interfaces::new(&document, catalogue());
    let Some(schema) = interfaces.of(node) else {
        return Vec::new();
    };
    let graph = document.graph_of(ItemId::Node(node)).unwrap_or_default();
    let order = run_order(&document, graph);
    let wires = order.iter().flat_map(|id| document.wires_into(*id));
    let others = wires.filter(|(to, from)| to.node != node && from.node != node);
    let choice = |(to, from): (&InPort, &OutPort)| {
        let types = types(&document, &mut interfaces, to)?;
        let target = interfaces.of(to.node)?;
        let act = {
            let to = to.clone();
            Callback::new(move |()| desk.put_into_wire(node, &to))
        };
        fits(&schema, types).then(|| Choice {
            title: words::between(
                &title_of(&document, from.node),
                &title_of(&document, to.node),
            ),
            detail: target
                .input_port(&to.port)
                .map_or_else(String::new, |port| port.label.to_owned()),
            look: category_class(target.category),
            act,
        })
    };
    others.filter_map(choice).collect()
}

/// The choices that have all of these words.
fn found(choices: &[Choice], words: &str) -> Vec<Choice> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let has_all = |choice: &&Choice| {
        let text = format!("{} {}", choice.title, choice.detail).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    choices.iter().filter(has_all).take(MOST).cloned().collect()
}
