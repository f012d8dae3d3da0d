//! The four values of a pixel at once. In WASM they are one register: loops over pixels are else compiled to gather one channel of
//! several of them, and to spend their time on shuffling. The bits are those of plain code.

use std::ops::{Add, Mul, Sub};

/// Red, green, blue and alpha.
#[derive(Clone, Copy)]
pub(crate) struct Pixel(lanes::Lanes);

impl Pixel {
    #[inline(always)]
    pub(crate) fn values(self) -> [f32; 4] {
        lanes::values(self.0)
    }

    /// The first and the second of three pairs; alpha is nothing.
    #[inline(always)]
    pub(crate) fn unzipped(pairs: [[f32; 2]; 3]) -> (Self, Self) {
        let (a, b) = lanes::unzipped(pairs);
        (Self(a), Self(b))
    }

    /// Each held to 0–1, as [`unit`](crate::math::unit) does.
    #[inline(always)]
    pub(crate) fn unit(self) -> Self {
        Self(lanes::unit(self.0))
    }

    /// The bits of each from the one with this number on, less something.
    #[inline(always)]
    pub(crate) fn bits_from(self, bit: u32, less: u32) -> [u32; 4] {
        lanes::bits_from(self.0, bit, less)
    }

    /// One over each, nothing for what is not above 0.
    #[inline(always)]
    pub(crate) fn inverse(self) -> Self {
        Self(lanes::inverse(self.0))
    }

    /// The alpha in all four places.
    #[inline(always)]
    pub(crate) fn alpha(self) -> Self {
        Self(lanes::alpha(self.0))
    }

    /// This colour with another's alpha.
    #[inline(always)]
    pub(crate) fn with_alpha_of(self, other: Self) -> Self {
        Self(lanes::with_alpha_of(self.0, other.0))
    }
}

impl From<[f32; 4]> for Pixel {
    #[inline(always)]
    fn from(values: [f32; 4]) -> Self {
        Self(lanes::new(values))
    }
}

impl Add for Pixel {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(lanes::add(self.0, other.0))
    }
}

impl Sub for Pixel {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(lanes::sub(self.0, other.0))
    }
}

impl Mul for Pixel {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(lanes::mul(self.0, other.0))
    }
}

impl Mul<f32> for Pixel {
    type Output = Self;

    #[inline(always)]
    fn mul(self, k: f32) -> Self {
        Self(lanes::mul(self.0, lanes::all(k)))
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use std::arch::wasm32::{
        f32x4, f32x4_div, f32x4_extract_lane, f32x4_gt, f32x4_pmax, f32x4_pmin, i32x4_shuffle,
        u32x4, u32x4_extract_lane, u32x4_shr, u32x4_splat, u32x4_sub, u64x2, v128_and,
        v128_bitselect,
    };
    pub(super) use std::arch::wasm32::{
        f32x4_add as add, f32x4_mul as mul, f32x4_splat as all, f32x4_sub as sub, v128 as Lanes,
    };

    #[inline(always)]
    pub(super) fn new([r, g, b, a]: [f32; 4]) -> Lanes {
        f32x4(r, g, b, a)
    }

    #[inline(always)]
    pub(super) fn values(v: Lanes) -> [f32; 4] {
        [
            f32x4_extract_lane::<0>(v),
            f32x4_extract_lane::<1>(v),
            f32x4_extract_lane::<2>(v),
            f32x4_extract_lane::<3>(v),
        ]
    }

    #[inline(always)]
    pub(super) fn unit(v: Lanes) -> Lanes {
        f32x4_pmin(all(1.0), f32x4_pmax(all(0.0), v))
    }

    #[inline(always)]
    pub(super) fn unzipped([r, g, b]: [[f32; 2]; 3]) -> (Lanes, Lanes) {
        let bits =
            |[low, high]: [f32; 2]| u64::from(low.to_bits()) | u64::from(high.to_bits()) << 32;
        let (rg, b) = (u64x2(bits(r), bits(g)), u64x2(bits(b), 0));
        (
            i32x4_shuffle::<0, 2, 4, 6>(rg, b),
            i32x4_shuffle::<1, 3, 5, 7>(rg, b),
        )
    }

    #[inline(always)]
    pub(super) fn bits_from(v: Lanes, bit: u32, less: u32) -> [u32; 4] {
        let steps = u32x4_sub(u32x4_shr(v, bit), u32x4_splat(less));
        [
            u32x4_extract_lane::<0>(steps),
            u32x4_extract_lane::<1>(steps),
            u32x4_extract_lane::<2>(steps),
            u32x4_extract_lane::<3>(steps),
        ]
    }

    #[inline(always)]
    pub(super) fn inverse(v: Lanes) -> Lanes {
        v128_and(f32x4_gt(v, all(0.0)), f32x4_div(all(1.0), v))
    }

    #[inline(always)]
    pub(super) fn alpha(v: Lanes) -> Lanes {
        i32x4_shuffle::<3, 3, 3, 3>(v, v)
    }

    #[inline(always)]
    pub(super) fn with_alpha_of(v: Lanes, other: Lanes) -> Lanes {
        // Not a shuffle: those are taken apart again, and every value is stored by itself.
        v128_bitselect(other, v, u32x4(0, 0, 0, !0))
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
    use crate::math::unit as unit_of;

    pub(super) type Lanes = [f32; 4];

    #[inline(always)]
    pub(super) fn new(values: [f32; 4]) -> Lanes {
        values
    }

    #[inline(always)]
    pub(super) fn all(value: f32) -> Lanes {
        [value; 4]
    }

    #[inline(always)]
    pub(super) fn values(v: Lanes) -> [f32; 4] {
        v
    }

    #[inline(always)]
    pub(super) fn add(a: Lanes, b: Lanes) -> Lanes {
        [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
    }

    #[inline(always)]
    pub(super) fn sub(a: Lanes, b: Lanes) -> Lanes {
        [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]]
    }

    #[inline(always)]
    pub(super) fn mul(a: Lanes, b: Lanes) -> Lanes {
        [a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]]
    }

    #[inline(always)]
    pub(super) fn unit([r, g, b, a]: Lanes) -> Lanes {
        [unit_of(r), unit_of(g), unit_of(b), unit_of(a)]
    }

    #[inline(always)]
    pub(super) fn unzipped([r, g, b]: [[f32; 2]; 3]) -> (Lanes, Lanes) {
        ([r[0], g[0], b[0], 0.0], [r[1], g[1], b[1], 0.0])
    }

    #[inline(always)]
    pub(super) fn bits_from([r, g, b, a]: Lanes, bit: u32, less: u32) -> [u32; 4] {
        [r, g, b, a].map(|v| (v.to_bits() >> bit) - less)
    }

    #[inline(always)]
    pub(super) fn inverse([r, g, b, a]: Lanes) -> Lanes {
        [one_over(r), one_over(g), one_over(b), one_over(a)]
    }

    #[inline(always)]
    fn one_over(v: f32) -> f32 {
        if v > 0.0 { 1.0 / v } else { 0.0 }
    }

    #[inline(always)]
    pub(super) fn alpha([.., a]: Lanes) -> Lanes {
        [a; 4]
    }

    #[inline(always)]
    pub(super) fn with_alpha_of([r, g, b, _]: Lanes, [.., a]: Lanes) -> Lanes {
        [r, g, b, a]
    }
}
