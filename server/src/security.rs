//! What every answer carries and every request must pass. There are no accounts yet: the wall is that only pages of
//! this very server, open on this very machine, may talk to it. So a foreign `Host` (DNS rebinding) and a foreign
//! `Origin` (another site's page) are turned away, and no answer may be framed, sniffed or embedded elsewhere.

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// What anything but a page may do when it is opened as one: nothing.
const CLOSED: &str =
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/// What the built book may do.
pub(crate) const BOOK: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What the worker of the installed app may do: ask this server.
pub(crate) const WORKER: &str =
    "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What the worker that previews may do: load its own parts, run WASM, ask this server.
pub(crate) const PREVIEW: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; \
     base-uri 'none'";

/// What a page may do: its own scripts by nonce and what they load, its own style sheets, this server.
pub(crate) fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; \
         manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// Turns foreign requests away and gives every answer its headers.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match stranger(request.method(), request.uri(), request.headers()) {
        Some(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
        None => next.run(request).await,
    };
    dress(response.headers_mut());
    response
}

fn dress(headers: &mut HeaderMap) {
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        // With the one above: pages are alone in their process, and may have threads with one memory.
        (
            HeaderName::from_static("cross-origin-embedder-policy"),
            "require-corp",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), display-capture=()",
        ),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(CLOSED));
}

/// Why a request may not come in, if so.
fn stranger(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let Some(host) = host.or_else(|| uri.authority().map(|authority| authority.as_str())) else {
        return Some("The request names no host. Open Gesso at the address it printed.");
    };
    if !is_loopback(host) {
        return Some(
            "Gesso answers to names of this machine only (127.0.0.1, localhost). Open it at the address it printed.",
        );
    }
    let upgrade = headers.contains_key(header::UPGRADE);
    if !upgrade && (method == Method::GET || method == Method::HEAD) {
        return None;
    }
    let foreign = match headers.get(header::ORIGIN) {
        // Browsers always say where a change or a websocket comes from; other programs need not.
        None => headers
            .get("sec-fetch-site")
            .is_some_and(|site| site != "same-origin" && site != "none"),
        Some(origin) => {
            origin
                .to_str()
                .ok()
                .and_then(|origin| origin.strip_prefix("http://"))
                != Some(host)
        }
    };
    foreign.then_some("Another site's page asked for this. Open Gesso itself and do it there.")
}

fn is_loopback(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        return rest == "::1]" || rest.starts_with("::1]:");
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}
