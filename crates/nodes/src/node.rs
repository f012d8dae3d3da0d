//! The nodes, one file each, named after the id with `_` for `.`, and what two of them share.

pub(crate) mod batch_matrix;
pub(crate) mod color_cdl;
pub(crate) mod color_curves;
pub(crate) mod color_gradient_map;
pub(crate) mod color_hsl;
pub(crate) mod color_levels;
pub mod color_lut;
pub(crate) mod color_match;
pub(crate) mod color_quantize;
pub(crate) mod color_white_balance;
pub(crate) mod comp_blend;
pub(crate) mod comp_channels;
pub(crate) mod comp_layers;
pub(crate) mod comp_porter_duff;
pub(crate) mod comp_style;
pub(crate) mod compare;
pub(crate) mod filter_blur;
pub(crate) mod filter_denoise;
pub(crate) mod filter_displace;
pub(crate) mod filter_edges;
pub(crate) mod filter_grain_vignette;
pub(crate) mod filter_pixelate;
pub(crate) mod filter_sharpen;
pub(crate) mod graph_input;
pub(crate) mod graph_output;
mod graph_port;
pub(crate) mod image_crop;
pub(crate) mod image_flip_rotate;
pub mod image_frames;
pub(crate) mod image_generate;
pub(crate) mod image_grid;
pub mod image_load;
pub(crate) mod image_pad;
pub(crate) mod image_perspective;
pub(crate) mod image_resize;
pub mod image_save;
pub(crate) mod image_transform;
pub(crate) mod json_get;
pub(crate) mod list_collect;
pub mod list_from_assets;
pub mod list_from_csv;
pub(crate) mod list_make;
pub(crate) mod list_ops;
pub(crate) mod list_range;
pub(crate) mod logic_compare;
pub(crate) mod logic_switch;
pub(crate) mod mask_combine;
pub(crate) mod mask_from_image;
pub(crate) mod mask_key;
pub(crate) mod mask_refine;
pub(crate) mod mask_shape;
pub(crate) mod math_expr;
pub(crate) mod preview;
pub(crate) mod seed;
pub mod subtitles_make;
pub mod svg_render;
pub mod take_pick;
pub(crate) mod text_ops;
pub(crate) mod text_render;
pub(crate) mod text_template;
pub(crate) mod value;

/// A file's name without its folder and its ending.
#[cfg(feature = "run")]
pub(crate) fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
