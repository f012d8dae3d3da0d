//! JPEG files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(&[0xff, 0xd8, 0xff], data)
});
