//! Masks: pictures whose red, green, blue and alpha are all the coverage. Shapes with soft edges, and what another
//! picture gives as a mask.

use std::sync::Arc;

use crate::color::luminance;
use crate::math::{sin_cos_degrees, srgb_encode, unit};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::pointwise;

/// What a mask covers, inside its box.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// The box, its corners rounded by this radius.
    Rectangle {
        /// In pixels of this scale.
        radius: f32,
    },
    /// The ellipse that touches the box.
    Ellipse,
    /// The polygon through these points, as fractions of the box; crossing sides leave holes.
    Polygon(Vec<(f32, f32)>),
    /// From nothing at the left of the box to full at its right.
    Gradient,
}

/// The parameters of [`mask_shape`]; lengths in pixels of this scale.
#[derive(Debug, Clone, PartialEq)]
pub struct MaskShape {
    /// What is covered.
    pub shape: Shape,
    /// Middle of the box.
    pub center: (f32, f32),
    /// Width and height of the box.
    pub size: (f32, f32),
    /// Turns the box around its middle, clockwise.
    pub rotate_degrees: f32,
    /// Width of the soft edge, half of it inside.
    pub feather: f32,
    /// Covers what it would leave free.
    pub invert: bool,
}

struct Drawn {
    size: (u32, u32),
    p: MaskShape,
    sin: f32,
    cos: f32,
}

impl Picture for Drawn {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                pull.check()?;
                for (px, x) in tile.row_mut(y).chunks_exact_mut(4).zip(region.x..) {
                    px.fill(self.coverage(x as f32 + 0.5, y as f32 + 0.5));
                }
            }
            Ok(tile)
        })
    }
}

impl Drawn {
    fn coverage(&self, x: f32, y: f32) -> f32 {
        let (dx, dy) = (x - self.p.center.0, y - self.p.center.1);
        let (u, v) = (dx * self.cos + dy * self.sin, dy * self.cos - dx * self.sin);
        let (a, b) = (
            (self.p.size.0 * 0.5).max(1e-3),
            (self.p.size.1 * 0.5).max(1e-3),
        );
        let covered = match &self.p.shape {
            Shape::Gradient => unit(u / (2.0 * a) + 0.5),
            Shape::Rectangle { radius } => self.edge(to_rectangle(u, v, a, b, *radius)),
            Shape::Ellipse => self.edge(to_ellipse(u, v, a, b)),
            Shape::Polygon(points) => self.edge(to_polygon(u, v, a, b, points)),
        };
        if self.p.invert {
            1.0 - covered
        } else {
            covered
        }
    }

    /// Coverage from the distance to the outline, negative inside.
    fn edge(&self, distance: f32) -> f32 {
        if self.p.feather <= 1.0 {
            return unit(0.5 - distance);
        }
        let t = unit(0.5 - distance / self.p.feather);
        t * t * (3.0 - 2.0 * t)
    }
}

fn to_rectangle(u: f32, v: f32, a: f32, b: f32, radius: f32) -> f32 {
    let r = radius.clamp(0.0, if a < b { a } else { b });
    let (x, y) = (u.abs() - a + r, v.abs() - b + r);
    let (ox, oy) = (if x > 0.0 { x } else { 0.0 }, if y > 0.0 { y } else { 0.0 });
    let inner = if x > y { x } else { y };
    (ox * ox + oy * oy).sqrt() + (if inner < 0.0 { inner } else { 0.0 }) - r
}

/// First-order distance: the implicit function by the length of its gradient.
fn to_ellipse(u: f32, v: f32, a: f32, b: f32) -> f32 {
    let (x, y) = (u / a, v / b);
    let length = (x * x + y * y).sqrt();
    let (gx, gy) = (x / a, y / b);
    let slope = (gx * gx + gy * gy).sqrt();
    if slope <= 0.0 {
        if a < b { -a } else { -b }
    } else {
        length * (length - 1.0) / slope
    }
}

fn to_polygon(u: f32, v: f32, a: f32, b: f32, points: &[(f32, f32)]) -> f32 {
    let corner = |i: usize| ((points[i].0 * 2.0 - 1.0) * a, (points[i].1 * 2.0 - 1.0) * b);
    let mut nearest = f32::MAX;
    let mut inside = false;
    for i in 0..points.len() {
        let (x0, y0) = corner(i);
        let (x1, y1) = corner((i + 1) % points.len());
        let (ex, ey) = (x1 - x0, y1 - y0);
        let (wx, wy) = (u - x0, v - y0);
        let length = ex * ex + ey * ey;
        let t = if length > 0.0 {
            unit((wx * ex + wy * ey) / length)
        } else {
            0.0
        };
        let (dx, dy) = (wx - ex * t, wy - ey * t);
        let square = dx * dx + dy * dy;
        nearest = if square < nearest { square } else { nearest };
        if (y0 > v) != (y1 > v) && u < x0 + ex * (v - y0) / ey {
            inside = !inside;
        }
    }
    if inside {
        -nearest.sqrt()
    } else {
        nearest.sqrt()
    }
}

/// A mask of `w` × `h` with a shape.
pub fn mask_shape(w: u32, h: u32, p: &MaskShape) -> Image {
    let (sin, cos) = sin_cos_degrees(f64::from(p.rotate_degrees));
    Arc::new(Drawn {
        size: (w, h),
        p: p.clone(),
        sin: sin as f32,
        cos: cos as f32,
    })
}

/// Light covers, dark does not: the sRGB-encoded luminance of the premultiplied colour.
pub fn mask_from_luma(input: Image) -> Image {
    pointwise(input, false, |row| {
        for px in row.chunks_exact_mut(4) {
            px.fill(srgb_encode(luminance(px[0], px[1], px[2])));
        }
    })
}

/// The alpha as a mask.
pub fn mask_from_alpha(input: Image) -> Image {
    pointwise(input, false, |row| {
        for px in row.chunks_exact_mut(4) {
            px.fill(px[3]);
        }
    })
}

/// Covered becomes free and free covered, inside the mask's frame.
pub fn mask_invert(input: Image) -> Image {
    pointwise(input, false, |row| {
        row.iter_mut().for_each(|v| *v = 1.0 - unit(*v))
    })
}

struct Masked {
    input: Image,
    mask: Image,
}

impl Picture for Masked {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let mut tile = self.input.render(region, pull)?;
        let mask = self.mask.render(region, pull)?;
        for (px, m) in tile.px.chunks_exact_mut(4).zip(mask.px.chunks_exact(4)) {
            px.iter_mut().for_each(|v| *v *= m[3]);
        }
        Ok(tile)
    }

    fn reach(&self) -> u32 {
        self.input.reach().max(self.mask.reach())
    }
}

/// The picture where the mask covers, nothing elsewhere; outside the mask's frame nothing is covered.
pub fn apply_mask(input: Image, mask: Image) -> Image {
    Arc::new(Masked { input, mask })
}
