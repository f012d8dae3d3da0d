//! A function of one encoded value as a table: what curves, levels and grades look up for every channel of every pixel.

use crate::math::unit;

/// Values over 0–1, read with linear interpolation.
pub(super) struct Table {
    values: Vec<f32>,
}

impl Table {
    /// Fine enough that a step between two entries stays below half a step of 16 bits for ordinary curves.
    const STEPS: usize = 4096;

    /// What `of` gives, held to 0–1. It is asked a little beyond 1 as well.
    pub(super) fn new(of: impl Fn(f64) -> f64) -> Self {
        let values = (0..=Self::STEPS + 1)
            .map(|i| unit(of(i as f64 / Self::STEPS as f64) as f32))
            .collect();
        Self { values }
    }

    /// The value at `v`, which is 0–1.
    #[inline(always)]
    pub(super) fn at(&self, v: f32) -> f32 {
        let p = v * Self::STEPS as f32;
        let i = (p as usize).min(Self::STEPS);
        let (a, b) = (self.values[i], self.values[i + 1]);
        a + (b - a) * (p - i as f32)
    }
}
