//! Every kind of node of this build, in the palette's order. A new node is a file in `node/` and a line here.

use crate::node;
use crate::spec::NodeSpec;

pub(crate) const ALL: &[&NodeSpec] = &[
    &node::image_load::SPEC,
    &node::image_generate::SPEC,
    &node::image_resize::SPEC,
    &node::image_crop::SPEC,
    &node::image_pad::SPEC,
    &node::image_transform::SPEC,
    &node::image_flip_rotate::SPEC,
    &node::image_save::SPEC,
    &node::comp_blend::SPEC,
    &node::comp_channels::SPEC,
    &node::comp_porter_duff::SPEC,
    &node::comp_style::SPEC,
    &node::color_levels::SPEC,
    &node::color_hsl::SPEC,
    &node::color_curves::SPEC,
    &node::color_cdl::SPEC,
    &node::color_white_balance::SPEC,
    &node::color_gradient_map::SPEC,
    &node::color_match::SPEC,
    &node::color_quantize::SPEC,
    &node::filter_blur::SPEC,
    &node::filter_sharpen::SPEC,
    &node::mask_shape::SPEC,
    &node::mask_from_image::SPEC,
    &node::mask_key::SPEC,
    &node::mask_refine::SPEC,
    &node::mask_combine::SPEC,
    &node::text_render::SPEC,
    &node::graph_input::SPEC,
    &node::graph_output::SPEC,
];
