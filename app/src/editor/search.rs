//! The choice of a node to add. With a wire in hand only the kinds that fit it are offered, and the choice is wired.

use crate::editor::desk::{Desk, Loose, desk};
use crate::editor::exposing::port_choice;
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::words::{catalogue, text};
use gesso_canvas::LooseWire;
use gesso_graph::{Category, Interfaces, Point, Schema, Type};
use leptos::prelude::*;

/// How far to the left of a wanting input the new node goes, and how far up so that its first port meets the wire.
const LEFT_OF_INPUT: f64 = 240.0;
const ABOVE: f64 = 48.0;

/// The choice.
#[component]
pub(crate) fn AddNode(
    /// Where in the document it goes.
    world: Point,
    /// The wire in hand.
    wire: Loose,
) -> impl IntoView {
    let desk = desk();
    let at = match &wire {
        Some(LooseWire::Into(_)) => world.translate(-LEFT_OF_INPUT, -ABOVE),
        Some(LooseWire::From(_)) => world.translate(0.0, -ABOVE),
        None => world,
    };
    let flow = wire
        .as_ref()
        .map(|wire| (wire.clone(), type_of(desk, wire)));
    let find = move |words: &str| {
        let fits = |schema: &Schema| {
            flow.as_ref()
                .is_none_or(|(wire, ty)| ty.is_some_and(|ty| takes(schema, wire, ty)))
        };
        let kinds = catalogue()
            .search(words)
            .into_iter()
            .filter(|spec| fits(&spec.schema));
        let port = wire
            .as_ref()
            .and_then(|wire| port_choice(desk, wire))
            .filter(|port| rank(words, &port.title, text("port-words")).is_some());
        let nodes = kinds.map(|spec| choice(desk, &spec.schema, at, wire.clone()));
        let graphs = graphs(desk, words, &fits, at, &wire);
        port.into_iter().chain(nodes).chain(graphs).collect()
    };
    view! { <Picker name=text("search-nodes") placeholder=text("pick-add-node") nothing=text("no-node-fits") find /> }
}

fn choice(desk: Desk, schema: &'static Schema, at: Point, wire: Loose) -> Choice {
    Choice {
        title: schema.title.to_string(),
        detail: catalogue().category_label(schema.category).to_owned(),
        look: category_class(schema.category),
        act: Callback::new(move |()| {
            // Where a wire was dropped the person chose the place; elsewhere nothing may be covered.
            let at = if wire.is_some() {
                at
            } else {
                desk.free_place(at)
            };
            desk.add_node(schema, at, wire.as_ref());
            desk.show_added();
        }),
    }
}

/// The subgraphs of the workflow, to be shown once more.
fn graphs(
    desk: Desk,
    typed: &str,
    fits: &impl Fn(&Schema) -> bool,
    at: Point,
    wire: &Loose,
) -> Vec<Choice> {
    let document = desk.document_now();
    let mut interfaces = Interfaces::new(&document, catalogue());
    let shown = desk.graphs_to_show().into_iter();
    let found = shown.filter(|(graph, title)| {
        rank(typed, title, text("graph-words")).is_some() && fits(&interfaces.of_graph(*graph))
    });
    found
        .map(|(graph, title)| {
            let wire = wire.clone();
            Choice {
                title,
                detail: text("new-subgraph").to_owned(),
                look: category_class(Category::Graph),
                act: Callback::new(move |()| {
                    let at = if wire.is_some() {
                        at
                    } else {
                        desk.free_place(at)
                    };
                    desk.add_instance(graph, at, wire.as_ref());
                    desk.show_added();
                }),
            }
        })
        .collect()
}

/// What flows through the wire in hand.
pub(crate) fn type_of(desk: Desk, wire: &LooseWire) -> Option<Type> {
    let document = desk.document_now();
    match wire {
        LooseWire::From(from) => gesso_graph::schema_of(&document, catalogue(), from.node)?
            .output(&from.port)
            .map(|port| port.ty),
        LooseWire::Into(to) => gesso_graph::schema_of(&document, catalogue(), to.node)?
            .input_port(&to.port)
            .map(|port| port.ty),
    }
}

fn takes(schema: &Schema, wire: &LooseWire, ty: Type) -> bool {
    match wire {
        LooseWire::From(_) => schema.input_ports().any(|port| ty.fits(port.ty)),
        LooseWire::Into(_) => schema.outputs.iter().any(|port| port.ty.fits(ty)),
    }
}
