//! Rendering a whole picture into memory on all cores.

use std::sync::Arc;

use super::rows::render_rows;
use crate::{Image, Pull, Raw, Region, RenderError, Tile};

/// Renders all of a picture on all cores; 16 bytes a pixel stay in memory.
///
/// # Errors
/// What rendering says.
pub fn materialise(
    image: &Image,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
) -> Result<Raw, RenderError> {
    let mut px = Vec::new();
    let whole = Region::whole(image.size());
    px.reserve_exact(whole.area() as usize * 4);
    render_rows(image, pull, progress, |strip| {
        px.extend_from_slice(&strip.px);
        Ok::<_, RenderError>(())
    })?;
    let tile = Tile { region: whole, px };
    Ok(Raw::new(Arc::new(tile), image.is_opaque()))
}
