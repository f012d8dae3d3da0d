//! Everything that reads a picture's file, on any bytes: there is a picture or an error, and pixels that come out are numbers. Shared
//! with the fuzz targets.

use std::io::Cursor;

use gesso_media::native::{Av1, Limits, attachment, check, decode, delays, frames, probe, stream};
use gesso_media::{Image, Pull, Region};

/// What is accepted.
pub(crate) const LIMITS: Limits = Limits {
    max_pixels: 1_000_000,
    max_side: 20_000,
    max_bytes: 1_000_000,
    max_decoded_bytes: 16 << 20,
    av1: Av1::Here,
};

/// Reads a file in every way; says whether there was a picture.
pub(crate) fn picture(bytes: &[u8]) -> bool {
    let pull = Pull::new();
    let probed = probe(bytes, &LIMITS);
    let decoded = decode(bytes, &LIMITS);
    if let Ok(image) = &decoded {
        let found = probed.expect("what is decoded is probed");
        assert_eq!((found.width, found.height), image.size());
        corners(image);
    }
    as_it_is_rendered(bytes, decoded.as_ref().ok());
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
    decoded.is_ok()
}

/// The same from a file that is read as it is rendered: the same pixels, or none.
fn as_it_is_rendered(bytes: &[u8], whole: Option<&Image>) {
    let thread = std::thread::current().id();
    let name = format!("gesso-read-{}-{thread:?}", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, bytes).expect("there is room");
    assert_eq!(check(&path, &LIMITS).is_ok(), whole.is_some());
    let found = stream(&path, &LIMITS);
    if let Ok(image) = &found {
        let (w, h) = image.size();
        for y in [0, h as i32 - 1] {
            let row = Region::new(0, y, w, 1);
            let found = image.render(row, &Pull::new());
            let expected = whole.map(|whole| whole.render(row, &Pull::new()));
            // The first rows of a file that is damaged further on may be fine.
            if y > 0 || expected.is_some() {
                assert!(found.ok() == expected.and_then(Result::ok));
            }
        }
    }
    assert!(found.is_ok() || whole.is_none());
    std::fs::remove_file(&path).expect("it is there");
}

/// The first and the last pixels and what lies around them.
pub(crate) fn corners(image: &Image) {
    let (w, h) = image.size();
    for (x, y) in [(-1, -1), (w as i32 - 1, h as i32 - 1)] {
        let tile = image.render(Region::new(x, y, 3, 3), &Pull::new());
        let tile = tile.expect("what is read renders");
        assert!(tile.px.iter().all(|v| v.is_finite()));
    }
}
