//! What the fuzz targets share: whatever the bytes, there is a result or an error in words; no panic, no hang, no more memory
//! than allowed, and pixels that come out are numbers.

use std::io::Cursor;

use gesso_graph::Value;
use gesso_media::native::{Av1, Limits, attachment, decode, delays, frames, probe};
use gesso_media::{Image, Pull, Region};
use gesso_nodes::{Call, Data, Run, catalogue};

const LIMITS: Limits = Limits {
    max_pixels: 1_000_000,
    max_side: 20_000,
    max_bytes: 1_000_000,
    max_decoded_bytes: 16 << 20,
    av1: Av1::Here,
};

/// Panics inside other people's readers are caught by Gesso and become errors: only those that get out end the fuzzing.
pub fn panics_may_be_caught() {
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
}

/// A file of one kind: its first bytes are put in place, or hardly any input would be of this kind.
pub fn file(first: &[u8], data: &[u8]) {
    let mut bytes = data.to_vec();
    for (byte, first) in bytes.iter_mut().zip(first) {
        *byte = *first;
    }
    picture(&bytes);
}

/// All that reads a picture's file.
pub fn picture(bytes: &[u8]) {
    let pull = Pull::new();
    let probed = probe(bytes, &LIMITS);
    if let Ok(image) = decode(bytes, &LIMITS) {
        let found = probed.expect("what is decoded is probed");
        assert_eq!((found.width, found.height), image.size());
        corners(&image);
    }
    let _ = delays(bytes, &LIMITS, &pull);
    if let Ok(all) = frames(bytes, 0, 1 << 24, &LIMITS, &pull) {
        assert!(!all.is_empty());
    }
    let mut file = Cursor::new(bytes);
    let _ = attachment::read(&mut file, 1 << 16);
    if let Ok(pieces) = attachment::put(&mut file, b"{}") {
        let kept: u64 = pieces.iter().map(attachment::Piece::bytes).sum();
        assert!(kept < bytes.len() as u64 + (1 << 16));
    }
}

/// The first and the last pixels and what lies around them.
pub fn corners(image: &Image) {
    let (w, h) = image.size();
    for (x, y) in [(-1, -1), (w as i32 - 1, h as i32 - 1)] {
        let tile = image.render(Region::new(x, y, 3, 3), &Pull::new());
        let tile = tile.expect("what is read renders");
        assert!(tile.px.iter().all(|v| v.is_finite()));
    }
}

/// A node with these parameters and inputs; an error is one in words.
pub fn node(kind: &str, inputs: &[(&str, Data)], params: &[(&str, Value)]) {
    let spec = catalogue().spec(kind).expect("it is in the catalogue");
    let Run::Kernel(kernel) = spec.run else {
        return;
    };
    let inputs = inputs
        .iter()
        .map(|(name, data)| ((*name).into(), data.clone()));
    let params = params
        .iter()
        .map(|(name, value)| ((*name).into(), value.clone()));
    let call = Call {
        scale: 1.0,
        inputs: inputs.collect(),
        params: params.collect(),
        fonts: gesso_media::native::embedded_fonts(),
    };
    match kernel(&call) {
        Ok(outputs) => {
            for scaled in outputs.values().filter_map(Data::picture) {
                corners(&scaled.image);
            }
        }
        Err(error) => assert!(error.to_string().len() > 10),
    }
}
