//! Pixels as screens want them: sRGB-encoded, straight alpha, 8 bits a channel.

use std::sync::OnceLock;

use crate::kernel::{Block, is_opaque, uncovered};
use crate::math::{srgb_decode_exact, unit};
use crate::wide::wide;
use crate::{Image, Pull, Region, RenderError, Tile};

/// The tile's pixels, row-major, `w * h * 4` bytes; each value rounded to the nearest.
pub fn rgba8(tile: &Tile) -> Vec<u8> {
    let mut screen = Screen::with_room(tile.region);
    screen.take(&tile.px);
    screen.pixels.into_flattened()
}

/// As [`rgba8`], of a region of a picture, which lies inside, each row as it is made.
///
/// # Errors
/// As [`crate::Picture::render`].
pub fn rgba8_of(image: &Image, region: Region, pull: &Pull) -> Result<Vec<u8>, RenderError> {
    if region.is_empty() {
        return Ok(Vec::new());
    }
    let mut screen = Screen::with_room(region);
    image.rows(region, pull, &mut |_, row| {
        screen.take(row);
        Ok(())
    })?;
    Ok(screen.pixels.into_flattened())
}

/// Where pixels are added.
struct Screen {
    pixels: Vec<[u8; 4]>,
    table: &'static Bytes,
    seen: [f32; Block::FLOATS],
    places: [u32; Block::FLOATS],
    alphas: [u32; Block::FLOATS / 4],
}

impl Screen {
    fn with_room(region: Region) -> Self {
        Self {
            pixels: Vec::with_capacity(region.area() as usize),
            table: Bytes::get(),
            seen: [0.0; Block::FLOATS],
            places: [0; Block::FLOATS],
            alphas: [0; Block::FLOATS / 4],
        }
    }

    fn take(&mut self, px: &[f32]) {
        for px in px.chunks(Block::FLOATS) {
            self.block(px);
        }
    }

    fn block(&mut self, px: &[f32]) {
        let table = self.table;
        let places = &mut self.places[..px.len()];
        if is_opaque(px) {
            split(px, places);
            let pixel = |places| table.pixel(places, u8::MAX);
            self.pixels.extend(places.chunks_exact(4).map(pixel));
        } else {
            let seen = &mut self.seen[..px.len()];
            let alphas = &mut self.alphas[..px.len() / 4];
            uncovered(seen, px);
            split(seen, places);
            round_alphas(px, alphas);
            let covered = places.chunks_exact(4).zip(&*alphas);
            let pixel = |(places, alpha): (&[u32], &u32)| table.pixel(places, *alpha as u8);
            self.pixels.extend(covered.map(pixel));
        }
    }
}

/// Light this dark is black, by far.
const DARKEST: f32 = 1.0 / 8192.0;
/// Bits of a float that a table's entry stands for: 128 entries from one power of two to the next, so that no two bytes begin in
/// the same one.
const WITHIN: u32 = 16;
/// From the darkest light to white, and some more.
const ENTRIES: usize = 2048;

/// The byte of linear light, by its bits as a float.
struct Bytes {
    /// The byte at the entry's first float, times 65536, and how soon the next byte begins: what a place is added to.
    entries: [u32; ENTRIES],
}

impl Bytes {
    fn get() -> &'static Self {
        static BYTES: OnceLock<Bytes> = OnceLock::new();
        BYTES.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut entries = [0; ENTRIES];
        let mut next = 0;
        for byte in 1..=255 {
            // The first light that is nearer to this byte than to the one before.
            let least = srgb_decode_exact((f64::from(byte) - 0.5) / 255.0);
            let place = (least as f32).to_bits() + u32::from(f64::from(least as f32) < least)
                - DARKEST.to_bits();
            let entry = (place >> WITHIN) as usize;
            entries[next..entry].fill((byte - 1) << WITHIN);
            entries[entry] = (byte << WITHIN) - (place & ((1 << WITHIN) - 1));
            next = entry + 1;
        }
        entries[next..].fill(255 << WITHIN);
        Self { entries }
    }

    /// The pixel of three places that [`split`] gave, with its alpha.
    #[inline(always)]
    fn pixel(&self, places: &[u32], alpha: u8) -> [u8; 4] {
        [
            self.at(places[0]),
            self.at(places[1]),
            self.at(places[2]),
            alpha,
        ]
    }

    /// The byte at a place.
    #[inline(always)]
    fn at(&self, place: u32) -> u8 {
        let entry = self.entries[(place >> WITHIN) as usize % ENTRIES];
        ((entry + (place & ((1 << WITHIN) - 1))) >> WITHIN) as u8
    }
}

