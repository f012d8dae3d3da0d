//! What the pages ask for, done: the implementation of the app's `Backend`. Every error leaves here in words for
//! people; what broke inside goes to the log under a number that the words name.

mod queue;
mod rows;
mod runs;

use crate::afresh::{self, AfreshError, Start};
use crate::carried;
use crate::clock;
use crate::first_visit;
use crate::language::words;
use crate::rooms::RoomsError;
use crate::server::Server;
use crate::store::Workflow;
use async_trait::async_trait;
use gesso_app::api::{
    ApiError, AssetCard, Backend, QueueCard, QueueWish, RunCard, RunEvents, RunTable, StepTime,
    TakeWish, TemplateCard, WorkflowCard,
};
use gesso_engine::{EngineError, RunStore as _};
use gesso_graph::{ContentKey, Document, NodeId, Targets, WorkflowFile};
use gesso_sync::{
    Author, Items, Past, Person, PersonName, Role, RunId, Seq, Take, Tx, TxId, WhyReload,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Longest name of a workflow, in characters.
const NAME_LIMIT: usize = 120;

/// Most steps of the past that are told at once.
const HISTORY_LIMIT: u32 = 500;

/// Where the pages' wishes arrive.
pub(crate) struct Desk {
    server: Arc<Server>,
}

impl Desk {
    pub(crate) fn new(server: Arc<Server>) -> Self {
        Self { server }
    }

    async fn existing(&self, id: &str) -> Result<Workflow, ApiError> {
        let found = self.server.store.workflow(id).await.map_err(broken)?;
        found.ok_or_else(|| ApiError::NotFound("workflow".into()))
    }

    /// Refuses to run what was deleted.
    async fn runnable(&self, id: &str) -> Result<(), ApiError> {
        match self.existing(id).await?.deleted_ms {
            Some(_) => Err(ApiError::Refused(words().text("workflow-deleted").into())),
            None => Ok(()),
        }
    }

    async fn card(&self, workflow: Workflow) -> Result<WorkflowCard, ApiError> {
        let looks = runs::looks(&self.server.store, &workflow)
            .await
            .map_err(broken)?;
        Ok(WorkflowCard {
            id: workflow.id,
            name: workflow.name,
            changed_ms: workflow.changed_ms,
            nodes: u32::try_from(workflow.nodes).unwrap_or(u32::MAX),
            preview: looks.preview,
            running: looks.running,
            deleted_ms: workflow.deleted_ms,
        })
    }

    async fn set_deleted(&self, id: &str, deleted_ms: Option<i64>) -> Result<(), ApiError> {
        let done = self
            .server
            .store
            .set_deleted(id, deleted_ms)
            .await
            .map_err(broken)?;
        if done {
            Ok(())
        } else {
            Err(ApiError::NotFound("workflow".into()))
        }
    }

    /// The document with what a run sets anew at its start: written into the workflow, so that everybody sees what it was.
    async fn set_afresh(
        &self,
        workflow: &str,
        (seq, document): (Seq, Document),
        targets: &Targets,
    ) -> Result<(Seq, Document), ApiError> {
        let takes = self.server.engine.kept_takes(workflow, &document).await;
        let start = Start {
            document: &document,
            targets,
            takes: &takes.map_err(run_error)?,
            by_hand: &BTreeSet::new(),
        };
        let commands = afresh::commands(&self.server.store, &start).await;
        let commands = commands.map_err(afresh_error)?;
        if commands.is_empty() {
            return Ok((seq, document));
        }
        let tx = Tx {
            id: TxId {
                client: clock::random_u64(),
                number: 1,
            },
            person: Person("gesso".into()),
            name: PersonName::new("Gesso").ok(),
            label: words().text("edit-set-afresh").to_owned(),
            role: Role::Edit,
            commands,
        };
        let changed = self.server.rooms.change(workflow, &tx).await;
        changed.map_err(room_error)
    }

    async fn create(&self, name: &str, document: &Document) -> Result<WorkflowCard, ApiError> {
        let id = self
            .server
            .store
            .create_workflow(name, document)
            .await
            .map_err(broken)?;
        self.card(self.existing(&id).await?).await
    }
}

/// Logs what broke and gives people the number to look for.
pub(crate) fn broken(error: impl std::fmt::Display) -> ApiError {
    let number = clock::random_u64() >> 40;
    tracing::error!("error {number:06x}: {error}");
    ApiError::Internal(format!("error {number:06x}"))
}

fn room_error(error: RoomsError) -> ApiError {
    match error {
        RoomsError::NotFound => ApiError::NotFound("workflow".into()),
        other => broken(other),
    }
}

/// Why a run can't begin, for people.
fn afresh_error(error: AfreshError) -> ApiError {
    match error {
        AfreshError::Store(error) => broken(error),
        AfreshError::TooManyFiles { files } => {
            let arguments: [(&str, &dyn gesso_words::Value); 2] =
                [("count", &files), ("most", &gesso_graph::limits::FILES)];
            ApiError::Refused(words().with("library-too-many", &arguments))
        }
    }
}

/// Most of what the engine refuses is for people; what its stores can't do is for the log.
fn run_error(error: EngineError) -> ApiError {
    match error {
        EngineError::Store(error) => broken(error),
        EngineError::NoSuchRun(_) => ApiError::NotFound("run".into()),
        refused => ApiError::Refused(refusal(&refused)),
    }
}

/// What the engine refuses, for people.
fn refusal(error: &EngineError) -> String {
    let words = words();
    match error {
        EngineError::NothingToRun => words.text("nothing-to-run").to_owned(),
        EngineError::TooManySteps { steps, most } => {
            words.with("too-many-steps", &[("steps", steps), ("most", most)])
        }
        EngineError::TooManyRuns { waiting } => {
            words.with("too-many-runs", &[("waiting", waiting)])
        }
        EngineError::NoSuchTake => words.text("take-gone").to_owned(),
        EngineError::ShuttingDown => words.text("shutting-down").to_owned(),
        EngineError::Failed(reason) => reason.describe(words),
        other => other.to_string(),
    }
}

/// A workflow's name as it is kept.
fn tidy(name: &str) -> Result<String, ApiError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(ApiError::Refused(words().text("name-needed").into()));
    }
    if name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control) {
        let said = words().with("name-too-long", &[("most", &NAME_LIMIT)]);
        return Err(ApiError::Refused(said));
    }
    Ok(name)
}

