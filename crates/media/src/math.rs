//! The functions a platform's `libm` would give, made of plain arithmetic so that every target computes the same bits.
//! Errors are stated with each; `f64` ones serve weights and parameters, `f32` ones serve pixels.

mod srgb;

#[cfg(feature = "native")]
pub(crate) use srgb::srgb_encode_all;
pub use srgb::{srgb_decode, srgb_decode_exact, srgb_encode};
pub(crate) use srgb::{srgb_pixel_at, srgb_pixel_place};

/// e to the power `x`; relative error below 1e-14 for |x| < 700, 0 or a huge finite number beyond.
pub fn exp(x: f64) -> f64 {
    const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    if x < -700.0 {
        return 0.0;
    }
    let x = x.min(700.0);
    let k = (x * std::f64::consts::LOG2_E).round_ties_even();
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor around zero; |r| <= 0.347, so the fourteenth term is below 1e-17.
    let mut sum = 1.0;
    for n in (1..=14).rev() {
        sum = 1.0 + sum * r / f64::from(n);
    }
    sum * power_of_two(k as i64)
}

/// Natural logarithm of a positive, normal `x`; relative error below 1e-14.
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mut m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if m > std::f64::consts::SQRT_2 {
        m *= 0.5;
        exponent += 1;
    }
    // ln m = 2 atanh(s); |s| <= 0.172.
    let s = (m - 1.0) / (m + 1.0);
    let s2 = s * s;
    let mut sum = 0.0;
    for n in (0..=11).rev() {
        sum = sum * s2 + 1.0 / f64::from(2 * n + 1);
    }
    exponent as f64 * std::f64::consts::LN_2 + 2.0 * s * sum
}

/// `x` to the power `y` for `x >= 0`; 0 for `x = 0`.
pub fn pow(x: f64, y: f64) -> f64 {
    if x < f64::MIN_POSITIVE {
        0.0
    } else {
        exp(y * ln(x))
    }
}

/// Cube root of `x` up to 1e30, 0 of a negative one; relative error below 3e-7.
///
/// A third of the exponent, then two steps of Halley's method.
#[inline(always)]
pub fn cbrt(x: f32) -> f32 {
    let v = if x > 1e-30 { x } else { 1e-30 };
    let v = if v < 1e30 { v } else { 1e30 };
    let mut t = f32::from_bits(v.to_bits() / 3 + 709_921_077);
    for _ in 0..2 {
        let cube = t * t * t;
        t *= (cube + v + v) / (cube + cube + v);
    }
    if x > 1e-30 { t } else { 0.0 }
}

/// Sine and cosine of an angle in degrees; exact at the quarter turns, absolute error below 1e-15.
pub fn sin_cos_degrees(degrees: f64) -> (f64, f64) {
    let turned = degrees % 360.0;
    let quarter = (turned / 90.0).round_ties_even();
    let r = (turned - quarter * 90.0) * (std::f64::consts::PI / 180.0);
    let (sin, cos) = sin_cos_small(r);
    match (quarter as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// `sin(pi x) / (pi x)`.
pub fn sinc(x: f64) -> f64 {
    if x == 0.0 {
        1.0
    } else {
        sin_cos_degrees(x * 180.0).0 / (x * std::f64::consts::PI)
    }
}

fn sin_cos_small(r: f64) -> (f64, f64) {
    let r2 = r * r;
    let (mut sin, mut cos) = (0.0, 0.0);
    for n in (1..=9).rev() {
        let n = f64::from(2 * n);
        sin = -r2 / (n * (n + 1.0)) * (1.0 + sin);
        cos = -r2 / ((n - 1.0) * n) * (1.0 + cos);
    }
    (r * (1.0 + sin), 1.0 + cos)
}

fn power_of_two(k: i64) -> f64 {
    f64::from_bits(((k + 1023).clamp(1, 2046) as u64) << 52)
}

/// `v` held to 0–1 by comparisons, so that the sign of zero and the order of operands are the same everywhere.
#[inline(always)]
pub fn unit(v: f32) -> f32 {
    let v = if v > 0.0 { v } else { 0.0 };
    if v < 1.0 { v } else { 1.0 }
}

/// The larger by one comparison, which every target has an instruction for: `f32::max` is a call in WASM. The second of what is no
/// number.
#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The smaller, as [`larger`].
#[inline(always)]
pub(crate) fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}
