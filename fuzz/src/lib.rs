//! What the fuzz targets share: whatever the bytes, there is a result or an error in words; no panic, no hang, no more memory
//! than allowed, and pixels that come out are numbers.

#[path = "../../crates/media/tests/support/reads.rs"]
mod reads;

use gesso_graph::Value;
use gesso_media::Image;
use gesso_nodes::{Call, Data, Run, catalogue};

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
