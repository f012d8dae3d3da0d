//! Pictures as demand-driven images and the kernels that treat them: regions in, regions out.
//! Linear light, sRGB primaries, premultiplied RGBA, 32-bit float. Knows nothing of documents or nodes.
//! The same bits natively and in WASM: no fused multiply-add, no platform `libm`.

pub mod color;
#[cfg(feature = "fonts")]
mod fonts;
mod indexed;
mod kept;
pub mod kernel;
pub mod math;
#[cfg(feature = "native")]
pub mod native;
#[cfg(feature = "packed")]
pub mod packed;
mod picture;
mod pixel;
mod screen;
mod wide;

pub use color::Color;
#[cfg(feature = "fonts")]
pub use fonts::{embedded_fonts, font_files};
pub use indexed::{Indexed, Meanings, Values};
pub use kept::{Cells, Raw};
pub use kernel::*;
pub use picture::{Image, Picture, Pull, Region, RenderError, Take, Tile, scaled_size};
pub use screen::{rgba8, rgba8_of};
