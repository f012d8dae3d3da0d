//! What a picture is inside a run: something that can be asked for any region of itself, at its own scale.
//! Regions may reach outside a picture; what lies there is transparent. Knows nothing of files.

use gesso_words::Said;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::indexed::Indexed;

/// A box of pixels of a picture at its scale; may reach outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Region {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

impl Region {
    /// The box at `(x, y)` of the given size.
    pub const fn new(x: i32, y: i32, w: u32, h: u32) -> Self {
        Self { x, y, w, h }
    }

    /// The whole of a picture of this size.
    pub const fn whole((w, h): (u32, u32)) -> Self {
        Self::new(0, 0, w, h)
    }

    /// The box from its edges; empty when right or bottom do not lie after left and top.
    pub fn between(left: i32, top: i32, right: i32, bottom: i32) -> Self {
        let w = u32::try_from(i64::from(right) - i64::from(left)).unwrap_or(0);
        let h = u32::try_from(i64::from(bottom) - i64::from(top)).unwrap_or(0);
        Self::new(left, top, w, h)
    }

    /// The first column right of the box.
    pub fn right(&self) -> i32 {
        i32::try_from(i64::from(self.x) + i64::from(self.w)).unwrap_or(i32::MAX)
    }

    /// The first row below the box.
    pub fn bottom(&self) -> i32 {
        i32::try_from(i64::from(self.y) + i64::from(self.h)).unwrap_or(i32::MAX)
    }

    /// Whether it holds no pixel.
    pub const fn is_empty(&self) -> bool {
        self.w == 0 || self.h == 0
    }

    /// The part both boxes have; empty when they do not touch.
    pub fn intersect(&self, other: &Self) -> Self {
        Self::between(
            self.x.max(other.x),
            self.y.max(other.y),
            self.right().min(other.right()),
            self.bottom().min(other.bottom()),
        )
    }

    /// Moved by `(dx, dy)`.
    pub fn moved(&self, dx: i32, dy: i32) -> Self {
        Self {
            x: self.x.saturating_add(dx),
            y: self.y.saturating_add(dy),
            ..*self
        }
    }

    /// Grown by `by` pixels on every side.
    pub fn grown(&self, by: u32) -> Self {
        let by = i32::try_from(by).unwrap_or(i32::MAX);
        Self::between(
            self.x.saturating_sub(by),
            self.y.saturating_sub(by),
            self.right().saturating_add(by),
            self.bottom().saturating_add(by),
        )
    }

    /// How many pixels it holds.
    pub const fn area(&self) -> u64 {
        self.w as u64 * self.h as u64
    }
}

/// The pixels of a region: linear light, sRGB primaries, premultiplied RGBA, row-major, `w * h * 4` floats.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Where it stands.
    pub region: Region,
    /// The pixels.
    pub px: Vec<f32>,
}

impl Tile {
    /// A transparent tile.
    pub fn clear(region: Region) -> Self {
        Self {
            region,
            px: vec![0.0; region.w as usize * region.h as usize * 4],
        }
    }

    /// The tile that these rows of the region make.
    ///
    /// # Errors
    /// Those of who gives the rows.
    pub fn of_rows(
        region: Region,
        rows: impl FnOnce(&mut Take<'_>) -> Result<(), RenderError>,
    ) -> Result<Self, RenderError> {
        let mut px = Vec::with_capacity(region.area() as usize * 4);
        rows(&mut |_, row| {
            px.extend_from_slice(row);
            Ok(())
        })?;
        Ok(Self { region, px })
    }

    /// As [`Picture::render`], of a picture that gives the rows of any region.
    ///
    /// # Errors
    /// As [`Picture::rows`].
    pub fn by_rows(
        picture: &impl Picture,
        region: Region,
        pull: &Pull,
    ) -> Result<Self, RenderError> {
        clipped(region, picture.size(), |region| {
            Self::of_rows(region, |take| picture.rows(region, pull, take))
        })
    }

    /// The floats of row `y` (in the picture's coordinates), `w * 4` of them.
    pub fn row(&self, y: i32) -> &[f32] {
        let stride = self.region.w as usize * 4;
        let start = (y - self.region.y) as usize * stride;
        &self.px[start..start + stride]
    }

    /// As [`Tile::row`], to write.
    pub fn row_mut(&mut self, y: i32) -> &mut [f32] {
        let stride = self.region.w as usize * 4;
        let start = (y - self.region.y) as usize * stride;
        &mut self.px[start..start + stride]
    }

    /// One pixel; transparent outside the tile.
    pub fn pixel(&self, x: i32, y: i32) -> [f32; 4] {
        let r = &self.region;
        if x < r.x || y < r.y || x >= r.right() || y >= r.bottom() {
            return [0.0; 4];
        }
        let at = ((y - r.y) as usize * r.w as usize + (x - r.x) as usize) * 4;
        [
            self.px[at],
            self.px[at + 1],
            self.px[at + 2],
            self.px[at + 3],
        ]
    }

    /// Copies what `from` and this tile share, pixel for pixel.
    pub fn paste(&mut self, from: &Tile) {
        let common = self.region.intersect(&from.region);
        if common.is_empty() {
            return;
        }
        let (to_x, from_x) = (
            (common.x - self.region.x) as usize * 4,
            (common.x - from.region.x) as usize * 4,
        );
        let width = common.w as usize * 4;
        for y in common.y..common.bottom() {
            self.row_mut(y)[to_x..to_x + width]
                .copy_from_slice(&from.row(y)[from_x..from_x + width]);
        }
    }
}

/// Why a region could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A person stopped it.
    #[error("stopped")]
    Cancelled,
    /// Something it reads is broken; the message says what and what to do.
    #[error("{0}")]
    Failed(Said),
}

