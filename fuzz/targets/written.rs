//! Values that people write in tables and on the command line, for every parameter there is.
#![no_main]

use gesso_graph::{read_value, write_value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    for spec in gesso_nodes::catalogue().all() {
        for param in spec.schema.params.iter() {
            match read_value(param, text) {
                Ok(value) => {
                    let written = write_value(&value).expect("what is written can be written");
                    assert!(read_value(param, &written).is_ok(), "{written}");
                }
                Err(said) => assert!(said.to_string().len() > 10),
            }
        }
    }
});
