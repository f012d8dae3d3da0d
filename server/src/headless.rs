//! `gesso run`: a workflow file is run without a page, by the same engine and on the same cache as the server's. Says how
//! far it is on stderr, or what happens as lines of JSON on stdout, and ends with a code that scripts can use.

mod deliver;
mod fill;
mod near;
mod says;

use crate::afresh::{self, AfreshError, Start};
use crate::carried::Refused;
use crate::config::Config;
use crate::server::{StartError, engine_config, lock, media_limits};
use crate::store::Store;
use deliver::Delivery;
use fill::Fill;
use gesso_app::api::IMPORT_BYTES;
use gesso_engine::{Engine, EngineError, Events, Folder, Parts, SystemClock};
use gesso_graph::{Document, FileError, Targets, WorkflowFile};
use gesso_media::native::{Limits, MediaError, attachment, probe};
use gesso_sync::{RunEvent, RunState};
use says::Says;
use std::io::{Cursor, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::mpsc;

/// The runs of files are kept under this name, apart from those of workflows.
const WORKFLOW: &str = "headless";

/// What `gesso run` is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The workflow file, or a picture that carries one.
    pub file: PathBuf,
    /// Parameters to set, as `node.param=value`.
    pub set: Vec<String>,
    /// Files to load, each as `file` or `node=file`.
    pub input: Vec<String>,
    /// The nodes to run to; none is everything.
    pub to: Vec<String>,
    /// The folder for the files that are made.
    pub out: PathBuf,
    /// The files do not carry the workflow.
    pub bare: bool,
    /// What happens is said as lines of JSON.
    pub json: bool,
    /// The data folder and the limits; what concerns the network is not used.
    pub config: Config,
}

/// How a run ended, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Done,
    Failed,
    Partly,
    Cancelled,
}

impl Ended {
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Partly => 3,
            Self::Cancelled => 130,
        })
    }
}

/// The exit code for an order that can't be carried out as it is.
const USAGE: u8 = 2;

/// Why a run does not come about.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// The order names something that is not there.
    #[error("{0}")]
    Usage(String),
    #[error("no threads can be started: {0}")]
    Threads(std::io::Error),
    #[error("{path} can't be read: {source}")]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path}: {source}")]
    File { path: PathBuf, source: FileError },
    #[error("{path} can't be written: {source}. Choose another folder with --out")]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} can't carry the workflow: {source}. Leave it out with --bare")]
    Carry { path: PathBuf, source: Refused },
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Run(#[from] EngineError),
    #[error(transparent)]
    Afresh(#[from] AfreshError),
}

impl Trouble {
    fn code(&self) -> ExitCode {
        match self {
            Self::Usage(_) | Self::Read { .. } | Self::File { .. } => ExitCode::from(USAGE),
            _ => ExitCode::FAILURE,
        }
    }
}

/// Runs the order to its end.
pub fn run(order: &Order) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let ended = runtime
        .map_err(Trouble::Threads)
        .and_then(|runtime| runtime.block_on(carry_out(order)));
    match ended {
        Ok(ended) => ended.code(),
        Err(trouble) => {
            says::error(order.json, &trouble.to_string());
            trouble.code()
        }
    }
}

/// Hands on what the engine says.
struct Sender(mpsc::UnboundedSender<RunEvent>);

impl Events for Sender {
    fn emit(&self, _workflow: &str, event: RunEvent) {
        // Nobody listens any more once the run has ended.
        let _ = self.0.send(event);
    }
}

