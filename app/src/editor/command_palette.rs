//! Everything that can be done, and everything there is, found by its name.

use crate::editor::action::ACTIONS;
use crate::editor::desk::{Desk, desk, title_of};
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::verb::items_of;
use gesso_graph::{Document, ItemId};
use gesso_nodes::catalogue;
use leptos::prelude::*;

/// How many items are offered at once; typing finds the others.
const MOST: usize = 100;

/// The choice of an action.
#[component]
pub(crate) fn Commands() -> impl IntoView {
    let desk = desk();
    let find = move |words: &str| {
        let possible = ACTIONS
            .iter()
            .filter(|action| action.id != "commands" && untrack(|| (action.possible)(desk)));
        possible
            .filter(|action| action.is_found_by(words))
            .map(|action| Choice {
                title: action.label.to_owned(),
                detail: action
                    .hint()
                    .unwrap_or_else(|| action.group.label().to_owned()),
                look: "",
                act: Callback::new(move |()| (action.perform)(desk)),
            })
            .collect()
    };
    view! { <Picker name="Search actions" placeholder="What do you want to do?" nothing="No action is called that." find /> }
}

/// The choice of an item to go to.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let desk = desk();
    let find = move |words: &str| {
        let words = words.trim().to_lowercase();
        let document = desk.document_now();
        items_of(&document)
            .filter_map(|item| choice(desk, &document, item))
            .filter(|choice| {
                choice.title.to_lowercase().contains(&words)
                    || choice.detail.to_lowercase().contains(&words)
            })
            .take(MOST)
            .collect()
    };
    view! { <Picker name="Search the workflow" placeholder="Find a node, frame or note…" nothing="Nothing in the workflow is called that." find /> }
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
            "Frame".to_owned(),
            "",
        ),
        ItemId::Note(id) => {
            let text = &document.notes().get(&id)?.text;
            (
                text.lines().next().unwrap_or_default().to_owned(),
                "Note".to_owned(),
                "",
            )
        }
    };
    Some(Choice {
        title,
        detail,
        look,
        act: Callback::new(move |()| desk.go_to(item)),
    })
}
