//! `image.resize`: a picture at another size.

use crate::declare::{FILTERS, In, Out, Param, flow, option, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to resize.");
const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Mode",
    "longest",
    &[
        option("longest", "Longest side"),
        option("fit", "Fit inside"),
        option("fill", "Fill and crop"),
        option("stretch", "Stretch"),
    ],
    "How the new size is found. All but Stretch keep the proportions; Fill and crop cuts what sticks out, evenly on both sides.",
);
const SIDE: Param<flow::Int> =
    side("side", "Longest side", 1600, "The longer side of the result in pixels.").port().shown_if("mode", &["longest"]);
const WIDTH: Param<flow::Int> =
    side("width", "Width", 1600, "The width in pixels.").port().shown_if("mode", &["fit", "fill", "stretch"]);
const HEIGHT: Param<flow::Int> =
    side("height", "Height", 1200, "The height in pixels.").port().shown_if("mode", &["fit", "fill", "stretch"]);
const FILTER: Param<flow::Choice> = Param::choice(
    "filter",
    "Filter",
    "lanczos",
    FILTERS,
    "How new pixels are made from old ones. Lanczos for photos, Nearest for pixel art.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture at its new size.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.resize",
        version: 1,
        title: "Resize",
        category: Category::Image,
        keywords: &["scale", "size", "shrink", "enlarge", "fit", "fill", "thumbnail"],
        doc: "Makes a picture larger or smaller.",
        inputs: &[IMAGE.decl],
        params: &[MODE.decl, SIDE.decl, WIDTH.decl, HEIGHT.decl, FILTER.decl],
        outputs: &[RESULT.decl],
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(run::kernel),
};
