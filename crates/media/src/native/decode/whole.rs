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
    let scan = segments(bytes).find(|(marker, _)| *marker == 0xda);
    scan.is_some_and(|(_, rest)| rest.windows(2).rev().any(|pair| pair == [0xff, 0xd9]))
}

/// The markers of a JPEG up to its picture data, each with all that follows it.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while let Some([0xff, marker, rest @ ..]) = bytes.get(at..) {
            match marker {
                0xff => at += 1,
                0xd8 | 0x01 | 0xd0..=0xd7 => at += 2,
                _ => {
                    let &[high, low] = rest.get(..2)? else {
                        return None;
                    };
                    at += 2 + usize::from(u16::from_be_bytes([high, low]));
                    return Some((*marker, rest));
                }
            }
        }
        None
    })
}
