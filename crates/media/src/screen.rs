//! Pixels as screens want them: sRGB-encoded, straight alpha, 8 bits a channel.

use crate::Tile;
use crate::kernel::Block;
use crate::math::unit;

/// The tile's pixels, row-major, `w * h * 4` bytes; each value rounded to the nearest.
pub fn rgba8(tile: &Tile) -> Vec<u8> {
    let mut bytes = vec![0; tile.px.len()];
    let blocks = bytes.chunks_mut(Block::FLOATS);
    for (to, px) in blocks.zip(tile.px.chunks(Block::FLOATS)) {
        for (byte, &v) in to.iter_mut().zip(Block::encoded(px).values()) {
            // A sum too large for fractions has the whole number in its low bits.
            *byte = (unit(v) * 255.0 + 8_388_608.0).to_bits() as u8;
        }
    }
    bytes
}
