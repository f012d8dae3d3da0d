//! Masks painted by hand: strokes of a round brush one over the other. Within a stroke a pixel has the most that any part
//! of the brush's way gives it; a further stroke is laid over what is there, or takes it away.

use std::sync::Arc;

use crate::math::unit;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// A brush on its way; lengths in pixels of this scale.
#[derive(Debug, Clone, PartialEq)]
pub struct BrushStroke {
    /// The brush's width at full pressure.
    pub size: f32,
    /// 1 has a sharp edge, 0 fades from the middle.
    pub hardness: f32,
    /// Takes away in place of adding.
    pub erases: bool,
    /// Left, top and pressure (0–1, makes the brush smaller) of each place.
    pub path: Vec<[f32; 3]>,
}

struct Painted {
    size: (u32, u32),
    strokes: Vec<BrushStroke>,
    invert: bool,
}

impl Picture for Painted {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let (w, h) = (region.w as usize, region.h as usize);
            let mut covered = vec![0.0_f32; w * h];
            let mut stroke_only = vec![0.0_f32; w * h];
            for stroke in &self.strokes {
                pull.check()?;
                let touched = stroke.draw(region, &mut stroke_only);
                if touched.is_empty() {
                    continue;
                }
                for y in touched.y..touched.bottom() {
                    let start = (y - region.y) as usize * w + (touched.x - region.x) as usize;
                    let row = start..start + touched.w as usize;
                    let from = &mut stroke_only[row.clone()];
                    for (to, c) in covered[row].iter_mut().zip(from) {
                        *to = if stroke.erases {
                            *to * (1.0 - *c)
                        } else {
                            *to + (1.0 - *to) * *c
                        };
                        *c = 0.0;
                    }
                }
            }
            pull.check()?;
            let mut tile = Tile::clear(region);
            for (px, v) in tile.px.chunks_exact_mut(4).zip(covered) {
                px.fill(if self.invert { 1.0 - v } else { v });
            }
            Ok(tile)
        })
    }
}

impl BrushStroke {
    /// Draws into the coverage of a region, which is empty before, and says which part it may have touched.
    fn draw(&self, region: Region, coverage: &mut [f32]) -> Region {
        let mut touched = Region::default();
        let first = self.path.first().copied().unwrap_or_default();
        let segments = self.path.windows(2).map(|two| (two[0], two[1]));
        // A dot is a way from a place to itself.
        let dot = (self.path.len() == 1).then_some((first, first));
        for (from, to) in segments.chain(dot) {
            let segment = Segment::new(self, from, to);
            let part = segment.bounds().intersect(&region);
            if part.is_empty() {
                continue;
            }
            for y in part.y..part.bottom() {
                let start = (y - region.y) as usize * region.w as usize;
                let start = start + (part.x - region.x) as usize;
                let row = &mut coverage[start..start + part.w as usize];
                for (c, x) in row.iter_mut().zip(part.x..) {
                    let own = segment.at(x as f32 + 0.5, y as f32 + 0.5);
                    *c = if own > *c { own } else { *c };
                }
            }
            touched = if touched.is_empty() {
                part
            } else {
                Region::between(
                    touched.x.min(part.x),
                    touched.y.min(part.y),
                    touched.right().max(part.right()),
                    touched.bottom().max(part.bottom()),
                )
            };
        }
        touched
    }
}

/// The brush on its straight way between two places.
struct Segment {
    from: (f32, f32),
    way: (f32, f32),
    /// One over the square of the way's length; 0 for a dot.
    per_square: f32,
    radius: (f32, f32),
    hardness: f32,
}

impl Segment {
    fn new(stroke: &BrushStroke, from: [f32; 3], to: [f32; 3]) -> Self {
        let way = (to[0] - from[0], to[1] - from[1]);
        let square = way.0 * way.0 + way.1 * way.1;
        let radius = |pressure: f32| stroke.size.clamp(0.0, 1e5) * 0.5 * unit(pressure);
        Self {
            from: (from[0], from[1]),
            way,
            per_square: if square > 0.0 { 1.0 / square } else { 0.0 },
            radius: (radius(from[2]), radius(to[2])),
            hardness: unit(stroke.hardness),
        }
    }

    /// A box outside of which it gives nothing.
    fn bounds(&self) -> Region {
        let largest = if self.radius.0 > self.radius.1 {
            self.radius.0
        } else {
            self.radius.1
        };
        let reach = largest + 2.0;
        let (x0, y0) = self.from;
        let (x1, y1) = (x0 + self.way.0, y0 + self.way.1);
        let low = |a: f32, b: f32| ((if a < b { a } else { b }) - reach).floor() as i32;
        let high = |a: f32, b: f32| ((if a > b { a } else { b }) + reach).ceil() as i32;
        Region::between(low(x0, x1), low(y0, y1), high(x0, x1), high(y0, y1))
    }

    /// The coverage of a pixel: full within the hard part of the brush, none a half pixel beyond its radius.
    #[inline(always)]
    fn at(&self, x: f32, y: f32) -> f32 {
        let (dx, dy) = (x - self.from.0, y - self.from.1);
        let t = unit((dx * self.way.0 + dy * self.way.1) * self.per_square);
        let (ox, oy) = (dx - self.way.0 * t, dy - self.way.1 * t);
        let distance = (ox * ox + oy * oy).sqrt();
        let radius = self.radius.0 + (self.radius.1 - self.radius.0) * t;
        let soft = radius * (1.0 - self.hardness);
        if soft <= 1.0 {
            // A brush thinner than a pixel covers less of it.
            let thin = unit(radius * 2.0);
            return unit(radius - distance + 0.5) * thin;
        }
        let c = unit((radius - distance) / soft);
        c * c * (3.0 - 2.0 * c)
    }
}

/// A mask of `w` × `h` with what was painted.
pub fn mask_painted(w: u32, h: u32, strokes: Vec<BrushStroke>, invert: bool) -> Image {
    Arc::new(Painted {
        size: (w, h),
        strokes,
        invert,
    })
}
