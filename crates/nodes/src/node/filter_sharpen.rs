//! `filter.sharpen`: edges made stronger by an unsharp mask.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to sharpen.");
const AMOUNT: Param<flow::Float> = Param::float(
    "amount",
    "Amount",
    80.0,
    Unit::Percent,
    ((0.0, 300.0), (0.0, 1000.0)),
    "How much stronger edges get, in percent.",
)
.step(1.0)
.port();
const RADIUS: Param<flow::Float> = Param::float(
    "radius",
    "Radius",
    1.2,
    Unit::Pixels,
    ((0.1, 20.0), (0.0, 250.0)),
    "How wide edges are, in pixels: about 1 for photos on a screen.",
)
.port();
const THRESHOLD: Param<flow::Float> = percent(
    "threshold",
    "Threshold",
    0.0,
    "Differences below stay as they are, in percent; keeps noise from growing.",
)
.step(0.5);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The sharpened picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.sharpen",
        version: 1,
        title: Cow::Borrowed("Sharpen"),
        category: Category::Filter,
        keywords: &[
            "unsharp", "mask", "crisp", "detail", "edges", "clarity", "focus", "sharp", "crispen",
        ],
        doc: "Makes edges stronger (unsharp mask).",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[AMOUNT.decl(), RADIUS.decl(), THRESHOLD.decl()]),
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
    let sharp = gesso_media::sharpen(
        image,
        &gesso_media::Sharpen {
            amount: AMOUNT.part(call),
            radius: RADIUS.pixels(call),
            threshold: THRESHOLD.part(call),
        },
    );
    Ok(RESULT.give(Scaled { image: sharp, full }))
}
