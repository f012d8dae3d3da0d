//! One server on one data folder: everything that lives as long as the process, opened in order and closed in order.

use crate::backend::Desk;
use crate::bench;
use crate::config::Config;
use crate::first_visit;
use crate::fonts;
use crate::hub::Hub;
use crate::installed;
use crate::pages::Pages;
use crate::site::{self, SiteError};
use crate::store::{Store, StoreError};
use crate::thumbnails::Thumbnails;
use crate::{
    clock, export, files, picture, pixels, rooms::Rooms, security, sheet, upload, ws, zip,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use gesso_app::Assets;
use gesso_app::api::IMPORT_BYTES;
use gesso_engine::{Engine, EngineConfig, EngineError, Folder, Parts, SystemClock};
use gesso_media::native::Limits;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// How long a deleted workflow can be restored, in milliseconds: thirty days.
const DELETED_KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// Pictures decoded at once for uploads and thumbnails; each may take a whole picture's memory.
const DECODERS: usize = 2;
/// The space for kept results is shared: one part of so many is for thumbnails.
const THUMBNAIL_PART: u64 = 16;

/// Largest call of a server function. The text of a workflow file travels as a JSON string, in which quotes count double.
const CALL_BYTES: usize = 2 * IMPORT_BYTES;

/// Largest side of an uploaded picture, in pixels: what the formats can hold at most.
const SIDE_LIMIT: u32 = 65_535;

/// Everything that lives as long as the process.
pub struct Server {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) assets: Folder,
    pub(crate) artifacts: Folder,
    pub(crate) thumbnails: Thumbnails,
    pub(crate) hub: Arc<Hub>,
    pub(crate) rooms: Rooms,
    pub(crate) engine: Arc<Engine>,
    /// One permit per picture that is decoded.
    pub(crate) decoders: Semaphore,
    built: Assets,
    /// The script of the page `/bench`, when there is to be one.
    bench: Option<String>,
    /// The text of the worker of the installed app.
    worker: Option<String>,
    stop: watch::Sender<bool>,
    /// Held until the server is closed or the process ends: the data folder is this server's alone.
    lock: Mutex<Option<File>>,
}

/// The server can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The page is not built.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The data folder can't be used.
    #[error("the data folder {path} can't be used: {source}. Choose another with --data")]
    Data {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another server has the data folder.
    #[error(
        "the data folder {path} is in use by another Gesso. Stop that one, or choose another folder with --data"
    )]
    Taken {
        /// Which.
        path: PathBuf,
    },
    /// The data folder's files can't be used.
    #[error(transparent)]
    Files(#[from] gesso_engine::StoreError),
    /// Unfinished runs can't be taken up.
    #[error(transparent)]
    Runs(#[from] EngineError),
    /// The address is taken, or not ours.
    #[error(
        "Gesso can't listen on {address}: {source}. Is it running already? Choose another with --listen"
    )]
    Listen {
        /// Which.
        address: std::net::SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
}

impl Server {
    /// Opens the data folder, brings the database up to date and makes what a first visit shows.
    ///
    /// # Errors
    /// When the page is not built, or the data folder or the database can't be used.
    pub async fn open(config: Config) -> Result<Arc<Self>, StartError> {
        let built = site::manifest(&config.site)?;
        let bench = match config.bench {
            true => Some(site::bench(&config.site)?),
            false => None,
        };
        let worker = installed::worker(&config.site, &built)?;
        let thumbnails = config.data.join("thumbnails");
        let budget = thumbnail_bytes(&config);
        let thumbnails =
            Thumbnails::open(thumbnails, budget).map_err(|source| StartError::Data {
                path: config.data.clone(),
                source,
            })?;
        let lock = lock(&config.data)?;
        let assets = Folder::open(&config.data.join("assets"))?;
        let artifacts = Folder::open(&config.data.join("artifacts"))?;
        let store = Store::open(&config.data.join("gesso.db")).await?;
        let purged = store.purge(clock::now_ms() - DELETED_KEPT_MS).await?;
        if purged > 0 {
            tracing::info!("removed {purged} workflows that were deleted over thirty days ago");
        }
        let hub = Arc::new(Hub::default());
        let engine = Engine::new(Parts {
            store: Arc::new(store.clone()),
            blobs: Arc::new(artifacts.clone()),
            assets: Arc::new(assets.clone()),
            events: hub.clone(),
            clock: Arc::new(SystemClock),
            limits: media_limits(&config),
            config: engine_config(&config),
        });
        let server = Arc::new(Self {
            rooms: Rooms::new(store.clone()),
            store,
            assets,
            artifacts,
            thumbnails,
            hub,
            engine,
            decoders: Semaphore::new(DECODERS),
            built,
            bench,
            worker,
            stop: watch::Sender::new(false),
            lock: Mutex::new(Some(lock)),
            config,
        });
        first_visit::prepare(&server).await?;
        server.engine.resume().await?;
        let homes = [&server.assets, &server.artifacts];
        if let Err(error) = server.thumbnails.tidy(homes).await {
            tracing::error!(%error, "old thumbnails could not be removed");
        }
        Ok(server)
    }

