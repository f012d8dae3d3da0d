//! The choice of a wire's other end by name: the ports that fit, and at the end those that would close a loop, which say so.
//! How a keyboard, a screen reader and a phone wire nodes.

use crate::editor::desk::{Desk, Popup, desk, title_of};
use crate::editor::exposing::port_choice;
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::search::type_of;
use crate::editor::words;
use crate::words::{Told, catalogue, text};
use gesso_canvas::LooseWire;
use gesso_graph::edit::connect_each;
use gesso_graph::{Category, Document, InPort, Interfaces, ItemId, NodeId, OutPort};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// How many ends are offered at once; typing finds the others.
const MOST: usize = 100;

/// The choice.
#[component]
pub(crate) fn WireChoice(
    /// The wire in hand.
    wire: LooseWire,
) -> impl IntoView {
    let desk = desk();
    let ends = ends(desk, &wire).into_iter();
    let mut choices: Vec<_> = ends.map(|end| (end.found_by, end.choice)).collect();
    if let Some(port) = port_choice(desk, &wire) {
        choices.push((port.title.to_lowercase(), port));
    }
    let find = move |words: &str| found(&choices, words);
    view! { <Picker name=text("pick-connect") placeholder=text("connect-to") nothing=text("nothing-fits") find /> }
}

/// The choice of another output for all wires of one.
#[component]
pub(crate) fn WiresChoice(
    /// Whose wires they are.
    from: OutPort,
) -> impl IntoView {
    let desk = desk();
    let document = desk.document_now();
    let wires = readers(&document, &from);
    let first = wires.first().cloned();
    let outputs = first.map(|to| ends(desk, &LooseWire::Into(to)));
    let mut choices = Vec::new();
    for End {
        found_by,
        choice,
        from: output,
    } in outputs.into_iter().flatten()
    {
        // What can't feed all of them is not offered.
        if output != from && connect_each(&document, catalogue(), &output, &wires).is_ok() {
            let wires = wires.clone();
            let act = Callback::new(move |()| desk.move_wires(&output, &wires));
            choices.push((found_by, Choice { act, ..choice }));
        }
    }
    let find = move |words: &str| found(&choices, words);
    view! { <Picker name=text("move-wires") placeholder=text("connect-to") nothing=text("nothing-fits") find /> }
}

impl Desk {
    /// The first output of the selected node that something reads. Tracks.
    pub(crate) fn output_in_use(self) -> Option<OutPort> {
        let node = self.only_node()?;
        let document = self.session.document;
        document.with(|document| {
            let to = document.wires_from(node).next()?;
            document.wires().get(to).cloned()
        })
    }

    /// Offers other outputs for its wires.
    pub(crate) fn open_move_wires(self) {
        if let Some(from) = untrack(|| self.output_in_use()) {
            self.open(Popup::MoveWires(from));
        }
    }

    fn move_wires(self, from: &OutPort, wires: &[InPort]) {
        let document = self.document_now();
        match connect_each(&document, catalogue(), from, wires) {
            Ok(commands) => {
                let label = words::connect_all(&title_of(&document, from.node), wires.len());
                self.session.commit(label, commands);
            }
            Err(refusal) => self.session.warn(refusal.told()),
        }
    }
}

/// The inputs that an output is wired to.
pub(crate) fn readers(document: &Document, from: &OutPort) -> Vec<InPort> {
    let is_of_it = |to: &&InPort| document.wires().get(*to) == Some(from);
    let wires = document.wires_from(from.node);
    wires.filter(is_of_it).cloned().collect()
}

/// What is found by these words.
fn found(choices: &[(String, Choice)], words: &str) -> Vec<Choice> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let is_found = |end: &&(String, Choice)| words.iter().all(|word| end.0.contains(word));
    let found = choices.iter().filter(is_found).take(MOST);
    found.map(|(_, choice)| choice.clone()).collect()
}

/// A wire that can be chosen.
struct End {
    /// In lower case.
    found_by: String,
    choice: Choice,
    from: OutPort,
}

/// Every end of a type that fits; those that can't be wired come last.
fn ends(desk: Desk, wire: &LooseWire) -> Vec<End> {
    let document = desk.document_now();
    let Some(ty) = type_of(desk, wire) else {
        return Vec::new();
    };
    let (here, up) = match wire {
        LooseWire::From(from) => (from.node, true),
        LooseWire::Into(to) => (to.node, false),
    };
    let loops = reach(&document, here, up);
    let graph = document.graph_of(ItemId::Node(here)).unwrap_or_default();
    let mut interfaces = Interfaces::new(&document, catalogue());
    let (mut ends, mut refused) = (Vec::new(), Vec::new());
    for (id, _) in document.nodes_in(graph).filter(|(id, _)| *id != here) {
        let Some(schema) = interfaces.of(id) else {
            continue;
        };
        let title = title_of(&document, id);
        let is_loop = loops.contains(&id);
        let list = if is_loop { &mut refused } else { &mut ends };
        let node = (title.as_str(), schema.category, is_loop);
        match wire {
            LooseWire::From(from) => {
                let is_wired = |name: &str| document.is_wired(id, name);
                let open = schema
                    .input_ports()
                    .filter(|port| ty.fits(port.ty) && schema.is_open(port.name, is_wired));
                for port in open {
                    let to = InPort {
                        node: id,
                        port: port.name.into(),
                    };
                    list.push(end(desk, node, port.label, from.clone(), to));
                }
            }
            LooseWire::Into(to) => {
                for port in schema.outputs.iter().filter(|port| port.ty.fits(ty)) {
                    let from = OutPort {
                        node: id,
                        port: (&port.name).into(),
                    };
                    list.push(end(desk, node, &port.label, from, to.clone()));
                }
            }
        }
    }
    ends.extend(refused);
    ends
}

fn end(
    desk: Desk,
    (title, category, is_loop): (&str, Category, bool),
    port: &str,
    from: OutPort,
    to: InPort,
) -> End {
    let title = title.to_owned();
    let act = {
        let from = from.clone();
        Callback::new(move |()| desk.wire(&from, &to))
    };
    End {
        found_by: format!("{title} {port}").to_lowercase(),
        from,
        choice: Choice {
            title,
            detail: match is_loop {
                true => text("would-loop").to_owned(),
                false => port.to_owned(),
            },
            look: match is_loop {
                true => "is-refused",
                false => category_class(category),
            },
            act,
        },
    }
}

/// The node and everything it needs (or that needs it): a wire there would close a loop.
fn reach(document: &Document, start: NodeId, up: bool) -> BTreeSet<NodeId> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        if !reached.insert(node) {
            continue;
        }
        if up {
            open.extend(document.wires_into(node).map(|(_, from)| from.node));
        } else {
            open.extend(document.wires_from(node).map(|to| to.node));
        }
    }
    reached
}
