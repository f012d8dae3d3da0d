//! `POST /upload?name=photo.jpg`: the raw bytes are streamed to disk, looked at, decoded once, hashed,
//! and only then kept. What is refused leaves nothing behind and says why.

use crate::clock;
use crate::language;
use crate::server::Server;
use crate::store::Asset;
use axum::Json;
use axum::body::{Body, BodyDataStream};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::StreamExt as _;
use gesso_app::api::{AssetCard, UploadRefusal};
use gesso_engine::Blobs as _;
use gesso_graph::limits;
use gesso_media::native::{self, Limits, MediaError, Probe};
use gesso_media::{Drawing, Fonts, Lut};
use gesso_nodes::{color_lut, list_from_csv, svg_render};
use gesso_words::{Said, Words, said};
use serde::Deserialize;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

/// Longest name kept, in bytes.
const NAME_LIMIT: usize = 200;
/// How much of a refused upload is still read, so that the browser gets to see why: it reads the answer after it has
/// sent everything.
const DRAIN_LIMIT: u64 = 2 * 1024 * 1024 * 1024;
/// How long that may take.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a silent sender is waited for.
const SILENCE: Duration = Duration::from_secs(60);

/// The address's parameters.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
    /// The folders it came in, as `summer/beach`.
    #[serde(default)]
    folder: String,
}

/// Why an upload is not taken.
#[derive(Debug)]
enum Refused {
    /// Over the limit, in bytes.
    TooLarge(u64),
    /// Nothing came for a while.
    Silent,
    /// The connection ended before the file did.
    BrokeOff,
    /// There is nothing in it.
    Empty,
    /// No picture that can be read; in words.
    Unreadable(MediaError),
    /// A font or a drawing that can't be used; in words.
    Unfit(Said),
    /// Something of ours broke.
    NotKept,
}

impl From<MediaError> for Refused {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Io(error) => Self::broken(&error),
            error => Self::Unreadable(error),
        }
    }
}

impl Refused {
    /// The log says what broke, people get a way on.
    fn broken(error: &dyn std::fmt::Display) -> Self {
        tracing::error!("an upload failed: {error}");
        Self::NotKept
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Silent => StatusCode::REQUEST_TIMEOUT,
            Self::BrokeOff => StatusCode::BAD_REQUEST,
            Self::Empty | Self::Unreadable(_) | Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotKept => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened and what to do, in words for people.
    fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::TooLarge(limit) => {
                let most = limit / crate::config::MIB;
                words.with("upload-too-large", &[("most", &most)])
            }
            Self::Silent => words.text("upload-silent").to_owned(),
            Self::BrokeOff => words.text("upload-broke-off").to_owned(),
            Self::Empty => words.text("upload-empty").to_owned(),
            Self::Unreadable(error) => error.said().describe(words),
            Self::Unfit(said) => said.describe(words),
            Self::NotKept => words.text("upload-not-kept").to_owned(),
        }
    }

    fn answer(&self, words: &'static Words) -> Response {
        let message = self.describe(words);
        let mut response = (self.status(), Json(UploadRefusal { message })).into_response();
        // What follows on this connection may be the rest of a body nobody wants.
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
        response
    }
}

/// Takes a picture in, or says why not in the language of whoever sent it.
pub(crate) async fn upload(
    State(server): State<Arc<Server>>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match take(&server, &named, &headers, body).await {
        Ok(card) => Json(card).into_response(),
        Err(refused) => refused.answer(Words::of(language::of(&headers))),
    }
}

