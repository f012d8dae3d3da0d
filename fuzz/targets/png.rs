//! PNG files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(b"\x89PNG\r\n\x1a\n", data)
});
