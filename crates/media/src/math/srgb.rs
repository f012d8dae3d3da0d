//! The curve of sRGB (IEC 61966-2-1) between linear light and what files and screens hold.

use super::{pow, unit};
use crate::pixel::Pixel;
#[cfg(feature = "native")]
use crate::wide::wide;

/// Where the curve stops being a straight line, in linear light.
const STRAIGHT_TO: f64 = 0.003_130_8;

/// Added to a light to make its place. A place's steps get longer with its exponent, so they are short in the dark, where the curve
/// bends most; and a step begins where the straight line ends.
const BESIDE: f32 = (359.0 / 32_768.0 - STRAIGHT_TO) as f32;

/// Bits of a place's fraction that are below a step: 256 steps an octave.
const FINER: u32 = 15;

/// The step at 2⁻⁷; every place is above it.
const FIRST: u32 = (127 - 7) << (23 - FINER);

/// Seven octaves and what is beside 1, up to a power of two.
const STEPS: usize = 2048;

/// A straight piece for each step: what is added, and by what the place is multiplied.
static PIECES: [[f32; 2]; STEPS] = pieces();

/// Linear light to sRGB, input held to 0–1; absolute error below 6e-7.
#[inline(always)]
pub fn srgb_encode(linear: f32) -> f32 {
    let (place, step) = srgb_place(linear);
    srgb_at(place, step)
}

/// [`srgb_encode`] of each value.
#[cfg(feature = "native")]
pub(crate) fn srgb_encode_all(values: &mut [f32]) {
    const TOGETHER: usize = 256;
    let mut steps = [0; TOGETHER];
    for values in values.chunks_mut(TOGETHER) {
        places(values, &mut steps);
        for (value, step) in values.iter_mut().zip(&steps) {
            *value = srgb_at(*value, *step);
        }
    }
}

#[cfg(feature = "native")]
wide! {
    fn places(values: &mut [f32], steps: &mut [u32]) {
        for (value, step) in values.iter_mut().zip(steps) {
            (*value, *step) = srgb_place(*value);
        }
    }
}

/// The place of a linear light and its step, for [`srgb_at`]. By themselves they are vector code.
#[inline(always)]
fn srgb_place(linear: f32) -> (f32, u32) {
    let place = unit(linear) + BESIDE;
    (place, (place.to_bits() >> FINER) - FIRST)
}

/// The sRGB value at a place.
#[inline(always)]
fn srgb_at(place: f32, step: u32) -> f32 {
    let [more, slope] = PIECES[step as usize % STEPS];
    place * slope + more
}

/// As [`srgb_place`], of each value of a pixel.
#[inline(always)]
pub(crate) fn srgb_pixel_place(pixel: Pixel) -> (Pixel, [u32; 4]) {
    let place = pixel.unit() + Pixel::from([BESIDE; 4]);
    (place, place.bits_from(FINER, FIRST))
}

/// As [`srgb_at`], of a pixel's colour; what comes of its alpha does not matter.
#[inline(always)]
pub(crate) fn srgb_pixel_at(place: Pixel, [r, g, b, _]: [u32; 4]) -> Pixel {
    let [r, g, b] = [r, g, b].map(|step| PIECES[step as usize % STEPS]);
    let (more, slope) = Pixel::unzipped([r, g, b]);
    place * slope + more
}

/// sRGB to linear light, input held to 0–1; an error below 1.8e-6 when encoded again, none at the ends.
#[inline(always)]
pub fn srgb_decode(encoded: f32) -> f32 {
    let v = unit(encoded);
    // The polynomial of the eighth degree whose largest encoded error is the least of those that give 1 for 1. In pairs, which
    // wait less for each other than one after the other.
    let (v2, lowest) = (v * v, 0.035_751_283 * v + 0.000_844_134_83);
    let low = 0.910_088_1 * v + 0.478_592_13;
    let high = 1.314_042_7 * v - 1.042_470_9;
    let highest = 0.595_931_4 * v - 1.160_900_5 - 0.131_878_36 * v2;
    let p = (lowest + low * v2) + (high + highest * v2) * (v2 * v2);
    if v <= 0.040_45 { v * (1.0 / 12.92) } else { p }
}

/// sRGB to linear light in `f64`, for tables and colours; relative error below 1e-13.
pub fn srgb_decode_exact(encoded: f64) -> f64 {
    if encoded <= 0.04045 {
        encoded / 12.92
    } else {
        pow((encoded + 0.055) / 1.055, 2.4)
    }
}

const fn pieces() -> [[f32; 2]; STEPS] {
    let mut pieces = [[0.0; 2]; STEPS];
    let last = (((1.0 + BESIDE).to_bits() >> FINER) - FIRST) as usize;
    // Of the light where the line ends, not quite.
    let (mut step, mut root) = (0, 0.09);
    while step <= last {
        let (from, to) = (edge(step), edge(step + 1));
        let (light, next) = (from - BESIDE as f64, to - BESIDE as f64);
        // `BESIDE` is rounded, so the end of the line is off by less than that.
        pieces[step] = if light < STRAIGHT_TO - 1e-6 {
            // Nothing stays nothing to the bit.
            [-(12.92 * BESIDE), 12.92]
        } else {
            root = curved(light, root);
            let encoded = 1.055 * root - 0.055;
            root = curved(next, root);
            let slope = ((1.055 * root - 0.055 - encoded) / (to - from)) as f32;
            [(encoded - slope as f64 * from) as f32, slope]
        };
        step += 1;
    }
    // White stays white.
    let [_, slope] = pieces[last];
    pieces[last][0] = 1.0 - (1.0 + BESIDE) * slope;
    pieces
}

/// The place where a step begins.
const fn edge(step: usize) -> f64 {
    f32::from_bits((FIRST + step as u32) << FINER) as f64
}

/// `light` to the power 1/2.4 by Newton's method, from something near it.
const fn curved(light: f64, near: f64) -> f64 {
    let fifth = light * light * light * light * light;
    let (mut root, mut round) = (near, 0);
    while round < 40 {
        let third = root * root * root;
        let eleventh = third * third * third * root * root;
        root -= (root - fifth / eleventh) / 12.0;
        round += 1;
    }
    root
}
