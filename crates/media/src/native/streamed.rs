//! A picture that is read from its file while it is rendered: from the top, a few rows in memory at a time. Who renders it in
//! one pass, as encoders do, never has it whole. Who goes back gets the whole, which is the same to the bit and takes its
//! memory; so does a file that turns out to be damaged, and what is wrong with it is said as ever.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::decode::bands::{self, Banded, Bands, Later};
use super::decode::{Source, decode, decode_stored, guarded};
use super::encode::{Thumbnail, thumbnail, thumbnail_size};
use super::memory::materialise_in_order;
use super::stored::{Samples, Sense, Stored};
use super::{Limits, MediaError};
use crate::kernel::{Filter, resize};
use crate::picture::clipped;
use crate::{Image, Indexed, Meanings, Picture, Pull, Region, RenderError, Tile, Values};

/// How often a file is read from the top, before who comes back for it gets it whole.
const MOST_PASSES: u32 = 3;

/// As [`decode`](super::decode), for a picture that is rendered from top to bottom: its rows are read when they are asked for,
/// where its format gives them one after the other. Anything else is decoded at once, and so is this when somebody goes back. The
/// file stays as it is meanwhile.
///
/// # Errors
/// As [`decode`](super::decode); what is damaged far inside may only be found when it is rendered.
pub fn stream(path: &Path, limits: &Limits) -> Result<Image, MediaError> {
    // Decoding it says what is wrong, in the same words as ever.
    stream_rows(path, limits).map_or_else(|| decode(path, limits), Ok)
}

/// As [`stream`], but nothing where all would have to be decoded at once, or where something is wrong.
pub fn stream_rows(path: &Path, limits: &Limits) -> Option<Image> {
    let banded = guarded(|| bands::open(path, limits)).ok().flatten()?;
    Some(Streamed::new(path, limits, banded).into_image())
}

/// Reads a file to its end, and keeps nothing of it: what [`decode`](super::decode) would refuse is refused.
///
/// # Errors
/// As [`decode`](super::decode).
pub fn check(path: &Path, limits: &Limits) -> Result<(), MediaError> {
    let to_the_end = || {
        let Some(mut banded) = bands::open(path, limits)? else {
            return Ok(false);
        };
        let mut left = banded.probe.height;
        while left > 0 {
            left = left.saturating_sub(banded.bands.next()?.rows);
        }
        Ok(true)
    };
    match guarded(to_the_end) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => decode(path, limits).map(drop),
    }
}

/// The thumbnail of a file, which is read as it goes.
///
/// # Errors
/// As [`decode`](super::decode) and [`thumbnail`].
pub fn thumbnail_of(
    path: &Path,
    longest: u32,
    limits: &Limits,
    pull: &Pull,
) -> Result<Thumbnail, MediaError> {
    let image = stream(path, limits)?;
    let (w, h) = thumbnail_size(image.size(), longest);
    let small = resize(image, w, h, Filter::Bilinear);
    let small = Arc::new(materialise_in_order(&small, pull)?);
    thumbnail(&(small as Image), longest, pull)
}

struct Streamed {
    path: PathBuf,
    limits: Limits,
    size: (u32, u32),
    sense: Sense,
    window: Mutex<Window>,
    whole: OnceLock<Result<Stored, RenderError>>,
}

/// The rows that are in memory.
struct Window {
    /// None when it has ended in the whole picture.
    bands: Option<Box<dyn Bands>>,
    kept: VecDeque<Arc<Kept>>,
    /// The first row that is not read yet.
    end: u32,
    /// The most rows that were asked for at once.
    tallest: u32,
    passes: u32,
}

/// A band at its place.
struct Kept {
    top: u32,
    bottom: u32,
    samples: Later,
}

impl Streamed {
    fn new(path: &Path, limits: &Limits, banded: Banded) -> Self {
        Self {
            path: path.to_path_buf(),
            limits: *limits,
            size: (banded.probe.width, banded.probe.height),
            sense: banded.sense,
            window: Mutex::new(Window {
                bands: Some(banded.bands),
                kept: VecDeque::new(),
                end: 0,
                tallest: 0,
                passes: 1,
            }),
            whole: OnceLock::new(),
        }
    }

    /// As a picture of whole numbers when that is all it is.
    fn into_image(self) -> Image {
        match self.sense.meanings(self.size) {
            Some(meanings) => Arc::new(Indexed::new(Arc::new(self), meanings)),
            None => Arc::new(self),
        }
    }

    /// The pixels of a region inside the picture: `row` makes those of a row, from this sample on; `whole` those of a
    /// picture that is in memory.
    fn pixels(
        &self,
        region: Region,
        pull: &Pull,
        row: impl Fn(&Samples, usize, &mut [f32]),
        whole: impl FnOnce(&Stored) -> Result<Tile, RenderError>,
    ) -> Result<Tile, RenderError> {
        let Some(bands) = self.bands(region, pull)? else {
            return self.whole().and_then(whole);
        };
        let mut tile = Tile::clear(region);
        for band in bands {
            let top = (region.y as u32).max(band.top);
            let bottom = (region.bottom() as u32).min(band.bottom);
            for y in top..bottom {
                let start = (y - band.top) as usize * self.size.0 as usize + region.x as usize;
                row(&band.samples, start, tile.row_mut(y as i32));
            }
        }
        pull.count(region.area());
        Ok(tile)
    }

