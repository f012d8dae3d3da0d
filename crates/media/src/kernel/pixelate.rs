//! Pictures in coarse pixels, in dots of ink, in few tones.

use std::sync::Arc;

use crate::color::{Color, luminance, pixel};
use crate::math::{sin_cos_degrees, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::box_blur::box_blur;
use super::pointwise::{Block, channelwise, pointwise_at};

/// No cell is larger.
const LARGEST: f32 = 4096.0;

struct Coarse {
    input: Image,
    cell: f64,
}

impl Picture for Coarse {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let columns = self.cells(region.x, region.right());
            let mut tile = Tile::clear(region);
            let mut y = region.y;
            // One row of cells after the other, each a narrow part of the picture.
            while y < region.bottom() {
                let cell = self.cell(y);
                let (top, bottom) = (self.first(cell), self.first(cell + 1));
                let (left, right) = (self.first(columns.0), self.first(columns.1 + 1));
                let area = Region::between(left, top, right, bottom);
                let whole = Region::whole(self.size());
                let source = self.input.render(area.intersect(&whole), pull)?;
                let means = self.means(&source, columns);
                let last = bottom.min(region.bottom());
                for y in y..last {
                    for (px, x) in tile.row_mut(y).chunks_exact_mut(4).zip(region.x..) {
                        px.copy_from_slice(&means[(self.cell(x) - columns.0) as usize]);
                    }
                }
                pull.check()?;
                y = last;
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach() + self.cell.ceil() as u32
    }
}

impl Coarse {
    /// The cell that a pixel's middle lies in.
    fn cell(&self, at: i32) -> i32 {
        ((f64::from(at) + 0.5) / self.cell).floor() as i32
    }

    fn cells(&self, from: i32, to: i32) -> (i32, i32) {
        (self.cell(from), self.cell(to - 1))
    }

    /// The first pixel of a cell.
    fn first(&self, cell: i32) -> i32 {
        let mut at = (f64::from(cell) * self.cell - 0.5).ceil() as i32;
        while self.cell(at) >= cell {
            at -= 1;
        }
        while self.cell(at) < cell {
            at += 1;
        }
        at
    }

    /// The mean of each cell of a row of them.
    fn means(&self, source: &Tile, (first, last): (i32, i32)) -> Vec<[f32; 4]> {
        let count = (last - first + 1) as usize;
        let mut sums = vec![[0.0_f64; 4]; count];
        let r = source.region;
        let edges: Vec<(usize, usize)> = (first..=last)
            .map(|cell| {
                let at = |x: i32| (x.clamp(r.x, r.right()) - r.x) as usize * 4;
                (at(self.first(cell)), at(self.first(cell + 1)))
            })
            .collect();
        for y in r.y..r.bottom() {
            let row = source.row(y);
            for (sum, &(from, to)) in sums.iter_mut().zip(&edges) {
                let mut line = [0.0_f32; 4];
                for px in row[from..to].chunks_exact(4) {
                    line.iter_mut().zip(px).for_each(|(sum, v)| *sum += v);
                }
                sum.iter_mut()
                    .zip(line)
                    .for_each(|(sum, v)| *sum += f64::from(v));
            }
        }
        let height = f64::from(r.h);
        let areas = edges
            .iter()
            .map(|(from, to)| (to - from) as f64 / 4.0 * height);
        let means = sums.iter().zip(areas);
        means
            .map(|(sum, area)| sum.map(|v| (v / area) as f32))
            .collect()
    }
}

/// Squares of `cell` pixels of this scale, each in the mean colour of what it covers, in linear light; one pixel or less
/// changes nothing.
pub fn pixelate(input: Image, cell: f32) -> Image {
    if cell.is_nan() || cell <= 1.0 {
        return input;
    }
    let cell = f64::from(cell.min(LARGEST));
    Arc::new(Coarse { input, cell })
}

/// Each channel in `levels` even steps of the sRGB-encoded range; alpha stays.
pub fn posterise(input: Image, levels: u32) -> Image {
    let steps = (levels.clamp(2, 65_536) - 1) as f32;
    channelwise(input, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            for c in block.values_mut().chunks_exact_mut(4) {
                for v in &mut c[..3] {
                    *v = (*v * steps + 0.5).floor() / steps;
                }
            }
            block.decode(px);
        }
    })
}

