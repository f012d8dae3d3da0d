//! `image.crop`: a box out of a picture, by proportions or by pixels.

use crate::declare::{In, Out, Param, flow, option, percent, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to crop.");
const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Mode",
    "ratio",
    &[option("ratio", "Proportions"), option("box", "Box in pixels")],
    "Whether the largest box with some proportions is kept, or a box given in pixels.",
);
const RATIO: Param<flow::Choice> = Param::choice(
    "ratio",
    "Proportions",
    "1_1",
    &[
        option("1_1", "1 : 1 square"),
        option("4_5", "4 : 5 portrait"),
        option("5_4", "5 : 4"),
        option("2_3", "2 : 3 portrait"),
        option("3_2", "3 : 2 photo"),
        option("3_4", "3 : 4 portrait"),
        option("4_3", "4 : 3"),
        option("16_9", "16 : 9 wide"),
        option("9_16", "9 : 16 story"),
        option("21_9", "21 : 9 cinema"),
    ],
    "Width to height.",
)
.shown_if("mode", &["ratio"]);
const ACROSS: Param<flow::Float> =
    percent("across", "Across", 50.0, "Which part is kept: 0 is the left, 50 the middle, 100 the right.").shown_if("mode", &["ratio"]);
const DOWN: Param<flow::Float> =
    percent("down", "Down", 50.0, "Which part is kept: 0 is the top, 50 the middle, 100 the bottom.").shown_if("mode", &["ratio"]);
const X: Param<flow::Int> =
    Param::int("x", "Left", 0, Unit::Pixels, ((0, 4096), (-30_000, 30_000)), "The left edge of the box in pixels.")
        .port()
        .shown_if("mode", &["box"]);
const Y: Param<flow::Int> =
    Param::int("y", "Top", 0, Unit::Pixels, ((0, 4096), (-30_000, 30_000)), "The top edge of the box in pixels.")
        .port()
        .shown_if("mode", &["box"]);
const WIDTH: Param<flow::Int> =
    side("width", "Width", 1024, "The width of the box in pixels.").port().shown_if("mode", &["box"]);
const HEIGHT: Param<flow::Int> =
    side("height", "Height", 1024, "The height of the box in pixels.").port().shown_if("mode", &["box"]);
const RESULT: Out<flow::Image> =
    Out::new("image", "Image", "What is inside the box; transparent where the box reaches outside the picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.crop",
        version: 1,
        title: "Crop",
        category: Category::Image,
        keywords: &["cut", "trim", "square", "ratio", "aspect", "proportions", "box"],
        doc: "Keeps a box of the picture and cuts away the rest.",
        inputs: &[IMAGE.decl],
        params: &[
            MODE.decl,
            RATIO.decl,
            ACROSS.decl,
            DOWN.decl,
            X.decl,
            Y.decl,
            WIDTH.decl,
            HEIGHT.decl,
        ],
        outputs: &[RESULT.decl],
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(run::kernel),
};
