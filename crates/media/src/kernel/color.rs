//! Kernels that grade and map colours. Those that say so work on sRGB-encoded straight colour held to 0–1, as the
//! controls that people know from other programs do.

mod cdl;
mod curves;
mod gradient_map;
mod lut;
mod matching;
mod quantize;
mod small;
mod white_balance;

pub use cdl::{Cdl, cdl};
pub use curves::{Curves, Knot, curves};
pub use gradient_map::{GradientStop, gradient_map};
pub use lut::{Lut, LutError, lut};
pub use matching::{Match, match_color};
pub use quantize::{Dither, Quantized, Swatch, palette_of, quantize, quantize_to};
pub use white_balance::{WhiteBalance, white_balance};