    /// The bands that a region touches, read now when they are ahead; none when the picture is wanted whole.
    fn bands(&self, region: Region, pull: &Pull) -> Result<Option<Vec<Arc<Kept>>>, RenderError> {
        let (top, bottom) = (region.y as u32, region.bottom() as u32);
        let mut window = self.window();
        let again = || bands::open(&self.path, &self.limits).ok().flatten();
        let found = window.read(top, bottom, pull, || again().map(|banded| banded.bands))?;
        if found.is_none() {
            window.bands = None;
            window.kept.clear();
        }
        Ok(found)
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        // Readers that panic are caught where they are called.
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn whole(&self) -> Result<&Stored, RenderError> {
        let decode = || Ok(decode_stored(Source::File(&self.path), &self.limits)?);
        self.whole
            .get_or_init(decode)
            .as_ref()
            .map_err(Clone::clone)
    }
}

impl Window {
    fn read(
        &mut self,
        top: u32,
        bottom: u32,
        pull: &Pull,
        again: impl FnOnce() -> Option<Box<dyn Bands>>,
    ) -> Result<Option<Vec<Arc<Kept>>>, RenderError> {
        self.tallest = self.tallest.max(bottom - top);
        // Those who render side by side are no further apart than this.
        let workers = rayon::current_num_threads() as u32 + 2;
        let span = self.tallest.saturating_mul(workers);
        if self.bands.is_some() && top < self.start() {
            if top >= span || self.passes >= MOST_PASSES {
                return Ok(None);
            }
            self.bands = again();
            self.kept.clear();
            self.end = 0;
            self.passes += 1;
        }
        let Some(bands) = &mut self.bands else {
            return Ok(None);
        };
        while self.end < bottom {
            pull.check()?;
            let Ok(band) = guarded(|| bands.next()) else {
                return Ok(None);
            };
            let kept = Kept {
                top: self.end,
                bottom: self.end + band.rows,
                samples: band.samples,
            };
            self.end = kept.bottom;
            self.kept.push_back(Arc::new(kept));
            // From what is wanted, not from where a band ends: that is beyond it.
            let old = top.min(bottom.saturating_sub(span));
            while self.kept.front().is_some_and(|band| band.bottom <= old) {
                self.kept.pop_front();
            }
        }
        let touched = |band: &&Arc<Kept>| band.top < bottom && top < band.bottom;
        Ok(Some(self.kept.iter().filter(touched).cloned().collect()))
    }

    /// The first row that is still there.
    fn start(&self) -> u32 {
        self.kept.front().map_or(self.end, |band| band.top)
    }
}

impl Picture for Streamed {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size, |region| {
            self.pixels(
                region,
                pull,
                |samples, start, row| self.sense.read(samples, (start, 1), row),
                |whole| whole.render(region, pull),
            )
        })
    }

    fn is_opaque(&self) -> bool {
        self.sense.is_opaque()
    }
}

impl Values for Streamed {
    fn look_up(
        &self,
        meanings: &Meanings,
        region: Region,
        pull: &Pull,
    ) -> Result<Tile, RenderError> {
        self.pixels(
            region,
            pull,
            |samples, start, row| self.sense.look_up(samples, meanings, (start, 1), row),
            |whole| whole.look_up(meanings, region, pull),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::MediaError;
    use super::super::decode::bands::{Band, Bands};
    use super::super::stored::Samples;
    use super::{Kept, Window};
    use crate::Pull;
    use std::collections::VecDeque;
    use std::sync::{Arc, LazyLock};

    /// Bands of so many rows, without end.
    struct Endless(u32);

    impl Bands for Endless {
        fn next(&mut self) -> Result<Band, MediaError> {
            Ok(Band {
                rows: self.0,
                samples: LazyLock::new(Box::new(|| Samples::Sixteen(Vec::new()))),
            })
        }
    }

    #[test]
    fn who_lags_behind_all_others_still_finds_its_rows() {
        // As many as walking a picture has under way.
        let ahead = rayon::current_num_threads() as u32 + 2;
        for (rows, height) in [(1, 16), (3, 16), (7, 20), (16, 16), (40, 16), (64, 100)] {
            let mut window = Window {
                bands: Some(Box::new(Endless(rows))),
                kept: VecDeque::new(),
                end: 0,
                tallest: 0,
                passes: 0,
            };
            let mut read = |strip: u32| -> Vec<Arc<Kept>> {
                let (top, bottom) = (strip * height, (strip + 1) * height);
                let found = window.read(top, bottom, &Pull::new(), || None);
                let bands = found.expect("nothing fails");
                bands.unwrap_or_else(|| panic!("strip {strip} of {height} rows, bands of {rows}"))
            };
            read(0);
            for lagging in 1..20 {
                for other in lagging + 1..lagging + ahead {
                    read(other);
                }
                let found = read(lagging);
                let ends = (found.first(), found.last());
                let (Some(first), Some(last)) = ends else {
                    panic!("strip {lagging} has no bands");
                };
                assert!(first.top <= lagging * height && last.bottom >= (lagging + 1) * height);
            }
        }
    }
}
