//! A picture pulled by its four corners, as a poster on a wall seen from the side (the projective map of a square to
//! four points: P. Heckbert, "Fundamentals of texture mapping and image warping", 1989). Each pixel weighs the pixels
//! where it came from; where the picture shrinks the filter widens, up to sixty-four pixels.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::resample::Filter;
use super::sample::{in_pieces, weighed};

/// A filter is not stretched more, however small the picture gets towards its horizon.
const MOST_STRETCH: f64 = 64.0;
/// Steps between two whole distances in the table of a filter's weights.
const STEPS: f32 = 512.0;

/// Where the corners go, in pixels of this scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corners {
    /// The upper left one.
    pub top_left: (f32, f32),
    /// The upper right one.
    pub top_right: (f32, f32),
    /// The lower right one.
    pub bottom_right: (f32, f32),
    /// The lower left one.
    pub bottom_left: (f32, f32),
}

impl Corners {
    /// Where they are when nothing is pulled.
    pub const fn of((w, h): (u32, u32)) -> Self {
        let (w, h) = (w as f32, h as f32);
        Self {
            top_left: (0.0, 0.0),
            top_right: (w, 0.0),
            bottom_right: (w, h),
            bottom_left: (0.0, h),
        }
    }
}

struct Pulled {
    input: Image,
    /// From pixels to the picture's: `u = (m0 x + m1 y + m2) / w`, `v = (m3 x + m4 y + m5) / w`, `w = m6 x + m7 y + m8`;
    /// positive in front of the horizon.
    m: [f64; 9],
    filter: Weights,
}

impl Picture for Pulled {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            pull.check()?;
            let mut out = Tile::clear(region);
            in_pieces(
                region,
                |piece| self.reads(piece),
                |piece, source| {
                    if source.is_empty() {
                        return Ok(());
                    }
                    let tile = self.input.render(source, pull)?;
                    self.fill(piece, &tile, &mut out);
                    pull.check()
                },
            )?;
            Ok(out)
        })
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

/// A place in the source and how much of it a pixel covers along each axis.
struct Place {
    u: f64,
    v: f64,
    across: f64,
    down: f64,
}

impl Pulled {
    fn w(&self, x: f64, y: f64) -> f64 {
        self.m[6] * x + self.m[7] * y + self.m[8]
    }

    /// The place of a pixel's middle; none behind the horizon.
    fn place(&self, x: f64, y: f64) -> Option<Place> {
        let m = &self.m;
        let w = self.w(x, y);
        if w <= 1e-9 {
            return None;
        }
        let slopes = self.slopes(x, y);
        let k = 1.0 / (w * w);
        let wide = |(a, b): (f64, f64)| ((a * a + b * b).sqrt() * k).clamp(1.0, MOST_STRETCH);
        Some(Place {
            u: (m[0] * x + m[1] * y + m[2]) / w,
            v: (m[3] * x + m[4] * y + m[5]) / w,
            across: wide(slopes.0),
            down: wide(slopes.1),
        })
    }

    /// The derivatives of `u` and of `v` by x and y, times w².
    fn slopes(&self, x: f64, y: f64) -> ((f64, f64), (f64, f64)) {
        let m = &self.m;
        let of = |a: f64, b: f64, c: f64| {
            (
                (a * m[7] - m[6] * b) * y + (a * m[8] - m[6] * c),
                (b * m[6] - m[7] * a) * x + (b * m[8] - m[7] * c),
            )
        };
        (of(m[0], m[1], m[2]), of(m[3], m[4], m[5]))
    }

    fn fill(&self, piece: Region, tile: &Tile, out: &mut Tile) {
        let (mut across, mut down) = (Vec::new(), Vec::new());
        let start = (piece.x - out.region.x) as usize * 4;
        for y in piece.y..piece.bottom() {
            let row = &mut out.row_mut(y)[start..start + piece.w as usize * 4];
            for (px, x) in row.chunks_exact_mut(4).zip(piece.x..) {
                let Some(place) = self.place(f64::from(x) + 0.5, f64::from(y) + 0.5) else {
                    continue;
                };
                let left = self.filter.around(place.u, place.across, &mut across);
                let top = self.filter.around(place.v, place.down, &mut down);
                px.copy_from_slice(&weighed(tile, left, top, &across, &down));
            }
        }
    }

    /// The box of source pixels that `region` reads, within the picture.
    fn reads(&self, region: Region) -> Region {
        let whole = Region::whole(self.input.size());
        let (l, t) = (f64::from(region.x) + 0.5, f64::from(region.y) + 0.5);
        let r = f64::from(region.right()) - 0.5;
        let b = f64::from(region.bottom()) - 0.5;
        let corners = [(l, t), (r, t), (l, b), (r, b)];
        let near = corners.map(|(x, y)| self.w(x, y));
        let near = near.into_iter().fold(f64::INFINITY, f64::min);
        if near <= 1e-9 {
            // A part of it is behind the horizon; a single pixel is nowhere.
            return if region.area() == 1 {
                Region::default()
            } else {
                whole
            };
        }
        // Between corners a straight line stays between, and slopes times w² are linear.
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        let mut steep = (1.0_f64, 1.0_f64);
        for (x, y) in corners {
            let Some(place) = self.place(x, y) else {
                return whole;
            };
            low = (low.0.min(place.u), low.1.min(place.v));
            high = (high.0.max(place.u), high.1.max(place.v));
            let (u, v) = self.slopes(x, y);
            let k = 1.0 / (near * near);
            // Each of both at its largest, not only their length here.
            steep.0 = steep.0.max((u.0.abs() + u.1.abs()) * k * 2.0);
            steep.1 = steep.1.max((v.0.abs() + v.1.abs()) * k * 2.0);
        }
        let reach = |steep: f64| self.filter.support * steep.min(MOST_STRETCH) + 2.0;
        let (across, down) = (reach(steep.0), reach(steep.1));
        Region::between(
            (low.0 - across).floor() as i32,
            (low.1 - down).floor() as i32,
            (high.0 + across).ceil() as i32,
            (high.1 + down).ceil() as i32,
        )
        .intersect(&whole)
    }
}

