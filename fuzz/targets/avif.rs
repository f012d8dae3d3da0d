//! AVIF files: their boxes, and what is coded in them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(b"\0\0\0\x1cftypavif", data)
});
