//! TIFF files with strips and tiles of any size, not packed.

/// How the rows of a file are cut.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Chunks {
    /// So many rows together.
    Strips(u32),
    /// Boxes of this width and height, filled up at the edges.
    Tiles(u32, u32),
}

/// A little-endian file of these bytes, row by row; channels of 8 or 16 bits: grey, RGB, or RGB with alpha.
pub(crate) fn laid(
    (w, h): (u32, u32),
    channels: usize,
    bits: usize,
    chunks: Chunks,
    px: &[u8],
) -> Vec<u8> {
    let size = channels * bits / 8;
    let row = w as usize * size;
    let parts: Vec<Vec<u8>> = match chunks {
        Chunks::Strips(rows) => px.chunks(row * rows as usize).map(<[u8]>::to_vec).collect(),
        Chunks::Tiles(wide, high) => {
            let corners =
                (0..h.div_ceil(high)).flat_map(|y| (0..w.div_ceil(wide)).map(move |x| (x, y)));
            corners
                .map(|(x, y)| tile(px, row, size, (x * wide, y * high), (wide, high)))
                .collect()
        }
    };
    let count = parts.len() as u32;
    let kind = if channels == 1 { 1 } else { 2 };
    let mut entries = vec![
        (256, vec![w]),
        (257, vec![h]),
        (258, vec![bits as u32; channels]),
        (259, vec![1]),
        (262, vec![kind]),
        (277, vec![channels as u32]),
    ];
    if channels == 4 {
        entries.push((338, vec![2]));
    }
    let (offsets, counts) = match chunks {
        Chunks::Strips(rows) => {
            entries.push((278, vec![rows]));
            (273, 279)
        }
        Chunks::Tiles(wide, high) => {
            entries.extend([(322, vec![wide]), (323, vec![high])]);
            (324, 325)
        }
    };
    entries.push((counts, parts.iter().map(|part| part.len() as u32).collect()));
    entries.push((offsets, vec![0; count as usize]));
    entries.sort_by_key(|entry| entry.0);
    let head = 8 + 2 + entries.len() * 12 + 4;
    let long = |values: &Vec<u32>| {
        if values.len() > 1 {
            values.len() * 4
        } else {
            0
        }
    };
    let mut place = (head + entries.iter().map(|(_, v)| long(v)).sum::<usize>()) as u32;
    for (tag, values) in &mut entries {
        if *tag == offsets {
            for (value, part) in values.iter_mut().zip(&parts) {
                *value = place;
                place += part.len() as u32;
            }
        }
    }
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    file.extend((entries.len() as u16).to_le_bytes());
    let mut behind = Vec::new();
    for (tag, values) in entries {
        file.extend((tag as u16).to_le_bytes());
        // Numbers of 16 bits where they have to be, or else of 32.
        let short = matches!(tag, 258 | 338);
        file.extend(if short { 3_u16 } else { 4 }.to_le_bytes());
        file.extend((values.len() as u32).to_le_bytes());
        let width = if short { 2 } else { 4 };
        let mut bytes: Vec<u8> = Vec::new();
        for value in &values {
            bytes.extend(&value.to_le_bytes()[..width]);
        }
        bytes.resize(bytes.len().max(4), 0);
        if bytes.len() > 4 {
            bytes.resize(values.len() * 4, 0);
            file.extend(((head + behind.len()) as u32).to_le_bytes());
            behind.extend(bytes);
        } else {
            file.extend(bytes);
        }
    }
    file.extend([0; 4]);
    file.extend(behind);
    file.extend(parts.concat());
    file
}

/// The bytes of one box.
fn tile(px: &[u8], row: usize, size: usize, (x, y): (u32, u32), (w, h): (u32, u32)) -> Vec<u8> {
    let mut out = vec![0; (w * h) as usize * size];
    let left = x as usize * size;
    let length = (w as usize * size).min(row - left);
    let lines = px.chunks(row).skip(y as usize).take(h as usize);
    for (line, out) in lines.zip(out.chunks_mut(w as usize * size)) {
        out[..length].copy_from_slice(&line[left..left + length]);
    }
    out
}
