//! `color.cdl`: the grade of the ASC: slope, offset and power for each channel, and saturation.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const SLOPE_RED: Param<flow::Float> = grade(
    "slope_red",
    "Slope, red",
    1.0,
    ((0.0, 2.0), (0.0, 100.0)),
    "Multiplies red: the highlights most.",
);
const SLOPE_GREEN: Param<flow::Float> = grade(
    "slope_green",
    "Slope, green",
    1.0,
    ((0.0, 2.0), (0.0, 100.0)),
    "Multiplies green: the highlights most.",
);
const SLOPE_BLUE: Param<flow::Float> = grade(
    "slope_blue",
    "Slope, blue",
    1.0,
    ((0.0, 2.0), (0.0, 100.0)),
    "Multiplies blue: the highlights most.",
);
const OFFSET_RED: Param<flow::Float> = grade(
    "offset_red",
    "Offset, red",
    0.0,
    ((-0.5, 0.5), (-10.0, 10.0)),
    "Is added to red, everywhere alike.",
);
const OFFSET_GREEN: Param<flow::Float> = grade(
    "offset_green",
    "Offset, green",
    0.0,
    ((-0.5, 0.5), (-10.0, 10.0)),
    "Is added to green, everywhere alike.",
);
const OFFSET_BLUE: Param<flow::Float> = grade(
    "offset_blue",
    "Offset, blue",
    0.0,
    ((-0.5, 0.5), (-10.0, 10.0)),
    "Is added to blue, everywhere alike.",
);
const POWER_RED: Param<flow::Float> = grade(
    "power_red",
    "Power, red",
    1.0,
    ((0.2, 3.0), (0.01, 100.0)),
    "The exponent of red: the middle is darker above 1 and lighter below.",
);
const POWER_GREEN: Param<flow::Float> = grade(
    "power_green",
    "Power, green",
    1.0,
    ((0.2, 3.0), (0.01, 100.0)),
    "The exponent of green: the middle is darker above 1 and lighter below.",
);
const POWER_BLUE: Param<flow::Float> = grade(
    "power_blue",
    "Power, blue",
    1.0,
    ((0.2, 3.0), (0.01, 100.0)),
    "The exponent of blue: the middle is darker above 1 and lighter below.",
);
const SATURATION: Param<flow::Float> = Param::float(
    "saturation",
    "Saturation",
    100.0,
    Unit::Percent,
    ((0.0, 200.0), (0.0, 400.0)),
    "How strong colours are after that: 0 is grey, 100 changes nothing.",
)
.step(1.0)
.port();
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

/// A number of the grade for one channel. Three that are called alike but for the channel are one wheel.
const fn grade(
    name: &'static str,
    label: &'static str,
    default: f64,
    range: ((f64, f64), (f64, f64)),
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(name, label, default, Unit::None, range, doc)
        .step(0.01)
        .port()
        .minor()
}

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.cdl",
        version: 1,
        title: Cow::Borrowed("Colour wheels"),
        category: Category::Color,
        keywords: &[
            "cdl",
            "asc",
            "grade",
            "lift",
            "gamma",
            "gain",
            "slope",
            "offset",
            "power",
            "color correction",
            "primaries",
            "wheels",
            "saturation",
            "teal and orange",
            "cinema",
        ],
        doc: "Grades as film does: slope, offset and power for each channel (ASC CDL), then saturation. Works on encoded values.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            SLOPE_RED.decl(),
            SLOPE_GREEN.decl(),
            SLOPE_BLUE.decl(),
            OFFSET_RED.decl(),
            OFFSET_GREEN.decl(),
            OFFSET_BLUE.decl(),
            POWER_RED.decl(),
            POWER_GREEN.decl(),
            POWER_BLUE.decl(),
            SATURATION.decl(),
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
    let of = |channels: [Param<flow::Float>; 3]| channels.map(|param| param.get(call) as f32);
    let grade = gesso_media::Cdl {
        slope: of([SLOPE_RED, SLOPE_GREEN, SLOPE_BLUE]),
        offset: of([OFFSET_RED, OFFSET_GREEN, OFFSET_BLUE]),
        power: of([POWER_RED, POWER_GREEN, POWER_BLUE]),
        saturation: SATURATION.part(call),
    };
    let treated = gesso_media::cdl(image, &grade);
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
