//! TIFF files.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    gesso_fuzz::file(if data.len() % 2 == 0 { b"II*\0" } else { b"MM\0*" }, data)
});
