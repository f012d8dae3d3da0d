//! A digest of the bits of every kernel on a fixed input, to compare machines with each other.

use std::sync::Arc;

use gesso_media::{Align, Fonts, TextStyle, text};

use crate::fixtures::whole;
use crate::kernels::every_kernel;

/// The digests that every machine must compute, one `name digest` a line.
pub(crate) const EXPECTED: &str = include_str!("../bits.txt");

/// One line as in [`EXPECTED`] for every kernel.
pub(crate) fn lines() -> Vec<String> {
    let mut all = every_kernel(53, 37);
    let fonts = Fonts::new(vec![Arc::from(
        &include_bytes!("../../fonts/Inter-Regular.otf")[..],
    )]);
    for (name, scale) in [("text", 1.0), ("text_proxy", 0.4)] {
        let style = TextStyle {
            size: 23.0,
            width: 120.0,
            align: Align::Center,
            color: [0.2, 0.5, 0.9, 0.8],
            scale,
            ..TextStyle::default()
        };
        let set = text(&fonts, "Greetings from Łódź — fi, AVA, 1/2", &style).expect("it fits");
        all.push((name.to_owned(), set.image));
    }
    all.iter()
        .map(|(name, image)| format!("{name} {:016x}", digest(&whole(image).px)))
        .collect()
}

/// FNV-1a over the bits.
fn digest(px: &[f32]) -> u64 {
    let bytes = px.iter().flat_map(|v| v.to_bits().to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
