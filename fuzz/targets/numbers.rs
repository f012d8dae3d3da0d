//! Curves, gradients, places and strokes as documents store them, and the pictures that are made with them.
#![no_main]

use gesso_graph::Value;
use gesso_media::solid;
use gesso_nodes::{Data, Scaled};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    let numbers: Vec<f64> = data
        .chunks_exact(4)
        .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]).into())
        .collect();
    let value = Value::Numbers(numbers.into());
    let image = Data::Picture(Scaled {
        image: solid(9, 7, [0.2, 0.5, 0.9, 0.7]),
        full: (9, 7),
    });
    let shape = |id: &str, name: &'static str| {
        let choice = Value::Choice(id.into());
        gesso_fuzz::node("mask.shape", &[("like", image.clone())], &[("shape", choice), (name, value.clone())]);
    };
    let input = [("image", image.clone())];
    gesso_fuzz::node("color.curves", &input, &[("curve", value.clone()), ("red", value.clone())]);
    gesso_fuzz::node("color.gradient_map", &input, &[("gradient", value.clone())]);
    shape("points", "points");
    shape("painted", "strokes");
});
