//! `/run/{run}/sheet.png?node=`: the pictures that a node made of its items, small, on one sheet with their names below: a
//! contact sheet. It is made of the previews that are there, so it costs little and nothing is run.

use crate::files::disposition;
use crate::server::{Server, media_limits};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gesso_engine::{Blobs as _, RunStore as _, StoreError};
use gesso_graph::NodeId;
use gesso_media::native::{Format, Limits, MediaError, decode, embedded_fonts, encode};
use gesso_media::{
    Align, Filter, Fit, Fonts, Image, Picture, Placed, Pull, Region, RenderError, TextStyle, Tile,
    fitted_size, resize, sheet, text,
};
use gesso_sync::{Item, RunId};
use serde::Deserialize;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

/// The most pictures of one sheet; further ones are left out.
const MOST: usize = 500;
/// The side of a cell, the room between cells, the height of a line and of its letters, in pixels.
const CELL: u32 = 160;
const GAP: u32 = 12;
const LINE: u32 = 22;
const LETTERS: f32 = 12.0;
/// Letters of a name, so that it does not reach into its neighbour.
const NAMED: usize = 22;
const GROUND: [f32; 4] = [1.0, 1.0, 1.0, 1.0];
const INK: [f32; 4] = [0.13, 0.13, 0.14, 1.0];

/// The address's parameters.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    /// The node, as the run calls it.
    node: NodeId,
}

/// The sheet.
pub(crate) async fn png(
    State(server): State<Arc<Server>>,
    Path(run): Path<RunId>,
    Query(Wanted { node }): Query<Wanted>,
) -> Response {
    let small = match found(&server, run, node).await {
        Ok(small) if small.is_empty() => {
            return (StatusCode::NOT_FOUND, "This node made no pictures.").into_response();
        }
        Ok(small) => small,
        Err(error) => return broken(&error),
    };
    let Ok(_permit) = server.decoders.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let made = tokio::task::spawn_blocking(move || written(small)).await;
    let bytes = match made {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return broken(&error),
        Err(error) => return broken(&error),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (
            header::CONTENT_DISPOSITION,
            disposition(&format!("run-{}-sheet.png", run.0)),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}

fn broken(error: &dyn std::error::Error) -> Response {
    tracing::error!("a contact sheet could not be made: {error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// A picture of the sheet, which is opened as it is drawn: only the one at hand is in memory.
struct Small {
    path: PathBuf,
    name: String,
    size: (u32, u32),
    limits: Limits,
}

impl Picture for Small {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let image = decode(self.path.as_path(), &self.limits)?;
        let (w, h) = self.size;
        resize(image, w, h, Filter::Lanczos).render(region, pull)
    }
}

/// The pictures that a node made of its items, those whose previews are still there.
async fn found(server: &Server, run: RunId, node: NodeId) -> Result<Vec<Small>, StoreError> {
    let steps = server.store.steps(run).await?;
    let step = steps.into_iter().find(|step| step.node == node);
    let items = step.and_then(|step| step.result?.items);
    let mut small = Vec::new();
    for item in items.into_iter().flat_map(|items| items.each).take(MOST) {
        let Item {
            preview: Some(preview),
            size: Some(size),
            name,
            file,
            ..
        } = item
        else {
            continue;
        };
        if let Some(path) = server.artifacts.path(&preview).await? {
            small.push(Small {
                path,
                name: file.map_or(name, |file| file.name),
                size: fitted_size(size, CELL, CELL, Fit::Fit),
                limits: media_limits(&server.config),
            });
        }
    }
    Ok(small)
}

/// The sheet as a file.
fn written(small: Vec<Small>) -> Result<Vec<u8>, MediaError> {
    let count = u32::try_from(small.len()).unwrap_or(u32::MAX);
    let columns = (1..).find(|side: &u32| side * side >= count).unwrap_or(1);
    let size = (
        GAP + columns * (CELL + GAP),
        GAP + count.div_ceil(columns) * (CELL + LINE + GAP),
    );
    let fonts = embedded_fonts();
    let at = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let mut placed = Vec::new();
    for (place, small) in (0..count).zip(small) {
        let x = GAP + place % columns * (CELL + GAP);
        let y = GAP + place / columns * (CELL + LINE + GAP);
        if let Some(words) = label(&fonts, &small.name) {
            let (width, _) = words.size();
            placed.push(Placed {
                x: at(x) + (at(CELL) - at(width)) / 2,
                y: at(y + CELL) + 3,
                image: words,
            });
        }
        let (w, h) = small.size;
        placed.push(Placed {
            x: at(x + (CELL - w.min(CELL)) / 2),
            y: at(y + (CELL - h.min(CELL)) / 2),
            image: Arc::new(small),
        });
    }
    let image = sheet(size, GROUND, placed);
    let mut bytes = Cursor::new(Vec::new());
    encode(&image, Format::Png8, &Pull::new(), &|_| {}, &mut bytes)?;
    Ok(bytes.into_inner())
}

/// A name in one line; none when it can't be set.
fn label(fonts: &Fonts, name: &str) -> Option<Image> {
    let mut short: String = name.chars().take(NAMED).collect();
    if name.chars().count() > NAMED {
        short.push('…');
    }
    let style = TextStyle {
        size: LETTERS,
        color: INK,
        align: Align::Center,
        ..TextStyle::default()
    };
    Some(text(fonts, &short, &style).ok()?.image)
}
