//! `color.hsl`: hue, saturation, vibrance and lightness, grey, steps and inverting.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const HUE: Param<flow::Float> = Param::float(
    "hue",
    "Hue",
    0.0,
    Unit::Degrees,
    ((-180.0, 180.0), (-360.0, 360.0)),
    "Turns every colour around the colour wheel, in degrees.",
)
.step(1.0)
.port();
const SATURATION: Param<flow::Float> = amount(
    "saturation",
    "Saturation",
    "How strong colours are: −100 is grey, 100 twice as strong.",
);
const VIBRANCE: Param<flow::Float> = amount(
    "vibrance",
    "Vibrance",
    "Saturation that spares colours which are strong already, skin most of all.",
);
const LIGHTNESS: Param<flow::Float> = amount(
    "lightness",
    "Lightness",
    "Towards black at −100, towards white at 100.",
);
const DESATURATE: Param<flow::Bool> = Param::bool(
    "desaturate",
    "Desaturate",
    false,
    "Makes every colour a grey that looks as bright.",
);
const STEPS: Param<flow::Int> = Param::int(
    "steps",
    "Posterise",
    0,
    Unit::None,
    ((0, 16), (0, 256)),
    "So many values for each channel, as on a poster; below 2 all of them.",
)
.said(0.0, "all values");
const INVERT: Param<flow::Bool> = Param::bool(
    "invert",
    "Invert",
    false,
    "Turns the colours into their negative, after the rest.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

const fn amount(name: &'static str, label: &'static str, doc: &'static str) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        0.0,
        Unit::Percent,
        ((-100.0, 100.0), (-100.0, 100.0)),
        doc,
    )
    .step(1.0)
    .port()
}

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.hsl",
        version: 2,
        title: Cow::Borrowed("Hue and saturation"),
        category: Category::Color,
        keywords: &[
            "hsl",
            "hue",
            "saturation",
            "vibrance",
            "lightness",
            "desaturate",
            "grey",
            "gray",
            "invert",
            "negative",
            "grade",
            "tint",
            "sepia",
            "black and white",
            "colorize",
            "vivid",
            "posterize",
            "poster",
        ],
        doc: "Turns, strengthens and fades colours; also grey, stepped and negative pictures.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            HUE.decl(),
            SATURATION.decl(),
            VIBRANCE.decl(),
            LIGHTNESS.decl(),
            DESATURATE.decl(),
            STEPS.decl(),
            INVERT.decl(),
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
    let treated = gesso_media::hsl(
        image,
        &gesso_media::Hsl {
            hue_degrees: HUE.get(call) as f32,
            saturation: SATURATION.part(call),
            vibrance: VIBRANCE.part(call),
            lightness: LIGHTNESS.part(call),
            desaturate: DESATURATE.get(call),
            steps: STEPS.count(call),
            invert: INVERT.get(call),
        },
    );
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
