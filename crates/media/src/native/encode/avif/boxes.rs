//! The boxes around coded pictures that make an AVIF file (ISO/IEC 23000-22): what is in it, where it lies, and what it means.

use super::unwritten;
use crate::native::MediaError;
use crate::native::avif::{Layout, Shape};

/// A coded picture and its shape.
type Coded = (Shape, Vec<u8>);

/// The ids of the items, and the places of their properties, which count from one.
const COLOR: u16 = 1;
const ALPHA: u16 = 2;

fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let length = 8 + parts.iter().map(|part| part.len()).sum::<usize>();
    let mut out = Vec::with_capacity(length);
    // What is larger is refused before: see `file`.
    out.extend((length as u32).to_be_bytes());
    out.extend(kind);
    parts.iter().for_each(|part| out.extend(*part));
    out
}

/// A box that begins with a version and flags.
fn full(kind: &[u8; 4], version: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut all: Vec<&[u8]> = vec![];
    let version = [version, 0, 0, 0];
    all.push(&version);
    all.extend(parts);
    boxed(kind, &all)
}

/// The whole file.
pub(super) fn file(color: &Coded, alpha: Option<&Coded>) -> Result<Vec<u8>, MediaError> {
    let start = boxed(b"ftyp", &[b"avif", &[0; 4], b"avif", b"mif1", b"miaf"]);
    let items: Vec<&[u8]> = [Some(color), alpha]
        .into_iter()
        .flatten()
        .map(|(_, stream)| &stream[..])
        .collect();
    let all: usize = items.iter().map(|item| item.len()).sum();
    if u32::try_from(all + (1 << 16)).is_err() {
        return Err(unwritten("AVIF", "it takes more than 4 GiB".to_owned()));
    }
    // How long it is does not hang on the numbers in it.
    let length = meta(color, alpha, 0).len();
    let pixels_at = (start.len() + length + 8) as u32;
    let mut file = start;
    file.extend(meta(color, alpha, pixels_at));
    file.extend(boxed(b"mdat", &items));
    Ok(file)
}

fn meta(color: &Coded, alpha: Option<&Coded>, pixels_at: u32) -> Vec<u8> {
    let coded: Vec<(u16, &Coded)> = [(COLOR, Some(color)), (ALPHA, alpha)]
        .into_iter()
        .filter_map(|(id, coded)| Some((id, coded?)))
        .collect();
    let count = (coded.len() as u16).to_be_bytes();

    let mut kinds = count.to_vec();
    let mut places = vec![0x44, 0];
    places.extend(count);
    let mut at = pixels_at;
    for (id, (_, stream)) in &coded {
        let id = id.to_be_bytes();
        kinds.extend(full(b"infe", 2, &[&id, &[0; 2], b"av01", &[0]]));
        places.extend(id);
        // In this file, in one piece.
        places.extend([0, 0, 0, 1]);
        places.extend(at.to_be_bytes());
        places.extend((stream.len() as u32).to_be_bytes());
        at += stream.len() as u32;
    }
    let reference = [ALPHA, 1, COLOR].map(u16::to_be_bytes).concat();
    let references = full(b"iref", 0, &[&boxed(b"auxl", &[&reference])]);
    full(
        b"meta",
        0,
        &[
            &full(b"hdlr", 0, &[&[0; 4], b"pict", &[0; 13]]),
            &full(b"pitm", 0, &[&COLOR.to_be_bytes()]),
            &full(b"iloc", 0, &[&places]),
            &full(b"iinf", 0, &[&kinds]),
            if alpha.is_some() { &references } else { &[] },
            &properties(&color.0, alpha.map(|(shape, _)| shape)),
        ],
    )
}

fn properties(color: &Shape, alpha: Option<&Shape>) -> Vec<u8> {
    /// Whoever does not know the property must not show the item.
    const ESSENTIAL: u8 = 0x80;
    let size = [color.width, color.height].map(u32::to_be_bytes).concat();
    let code = [color.code.primaries, color.code.transfer, color.code.matrix]
        .map(u16::to_be_bytes)
        .concat();
    let mut list = vec![
        full(b"ispe", 0, &[&size]),
        config(color),
        depths(color),
        boxed(b"colr", &[b"nclx", &code, &[0x80]]),
    ];
    let mut of_items = vec![1, 4, 1, ESSENTIAL | 2, 3, 4];
    if let Some(alpha) = alpha {
        list.push(config(alpha));
        list.push(depths(alpha));
        let role = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
        list.push(full(b"auxC", 0, &[role]));
        of_items.extend([0, 2, 4, 1, ESSENTIAL | 5, 6, 7]);
    }
    let count = if alpha.is_some() { 2_u32 } else { 1 };
    let mut associations = count.to_be_bytes().to_vec();
    associations.push(0);
    associations.extend(of_items);
    boxed(
        b"iprp",
        &[
            &boxed(b"ipco", &[&list.concat()]),
            &full(b"ipma", 0, &[&associations]),
        ],
    )
}

/// What a decoder has to know before it begins.
fn config(shape: &Shape) -> Vec<u8> {
    // The largest level: the encoder writes no other.
    const LEVEL: u8 = 31;
    let profile = u8::from(shape.layout == Layout::Full);
    let (across, down) = match shape.layout {
        Layout::Grey => (1, 1),
        other => other.shorter(),
    };
    let grey = shape.layout == Layout::Grey;
    let bits = u8::from(shape.depth > 8) << 6
        | u8::from(grey) << 4
        | (across as u8) << 3
        | (down as u8) << 2;
    boxed(b"av1C", &[&[0x81, profile << 5 | LEVEL, bits, 0]])
}

fn depths(shape: &Shape) -> Vec<u8> {
    let mut channels = vec![shape.layout.planes() as u8];
    channels.extend(std::iter::repeat_n(shape.depth, shape.layout.planes()));
    full(b"pixi", 0, &[&channels])
}
