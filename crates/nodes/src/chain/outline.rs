//! Sizes in place of pictures: what is left of them when a chain is only measured.

use crate::call::{Data, Scaled};
use gesso_media::{Picture, Pull, Region, RenderError, Tile};
use gesso_words::said;
use std::sync::Arc;

/// The same with sizes in place of pictures.
pub(super) fn outlined(data: &Data) -> Data {
    match data {
        Data::Picture(scaled) => Data::Picture(outline(scaled.full)),
        Data::Mask(scaled) => Data::Mask(outline(scaled.full)),
        Data::List(items) => Data::List(items.iter().map(outlined).collect()),
        value => value.clone(),
    }
}

pub(super) fn outline(full: (u32, u32)) -> Scaled {
    Scaled {
        image: Arc::new(Outline(full)),
        full,
    }
}

/// A picture of which only the size is known.
struct Outline((u32, u32));

impl Picture for Outline {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, _region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        Err(RenderError::Failed(said("measured-only", [])))
    }
}
