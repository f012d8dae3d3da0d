//! What a subgraph shows to the outside: its name, its ports and their order, and the parameters of nodes within.

use crate::editor::desk::{Desk, desk, title_of};
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::editor::words;
use crate::words::{Told, catalogue, text, with};
use gesso_canvas::LooseWire;
use gesso_graph::edit::{self, Refusal};
use gesso_graph::{
    Command, GRAPH_INPUT, GRAPH_OUTPUT, GraphId, ItemId, NodeId, Point, exposed_param, schema_of,
};
use leptos::prelude::*;
use std::cmp::Reverse;

/// How far beside the node it is wired to a new port stands, in world pixels.
const BESIDE: f64 = 280.0;

impl Desk {
    /// Whether a node lies in a subgraph. Tracks.
    pub(crate) fn lies_inside(self, node: NodeId) -> bool {
        self.node(node).is_some_and(|node| !node.graph.is_root())
    }

    /// Whether one node inside a subgraph is selected, or one that shows a subgraph: what it shows can be chosen. Tracks.
    pub(crate) fn can_expose(self) -> bool {
        self.only_node().is_some_and(|id| {
            let is_port = self.is_port(id);
            let has_params = || {
                self.schema(id)
                    .is_some_and(|schema| !schema.params.is_empty())
            };
            self.lies_inside(id) && !is_port && has_params()
        })
    }

    /// Whether a node is a port of the subgraph it lies in. Tracks.
    pub(crate) fn is_port(self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| {
            matches!(node.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT) && !node.graph.is_root()
        })
    }

    /// Shows a parameter on the instances of the subgraph its node lies in, or no longer.
    pub(crate) fn toggle_exposed(self, node: NodeId, param: &str) {
        let document = self.document_now();
        let is_shown = document
            .nodes()
            .get(&node)
            .is_some_and(|node| node.exposed.contains_key(param));
        let commands = if is_shown {
            Ok(edit::hide(&document, node, param))
        } else {
            edit::expose(&document, catalogue(), node, param)
        };
        let schema = schema_of(&document, catalogue(), node);
        let decl = schema.as_ref().and_then(|schema| schema.param(param));
        let label = decl.map_or_else(|| param.to_owned(), |decl| decl.label.to_string());
        let title = title_of(&document, node);
        self.commit_or_say(words::show_param(&label, &title, !is_shown), commands);
    }

    /// Gives a parameter that is shown on instances another name there.
    pub(crate) fn rename_exposed(self, node: NodeId, param: &str, label: &str) {
        let document = self.document_now();
        let now = document
            .nodes()
            .get(&node)
            .and_then(|node| node.exposed.get(param).cloned());
        let label = label.trim();
        if now.is_some_and(|now| &*now != label) {
            let command = Command::SetExposed {
                id: node,
                name: param.into(),
                label: Some(label.into()),
            };
            self.session.commit(words::rename(label), vec![command]);
        }
    }

    /// Takes a parameter off the instances, asked for at one of them.
    pub(crate) fn hide_exposed(self, name: &str) {
        if let Some((node, param)) = exposed_param(name) {
            self.toggle_exposed(node, param);
        }
    }

    /// Gives a subgraph another name, which all of its instances have.
    pub(crate) fn rename_graph(self, graph: GraphId, title: &str) {
        let title = title.trim();
        let document = self.document_now();
        let changed = document
            .graphs()
            .get(&graph)
            .is_some_and(|graph| &*graph.title != title);
        if changed && !title.is_empty() {
            let command = Command::SetGraphTitle {
                id: graph,
                title: title.into(),
            };
            self.session
                .commit(words::rename_graph(title), vec![command]);
        }
    }

    /// Lets a port of a subgraph change places with the one before or after it.
    pub(crate) fn move_port(self, port: NodeId, earlier: bool) {
        let document = self.document_now();
        let commands = edit::move_port(&document, port, earlier);
        if !commands.is_empty() {
            let title = title_of(&document, port);
            self.session.commit(words::move_port(&title), commands);
        }
    }

    /// Lets the selected port change places with the one before or after it.
    pub(crate) fn move_selected_port(self, earlier: bool) {
        if let Some(port) = untrack(|| self.only_node()) {
            self.move_port(port, earlier);
        }
    }

    /// Gives the subgraph a port for what the wire in hand needs or gives.
    pub(crate) fn add_port(self, wire: &LooseWire) {
        let document = self.document_now();
        let (node, aside) = match wire {
            LooseWire::Into(to) => (to.node, -BESIDE),
            LooseWire::From(from) => (from.node, BESIDE),
        };
        let corner = edit::position(&document, ItemId::Node(node)).unwrap_or_default();
        let at = self.free_place(Point::new(corner.x + aside, corner.y));
        let made = self.session.ids(|ids| match wire {
            LooseWire::Into(to) => edit::add_input(&document, catalogue(), to, at, ids),
            LooseWire::From(from) => edit::add_output(&document, catalogue(), from, at, ids),
        });
        match made {
            Ok((commands, port)) => {
                let added = gesso_graph::apply_all(&document, &commands).document;
                let label = words::add_port(&title_of(&added, port));
                self.session.commit(label, commands);
                self.session.selection.set([ItemId::Node(port)].into());
            }
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }

    fn commit_or_say(self, label: String, commands: Result<Vec<Command>, Refusal>) {
        match commands {
            Ok(commands) if commands.is_empty() => {}
            Ok(commands) => self.session.commit(label, commands),
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }
}

/// What can be chosen first when a wire inside a subgraph looks for its other end: a new port.
pub(crate) fn port_choice(desk: Desk, wire: &LooseWire) -> Option<Choice> {
    let (node, title) = match wire {
        LooseWire::Into(to) => (to.node, text("new-subgraph-input")),
        LooseWire::From(from) => (from.node, text("new-subgraph-output")),
    };
    if !untrack(|| desk.lies_inside(node)) {
        return None;
    }
    let wire = wire.clone();
    Some(Choice {
        title: title.to_owned(),
        detail: text("port").to_owned(),
        look: "",
        act: Callback::new(move |()| desk.add_port(&wire)),
    })
}

/// The choice of parameters that instances show.
#[component]
pub(crate) fn ExposeChoice() -> impl IntoView {
    let desk = desk();
    let node = untrack(|| desk.only_node());
    let find = move |typed: &str| node.map_or_else(Vec::new, |node| choices(desk, node, typed));
    view! { <Picker name=text("search-parameters") placeholder=text("pick-parameter") nothing=text("no-parameter-called") find /> }
}

fn choices(desk: Desk, node: NodeId, typed: &str) -> Vec<Choice> {
    let document = desk.document_now();
    let (Some(stored), Some(schema)) = (
        document.nodes().get(&node),
        schema_of(&document, catalogue(), node),
    ) else {
        return Vec::new();
    };
    let mut found: Vec<(u32, Choice)> = Vec::new();
    for decl in schema.params.iter() {
        let shown = stored.exposed.contains_key(&*decl.name);
        let title = if shown {
            with("hide-named", &[("what", &decl.label)])
        } else {
            with("show-named", &[("what", &decl.label)])
        };
        let Some(score) = rank(typed, &title, text("expose-words")) else {
            continue;
        };
        let name = decl.name.to_string();
        let choice = Choice {
            title,
            detail: if shown { text("shown-now") } else { "" }.to_owned(),
            look: "",
            act: Callback::new(move |()| desk.toggle_exposed(node, &name)),
        };
        found.push((score, choice));
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.into_iter().map(|(_, choice)| choice).collect()
}
