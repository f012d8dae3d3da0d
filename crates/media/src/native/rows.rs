//! Walking a picture on all cores: strips are rendered ahead and handed over from top to bottom, a few at a time,
//! so an encoder works while the next strips are made and memory stays bounded.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
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
/// Strips of one picture that are at least under way: one is made while one is handed over.
const LEAST_AHEAD: usize = 2;

/// How many pictures are being walked.
static WALKS: AtomicUsize = AtomicUsize::new(0);

/// One of them.
struct Walk;

impl Walk {
    fn begin() -> Self {
        WALKS.fetch_add(1, Ordering::Relaxed);
        Self
    }

    /// How many of its strips may be under way: walks share what keeps all cores at work.
    fn ahead(&self) -> usize {
        let all = rayon::current_num_threads() + 2;
        all.div_ceil(WALKS.load(Ordering::Relaxed).max(1))
            .max(LEAST_AHEAD)
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        WALKS.fetch_sub(1, Ordering::Relaxed);
    }
}

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
    let walk = Walk::begin();
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
        let mut begun = 0;
        let mut waiting = BTreeMap::new();
        for index in 0..strips.len() {
            let most = (index + walk.ahead()).min(strips.len());
            while begun < most {
                start(begun);
                begun += 1;
            }
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

#[cfg(test)]
mod tests {
    use super::{LEAST_AHEAD, render_rows};
    use crate::{Image, Picture, Pull, Region, RenderError, Tile};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    #[derive(Default)]
    struct Counted {
        made: AtomicUsize,
    }

    impl Picture for Counted {
        fn size(&self) -> (u32, u32) {
            (16, 4_000)
        }

        fn render(&self, region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
            self.made.fetch_add(1, Ordering::Relaxed);
            Ok(Tile::clear(region))
        }
    }

    /// Most strips that were made and not yet handed over.
    fn most_waiting(mut at_the_first: impl FnMut()) -> usize {
        let counted = Arc::new(Counted::default());
        let image: Image = counted.clone();
        let (mut handed, mut most) = (0, 0);
        let walked = render_rows(&image, &Pull::new(), &|_| {}, |_| {
            if handed == 0 {
                at_the_first();
            }
            // Time for whatever may be made ahead.
            std::thread::yield_now();
            most = most.max(counted.made.load(Ordering::Relaxed) - handed);
            handed += 1;
            Ok::<(), RenderError>(())
        });
        assert_eq!(walked, Ok(()));
        assert!(handed > 2, "one strip has nothing ahead");
        most
    }

    #[test]
    fn many_walks_have_no_more_strips_under_way_than_they_need() {
        let others = rayon::current_num_threads() + 2;
        let gate = Mutex::new(());
        let closed = gate.lock().expect("it is new");
        let (sender, begun) = std::sync::mpsc::channel();
        let peak = std::thread::scope(|scope| {
            for _ in 0..others {
                let (sender, gate) = (sender.clone(), &gate);
                scope.spawn(move || {
                    most_waiting(|| {
                        sender.send(()).expect("the test listens");
                        drop(gate.lock());
                    })
                });
            }
            begun.iter().take(others).for_each(drop);
            let peak = most_waiting(|| {});
            drop(closed);
            peak
        });
        assert!(peak <= LEAST_AHEAD, "{peak} strips");
    }
}
