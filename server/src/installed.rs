//! Gesso as an installed app: the worker that opens pages without the server. Its text is `public/worker.js`; what is put
//! before it names the build, so that another build is another worker, and every file that a page needs.

use crate::security;
use crate::site::{self, SiteError};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use gesso_app::Assets;
use std::path::Path;

const WORKER: &str = "worker.js";

/// What pages show that does not come from the built page, besides its own files.
const ALSO: [&str; 2] = ["/favicon.svg", "/manifest.webmanifest"];

/// The worker's text, made at the start.
///
/// # Errors
/// When the site has a worker that can't be read, or its manifest is broken.
pub(crate) fn worker(site: &Path, built: &Assets) -> Result<Option<String>, SiteError> {
    let path = site.join(WORKER);
    let Ok(text) = std::fs::read_to_string(&path) else {
        // A page that was built without one works all the same.
        return Ok(None);
    };
    let mut files = site::files_of_page(site)?.unwrap_or_else(|| {
        let Assets { js, wasm, css, .. } = built;
        vec![js.clone(), wasm.clone(), css.clone()]
    });
    files.extend(ALSO.map(str::to_owned));
    let files = serde_json::to_string(&files).expect("names have a serial form");
    let hash = blake3::hash(format!("{files}{text}").as_bytes()).to_hex();
    let version = &hash[..10];
    Ok(Some(format!(
        "const VERSION = {version:?};\nconst FILES = {files};\n{text}"
    )))
}

/// `/worker.js`.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(worker: String) -> Router<S> {
    Router::new().route("/worker.js", get(move || async move { answer(worker) }))
}

fn answer(worker: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, security::WORKER),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    (headers, worker).into_response()
}
