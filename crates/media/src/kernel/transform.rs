//! Moving, turning and scaling a picture inside its own frame. Each pixel looks up where it came from and weighs
//! the pixels there; shrinking widens the filter, so nothing flickers.

use std::sync::Arc;

use crate::math::sin_cos_degrees;
use crate::picture::{Take, clipped, each_row};
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::crop::place;
use super::resample::{Around, Filter, PLACES, Phases, Places, Weights};
use super::sample::{halves, weighed};

/// The parameters of [`transform`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transform {
    /// To the right, in pixels of this scale.
    pub dx: f32,
    /// Down, in pixels of this scale.
    pub dy: f32,
    /// Clockwise, in degrees.
    pub rotate_degrees: f32,
    /// 1 keeps the width; negative mirrors.
    pub scale_x: f32,
    /// 1 keeps the height; negative mirrors.
    pub scale_y: f32,
    /// What stays in place while turning and scaling, as fractions of width and height.
    pub pivot: (f32, f32),
    /// How values between pixels are found.
    pub filter: Filter,
}

impl Default for Transform {
    fn default() -> Self {
        Self {
            dx: 0.0,
            dy: 0.0,
            rotate_degrees: 0.0,
            scale_x: 1.0,
            scale_y: 1.0,
            pivot: (0.5, 0.5),
            filter: Filter::default(),
        }
    }
}

/// Scales closer to zero than this make a picture vanish.
const SMALLEST_SCALE: f64 = 1e-3;
/// A turned picture is made in squares of at least this side: the box around what a wide strip reads is nearly the
/// whole picture.
const PIECE_SIDE: u32 = 128;
/// Bytes of source pixels that one piece reads, at most, unless a single pixel reads more.
const PIECE_BYTES: u64 = 16 << 20;
/// Rows that are made together.
const TOGETHER: usize = 8;

struct Transformed {
    input: Image,
    filter: Filter,
    /// Source `x = m[0] * x + m[1] * y + m[2]` of a pixel's centre, and the same for `y`.
    m: [f64; 6],
    weighing: Weighing,
    /// How far the filter reaches in the source along each axis.
    support: (f64, f64),
}

/// How the pixels around a place are weighed.
enum Weighing {
    /// By their number along each axis, where nothing shrinks.
    Two(&'static Phases<2>),
    Four(&'static Phases<4>),
    Six(&'static Phases<6>),
    /// By their distance, with the filter's stretch along each axis.
    Stretched(Weights, (f64, f64)),
}

impl Picture for Transformed {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let squares = self.squares(region);
            if self.is_one(&squares) {
                return Tile::of_rows(region, |take| self.rows(region, pull, take));
            }
            let mut out = Tile::clear(region);
            let mut open = squares;
            while let Some(piece) = open.pop() {
                if self.is_too_large(piece) {
                    open.extend(halves(piece));
                    continue;
                }
                self.fill(piece, pull, &mut |y, row| {
                    let start = (piece.x - region.x) as usize * 4;
                    out.row_mut(y)[start..start + row.len()].copy_from_slice(row);
                    Ok(())
                })?;
            }
            Ok(out)
        })
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        if self.is_made_by_rows(region) {
            self.fill(region, pull, take)
        } else {
            each_row(&mut self.render(region, pull)?, take)
        }
    }

