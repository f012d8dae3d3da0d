//! `/workflow/{id}/file`: a workflow as a file to keep, move and share.

use crate::files::disposition;
use crate::rooms::RoomsError;
use crate::server::Server;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gesso_graph::WorkflowFile;
use std::sync::Arc;

/// The workflow as it is now.
pub(crate) async fn file(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Response {
    match read(&server, &id).await {
        Ok(Some((name, text))) => {
            let headers = [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("application/json"),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    disposition(&format!("{name}.gesso.json")),
                ),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, text).into_response()
        }
        Ok(None) => (StatusCode::NOT_FOUND, "There is no such workflow.").into_response(),
        Err(error) => {
            tracing::error!("a workflow could not be exported: {error}");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "The workflow could not be read. Look into the server's log.",
            )
                .into_response()
        }
    }
}

async fn read(server: &Server, id: &str) -> Result<Option<(String, String)>, RoomsError> {
    let Some(workflow) = server.store.workflow(id).await? else {
        return Ok(None);
    };
    let (_, document) = server.rooms.document(id).await?;
    let name = workflow.name;
    let file = WorkflowFile::new(name.clone(), document);
    let text = tokio::task::spawn_blocking(move || file.to_json()).await;
    Ok(Some((
        name,
        text.expect("writing a document as text does not panic"),
    )))
}
