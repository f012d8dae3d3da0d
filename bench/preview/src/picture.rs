//! Pictures to work on: no two pixels alike, the same everywhere.

use gesso_media::{Image, Raw, Region, Tile};
use std::sync::Arc;

/// A picture of this size; another seed gives other pixels. `opaque` ones have no transparency.
pub fn hashed(w: u32, h: u32, seed: u32, opaque: bool) -> Image {
    let mut tile = Tile::clear(Region::new(0, 0, w, h));
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    for px in tile.px.chunks_exact_mut(4) {
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 8) as f32 / 16_777_216.0
        };
        let alpha = if opaque { 1.0 } else { next() };
        px.copy_from_slice(&[next() * alpha, next() * alpha, next() * alpha, alpha]);
    }
    Arc::new(Raw::new(Arc::new(tile), opaque))
}

/// Coverage: the same in every channel.
pub fn coverage(w: u32, h: u32, seed: u32) -> Image {
    gesso_media::mask_from_luma(hashed(w, h, seed, true))
}
