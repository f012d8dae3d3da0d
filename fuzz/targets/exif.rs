//! Tags about the camera, inside of a JPEG, a PNG and a WebP.
#![no_main]

use gesso_fuzz::{jpeg_with, picture, png_with};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    const WEBP: &[u8] = include_bytes!("../seeds/webp/lossless");
    let tags = &data[..data.len().min(65_000)];
    picture(&jpeg_with(0xe1, &[b"Exif\0\0", tags]));
    picture(&png_with(b"eXIf", tags));
    // The extended form: a header that announces the tags, the picture as it is, the tags.
    let mut body = b"WEBPVP8X\x0a\0\0\0\x18\0\0\0\x16\0\0\x12\0\0".to_vec();
    body.extend_from_slice(&WEBP[12..]);
    body.extend_from_slice(b"EXIF");
    body.extend_from_slice(&(tags.len() as u32).to_le_bytes());
    body.extend_from_slice(tags);
    body.resize(body.len().next_multiple_of(2), 0);
    let length = (body.len() as u32).to_le_bytes();
    picture(&[b"RIFF", &length[..], &body].concat());
});
