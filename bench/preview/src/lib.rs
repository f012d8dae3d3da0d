//! What the preview costs, native and in WASM: every node that the browser can do on a megapixel, and a drag through five of
//! them. And a digest of the bits that every such node makes, which must be the same in both.

pub mod bits;
pub mod cases;
pub mod drag;
#[cfg(target_family = "wasm")]
pub mod page;
pub mod picture;
pub mod throughput;
