//! The choice of a kind for a place that exists already: in a wire, or in place of the selected nodes.

use crate::editor::desk::{Desk, desk};
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::words::{catalogue, text};
use gesso_graph::{Document, InPort, Schema, Type, schema_of};
use leptos::prelude::*;

/// The kinds that can stand in a wire.
#[component]
pub(crate) fn InsertChoice(
    /// Where the wire ends.
    wire: InPort,
) -> impl IntoView {
    let desk = desk();
    let types = types(&desk.document_now(), &wire);
    let find = move |words: &str| {
        let fits = |schema: &Schema| {
            types.is_some_and(|(comes, takes)| {
                schema.inputs.iter().any(|port| comes.fits(port.ty))
                    && schema.outputs.iter().any(|port| port.ty.fits(takes))
            })
        };
        let wire = wire.clone();
        offered(words, fits, move |schema| {
            desk.insert_into_wire(schema, &wire)
        })
    };
    view! { <Picker name=text("search-nodes") placeholder=text("pick-insert-node") nothing=text("no-node-fits-wire") find /> }
}

/// The kinds that the selected nodes can become.
#[component]
pub(crate) fn SwapChoice() -> impl IntoView {
    let desk = desk();
    let find = move |words: &str| offered(words, |_| true, move |schema| swap(desk, schema));
    view! { <Picker name=text("search-nodes") placeholder=text("pick-swap") nothing=text("no-node-called") find /> }
}

fn swap(desk: Desk, schema: &'static Schema) {
    desk.swap(schema);
    desk.stage.focus();
}

fn offered(
    words: &str,
    fits: impl Fn(&Schema) -> bool,
    choose: impl Fn(&'static Schema) + Clone + Send + Sync + 'static,
) -> Vec<Choice> {
    let kinds = catalogue().search(words).into_iter();
    kinds
        .map(|spec| &spec.schema)
        .filter(|schema| fits(schema))
        .map(|schema| {
            let choose = choose.clone();
            Choice {
                title: schema.title.to_string(),
                detail: catalogue().category_label(schema.category).to_owned(),
                look: category_class(schema.category),
                act: Callback::new(move |()| choose(schema)),
            }
        })
        .collect()
}

/// What comes through a wire and what is taken at its end.
fn types(document: &Document, to: &InPort) -> Option<(Type, Type)> {
    let from = document.wires().get(to)?;
    let source = schema_of(document, catalogue(), from.node)?;
    let target = schema_of(document, catalogue(), to.node)?;
    let comes = source.output(&from.port)?.ty;
    let takes = target.input_port(&to.port)?.ty;
    Some((comes, takes))
}
