//! `filter.displace`: a picture pushed around by another one.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Filter;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to distort.");
const MAP: In<flow::Image> = In::new(
    "map",
    "Map",
    "What pushes: middle grey not at all, lighter one way, darker the other. It is stretched over the picture.",
);
const X: Param<flow::Float> = Param::float(
    "x",
    "Across",
    30.0,
    Unit::Pixels,
    ((-200.0, 200.0), (-4000.0, 4000.0)),
    "How far the map's red pushes at most, in pixels.",
)
.step(1.0)
.port();
const Y: Param<flow::Float> = Param::float(
    "y",
    "Down",
    30.0,
    Unit::Pixels,
    ((-200.0, 200.0), (-4000.0, 4000.0)),
    "How far the map's green pushes at most, in pixels.",
)
.step(1.0)
.port();
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The distorted picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.displace",
        version: 1,
        title: Cow::Borrowed("Displace"),
        category: Category::Filter,
        keywords: &[
            "distort",
            "warp",
            "displacement",
            "map",
            "ripple",
            "glass",
            "heat",
            "water",
            "wave",
            "refract",
            "bend",
        ],
        doc: "Pushes a picture around by the brightness of another one: red pushes across, green down.",
        inputs: Cow::Borrowed(&[IMAGE.decl(), MAP.decl()]),
        params: Cow::Borrowed(&[X.decl(), Y.decl()]),
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
    let map = MAP.get(call)?.image;
    let (w, h) = image.size();
    let map = gesso_media::resize(map, w, h, Filter::Bilinear);
    let image = gesso_media::displace(image, map, (X.pixels(call), Y.pixels(call)));
    Ok(RESULT.give(Scaled { image, full }))
}
