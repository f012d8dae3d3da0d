//! `color.curves`: tone curves, one for all channels and one for each.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
#[cfg(feature = "run")]
use gesso_graph::numbers;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::Knot;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const CURVE: Param<flow::Curve> = curve(
    "curve",
    "All colours",
    "What becomes of every channel, after its own curve: from dark to light, drawn from left to right.",
);
const RED: Param<flow::Curve> = curve("red", "Red", "What becomes of the red channel.");
const GREEN: Param<flow::Curve> = curve("green", "Green", "What becomes of the green channel.");
const BLUE: Param<flow::Curve> = curve("blue", "Blue", "What becomes of the blue channel.");
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

/// A curve that changes nothing by default.
const fn curve(name: &'static str, label: &'static str, doc: &'static str) -> Param<flow::Curve> {
    Param::curve(name, label, &[0.0, 0.0, 1.0, 1.0], doc)
}

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.curves",
        version: 1,
        title: Cow::Borrowed("Curves"),
        category: Category::Color,
        keywords: &[
            "tone",
            "contrast",
            "gamma",
            "rgb",
            "channel",
            "grade",
            "matte",
            "fade",
            "s curve",
            "brightness",
            "shadows",
            "highlights",
            "solarize",
            "cross process",
        ],
        doc: "Bends the brightness of a picture along a curve, of all channels together and of each by itself.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[CURVE.decl(), RED.decl(), GREEN.decl(), BLUE.decl()]),
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
    let curves = gesso_media::Curves {
        all: knots(&CURVE.get(call)),
        channels: [RED, GREEN, BLUE].map(|channel| knots(&channel.get(call))),
    };
    let treated = gesso_media::curves(image, &curves);
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}

#[cfg(feature = "run")]
fn knots(points: &[numbers::Place]) -> Vec<Knot> {
    let slopes = numbers::slopes(points);
    let knots = points.iter().zip(slopes);
    knots.map(|(&(x, y), slope)| Knot { x, y, slope }).collect()
}
