//! Everything kept in SQLite, and the only place with SQL. Statements are checked while compiling (see `build.rs`).
//!
//! SQLite takes one writer at a time, so there are two connections that write and they wait for each other: the log's
//! syncs to disk before a transaction counts (what was acknowledged survives a power cut), the runs' does not (a
//! result that was lost with the power is computed again). Both survive `kill -9`. Reads go through a pool beside them.

mod assets;
mod log;
mod past;
mod queue;
mod runs;
mod takes;
mod workflows;

pub(crate) use assets::Asset;
pub(crate) use log::Appended;
pub(crate) use workflows::Workflow;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::time::Duration;

/// Connections that read at once.
const READERS: u32 = 4;
/// How long a writer waits for the other one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    read: SqlitePool,
    /// Syncs every commit.
    log: SqlitePool,
    /// Leaves syncing to checkpoints.
    runs: SqlitePool,
}

/// The database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It can't be opened, read or written.
    #[error("the database could not {attempt}: {source}")]
    Database {
        /// What was attempted.
        attempt: &'static str,
        /// Why not.
        source: sqlx::Error,
    },
    /// Its schema can't be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Something stored can't be read back.
    #[error("the stored {what} can't be read: {source}")]
    Unreadable {
        /// What.
        what: &'static str,
        /// Why not.
        source: serde_json::Error,
    },
}

/// Says what was attempted, for the message.
trait Attempt<T> {
    fn attempt(self, attempt: &'static str) -> Result<T, StoreError>;
}

impl<T> Attempt<T> for Result<T, sqlx::Error> {
    fn attempt(self, attempt: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Database { attempt, source })
    }
}

impl Store {
    /// Opens the database at `path`, makes it when it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// When the file can't be used, or was written by a newer Gesso.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = |synchronous, connections| {
            let options = options.clone().synchronous(synchronous);
            SqlitePoolOptions::new()
                .max_connections(connections)
                .connect_with(options)
        };
        let log = pool(SqliteSynchronous::Full, 1)
            .await
            .attempt("be opened")?;
        sqlx::migrate!().run(&log).await?;
        let runs = pool(SqliteSynchronous::Normal, 1)
            .await
            .attempt("be opened")?;
        let read = pool(SqliteSynchronous::Normal, READERS)
            .await
            .attempt("be opened")?;
        Ok(Self { read, log, runs })
    }

    /// Ends all connections; the write-ahead log is folded into the database.
    pub async fn close(&self) {
        self.read.close().await;
        self.runs.close().await;
        self.log.close().await;
    }
}

/// SQLite has no unsigned numbers; the bits are kept.
fn to_bits(number: u64) -> i64 {
    number.cast_signed()
}
