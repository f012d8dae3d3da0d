//! Walking a picture on all cores: strips are rendered ahead and handed over from top to bottom, a few at a time,
//! so an encoder works while the next strips are made and memory stays bounded.

use std::collections::BTreeMap;
use std::sync::mpsc;

use crate::{Image, Pull, Region, RenderError, Tile};

/// About how many bytes of pixels a strip holds.
const STRIP_BYTES: u64 = 8 << 20;
/// Strips are not lower than this, unless the picture is.
const LOWEST: u32 = 16;

/// Renders all of `image` and gives it to `sink` in full-width strips, in order. `progress` hears 0–1.
/// The calling thread runs `sink`; rendering is done by rayon's pool, or right here when called from within it.
///
/// # Errors
/// What rendering or the sink says; rendering stops then.
pub fn render_rows<E: From<RenderError>>(
    image: &Image,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    sink: impl FnMut(Tile) -> Result<(), E>,
) -> Result<(), E> {
    render_mapped(image, pull, progress, |strip| strip, sink)
}

/// As [`render_rows`], with each strip turned into something else where it was rendered.
pub(super) fn render_mapped<T: Send, E: From<RenderError>>(
    image: &Image,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    map: impl Fn(Tile) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let strips = strips(image);
    let total = strips.len().max(1) as f32;
    if rayon::current_thread_index().is_some() || strips.len() == 1 {
        for (done, strip) in (1_u32..).zip(strips) {
            sink(map(image.render(strip, pull)?))?;
            progress(done as f32 / total);
        }
        return Ok(());
    }
    let ahead = rayon::current_num_threads() + 2;
    let stop = Pull::new();
    let map = &map;
    rayon::in_place_scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let start = |index: usize| {
            let (sender, strip, stop) = (sender.clone(), strips[index], stop.clone());
            scope.spawn(move |_| {
                let result = if stop.is_cancelled() {
                    Err(RenderError::Cancelled)
                } else {
                    image.render(strip, pull).map(map)
                };
                // Nobody listens any more once the sink has failed.
                drop(sender.send((index, result)));
            });
        };
        (0..strips.len().min(ahead)).for_each(start);
        let mut waiting = BTreeMap::new();
        for index in 0..strips.len() {
            while !waiting.contains_key(&index) {
                let (at, result) = receiver.recv().expect("this thread holds a sender as well");
                waiting.insert(at, result);
            }
            let result = waiting.remove(&index).expect("it was waited for");
            let handed = result.map_err(E::from).and_then(&mut sink);
            if let Err(error) = handed {
                stop.cancel();
                return Err(error);
            }
            if index + ahead < strips.len() {
                start(index + ahead);
            }
            progress((index + 1) as f32 / total);
        }
        Ok(())
    })
}

/// Strips tall enough that what kernels compute beyond them is a small part, low enough that every core has several.
fn strips(image: &Image) -> Vec<Region> {
    let (w, h) = image.size();
    let affordable = (STRIP_BYTES / (u64::from(w).max(1) * 16)).max(1) as u32;
    let shared = h.div_ceil(rayon::current_num_threads() as u32 * 3);
    let height = affordable
        .min(shared)
        .max(image.reach().saturating_mul(4))
        .clamp(LOWEST, h.max(LOWEST));
    (0..h.div_ceil(height))
        .map(|i| {
            let y = i * height;
            Region::new(0, y as i32, w, height.min(h - y))
        })
        .collect()
}
