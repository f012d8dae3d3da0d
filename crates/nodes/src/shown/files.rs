//! The files of the reference: a photo, two that were made before, an animation of three pictures, and a look-up table, by
//! their names.

use super::input::{SIZE, picture};
use super::table::Input;
use crate::call::Scaled;
use crate::chain::{Build, Host, Measured, Place};
use gesso_graph::AssetRef;
use gesso_media::{FontCase, Lut, Pull, RenderError};
use gesso_words::said;
use std::sync::Arc;
use std::time::Duration;

/// Lights become orange, shadows teal.
const TABLE: &str = "LUT_3D_SIZE 2\n0 0.15 0.2\n1 0.35 0.1\n0.1 0.7 0.45\n1 0.85 0.35\n0 0.3 0.6\n0.8 0.35 0.55\n0.2 0.8 0.8\n1 0.95 0.85\n";

/// Has them.
#[derive(Default)]
pub(super) struct Files {
    fonts: FontCase,
    measured: Measured,
}

/// One of them.
pub(super) fn asset(name: &str) -> AssetRef {
    AssetRef {
        hash: "0".repeat(64).as_str().into(),
        name: name.into(),
        media_type: "image/gif".into(),
    }
}

impl Host for Files {
    fn font_case(&self) -> &FontCase {
        &self.fonts
    }

    fn bytes(&self, _asset: &AssetRef, _most: u64) -> Result<Arc<[u8]>, RenderError> {
        Err(RenderError::Failed(said("gives-nothing-here", [])))
    }

    fn most_pixels(&self) -> u64 {
        u64::from(SIZE.0) * u64::from(SIZE.1)
    }

    fn measured(&self) -> &Measured {
        &self.measured
    }

    fn size_of(&self, _asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        Ok(SIZE)
    }

    fn load(
        &self,
        asset: &AssetRef,
        frame: u32,
        _scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        let image = picture(match (&*asset.name, frame) {
            ("dusk.jpg", _) | (_, 2) => Input::Dusk,
            ("evening.jpg", _) | (_, 3..) => Input::Evening,
            _ => Input::Scene,
        });
        Ok(Scaled { image, full: SIZE })
    }

    fn delays(&self, _asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        Ok(vec![Duration::from_millis(400); 3])
    }

    fn table(&self, _asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        let table = Lut::from_cube(TABLE);
        table
            .map(Arc::new)
            .map_err(|error| RenderError::Failed(error.said()))
    }

    fn kept(&self, _place: &Place, _build: Build<'_>) -> Result<Option<Scaled>, RenderError> {
        Ok(None)
    }
}