async fn carry_out(order: &Order) -> Result<Ended, Trouble> {
    if order.out.exists() && !order.out.is_dir() {
        let path = order.out.display();
        return Err(Trouble::Usage(format!(
            "{path} is a file; --out takes a folder"
        )));
    }
    let limits = media_limits(&order.config);
    let workflow = read(&order.file, &limits)?;
    let version = workflow.made.map_or(0, |made| made.version);
    let data = &order.config.data;
    let assets = Folder::open(&data.join("assets")).map_err(StartError::from)?;
    let artifacts = Folder::open(&data.join("artifacts")).map_err(StartError::from)?;
    let _lock = lock(data)?;
    let store = Store::open(&data.join("gesso.db"))
        .await
        .map_err(StartError::from)?;
    let mut fill = Fill::new(workflow.document, &assets, &store, &limits);
    fill.set(&order.set).await?;
    fill.load(&order.input).await?;
    let targets = match order.to.is_empty() {
        true => Targets::Everything,
        false => Targets::Nodes(fill.named(&order.to)?),
    };
    let (filled, by_hand) = fill.filled();
    let (sender, events) = mpsc::unbounded_channel();
    let engine = Engine::new(Parts {
        store: Arc::new(store.clone()),
        blobs: Arc::new(artifacts.clone()),
        assets: Arc::new(assets.clone()),
        events: Arc::new(Sender(sender)),
        clock: Arc::new(SystemClock),
        limits,
        config: engine_config(&order.config),
    });
    let start = Start {
        document: &filled,
        targets: &targets,
        takes: &engine.kept_takes(WORKFLOW, &filled).await?,
        by_hand: &by_hand,
    };
    let document = afresh::document(&store, &start).await?;
    let delivery = Delivery {
        order,
        artifacts: &artifacts,
        store: &store,
        name: workflow.name,
        version,
    };
    let ended = follow(&delivery, &engine, &document, targets, events).await;
    engine.shutdown().await;
    store.close().await;
    ended
}

/// The workflow of a file: what is written in it, or what it carries as a picture.
fn read(path: &Path, limits: &Limits) -> Result<WorkflowFile, Trouble> {
    let unreadable = |source| Trouble::Read {
        path: path.to_owned(),
        source,
    };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let carried = attachment::read(&mut Cursor::new(&bytes), IMPORT_BYTES).map_err(unreadable)?;
    let text = String::from_utf8(carried.unwrap_or(bytes)).map_err(|error| {
        let found = match probe(error.as_bytes(), limits) {
            Err(MediaError::NotAPicture { found }) => found.to_string(),
            _ => "a picture that carries no workflow".into(),
        };
        Trouble::Usage(format!(
            "{} is {found}. Name a workflow file; pictures are loaded into it with --input",
            path.display()
        ))
    })?;
    WorkflowFile::from_json(&text).map_err(|source| Trouble::File {
        path: path.to_owned(),
        source,
    })
}

/// Starts the run and says what happens until it has ended and its files are where they are wanted.
async fn follow(
    delivery: &Delivery<'_>,
    engine: &Engine,
    document: &Document,
    targets: Targets,
    mut events: mpsc::UnboundedReceiver<RunEvent>,
) -> Result<Ended, Trouble> {
    let json = delivery.order.json;
    let mut says = Says::new(document, json, std::io::stderr().is_terminal());
    let run = engine.start(WORKFLOW, 0, document, targets, None).await?;
    let mut interrupted = false;
    let state = loop {
        let event = tokio::select! {
            event = events.recv() => event,
            _ = tokio::signal::ctrl_c(), if !interrupted => {
                interrupted = true;
                engine.cancel(run).await?;
                continue;
            }
        };
        let Some(event) = event else {
            break RunState::Failed;
        };
        says.event(&event);
        match event {
            RunEvent::Run {
                state: RunState::Queued | RunState::Running,
                ..
            } => {}
            RunEvent::Run { state, .. } => break state,
            _ => {}
        }
    };
    engine.ended(run).await;
    let files = engine.files(run).await?;
    let made = delivery.write(run, document, files, &mut says).await?;
    let ended = match state {
        RunState::Done if !says.misses() => Ended::Done,
        RunState::Cancelled => Ended::Cancelled,
        _ if made > 0 => Ended::Partly,
        _ => Ended::Failed,
    };
    says.end(ended, made);
    Ok(ended)
}