async fn take(
    server: &Server,
    named: &Named,
    headers: &HeaderMap,
    body: Body,
) -> Result<AssetCard, Refused> {
    let limit = server.config.upload_limit;
    let mut body = body.into_data_stream();
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit) {
        // Who asked first sends nothing before the answer.
        if !headers.contains_key(header::EXPECT) {
            drain(&mut body).await;
        }
        return Err(Refused::TooLarge(limit));
    }
    let incoming = receive(server.assets.scratch(), &mut body, limit).await?;
    let probe = examine(server, incoming.path.clone(), named.name.clone()).await?;
    let kept = server
        .assets
        .put_file(&incoming.path)
        .await
        .map_err(|error| Refused::broken(&error))?;
    let card = AssetCard {
        hash: kept.hash,
        name: in_folder(&named.folder, &tidy_name(&named.name)),
        media_type: probe.media_type.to_owned(),
        width: probe.width,
        height: probe.height,
        bytes: kept.bytes,
    };
    server
        .store
        .put_asset(&Asset::from(&card))
        .await
        .map_err(|error| Refused::broken(&error))?;
    Ok(card)
}

/// Looks at the file and reads it once: what a run could not read is refused now, while somebody is there to hear it.
async fn examine(server: &Server, path: PathBuf, name: String) -> Result<Probe, Refused> {
    let limits = server.media_limits();
    let _permit = server
        .decoders
        .acquire()
        .await
        .map_err(|closed| Refused::broken(&closed))?;
    let looked = tokio::task::spawn_blocking(move || look(&path, &name, &limits)).await;
    match looked.map_err(|panic| Refused::broken(&panic))? {
        Ok(probe) => probe,
        Err(error) => Err(error.into()),
    }
}

fn look(path: &Path, name: &str, limits: &Limits) -> Result<Result<Probe, Refused>, MediaError> {
    if let Some(font) = font(path)? {
        return Ok(font.map(plain).map_err(Refused::Unfit));
    }
    if let Some(drawing) = drawing(path)? {
        return Ok(drawing.map(plain).map_err(Refused::Unfit));
    }
    if let Some(table) = table(path, name)? {
        return Ok(table.map(plain).map_err(Refused::Unfit));
    }
    if is_rows(path, name)? {
        return Ok(Ok(plain(list_from_csv::MEDIA_TYPE)));
    }
    let probe = native::probe(path, limits)?;
    native::check(path, limits)?;
    Ok(Ok(probe))
}

/// What has neither size nor pixels.
fn plain(media_type: &'static str) -> Probe {
    Probe {
        width: 0,
        height: 0,
        media_type,
        orientation: 1,
        icc: false,
        bit_depth: 32,
        alpha: false,
    }
}

/// A font is tried: words are set in it. None when it is something else.
fn font(path: &Path) -> std::io::Result<Option<Result<&'static str, Said>>> {
    let mut start = Vec::new();
    std::fs::File::open(path)?.take(4).read_to_end(&mut start)?;
    let Some(media_type) = native::font::media_type(&start) else {
        return Ok(None);
    };
    let bytes = read_most(path, native::font::MOST_BYTES)?;
    let names = native::font::examine(&bytes);
    Ok(Some(names.map(|_| media_type)))
}

/// A drawing is read once. None when it is something else.
fn drawing(path: &Path) -> std::io::Result<Option<Result<&'static str, Said>>> {
    let bytes = read_most(path, svg_render::MOST_BYTES)?;
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Ok(None);
    };
    let is_drawing = text.trim_start().starts_with('<') && text.contains("<svg");
    Ok(
        is_drawing.then(|| match Drawing::read(text, &Fonts::none()) {
            Ok(_) => Ok(svg_render::MEDIA_TYPE),
            Err(error) => Err(error.said()),
        }),
    )
}

