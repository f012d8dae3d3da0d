//! `image.perspective`: a picture pulled by its four corners.

#[cfg(feature = "run")]
use crate::call::filter;
#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::FILTERS;
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Corners;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to pull.");
const TOP_LEFT_X: Param<flow::Float> = Param::float(
    "top_left_x",
    "Upper left, across",
    0.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the upper left corner goes, in percent of the width.",
)
.step(0.5)
.minor();
const TOP_LEFT_Y: Param<flow::Float> = Param::float(
    "top_left_y",
    "Upper left, down",
    0.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the upper left corner goes, in percent of the height.",
)
.step(0.5)
.minor();
const TOP_RIGHT_X: Param<flow::Float> = Param::float(
    "top_right_x",
    "Upper right, across",
    100.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the upper right corner goes, in percent of the width.",
)
.step(0.5)
.minor();
const TOP_RIGHT_Y: Param<flow::Float> = Param::float(
    "top_right_y",
    "Upper right, down",
    0.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the upper right corner goes, in percent of the height.",
)
.step(0.5)
.minor();
const BOTTOM_RIGHT_X: Param<flow::Float> = Param::float(
    "bottom_right_x",
    "Lower right, across",
    100.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the lower right corner goes, in percent of the width.",
)
.step(0.5)
.minor();
const BOTTOM_RIGHT_Y: Param<flow::Float> = Param::float(
    "bottom_right_y",
    "Lower right, down",
    100.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the lower right corner goes, in percent of the height.",
)
.step(0.5)
.minor();
const BOTTOM_LEFT_X: Param<flow::Float> = Param::float(
    "bottom_left_x",
    "Lower left, across",
    0.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the lower left corner goes, in percent of the width.",
)
.step(0.5)
.minor();
const BOTTOM_LEFT_Y: Param<flow::Float> = Param::float(
    "bottom_left_y",
    "Lower left, down",
    100.0,
    Unit::Percent,
    ((-50.0, 150.0), (-1000.0, 1000.0)),
    "Where the lower left corner goes, in percent of the height.",
)
.step(0.5)
.minor();
const FILTER: Param<flow::Choice> = Param::choice(
    "filter",
    "Filter",
    "bicubic",
    FILTERS,
    "How pixels between pixels are found.",
)
.minor();
const RESULT: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "The picture in perspective, in its own frame; transparent around it.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.perspective",
        version: 1,
        title: Cow::Borrowed("Perspective"),
        category: Category::Image,
        keywords: &[
            "corner pin",
            "four corners",
            "distort",
            "mockup",
            "skew",
            "keystone",
            "homography",
            "billboard",
            "screen replacement",
            "straighten",
        ],
        doc: "Pulls a picture by its four corners, to lay it on a wall or a screen, or to set a slanted photo straight.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            TOP_LEFT_X.decl(),
            TOP_LEFT_Y.decl(),
            TOP_RIGHT_X.decl(),
            TOP_RIGHT_Y.decl(),
            BOTTOM_RIGHT_X.decl(),
            BOTTOM_RIGHT_Y.decl(),
            BOTTOM_LEFT_X.decl(),
            BOTTOM_LEFT_Y.decl(),
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
    let (w, h) = image.size();
    let at = |x: Param<flow::Float>, y: Param<flow::Float>| {
        (x.part(call) * w as f32, y.part(call) * h as f32)
    };
    let corners = Corners {
        top_left: at(TOP_LEFT_X, TOP_LEFT_Y),
        top_right: at(TOP_RIGHT_X, TOP_RIGHT_Y),
        bottom_right: at(BOTTOM_RIGHT_X, BOTTOM_RIGHT_Y),
        bottom_left: at(BOTTOM_LEFT_X, BOTTOM_LEFT_Y),
    };
    let image = gesso_media::perspective(image, &corners, filter(FILTER.get(call)));
    Ok(RESULT.give(Scaled { image, full }))
}
