//! What the server fulfils for the server functions: one method each. It reaches them as `Arc<dyn Backend>` in the context,
//! so that this crate knows nothing of stores, engines or sockets.

use crate::api::{
    ApiError, AssetCard, QueueCard, QueueWish, RunCard, RunTable, StepTime, TakeWish, TemplateCard,
    WorkflowCard,
};
use async_trait::async_trait;
use futures::stream::BoxStream;
use gesso_graph::{ContentKey, Document, NodeId};
use gesso_sync::{Author, Items, Past, RunEvent, RunId, Seq, Take};

/// What happens in a run, until it has ended.
pub type RunEvents = BoxStream<'static, RunEvent>;

/// The server as the pages see it.
#[async_trait]
pub trait Backend: Send + Sync {
    /// Workflows whose name contains `search` (any case; empty finds all), the latest changed first; the deleted ones or the others.
    async fn workflows(&self, search: String, deleted: bool)
    -> Result<Vec<WorkflowCard>, ApiError>;
    /// One workflow, also a deleted one.
    async fn workflow(&self, id: String) -> Result<WorkflowCard, ApiError>;
    /// A new, empty workflow.
    async fn create_workflow(&self, name: String) -> Result<WorkflowCard, ApiError>;
    /// What a workflow can begin from, in the order shown.
    async fn templates(&self) -> Result<Vec<TemplateCard>, ApiError>;
    /// A new workflow that begins as a template.
    async fn create_from_template(&self, template: String) -> Result<WorkflowCard, ApiError>;
    /// Gives a workflow another name.
    async fn rename_workflow(&self, id: String, name: String) -> Result<(), ApiError>;
    /// A new workflow with the same document and no history.
    async fn duplicate_workflow(&self, id: String) -> Result<WorkflowCard, ApiError>;
    /// Puts a workflow among the deleted ones.
    async fn delete_workflow(&self, id: String) -> Result<(), ApiError>;
    /// Takes a workflow back from the deleted ones.
    async fn restore_workflow(&self, id: String) -> Result<(), ApiError>;
    /// A new workflow from the text of a workflow file.
    async fn import_workflow(&self, text: String) -> Result<WorkflowCard, ApiError>;
    /// What was done to a workflow before the entry `before` of its log, the newest first; at most `limit` steps.
    async fn history(
        &self,
        workflow: String,
        before: Option<Seq>,
        limit: u32,
    ) -> Result<Past, ApiError>;
    /// A workflow's document as it was after the entry `seq` of its log; 0 is what it began as.
    async fn document_at(&self, workflow: String, seq: Seq) -> Result<Document, ApiError>;
    /// Starts a run of these nodes and what they need, or of everything.
    async fn start_run(
        &self,
        workflow: String,
        nodes: Option<Vec<NodeId>>,
        by: Option<Author>,
    ) -> Result<RunId, ApiError>;
    /// Starts a run for each row of a table of values: all of them, or none.
    async fn start_runs(
        &self,
        workflow: String,
        table: RunTable,
        by: Option<Author>,
    ) -> Result<Vec<RunId>, ApiError>;
    /// What came of each item of a node in a run.
    async fn run_items(&self, run: RunId, node: NodeId) -> Result<Items, ApiError>;
    /// A run of the same steps.
    async fn run_again(&self, run: RunId, by: Option<Author>) -> Result<RunId, ApiError>;
    /// When the steps of a run were worked on, by their beginnings.
    async fn run_times(&self, run: RunId) -> Result<Vec<StepTime>, ApiError>;
    /// The line of all runs.
    async fn queue(&self) -> Result<QueueCard, ApiError>;
    /// Changes the line of all runs.
    async fn wish_queue(&self, wish: QueueWish) -> Result<(), ApiError>;
    /// The takes of a node, newest first.
    async fn takes(&self, workflow: String, node: NodeId) -> Result<Vec<Take>, ApiError>;
    /// Changes what is kept of a take.
    async fn wish_take(
        &self,
        workflow: String,
        node: NodeId,
        key: ContentKey,
        wish: TakeWish,
    ) -> Result<(), ApiError>;
    /// Stops a run; one that has ended stays as it is.
    async fn cancel_run(&self, run: RunId) -> Result<(), ApiError>;
    /// The runs of a workflow, the newest first.
    async fn runs(&self, workflow: String) -> Result<Vec<RunCard>, ApiError>;
    /// The latest of every node of the run, then what happens; ends after the run has.
    async fn watch_run(&self, run: RunId) -> Result<RunEvents, ApiError>;
    /// The uploaded files, the newest first.
    async fn assets(&self) -> Result<Vec<AssetCard>, ApiError>;
    /// The text of the workflow file that an uploaded picture carries, if it does.
    async fn workflow_in(&self, asset: String) -> Result<Option<String>, ApiError>;
}
