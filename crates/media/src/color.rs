//! Colours as people pick them, and what they are inside a picture.

use crate::math::srgb_decode_exact;

pub mod oklab;

/// sRGB-encoded red, green, blue and straight alpha, each 0–1.
pub type Color = [f32; 4];

/// The pixel of a colour: linear light, premultiplied. Components are held to 0–1.
pub fn pixel(color: Color) -> [f32; 4] {
    let [r, g, b, a] = color.map(|v| f64::from(crate::math::unit(v)));
    [
        (srgb_decode_exact(r) * a) as f32,
        (srgb_decode_exact(g) * a) as f32,
        (srgb_decode_exact(b) * a) as f32,
        a as f32,
    ]
}

/// Rec. 709 luminance of linear light.
#[inline(always)]
pub fn luminance(r: f32, g: f32, b: f32) -> f32 {
    r * 0.2126 + g * 0.7152 + b * 0.0722
}
