//! The server functions, one per method of `Backend`: each takes the backend from the context and calls it.
//! Arguments travel as JSON: another site can't send that without the browser asking the server first.

use crate::api::{
    ApiError, AssetCard, QueueCard, QueueWish, RunCard, RunTable, StepTime, TakeWish, TemplateCard,
    WorkflowCard,
};
use gesso_graph::{ContentKey, Document, NodeId};
use gesso_sync::{Author, Items, Past, RunId, Seq, Take};
use leptos::server;
use server_fn::codec::{ByteStream, Json, Streaming};

#[cfg(feature = "ssr")]
fn backend() -> Result<std::sync::Arc<dyn crate::api::Backend>, ApiError> {
    leptos::prelude::use_context()
        .ok_or_else(|| ApiError::Internal("no backend in the context".to_owned()))
}

/// Workflows whose name contains `search`, the latest changed first; the deleted ones or the others.
///
/// # Errors
/// When the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "workflows", input = Json)]
pub async fn workflows(search: String, deleted: bool) -> Result<Vec<WorkflowCard>, ApiError> {
    backend()?.workflows(search, deleted).await
}

/// One workflow, also a deleted one.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "workflow", input = Json)]
pub async fn workflow(id: String) -> Result<WorkflowCard, ApiError> {
    backend()?.workflow(id).await
}

/// Makes a new, empty workflow.
///
/// # Errors
/// When the name is not acceptable, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "create_workflow", input = Json)]
pub async fn create_workflow(name: String) -> Result<WorkflowCard, ApiError> {
    backend()?.create_workflow(name).await
}

/// What a workflow can begin from.
///
/// # Errors
/// When the server can't be reached.
#[server(prefix = "/api", endpoint = "templates", input = Json)]
pub async fn templates() -> Result<Vec<TemplateCard>, ApiError> {
    backend()?.templates().await
}

/// Makes a workflow that begins as a template.
///
/// # Errors
/// When there is no such template, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "create_from_template", input = Json)]
pub async fn create_from_template(template: String) -> Result<WorkflowCard, ApiError> {
    backend()?.create_from_template(template).await
}

/// Gives a workflow another name.
///
/// # Errors
/// When there is no such workflow, the name is not acceptable, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "rename_workflow", input = Json)]
pub async fn rename_workflow(id: String, name: String) -> Result<(), ApiError> {
    backend()?.rename_workflow(id, name).await
}

/// Makes a workflow with the same document and no history.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "duplicate_workflow", input = Json)]
pub async fn duplicate_workflow(id: String) -> Result<WorkflowCard, ApiError> {
    backend()?.duplicate_workflow(id).await
}

/// Puts a workflow among the deleted ones.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "delete_workflow", input = Json)]
pub async fn delete_workflow(id: String) -> Result<(), ApiError> {
    backend()?.delete_workflow(id).await
}

/// Takes a workflow back from the deleted ones.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "restore_workflow", input = Json)]
pub async fn restore_workflow(id: String) -> Result<(), ApiError> {
    backend()?.restore_workflow(id).await
}

/// Makes a workflow from the text of a workflow file.
///
/// # Errors
/// When the text is no workflow file this build reads, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "import_workflow", input = Json)]
pub async fn import_workflow(text: String) -> Result<WorkflowCard, ApiError> {
    backend()?.import_workflow(text).await
}

/// What was done to a workflow before the entry `before` of its log (none: up to now), the newest first; at most
/// `limit` steps, and never more than a few hundred at once.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "history", input = Json)]
pub async fn history(workflow: String, before: Option<Seq>, limit: u32) -> Result<Past, ApiError> {
    backend()?.history(workflow, before, limit).await
}

/// A workflow's document as it was after the entry `seq` of its log; 0 is what it began as. To go back to it, commit
/// `gesso_graph::edit::restore` from the document there is: that is an edit, and can be undone.
///
/// # Errors
/// When there is no such workflow or entry, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "document_at", input = Json)]
pub async fn document_at(workflow: String, seq: Seq) -> Result<Document, ApiError> {
    backend()?.document_at(workflow, seq).await
}

/// Starts a run of these nodes and what they need, or of everything.
///
/// # Errors
/// When there is no such workflow, nothing in it can run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "start_run", input = Json)]
pub async fn start_run(
    workflow: String,
    nodes: Option<Vec<NodeId>>,
    by: Option<Author>,
) -> Result<RunId, ApiError> {
    backend()?.start_run(workflow, nodes, by).await
}

