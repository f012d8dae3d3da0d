//! Whether the end of a file is there, for the formats whose decoders do not say so when it is missing.

/// Whether the end is there.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    match (bytes.get(..4), bytes.get(4..8)) {
        (Some(b"RIFF"), Some(&[a, b, c, d])) => {
            bytes.len() as u64 >= u64::from(u32::from_le_bytes([a, b, c, d])) + 8
        }
        (Some([0xff, 0xd8, ..]), _) => jpeg_is_whole(bytes),
        _ => true,
    }
}

/// Whether the end-of-image marker follows the picture data. Decoders fill what is missing with grey instead of
/// saying so. Inside picture data the marker can't occur, and a thumbnail's lies before it.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xff, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xff => at += 1,
            0xd8 | 0x01 | 0xd0..=0xd7 => at += 2,
            0xda => {
                return bytes[at..]
                    .windows(2)
                    .rev()
                    .any(|pair| pair == [0xff, 0xd9]);
            }
            _ => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
        }
    }
    false
}
