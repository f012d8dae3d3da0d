//! `/picture/{key}`: a step's picture for the viewer, at any zoom, in tiles that the engine renders on demand. A content
//! key never changes its meaning, so tiles are kept by browsers for good.

use crate::server::Server;
use crate::site::IMMUTABLE;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gesso_engine::EngineError;
use gesso_graph::ContentKey;
use serde::Serialize;
use std::sync::Arc;

/// What a viewer needs to know first.
#[derive(Debug, Serialize)]
pub(crate) struct Described {
    w: u32,
    h: u32,
    /// Level 0 is full size, each further one half of it, the last one a single tile.
    levels: u32,
}

/// Size and levels.
pub(crate) async fn describe(
    State(server): State<Arc<Server>>,
    Path(key): Path<String>,
) -> Result<impl IntoResponse, Refused> {
    let info = server.engine.picture_info(read(&key)?).await?;
    let described = Described {
        w: info.w,
        h: info.h,
        levels: info.levels,
    };
    Ok(([(header::CACHE_CONTROL, IMMUTABLE)], Json(described)))
}

/// One tile of 256 × 256 pixels, smaller at the right and lower edges, as PNG.
pub(crate) async fn tile(
    State(server): State<Arc<Server>>,
    Path((key, level, column, row)): Path<(String, u32, u32, u32)>,
) -> Result<impl IntoResponse, Refused> {
    let png = server.engine.tile(read(&key)?, level, column, row).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "image/png"),
            (header::CACHE_CONTROL, IMMUTABLE),
        ],
        png,
    ))
}

fn read(key: &str) -> Result<ContentKey, Refused> {
    key.parse().map_err(|_| Refused(EngineError::NoPicture))
}

/// Why there is no picture.
pub(crate) struct Refused(EngineError);

impl From<EngineError> for Refused {
    fn from(error: EngineError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            EngineError::NoPicture | EngineError::NoSuchRun(_) => StatusCode::NOT_FOUND,
            EngineError::Failed(_) => StatusCode::UNPROCESSABLE_ENTITY,
            error => {
                tracing::error!("a picture could not be shown: {error}");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        (status, self.0.to_string()).into_response()
    }
}
