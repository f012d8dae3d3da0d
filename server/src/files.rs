//! `/asset/{hash}` and `/artifact/{hash}`: bytes by their hash, so an address never changes its meaning and browsers keep
//! it for good. `?w=256` gives a thumbnail, made once; `?download=name.jpg` has the browser save it, and with `&run=7` the
//! workflow of that run goes with it.

use crate::carried;
use crate::language;
use crate::server::Server;
use crate::site::IMMUTABLE;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gesso_engine::{Blobs, Folder};
use gesso_media::Pull;
use gesso_media::native::{self, MediaError, attachment};
use gesso_sync::RunId;
use gesso_words::Words;
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::AsyncReadExt as _;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// Longest sides of the thumbnails there are; another width gets the next larger one.
const WIDTHS: [u32; 5] = [64, 128, 256, 512, 1024];

/// The address's parameters.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    /// The longest side in pixels.
    w: Option<u32>,
    /// The name to save it under.
    download: Option<String>,
    /// The run whose workflow goes with it.
    run: Option<RunId>,
}

/// An uploaded file.
pub(crate) async fn asset(
    State(server): State<Arc<Server>>,
    Path(hash): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    answer(&server, &server.assets, &hash, &wanted, request).await
}

/// What a run made.
pub(crate) async fn artifact(
    State(server): State<Arc<Server>>,
    Path(hash): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    let carries = !server.config.bare_downloads;
    if let (Some(name), Some(run), true) = (&wanted.download, wanted.run, carries) {
        let words = words_of(&request);
        let path = match Blobs::path(&server.artifacts, &hash).await {
            Ok(Some(path)) => path,
            Ok(None) => return nothing(words),
            Err(error) => return broken(words, &error),
        };
        let media_type = media_type(&path).await;
        // A file whose kind has no room for a workflow goes by itself.
        if attachment::has_room(media_type) {
            let given = carried::download(&server, &hash, path, run, name, media_type).await;
            return given.unwrap_or_else(|refused| refused.answer(words));
        }
    }
    answer(&server, &server.artifacts, &hash, &wanted, request).await
}

async fn answer(
    server: &Arc<Server>,
    folder: &Folder,
    hash: &str,
    wanted: &Wanted,
    request: Request,
) -> Response {
    let words = words_of(&request);
    let path = match Blobs::path(folder, hash).await {
        Ok(Some(path)) => path,
        Ok(None) => return nothing(words),
        Err(error) => return broken(words, &error),
    };
    let tag = match wanted.w {
        Some(width) => format!("\"{hash}-{}\"", step(width)),
        None => format!("\"{hash}\""),
    };
    if has(request.headers(), &tag) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        mark(response.headers_mut(), &tag);
        return response;
    }
    let path = match wanted.w {
        None => path,
        Some(width) => match thumbnail(server, hash, path, step(width), words).await {
            Ok(thumbnail) => thumbnail,
            Err(response) => return response,
        },
    };
    let media_type = media_type(&path).await;
    let Ok(served) = ServeFile::new(path).oneshot(request).await;
    let mut response = served.map(Body::new);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.remove(header::LAST_MODIFIED);
    mark(headers, &tag);
    if let Some(name) = &wanted.download {
        headers.insert(header::CONTENT_DISPOSITION, disposition(name));
    }
    response
}

/// The texts for whoever asks.
fn words_of(request: &Request) -> &'static Words {
    Words::of(language::of(request.headers()))
}

fn nothing(words: &'static Words) -> Response {
    (StatusCode::NOT_FOUND, words.text("file-gone")).into_response()
}

fn broken(words: &'static Words, error: &dyn std::fmt::Display) -> Response {
    tracing::error!("a file could not be served: {error}");
    let said = words.text("file-not-read");
    (StatusCode::INTERNAL_SERVER_ERROR, said).into_response()
}

fn has(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag))
}

fn mark(headers: &mut HeaderMap, tag: &str) {
    let tag = HeaderValue::from_str(tag).expect("a hash and a number make a header");
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
}

/// The width that is made for an asked one.
fn step(width: u32) -> u32 {
    WIDTHS
        .into_iter()
        .find(|step| *step >= width)
        .unwrap_or(WIDTHS[WIDTHS.len() - 1])
}

/// RFC 6266: the name as UTF-8, percent-encoded, which cannot leave its header.
pub(crate) fn disposition(name: &str) -> HeaderValue {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut encoded = String::new();
    for byte in last.bytes().take(200) {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let value = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{encoded}"));
    value.expect("percent-encoded text makes a header")
}

/// What the bytes are: told by themselves, never by a name somebody gave.
async fn media_type(path: &std::path::Path) -> &'static str {
    let mut start = [0; 12];
    let read = async {
        tokio::fs::File::open(path)
            .await?
            .read_exact(&mut start)
            .await
    };
    if read.await.is_err() {
        return "application/octet-stream";
    }
    match &start {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => "image/webp",
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => "image/tiff",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [0x76, 0x2f, 0x31, 0x01, ..] => "image/x-exr",
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
        ] => "image/avif",
        _ => "application/octet-stream",
    }
}

/// The thumbnail's file, made when it is not there.
async fn thumbnail(
    server: &Arc<Server>,
    hash: &str,
    path: PathBuf,
    longest: u32,
    words: &'static Words,
) -> Result<PathBuf, Response> {
    let place = server.thumbnails.place(hash, longest);
    let there = |place: &PathBuf| place.is_file();
    if there(&place) {
        return Ok(place);
    }
    let _permit = server
        .decoders
        .acquire()
        .await
        .map_err(|closed| broken(words, &closed))?;
    if there(&place) {
        return Ok(place);
    }
    let limits = server.media_limits();
    let scratch = server
        .assets
        .scratch()
        .join(format!("thumbnail-{:016x}", crate::clock::random_u64()));
    let keeper = Arc::clone(server);
    let made = tokio::task::spawn_blocking(move || {
        let small = native::thumbnail_of(&path, longest, &limits, &Pull::new())?;
        std::fs::write(&scratch, small.bytes)?;
        keeper.thumbnails.keep(&scratch, &place)?;
        Ok::<_, MediaError>(place)
    });
    match made.await {
        Ok(Ok(place)) => Ok(place),
        Ok(Err(error)) => {
            let said = error.said().describe(words);
            Err((StatusCode::UNPROCESSABLE_ENTITY, said).into_response())
        }
        Err(panic) => Err(broken(words, &panic)),
    }
}
