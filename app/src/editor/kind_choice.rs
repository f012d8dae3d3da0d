//! The choice of a kind in place of the selected nodes, and how kinds are offered for a place that exists already.

use crate::editor::desk::{Desk, desk};
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::words::{catalogue, text};
use gesso_graph::Schema;
use leptos::prelude::*;

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

/// The kinds that are found by these words and fit.
pub(crate) fn offered(
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
