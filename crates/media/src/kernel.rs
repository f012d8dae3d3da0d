//! The kernels: plain functions from pictures to pictures. Every one renders the same bits for a region
//! however the picture around it is cut; identity parameters give the input itself back.

mod bilateral;
mod blend;
mod blur;
mod box_blur;
mod channels;
mod color;
mod combine;
mod crop;
mod directional_blur;
mod displace;
mod edge;
mod edges;
mod film;
mod fonts;
mod generate;
mod holes;
mod hsl;
mod key;
mod levels;
mod mask;
mod median;
mod morphology;
mod orient;
mod pad;
mod painted;
mod perspective;
mod pixelate;
mod plane;
mod pointwise;
mod porter_duff;
mod radial_blur;
mod resample;
mod resize;
mod sample;
mod sharpen;
mod sheet;
mod style;
mod svg;
mod table;
mod text;
mod tone;
mod transform;

pub use bilateral::bilateral;
pub use blend::{Blend, BlendMode, blend};
pub use blur::{blur, coarse};
pub use box_blur::box_blur;
pub use channels::{Channel, SAME_CHANNELS, mask_from_channel, shuffle};
pub use color::{
    Cdl, Curves, Dither, GradientStop, Knot, Lut, LutError, Match, Quantized, Swatch, WhiteBalance,
    cdl, curves, gradient_map, lut, match_color, palette_of, quantize, quantize_to, white_balance,
};
pub use combine::{Combine, mask_combine, mask_threshold};
pub use crop::{crop, place};
pub use directional_blur::directional_blur;
pub use displace::displace;
pub use edges::{Edges, TRACED, edges, grey};
pub use film::{Grain, Vignette, grain, vignette};
pub use fonts::{FontCase, Fonts};
pub use generate::{checker, linear_gradient, noise, radial_gradient, solid};
pub use holes::mask_fill_holes;
pub use hsl::{Hsl, hsl};
pub use key::{Key, KeyBy, despill, mask_key};
pub use levels::{Channels, Levels, levels};
pub use mask::{
    MaskShape, Shape, apply_mask, mask_from_alpha, mask_from_luma, mask_invert, mask_shape,
};
pub use median::median;
pub use morphology::mask_grow;
pub use orient::{Orient, orient};
pub use pad::{Sides, Surround, mask_of_room, pad};
pub use painted::{BrushStroke, mask_painted};
pub use perspective::{Corners, perspective};
pub use pixelate::{Halftone, Inks, halftone, pixelate, posterise};
pub(crate) use pointwise::{Block, is_opaque, uncovered};
pub use porter_duff::{Operator, porter_duff};
pub use radial_blur::{RadialBlur, radial_blur};
pub use resample::Filter;
pub use resize::{Fit, fitted_size, resize, resize_to};
pub use sharpen::{Sharpen, sharpen};
pub use sheet::{Placed, sheet};
pub use style::{Style, StyleKind, style, tint};
pub use svg::{Drawing, SvgError};
pub use text::{Align, TextError, TextPicture, TextStyle, VerticalAlign, text};
pub use transform::{Transform, transform};
