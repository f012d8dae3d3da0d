//! The nodes, one file each, named after the id with `_` for `.`, and what two of them share.

pub(crate) mod color_cdl;
pub(crate) mod color_curves;
pub(crate) mod color_gradient_map;
pub(crate) mod color_hsl;
pub(crate) mod color_levels;
pub(crate) mod color_match;
pub(crate) mod color_quantize;
pub(crate) mod color_white_balance;
pub(crate) mod comp_blend;
pub(crate) mod comp_channels;
pub(crate) mod comp_porter_duff;
pub(crate) mod comp_style;
pub(crate) mod filter_blur;
pub(crate) mod filter_sharpen;
pub(crate) mod graph_input;
pub(crate) mod graph_output;
mod graph_port;
pub(crate) mod image_crop;
pub(crate) mod image_flip_rotate;
pub(crate) mod image_generate;
pub mod image_load;
pub(crate) mod image_pad;
pub(crate) mod image_resize;
pub mod image_save;
pub(crate) mod image_transform;
pub(crate) mod mask_shape;
pub(crate) mod text_render;
