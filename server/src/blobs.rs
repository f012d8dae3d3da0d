//! Files by the hash of their bytes, in a local folder: `blobs/ab/cdef…`. A file is written beside, synced and renamed,
//! so a hash that is there is whole. Only 64 lower-case hexadecimal digits ever become part of a path.

use crate::clock;
use std::io;
use std::path::{Path, PathBuf};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;

/// The folder of blobs. Clones share it.
#[derive(Debug, Clone)]
pub struct Folder {
    blobs: PathBuf,
    tmp: PathBuf,
}

/// A file that is being written. Dropped before it is kept, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Incoming {
    folder: Folder,
    path: PathBuf,
    file: File,
    hasher: blake3::Hasher,
    bytes: u64,
}

/// Whether the text is a hash as this house writes it.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Folder {
    /// The folders `blobs` and `tmp` under `data`; what a crash left half-written is removed.
    ///
    /// # Errors
    /// When they can't be made.
    pub async fn open(data: &Path) -> io::Result<Self> {
        let folder = Self {
            blobs: data.join("blobs"),
            tmp: data.join("tmp"),
        };
        fs::create_dir_all(&folder.blobs).await?;
        match fs::remove_dir_all(&folder.tmp).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::create_dir_all(&folder.tmp).await?;
        Ok(folder)
    }

    /// Where a hash's file lies or would lie.
    fn place(&self, hash: &str) -> Option<PathBuf> {
        is_hash(hash).then(|| self.blobs.join(&hash[..2]).join(&hash[2..]))
    }

    /// The file with this hash, when it is there.
    pub(crate) async fn find(&self, hash: &str) -> Option<PathBuf> {
        let path = self.place(hash)?;
        fs::try_exists(&path).await.unwrap_or(false).then_some(path)
    }

    /// Begins a new file.
    pub(crate) async fn incoming(&self) -> io::Result<Incoming> {
        let path = self.temporary();
        let file = File::create_new(&path).await?;
        Ok(Incoming {
            folder: self.clone(),
            path,
            file,
            hasher: blake3::Hasher::new(),
            bytes: 0,
        })
    }

    /// A path for a new file that nobody else uses.
    pub(crate) fn temporary(&self) -> PathBuf {
        self.tmp.join(format!("{:016x}", clock::random_u64()))
    }

    /// Moves a finished file to its place.
    async fn settle(&self, from: &Path, hash: &str) -> io::Result<()> {
        let place = self.place(hash).expect("a hash made here is a hash");
        let above = place.parent().expect("a blob's path has a folder");
        fs::create_dir_all(above).await?;
        fs::rename(from, &place).await?;
        // The name is on the disk only when its folder is.
        File::open(above).await?.sync_all().await
    }
}

impl Incoming {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(crate) async fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        self.file.write_all(piece).await
    }

    /// Makes sure that readers of the path see everything written.
    pub(crate) async fn flush(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Puts the file in its place for good; gives its hash.
    pub(crate) async fn keep(mut self) -> io::Result<String> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let hash = self.hasher.finalize().to_hex().to_string();
        self.folder.settle(&self.path, &hash).await?;
        Ok(hash)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Gone already when it was kept.
        let _ = std::fs::remove_file(&self.path);
    }
}
