//! Curves over encoded values, as levels and curves are: each channel of each pixel by a table from linear light to linear light,
//! so that nothing is encoded and decoded on the way.

use std::sync::OnceLock;

use crate::math::{pow, srgb_decode_exact, unit};
use crate::wide::wide;

use super::pointwise::{Block, is_opaque, uncovered};

/// Steps of a table: over the square root of the light, which spreads the dark values much as encoding does. What the
/// encoded result is off by, a test says for some curves.
const STEPS: usize = 4096;

/// Added to a small number, it leaves no room for fractions.
const WHOLE: f32 = 12_582_912.0;

/// What a curve makes of linear light 0–1.
pub(super) struct Tone {
    /// The light at each step, and how much is added up to the next.
    steps: Box<[[f32; 2]; STEPS]>,
}

impl Tone {
    /// `of` is the curve over the sRGB-encoded value, 0–1; what it gives is held to that.
    pub(super) fn new(of: impl Fn(f64) -> f64) -> Self {
        let scale = Scale::get();
        let light = |encoded: &f64| scale.decoded(of(*encoded).clamp(0.0, 1.0)) as f32;
        let mut steps = Box::new([[0.0; 2]; STEPS]);
        let mut from = light(&scale.encoded[0]);
        for (pair, next) in steps.iter_mut().zip(&scale.encoded[1..]) {
            let to = light(next);
            *pair = [from, to - from];
            from = to;
        }
        // White is the last step, and nothing lies beyond it.
        steps[STEPS - 1] = [from, 0.0];
        Self { steps }
    }

    /// What stands in one channel becomes the light at its places, covered as the pixels are.
    fn read(&self, channel: usize, px: &mut [f32], places: &[f32], steps: &[i32]) {
        let places = places.chunks_exact(4).zip(steps.chunks_exact(4));
        for (px, (beyond, step)) in px.chunks_exact_mut(4).zip(places) {
            px[channel] = self.at(step[channel], beyond[channel]) * px[3];
        }
    }

    /// The light at a place beyond a step.
    #[inline(always)]
    fn at(&self, step: i32, beyond: f32) -> f32 {
        let [light, more] = self.steps[step as u32 as usize % STEPS];
        light + more * beyond
    }
}

/// As [`Tone::read`] for three channels, which is faster in one go.
fn read_all(tones: [&Tone; 3], px: &mut [f32], places: &[f32], steps: &[i32]) {
    let places = places.chunks_exact(4).zip(steps.chunks_exact(4));
    for (px, (beyond, step)) in px.chunks_exact_mut(4).zip(places) {
        let alpha = px[3];
        for (channel, tone) in tones.iter().enumerate() {
            px[channel] = tone.at(step[channel], beyond[channel]) * alpha;
        }
    }
}

/// Encoding and decoding at so many places that what lies between is as good as straight: curves are bent anew at every move of a
/// hand, and powers are dear.
struct Scale {
    /// The encoded value of the light at each step of a tone.
    encoded: [f64; STEPS],
    /// The light of encoded values at even distances, and of one beyond.
    decoded: [f64; STEPS + 1],
}

impl Scale {
    fn get() -> &'static Self {
        static SCALE: OnceLock<Scale> = OnceLock::new();
        SCALE.get_or_init(|| Self {
            encoded: std::array::from_fn(|step| {
                let root = step as f64 / (STEPS - 1) as f64;
                let light = root * root;
                if light <= 0.003_130_8 {
                    light * 12.92
                } else {
                    1.055 * pow(light, 1.0 / 2.4) - 0.055
                }
            }),
            decoded: std::array::from_fn(|step| {
                srgb_decode_exact(step as f64 / (STEPS - 1) as f64)
            }),
        })
    }

    /// The light of an encoded value 0–1; off by less than 1e-7.
    fn decoded(&self, encoded: f64) -> f64 {
        let place = encoded * (STEPS - 1) as f64;
        let step = (place as usize).min(STEPS - 1);
        let (from, to) = (self.decoded[step], self.decoded[step + 1]);
        from + (to - from) * (place - step as f64)
    }
}

/// Treats a row of premultiplied pixels; a channel without a tone keeps its bits, and so does alpha.
pub(super) fn toned(row: &mut [f32], tones: [Option<&Tone>; 3]) {
    const FLOATS: usize = Block::FLOATS;
    let (mut seen, mut places, mut steps) = ([0.0; FLOATS], [0.0; FLOATS], [0; FLOATS]);
    for px in Block::slices(row) {
        let seen = &mut seen[..px.len()];
        let (places, steps) = (&mut places[..px.len()], &mut steps[..px.len()]);
        if is_opaque(px) {
            split(px, places, steps);
        } else {
            uncovered(seen, px);
            split(seen, places, steps);
        }
        if let [Some(red), Some(green), Some(blue)] = tones {
            read_all([red, green, blue], px, places, steps);
            continue;
        }
        for (channel, tone) in tones.into_iter().enumerate() {
            if let Some(tone) = tone {
                tone.read(channel, px, places, steps);
            }
        }
    }
}

wide! {
    /// The step before each value, and how far the value lies beyond it.
    fn split(light: &[f32], places: &mut [f32], steps: &mut [i32]) {
        for ((light, place), step) in light.iter().zip(places).zip(steps) {
            let exact = unit(*light).sqrt() * (STEPS - 1) as f32;
            // A sum too large for fractions has the whole number in its low bits. A step itself may be the last one or the next.
            let whole = exact - 0.5 + WHOLE;
            *step = whole.to_bits() as i32;
            *place = exact - (whole - WHOLE);
        }
    }
}
