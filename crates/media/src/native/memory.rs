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

/// As [`materialise`], one row after the other from the top, on one core: for a picture that is smaller than the file that it is
/// made of, which is read as it goes.
///
/// # Errors
/// What rendering says.
pub fn materialise_in_order(image: &Image, pull: &Pull) -> Result<Raw, RenderError> {
    let work = || materialise(image, pull, &|_| {});
    match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        // What renders in a pool goes on in its own thread.
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
