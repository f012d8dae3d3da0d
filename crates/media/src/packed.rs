//! Pixels as bytes without loss: for files of kept pictures, and to send a part of one to a browser.

use crate::{Region, Tile};

/// The largest side of a packed tile; what claims to be larger is not unpacked.
pub const MOST_SIDE: u32 = 512;
const HEADER: usize = 8;

/// The tile's size and its floats, bit by bit. Where it stands is not in it.
///
/// # Panics
/// When a side is longer than [`MOST_SIDE`].
pub fn pack(tile: &Tile) -> Vec<u8> {
    let Region { w, h, .. } = tile.region;
    assert!(w.max(h) <= MOST_SIDE, "a packed tile is small");
    let mut bytes = Vec::new();
    bytes.extend(w.to_le_bytes());
    bytes.extend(h.to_le_bytes());
    bytes.extend(lz4_flex::compress(&planes(&tile.px)));
    bytes
}

/// What [`pack`] packed, at its place; nothing when the bytes are no tile of that size.
pub fn unpack(bytes: &[u8], region: Region) -> Option<Tile> {
    let (head, packed) = bytes.split_at_checked(HEADER)?;
    let (w, h) = head.split_at(4);
    let number = |bytes: &[u8]| bytes.try_into().map(u32::from_le_bytes).ok();
    let is_this = number(w)? == region.w && number(h)? == region.h;
    if !is_this || region.w.max(region.h) > MOST_SIDE {
        return None;
    }
    let length = region.area() as usize * 16;
    let bytes = lz4_flex::decompress(packed, length).ok()?;
    (bytes.len() == length).then(|| Tile {
        region,
        px: floats(&bytes),
    })
}

/// The floats' bytes, all first bytes before all second ones and so on: neighbours are alike there and pack well.
pub(crate) fn planes(px: &[f32]) -> Vec<u8> {
    let mut bytes = vec![0; px.len() * 4];
    for (i, v) in px.iter().enumerate() {
        for (plane, byte) in v.to_le_bytes().into_iter().enumerate() {
            bytes[plane * px.len() + i] = byte;
        }
    }
    bytes
}

/// What [`planes`] took apart.
pub(crate) fn floats(bytes: &[u8]) -> Vec<f32> {
    let count = bytes.len() / 4;
    (0..count)
        .map(|i| {
            f32::from_le_bytes([
                bytes[i],
                bytes[count + i],
                bytes[2 * count + i],
                bytes[3 * count + i],
            ])
        })
        .collect()
}
