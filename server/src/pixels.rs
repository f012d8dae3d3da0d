//! `/pixels/asset/{hash}`, `/pixels/asset/{hash}.{frame}` and `/pixels/result/{key}`: floats of uploaded files, of pictures of
//! animations and of results, for the preview that goes on computing with them in the browser; `/frames/{hash}`: for how long
//! each picture of an animation shows. What an address gives never changes, so browsers keep it for good.

use crate::picture::Refused;
use crate::server::Server;
use crate::site::IMMUTABLE;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use gesso_engine::{EngineError, Whose};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

/// What has to be known first.
#[derive(Debug, Serialize)]
pub(crate) struct Described {
    full: (u32, u32),
    size: (u32, u32),
    opaque: bool,
}

/// Sizes and opacity at a level.
pub(crate) async fn describe(
    State(server): State<Arc<Server>>,
    Path((kind, name, level)): Path<(String, String, u32)>,
) -> Result<impl IntoResponse, Refused> {
    let info = server
        .engine
        .pixel_info(&whose(&kind, &name)?, level)
        .await?;
    let described = Described {
        full: info.full,
        size: info.size,
        opaque: info.opaque,
    };
    Ok(([(header::CACHE_CONTROL, IMMUTABLE)], Json(described)))
}

/// One tile.
pub(crate) async fn tile(
    State(server): State<Arc<Server>>,
    Path((kind, name, level, column, row)): Path<(String, String, u32, u32, u32)>,
) -> Result<impl IntoResponse, Refused> {
    let whose = whose(&kind, &name)?;
    let bytes = server.engine.pixels(&whose, level, column, row).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CACHE_CONTROL, IMMUTABLE),
        ],
        bytes,
    ))
}

/// For how long each picture shows, in seconds.
pub(crate) async fn delays(
    State(server): State<Arc<Server>>,
    Path(hash): Path<String>,
) -> Result<impl IntoResponse, Refused> {
    let delays = server.engine.delays(&hash.as_str().into()).await?;
    let seconds: Vec<f64> = delays.iter().map(Duration::as_secs_f64).collect();
    Ok(([(header::CACHE_CONTROL, IMMUTABLE)], Json(seconds)))
}

fn whose(kind: &str, name: &str) -> Result<Whose, EngineError> {
    match kind {
        "asset" => match name.split_once('.') {
            None => Ok(Whose::Asset(name.into(), 1)),
            Some((hash, frame)) => frame
                .parse()
                .map(|frame| Whose::Asset(hash.into(), frame))
                .map_err(|_| EngineError::NoPicture),
        },
        "result" => name
            .parse()
            .map(Whose::Result)
            .map_err(|_| EngineError::NoPicture),
        _ => Err(EngineError::NoPicture),
    }
}