    /// What uploads and runs accept of a picture file.
    pub(crate) fn media_limits(&self) -> Limits {
        media_limits(&self.config)
    }

    /// Turns true when the server stops: what would go on for ever ends then.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Ends everything in order: conversations, rooms, runs (they go on at the next start), then the database.
    pub async fn close(&self) {
        self.stop.send_replace(true);
        self.rooms.close().await;
        self.engine.shutdown().await;
        self.store.close().await;
        self.lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}

/// Takes the data folder for this process: two would delete each other's work in the making. The system lets go of it
/// however the process ends.
pub(crate) fn lock(data: &Path) -> Result<File, StartError> {
    let broken = |source| StartError::Data {
        path: data.to_owned(),
        source,
    };
    let file = File::create(data.join("lock")).map_err(broken)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::Taken {
            path: data.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(broken(source)),
    }
}

pub(crate) fn media_limits(config: &Config) -> Limits {
    Limits {
        max_pixels: config.pixel_limit,
        max_side: SIDE_LIMIT,
        max_bytes: config.upload_limit,
        max_decoded_bytes: config.decoded_limit,
        av1: config.av1,
    }
}

/// Of the memory, so much has to be there for each step that is worked on: the tiles of its chain are beside opened files.
const STEP_MEMORY: u64 = 64 << 20;

/// What thumbnails may take: a part of what is allowed for kept results.
fn thumbnail_bytes(config: &Config) -> u64 {
    config.cache_limit / THUMBNAIL_PART
}

pub(crate) fn engine_config(config: &Config) -> EngineConfig {
    let defaults = EngineConfig::default();
    let wanted = if config.workers == 0 {
        defaults.workers
    } else {
        config.workers
    };
    let fitting = usize::try_from(config.memory / STEP_MEMORY).unwrap_or(usize::MAX);
    EngineConfig {
        workers: wanted.min(fitting.max(1)),
        cache_bytes: config.cache_limit - thumbnail_bytes(config),
        memory_bytes: config.memory,
        run_time: config.run_limit,
        ..defaults
    }
}

/// The whole server as one service.
pub fn app(server: Arc<Server>) -> Router {
    let pages = Pages::new(
        &server.config,
        server.built.clone(),
        Arc::new(Desk::new(server.clone())),
    );
    let site = server.config.site.clone();
    let bench = server.bench.clone();
    let bench = bench.map(|script| bench::routes(&server.built, script));
    let worker = server.worker.clone().map(installed::routes);
    Router::new()
        .route("/healthz", get(healthy))
        .route("/ws/{workflow}", get(ws::enter))
        .route("/upload", post(upload::upload))
        .route("/asset/{hash}", get(files::asset))
        .route("/artifact/{hash}", get(files::artifact))
        .route("/picture/{key}", get(picture::describe))
        .route("/picture/{key}/{level}/{column}/{row}", get(picture::tile))
        .route("/pixels/{kind}/{name}/{level}", get(pixels::describe))
        .route(
            "/pixels/{kind}/{name}/{level}/{column}/{row}",
            get(pixels::tile),
        )
        .route("/frames/{hash}", get(pixels::delays))
        .route("/font/{hash}", get(fonts::file))
        .route("/font/{hash}/sample", get(fonts::sample))
        .route("/workflow/{id}/file", get(export::file))
        .route("/run/{run}/files.zip", get(zip::files))
        .route("/run/{run}/sheet.png", get(sheet::png))
        .with_state(server)
        .merge(site::routes(&site))
        .merge(bench.unwrap_or_default())
        .merge(worker.unwrap_or_default())
        .merge(pages.routes().layer(DefaultBodyLimit::max(CALL_BYTES)))
        .layer(middleware::from_fn(security::guard))
}

/// Whether the server can answer: it can when its database does.
async fn healthy(State(server): State<Arc<Server>>) -> (StatusCode, &'static str) {
    match server.store.has_workflows().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_steps_are_worked_on_than_there_is_memory_for() {
        for (workers, mib, at_once) in [(16, 512, 8), (16, 1024, 16), (2, 512, 2), (4, 64, 1)] {
            let config = Config {
                workers,
                memory: mib << 20,
                ..Config::local("", "")
            };
            assert_eq!(
                engine_config(&config).workers,
                at_once,
                "{workers} with {mib} MiB"
            );
        }
    }
}
