//! Pixels as screens want them: sRGB-encoded, straight alpha, 8 bits a channel.

use crate::Tile;
use crate::kernel::{Block, is_opaque};
use crate::math::{srgb_encode, unit};
use crate::wide::wide;

/// The tile's pixels, row-major, `w * h * 4` bytes; each value rounded to the nearest.
pub fn rgba8(tile: &Tile) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(tile.px.len());
    for px in tile.px.chunks(Block::FLOATS) {
        let from = bytes.len();
        bytes.resize(from + px.len(), u8::MAX);
        let bytes = &mut bytes[from..];
        if is_opaque(px) {
            opaque(px, bytes);
        } else {
            for (byte, &v) in bytes.iter_mut().zip(Block::encoded(px).values()) {
                *byte = rounded(v);
            }
        }
    }
    bytes
}

/// A value 0–1 as a byte.
#[inline(always)]
fn rounded(v: f32) -> u8 {
    // A sum too large for fractions has the whole number in its low bits.
    (unit(v) * 255.0 + 8_388_608.0).to_bits() as u8
}

wide! {
    /// Opaque pixels in one loop without gaps; alpha, which is 1, comes out as it should.
    fn opaque(px: &[f32], bytes: &mut [u8]) {
        for (byte, &v) in bytes.iter_mut().zip(px) {
            *byte = rounded(srgb_encode(v));
        }
    }
}
