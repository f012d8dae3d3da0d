//! Colour profiles, inside of a JPEG.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    let profile = &data[..data.len().min(65_000)];
    gesso_fuzz::picture(&gesso_fuzz::jpeg_with(0xe2, &[b"ICC_PROFILE\0\x01\x01", profile]))
});
