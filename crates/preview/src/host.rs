//! Where chains take things from in the worker: files and results from the server's pixels, what was rendered before from the
//! cache. A step that only the server can do is its latest result, and that is noted.

use crate::cache::{Cache, Shape};
use crate::crew::Crew;
use crate::store::{Store, Whose};
use crate::task::Task;
use gesso_graph::{AssetRef, NodeId, Step};
use gesso_media::{FontCase, Lut, Pull, RenderError};
use gesso_nodes::chain::{Build, Host, Measured, Place};
use gesso_nodes::{Scaled, catalogue, image_load};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// What the worker has for all its chains.
pub(crate) struct Shelves {
    pub(crate) fonts: FontCase,
    pub(crate) store: Arc<Store>,
    pub(crate) cache: Arc<Cache>,
    pub(crate) crew: Arc<Crew>,
    pub(crate) measured: Measured,
    pub(crate) most_pixels: u64,
    /// Whether a kind of node is only for the server.
    pub(crate) is_servers: fn(&str) -> bool,
}

/// The same for one look of a task.
pub(crate) struct Desk<'a> {
    pub(crate) shelves: &'a Shelves,
    pub(crate) task: &'a Task,
    /// Small pictures are all kept: each step of a chain is shown.
    pub(crate) keeps_all: bool,
    /// Steps whose latest result was taken for the current one, or that have none.
    pub(crate) stops: RefCell<BTreeSet<NodeId>>,
}

impl Desk<'_> {
    /// The latest result of a step that is the server's.
    fn result(&self, step: &Step, place: &Place, build: Build<'_>) -> Result<Scaled, RenderError> {
        let first = catalogue()
            .spec(&step.kind)
            .and_then(|spec| spec.schema.outputs.first());
        let is_shown = first.is_some_and(|output| output.name == place.1.as_str());
        let latest = self.task.results.get(&step.node);
        if latest != Some(&step.key) {
            self.stops.borrow_mut().insert(step.node);
        }
        match latest {
            Some(key) if is_shown => {
                let level = match build {
                    Build::Measure => 0,
                    Build::Render(scale, _) => level_of(scale),
                };
                let (image, info) = self.shelves.store.open(Whose::Result(*key), level)?;
                let scaled = Scaled {
                    image: Arc::new(image),
                    full: info.full,
                };
                Ok(match build {
                    Build::Measure => scaled,
                    Build::Render(scale, _) => {
                        let shape = shape(&(*key, place.1.clone()), scale);
                        self.shelves.cache.blurrable(shape, scaled)
                    }
                })
            }
            _ => {
                self.stops.borrow_mut().insert(step.node);
                Err(RenderError::Failed("".into()))
            }
        }
    }
}

impl Host for Desk<'_> {
    fn font_case(&self) -> &FontCase {
        &self.shelves.fonts
    }

    fn bytes(&self, asset: &AssetRef, _most: u64) -> Result<Arc<[u8]>, RenderError> {
        // Who brought it was held to the same limit.
        self.shelves.store.bytes(asset)
    }

    fn most_pixels(&self) -> u64 {
        self.shelves.most_pixels
    }

    fn measured(&self) -> &Measured {
        &self.shelves.measured
    }

    fn size_of(&self, asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        let whose = Whose::Asset(asset.hash.clone(), 1);
        Ok(self.shelves.store.open(whose, 0)?.1.full)
    }

    fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        self.shelves.store.table(asset)
    }

    fn delays(&self, asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        self.shelves.store.delays(&asset.hash)
    }

    fn load(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        let whose = Whose::Asset(asset.hash.clone(), frame);
        let (image, info) = self.shelves.store.open(whose, level_of(scale))?;
        Ok(Scaled {
            image: Arc::new(image),
            full: info.full,
        })
    }

    fn kept(&self, place: &Place, build: Build<'_>) -> Result<Option<Scaled>, RenderError> {
        match self.task.steps.get(&place.0) {
            Some(step) if (self.shelves.is_servers)(&step.kind) => {
                self.result(step, place, build).map(Some)
            }
            _ => match build {
                Build::Measure => Ok(None),
                Build::Render(scale, _) => {
                    let shape = shape(place, scale);
                    let cache = &self.shelves.cache;
                    let found = cache.find(&shape);
                    Ok(found.map(|found| cache.blurrable(shape, found)))
                }
            },
        }
    }

    fn made(&self, place: &Place, scale: f32, scaled: Scaled) -> Scaled {
        let step = self.task.steps.get(&place.0);
        // A file's pixels are kept as they came.
        let is_file = step.is_some_and(|step| step.kind.as_str() == image_load::ID);
        let is_wanted = self.keeps_all || self.task.is_worth_keeping(place.0);
        if !is_wanted {
            return scaled;
        }
        let shape = shape(place, scale);
        let cache = &self.shelves.cache;
        let kept = match is_file {
            true => scaled,
            false => cache.keep(shape.clone(), &scaled),
        };
        cache.blurrable(shape, kept)
    }
}

fn shape(place: &Place, scale: f32) -> Shape {
    (place.0, place.1.clone(), scale.to_bits(), 0)
}

/// Scales are 1, a half, a quarter and so on.
fn level_of(scale: f32) -> u32 {
    (1.0 / f64::from(scale.max(1e-6))).log2().round().max(0.0) as u32
}
