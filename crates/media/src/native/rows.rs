//! Walking a picture on all cores: strips are rendered ahead and handed over from top to bottom, a few at a time,
//! so an encoder works while the next strips are made and memory stays bounded.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

use crate::picture::rows_within;
use crate::{Image, Pull, Region, RenderError, Tile};

/// About how many bytes of pixels a strip holds: about what stays in the caches.
const STRIP_BYTES: u64 = 2 << 20;
/// The same when rows beyond the strip are computed in vain.
const REACHING_STRIP_BYTES: u64 = 8 << 20;
/// A strip that is taller for the sake of a kernel's reach holds no more than this: several are made at once.
const MOST_STRIP_BYTES: u64 = 32 << 20;
/// Strips are not lower than this, unless the picture is.
const LOWEST: u32 = 16;

/// Renders all of `image` and gives it to `sink` in full-width strips, in order. `progress` hears 0–1.
/// The calling thread runs `sink`; rendering is done by rayon's pool, or right here when called from within it.
/// A panic in a kernel goes on in the calling thread.
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
    sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    render_blocks(image, 1, pull, progress, map, sink)
}

/// As [`render_mapped`], every strip but the last a multiple of `rows` high.
pub(super) fn render_blocks<T: Send, E: From<RenderError>>(
    image: &Image,
    rows: u32,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    map: impl Fn(Tile) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let strips = strips(image, rows);
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
                // A panic must be sent as well, or the calling thread waits for this strip for ever.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    if stop.is_cancelled() {
                        Err(RenderError::Cancelled)
                    } else {
                        image.render(strip, pull).map(map)
                    }
                }));
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
            let result: Result<_, Box<dyn Any + Send>> =
                waiting.remove(&index).expect("it was waited for");
            let result = result.unwrap_or_else(|panic| {
                stop.cancel();
                resume_unwind(panic)
            });
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

/// Strips tall enough that what kernels compute beyond them is a small part, low enough that every core has several
/// and that those under way fit into memory.
fn strips(image: &Image, multiple: u32) -> Vec<Region> {
    let (w, h) = image.size();
    let shared = h.div_ceil(rayon::current_num_threads() as u32 * 3);
    let reach = image.reach();
    let bytes = if reach > 0 {
        REACHING_STRIP_BYTES
    } else {
        STRIP_BYTES
    };
    let height = rows_within(bytes, w)
        .min(shared)
        .max(LOWEST)
        .max(reach.saturating_mul(4))
        .min(rows_within(MOST_STRIP_BYTES, w))
        .next_multiple_of(multiple)
        .min(h.max(1));
    (0..h.div_ceil(height))
        .map(|i| {
            let y = i * height;
            Region::new(0, y as i32, w, height.min(h - y))
        })
        .collect()
}
