//! What is known of uploaded files. The bytes are in the blobs under the same hash.

use super::{Attempt as _, Store, StoreError};
use crate::clock;
use gesso_app::api::AssetCard;
use gesso_graph::AssetRef;

/// One uploaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asset {
    /// BLAKE3 of the bytes, 64 lower-case hexadecimal digits.
    pub(crate) hash: String,
    /// Its name when it was first uploaded.
    pub(crate) name: String,
    /// As `image/png`.
    pub(crate) media_type: String,
    /// In pixels, as it is shown.
    pub(crate) width: i64,
    /// In pixels, as it is shown.
    pub(crate) height: i64,
    /// In bytes.
    pub(crate) bytes: i64,
}

impl Store {
    /// Keeps what is known of a file; the same bytes under another name get that name.
    pub(crate) async fn put_asset(&self, asset: &Asset) -> Result<(), StoreError> {
        let now = clock::now_ms();
        sqlx::query!(
            "INSERT INTO assets (hash, name, media_type, width, height, bytes, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (hash) DO UPDATE SET name = excluded.name, created_ms = excluded.created_ms",
            asset.hash,
            asset.name,
            asset.media_type,
            asset.width,
            asset.height,
            asset.bytes,
            now
        )
        .execute(&self.log)
        .await
        .attempt("keep the file")?;
        Ok(())
    }

    /// All files, the last uploaded first.
    pub(crate) async fn assets(&self) -> Result<Vec<Asset>, StoreError> {
        sqlx::query_as!(
            Asset,
            "SELECT hash, name, media_type, width, height, bytes FROM assets ORDER BY created_ms DESC, hash"
        )
        .fetch_all(&self.read)
        .await
        .attempt("list the files")
    }
}

impl From<&Asset> for AssetRef {
    fn from(asset: &Asset) -> Self {
        Self {
            hash: asset.hash.as_str().into(),
            name: asset.name.as_str().into(),
            media_type: asset.media_type.as_str().into(),
        }
    }
}

impl From<&AssetCard> for Asset {
    fn from(card: &AssetCard) -> Self {
        Self {
            hash: card.hash.clone(),
            name: card.name.clone(),
            media_type: card.media_type.clone(),
            width: card.width.into(),
            height: card.height.into(),
            bytes: i64::try_from(card.bytes).unwrap_or(i64::MAX),
        }
    }
}

impl From<Asset> for AssetCard {
    fn from(asset: Asset) -> Self {
        Self {
            hash: asset.hash,
            name: asset.name,
            media_type: asset.media_type,
            width: u32::try_from(asset.width).unwrap_or_default(),
            height: u32::try_from(asset.height).unwrap_or_default(),
            bytes: u64::try_from(asset.bytes).unwrap_or_default(),
        }
    }
}
