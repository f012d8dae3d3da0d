//! One server on one data folder: everything that lives as long as the process, opened in order and closed in order.

use crate::backend::Desk;
use crate::blobs::Folder;
use crate::config::Config;
use crate::first_visit;
use crate::pages::Pages;
use crate::site::{self, SiteError};
use crate::store::{Store, StoreError};
use crate::{clock, security};
use axum::Router;
use axum::middleware;
use axum::routing::get;
use gesso_app::Assets;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// How long a deleted workflow can be restored, in milliseconds: thirty days.
const DELETED_KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// Pictures decoded at once for uploads and thumbnails; each may take a whole picture's memory.
const DECODERS: usize = 2;

/// Everything that lives as long as the process.
pub struct Server {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) blobs: Folder,
    pub(crate) decoders: Semaphore,
    assets: Assets,
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
        let assets = site::manifest(&config.site)?;
        let data_error = |source| StartError::Data {
            path: config.data.clone(),
            source,
        };
        tokio::fs::create_dir_all(&config.data)
            .await
            .map_err(data_error)?;
        let blobs = Folder::open(&config.data).await.map_err(data_error)?;
        let store = Store::open(&config.data.join("gesso.db")).await?;
        let purged = store.purge(clock::now_ms() - DELETED_KEPT_MS).await?;
        if purged > 0 {
            tracing::info!("removed {purged} workflows that were deleted over thirty days ago");
        }
        let server = Arc::new(Self {
            config,
            store,
            blobs,
            decoders: Semaphore::new(DECODERS),
            assets,
        });
        first_visit::prepare(&server).await?;
        Ok(server)
    }

    /// Ends everything in order: rooms, runs, then the database.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// The whole server as one service.
pub fn app(server: Arc<Server>) -> Router {
    let pages = Pages::new(
        &server.config.site,
        server.assets.clone(),
        Arc::new(Desk::new(server.clone())),
    );
    let site = server.config.site.clone();
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .with_state(server)
        .merge(site::routes(&site))
        .merge(pages.routes())
        .layer(middleware::from_fn(security::guard))
}
