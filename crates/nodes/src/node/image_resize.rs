//! `image.resize`: a picture at another size.

#[cfg(feature = "run")]
use crate::call::filter;
#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{FILTERS, In, Out, Param, flow, option, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::{Fit, fitted_size, resize_to};
use std::borrow::Cow;

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
const SIDE: Param<flow::Int> = side(
    "side",
    "Longest side",
    1600,
    "The longer side of the result in pixels.",
)
.port()
.shown_if("mode", &["longest"]);
const WIDTH: Param<flow::Int> = side("width", "Width", 1600, "The width in pixels.")
    .port()
    .shown_if("mode", &["fit", "fill", "stretch"]);
const HEIGHT: Param<flow::Int> = side("height", "Height", 1200, "The height in pixels.")
    .port()
    .shown_if("mode", &["fit", "fill", "stretch"]);
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
        title: Cow::Borrowed("Resize"),
        category: Category::Image,
        keywords: &[
            "scale",
            "size",
            "shrink",
            "enlarge",
            "fit",
            "fill",
            "thumbnail",
            "resolution",
            "upscale",
            "downscale",
            "dimensions",
            "pixels",
        ],
        doc: "Makes a picture larger or smaller.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            MODE.decl(),
            SIDE.decl(),
            WIDTH.decl(),
            HEIGHT.decl(),
            FILTER.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let filter = filter(FILTER.get(call));
    let (width, height, side) = (WIDTH.count(call), HEIGHT.count(call), SIDE.count(call));
    // The size is found from the full size, so that a proxy rounds once and not at every node.
    let to = match MODE.get(call) {
        "fill" => {
            let filled = resize_to(
                image,
                call.side(width),
                call.side(height),
                Fit::Fill,
                filter,
            );
            return Ok(RESULT.give(Scaled {
                image: filled,
                full: (width, height),
            }));
        }
        "fit" => fitted_size(full, width, height, Fit::Fit),
        "stretch" => (width, height),
        _ => fitted_size(full, side, side, Fit::LongestSide),
    };
    let resized = gesso_media::resize(image, call.side(to.0), call.side(to.1), filter);
    Ok(RESULT.give(Scaled {
        image: resized,
        full: to,
    }))
}
