//! Artifacts or assets in a local folder: `ab/cdef…` by hash, `scratch/` for what is in the making.
//! A file gets its name only after its bytes are on disk, so a crash leaves either all of it or nothing.

use crate::blobs::{Assets, Blobs, Stored};
use crate::error::StoreError;
use async_trait::async_trait;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of files named by the hash of their bytes.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    made: Arc<AtomicU64>,
}

impl Folder {
    /// Opens a folder, makes it if it is not there, and throws away what a crash left in the making.
    ///
    /// # Errors
    /// When the folder can't be made or written.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let scratch = root.join("scratch");
        let prepared = match fs::remove_dir_all(&scratch) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::create_dir_all(&scratch),
        };
        prepared.map_err(|error| {
            StoreError::new(format!("prepare the folder {}", scratch.display()), error)
        })?;
        Ok(Self {
            root: root.to_owned(),
            made: Arc::default(),
        })
    }

    /// Where a file of this hash is or would be; nothing for what is no hash.
    fn place(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == 64
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then(|| self.root.join(&hash[..2]).join(&hash[2..]))
    }

    fn new_scratch(&self) -> PathBuf {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        self.root.join("scratch").join(format!("put-{number}"))
    }

    /// Moves a complete file to the place of its hash.
    fn keep(&self, file: &Path) -> io::Result<Stored> {
        let mut hasher = blake3::Hasher::new();
        let opened = File::open(file)?;
        let bytes = io::copy(&mut &opened, &mut hasher)?;
        opened.sync_all()?;
        let hash = hasher.finalize().to_hex().to_string();
        let place = self
            .place(&hash)
            .ok_or_else(|| io::Error::other("a hash that is none"))?;
        if place.exists() {
            fs::remove_file(file)?;
            return Ok(Stored { hash, bytes });
        }
        let folder = place.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        if fs::rename(file, &place).is_err() {
            let near = self.new_scratch();
            fs::copy(file, &near)?;
            File::open(&near)?.sync_all()?;
            fs::rename(&near, &place)?;
            fs::remove_file(file)?;
        }
        // Without this the name itself may be lost when the power goes.
        File::open(folder)?.sync_all()?;
        Ok(Stored { hash, bytes })
    }

    /// Every file that stands where its name as a hash belongs; anything else in the folder is left alone.
    fn list(&self) -> io::Result<Vec<Stored>> {
        let mut all = Vec::new();
        for part in fs::read_dir(&self.root)? {
            let part = part?;
            if !part.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(part.path())? {
                let file = file?;
                let hash = format!(
                    "{}{}",
                    part.file_name().to_string_lossy(),
                    file.file_name().to_string_lossy()
                );
                let metadata = file.metadata()?;
                if self.place(&hash) == Some(file.path()) && metadata.is_file() {
                    let bytes = metadata.len();
                    all.push(Stored { hash, bytes });
                }
            }
        }
        Ok(all)
    }

    fn keep_bytes(&self, bytes: &[u8]) -> io::Result<Stored> {
        let near = self.new_scratch();
        let mut file = File::create_new(&near)?;
        file.write_all(bytes)?;
        drop(file);
        self.keep(&near)
    }
}

/// Work on files goes to the threads that may block.
async fn blocking<T: Send + 'static>(
    doing: String,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| StoreError::new(doing, error)),
        Err(error) => Err(StoreError::new(doing, error)),
    }
}

#[async_trait]
impl Blobs for Folder {
    async fn put(&self, bytes: Vec<u8>) -> Result<Stored, StoreError> {
        let folder = self.clone();
        blocking("keep an artifact".into(), move || folder.keep_bytes(&bytes)).await
    }

    async fn put_file(&self, file: &Path) -> Result<Stored, StoreError> {
        let (folder, file) = (self.clone(), file.to_owned());
        blocking(format!("keep the file {}", file.display()), move || {
            folder.keep(&file)
        })
        .await
    }

    async fn path(&self, hash: &str) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.place(hash).filter(|place| place.is_file()))
    }

    async fn present(&self, hashes: &[&str]) -> Result<BTreeSet<String>, StoreError> {
        let there = |hash: &&&str| self.place(hash).is_some_and(|place| place.is_file());
        Ok(hashes
            .iter()
            .filter(there)
            .map(|hash| (*hash).to_owned())
            .collect())
    }

    async fn all(&self) -> Result<Vec<Stored>, StoreError> {
        let folder = self.clone();
        blocking("list the artifacts".into(), move || folder.list()).await
    }

    async fn remove(&self, hash: &str) -> Result<(), StoreError> {
        let Some(place) = self.place(hash) else {
            return Ok(());
        };
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::new(
                format!("remove the artifact {hash}"),
                error,
            )),
            _ => Ok(()),
        }
    }

    fn scratch(&self) -> PathBuf {
        self.root.join("scratch")
    }
}

#[async_trait]
impl Assets for Folder {
    async fn path(&self, hash: &str) -> Result<Option<PathBuf>, StoreError> {
        Blobs::path(self, hash).await
    }
}
