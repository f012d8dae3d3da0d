//! The files of a run go into a folder, each with the workflow that made it, as it was filled in, unless they are to go bare.

use super::says::Says;
use super::{Order, Trouble};
use crate::carried::{self, Carried, Refused};
use crate::store::Store;
use gesso_engine::{Blobs as _, EngineError, Folder, RunStore as _};
use gesso_graph::{Document, NodeId};
use gesso_media::native::attachment;
use gesso_sync::{ResultFile, RunId};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where files go and what goes with them.
pub(super) struct Delivery<'a> {
    pub(super) order: &'a Order,
    pub(super) artifacts: &'a Folder,
    pub(super) store: &'a Store,
    /// What the workflow is called.
    pub(super) name: String,
    /// The version of the workflow, as its file says it.
    pub(super) version: u64,
}

impl Delivery<'_> {
    /// Writes the files that a run of a document made; gives how many.
    pub(super) async fn write(
        &self,
        run: RunId,
        document: &Document,
        files: Vec<(NodeId, ResultFile)>,
        says: &mut Says<'_>,
    ) -> Result<usize, Trouble> {
        if files.is_empty() {
            return Ok(0);
        }
        let folder = &self.order.out;
        tokio::fs::create_dir_all(folder)
            .await
            .map_err(unwritten(folder))?;
        let texts = match self.order.bare {
            true => BTreeMap::new(),
            false => self.texts(run, document, &files).await?,
        };
        let mut taken = BTreeSet::new();
        let count = files.len();
        for (node, file) in files {
            let path = folder.join(gesso_engine::unlike(&file.name, &mut taken));
            let from = self.artifacts.path(&file.hash).await;
            let from = from.map_err(EngineError::from)?.unwrap_or_default();
            let text = texts.get(&node).cloned();
            let (to, media_type) = (path.clone(), file.media_type);
            let copied = carried::elsewhere(move || copy(&from, &to, &media_type, text.as_deref()));
            says.file(node, &path, copied.await?);
        }
        Ok(count)
    }

    /// The workflow that goes with the files of each of these nodes.
    async fn texts(
        &self,
        run: RunId,
        document: &Document,
        files: &[(NodeId, ResultFile)],
    ) -> Result<BTreeMap<NodeId, Arc<str>>, Trouble> {
        let job = self.store.job(run).await.map_err(EngineError::from)?;
        let (name, document, version) = (self.name.clone(), document.clone(), self.version);
        let nodes: BTreeSet<NodeId> = files.iter().map(|(node, _)| *node).collect();
        let texts: Result<_, Refused> = carried::elsewhere(move || {
            let carried = Carried::new(name, &document, version, job.unwrap_or_default());
            let text = |node| Ok((node, carried.text(node)?.into()));
            nodes.into_iter().map(text).collect()
        })
        .await;
        texts.map_err(|source| Trouble::Carry {
            path: self.order.out.clone(),
            source,
        })
    }
}

/// Copies a file, with a text in it where its kind has room for one; gives how many bytes there are.
fn copy(from: &Path, to: &Path, media_type: &str, text: Option<&str>) -> Result<u64, Trouble> {
    let mut file = File::open(from).map_err(unwritten(to))?;
    let pieces = carried::pieces(&mut file, media_type, text);
    let pieces = pieces.map_err(|error| Trouble::Carry {
        path: to.to_owned(),
        source: Refused::Media(error),
    })?;
    let mut out = BufWriter::new(File::create(to).map_err(unwritten(to))?);
    attachment::write(&mut file, &pieces, &mut out).map_err(unwritten(to))?;
    out.flush().map_err(unwritten(to))?;
    Ok(pieces.iter().map(attachment::Piece::bytes).sum())
}

fn unwritten(path: &Path) -> impl FnOnce(std::io::Error) -> Trouble {
    let path: PathBuf = path.to_owned();
    move |source| Trouble::Write { path, source }
}
