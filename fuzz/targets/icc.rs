//! Colour profiles, inside of a JPEG.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    const JPEG: &[u8] = include_bytes!("../seeds/jpeg/plain");
    let profile = &data[..data.len().min(65_000)];
    let length = (profile.len() as u16 + 16).to_be_bytes();
    let head: [&[u8]; 6] = [
        &JPEG[..2],
        &[0xff, 0xe2],
        &length,
        b"ICC_PROFILE\0\x01\x01",
        profile,
        &JPEG[2..],
    ];
    gesso_fuzz::picture(&head.concat())
});
