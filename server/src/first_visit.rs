//! What somebody finds who opens Gesso for the first time: one workflow with a photo that runs as it is. It is made
//! once; deleting it is final. The photo is an ordinary upload that came with the built page.

use crate::server::Server;
use crate::store::{Asset, StoreError};
use gesso_engine::Blobs as _;
use gesso_graph::AssetRef;
use gesso_media::native;

/// Makes the sample workflow when there never was a workflow.
pub(crate) async fn prepare(server: &Server) -> Result<(), StoreError> {
    if server.store.has_workflows().await? {
        return Ok(());
    }
    let Some(template) = gesso_nodes::templates().first() else {
        return Ok(());
    };
    let document = template.document(sample_photo(server).await);
    server
        .store
        .create_workflow(template.title, &document)
        .await?;
    Ok(())
}

/// The photo that templates begin with, kept among the assets. Without it they begin with an empty place.
pub(crate) async fn sample_photo(server: &Server) -> Option<AssetRef> {
    let bytes = match tokio::fs::read(server.config.site.join("sample/photo.jpg")).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::warn!("the sample photo is not in the site folder: {error}");
            return None;
        }
    };
    let probe = native::probe(bytes.as_slice(), &server.media_limits());
    let kept = server.assets.put(bytes).await;
    let (Ok(probe), Ok(kept)) = (probe, kept) else {
        tracing::warn!("the sample photo can't be used");
        return None;
    };
    let asset = Asset {
        hash: kept.hash,
        name: "Sample photo.jpg".into(),
        media_type: probe.media_type.into(),
        width: probe.width.into(),
        height: probe.height.into(),
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
    };
    if let Err(error) = server.store.put_asset(&asset).await {
        tracing::warn!("the sample photo can't be used: {error}");
        return None;
    }
    Some(gesso_app::api::AssetCard::from(asset).asset_ref())
}