wide! {
    /// Each pixel's alpha in the low eight bits.
    fn round_alphas(px: &[f32], alphas: &mut [u32]) {
        for (px, alpha) in px.chunks_exact(4).zip(alphas) {
            // A sum too large for fractions has the whole number in its low bits.
            *alpha = (unit(px[3]) * 255.0 + 8_388_608.0).to_bits();
        }
    }
}

wide! {
    /// How many floats lie between the darkest light and each value, which is held to 0–1.
    fn split(light: &[f32], places: &mut [u32]) {
        for (v, place) in light.iter().zip(places) {
            let v = if *v > DARKEST { *v } else { DARKEST };
            let v = if v < 1.0 { v } else { 1.0 };
            *place = v.to_bits() - DARKEST.to_bits();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DARKEST, rgba8};
    use crate::math::pow;
    use crate::{Region, Tile};

    /// The exact value of a byte, 0–255 with fractions.
    fn exact(light: f32) -> f64 {
        let light = f64::from(light).clamp(0.0, 1.0);
        let encoded = if light <= 0.003_130_8 {
            light * 12.92
        } else {
            1.055 * pow(light, 1.0 / 2.4) - 0.055
        };
        encoded * 255.0
    }

    #[test]
    fn every_light_becomes_the_nearest_byte() {
        let dark = (0..2_000).map(|n| DARKEST * n as f32 / 1_000.0);
        let bits = (DARKEST.to_bits()..=1.0_f32.to_bits()).step_by(97);
        let lights: Vec<f32> = dark.chain(bits.map(f32::from_bits)).collect();
        let px = lights.iter().flat_map(|v| [*v, *v, *v, 1.0]).collect();
        let region = Region::new(0, 0, lights.len() as u32, 1);
        let bytes = rgba8(&Tile { region, px });
        for (light, byte) in lights.iter().zip(bytes.chunks_exact(4)) {
            assert_eq!([byte[0]; 3], byte[..3]);
            let off = (f64::from(byte[0]) - exact(*light)).abs();
            assert!(off < 0.500_001, "{light}: {} is off by {off}", byte[0]);
        }
    }

    #[test]
    fn a_byte_begins_at_the_first_light_that_is_nearer_to_it() {
        let byte = |light: f32| {
            let region = Region::new(0, 0, 1, 1);
            let px = vec![light, light, light, 1.0];
            rgba8(&Tile { region, px })[1]
        };
        for wanted in 1..=255_u8 {
            let (mut low, mut high) = (0, 1.0_f32.to_bits());
            while low < high {
                let middle = low.midpoint(high);
                if byte(f32::from_bits(middle)) < wanted {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let border = exact(f32::from_bits(low)) - (f64::from(wanted) - 0.5);
            let before = exact(f32::from_bits(low - 1)) - (f64::from(wanted) - 0.5);
            assert!(
                border > -1e-9 && before < 1e-9,
                "{wanted}: {before}, {border}"
            );
        }
    }

    #[test]
    fn what_is_no_light_is_held_and_alpha_is_straight() {
        let px = vec![
            -1.0,
            f32::NAN,
            9.0,
            1.0, // opaque
            0.25,
            0.5,
            0.0,
            0.5, // half
            0.3,
            0.3,
            0.3,
            0.0, // nothing is seen
            0.0,
            f32::INFINITY,
            -0.0,
            f32::NAN,
        ];
        let region = Region::new(0, 0, 4, 1);
        let bytes = rgba8(&Tile { region, px });
        let half = [188, 255, 0, 128];
        assert_eq!(bytes[..4], [0, 0, 255, 255]);
        assert_eq!(bytes[4..8], half);
        assert_eq!(bytes[8..12], [0, 0, 0, 0]);
        assert_eq!(bytes[12..], [0, 0, 0, 0]);
    }
}
