//! The choice of a wire's other end by name: the ports that fit, and at the end those that would close a loop, which say so.
//! How a keyboard, a screen reader and a phone wire nodes.

use crate::editor::desk::{Desk, desk, title_of};
use crate::editor::exposing::port_choice;
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::search::type_of;
use crate::words::{catalogue, text};
use gesso_canvas::LooseWire;
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
    let mut ends = ends(desk, &wire);
    if let Some(port) = port_choice(desk, &wire) {
        ends.push((port.title.to_lowercase(), port));
    }
    let find = move |words: &str| {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let is_found = |end: &&(String, Choice)| words.iter().all(|word| end.0.contains(word));
        ends.iter()
            .filter(is_found)
            .take(MOST)
            .map(|(_, choice)| choice.clone())
            .collect()
    };
    view! { <Picker name=text("pick-connect") placeholder=text("connect-to") nothing=text("nothing-fits") find /> }
}

/// Every end of a type that fits, with the lower-case text it is found by; those that can't be wired come last.
fn ends(desk: Desk, wire: &LooseWire) -> Vec<(String, Choice)> {
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
                for port in schema.input_ports().filter(|port| ty.fits(port.ty)) {
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
) -> (String, Choice) {
    let title = title.to_owned();
    let found_by = format!("{title} {port}").to_lowercase();
    let act = Callback::new(move |()| desk.wire(&from, &to));
    (
        found_by,
        Choice {
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
    )
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
