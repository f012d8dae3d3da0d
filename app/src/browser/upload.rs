//! Sends one file to the server with progress. XMLHttpRequest, because fetch tells nothing about what has been sent.

use futures::channel::oneshot;
use js_sys::encode_uri_component;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

/// Why a file did not arrive.
#[derive(Debug)]
pub(crate) enum UploadError {
    /// The connection broke, or the server closed it.
    Broken,
    /// The server answered with this status and body.
    Refused(u16, String),
}

/// Ends the request when whoever waits for it goes away.
struct Request(XmlHttpRequest);

impl Drop for Request {
    fn drop(&mut self) {
        self.0.set_onload(None);
        self.0.set_onerror(None);
        if let Ok(upload) = self.0.upload() {
            upload.set_onprogress(None);
        }
        // Aborting what has ended is no error.
        let _ = self.0.abort();
    }
}

/// Sends a file that came in these folders, if any; the answer's body. `on_progress` hears 0–1.
///
/// # Errors
/// When the connection breaks or the server does not take the file.
pub(crate) async fn upload(
    file: &File,
    folder: &str,
    on_progress: impl Fn(f32) + 'static,
) -> Result<String, UploadError> {
    let request = Request(XmlHttpRequest::new().map_err(|_| UploadError::Broken)?);
    let (name, folder) = (
        encode_uri_component(&file.name()),
        encode_uri_component(folder),
    );
    let url = format!("/upload?name={name}&folder={folder}");
    request
        .0
        .open("POST", &url)
        .map_err(|_| UploadError::Broken)?;
    request
        .0
        .set_request_header("Content-Type", "application/octet-stream")
        .map_err(|_| UploadError::Broken)?;

    let (answer, answered) = oneshot::channel();
    let answer = Rc::new(RefCell::new(Some(answer)));
    let ended = move || {
        if let Some(answer) = answer.take() {
            // Nobody waits any more when the page is gone.
            let _ = answer.send(());
        }
    };
    let ended = Closure::<dyn Fn()>::new(ended);
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            on_progress((event.loaded() / event.total()) as f32);
        }
    });
    request.0.set_onload(Some(ended.as_ref().unchecked_ref()));
    request.0.set_onerror(Some(ended.as_ref().unchecked_ref()));
    if let Ok(upload) = request.0.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    request
        .0
        .send_with_opt_blob(Some(file))
        .map_err(|_| UploadError::Broken)?;

    answered.await.map_err(|_| UploadError::Broken)?;
    let status = request.0.status().unwrap_or(0);
    let body = request.0.response_text().ok().flatten().unwrap_or_default();
    match status {
        200..=299 => Ok(body),
        0 => Err(UploadError::Broken),
        _ => Err(UploadError::Refused(status, body)),
    }
}