/// The bytes of a file, and one more than `most` when it has more.
fn read_most(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(most + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A look-up table is read once. None when it is something else; what its name says to be a table is never that.
fn table(path: &Path, name: &str) -> std::io::Result<Option<Result<&'static str, Said>>> {
    let bytes = read_most(path, color_lut::MOST_BYTES)?;
    let reason = if bytes.len() as u64 > color_lut::MOST_BYTES {
        said("table-too-large", [])
    } else {
        match std::str::from_utf8(&bytes).map(Lut::from_cube) {
            Ok(Ok(_)) => return Ok(Some(Ok(color_lut::MEDIA_TYPE))),
            Ok(Err(error)) => error.said(),
            Err(_) => said("file-no-text", []),
        }
    };
    let is_named = name.to_lowercase().ends_with(".cube");
    Ok(is_named.then(|| Err(said("cube-broken", [("reason", reason)]))))
}

/// Whether it is rows of values: any text may be, so its name has to say so.
fn is_rows(path: &Path, name: &str) -> std::io::Result<bool> {
    let name = name.to_lowercase();
    if ![".csv", ".tsv"].iter().any(|ending| name.ends_with(ending)) {
        return Ok(false);
    }
    let bytes = read_most(path, list_from_csv::MOST_BYTES)?;
    let is_small = bytes.len() as u64 <= list_from_csv::MOST_BYTES;
    Ok(is_small && !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok())
}

/// A file that is being received; what nobody took into the assets is removed.
struct Incoming {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl Incoming {
    async fn new(folder: PathBuf) -> std::io::Result<Self> {
        let path = folder.join(format!("upload-{:016x}", clock::random_u64()));
        let file = File::create_new(&path).await?;
        Ok(Self {
            path,
            file,
            bytes: 0,
        })
    }

    async fn write(&mut self, piece: &[u8]) -> std::io::Result<()> {
        self.bytes += piece.len() as u64;
        self.file.write_all(piece).await
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Gone already when it was kept.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Streams the body to disk; a file that grows over the limit is dropped.
async fn receive(
    folder: PathBuf,
    body: &mut BodyDataStream,
    limit: u64,
) -> Result<Incoming, Refused> {
    let mut incoming = Incoming::new(folder)
        .await
        .map_err(|error| Refused::broken(&error))?;
    loop {
        let Ok(next) = tokio::time::timeout(SILENCE, body.next()).await else {
            return Err(Refused::Silent);
        };
        match next {
            None => break,
            Some(Err(_)) => return Err(Refused::BrokeOff),
            Some(Ok(piece)) if incoming.bytes + piece.len() as u64 > limit => {
                drop(incoming);
                drain(body).await;
                return Err(Refused::TooLarge(limit));
            }
            Some(Ok(piece)) => incoming
                .write(&piece)
                .await
                .map_err(|error| Refused::broken(&error))?,
        }
    }
    if incoming.bytes == 0 {
        return Err(Refused::Empty);
    }
    incoming
        .file
        .flush()
        .await
        .map_err(|error| Refused::broken(&error))?;
    Ok(incoming)
}

/// Reads on without keeping anything.
async fn drain(body: &mut BodyDataStream) {
    let reading = async {
        let mut read = 0;
        while let Some(Ok(piece)) = body.next().await {
            read += piece.len() as u64;
            if read > DRAIN_LIMIT {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, reading).await;
}

/// A name with the folders it came in before it, as far as there is room for them.
fn in_folder(folder: &str, name: &str) -> String {
    let parts = folder.split(['/', '\\']).map(str::trim);
    let parts = parts.filter(|part| !matches!(*part, "" | "." | ".."));
    let mut all = String::new();
    for part in parts {
        let part: String = part.chars().filter(|letter| !letter.is_control()).collect();
        if all.len() + part.len() + name.len() + 1 > limits::FILE_NAME_BYTES {
            break;
        }
        all.push_str(&part);
        all.push('/');
    }
    all + name
}

/// What is shown of the name a browser gave: the last part of a path, without what can't be printed.
fn tidy_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut tidy: String = last.chars().filter(|letter| !letter.is_control()).collect();
    tidy.truncate(tidy.floor_char_boundary(NAME_LIMIT));
    let tidy = tidy.trim();
    if tidy.is_empty() {
        "Picture".into()
    } else {
        tidy.into()
    }
}
