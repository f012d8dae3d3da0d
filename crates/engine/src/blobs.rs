//! Where bytes are kept by their hash, behind traits. Whoever implements [`Blobs`] runs `contract::blobs`.

use crate::error::StoreError;
use async_trait::async_trait;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Something that was put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// BLAKE3 of its bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// How many bytes.
    pub bytes: u64,
}

/// Artifacts by the hash of their bytes. What was put is on disk when the call returns; putting the same twice is one.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Keeps these bytes.
    async fn put(&self, bytes: Vec<u8>) -> Result<Stored, StoreError>;
    /// Keeps a file and takes it away from where it is; files in [`Blobs::scratch`] move without a copy.
    async fn put_file(&self, file: &Path) -> Result<Stored, StoreError>;
    /// A local file with these bytes.
    async fn path(&self, hash: &str) -> Result<Option<PathBuf>, StoreError>;
    /// Which of these are there.
    async fn present(&self, hashes: &[&str]) -> Result<BTreeSet<String>, StoreError>;
    /// Everything that is kept. Looks at every file: for the start, not for requests.
    async fn all(&self) -> Result<Vec<Stored>, StoreError>;
    /// Forgets these bytes; nothing happens if they are not there.
    async fn remove(&self, hash: &str) -> Result<(), StoreError>;
    /// An existing folder for files in the making, which nobody misses after a restart.
    fn scratch(&self) -> PathBuf;
}

/// Uploaded files. Apart from artifacts, because artifacts may be thrown away.
#[async_trait]
pub trait Assets: Send + Sync {
    /// A local file with the bytes of this asset.
    async fn path(&self, hash: &str) -> Result<Option<PathBuf>, StoreError>;
}
