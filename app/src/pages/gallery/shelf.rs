//! What the gallery shows and what can be done with it: one value in the context of all its parts.

use super::words;
use crate::api::{self, ApiError, WorkflowCard};
use crate::browser::{self, File};
use crate::notice::Notices;
use crate::session::upload;
use crate::when;
use crate::words::{Told, text};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

/// The id of the shelf's element.
pub(super) const SHELF: &str = "workflows";

/// The gallery's state. Copies are the same gallery.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// What is searched for.
    pub(super) search: RwSignal<String>,
    /// Shows what was deleted.
    pub(super) deleted: RwSignal<bool>,
    /// The workflows that are shown.
    pub(super) contents: Resource<Result<Contents, ApiError>>,
    /// The time, as far as anybody has looked; 0 before the page is live.
    pub(super) now_ms: RwSignal<i64>,
    /// Something is held over the page.
    pub(super) dropping: RwSignal<bool>,
    /// Something is under way that ends in another page.
    pub(super) leaving: RwSignal<bool>,
    /// What was shown last, for when the server can't be reached.
    latest: StoredValue<Option<Contents>>,
    version: RwSignal<u32>,
    /// The workflow whose name is about to change.
    renamed: StoredValue<Option<String>>,
    notices: Notices,
    navigate: StoredValue<Callback<String>>,
}

/// One answer of the server, with the question it answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Contents {
    pub(super) cards: Vec<WorkflowCard>,
    pub(super) search: String,
    pub(super) deleted: bool,
    /// When it was asked.
    pub(super) now_ms: i64,
}

impl Shelf {
    pub(super) fn new(notices: Notices) -> Self {
        let search = RwSignal::new(String::new());
        let deleted = RwSignal::new(false);
        let version = RwSignal::new(0);
        let navigate = use_navigate();
        let contents = Resource::new(
            move || (search.get(), deleted.get(), version.get()),
            |(search, deleted, _)| async move {
                let cards = api::workflows(search.trim().to_owned(), deleted).await?;
                Ok(Contents {
                    cards,
                    search,
                    deleted,
                    now_ms: now_ms(),
                })
            },
        );
        Self {
            search,
            deleted,
            contents,
            now_ms: RwSignal::new(0),
            dropping: RwSignal::new(false),
            leaving: RwSignal::new(false),
            latest: StoredValue::new(None),
            version,
            renamed: StoredValue::new(None),
            notices,
            navigate: StoredValue::new(Callback::new(move |to: String| {
                navigate(&to, NavigateOptions::default())
            })),
        }
    }

    /// Asks the server again.
    pub(super) fn refresh(self) {
        self.version.try_update(|version| *version += 1);
    }

    /// How many workflows the server found, for which search, among the deleted ones or not. Tracks.
    pub(super) fn answer(self) -> Option<(Result<usize, ApiError>, String, bool)> {
        self.contents.get().map(|answer| match answer {
            Ok(contents) => (Ok(contents.cards.len()), contents.search, contents.deleted),
            Err(error) => (Err(error), String::new(), false),
        })
    }

    /// The workflows, each with the moment the server was asked; those of its last answer while it can't be reached. Tracks.
    pub(super) fn cards(self) -> Vec<(WorkflowCard, i64)> {
        let contents = match self.contents.get() {
            Some(Err(ApiError::Connection(_))) => self.latest.get_value(),
            answer => answer.and_then(Result::ok),
        };
        self.latest.set_value(contents.clone());
        contents.map_or_else(Vec::new, |contents| {
            let asked_ms = contents.now_ms;
            contents
                .cards
                .into_iter()
                .map(|card| (card, asked_ms))
                .collect()
        })
    }

    /// When a workflow changed or was deleted, in words. What the server rendered and what the browser takes over say the same.
    pub(super) fn ago(self, card: &WorkflowCard, asked_ms: i64) -> Signal<String> {
        let moment = card.deleted_ms.unwrap_or(card.changed_ms);
        Signal::derive(move || when::ago(moment, self.now_ms.get().max(asked_ms)))
    }

    /// A new workflow, opened.
    pub(super) fn create(self) {
        self.open_made(async { api::create_workflow(text("untitled").to_owned()).await });
    }

    /// A workflow from a template, opened.
    pub(super) fn begin(self, template: String) {
        self.open_made(api::create_from_template(template));
    }

    fn open_made(self, made: impl Future<Output = Result<WorkflowCard, ApiError>> + 'static) {
        if self.leaving.get_untracked() {
            return;
        }
        self.leaving.set(true);
        spawn_local(async move {
            match made.await {
                Ok(card) => self.open(&card.id),
                Err(error) => self.notices.warn(error.told()),
            }
            self.leaving.try_set(false);
        });
    }