    fn is_made_by_rows(&self, region: Region) -> bool {
        self.is_one(&self.squares(region))
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

impl Transformed {
    /// The region cut so that the boxes around what the pieces read are not much larger than what is read: not at all where the
    /// box around all of it is no larger than those of its pieces together, as of a picture that is made whole.
    fn squares(&self, region: Region) -> Vec<Region> {
        let is_upright = self.m[1] == 0.0 && self.m[3] == 0.0;
        if is_upright {
            return vec![region];
        }
        let side = self.input.reach().saturating_mul(4).max(PIECE_SIDE);
        let (columns, rows) = (region.w.div_ceil(side), region.h.div_ceil(side));
        let place = |column: u32, row: u32| {
            let corner = region.moved((column * side) as i32, (row * side) as i32);
            Region::new(corner.x, corner.y, side, side).intersect(&region)
        };
        let squares: Vec<Region> = (0..rows)
            .rev()
            .flat_map(|row| (0..columns).rev().map(move |column| place(column, row)))
            .collect();
        let costs = |piece: &Region| {
            self.inside(self.reads(*piece).grown(self.input.reach()))
                .area()
        };
        let fits = self.inside(self.reads(region)).area() * 16 <= PIECE_BYTES;
        if fits && costs(&region) <= squares.iter().map(costs).sum() {
            return vec![region];
        }
        squares
    }

    /// What of a region the source has.
    fn inside(&self, region: Region) -> Region {
        region.intersect(&Region::whole(self.input.size()))
    }

    /// Whether these are one piece that can be made at once.
    fn is_one(&self, squares: &[Region]) -> bool {
        matches!(squares, [piece] if !self.is_too_large(*piece))
    }

    /// Whether a piece reads more than is good, and can be cut.
    fn is_too_large(&self, piece: Region) -> bool {
        self.inside(self.reads(piece)).area() * 16 > PIECE_BYTES && piece.area() > 1
    }

    /// Makes the rows of one piece from the source pixels it reads.
    fn fill(&self, piece: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        let source = self.inside(self.reads(piece));
        if source.is_empty() {
            return each_row(&mut Tile::clear(piece), take);
        }
        let tile = self.input.render(source, pull)?;
        match &self.weighing {
            Weighing::Two(phases) => self.evenly(phases, &tile, piece, pull, take),
            Weighing::Four(phases) => self.evenly(phases, &tile, piece, pull, take),
            Weighing::Six(phases) => self.evenly(phases, &tile, piece, pull, take),
            Weighing::Stretched(weights, stretch) => {
                let (mut across, mut down) = (Vec::new(), Vec::new());
                let fill = |x, y, px: &mut [f32]| {
                    for (px, x) in px.chunks_exact_mut(4).zip(x..) {
                        let (u, v) = self.source(f64::from(x) + 0.5, f64::from(y) + 0.5);
                        let left = self.weigh(weights, u, self.support.0, stretch.0, &mut across);
                        let top = self.weigh(weights, v, self.support.1, stretch.1, &mut down);
                        px.copy_from_slice(&weighed(&tile, left, top, &across, &down));
                    }
                };
                each(piece, pull, take, fill)
            }
        }
    }

    /// Gives the pixels of a piece the values at the places in the source where they came from, some of a row at a time.
    fn evenly<const N: usize>(
        &self,
        phases: &Phases<N>,
        tile: &Tile,
        piece: Region,
        pull: &Pull,
        take: &mut Take<'_>,
    ) -> Result<(), RenderError> {
        let mut room = Around::room();
        let tile = (tile, self.input.is_opaque());
        each(piece, pull, take, |x, y, px| {
            let along = |m| Places::along(m, (x, y), px.len() / 4);
            match (along(&self.m[..3]), along(&self.m[3..])) {
                (Some(u), Some(v)) => phases.values(tile, u, v, &mut room, px),
                _ => px.fill(0.0),
            }
        })
    }

    fn source(&self, x: f64, y: f64) -> (f64, f64) {
        let m = &self.m;
        (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5])
    }

    /// The box of source pixels that `region` reads.
    fn reads(&self, region: Region) -> Region {
        let (l, t) = (f64::from(region.x), f64::from(region.y));
        let (r, b) = (f64::from(region.right()), f64::from(region.bottom()));
        let corners = [
            self.source(l, t),
            self.source(r, t),
            self.source(l, b),
            self.source(r, b),
        ];
        let low = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
        let high =
            |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        Region::between(
            (low(|c| c.0) - self.support.0 - 1.0).floor() as i32,
            (low(|c| c.1) - self.support.1 - 1.0).floor() as i32,
            (high(|c| c.0) + self.support.0 + 1.0).ceil() as i32,
            (high(|c| c.1) + self.support.1 + 1.0).ceil() as i32,
        )
    }

    /// Weights of the pixels around `centre`, summing to 1; gives the first pixel.
    fn weigh(
        &self,
        table: &Weights,
        centre: f64,
        support: f64,
        stretch: f64,
        weights: &mut Vec<f32>,
    ) -> i32 {
        weights.clear();
        if self.filter == Filter::Nearest {
            weights.push(1.0);
            return centre.floor() as i32;
        }
        let first = (centre - support + 0.5).floor() as i32;
        let last = (centre + support - 0.5).ceil() as i32;
        weights.extend((first..=last).map(|at| {
            let distance = (f64::from(at) + 0.5 - centre) / stretch;
            table.at(distance as f32)
        }));
        let sum = weights.iter().fold(0.0, |sum, weight| sum + weight);
        let k = if sum == 0.0 { 0.0 } else { 1.0 / sum };
        weights.iter_mut().for_each(|w| *w *= k);
        first
    }
}

/// Makes a piece: at most [`PLACES`] pixels of a row at a time, and the same columns of some rows before the next ones, so that what these
/// rows read of the source is in the nearest cache.
fn each(
    piece: Region,
    pull: &Pull,
    take: &mut Take<'_>,
    mut fill: impl FnMut(i32, i32, &mut [f32]),
) -> Result<(), RenderError> {
    let width = piece.w as usize * 4;
    let mut band = vec![0.0; width * TOGETHER.min(piece.h as usize)];
    for top in (piece.y..piece.bottom()).step_by(TOGETHER) {
        pull.check()?;
        let rows = (piece.bottom() - top) as usize;
        let band = &mut band[..width * rows.min(TOGETHER)];
        for (start, x) in (0..width)
            .step_by(PLACES * 4)
            .zip((piece.x..).step_by(PLACES))
        {
            let columns = start..(start + PLACES * 4).min(width);
            for (row, y) in band.chunks_exact_mut(width).zip(top..) {
                fill(x, y, &mut row[columns.clone()]);
            }
        }
        for (row, y) in band.chunks_exact_mut(width).zip(top..) {
            take(y, row)?;
        }
    }
    Ok(())
}

/// Scales around the pivot, turns around it, then moves. The frame stays; what leaves it is cut off.
pub fn transform(input: Image, p: &Transform) -> Image {
    let (w, h) = input.size();
    let upright = p.rotate_degrees % 360.0 == 0.0 && p.scale_x == 1.0 && p.scale_y == 1.0;
    if upright && p.dx == p.dx.trunc() && p.dy == p.dy.trunc() {
        return place(input, w, h, p.dx as i32, p.dy as i32);
    }
    let held = |s: f32| {
        if s.abs() < SMALLEST_SCALE as f32 {
            SMALLEST_SCALE.copysign(f64::from(s))
        } else {
            f64::from(s)
        }
    };
    let (sx, sy) = (held(p.scale_x), held(p.scale_y));
    let (sin, cos) = sin_cos_degrees(f64::from(p.rotate_degrees));
    let (px, py) = (
        f64::from(p.pivot.0) * f64::from(w),
        f64::from(p.pivot.1) * f64::from(h),
    );
    let (tx, ty) = (px + f64::from(p.dx), py + f64::from(p.dy));
    let (a, b, d, e) = (cos / sx, sin / sx, -sin / sy, cos / sy);
    let m = [a, b, px - a * tx - b * ty, d, e, py - d * tx - e * ty];
    let wide = |x: f64, y: f64| {
        if p.filter == Filter::Nearest {
            1.0
        } else {
            let stretch = (x * x + y * y).sqrt();
            // What only turns shrinks nothing, whatever its sine and cosine are rounded to.
            if stretch < 1.0 + 1e-9 { 1.0 } else { stretch }
        }
    };
    let stretch = (wide(a, b), wide(d, e));
    let support = (
        p.filter.support() * stretch.0,
        p.filter.support() * stretch.1,
    );
    let stretched = || Weighing::Stretched(Weights::new(p.filter), stretch);
    Arc::new(Transformed {
        input,
        filter: p.filter,
        weighing: match p.filter {
            _ if w.max(h) > Places::LONGEST => stretched(),
            Filter::Bilinear if stretch == (1.0, 1.0) => Weighing::Two(Phases::bilinear()),
            Filter::Bicubic if stretch == (1.0, 1.0) => Weighing::Four(Phases::bicubic()),
            Filter::Lanczos if stretch == (1.0, 1.0) => Weighing::Six(Phases::lanczos()),
            _ => stretched(),
        },
        m,
        support,
    })
}
