//! Everything that can be done, and everything there is, found by its name: actions, nodes to add, other workflows.
//! What was chosen lately comes first.

use crate::api::{self, WorkflowCard};
use crate::editor::action::{Action, actions};
use crate::editor::desk::{Desk, desk, title_of};
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::editor::verb::items_of;
use gesso_graph::{Document, ItemId};
use gesso_nodes::{NodeSpec, catalogue, category_label};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cmp::Reverse;

/// How many items are offered at once; typing finds the others.
const MOST: usize = 100;

/// What the palette offers, with the id it is remembered by.
struct Offer {
    id: String,
    score: u32,
    choice: Choice,
}

/// The choice of an action.
#[component]
pub(crate) fn Commands() -> impl IntoView {
    let desk = desk();
    let workflows = RwSignal::new(Vec::<WorkflowCard>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            // Without the server the palette has everything else.
            if let Ok(cards) = api::workflows(String::new(), false).await {
                workflows.try_set(cards);
            }
        });
    });
    let find = move |words: &str| {
        let is_empty = words.trim().is_empty();
        let mut offers: Vec<Offer> = actions()
            .filter(|action| action.id != "commands" && untrack(|| (action.possible)(desk)))
            .filter_map(|action| of_action(desk, action, words))
            .collect();
        let latest = desk.habits.with_untracked(|habits| habits.actions.clone());
        let place = |id: &str| latest.iter().position(|other| other == id);
        if is_empty {
            offers.extend(of_latest(desk, &latest));
            offers.sort_by_key(|offer| place(&offer.id).unwrap_or(usize::MAX));
        } else {
            let kinds = catalogue().all().iter();
            offers.extend(kinds.filter_map(|spec| of_kind(desk, spec, words)));
            let here = desk.session.workflow();
            workflows.with(|cards| {
                let others = cards.iter().filter(|card| card.id != here);
                offers.extend(others.filter_map(|card| of_workflow(desk, card, words)));
            });
            // Of what is found equally well, the latest first.
            offers.sort_by_key(|offer| {
                (Reverse(offer.score), place(&offer.id).unwrap_or(usize::MAX))
            });
        }
        offers.truncate(MOST);
        offers.into_iter().map(|offer| offer.choice).collect()
    };
    view! { <Picker name="Search actions" placeholder="What do you want to do?" nothing="Nothing is called that." find /> }
}

fn remembered(desk: Desk, id: String, act: impl Fn() + Send + Sync + 'static) -> Callback<()> {
    Callback::new(move |()| {
        desk.remember(|habits| habits.acted(&id));
        act();
    })
}

fn of_action(desk: Desk, action: &'static Action, words: &str) -> Option<Offer> {
    let title = title(desk, action);
    let score = rank(words, &title, action.words)?;
    let hint = untrack(|| action.hint(desk));
    Some(Offer {
        id: action.id.to_owned(),
        score,
        choice: Choice {
            title,
            detail: hint.unwrap_or_else(|| action.group.label().to_owned()),
            look: "",
            act: remembered(desk, action.id.to_owned(), move || (action.perform)(desk)),
        },
    })
}

/// A view that is set is called what is there.
fn title(desk: Desk, action: &Action) -> String {
    let digit = action
        .id
        .strip_prefix("view.")
        .and_then(|digit| digit.parse().ok());
    let name = digit.and_then(|digit: u8| {
        desk.views
            .with_untracked(|views| Some(views.set.get(&digit)?.name.clone()))
    });
    match name {
        Some(name) => format!("{}: {name}", action.label),
        None => action.label.to_owned(),
    }
}

/// Nodes that were added from here lately.
fn of_latest(desk: Desk, latest: &[String]) -> Vec<Offer> {
    let kinds = latest.iter().filter_map(|id| id.strip_prefix("add:"));
    kinds
        .filter_map(|kind| catalogue().spec(kind))
        .filter_map(|spec| of_kind(desk, spec, ""))
        .collect()
}

fn of_kind(desk: Desk, spec: &'static NodeSpec, words: &str) -> Option<Offer> {
    let schema = &spec.schema;
    let title = format!("Add {}", schema.title);
    let more = format!("{} node", schema.keywords.join(" "));
    // The node's own name counts as well as the whole: "blur" means "Add Blur".
    let score = rank(words, &schema.title, &more).max(rank(words, &title, &more))?;
    let id = format!("add:{}", schema.id);
    let act = remembered(desk, id.clone(), move || {
        desk.add_node(schema, desk.free_place(desk.stage.middle()), None);
    });
    Some(Offer {
        id,
        score,
        choice: Choice {
            title,
            detail: category_label(schema.category).to_owned(),
            look: category_class(schema.category),
            act,
        },
    })
}

fn of_workflow(desk: Desk, card: &WorkflowCard, words: &str) -> Option<Offer> {
    let score = rank(words, &card.name, "open workflow go to")?;
    let address = format!("/w/{}", card.id);
    Some(Offer {
        id: format!("open:{}", card.id),
        score,
        choice: Choice {
            title: card.name.clone(),
            detail: "Workflow".to_owned(),
            look: "",
            act: Callback::new(move |()| desk.go(address.clone())),
        },
    })
}

/// The choice of an item to go to.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let desk = desk();
    let find = move |words: &str| {
        let document = desk.document_now();
        let mut found: Vec<(u32, Choice)> = items_of(&document)
            .filter_map(|item| choice(desk, &document, item))
            .filter_map(|choice| Some((rank(words, &choice.title, &choice.detail)?, choice)))
            .collect();
        found.sort_by_key(|(score, _)| Reverse(*score));
        found.truncate(MOST);
        found.into_iter().map(|(_, choice)| choice).collect()
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
