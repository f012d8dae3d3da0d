//! GIF files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(b"GIF89a", data)
});