/// A filter's weights by distance, from a table that lines join.
struct Weights {
    table: Vec<f32>,
    support: f64,
    is_nearest: bool,
}

impl Weights {
    fn new(filter: Filter) -> Self {
        let support = filter.support();
        let count = (support * f64::from(STEPS)).ceil() as u32 + 2;
        let at = |i: u32| filter.weight(f64::from(i) / f64::from(STEPS)) as f32;
        Self {
            table: (0..count).map(at).collect(),
            support,
            is_nearest: filter == Filter::Nearest,
        }
    }

    #[inline(always)]
    fn at(&self, distance: f32) -> f32 {
        let place = distance.abs() * STEPS;
        let i = place as usize;
        if i + 1 >= self.table.len() {
            return 0.0;
        }
        self.table[i] + (self.table[i + 1] - self.table[i]) * (place - i as f32)
    }

    /// Weights of the pixels around `centre`, summing to 1; gives the first pixel.
    fn around(&self, centre: f64, stretch: f64, weights: &mut Vec<f32>) -> i32 {
        weights.clear();
        if self.is_nearest {
            weights.push(1.0);
            return centre.floor() as i32;
        }
        let reach = self.support * stretch;
        let first = (centre - reach + 0.5).floor() as i32;
        let last = (centre + reach - 0.5).ceil() as i32;
        let (k, mut sum) = (1.0 / stretch, 0.0);
        for at in first..=last {
            let weight = self.at(((f64::from(at) + 0.5 - centre) * k) as f32);
            sum += weight;
            weights.push(weight);
        }
        let k = if sum == 0.0 { 0.0 } else { 1.0 / sum };
        weights.iter_mut().for_each(|w| *w *= k);
        first
    }
}

/// The map from the four points to the picture's pixels; none when they do not make a square seen from somewhere.
fn to_picture(p: &Corners, (w, h): (u32, u32)) -> Option<[f64; 9]> {
    let f = |(x, y): (f32, f32)| (f64::from(x), f64::from(y));
    let (x0, y0) = f(p.top_left);
    let (x1, y1) = f(p.top_right);
    let (x2, y2) = f(p.bottom_right);
    let (x3, y3) = f(p.bottom_left);
    let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
    let (dx1, dx2, dy1, dy2) = (x1 - x2, x3 - x2, y1 - y2, y3 - y2);
    let d = dx1 * dy2 - dx2 * dy1;
    if d.is_nan() || d.abs() < 1e-6 {
        return None;
    }
    let (g, k) = ((sx * dy2 - dx2 * sy) / d, (dx1 * sy - sx * dy1) / d);
    // From the unit square to the points.
    let m = [
        x1 - x0 + g * x1,
        x3 - x0 + k * x3,
        x0,
        y1 - y0 + g * y1,
        y3 - y0 + k * y3,
        y0,
        g,
        k,
        1.0,
    ];
    // All four corners in front: the square is not folded.
    if [1.0, 1.0 + g, 1.0 + g + k, 1.0 + k]
        .iter()
        .any(|&w| w <= 1e-6)
    {
        return None;
    }
    let cofactor = |a: usize, b: usize, c: usize, d: usize| m[a] * m[b] - m[c] * m[d];
    let inverse = [
        cofactor(4, 8, 5, 7),
        cofactor(2, 7, 1, 8),
        cofactor(1, 5, 2, 4),
        cofactor(5, 6, 3, 8),
        cofactor(0, 8, 2, 6),
        cofactor(2, 3, 0, 5),
        cofactor(3, 7, 4, 6),
        cofactor(1, 6, 0, 7),
        cofactor(0, 4, 1, 3),
    ];
    let determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
    if determinant.is_nan() || determinant.abs() < 1e-9 {
        return None;
    }
    // Divided by it, w is positive inside of the four points. The picture is the unit square times its size.
    let mut out = inverse.map(|v| v / determinant);
    for i in 0..3 {
        out[i] *= f64::from(w);
        out[3 + i] *= f64::from(h);
    }
    Some(out)
}

/// Nothing, in a frame.
struct Nothing((u32, u32));

impl Picture for Nothing {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        Ok(Tile::clear(region))
    }
}

/// The picture with its corners at the four points, in its own frame; outside of them it is transparent. Points that
/// lie on a line, or fold the picture, show nothing.
pub fn perspective(input: Image, corners: &Corners, filter: Filter) -> Image {
    let size = input.size();
    if *corners == Corners::of(size) || size.0 == 0 || size.1 == 0 {
        return input;
    }
    match to_picture(corners, size) {
        Some(m) => Arc::new(Pulled {
            input,
            m,
            filter: Weights::new(filter),
        }),
        None => Arc::new(Nothing(size)),
    }
}
