//! Finding what is in the workflow by its name, in whichever subgraph it lies: one thing to fly to, or all to select.

use crate::editor::desk::{Desk, desk, title_of};
use crate::editor::markdown;
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::editor::verb::items_of;
use crate::editor::words;
use crate::words::{catalogue, text, with};
use gesso_canvas::CanvasAction;
use gesso_graph::{Document, ItemId};
use leptos::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many items are offered at once; typing finds the others.
const MOST: usize = 100;

/// The choice of an item to go to.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let desk = desk();
    let find = move |typed: &str| {
        let document = desk.document_now();
        let mut found: Vec<(u32, ItemId, Choice)> = items_of(&document)
            .filter_map(|item| Some((item, choice(desk, &document, item)?)))
            .filter_map(|(item, choice)| {
                Some((rank(typed, &choice.title, &choice.detail)?, item, choice))
            })
            .collect();
        found.sort_by_key(|(score, ..)| Reverse(*score));
        let here = desk.stage.graph();
        let here: BTreeSet<ItemId> = found
            .iter()
            .map(|(_, item, _)| *item)
            .filter(|item| document.graph_of(*item) == Some(here))
            .collect();
        let all = (!typed.trim().is_empty() && here.len() > 1).then(|| all_of(desk, here));
        let one = found.into_iter().map(|(.., choice)| choice);
        one.take(MOST).chain(all).collect()
    };
    view! { <Picker name=text("search-workflow") placeholder=text("find-item") nothing=text("nothing-in-workflow-called") find /> }
}

/// Everything that is found in the graph that is shown, selected at once.
fn all_of(desk: Desk, items: BTreeSet<ItemId>) -> Choice {
    Choice {
        title: words::select_all(items.len()),
        detail: text("selection").to_owned(),
        look: "",
        act: Callback::new(move |()| {
            desk.session.selection.set(items.clone());
            desk.canvas(CanvasAction::FitSelection);
        }),
    }
}

fn choice(desk: Desk, document: &Document, item: ItemId) -> Option<Choice> {
    let (title, detail, look) = match item {
        ItemId::Node(id) => {
            let node = document.nodes().get(&id)?;
            let schema = gesso_graph::schema_of(document, catalogue(), id);
            let kind = schema
                .as_ref()
                .map_or_else(|| node.kind.to_string(), |schema| schema.title.to_string());
            (
                title_of(document, id),
                kind,
                schema
                    .as_ref()
                    .map_or("", |schema| category_class(schema.category)),
            )
        }
        ItemId::Frame(id) => (
            document.frames().get(&id)?.title.to_string(),
            text("frame").to_owned(),
            "",
        ),
        ItemId::Note(id) => {
            let note = document.notes().get(&id)?;
            (markdown::title(&note.text), text("note").to_owned(), "")
        }
    };
    let graph = document.graph_of(item).unwrap_or_default();
    let around = document.graphs().get(&graph);
    let detail = around.map_or_else(
        || detail.clone(),
        |around| with("kind-in", &[("kind", &detail), ("place", &around.title)]),
    );
    Some(Choice {
        title,
        detail,
        look,
        act: Callback::new(move |()| desk.go_to(item)),
    })
}
