//! `/font/{hash}`: a font that comes with Gesso, or one that somebody brought, for the preview that sets words in the browser;
//! `/font/{hash}/sample`: its name set in itself, for the list of fonts. What an address gives never changes.

use crate::server::Server;
use crate::site::IMMUTABLE;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gesso_engine::Blobs as _;
use gesso_media::native::{embedded_font, font, tile_png};
use gesso_media::{Fonts, Pull, Region, TextStyle, text};
use std::sync::Arc;

/// The height of letters in a sample, in pixels: twice what is shown, for dense screens.
const SAMPLE_SIZE: f32 = 40.0;
/// The longest name that is set, in characters.
const LONGEST_NAME: usize = 60;

/// The file.
pub(crate) async fn file(State(server): State<Arc<Server>>, Path(hash): Path<String>) -> Response {
    let Some(bytes) = bytes_of(&server, &hash).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let media_type = font::media_type(&bytes).unwrap_or("application/octet-stream");
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, IMMUTABLE),
    ];
    (headers, axum::body::Bytes::from_owner(bytes)).into_response()
}

/// Its name in itself: black letters on nothing.
pub(crate) async fn sample(
    State(server): State<Arc<Server>>,
    Path(hash): Path<String>,
) -> Response {
    let Some(bytes) = bytes_of(&server, &hash).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(_permit) = server.decoders.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let drawn = tokio::task::spawn_blocking(move || drawn(bytes)).await;
    match drawn {
        Ok(Some(picture)) => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, IMMUTABLE),
            ];
            (headers, picture).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(panic) => {
            tracing::error!("the sample of the font {hash} could not be drawn: {panic}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The bytes of a font by their hash; none when there is no such font.
async fn bytes_of(server: &Server, hash: &str) -> Option<Arc<[u8]>> {
    if let Some(embedded) = embedded_font(hash) {
        return Some(embedded.into());
    }
    let path = heard(hash, server.assets.path(hash).await)??;
    let length = heard(hash, tokio::fs::metadata(&path).await)?.len();
    if length > font::MOST_BYTES {
        return None;
    }
    let bytes = heard(hash, tokio::fs::read(path).await)?;
    font::media_type(&bytes).map(|_| bytes.into())
}

/// What came of asking for a font; why it could not be had goes to the log, and people have none.
fn heard<T>(hash: &str, asked: Result<T, impl std::fmt::Display>) -> Option<T> {
    match asked {
        Ok(found) => Some(found),
        Err(error) => {
            tracing::error!("the font {hash} could not be read: {error}");
            None
        }
    }
}

fn drawn(bytes: Arc<[u8]>) -> Option<Vec<u8>> {
    let fonts = Fonts::new(vec![bytes]);
    let name: String = fonts
        .families()
        .first()?
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let style = TextStyle {
        size: SAMPLE_SIZE,
        color: [0.0, 0.0, 0.0, 1.0],
        ..TextStyle::default()
    };
    let image = text(&fonts, &name, &style).ok()?.image;
    let tile = image
        .render(Region::whole(image.size()), &Pull::new())
        .ok()?;
    tile_png(&tile).ok()
}
