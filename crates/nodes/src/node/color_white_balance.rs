//! `color.white_balance`: the light a picture was taken in becomes daylight.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const TEMPERATURE: Param<flow::Float> = Param::float(
    "temperature",
    "Temperature",
    6500.0,
    Unit::Kelvin,
    ((2000.0, 12_000.0), (1000.0, 15_000.0)),
    "The light the picture was taken in, in kelvins: more makes it warmer, less colder; 6500 changes nothing.",
)
.step(50.0)
.port();
const TINT: Param<flow::Float> = Param::float(
    "tint",
    "Tint",
    0.0,
    Unit::Percent,
    ((-100.0, 100.0), (-100.0, 100.0)),
    "More magenta above 0, greener below.",
)
.step(1.0)
.port();
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.white_balance",
        version: 1,
        title: Cow::Borrowed("White balance"),
        category: Category::Color,
        keywords: &[
            "temperature",
            "kelvin",
            "tint",
            "warm",
            "cold",
            "cool",
            "color cast",
            "colour cast",
            "grey card",
            "neutral",
            "daylight",
            "tungsten",
            "adaptation",
            "grade",
        ],
        doc: "Takes the colour of the light out of a picture, or gives it another: warmer or colder, more magenta or greener.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[TEMPERATURE.decl(), TINT.decl()]),
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
    let light = gesso_media::WhiteBalance {
        kelvin: TEMPERATURE.get(call) as f32,
        tint: TINT.part(call),
    };
    let treated = gesso_media::white_balance(image, &light);
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
