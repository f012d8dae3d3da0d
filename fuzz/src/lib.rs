//! What the fuzz targets share: whatever the bytes, there is a result or an error in words; no panic, no hang, no more memory
//! than allowed, and pixels that come out are numbers.

#[path = "../../crates/media/tests/support/reads.rs"]
mod reads;

use gesso_graph::{ParamKind, Value};
use gesso_media::Image;
use gesso_nodes::{Call, Data, NodeSpec, Run, catalogue};

/// Panics inside other people's readers are caught by Gesso and become errors: only those that get out end the fuzzing.
pub fn panics_may_be_caught() {
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
}

/// A file of one kind: its first bytes are put in place, or hardly any input would be of this kind.
pub fn file(first: &[u8], data: &[u8]) {
    let mut bytes = data.to_vec();
    for (byte, first) in bytes.iter_mut().zip(first) {
        *byte = *first;
    }
    picture(&bytes);
}

/// All that reads a picture's file.
pub fn picture(bytes: &[u8]) {
    reads::picture(bytes);
}

/// A JPEG with one more segment.
pub fn jpeg_with(marker: u8, content: &[&[u8]]) -> Vec<u8> {
    const JPEG: &[u8] = include_bytes!("../seeds/jpeg/plain");
    let content = content.concat();
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&JPEG[..2], &[0xff, marker], &length, &content, &JPEG[2..]].concat()
}

/// A PNG with one more chunk, after its header; checksums do not count when it is fuzzed.
pub fn png_with(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    const PNG: &[u8] = include_bytes!("../seeds/png/plain");
    const HEADER: usize = 33;
    let length = (content.len() as u32).to_be_bytes();
    [&PNG[..HEADER], &length, kind, content, &[0; 4], &PNG[HEADER..]].concat()
}

/// What a choice of a node can be.
pub fn options(spec: &NodeSpec, name: &str) -> Vec<Value> {
    match spec.schema.param(name).map(|param| param.kind) {
        Some(ParamKind::Choice { options, .. }) => options
            .iter()
            .map(|option| Value::Choice(option.id.into()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The first and the last pixels of a picture and what lies around them.
pub fn corners(image: &Image) {
    reads::corners(image);
}

/// A node with these parameters and inputs; an error is one in words.
pub fn node(kind: &str, inputs: &[(&str, Data)], params: &[(&str, Value)]) {
    let spec = catalogue().spec(kind).expect("it is in the catalogue");
    let Run::Kernel(kernel) = spec.run else {
        return;
    };
    for (name, _) in params {
        assert!(spec.schema.param(name).is_some(), "{kind} has no {name}");
    }
    let inputs = inputs
        .iter()
        .map(|(name, data)| ((*name).into(), data.clone()));
    let params = params
        .iter()
        .map(|(name, value)| ((*name).into(), value.clone()));
    let call = Call {
        scale: 1.0,
        inputs: inputs.collect(),
        params: params.collect(),
        fonts: gesso_media::native::embedded_fonts(),
    };
    match kernel(&call) {
        Ok(outputs) => {
            for scaled in outputs.values().filter_map(Data::picture) {
                corners(&scaled.image);
            }
        }
        Err(error) => assert!(error.to_string().len() > 10),
    }
}
