//! Notes: typing into them, and the links in them, to other workflows and to the web.

use crate::api::{self, WorkflowCard};
use crate::editor::desk::{Desk, Typing, desk};
use crate::editor::picker::{Choice, Picker};
use crate::editor::rank::rank;
use crate::editor::words;
use crate::words::{Told, text};
use gesso_canvas::markdown;
use gesso_graph::{ItemId, NoteId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cmp::Reverse;

impl Desk {
    /// The selected note, when it is all that is selected. Tracks.
    pub(crate) fn only_note(self) -> Option<NoteId> {
        self.session
            .selection
            .with(|items| match (items.first(), items.len()) {
                (Some(ItemId::Note(note)), 1) => Some(*note),
                _ => None,
            })
    }

    /// Types into the selected note, on the canvas.
    pub(crate) fn edit_note(self) {
        if let Some(note) = untrack(|| self.only_note()) {
            self.sheet.set(None);
            self.typing.set(Some(Typing::Note(note)));
        }
    }

    /// Goes where a link of a note leads: a workflow in this tab, the web in another.
    pub(crate) fn follow_link(self, address: &str) {
        if address.starts_with('/') {
            return self.go(address.to_owned());
        }
        let features = "noopener,noreferrer";
        let opened = window().open_with_url_and_target_and_features(address, "_blank", features);
        if opened.is_err() {
            self.session.warn(words::not_opened(address));
        }
    }

    /// Puts a link to a workflow into the selected note, or into a new one where one looks.
    fn link_workflow(self, card: &WorkflowCard) {
        let link = markdown::link(&card.name, &format!("/w/{}", card.id));
        let label = words::link_to(&card.name);
        match untrack(|| self.only_note()) {
            Some(note) => {
                let document = self.document_now();
                let text = document
                    .notes()
                    .get(&note)
                    .map(|note| note.text.to_string());
                let text = text.unwrap_or_default();
                let text = format!("{}\n\n{link}", text.trim_end());
                self.rewrite_as(note, text.trim_start(), label);
            }
            None => self.put_note(&link, label),
        }
    }
}

/// The choice of a workflow to link to.
#[component]
pub(crate) fn LinkChoice() -> impl IntoView {
    let desk = desk();
    let workflows = RwSignal::new(Vec::<WorkflowCard>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            match api::workflows(String::new(), false).await {
                Ok(cards) => {
                    workflows.try_set(cards);
                }
                Err(error) => desk.session.warn(error.told()),
            }
        });
    });
    let find = move |typed: &str| {
        let here = desk.session.workflow();
        workflows.with(|cards| {
            let others = cards.iter().filter(|card| card.id != here);
            let mut found: Vec<(u32, Choice)> = others
                .filter_map(|card| Some((rank(typed, &card.name, "")?, choice(desk, card))))
                .collect();
            found.sort_by_key(|(score, _)| Reverse(*score));
            found.into_iter().map(|(_, choice)| choice).collect()
        })
    };
    view! { <Picker name=text("search-workflows") placeholder=text("pick-link") nothing=text("no-workflow-called") find /> }
}

fn choice(desk: Desk, card: &WorkflowCard) -> Choice {
    let chosen = card.clone();
    Choice {
        title: card.name.clone(),
        detail: text("workflow").to_owned(),
        look: "",
        act: Callback::new(move |()| desk.link_workflow(&chosen)),
    }
}