/// The parameters of [`halftone`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halftone {
    /// From dot to dot, in pixels of this scale.
    pub cell: f32,
    /// Turns the screen, clockwise.
    pub angle_degrees: f32,
    /// One ink on paper, or cyan, magenta and yellow on white.
    pub inks: Inks,
}

/// What dots are printed with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Inks {
    /// The darkness of the picture in one colour on another.
    One {
        /// Of the dots.
        ink: Color,
        /// Between them.
        paper: Color,
    },
    /// What is missing of red, green and blue, each on a screen of its own, 30° apart.
    Three,
}

/// A square screen of round dots.
#[derive(Debug, Clone, Copy)]
struct Screen {
    cos: f32,
    sin: f32,
    cell: f32,
}

impl Screen {
    fn new(cell: f32, angle_degrees: f32) -> Self {
        let (sin, cos) = sin_cos_degrees(f64::from(angle_degrees));
        Self {
            cos: cos as f32 / cell,
            sin: sin as f32 / cell,
            cell,
        }
    }

    /// How much of a pixel is inked where the picture is `dark`, 0–1: dots grow until they cover half the paper, then
    /// the holes between them shrink. Covered areas are exact, their edges as soft as a pixel.
    #[inline(always)]
    fn ink(&self, x: f32, y: f32, dark: f32) -> f32 {
        let (u, v) = (x * self.cos + y * self.sin, y * self.cos - x * self.sin);
        let is_dot = dark <= 0.5;
        // Holes lie between the dots.
        let shift = if is_dot { 0.0 } else { 0.5 };
        let (u, v) = (u + shift, v + shift);
        let (u, v) = (u - (u + 0.5).floor(), v - (v + 0.5).floor());
        let part = if is_dot { dark } else { 1.0 - dark };
        let radius = (part * std::f32::consts::FRAC_1_PI).sqrt();
        let inside = (radius - (u * u + v * v).sqrt()) * self.cell + 0.5;
        // No dot at all where there is nothing to print, though half a pixel would be.
        let covered = unit(inside) * unit(part * 64.0);
        if is_dot { covered } else { 1.0 - covered }
    }
}

/// Dots whose size follows the darkness of what they cover, in linear light, so that tones stay seen from afar.
pub fn halftone(input: Image, p: &Halftone) -> Image {
    let held = |v: f32, least: f32, most: f32| {
        if v.is_nan() {
            least
        } else {
            v.clamp(least, most)
        }
    };
    let cell = held(p.cell, 1.0, LARGEST);
    let angle = held(p.angle_degrees, -1e6, 1e6);
    let opaque = match p.inks {
        Inks::One { ink, paper } => ink[3] >= 1.0 && paper[3] >= 1.0,
        Inks::Three => true,
    } && input.is_opaque();
    let soft = box_blur(input, (cell - 1.0) * 0.5);
    let screens = [15.0, 75.0, 45.0].map(|turn| Screen::new(cell, angle - 45.0 + turn));
    let inks = match p.inks {
        // As pixels, once.
        Inks::One { ink, paper } => Inks::One {
            ink: pixel(ink),
            paper: pixel(paper),
        },
        Inks::Three => Inks::Three,
    };
    pointwise_at(soft, opaque, move |x, y, row| {
        let y = y as f32 + 0.5;
        for (px, x) in row.chunks_exact_mut(4).zip(x..) {
            let x = x as f32 + 0.5;
            let a = unit(px[3]);
            let k = if a > 0.0 { 1.0 / a } else { 0.0 };
            match inks {
                Inks::One { ink, paper } => {
                    let light = unit(luminance(px[0], px[1], px[2]) * k);
                    let inked = screens[2].ink(x, y, 1.0 - light);
                    for ((v, ink), paper) in px.iter_mut().zip(ink).zip(paper) {
                        *v = (paper + (ink - paper) * inked) * a;
                    }
                }
                Inks::Three => {
                    for (v, screen) in px.iter_mut().zip(&screens) {
                        *v = (1.0 - screen.ink(x, y, 1.0 - unit(*v * k))) * a;
                    }
                    px[3] = a;
                }
            }
        }
    })
}
