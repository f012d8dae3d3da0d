//! A picture pushed around by another one: red pushes across, green down, middle grey not at all. Values in between are
//! bilinear, edges repeat.

use std::sync::Arc;

use crate::math::srgb_encode;
use crate::picture::clipped;
use crate::wide::wide;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::surrounded;
use super::sample::bilinear;

/// No pixel comes from farther away.
const FARTHEST: f32 = 4096.0;

struct Displaced {
    input: Image,
    map: Image,
    by: (f32, f32),
}

impl Picture for Displaced {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.map.render(region, pull)?;
            let source = surrounded(&self.input, region.grown(self.radius()), pull)?;
            for y in region.y..region.bottom() {
                pull.check()?;
                push_row(tile.row_mut(y), (region.x, y), &source, self.by);
            }
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.map.reach().max(self.input.reach() + self.radius())
    }
}

impl Displaced {
    fn radius(&self) -> u32 {
        let (x, y) = (self.by.0.abs(), self.by.1.abs());
        (if x > y { x } else { y }).ceil() as u32 + 1
    }
}

wide! {
    /// The map's pixels from `first` on become those that they push there.
    fn push_row(row: &mut [f32], first: (i32, i32), source: &Tile, by: (f32, f32)) {
        let (left, y) = first;
        for (px, x) in row.chunks_exact_mut(4).zip(left..) {
            let (across, down) = (push(px, 0) * by.0, push(px, 1) * by.1);
            let from = bilinear(source, x as f32 + across, y as f32 + down);
            px.copy_from_slice(&from.values());
        }
    }
}

/// From −1 to 1 by the encoded straight value of a channel, less where the map is transparent.
#[inline(always)]
fn push(px: &[f32], channel: usize) -> f32 {
    if px[3] > 0.0 {
        let a = if px[3] < 1.0 { px[3] } else { 1.0 };
        (srgb_encode(px[channel] / px[3]) * 2.0 - 1.0) * a
    } else {
        0.0
    }
}

/// Each pixel from up to `by` pixels of this scale away, by the map that lies over the picture; outside the map's frame
/// nothing moves.
pub fn displace(input: Image, map: Image, by: (f32, f32)) -> Image {
    let held = |v: f32| {
        if v.is_nan() {
            0.0
        } else {
            v.clamp(-FARTHEST, FARTHEST)
        }
    };
    let by = (held(by.0), held(by.1));
    let (w, h) = input.size();
    if by == (0.0, 0.0) || w == 0 || h == 0 {
        return input;
    }
    Arc::new(Displaced { input, map, by })
}
