//! Curves over encoded values, as levels and curves are: each channel of each pixel by a table from linear light to linear light,
//! so that nothing is encoded and decoded on the way.

use crate::math::{pow, srgb_decode_exact, unit};
use crate::wide::wide;

use super::pointwise::is_opaque;

/// Steps of a table: over the square root of the light, which spreads the dark values much as encoding does. The encoded
/// result is off by less than 6e-5, unless a curve is steeper than 4.
const STEPS: usize = 4096;

/// Added to a small number, it leaves no room for fractions.
const WHOLE: f32 = 8_388_608.0;

/// Floats that are treated together.
const BLOCK: usize = 64 * 4;

/// What a curve makes of linear light 0–1.
pub(super) struct Tone {
    /// The light half a step before each, and how much is added up to half a step after it.
    steps: Box<[[f32; 2]; STEPS]>,
}

impl Tone {
    /// `of` is the curve over the sRGB-encoded value, 0–1; what it gives is held to that.
    pub(super) fn new(of: impl Fn(f64) -> f64) -> Self {
        let light = |half: usize| {
            let root = half as f64 / (2 * (STEPS - 1)) as f64;
            srgb_decode_exact(of(encoded((root * root).min(1.0))).clamp(0.0, 1.0))
        };
        let mut steps = Box::new([[0.0; 2]; STEPS]);
        for (step, pair) in steps.iter_mut().enumerate() {
            // The first one is only read from its middle on, the last one up to it.
            let (middle, to) = (light(2 * step), light(2 * step + 1));
            let from = match step {
                0 => 2.0 * middle - to,
                _ => light(2 * step - 1),
            };
            *pair = [from as f32, (to - from) as f32];
        }
        let last = &mut steps[STEPS - 1];
        last[1] = 2.0 * (light(2 * (STEPS - 1)) as f32 - last[0]);
        Self { steps }
    }

    /// What stands in one channel becomes the light at its places, covered as the pixels are.
    fn read(&self, channel: usize, px: &mut [f32], places: &[f32], steps: &[i32]) {
        let places = places.chunks_exact(4).zip(steps.chunks_exact(4));
        for (px, (beyond, step)) in px.chunks_exact_mut(4).zip(places) {
            let [light, more] = self.steps[step[channel] as u32 as usize % STEPS];
            px[channel] = (light + more * beyond[channel]) * px[3];
        }
    }
}

/// Linear light to sRGB (IEC 61966-2-1).
fn encoded(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * pow(light, 1.0 / 2.4) - 0.055
    }
}

/// Treats a row of premultiplied pixels; a channel without a tone keeps its bits, and so does alpha.
pub(super) fn toned(row: &mut [f32], tones: [Option<&Tone>; 3]) {
    let (mut straight, mut places, mut steps) = ([0.0; BLOCK], [0.0; BLOCK], [0; BLOCK]);
    for px in row.chunks_mut(BLOCK) {
        let straight = &mut straight[..px.len()];
        let (places, steps) = (&mut places[..px.len()], &mut steps[..px.len()]);
        if is_opaque(px) {
            split(px, places, steps);
        } else {
            uncovered(straight, px);
            split(straight, places, steps);
        }
        for (channel, tone) in tones.into_iter().enumerate() {
            if let Some(tone) = tone {
                tone.read(channel, px, places, steps);
            }
        }
    }
}

wide! {
    /// The colour without its alpha; black where nothing is seen.
    fn uncovered(to: &mut [f32], px: &[f32]) {
        for (to, px) in to.chunks_exact_mut(4).zip(px.chunks_exact(4)) {
            let k = if px[3] > 0.0 { 1.0 / px[3] } else { 0.0 };
            to.copy_from_slice(&[px[0] * k, px[1] * k, px[2] * k, 0.0]);
        }
    }
}

wide! {
    /// The step nearest to each value, and how far the value lies beyond the middle between that and the one before.
    fn split(light: &[f32], places: &mut [f32], steps: &mut [i32]) {
        for ((light, place), step) in light.iter().zip(places).zip(steps) {
            let exact = unit(*light).sqrt() * (STEPS - 1) as f32;
            // A sum too large for fractions has the whole number in its low bits.
            let whole = exact + WHOLE;
            *step = whole.to_bits() as i32;
            *place = exact - (whole - WHOLE) + 0.5;
        }
    }
}
