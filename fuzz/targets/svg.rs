//! Drawings.
#![no_main]

use gesso_graph::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    let side = |name| (name, Value::Int(24));
    let params = [("source", Value::Text(text.into())), side("width"), side("height")];
    gesso_fuzz::node("svg.render", &[], &params);
});
