//! What a blur of a large sigma works on: the picture halved some times. It depends on no sigma, so who keeps a picture may keep this
//! as well.

use super::halve::halved;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// Coarse pixels around the frame: from three on the halved picture is constant along each line.
const MARGIN: i32 = 4;
/// From this many halvings on the coarse picture is small enough to keep.
const KEPT_FROM: usize = 2;
/// Rows of the coarse picture that are made together.
const BAND: u32 = 32;

/// The picture halved so many times, on a fixed grid, its edge repeated around it as far as that changes anything.
pub fn coarse(input: Image, halvings: usize) -> Image {
    Arc::new(Coarse { input, halvings })
}

/// As [`coarse`], from where it is kept, or kept as it is made; and whether it is.
pub(super) fn kept(input: &Image, halvings: usize) -> (Image, bool) {
    if let Some(coarse) = input.coarse(halvings) {
        return (coarse, true);
    }
    let coarse = coarse(Arc::clone(input), halvings);
    if halvings < KEPT_FROM {
        return (coarse, false);
    }
    let bands = (0..coarse.size().1.div_ceil(BAND)).map(|_| Mutex::new(None));
    let bands = bands.collect();
    (Arc::new(Kept { coarse, bands }), true)
}

/// The fine picture's frame at the coarse scale, in the coarse picture, and what lies around it.
pub(super) fn area(coarse: &Image) -> Region {
    Region::whole(coarse.size()).moved(-MARGIN, -MARGIN)
}

/// A region of the coarse picture, inside its [`area`].
pub(super) fn part(coarse: &Image, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
    let mut tile = coarse.render(region.moved(MARGIN, MARGIN), pull)?;
    tile.region = region;
    Ok(tile)
}

struct Coarse {
    input: Image,
    halvings: usize,
}

impl Picture for Coarse {
    fn size(&self) -> (u32, u32) {
        let (w, h) = self.input.size();
        let side = |n: u32| (n >> self.halvings) + 2 * MARGIN as u32;
        (side(w), side(h))
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let place = region.moved(-MARGIN, -MARGIN);
            let mut tile = halved(&self.input, place, self.halvings, pull)?;
            tile.region = region;
            Ok(tile)
        })
    }

    fn reach(&self) -> u32 {
        (self.input.reach() >> self.halvings) + 1
    }
}

/// Bands of a coarse picture, each made once by whoever needs it first.
struct Kept {
    coarse: Image,
    bands: Vec<Mutex<Option<Arc<Tile>>>>,
}

impl Picture for Kept {
    fn size(&self) -> (u32, u32) {
        self.coarse.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let first = region.y as u32 / BAND;
            let last = (region.bottom() - 1) as u32 / BAND;
            self.make_free_ones(first, last, pull)?;
            let mut found = Tile::clear(region);
            for band in first..=last {
                let slot = &self.bands[band as usize];
                let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                found.paste(&*self.band(band, &mut slot, pull)?);
            }
            Ok(found)
        })
    }
}

impl Kept {
    /// Makes the bands that nobody else is making, and instead of each that is in other hands one of the next.
    fn make_free_ones(&self, first: u32, last: u32, pull: &Pull) -> Result<(), RenderError> {
        let mut end = last + 1;
        for (band, slot) in (0..).zip(&self.bands).skip(first as usize) {
            if band == end {
                break;
            }
            match slot.try_lock() {
                Ok(mut slot) => drop(self.band(band, &mut slot, pull)?),
                Err(TryLockError::WouldBlock) => end += 1,
                // It was left empty, and is made when it is wanted.
                Err(TryLockError::Poisoned(_)) => {}
            }
        }
        Ok(())
    }

    /// The band in this slot, made when it is not there yet.
    fn band(
        &self,
        band: u32,
        slot: &mut MutexGuard<'_, Option<Arc<Tile>>>,
        pull: &Pull,
    ) -> Result<Arc<Tile>, RenderError> {
        if let Some(tile) = slot.as_ref() {
            return Ok(Arc::clone(tile));
        }
        let (w, h) = self.size();
        let rows = Region::new(0, (band * BAND) as i32, w, BAND);
        let rows = rows.intersect(&Region::whole((w, h)));
        let tile = Arc::new(self.coarse.render(rows, pull)?);
        **slot = Some(Arc::clone(&tile));
        Ok(tile)
    }
}
