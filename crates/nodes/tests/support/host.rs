//! A host with files made of nothing.

use gesso_graph::AssetRef;
use gesso_media::native::embedded_font;
use gesso_media::{FontCase, Pull, RenderError, solid};
use gesso_nodes::Scaled;
use gesso_nodes::chain::{Build, Host, Measured, Place};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Pictures whose names are their sizes; the fonts of Gesso; one text that is every other file. What has another name can't
/// be read. What is asked for is noted.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) fonts: FontCase,
    pub(crate) measured: Measured,
    pub(crate) asked: Mutex<Vec<String>>,
    pub(crate) text: &'static str,
}

impl Host for Files {
    fn font_case(&self) -> &FontCase {
        &self.fonts
    }

    fn bytes(&self, asset: &AssetRef, _most: u64) -> Result<Arc<[u8]>, RenderError> {
        self.asked.lock().unwrap().push(asset.name.to_string());
        if !asset.media_type.starts_with("font/") {
            return Ok(self.text.as_bytes().into());
        }
        let found = embedded_font(&asset.hash).map(Arc::from);
        found.ok_or_else(|| RenderError::Failed(format!("“{}” is gone.", asset.name).into()))
    }

    fn most_pixels(&self) -> u64 {
        1_000_000
    }

    fn measured(&self) -> &Measured {
        &self.measured
    }

    fn size_of(&self, asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        match asset.name.parse() {
            Ok(side) => Ok((side, side)),
            Err(_) => Err(RenderError::Failed(
                format!("“{}” is broken.", asset.name).into(),
            )),
        }
    }

    fn load(
        &self,
        asset: &AssetRef,
        _frame: u32,
        _scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        self.asked.lock().unwrap().push(asset.name.to_string());
        let full = self.size_of(asset)?;
        Ok(Scaled {
            image: solid(full.0, full.1, [0.5, 0.5, 0.5, 1.0]),
            full,
        })
    }

    fn delays(&self, _asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        Ok([0.25, 0.5, 1.0, 2.0, 4.0]
            .map(Duration::from_secs_f64)
            .into())
    }

    fn kept(&self, _place: &Place, _build: Build<'_>) -> Result<Option<Scaled>, RenderError> {
        Ok(None)
    }
}
