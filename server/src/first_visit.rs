//! What somebody finds who opens Gesso for the first time: one workflow that runs as it is. Made once; deleting it is
//! final.

use crate::server::Server;
use crate::store::StoreError;

/// Makes the sample workflow when there never was a workflow.
pub(crate) async fn prepare(server: &Server) -> Result<(), StoreError> {
    if server.store.has_workflows().await? {
        return Ok(());
    }
    let Some(template) = gesso_nodes::templates().first() else {
        return Ok(());
    };
    let document = template.document(None);
    server
        .store
        .create_workflow(template.title, &document)
        .await?;
    Ok(())
}
