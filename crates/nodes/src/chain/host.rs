//! What a chain takes from outside: files, fonts, and what is kept of earlier work.

use super::outline::outlined;
use crate::call::{Data, Scaled};
use gesso_graph::{AssetRef, ContentKey, Name};
use gesso_media::{FontCase, Lut, Pull, RenderError};
use gesso_words::said;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// An output of a step, by the step's key.
pub type Place = (ContentKey, Name);

/// How a chain is built.
#[derive(Debug, Clone, Copy)]
pub enum Build<'a> {
    /// Only to know sizes and values: no file is decoded, nothing can be rendered.
    Measure,
    /// To be rendered at this scale.
    Render(f32, &'a Pull),
}

impl Build<'_> {
    pub(super) fn scale(self) -> f32 {
        match self {
            Self::Measure => 1.0,
            Self::Render(scale, _) => scale,
        }
    }
}

/// What a chain takes from outside.
pub trait Host {
    /// The fonts that were set up before.
    fn font_case(&self) -> &FontCase;

    /// The bytes of a file that is no picture: a font, a drawing. None with more than `most` is read.
    ///
    /// # Errors
    /// When it is gone or larger, said for people; [`RenderError::Cancelled`] while it is on its way.
    fn bytes(&self, asset: &AssetRef, most: u64) -> Result<Arc<[u8]>, RenderError>;

    /// Most pixels of one picture at full size.
    fn most_pixels(&self) -> u64;

    /// What is known of outputs from measuring.
    fn measured(&self) -> &Measured;

    /// Width and height of a file, upright.
    ///
    /// # Errors
    /// When it is gone or no picture, said for people.
    fn size_of(&self, asset: &AssetRef) -> Result<(u32, u32), RenderError>;

    /// The picture in a file at a scale; of an animation that with this number, from 1.
    ///
    /// # Errors
    /// When it can't be read, said for people, or the pull was stopped.
    fn load(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        pull: &Pull,
    ) -> Result<Scaled, RenderError>;

    /// As [`Host::load`], for one of many: read only when it is rendered, where the host can do that.
    ///
    /// # Errors
    /// As [`Host::load`].
    fn load_later(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        self.load(asset, frame, scale, pull)
    }

    /// For how long each picture of an animation shows; one entry for each. A host that reads none says so.
    ///
    /// # Errors
    /// When it is gone or no picture, said for people.
    fn delays(&self, asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        Err(RenderError::Failed(said(
            "frames-not-here",
            [("name", (&*asset.name).into())],
        )))
    }

    /// The look-up table in a file. A host that reads none says so; it has a server that does.
    ///
    /// # Errors
    /// When it is gone or no table, said for people.
    fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        Err(RenderError::Failed(said(
            "table-not-here",
            [("name", (&*asset.name).into())],
        )))
    }

    /// An output that need not be made: somebody rendered it before at this very scale. To measure, only its size counts.
    ///
    /// # Errors
    /// When it is there and can't be read.
    fn kept(&self, place: &Place, build: Build<'_>) -> Result<Option<Scaled>, RenderError>;

    /// A picture that was built now, to be kept or replaced by one with the same pixels that keeps some of them.
    fn made(&self, place: &Place, scale: f32, scaled: Scaled) -> Scaled {
        let _ = (place, scale);
        scaled
    }
}

/// Sizes and values of outputs. Without it every step of a long run would measure everything before it again.
#[derive(Debug, Default)]
pub struct Measured {
    outputs: Mutex<BTreeMap<Place, Data>>,
}

impl Measured {
    pub(super) fn find(&self, place: &Place) -> Option<Data> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.get(place).cloned()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.len()
    }

    /// Keeps a size in place of a picture, so that no kernel is held.
    pub(super) fn keep(&self, place: Place, data: &Data) {
        let data = outlined(data);
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.insert(place, data);
    }
}
