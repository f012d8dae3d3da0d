//! The grade of the American Society of Cinematographers (ASC CDL 1.2): slope, offset and power for each channel, then
//! saturation. On sRGB-encoded straight colour held to 0–1: what other programs do to a picture shown with that curve.

use crate::Image;
use crate::color::luminance;
use crate::kernel::pointwise::{Block, channelwise, pointwise};
use crate::kernel::table::Table;
use crate::math::{pow, unit};
use crate::wide::wide;

/// The parameters of [`cdl`], for red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cdl {
    /// Multiplies; below 0 counts as 0.
    pub slope: [f32; 3],
    /// Is added after that.
    pub offset: [f32; 3],
    /// The exponent of what that gives.
    pub power: [f32; 3],
    /// 0 is grey, 1 changes nothing; the weights are those of Rec. 709, as the ASC says.
    pub saturation: f32,
}

impl Default for Cdl {
    fn default() -> Self {
        Self {
            slope: [1.0; 3],
            offset: [0.0; 3],
            power: [1.0; 3],
            saturation: 1.0,
        }
    }
}

wide! {
    fn saturate(values: &mut [f32], saturation: f32) {
        for c in values.chunks_exact_mut(4) {
            let luma = luminance(c[0], c[1], c[2]);
            for v in &mut c[..3] {
                *v = unit(luma + saturation * (*v - luma));
            }
        }
    }
}

/// `held(v * slope + offset) ^ power`, then saturation about the luma.
pub fn cdl(input: Image, p: &Cdl) -> Image {
    if *p == Cdl::default() {
        return input;
    }
    let tables = [0, 1, 2].map(|channel| {
        let (slope, offset) = (f64::from(p.slope[channel]), f64::from(p.offset[channel]));
        let power = f64::from(p.power[channel].clamp(0.01, 100.0));
        Table::new(|v| {
            let held = (v * slope.max(0.0) + offset).clamp(0.0, 1.0);
            if power == 1.0 { held } else { pow(held, power) }
        })
    });
    let saturation = p.saturation.max(0.0);
    let opaque = input.is_opaque();
    let treat = move |row: &mut [f32]| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            for c in block.values_mut().chunks_exact_mut(4) {
                for (v, table) in c.iter_mut().zip(&tables) {
                    *v = table.at(*v);
                }
            }
            if saturation != 1.0 {
                saturate(block.values_mut(), saturation);
            }
            block.decode(px);
        }
    };
    if saturation == 1.0 {
        channelwise(input, treat)
    } else {
        pointwise(input, opaque, treat)
    }
}
