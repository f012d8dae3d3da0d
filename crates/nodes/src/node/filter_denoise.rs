//! `filter.denoise`: noise taken away, edges kept.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, length, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture with noise.");
const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "bilateral",
    &[
        option("bilateral", "Bilateral (smooth surfaces)"),
        option("median", "Median (specks)"),
    ],
    "What is looked for: noise on surfaces, or single specks.",
);
const RADIUS: Param<flow::Float> = Param::float(
    "radius",
    "Radius",
    1.0,
    Unit::Pixels,
    ((0.0, 10.0), (0.0, 100.0)),
    "How large specks are, in pixels.",
)
.step(1.0)
.port()
.shown_if("kind", &["median"]);
const SIGMA: Param<flow::Float> = length(
    "sigma",
    "Sigma",
    4.0,
    (32.0, 256.0),
    "Over what distance surfaces are smoothed, in pixels.",
)
.port()
.shown_if("kind", &["bilateral"]);
const RANGE: Param<flow::Float> = Param::float(
    "range",
    "Range",
    10.0,
    Unit::Percent,
    ((0.0, 50.0), (0.0, 500.0)),
    "Differences of brightness that stay as edges, in percent; smaller ones are smoothed.",
)
.step(0.5)
.port()
.shown_if("kind", &["bilateral"]);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture without noise.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.denoise",
        version: 1,
        title: Cow::Borrowed("Denoise"),
        category: Category::Filter,
        keywords: &[
            "noise",
            "median",
            "bilateral",
            "smooth",
            "specks",
            "dust",
            "despeckle",
            "clean",
            "skin",
            "surface blur",
        ],
        doc: "Takes noise and specks away and keeps edges.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[KIND.decl(), RADIUS.decl(), SIGMA.decl(), RANGE.decl()]),
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
    let image = match KIND.get(call) {
        "median" => gesso_media::median(image, RADIUS.pixels(call)),
        _ => gesso_media::bilateral(image, SIGMA.pixels(call), RANGE.part(call)),
    };
    Ok(RESULT.give(Scaled { image, full }))
}