    fn open(self, id: &str) {
        if let Some(navigate) = self.navigate.try_get_value() {
            navigate.run(format!("/w/{id}"));
        }
    }

    /// Gives a workflow another name.
    pub(super) fn rename(self, card: &WorkflowCard, name: String) {
        self.renamed.set_value(Some(card.id.clone()));
        self.then_refresh(api::rename_workflow(card.id.clone(), name));
    }

    /// Whether the keyboard was on this card when it got another name; said once.
    pub(super) fn takes_keyboard(self, card: &WorkflowCard) -> bool {
        let takes = self
            .renamed
            .with_value(|renamed| renamed.as_ref() == Some(&card.id));
        if takes {
            self.renamed.set_value(None);
        }
        takes
    }

    /// Makes a copy.
    pub(super) fn duplicate(self, card: &WorkflowCard) {
        let said = words::duplicated(&card.name);
        let id = card.id.clone();
        spawn_local(async move {
            match api::duplicate_workflow(id).await {
                Ok(_) => self.notices.say(said),
                Err(error) => self.notices.warn(error.told()),
            }
            self.refresh();
        });
    }

    /// Deletes, and offers to take it back.
    pub(super) fn delete(self, card: &WorkflowCard) {
        let (id, name) = (card.id.clone(), card.name.clone());
        // The button goes with its card; the focus goes to the shelf.
        browser::focus(SHELF);
        spawn_local(async move {
            match api::delete_workflow(id.clone()).await {
                Ok(()) => self
                    .notices
                    .offer(words::deleted(&name), text("undo"), move || {
                        self.then_refresh(api::restore_workflow(id.clone()))
                    }),
                Err(error) => self.notices.warn(error.told()),
            }
            self.refresh();
        });
    }

    /// Takes a workflow back from the deleted ones.
    pub(super) fn restore(self, card: &WorkflowCard) {
        let (id, name) = (card.id.clone(), card.name.clone());
        spawn_local(async move {
            match api::restore_workflow(id).await {
                Ok(()) => self.notices.say(words::restored(&name)),
                Err(error) => self.notices.warn(error.told()),
            }
            self.refresh();
        });
    }

    fn then_refresh(self, asked: impl Future<Output = Result<(), ApiError>> + 'static) {
        spawn_local(async move {
            if let Err(error) = asked.await {
                self.notices.warn(error.told());
            }
            self.refresh();
        });
    }

    /// Imports workflow files: a single one is opened.
    pub(super) fn import(self, files: Vec<File>) {
        let alone = files.len() == 1;
        spawn_local(async move {
            for file in files {
                let name = file.name();
                match read(&file).await {
                    Ok(card) if alone => self.open(&card.id),
                    Ok(card) => self.notices.say(words::imported(&card.name)),
                    Err(reason) => self.notices.warn(words::not_imported(&name, &reason)),
                }
            }
            self.refresh();
        });
    }

    pub(super) fn drag_over(self, event: &DragEvent) {
        if browser::files::has_files(event) {
            event.prevent_default();
            self.dropping.set(true);
        }
    }

    pub(super) fn drag_leave(self, event: &DragEvent) {
        // Leaving for a part of the page is not leaving it.
        if event.related_target().is_none() {
            self.dropping.set(false);
        }
    }

    pub(super) fn drop_files(self, event: &DragEvent) {
        self.dropping.set(false);
        let files = browser::files::dropped(event);
        if !files.is_empty() {
            event.prevent_default();
            self.import(files);
        }
    }
}

async fn read(file: &File) -> Result<WorkflowCard, String> {
    if file.type_().starts_with("image/") {
        return carried(file).await;
    }
    if file.size() > api::IMPORT_BYTES as f64 {
        return Err(text("too-large").to_owned());
    }
    let file = browser::files::text(file).await.ok_or(text("unreadable"))?;
    api::import_workflow(file)
        .await
        .map_err(|error| error.told())
}

/// A workflow from the one that a picture carries.
async fn carried(picture: &File) -> Result<WorkflowCard, String> {
    let card = upload::asset(browser::upload(picture, "", |_| {}).await)?;
    let words = |error: ApiError| error.told();
    let file = api::workflow_in(card.hash).await.map_err(words)?;
    let file = file.ok_or(text("carries-nothing"))?;
    api::import_workflow(file).await.map_err(words)
}

/// The clock of whoever renders.
#[cfg(feature = "ssr")]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(not(feature = "ssr"))]
fn now_ms() -> i64 {
    browser::now_ms()
}
