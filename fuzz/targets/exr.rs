//! EXR files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(&[0x76, 0x2f, 0x31, 0x01], data)
});
