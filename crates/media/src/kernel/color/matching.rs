//! Gives a picture the colours of another: mean and deviation of lightness and of both colour axes become those of the
//! reference (Reinhard et al. 2001, "Color Transfer between Images"), in Oklab in place of their space.

use std::sync::Arc;

use crate::color::oklab::{from_linear, to_linear};
use crate::math::unit;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::small::{Known, light, small, straight};

/// The parameters of [`match_color`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// 0 changes nothing, 1 matches wholly.
    pub strength: f32,
    /// Lightness is matched too, not the colours alone.
    pub lightness: bool,
}

struct Matched {
    input: Image,
    reference: Image,
    p: Match,
    change: Known<Change>,
}

/// For each axis: what is taken away, what multiplies the rest, what is added.
#[derive(Clone, Copy)]
struct Change([(f32, f32, f32); 3]);

impl Picture for Matched {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let mut tile = self.input.render(region, pull)?;
        if region.intersect(&Region::whole(self.size())).is_empty() {
            return Ok(tile);
        }
        let Change(axes) = *self.change.get(|| self.find(pull))?;
        let strength = unit(self.p.strength);
        for (i, px) in tile.px.chunks_exact_mut(4).enumerate() {
            if i % 65_536 == 0 {
                pull.check()?;
            }
            let alpha = px[3];
            if alpha <= 0.0 {
                continue;
            }
            let k = 1.0 / alpha;
            let mut lab = from_linear([px[0] * k, px[1] * k, px[2] * k].map(light));
            for (v, (less, times, more)) in lab.iter_mut().zip(axes) {
                let matched = (*v - less) * times + more;
                *v += (matched - *v) * strength;
            }
            for (to, v) in px.iter_mut().zip(to_linear(lab)) {
                *to = light(v) * alpha;
            }
        }
        Ok(tile)
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

impl Matched {
    fn find(&self, pull: &Pull) -> Result<Change, RenderError> {
        let own = statistics(&small(&self.input, pull)?);
        let wanted = statistics(&small(&self.reference, pull)?);
        let (Some(own), Some(wanted)) = (own, wanted) else {
            return Ok(Change([(0.0, 1.0, 0.0); 3]));
        };
        let mut axes = [(0.0, 1.0, 0.0); 3];
        let first = usize::from(!self.p.lightness);
        for axis in first..3 {
            let (mean, deviation) = own[axis];
            let (to_mean, to_deviation) = wanted[axis];
            // What has no colours at all can't get more of them by multiplying.
            let times = if deviation > 1e-4 {
                (to_deviation / deviation).min(10.0)
            } else {
                1.0
            };
            axes[axis] = (mean as f32, times as f32, to_mean as f32);
        }
        Ok(Change(axes))
    }
}

/// Mean and standard deviation of each axis, pixels counted by their alpha; nothing when all are transparent.
fn statistics(tile: &Tile) -> Option<[(f64, f64); 3]> {
    let mut weight = 0.0;
    let mut sums = [(0.0, 0.0); 3];
    for (rgb, alpha) in straight(tile) {
        let alpha = f64::from(alpha);
        weight += alpha;
        for (sum, v) in sums.iter_mut().zip(from_linear(rgb)) {
            let v = f64::from(v);
            sum.0 += v * alpha;
            sum.1 += v * v * alpha;
        }
    }
    (weight > 0.0).then(|| {
        sums.map(|(sum, squares)| {
            let mean = sum / weight;
            (mean, (squares / weight - mean * mean).max(0.0).sqrt())
        })
    })
}

/// The input in the colours of the reference.
pub fn match_color(input: Image, reference: Image, p: Match) -> Image {
    if unit(p.strength) == 0.0 {
        return input;
    }
    Arc::new(Matched {
        input,
        reference,
        p,
        change: Known::new(),
    })
}
