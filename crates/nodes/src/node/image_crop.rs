//! `image.crop`: a box out of a picture, by proportions or by pixels.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option, percent, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to crop.");
const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Mode",
    "ratio",
    &[
        option("ratio", "Aspect ratio"),
        option("box", "Box in pixels"),
    ],
    "Whether the largest box with some proportions is kept, or a box given in pixels.",
);
const RATIO: Param<flow::Choice> = Param::choice(
    "ratio",
    "Aspect ratio",
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
const ACROSS: Param<flow::Float> = percent(
    "across",
    "Across",
    50.0,
    "Which part is kept: 0 is the left, 50 the middle, 100 the right.",
)
.shown_if("mode", &["ratio"]);
const DOWN: Param<flow::Float> = percent(
    "down",
    "Down",
    50.0,
    "Which part is kept: 0 is the top, 50 the middle, 100 the bottom.",
)
.shown_if("mode", &["ratio"]);
const X: Param<flow::Int> = Param::int(
    "x",
    "Left",
    0,
    Unit::Pixels,
    ((0, 4096), (-30_000, 30_000)),
    "The left edge of the box in pixels.",
)
.port()
.shown_if("mode", &["box"])
.minor();
const Y: Param<flow::Int> = Param::int(
    "y",
    "Top",
    0,
    Unit::Pixels,
    ((0, 4096), (-30_000, 30_000)),
    "The top edge of the box in pixels.",
)
.port()
.shown_if("mode", &["box"])
.minor();
const WIDTH: Param<flow::Int> = side("width", "Width", 1024, "The width of the box in pixels.")
    .port()
    .shown_if("mode", &["box"]);
const HEIGHT: Param<flow::Int> = side("height", "Height", 1024, "The height of the box in pixels.")
    .port()
    .shown_if("mode", &["box"]);
const RESULT: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "What is inside the box; transparent where the box reaches outside the picture.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.crop",
        version: 1,
        title: Cow::Borrowed("Crop"),
        category: Category::Image,
        keywords: &[
            "cut",
            "trim",
            "square",
            "ratio",
            "aspect",
            "proportions",
            "box",
            "reframe",
            "story",
            "banner",
            "portrait",
            "landscape",
        ],
        doc: "Keeps a box of the picture and cuts away the rest.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            MODE.decl(),
            RATIO.decl(),
            ACROSS.decl(),
            DOWN.decl(),
            X.decl(),
            Y.decl(),
            WIDTH.decl(),
            HEIGHT.decl(),
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
    let (x, y, w, h) = match MODE.get(call) {
        "box" => (
            X.get(call),
            Y.get(call),
            WIDTH.count(call),
            HEIGHT.count(call),
        ),
        _ => {
            let (w, h) = largest(full, RATIO.get(call));
            let at = |free: u32, part: f32| (f64::from(free) * f64::from(part)).round() as i64;
            (
                at(full.0 - w, ACROSS.part(call)),
                at(full.1 - h, DOWN.part(call)),
                w,
                h,
            )
        }
    };
    let region = gesso_media::Region {
        x: call.offset(x as f64),
        y: call.offset(y as f64),
        w: call.side(w),
        h: call.side(h),
    };
    Ok(RESULT.give(Scaled {
        image: gesso_media::crop(image, region),
        full: (w, h),
    }))
}

/// The largest width and height with the proportions of an option, as `4_5`, inside a picture.
#[cfg(feature = "run")]
fn largest((width, height): (u32, u32), ratio: &str) -> (u32, u32) {
    let (across, down) = ratio.split_once('_').unwrap_or(("1", "1"));
    let (across, down): (u64, u64) = (across.parse().unwrap_or(1), down.parse().unwrap_or(1));
    let side = |value: u64| u32::try_from(value).unwrap_or(u32::MAX).max(1);
    let (width, height) = (u64::from(width), u64::from(height));
    if width * down > height * across {
        (side(height * across / down), side(height))
    } else {
        (side(width), side(width * down / across))
    }
}
