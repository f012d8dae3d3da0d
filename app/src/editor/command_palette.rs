//! Everything that can be done, and everything there is, found by its name: actions, nodes to add, other workflows.
//! What was chosen lately comes first.

use crate::api::{self, WorkflowCard};
use crate::editor::action::{Action, actions};
use crate::editor::desk::{Desk, desk};
use crate::editor::palette::category_class;
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::editor::words;
use crate::words::{catalogue, text};
use gesso_nodes::NodeSpec;
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
    view! { <Picker name=text("search-actions") placeholder=text("what-to-do") nothing=text("nothing-called") find /> }
}

fn remembered(desk: Desk, id: String, act: impl Fn() + Send + Sync + 'static) -> Callback<()> {
    Callback::new(move |()| {
        desk.remember(|habits| habits.acted(&id));
        act();
    })
}

fn of_action(desk: Desk, action: &'static Action, words: &str) -> Option<Offer> {
    let title = title(desk, action);
    let score = rank(words, &title, action.words())?;
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
        Some(name) => format!("{}: {name}", action.label()),
        None => action.label().to_owned(),
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
    let title = words::add(&schema.title);
    let more = format!("{} {}", schema.keywords.join(" "), text("kind-words"));
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
            detail: catalogue().category_label(schema.category).to_owned(),
            look: category_class(schema.category),
            act,
        },
    })
}

fn of_workflow(desk: Desk, card: &WorkflowCard, words: &str) -> Option<Offer> {
    let score = rank(words, &card.name, text("open-workflow-words"))?;
    let address = format!("/w/{}", card.id);
    Some(Offer {
        id: format!("open:{}", card.id),
        score,
        choice: Choice {
            title: card.name.clone(),
            detail: text("workflow").to_owned(),
            look: "",
            act: Callback::new(move |()| desk.go(address.clone())),
        },
    })
}
