//! Pictures as demand-driven images and the kernels that treat them: regions in, regions out.
//! Linear light, sRGB primaries, premultiplied RGBA, 32-bit float. Knows nothing of documents or nodes.
//! The same bits natively and in WASM: no fused multiply-add, no platform `libm`.

pub mod color;
pub mod kernel;
pub mod math;
#[cfg(feature = "native")]
pub mod native;
mod picture;

pub use color::Color;
pub use kernel::*;
pub use picture::{Image, Picture, Pull, Region, RenderError, Tile};
