//! The four values of a pixel at once. In WASM they are one register: loops over pixels are else compiled to gather one channel of
//! several of them, and to spend their time on shuffling. The bits are those of plain code.

use std::ops::{Add, Mul};

/// Red, green, blue and alpha.
#[derive(Clone, Copy)]
pub(crate) struct Pixel(lanes::Lanes);

impl Pixel {
    #[inline(always)]
    pub(crate) fn values(self) -> [f32; 4] {
        lanes::values(self.0)
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

impl Mul<f32> for Pixel {
    type Output = Self;

    #[inline(always)]
    fn mul(self, k: f32) -> Self {
        Self(lanes::mul(self.0, lanes::all(k)))
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use std::arch::wasm32::{f32x4, f32x4_extract_lane};
    pub(super) use std::arch::wasm32::{
        f32x4_add as add, f32x4_mul as mul, f32x4_splat as all, v128 as Lanes,
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
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
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
        std::array::from_fn(|i| a[i] + b[i])
    }

    #[inline(always)]
    pub(super) fn mul(a: Lanes, b: Lanes) -> Lanes {
        std::array::from_fn(|i| a[i] * b[i])
    }
}