/// Starts a run for each row of a table of values, in their order, called after its row: all of them, or none. The workflow
/// itself stays as it is.
///
/// # Errors
/// When a value does not fit (says in which row and column), there are too many rows, there is no such workflow, nothing in it
/// can run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "start_runs", input = Json)]
pub async fn start_runs(
    workflow: String,
    table: RunTable,
    by: Option<Author>,
) -> Result<Vec<RunId>, ApiError> {
    backend()?.start_runs(workflow, table, by).await
}

/// What came of each item of a node in a run; nothing when it had none.
///
/// # Errors
/// When there is no such run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "run_items", input = Json)]
pub async fn run_items(run: RunId, node: NodeId) -> Result<Items, ApiError> {
    backend()?.run_items(run, node).await
}

/// Runs again what a run did, with the very inputs it had, whatever the workflow is by now.
///
/// # Errors
/// When there is no such run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "run_again", input = Json)]
pub async fn run_again(run: RunId, by: Option<Author>) -> Result<RunId, ApiError> {
    backend()?.run_again(run, by).await
}

/// When the steps of a run were worked on, by their beginnings; what was there already was not.
///
/// # Errors
/// When there is no such run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "run_times", input = Json)]
pub async fn run_times(run: RunId) -> Result<Vec<StepTime>, ApiError> {
    backend()?.run_times(run).await
}

/// The line of all runs, of all workflows.
///
/// # Errors
/// When the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "queue", input = Json)]
pub async fn queue() -> Result<QueueCard, ApiError> {
    backend()?.queue().await
}

/// Changes the line of all runs.
///
/// # Errors
/// When the run is not in the line, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "wish_queue", input = Json)]
pub async fn wish_queue(wish: QueueWish) -> Result<(), ApiError> {
    backend()?.wish_queue(wish).await
}

/// The takes of a node, by the name that runs have for it, newest first.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "takes", input = Json)]
pub async fn takes(workflow: String, node: NodeId) -> Result<Vec<Take>, ApiError> {
    backend()?.takes(workflow, node).await
}

/// Changes what is kept of a take.
///
/// # Errors
/// When there is no such take, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "wish_take", input = Json)]
pub async fn wish_take(
    workflow: String,
    node: NodeId,
    key: ContentKey,
    wish: TakeWish,
) -> Result<(), ApiError> {
    backend()?.wish_take(workflow, node, key, wish).await
}

/// Stops a run; one that has ended stays as it is.
///
/// # Errors
/// When there is no such run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "cancel_run", input = Json)]
pub async fn cancel_run(run: RunId) -> Result<(), ApiError> {
    backend()?.cancel_run(run).await
}

/// The runs of a workflow, the newest first.
///
/// # Errors
/// When there is no such workflow, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "runs", input = Json)]
pub async fn runs(workflow: String) -> Result<Vec<RunCard>, ApiError> {
    backend()?.runs(workflow).await
}

/// What happens in a run until it has ended: JSON `RunEvent`s, one per line. A line may arrive in pieces;
/// `follow_run` puts them together.
///
/// # Errors
/// When there is no such run, the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "watch_run", input = Json, output = Streaming)]
pub async fn watch_run(run: RunId) -> Result<ByteStream<ApiError>, ApiError> {
    use futures::StreamExt;
    let events = backend()?.watch_run(run).await?;
    Ok(ByteStream::new(events.map(|event| {
        let mut line = serde_json::to_vec(&event)
            .map_err(|error| ApiError::Internal(format!("run event: {error}")))?;
        line.push(b'\n');
        Ok(line)
    })))
}

/// The uploaded files, the newest first.
///
/// # Errors
/// When the server can't be reached or its store fails.
#[server(prefix = "/api", endpoint = "assets", input = Json)]
pub async fn assets() -> Result<Vec<AssetCard>, ApiError> {
    backend()?.assets().await
}

/// The text of the workflow file that an uploaded picture carries, if it does.
///
/// # Errors
/// When the server can't be reached or the file can't be read.
#[server(prefix = "/api", endpoint = "workflow_in", input = Json)]
pub async fn workflow_in(asset: String) -> Result<Option<String>, ApiError> {
    backend()?.workflow_in(asset).await
}
