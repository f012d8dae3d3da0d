//! Workflows that travel in pictures. On its way out, a saved picture gets the workflow that made it, as it was when the run began;
//! the file that is kept stays as it is. On its way in, a picture is asked for the workflow it brought.

use crate::files::disposition;
use crate::server::Server;
use crate::store::StoreError;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures::stream;
use gesso_app::api::IMPORT_BYTES;
use gesso_engine::{Blobs, Job, RunStore as _, StepRecord};
use gesso_graph::edit::set_again;
use gesso_graph::{Document, Made, NodeId, WorkflowFile, apply_all};
use gesso_media::native::MediaError;
use gesso_media::native::attachment::{self, Piece};
use gesso_nodes::catalogue;
use gesso_sync::{RunId, StepResult};
use gesso_words::Words;
use std::io::SeekFrom;
use std::path::PathBuf;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

/// How much of a file is on its way at once.
const BUFFER: usize = 64 * 1024;

/// Why a picture can't be given with its workflow. People read it where the download would have been, as
/// [`Refused::describe`] says it; `Display` is for the log.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("the run is not known")]
    NoSuchRun,
    #[error("the workflow is not there")]
    NoWorkflow,
    #[error("the run did not make the file")]
    NotItsFile,
    #[error("the workflow is too large")]
    TooLarge,
    #[error(transparent)]
    Media(#[from] MediaError),
    #[error(transparent)]
    Store(#[from] gesso_engine::StoreError),
    #[error(transparent)]
    Log(#[from] StoreError),
}

impl Refused {
    fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchRun | Self::NoWorkflow => StatusCode::NOT_FOUND,
            Self::NotItsFile => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Media(MediaError::Unsupported(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Media(_) | Self::Store(_) | Self::Log(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened and what to do, in words for people.
    fn describe(&self, words: &'static Words) -> String {
        let key = match self {
            Self::Media(error) => return error.said().describe(words),
            Self::NoSuchRun => "carried-no-run",
            Self::NoWorkflow => "carried-no-workflow",
            Self::NotItsFile => "carried-not-its-file",
            Self::TooLarge => "carried-too-large",
            Self::Store(_) => "file-not-read",
            Self::Log(_) => "carried-not-read",
        };
        words.text(key).to_owned()
    }

    /// The answer, in the language of whoever asked.
    pub(crate) fn answer(&self, words: &'static Words) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!("a file could not be given with its workflow: {self}");
        }
        (status, self.describe(words)).into_response()
    }
}

/// The file of a run, with the workflow in it, to be saved as `name`.
pub(crate) async fn download(
    server: &Server,
    hash: &str,
    path: PathBuf,
    run: RunId,
    name: &str,
    media_type: &'static str,
) -> Result<Response, Refused> {
    let (body, bytes) = with_workflow(server, hash, path, run).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::CONTENT_LENGTH, HeaderValue::from(bytes)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}

async fn with_workflow(
    server: &Server,
    hash: &str,
    path: PathBuf,
    run: RunId,
) -> Result<(Body, u64), Refused> {
    let steps = server.store.steps(run).await?;
    let made = |step: &&StepRecord| {
        let mut files = step.result.iter().flat_map(StepResult::files);
        files.any(|file| file.hash == hash)
    };
    let carried = Carried::of(server, run).await?;
    let node = steps.iter().find(made).ok_or(Refused::NotItsFile)?.node;
    let text = elsewhere(move || carried.text(node)).await?;
    let (file, pieces) = elsewhere(move || {
        let mut file = std::fs::File::open(path)?;
        let pieces = attachment::put(&mut file, text.as_bytes())?;
        Ok::<_, MediaError>((file, pieces))
    })
    .await?;
    let bytes = pieces.iter().map(Piece::bytes).sum();
    Ok((stream_of(File::from_std(file), pieces), bytes))
}

/// The workflow that goes with the files of a run: as it was when the run began, with the values of that run, so that it makes the
/// very same again, the version, and for each node the hashes of what was read for its files.
pub(crate) struct Carried {
    name: String,
    document: Document,
    version: u64,
    job: Job,
}

impl Carried {
    /// The workflow of a run of the server.
    pub(crate) async fn of(server: &Server, run: RunId) -> Result<Self, Refused> {
        let record = server.store.run(run).await?.ok_or(Refused::NoSuchRun)?;
        let workflow = server.store.workflow(&record.workflow).await?;
        let name = workflow.ok_or(Refused::NoWorkflow)?.name;
        let document = server
            .store
            .document_at(&record.workflow, record.seq)
            .await?;
        let document = document.ok_or(Refused::NoWorkflow)?;
        let job = server.store.job(run).await?.unwrap_or_default();
        Ok(elsewhere(move || Self::new(name, &document, record.seq, job)).await)
    }

    /// A workflow, and what a run of it did. Costs the document.
    pub(crate) fn new(name: String, document: &Document, version: u64, job: Job) -> Self {
        Self {
            name,
            document: as_run(document, &job),
            version,
            job,
        }
    }

    /// The text that goes with the files of a node. Costs the document.
    pub(crate) fn text(&self, node: NodeId) -> Result<String, Refused> {
        let mut file = WorkflowFile::new(self.name.clone(), self.document.clone());
        file.made = Some(Made {
            version: self.version,
            inputs: self.job.files_read(node),
        });
        let text = file.to_shared_json();
        match text.len() > IMPORT_BYTES {
            true => Err(Refused::TooLarge),
            false => Ok(text),
        }
    }
}

/// What of a file goes out: all of it, or with a text in it where its kind has room for one.
pub(crate) fn pieces(
    file: &mut std::fs::File,
    media_type: &str,
    text: Option<&str>,
) -> Result<Vec<Piece>, MediaError> {
    match text.filter(|_| attachment::has_room(media_type)) {
        Some(text) => attachment::put(file, text.as_bytes()),
        None => Ok(vec![Piece::Kept(0..file.metadata()?.len())]),
    }
}

/// The workflow with the values that a run had: those of a row of a table, and what the run set anew, kept from now on.
fn as_run(document: &Document, job: &Job) -> Document {
    let settings = job.steps.iter().map(|step| job.setting(step));
    let commands = set_again(document, catalogue(), &settings.collect::<Vec<_>>());
    apply_all(document, &commands).document
}

/// Large files and documents take long.
pub(crate) async fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work)
        .await
        .expect("reading headers and writing JSON do not panic")
}

/// The pieces one after the other, of the file no more than a buffer at a time.
fn stream_of(file: File, pieces: Vec<Piece>) -> Body {
    let start = (file, pieces.into_iter(), 0);
    Body::from_stream(stream::try_unfold(
        start,
        |(mut file, mut pieces, mut left)| async move {
            if left == 0 {
                match pieces.next() {
                    None => return Ok(None),
                    Some(Piece::New(bytes)) => {
                        return Ok(Some((Bytes::from(bytes), (file, pieces, 0))));
                    }
                    Some(Piece::Kept(range)) => {
                        file.seek(SeekFrom::Start(range.start)).await?;
                        left = range.end - range.start;
                    }
                }
            }
            let mut part = Vec::with_capacity(BUFFER);
            let read = (&mut file).take(left).read_buf(&mut part).await?;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            left -= read as u64;
            Ok::<_, std::io::Error>(Some((Bytes::from(part), (file, pieces, left))))
        },
    ))
}

/// The text of the workflow file that an uploaded picture brought.
pub(crate) async fn workflow_in(
    server: &Server,
    asset: &str,
) -> Result<Option<String>, gesso_engine::StoreError> {
    let Some(path) = Blobs::path(&server.assets, asset).await? else {
        return Ok(None);
    };
    let read = elsewhere(move || attachment::read(&mut std::fs::File::open(path)?, IMPORT_BYTES));
    let text = read
        .await
        .map_err(|error| gesso_engine::StoreError::new("look into a picture", error))?;
    Ok(text.and_then(|text| String::from_utf8(text).ok()))
}
