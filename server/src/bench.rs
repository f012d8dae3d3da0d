//! The page `/bench`, which a start with `--bench` adds: the editor's canvas without panels, for measuring. It touches no
//! workflow. Its policy is that of every page; besides it is isolated, so that a bench may ask how much memory it takes.

use crate::security;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use gesso_app::Assets;
use leptos::nonce::Nonce;

/// Where the page's files are.
#[derive(Clone)]
struct Bench {
    script: String,
    style: String,
}

/// The page, whose script is at `script`.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(
    assets: &Assets,
    script: String,
) -> Router<S> {
    let bench = Bench {
        script,
        style: assets.css.clone(),
    };
    Router::new().route("/bench", get(page)).with_state(bench)
}

async fn page(State(Bench { script, style }): State<Bench>) -> impl IntoResponse {
    let nonce = Nonce::new();
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\" /><title>Bench · Gesso</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\
         <link rel=\"stylesheet\" href=\"{style}\" /><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\" />\
         <script type=\"module\" nonce=\"{nonce}\" src=\"{script}\"></script></head><body></body></html>"
    );
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            security::page_policy(&nonce),
        ),
        (
            HeaderName::from_static("cross-origin-embedder-policy"),
            "require-corp".to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Html(html))
}
