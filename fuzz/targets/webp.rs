//! WebP files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    let length = (data.len().saturating_sub(8) as u32).to_le_bytes();
    gesso_fuzz::file(&[b"RIFF", &length[..], b"WEBP"].concat(), data)
});
