//! The kernels: plain functions from pictures to pictures. Every one renders the same bits for a region
//! however the picture around it is cut; identity parameters give the input itself back.

mod blend;
mod blur;
mod channels;
mod color;
mod crop;
mod edge;
mod generate;
mod hsl;
mod levels;
mod mask;
mod morphology;
mod orient;
mod pad;
mod painted;
mod plane;
mod pointwise;
mod porter_duff;
mod resample;
mod resize;
mod sharpen;
mod style;
mod table;
mod text;
mod transform;

pub use blend::{Blend, BlendMode, blend};
pub use blur::blur;
pub use channels::{Channel, SAME_CHANNELS, mask_from_channel, shuffle};
pub use color::{
    Cdl, Curves, Dither, GradientStop, Knot, Lut, LutError, Match, Quantized, WhiteBalance, cdl,
    curves, gradient_map, lut, match_color, quantize, white_balance,
};
pub use crop::{crop, place};
pub use generate::{checker, linear_gradient, noise, radial_gradient, solid};
pub use hsl::{Hsl, hsl};
pub use levels::{Channels, Levels, levels};
pub use mask::{
    MaskShape, Shape, apply_mask, mask_from_alpha, mask_from_luma, mask_invert, mask_shape,
};
pub use morphology::mask_grow;
pub use orient::{Orient, orient};
pub use pad::{Sides, Surround, mask_of_room, pad};
pub use painted::{BrushStroke, mask_painted};
pub(crate) use pointwise::Block;
pub use porter_duff::{Operator, porter_duff};
pub use resample::Filter;
pub use resize::{Fit, fitted_size, resize, resize_to};
pub use sharpen::{Sharpen, sharpen};
pub use style::{Style, StyleKind, style, tint};
pub use text::{Align, Fonts, TextError, TextPicture, TextStyle, text};
pub use transform::{Transform, transform};
