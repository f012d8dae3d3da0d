//! `filter.grain_vignette`: the grain of film and the darker corners of a lens.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Grain, Vignette};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new(
    "image",
    "Image",
    "The picture that gets grain and darker corners.",
);
const GRAIN: Param<flow::Float> = percent(
    "grain",
    "Grain",
    15.0,
    "How strong the grain is, in percent.",
)
.port();
const SIZE: Param<flow::Float> = Param::float(
    "size",
    "Grain size",
    1.5,
    Unit::Pixels,
    ((0.5, 20.0), (0.1, 200.0)),
    "How large a grain is, in pixels.",
)
.minor();
const COLORED: Param<flow::Bool> = Param::bool(
    "colored",
    "Coloured grain",
    false,
    "Gives each colour grains of its own.",
)
.minor();
const SEED: Param<flow::Int> = Param::int(
    "seed",
    "Seed",
    1,
    Unit::None,
    ((0, 1000), (0, 2147483647)),
    "Another number gives other grains.",
)
.port()
.minor();
const VIGNETTE: Param<flow::Float> = Param::float(
    "vignette",
    "Vignette",
    30.0,
    Unit::Percent,
    ((-100.0, 100.0), (-100.0, 100.0)),
    "How dark the corners are, in percent; less than 0 makes them lighter.",
)
.step(1.0)
.port();
const START: Param<flow::Float> = percent(
    "start",
    "Vignette from",
    30.0,
    "Where it begins: 0 is the middle, 100 the corners.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture with grain and vignette.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.grain_vignette",
        version: 1,
        title: Cow::Borrowed("Grain and vignette"),
        category: Category::Filter,
        keywords: &[
            "film",
            "noise",
            "grain",
            "vignette",
            "corners",
            "analog",
            "lens",
            "texture",
            "dark edges",
            "cinematic",
        ],
        doc: "Adds the grain of film and the darker corners of a lens.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            GRAIN.decl(),
            SIZE.decl(),
            COLORED.decl(),
            SEED.decl(),
            VIGNETTE.decl(),
            START.decl(),
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
    let light = Vignette {
        amount: VIGNETTE.part(call),
        start: START.part(call),
    };
    let film = Grain {
        // As a deviation: the whole would hide the picture.
        amount: GRAIN.part(call) * 0.4,
        size: SIZE.pixels(call),
        colored: COLORED.get(call),
        seed: SEED.count(call),
    };
    // The light first, as in a camera.
    let image = gesso_media::grain(gesso_media::vignette(image, &light), &film);
    Ok(RESULT.give(Scaled { image, full }))
}
