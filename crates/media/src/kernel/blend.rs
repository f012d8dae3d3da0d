//! One picture over another in one of 26 modes, with opacity, offset, mask and clip.
//! Compositing as W3C "Compositing and Blending Level 1", section 5, in sRGB-encoded values.

mod mode;

use std::sync::Arc;

use crate::math::unit;
use crate::picture::{Take, clipped, treated};
use crate::pixel::Pixel;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

pub use mode::BlendMode;

use super::pointwise::{Block, is_opaque};

/// The parameters of [`blend`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blend {
    /// How the colours mix.
    pub mode: BlendMode,
    /// 0–1, multiplies the top's alpha.
    pub opacity: f32,
    /// Where the top's left edge stands on the base, in pixels of this scale.
    pub x: i32,
    /// Where the top's top edge stands on the base, in pixels of this scale.
    pub y: i32,
    /// The top shows only where the base is: the base's alpha stays.
    pub clip: bool,
}

impl Default for Blend {
    fn default() -> Self {
        Self {
            mode: BlendMode::Normal,
            opacity: 1.0,
            x: 0,
            y: 0,
            clip: false,
        }
    }
}

struct Blended {
    base: Image,
    top: Image,
    mask: Option<Image>,
    p: Blend,
}

impl Picture for Blended {
    fn size(&self) -> (u32, u32) {
        self.base.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut over = self.over(region, pull)?;
            let tile = treated(&self.base, region, pull, &mut |y, row| {
                over.lay(&self.p, region.x, y, row);
                Ok(())
            })?;
            pull.check()?;
            Ok(tile)
        })
    }

    fn rows(&self, region: Region, pull: &Pull, take: &mut Take<'_>) -> Result<(), RenderError> {
        let mut over = self.over(region, pull)?;
        self.base.rows(region, pull, &mut |y, row| {
            over.lay(&self.p, region.x, y, row);
            take(y, row)
        })
    }

    fn is_made_by_rows(&self, region: Region) -> bool {
        self.base.is_made_by_rows(region)
    }

    fn is_opaque(&self) -> bool {
        self.base.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.base.reach().max(self.top.reach())
    }
}

/// What is laid over a region of the base, at its place there.
struct Over {
    top: Tile,
    mask: Option<Tile>,
}

impl Blended {
    /// What of the top lies over a region.
    fn over(&self, region: Region, pull: &Pull) -> Result<Over, RenderError> {
        let covered = Region::whole(self.top.size())
            .moved(self.p.x, self.p.y)
            .intersect(&region);
        let mut over = Over {
            top: Tile::clear(Region::default()),
            mask: None,
        };
        if !covered.is_empty() {
            over.top = self.top.render(covered.moved(-self.p.x, -self.p.y), pull)?;
            over.top.region = covered;
            let mask = self.mask.as_ref();
            over.mask = mask.map(|mask| mask.render(covered, pull)).transpose()?;
        }
        Ok(over)
    }
}

impl Over {
    /// Lays it on a row of the base that begins at column `x`.
    fn lay(&mut self, p: &Blend, x: i32, y: i32, row: &mut [f32]) {
        let covered = self.top.region;
        if (covered.y..covered.bottom()).contains(&y) {
            let left = (covered.x - x) as usize * 4;
            let row = &mut row[left..left + covered.w as usize * 4];
            let mask = self.mask.as_ref().map(|mask| mask.row(y));
            blend_row(p, row, self.top.row_mut(y), mask);
        }
    }
}

/// Lays `top` on `base`; the result has the base's size. `mask` stands on the base and scales the top's alpha.
pub fn blend(base: Image, top: Image, mask: Option<Image>, p: &Blend) -> Image {
    if p.opacity <= 0.0 {
        return base;
    }
    let p = Blend {
        opacity: unit(p.opacity),
        ..*p
    };
    Arc::new(Blended { base, top, mask, p })
}

fn blend_row(p: &Blend, base: &mut [f32], top: &mut [f32], mask: Option<&[f32]>) {
    if let Some(mask) = mask {
        for (px, m) in top.chunks_exact_mut(4).zip(mask.chunks_exact(4)) {
            px.iter_mut().for_each(|v| *v *= m[3]);
        }
    }
    if p.opacity < 1.0 {
        top.iter_mut().for_each(|v| *v *= p.opacity);
    }
    mode::rows(p.mode, p.clip, base, top);
}

/// One row in one mode; `mix` is the mode's B(Cb, Cs) on encoded straight values, all channels of some pixels
/// at a time: base, top, and the result. What it makes of alpha does not matter.
#[inline(always)]
fn composite_row(
    clip: bool,
    base: &mut [f32],
    top: &[f32],
    mix: impl Fn(&[f32], &[f32], &mut [f32]),
) {
    let (mut under, mut over) = (Block::default(), Block::default());
    let mut mixed = [0.0; Block::FLOATS];
    for (b, s) in Block::slices(base).zip(top.chunks(Block::FLOATS)) {
        if s.chunks_exact(4).all(|px| px[3] <= 0.0) {
            continue;
        }
        under.encode(b);
        over.encode(s);
        let mixed = &mut mixed[..b.len()];
        mix(under.values(), over.values(), mixed);
        if is_opaque(b) && is_opaque(s) {
            // What the rest comes to where nothing is transparent, with or without clip.
            for ((cb, cs), m) in under
                .values_mut()
                .iter_mut()
                .zip(over.values())
                .zip(&*mixed)
            {
                *cb = unit(cs + (m - cs));
            }
            under
                .values_mut()
                .iter_mut()
                .skip(3)
                .step_by(4)
                .for_each(|alpha| *alpha = 1.0);
            under.decode(b);
            continue;
        }
        let (pixels, _) = under.values_mut().as_chunks_mut();
        let ((overs, _), (mixes, _)) = (over.values().as_chunks(), mixed.as_chunks());
        for ((b, s), m) in pixels.iter_mut().zip(overs).zip(mixes) {
            let [cb, cs, m] = [*b, *s, *m].map(Pixel::from);
            let (alpha_b, alpha_s) = (cb.alpha().unit(), cs.alpha().unit());
            let below = alpha_b * (Pixel::from([1.0; 4]) - alpha_s);
            // With clip the source is atop: where the base is transparent nothing shows.
            let (alpha, source) = if clip {
                (alpha_b, alpha_s * alpha_b)
            } else {
                (alpha_s + below, alpha_s)
            };
            let out = ((cs + (m - cs) * alpha_b) * source + cb * below) * alpha.inverse();
            *b = out.unit().with_alpha_of(alpha).values();
        }
        // What was mixed is in the block now.
        let out = mixed;
        under.decode(out);
        for ((b, out), s) in b
            .chunks_exact_mut(4)
            .zip(out.chunks_exact(4))
            .zip(s.chunks_exact(4))
        {
            // Under nothing the base keeps its bits.
            if s[3] > 0.0 {
                b.copy_from_slice(out);
            }
        }
    }
}