#[async_trait]
impl Backend for Desk {
    async fn workflows(
        &self,
        search: String,
        deleted: bool,
    ) -> Result<Vec<WorkflowCard>, ApiError> {
        let mut cards = Vec::new();
        for workflow in self
            .server
            .store
            .workflows(&search, deleted)
            .await
            .map_err(broken)?
        {
            cards.push(self.card(workflow).await?);
        }
        Ok(cards)
    }

    async fn workflow(&self, id: String) -> Result<WorkflowCard, ApiError> {
        self.card(self.existing(&id).await?).await
    }

    async fn create_workflow(&self, name: String) -> Result<WorkflowCard, ApiError> {
        self.create(&tidy(&name)?, &Document::default()).await
    }

    async fn templates(&self) -> Result<Vec<TemplateCard>, ApiError> {
        let card = |template: &gesso_nodes::Template| TemplateCard {
            id: template.id.into(),
            title: template.title.into(),
            doc: template.doc.into(),
        };
        Ok(gesso_nodes::templates().iter().map(card).collect())
    }

    async fn create_from_template(&self, template: String) -> Result<WorkflowCard, ApiError> {
        let found = gesso_nodes::templates()
            .iter()
            .find(|known| known.id == template);
        let template = found.ok_or_else(|| ApiError::NotFound("template".into()))?;
        let photo = first_visit::sample_photo(&self.server).await;
        self.create(template.title_in(words()), &template.document(photo))
            .await
    }

    async fn rename_workflow(&self, id: String, name: String) -> Result<(), ApiError> {
        let name = tidy(&name)?;
        let done = self.server.store.rename_workflow(&id, &name).await;
        if !done.map_err(broken)? {
            return Err(ApiError::NotFound("workflow".into()));
        }
        self.server.rooms.rename(&id, &name).await;
        Ok(())
    }

    async fn duplicate_workflow(&self, id: String) -> Result<WorkflowCard, ApiError> {
        let original = self.existing(&id).await?;
        let (_, document) = self.server.rooms.document(&id).await.map_err(room_error)?;
        let copy = |name: &str| words().with("copy-of", &[("name", &name)]);
        let room = NAME_LIMIT - copy("").chars().count();
        let name: String = original.name.chars().take(room).collect();
        self.create(&copy(&name), &document).await
    }

    async fn delete_workflow(&self, id: String) -> Result<(), ApiError> {
        self.set_deleted(&id, Some(clock::now_ms())).await?;
        self.server.rooms.dismiss(&id, WhyReload::Deleted).await;
        Ok(())
    }

