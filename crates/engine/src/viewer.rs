//! Results looked at: whole pictures rebuilt from the recipes of their steps, tile by tile at any level.
//! Level 0 is full size, level n is 1/2ⁿ. A few chains stay built, so that the next tile begins at once.

use crate::chain::Chain;
use crate::engine::{Engine, Inner};
use crate::error::EngineError;
use crate::pixels::cell;
use crate::store::Role;
use gesso_graph::{ContentKey, Step};
use gesso_media::native::tile_png;
use gesso_media::{Image, Pull, RenderError};
use gesso_nodes::chain::{Build, upstream};
use gesso_sync::said;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// The side of a tile in pixels.
pub const TILE: u32 = 256;

/// How many built chains are kept.
const VIEWS: usize = 12;

/// What a viewer has to know before it asks for tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureInfo {
    /// Width at full size.
    pub w: u32,
    /// Height at full size.
    pub h: u32,
    /// How many levels there are; the last one is a single tile.
    pub levels: u32,
}

/// Chains that were built for viewers, the last used at the end.
#[derive(Default)]
pub(crate) struct Views {
    built: Mutex<VecDeque<((ContentKey, u32), Image)>>,
}

impl Views {
    fn find(&self, view: (ContentKey, u32)) -> Option<Image> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let place = built.iter().position(|(other, _)| *other == view)?;
        let found = built.remove(place)?;
        let image = Arc::clone(&found.1);
        built.push_back(found);
        Some(image)
    }

    /// What was looked at last.
    pub(crate) fn keys(&self) -> Vec<ContentKey> {
        let built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.iter().map(|((key, _), _)| *key).collect()
    }

    fn keep(&self, view: (ContentKey, u32), image: Image) {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.retain(|(other, _)| *other != view);
        built.push_back((view, image));
        while built.len() > VIEWS {
            built.pop_front();
        }
    }
}

/// Somebody waits for what this pull renders; when they no longer do, it is stopped.
struct Waiting(Pull);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Engine {
    /// The size and the levels of a result's picture. A saved file's is the picture that was saved.
    ///
    /// # Errors
    /// When there is no such result, it is no picture, or it can't be built any more.
    pub async fn picture_info(&self, key: ContentKey) -> Result<PictureInfo, EngineError> {
        let outcome = self.inner.store.outcomes(&[key]).await?.remove(&key);
        let size = match outcome.and_then(|outcome| outcome.result.size) {
            Some(size) => size,
            None => self.build(key, None).await?.1,
        };
        let longest = size.0.max(size.1).max(1);
        Ok(PictureInfo {
            w: size.0,
            h: size.1,
            levels: 1 + longest.div_ceil(TILE).next_power_of_two().ilog2(),
        })
    }

    /// A result's picture at a scale up to 1, rebuilt from its recipes. Rendering it may take long: keep it off async threads.
    ///
    /// # Errors
    /// As [`Engine::picture_info`].
    pub async fn picture(&self, key: ContentKey, scale: f32) -> Result<Image, EngineError> {
        Ok(self.build(key, Some(scale.clamp(1e-4, 1.0))).await?.0)
    }

    /// One tile as a PNG; tiles at the right and lower edge are as small as what is left.
    ///
    /// # Errors
    /// As [`Engine::picture_info`], and when the picture has no such tile.
    pub async fn tile(
        &self,
        key: ContentKey,
        level: u32,
        col: u32,
        row: u32,
    ) -> Result<Vec<u8>, EngineError> {
        let image = self.view(key, level.min(31)).await?;
        let region = cell(image.size(), TILE, col, row).ok_or(EngineError::NoPicture)?;
        self.inner
            .for_viewer(move |pull| {
                let tile = image.render(region, pull)?;
                Ok(tile_png(&tile)?)
            })
            .await
    }

    /// A result's picture at 1/2 to the `level`; a few stay built.
    pub(crate) async fn view(&self, key: ContentKey, level: u32) -> Result<Image, EngineError> {
        if let Some(image) = self.inner.views.find((key, level)) {
            return Ok(image);
        }
        let image = self.picture(key, 1.0 / (1_u32 << level) as f32).await?;
        self.inner.views.keep((key, level), Arc::clone(&image));
        Ok(image)
    }

    /// How many pictures are built or rendered for viewers right now; never more than there are workers.
    pub fn looks(&self) -> usize {
        let config = &self.inner.config;
        config.workers.max(1) - self.inner.looks.available_permits()
    }

    /// Builds the picture of a key, or only measures it.
    async fn build(
        &self,
        key: ContentKey,
        scale: Option<f32>,
    ) -> Result<(Image, (u32, u32)), EngineError> {
        let (chain, inner) = (self.inner.chain(key).await?, Arc::clone(&self.inner));
        self.inner
            .for_viewer(move |pull| {
                let build = scale.map_or(Build::Measure, |scale| Build::Render(scale, pull));
                let scaled = chain.picture(&inner.kitchen, build)?;
                Ok((scaled.image, scaled.full))
            })
            .await
    }
}

impl Inner {
    /// The chain that makes a key, from the recipes.
    async fn chain(&self, key: ContentKey) -> Result<Chain, EngineError> {
        let mut found: BTreeMap<ContentKey, Arc<Step>> = BTreeMap::new();
        let mut wanted = vec![key];
        while !wanted.is_empty() {
            let recipes = self.store.recipes(&wanted).await?;
            if wanted.iter().any(|key| !recipes.contains_key(key)) {
                return Err(EngineError::NoPicture);
            }
            wanted = recipes
                .values()
                .flat_map(|step| step.inputs.values().map(|source| source.key))
                .collect();
            found.extend(recipes.into_iter().map(|(key, step)| (key, Arc::new(step))));
            wanted.sort_unstable();
            wanted.dedup();
            wanted.retain(|key| !found.contains_key(key));
        }
        let keys: Vec<ContentKey> = found.keys().copied().collect();
        let mut raws = BTreeMap::new();
        for (key, outcome) in self.usable(&keys).await? {
            for artifact in outcome
                .artifacts
                .iter()
                .filter(|artifact| artifact.role == Role::Raw)
            {
                if let Some(path) = self.blobs.path(&artifact.hash).await? {
                    raws.insert((key, artifact.output.clone()), path);
                }
            }
        }
        let steps = upstream(key, &found);
        let assets = self.asset_files(steps.iter()).await?;
        Ok(Chain {
            steps,
            assets,
            raws,
            measured: Arc::default(),
            turn: None,
        })
    }

    /// Work that may take long, on a thread that may block; a panic in it is an error. Only as much as there are workers
    /// is done at once, and who no longer waits for the answer ends the work: panning asks for more than it looks at.
    pub(crate) async fn for_viewer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Pull) -> Result<T, RenderError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let permit = Arc::clone(&self.looks).acquire_owned().await;
        let permit = permit.map_err(|_| EngineError::ShuttingDown)?;
        let pull = Pull::new();
        let _waiting = Waiting(pull.clone());
        let work = tokio::task::spawn_blocking(move || {
            // Held until the work has really ended, which may be after nobody waits any more.
            let _permit = permit;
            work(&pull)
        });
        match work.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(RenderError::Failed(message))) => Err(EngineError::Failed(message)),
            Ok(Err(RenderError::Cancelled)) => Err(EngineError::ShuttingDown),
            Err(error) => {
                tracing::error!(%error, "a picture could not be rendered");
                Err(EngineError::Failed(said("picture-fault", [])))
            }
        }
    }
}
