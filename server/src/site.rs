//! The built page: `manifest.json` read at the start, `/pkg/…` with names that change with their content (kept by
//! browsers for good, sent precompressed), the book at `/docs/…`, and whatever else lies in the site folder.

use crate::security;
use axum::Router;
use axum::extract::{OriginalUri, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use gesso_app::Assets;
use std::path::{Path, PathBuf};
use tower_http::services::ServeDir;

/// Says where the files of a page are whose names change with their content.
const MANIFEST: &str = "manifest.json";

/// Names of such files change with their content.
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// The built page can't be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// It is not there.
    #[error(
        "the built page is not at {path} ({source}). Build it with `cargo xtask serve`, or name its folder with --site"
    )]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
        /// Why it can't be read.
        source: std::io::Error,
    },
    /// Its manifest is broken.
    #[error(
        "{path} does not say where the page's files are ({source}). Build the page again with `cargo xtask serve`"
    )]
    Broken {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// It was built for developing.
    #[error(
        "{path} has no page for measuring. Build the optimised page with `cargo xtask serve`, or start without --bench"
    )]
    NoBench {
        /// The manifest.
        path: PathBuf,
    },
}

/// Reads where the page's files are.
///
/// # Errors
/// When the page is not built, or its manifest is broken.
pub(crate) fn manifest(site: &Path) -> Result<Assets, SiteError> {
    match read(site) {
        Err(SiteError::Missing { path, source }) => {
            plain(site).ok_or(SiteError::Missing { path, source })
        }
        read => read,
    }
}

/// Reads where the script of the page `/bench` is.
///
/// # Errors
/// When the page is not built, or was built for developing, or its manifest is broken.
pub(crate) fn bench(site: &Path) -> Result<String, SiteError> {
    #[derive(serde::Deserialize)]
    struct Measuring {
        bench: Option<String>,
    }
    let Measuring { bench } = read(site)?;
    bench.ok_or_else(|| SiteError::NoBench {
        path: site.join(MANIFEST),
    })
}

/// The addresses of every file a page is made of, when the manifest has them.
///
/// # Errors
/// When the manifest is broken.
pub(crate) fn files_of_page(site: &Path) -> Result<Option<Vec<String>>, SiteError> {
    #[derive(serde::Deserialize)]
    struct Files {
        files: Option<Vec<String>>,
    }
    match read(site) {
        Ok(Files { files }) => Ok(files),
        Err(SiteError::Missing { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read<T: serde::de::DeserializeOwned>(site: &Path) -> Result<T, SiteError> {
    let path = site.join(MANIFEST);
    match std::fs::read(&path) {
        Err(source) => Err(SiteError::Missing { path, source }),
        Ok(text) => {
            serde_json::from_slice(&text).map_err(|source| SiteError::Broken { path, source })
        }
    }
}

/// The page as cargo-leptos builds it: no manifest, and names that stay.
fn plain(site: &Path) -> Option<Assets> {
    let file = |name: &str| {
        let is_there = site.join("pkg").join(name).is_file();
        is_there.then(|| format!("/pkg/{name}"))
    };
    Some(Assets {
        js: file("gesso.js")?,
        wasm: file("gesso.wasm").or_else(|| file("gesso_bg.wasm"))?,
        css: file("gesso.css")?,
        preview: None,
    })
}

/// `/pkg/…` and `/docs/…`.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let folder = |name: &str| ServeDir::new(site.join(name)).precompressed_br();
    let mut pkg: Router = Router::new().fallback_service(folder("pkg"));
    if site.join(MANIFEST).is_file() {
        pkg = pkg.layer(middleware::from_fn(keep_for_good));
    }
    let docs: Router = Router::new()
        .fallback_service(folder("docs"))
        .layer(middleware::from_fn(book));
    Router::new()
        .nest_service("/pkg", pkg)
        .nest_service("/docs", docs)
}

/// The files at the root of the site folder, as `/favicon.svg`.
pub(crate) fn files(site: &Path) -> ServeDir {
    ServeDir::new(site).append_index_html_on_directories(false)
}

async fn keep_for_good(request: Request, next: Next) -> Response {
    let is_worker = request.uri().path().starts_with("/preview.");
    let mut response = next.run(request).await;
    if response.status().is_success() {
        if is_worker {
            // A worker may do what its own script's answer says.
            let policy = HeaderValue::from_static(security::PREVIEW);
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
    }
    response
}

async fn book(OriginalUri(asked): OriginalUri, request: Request, next: Next) -> Response {
    // The book's links are relative to its folder.
    if asked.path() == "/docs" {
        return Redirect::permanent("/docs/").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(security::BOOK),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