    async fn restore_workflow(&self, id: String) -> Result<(), ApiError> {
        self.set_deleted(&id, None).await
    }

    async fn import_workflow(&self, text: String) -> Result<WorkflowCard, ApiError> {
        let file = WorkflowFile::from_json(&text)
            .map_err(|error| ApiError::Refused(error.describe(words())))?;
        let name = tidy(&file.name).unwrap_or_else(|_| words().text("imported-workflow").into());
        self.create(&name, &file.document).await
    }

    async fn history(
        &self,
        workflow: String,
        before: Option<Seq>,
        limit: u32,
    ) -> Result<Past, ApiError> {
        self.existing(&workflow).await?;
        let before = before.unwrap_or(Seq::MAX);
        let limit = limit.min(HISTORY_LIMIT);
        let past = self.server.store.past(&workflow, before, limit).await;
        past.map_err(broken)
    }

    async fn document_at(&self, workflow: String, seq: Seq) -> Result<Document, ApiError> {
        let found = self.server.store.document_at(&workflow, seq).await;
        let found = found.map_err(broken)?;
        found.ok_or_else(|| ApiError::NotFound("version".into()))
    }

    async fn start_run(
        &self,
        workflow: String,
        nodes: Option<Vec<NodeId>>,
        by: Option<Author>,
    ) -> Result<RunId, ApiError> {
        self.runnable(&workflow).await?;
        let (seq, document) = self
            .server
            .rooms
            .document(&workflow)
            .await
            .map_err(room_error)?;
        let targets = nodes.map_or(Targets::Everything, Targets::Nodes);
        let (seq, document) = self
            .set_afresh(&workflow, (seq, document), &targets)
            .await?;
        self.server
            .engine
            .start(&workflow, seq, &document, targets, by)
            .await
            .map_err(run_error)
    }

    async fn start_runs(
        &self,
        workflow: String,
        table: RunTable,
        by: Option<Author>,
    ) -> Result<Vec<RunId>, ApiError> {
        self.runnable(&workflow).await?;
        rows::start(&self.server, &workflow, table, by).await
    }

    async fn run_items(&self, run: RunId, node: NodeId) -> Result<Items, ApiError> {
        runs::items(&self.server, run, node).await
    }

    async fn run_again(&self, run: RunId, by: Option<Author>) -> Result<RunId, ApiError> {
        let again = self.server.engine.run_again(run, by).await;
        again.map_err(run_error)
    }

    async fn run_times(&self, run: RunId) -> Result<Vec<StepTime>, ApiError> {
        queue::times(&self.server, run).await
    }

    async fn queue(&self) -> Result<QueueCard, ApiError> {
        queue::card(&self.server).await
    }

    async fn wish_queue(&self, wish: QueueWish) -> Result<(), ApiError> {
        queue::wish(&self.server, wish).await
    }

    async fn takes(&self, workflow: String, node: NodeId) -> Result<Vec<Take>, ApiError> {
        self.existing(&workflow).await?;
        let takes = self.server.engine.takes(&workflow, node).await;
        takes.map_err(run_error)
    }

    async fn wish_take(
        &self,
        workflow: String,
        node: NodeId,
        key: ContentKey,
        wish: TakeWish,
    ) -> Result<(), ApiError> {
        queue::wish_take(&self.server, &workflow, node, key, wish).await
    }

    async fn cancel_run(&self, run: RunId) -> Result<(), ApiError> {
        self.server.engine.cancel(run).await.map_err(run_error)
    }

    async fn runs(&self, workflow: String) -> Result<Vec<RunCard>, ApiError> {
        self.existing(&workflow).await?;
        runs::cards(&self.server.store, &workflow)
            .await
            .map_err(broken)
    }

    async fn watch_run(&self, run: RunId) -> Result<RunEvents, ApiError> {
        let record = self.server.store.run(run).await.map_err(broken)?;
        let record = record.ok_or_else(|| ApiError::NotFound("run".into()))?;
        runs::watch(&self.server, record).await.map_err(broken)
    }

    async fn assets(&self) -> Result<Vec<AssetCard>, ApiError> {
        let assets = self.server.store.assets().await.map_err(broken)?;
        Ok(assets.into_iter().map(AssetCard::from).collect())
    }

    async fn workflow_in(&self, asset: String) -> Result<Option<String>, ApiError> {
        carried::workflow_in(&self.server, &asset)
            .await
            .map_err(broken)
    }
}
