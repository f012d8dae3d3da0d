//! Hue, saturation, vibrance and lightness, grey, steps and the negative. On sRGB-encoded straight colour held to 0–1,
//! in the HSL double cone (Joblove and Greenberg 1978), as the sliders of the tools people know.

use crate::Image;
use crate::color::luminance;
use crate::math::{larger, srgb_decode, srgb_encode, unit};

use super::pointwise::{Block, pointwise};

/// The parameters of [`hsl`]; zero changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hsl {
    /// Turns the colour wheel, in degrees.
    pub hue_degrees: f32,
    /// −1 is grey, 1 doubles the saturation.
    pub saturation: f32,
    /// As saturation, but the less a colour is saturated the more.
    pub vibrance: f32,
    /// −1 is black, 1 is white.
    pub lightness: f32,
    /// Grey by how bright colours look, in place of the grey of the cone.
    pub desaturate: bool,
    /// So many steps for each channel, from 2; fewer are no steps.
    pub steps: u32,
    /// The negative, taken after the rest.
    pub invert: bool,
}

/// Shifts hue, saturation and lightness.
pub fn hsl(input: Image, p: &Hsl) -> Image {
    if *p == Hsl::default() {
        return input;
    }
    let p = *p;
    let shift = p.hue_degrees.rem_euclid(360.0) / 60.0;
    let opaque = input.is_opaque();
    pointwise(input, opaque, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            if p.desaturate {
                shift_all::<true>(&p, shift, block.values_mut());
            } else {
                shift_all::<false>(&p, shift, block.values_mut());
            }
            block.decode(px);
        }
    })
}

/// The loop that makes no grey has no table to look into, and is vector code.
fn shift_all<const GREY: bool>(p: &Hsl, shift: f32, values: &mut [f32]) {
    for c in values.chunks_exact_mut(4) {
        let treated = shifted::<GREY>(p, shift, [c[0], c[1], c[2]]);
        c[..3].copy_from_slice(&treated);
    }
}

#[inline(always)]
fn shifted<const GREY: bool>(p: &Hsl, shift: f32, [r, g, b]: [f32; 3]) -> [f32; 3] {
    let (h, s, l) = from_rgb(r, g, b);
    let s = s * (1.0 + p.saturation);
    let s = s * (1.0 + p.vibrance * (1.0 - unit(s)));
    let l = if p.lightness < 0.0 {
        l * (1.0 + p.lightness)
    } else {
        l + (1.0 - l) * p.lightness
    };
    let h = h + shift;
    let h = if h >= 6.0 { h - 6.0 } else { h };
    let mut c = to_rgb(h, unit(s), unit(l));
    if GREY {
        let [r, g, b] = c.map(srgb_decode);
        c = [srgb_encode(luminance(r, g, b)); 3];
    }
    if p.steps >= 2 {
        c = c.map(|v| stepped(v, p.steps));
    }
    if p.invert { c.map(|v| 1.0 - v) } else { c }
}

/// The nearest lower one of `steps` values from 0 to 1, the highest for the last part.
#[inline(always)]
fn stepped(v: f32, steps: u32) -> f32 {
    let last = (steps - 1) as f32;
    let step = (v * steps as f32).floor();
    (if step < last { step } else { last }) / last
}

/// Hue in sixths of a turn, saturation and lightness in 0–1.
fn from_rgb(r: f32, g: f32, b: f32) -> (f32, f32, f32) {
    let max = if r > g { r } else { g };
    let max = if max > b { max } else { b };
    let min = if r < g { r } else { g };
    let min = if min < b { min } else { b };
    let (l, chroma) = ((max + min) * 0.5, max - min);
    if chroma <= 0.0 {
        return (0.0, 0.0, l);
    }
    let s = chroma / larger(1.0 - (2.0 * l - 1.0).abs(), 1e-6);
    let h = if max == r {
        let h = (g - b) / chroma;
        if h < 0.0 { h + 6.0 } else { h }
    } else if max == g {
        (b - r) / chroma + 2.0
    } else {
        (r - g) / chroma + 4.0
    };
    (h, s, l)
}

fn to_rgb(h: f32, s: f32, l: f32) -> [f32; 3] {
    let chroma = (1.0 - (2.0 * l - 1.0).abs()) * s;
    let floor = l - chroma * 0.5;
    // Each channel is a trapezoid over the wheel.
    let wave = |shift: f32| {
        let t = h + shift;
        let t = if t >= 6.0 { t - 6.0 } else { t };
        let v = 2.0 - (t - 3.0).abs();
        floor + chroma * (1.0 - unit(v))
    };
    [wave(0.0), wave(4.0), wave(2.0)]
}
