//! Files on their way to the server: their progress as a signal, their refusals as notices.

use crate::api::{AssetCard, UploadRefusal};
use crate::browser::{self, File, UploadError};
use crate::session::{Session, Upload, words};
use crate::words::text;
use leptos::prelude::*;

impl Session {
    /// Sends a file to the server; `None` when it was not taken, which the person is told.
    pub async fn upload(self, file: File) -> Option<AssetCard> {
        let sent = self.upload_from("", file).await;
        sent.map_err(|refusal| self.notices.warn(refusal)).ok()
    }

    /// Sends a file in these folders, as `summer/beach`: they are part of its name.
    ///
    /// # Errors
    ///
    /// When it was not taken: why, in words.
    pub(crate) async fn upload_from(self, folder: &str, file: File) -> Result<AssetCard, String> {
        let uploads = self.state.uploads;
        let id = browser::random_u64();
        let name = file.name();
        uploads.try_update(|list| {
            list.push(Upload {
                id,
                name: name.clone(),
                progress: 0.0,
            })
        });
        let on_progress = move |progress| {
            uploads.try_update(|list| {
                if let Some(upload) = list.iter_mut().find(|upload| upload.id == id) {
                    upload.progress = progress;
                }
            });
        };
        let answer = browser::upload(&file, folder, on_progress).await;
        uploads.try_update(|list| list.retain(|upload| upload.id != id));
        match asset(answer) {
            Ok(asset) => {
                let (hash, size) = (asset.hash.as_str().into(), (asset.width, asset.height));
                self.state
                    .sizes
                    .try_update(|sizes| sizes.insert(hash, size));
                Ok(asset)
            }
            Err(reason) => Err(words::not_uploaded(&name, &reason)),
        }
    }
}

/// What the server answered to an upload, or why it did not take it.
pub(crate) fn asset(answer: Result<String, UploadError>) -> Result<AssetCard, String> {
    match answer {
        Ok(body) => serde_json::from_str(&body).map_err(|_| text("not-understood").to_owned()),
        Err(UploadError::Broken) => Err(text("upload-broke").to_owned()),
        Err(UploadError::Refused(status, body)) => {
            Err(serde_json::from_str::<UploadRefusal>(&body)
                .map_or_else(|_| words::refused_with(status), |refusal| refusal.message))
        }
    }
}
