//! The mean along an arc around a centre (spin), along the line to it (zoom), or along the spiral of both; in linear
//! light, edges repeat. The path is sampled about once a pixel of its length, at most 128 times.

use std::sync::Arc;

use crate::math::sin_cos_degrees;
use crate::picture::clipped;
use crate::pixel::Pixel;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::clamp_to;
use super::sample::{bilinear, in_pieces};

/// The parameters of [`radial_blur`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RadialBlur {
    /// The angle of the arc.
    pub spin_degrees: f32,
    /// How much larger the far end is than the near one: 0.1 is a tenth.
    pub zoom: f32,
    /// What all turns around, in pixels of this scale.
    pub center: (f32, f32),
}

/// Samples of the longest paths are a power of two, this many twos.
const MOST_DOUBLINGS: usize = 7;
/// Places along the path at which the box around what a piece reads is found.
const STEPS: u32 = 16;

struct Radial {
    input: Image,
    p: RadialBlur,
    /// By doublings: what turns and scales an offset from the centre, as `(cos · scale, sin · scale)`.
    paths: Vec<Vec<(f32, f32)>>,
    /// The length of a path at distance 1 from the centre.
    length: f32,
}

impl Picture for Radial {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut out = Tile::clear(region);
            in_pieces(
                region,
                |piece| self.reads(piece),
                |piece, source| {
                    let tile = self.input.render(source, pull)?;
                    self.fill(piece, &tile, &mut out);
                    pull.check()
                },
            )?;
            Ok(out)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

impl Radial {
    fn fill(&self, piece: Region, tile: &Tile, out: &mut Tile) {
        let start = (piece.x - out.region.x) as usize * 4;
        for y in piece.y..piece.bottom() {
            let row = &mut out.row_mut(y)[start..start + piece.w as usize * 4];
            fill_row(self, (piece.x, y), tile, row);
        }
    }

    #[inline(always)]
    fn path(&self, distance: f32) -> &[(f32, f32)] {
        let length = self.length * distance;
        let mut doublings = 0;
        while doublings < MOST_DOUBLINGS && length > (1_u32 << doublings) as f32 {
            doublings += 1;
        }
        &self.paths[doublings]
    }

    /// The box of source pixels around every path that begins in `region`.
    fn reads(&self, region: Region) -> Region {
        let (cx, cy) = (f64::from(self.p.center.0), f64::from(self.p.center.1));
        let (l, t) = (f64::from(region.x), f64::from(region.y));
        let (r, b) = (f64::from(region.right()), f64::from(region.bottom()));
        let corners = [(l, t), (r, t), (l, b), (r, b)].map(|(x, y)| (x - cx, y - cy));
        let far = corners.map(|(x, y)| (x * x + y * y).sqrt());
        let far = far.into_iter().fold(0.0, f64::max);
        // Between two of the steps an arc leaves the box around its ends by less than this.
        let step = f64::from(self.p.spin_degrees).to_radians() / f64::from(STEPS);
        let most = 1.0 + f64::from(self.p.zoom.abs()) * 0.5;
        let margin = far * most * step * step * 0.5 + 2.0;
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for at in 0..=STEPS {
            let (a, b) = turn(&self.p, f64::from(at) / f64::from(STEPS) - 0.5);
            for (x, y) in corners {
                let (u, v) = (cx + x * a - y * b, cy + x * b + y * a);
                low = (low.0.min(u), low.1.min(v));
                high = (high.0.max(u), high.1.max(v));
            }
        }
        let around = Region::between(
            (low.0 - margin).floor() as i32,
            (low.1 - margin).floor() as i32,
            (high.0 + margin).ceil() as i32,
            (high.1 + margin).ceil() as i32,
        );
        clamp_to(around, Region::whole(self.input.size()))
    }
}

wide! {
    /// The pixels of a row from `first` on.
    fn fill_row(radial: &Radial, first: (i32, i32), tile: &Tile, row: &mut [f32]) {
        let (cx, cy) = radial.p.center;
        let dy = first.1 as f32 + 0.5 - cy;
        for (px, x) in row.chunks_exact_mut(4).zip(first.0..) {
            let dx = x as f32 + 0.5 - cx;
            let path = radial.path((dx * dx + dy * dy).sqrt());
            let mut sum = Pixel::from([0.0; 4]);
            for &(a, b) in path {
                let u = cx + dx * a - dy * b - 0.5;
                let v = cy + dx * b + dy * a - 0.5;
                sum = sum + bilinear(tile, u, v);
            }
            // A power of two: exact.
            px.copy_from_slice(&(sum * (1.0 / path.len() as f32)).values());
        }
    }
}

/// Turning and scaling at place `t` of the path, −0.5 to 0.5.
fn turn(p: &RadialBlur, t: f64) -> (f64, f64) {
    let (sin, cos) = sin_cos_degrees(f64::from(p.spin_degrees) * t);
    let scale = 1.0 + f64::from(p.zoom) * t;
    (cos * scale, sin * scale)
}

/// The mean along the path that each pixel takes around and to the centre; no spin and no zoom changes nothing.
pub fn radial_blur(input: Image, p: &RadialBlur) -> Image {
    let (w, h) = input.size();
    let held = |v: f32, most: f32| {
        if v.is_nan() {
            0.0
        } else {
            v.clamp(-most, most)
        }
    };
    let far = 1e6;
    let p = RadialBlur {
        spin_degrees: held(p.spin_degrees, 360.0),
        zoom: held(p.zoom, 1.9),
        center: (held(p.center.0, far), held(p.center.1, far)),
    };
    if (p.spin_degrees == 0.0 && p.zoom == 0.0) || w == 0 || h == 0 {
        return input;
    }
    let paths = (0..=MOST_DOUBLINGS).map(|doublings| {
        let count = 1_u32 << doublings;
        let place = |i: u32| (f64::from(i) + 0.5) / f64::from(count) - 0.5;
        let small = |(a, b): (f64, f64)| (a as f32, b as f32);
        (0..count).map(|i| small(turn(&p, place(i)))).collect()
    });
    let spin = f64::from(p.spin_degrees) * (std::f64::consts::PI / 180.0);
    let zoom = f64::from(p.zoom);
    Arc::new(Radial {
        input,
        paths: paths.collect(),
        length: (spin * spin + zoom * zoom).sqrt() as f32,
        p,
    })
}
