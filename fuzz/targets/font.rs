//! Fonts that people bring.
#![no_main]

use gesso_media::native::font;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    // The first bytes are put in place, or hardly any input would be a font. Those of a font stay as they are.
    let head = match data.first().map_or(0, |first| first % 5) {
        0 | 3 => b"\0\x01\0\0",
        1 => b"ttcf",
        _ => b"OTTO",
    };
    let mut bytes = data.to_vec();
    for (byte, first) in bytes.iter_mut().zip(head) {
        *byte = *first;
    }
    match font::examine(&bytes) {
        Ok(families) => assert!(!families.is_empty()),
        Err(said) => assert!(said.to_string().len() > 10),
    }
});
