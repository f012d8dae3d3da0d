//! The folder of thumbnails: `{hash}-{side}.webp`, made when somebody asks, thrown away when they are too many or when
//! what they show is gone. Nothing is lost with one: it is made again.

use gesso_engine::{Blobs as _, Folder, StoreError};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

/// When they are too many, this part of the budget is left.
const LEFT_PART: (u64, u64) = (3, 4);

/// The thumbnails.
#[derive(Debug)]
pub(crate) struct Thumbnails {
    folder: PathBuf,
    budget: u64,
    /// What they take; the lock is held while some are thrown away.
    bytes: Mutex<u64>,
}

struct Kept {
    path: PathBuf,
    hash: String,
    bytes: u64,
    made: SystemTime,
}

impl Thumbnails {
    /// Takes the folder into use, makes it if it is not there.
    pub(crate) fn open(folder: PathBuf, budget: u64) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            budget,
            bytes: Mutex::default(),
        })
    }

    /// Where a thumbnail is or would be.
    pub(crate) fn place(&self, hash: &str, side: u32) -> PathBuf {
        self.folder.join(format!("{hash}-{side}.webp"))
    }

    /// Counts what is there and throws away what shows nothing that is still kept in `homes`. For the start.
    pub(crate) async fn tidy(&self, homes: [&Folder; 2]) -> Result<(), StoreError> {
        let listed = |error| StoreError::new("list the thumbnails", error);
        let kept = self.list().map_err(listed)?;
        let hashes: Vec<&str> = kept.iter().map(|kept| kept.hash.as_str()).collect();
        let mut shown = BTreeSet::new();
        for home in homes {
            shown.extend(home.present(&hashes).await?);
        }
        let mut bytes = 0;
        for kept in &kept {
            if shown.contains(&kept.hash) {
                bytes += kept.bytes;
            } else {
                remove(&kept.path);
            }
        }
        *self.lock() = 0;
        self.count(bytes);
        Ok(())
    }

    /// Moves a made thumbnail to its place, and throws away the oldest when they are too many.
    pub(crate) fn keep(&self, made: &Path, place: &Path) -> io::Result<()> {
        let bytes = fs::metadata(made)?.len();
        fs::rename(made, place)?;
        self.count(bytes);
        Ok(())
    }

    fn count(&self, more: u64) {
        let mut bytes = self.lock();
        *bytes += more;
        if *bytes <= self.budget {
            return;
        }
        match self.list() {
            Ok(kept) => *bytes = throw_away(kept, self.budget / LEFT_PART.1 * LEFT_PART.0),
            Err(error) => tracing::error!(%error, "the thumbnails could not be listed"),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, u64> {
        self.bytes
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn list(&self) -> io::Result<Vec<Kept>> {
        let mut all = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            let metadata = file.metadata()?;
            if metadata.is_file() {
                all.push(Kept {
                    path: file.path(),
                    hash: name.split('-').next().unwrap_or_default().to_owned(),
                    bytes: metadata.len(),
                    made: metadata.modified()?,
                });
            }
        }
        Ok(all)
    }
}

/// Removes the oldest until the rest takes at most `most` bytes; gives what the rest takes.
fn throw_away(mut kept: Vec<Kept>, most: u64) -> u64 {
    kept.sort_by_key(|kept| kept.made);
    let mut bytes: u64 = kept.iter().map(|kept| kept.bytes).sum();
    for kept in kept {
        if bytes <= most {
            break;
        }
        remove(&kept.path);
        bytes -= kept.bytes;
    }
    bytes
}

fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path) {
        tracing::error!(path = %path.display(), %error, "a thumbnail could not be removed");
    }
}
