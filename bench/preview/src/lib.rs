//! What the preview costs, native and in WASM: every node that the browser can do on a megapixel, and a drag through five of
//! them. And a digest of the bits that every such node makes, which must be the same in both.

pub mod bits;
pub mod cases;
pub mod drag;
#[cfg(target_family = "wasm")]
pub mod page;
pub mod picture;
pub mod throughput;

/// A line of the table and its megapixels a second.
pub type Speed = (String, f64);
/// What is dragged, and the median and the longest of what a move takes, in milliseconds.
pub type Move = (String, f64, f64);

/// All figures, or without the drags those of the nodes that have a word in their line.
pub fn figures(now: &impl Fn() -> f64, only: &str) -> (Vec<Speed>, Vec<Move>) {
    let drags = if only.is_empty() {
        drag::run(now)
    } else {
        Vec::new()
    };
    (throughput::run(now, only), drags)
}
