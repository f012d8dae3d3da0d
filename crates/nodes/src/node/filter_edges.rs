//! `filter.edges`: the edges in a picture.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, length, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Edges;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture whose edges are found.");
const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "sobel",
    &[
        option("sobel", "Sobel (how steep)"),
        option("canny", "Canny (thin lines)"),
        option("emboss", "Emboss (relief)"),
    ],
    "What is drawn.",
);
const STRENGTH: Param<flow::Float> = Param::float(
    "strength",
    "Strength",
    100.0,
    Unit::Percent,
    ((0.0, 400.0), (0.0, 10000.0)),
    "How strong edges show, in percent.",
)
.step(1.0)
.port()
.shown_if("kind", &["sobel", "emboss"]);
const ANGLE: Param<flow::Float> = Param::float(
    "angle",
    "Light from",
    225.0,
    Unit::Degrees,
    ((0.0, 360.0), (-3600.0, 3600.0)),
    "Where the light comes from: 0 is the right, 90 below, 270 above.",
)
.step(1.0)
.port()
.shown_if("kind", &["emboss"]);
const SIGMA: Param<flow::Float> = length(
    "sigma",
    "Smoothing",
    1.4,
    (10.0, 100.0),
    "How much the picture is softened first, so that noise makes no lines, in pixels.",
)
.port()
.shown_if("kind", &["canny"]);
const LOW: Param<flow::Float> = percent("low", "Low threshold", 4.0, "How weak the rest of a line may be, in percent of the steepest step there is. Lines are followed for 64 pixels.").step(0.5).shown_if("kind", &["canny"]);
const HIGH: Param<flow::Float> = percent(
    "high",
    "High threshold",
    10.0,
    "How strong a line must be somewhere, in percent of the steepest step there is.",
)
.step(0.5)
.shown_if("kind", &["canny"]);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The edges in shades of grey.");
const MASK: Out<flow::Mask> = Out::new("mask", "Mask", "The edges as a mask.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.edges",
        version: 1,
        title: Cow::Borrowed("Edges"),
        category: Category::Filter,
        keywords: &[
            "sobel",
            "canny",
            "emboss",
            "outline",
            "line art",
            "contour",
            "relief",
            "gradient",
            "detect",
            "sketch",
            "controlnet",
        ],
        doc: "Finds the edges in a picture: how steep they are, as thin lines, or as a relief lit from one side.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            STRENGTH.decl(),
            ANGLE.decl(),
            SIGMA.decl(),
            LOW.decl(),
            HIGH.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl(), MASK.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let how = match KIND.get(call) {
        "canny" => Edges::Canny {
            sigma: SIGMA.pixels(call),
            low: LOW.part(call) * steeper(call),
            high: HIGH.part(call) * steeper(call),
        },
        "emboss" => Edges::Emboss {
            strength: STRENGTH.part(call),
            angle_degrees: ANGLE.get(call) as f32,
        },
        _ => Edges::Sobel {
            strength: STRENGTH.part(call),
        },
    };
    let mask = gesso_media::edges(image, how);
    let image = gesso_media::grey(mask.clone());
    let mut outputs = RESULT.give(Scaled { image, full });
    outputs.extend(MASK.give(Scaled { image: mask, full }));
    Ok(outputs)
}

/// How much steeper a softened edge is from pixel to pixel at the scale of the call than at full size: Sobel's kernel sees what
/// rises over two pixels.
#[cfg(feature = "run")]
fn steeper(call: &Call) -> f32 {
    let rise = |sigma: f64| match sigma > 0.0 {
        true => libm::erf(1.0 / (sigma * std::f64::consts::SQRT_2)),
        false => 1.0,
    };
    let sigma = SIGMA.get(call);
    (rise(sigma * f64::from(call.scale)) / rise(sigma)) as f32
}
