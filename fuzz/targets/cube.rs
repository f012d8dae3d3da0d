//! Look-up tables.
#![no_main]

use gesso_media::{Lut, lut, solid};
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    match Lut::from_cube(text) {
        Ok(table) => gesso_fuzz::corners(&lut(solid(3, 3, [0.2, 0.5, 0.9, 0.7]), Arc::new(table), 0.8)),
        Err(error) => assert!(error.to_string().len() > 10),
    }
});