/// One pull through a chain: carries the wish to stop and counts the pixels made. Clones share both.
#[derive(Debug, Clone, Default)]
pub struct Pull {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    pixels: AtomicU64,
}

impl Pull {
    /// A pull nobody has stopped.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks everything that renders for this pull to stop soon.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`RenderError::Cancelled`] once the pull was stopped; kernels ask every few rows.
    pub fn check(&self) -> Result<(), RenderError> {
        if self.is_cancelled() {
            Err(RenderError::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Adds to the pixels that sources have given for this pull.
    pub fn count(&self, pixels: u64) {
        self.shared.pixels.fetch_add(pixels, Ordering::Relaxed);
    }

    /// How many pixels sources have given so far; more than the pictures hold when kernels overlap.
    pub fn pixels(&self) -> u64 {
        self.shared.pixels.load(Ordering::Relaxed)
    }
}

/// The size of a picture at a scale; each side at least 1.
pub fn scaled_size((w, h): (u32, u32), scale: f32) -> (u32, u32) {
    let side = |n: u32| ((f64::from(n) * f64::from(scale)).round() as u32).max(1);
    (side(w), side(h))
}

/// A picture that renders any region of itself on demand.
pub trait Picture: Send + Sync {
    /// Full width and height at this scale.
    fn size(&self) -> (u32, u32);

    /// The pixels of `region`; transparent outside the picture.
    ///
    /// # Errors
    /// When the pull was stopped, or a source can't be read.
    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError>;

    /// Gives the rows of a region, which lies inside the picture, from the first on, each while it is in the nearest cache. What
    /// [makes them one by one](Picture::is_made_by_rows) has no room for all of them; else the region is rendered first.
    ///
    /// # Errors
    /// As [`Picture::render`], and those of who takes them.
    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        each_row(&mut self.render(region, pull)?, take)
    }

    /// Whether the rows of a region, which lies inside, are made one by one, without a tile that holds them all.
    fn is_made_by_rows(&self, _region: Region) -> bool {
        false
    }

    /// Whether every pixel inside the picture is known to be opaque; encoders leave alpha out then.
    fn is_opaque(&self) -> bool {
        false
    }

    /// The picture as bytes and what they mean, when that is all it is.
    fn indexed(&self) -> Option<&Indexed> {
        None
    }

    /// What [`crate::coarse`] makes of it, when that is kept.
    fn coarse(&self, _halvings: usize) -> Option<Image> {
        None
    }

    /// How many pixels beyond a region rendering it computes and throws away, about; drivers ask for regions
    /// that are large against it.
    fn reach(&self) -> u32 {
        0
    }
}

/// How many full rows of a picture `width` wide fit into `bytes` of pixels; at least one.
pub(crate) fn rows_within(bytes: u64, width: u32) -> u32 {
    let row = u64::from(width).max(1) * 16;
    u32::try_from(bytes / row).unwrap_or(u32::MAX).max(1)
}

/// A shared picture; chains of kernels are trees of these.
pub type Image = Arc<dyn Picture>;

/// Takes a row at its place, to read or to change it.
pub type Take<'a> = dyn FnMut(i32, &mut [f32]) -> Result<(), RenderError> + 'a;

/// Gives the rows of a tile.
pub(crate) fn each_row(tile: &mut Tile, take: &mut Take<'_>) -> Result<(), RenderError> {
    let Region { y, .. } = tile.region;
    (y..tile.region.bottom()).try_for_each(|y| take(y, tile.row_mut(y)))
}

/// Sets the alpha of pixels that are known to be opaque: rounded weights add up to a little more or less than 1.
pub(crate) fn make_opaque(px: &mut [f32]) {
    for px in px.chunks_exact_mut(4) {
        px[3] = 1.0;
    }
}

/// A region of a picture, each row changed by `treat` while it is near.
pub(crate) fn treated(
    input: &Image,
    region: Region,
    pull: &Pull,
    treat: &mut Take<'_>,
) -> Result<Tile, RenderError> {
    if !input.is_made_by_rows(region) {
        let mut tile = input.render(region, pull)?;
        each_row(&mut tile, treat)?;
        return Ok(tile);
    }
    Tile::of_rows(region, |take| {
        input.rows(region, pull, &mut |y, row| {
            treat(y, row)?;
            take(y, row)
        })
    })
}

/// Renders the part of `region` that lies inside a picture of `size` with `inside` and leaves the rest transparent.
pub(crate) fn clipped(
    region: Region,
    size: (u32, u32),
    inside: impl FnOnce(Region) -> Result<Tile, RenderError>,
) -> Result<Tile, RenderError> {
    let common = region.intersect(&Region::whole(size));
    if common == region && !region.is_empty() {
        return inside(region);
    }
    let mut tile = Tile::clear(region);
    if !common.is_empty() {
        tile.paste(&inside(common)?);
    }
    Ok(tile)
}
