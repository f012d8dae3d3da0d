//! Pictures as demand-driven images and the kernels that treat them: regions in, regions out.
//! Linear light, sRGB primaries, premultiplied RGBA, 32-bit float. Knows nothing of documents or nodes.
//! The same bits natively and in WASM: no fused multiply-add, no platform `libm`.

mod picture;

pub use picture::{Image, Picture, Pull, Region, RenderError, Tile};
