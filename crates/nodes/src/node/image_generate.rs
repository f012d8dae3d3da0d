//! `image.generate`: a picture from nothing: a plain colour, a gradient, a checkerboard or noise.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{Out, Param, angle, flow, option, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "solid",
    &[
        option("solid", "Plain colour"),
        option("linear", "Linear gradient"),
        option("radial", "Radial gradient (from the middle)"),
        option("checker", "Checkerboard"),
        option("noise", "Noise"),
    ],
    "What is drawn.",
);
const WIDTH: Param<flow::Int> = side("width", "Width", 1600, "The width in pixels.").port();
const HEIGHT: Param<flow::Int> = side("height", "Height", 1067, "The height in pixels.").port();
const COLOR: Param<flow::Color> = Param::color(
    "color",
    "Colour",
    [0.16, 0.2, 0.27, 1.0],
    "The colour, or the first of two.",
)
.port();
const COLOR2: Param<flow::Color> = Param::color(
    "color2",
    "Second colour",
    [0.93, 0.9, 0.84, 1.0],
    "The colour at the other end.",
)
.port()
.shown_if("kind", &["linear", "radial", "checker", "noise"]);
const ANGLE: Param<flow::Float> = angle(
    "angle",
    "Angle",
    "Where the gradient runs to, in degrees clockwise: 0 is to the right, 90 down.",
)
.shown_if("kind", &["linear"]);
const CELL: Param<flow::Float> = Param::float(
    "cell",
    "Cell size",
    64.0,
    Unit::Pixels,
    ((1.0, 512.0), (1.0, 10_000.0)),
    "The size of a square or of the largest grains, in pixels.",
)
.step(1.0)
.shown_if("kind", &["checker", "noise"]);
const SEED: Param<flow::Int> = Param::int(
    "seed",
    "Seed",
    1,
    Unit::None,
    ((0, 999), (0, 4_294_967_295)),
    "Another number gives another noise, the same number always the same.",
)
.port()
.shown_if("kind", &["noise"]);
const IMAGE: Out<flow::Image> = Out::new("image", "Image", "The picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.generate",
        version: 1,
        title: Cow::Borrowed("Generate image"),
        category: Category::Image,
        keywords: &[
            "solid",
            "colour",
            "color",
            "gradient",
            "background",
            "checkerboard",
            "noise",
            "new",
            "empty",
            "fill",
            "backdrop",
            "plain",
            "pattern",
            "texture",
        ],
        doc: "Makes a picture from nothing: a plain colour, a gradient, a checkerboard or noise.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            WIDTH.decl(),
            HEIGHT.decl(),
            COLOR.decl(),
            COLOR2.decl(),
            ANGLE.decl(),
            CELL.decl(),
            SEED.decl(),
        ]),
        outputs: Cow::Borrowed(&[IMAGE.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let full = (WIDTH.count(call), HEIGHT.count(call));
    let (w, h) = (call.side(full.0), call.side(full.1));
    let (first, second) = (COLOR.get(call), COLOR2.get(call));
    let image = match KIND.get(call) {
        "linear" => gesso_media::linear_gradient(w, h, first, second, ANGLE.get(call) as f32),
        "radial" => gesso_media::radial_gradient(w, h, first, second),
        "checker" => gesso_media::checker(w, h, first, second, CELL.pixels(call)),
        "noise" => gesso_media::noise(w, h, first, second, SEED.count(call), CELL.pixels(call)),
        _ => gesso_media::solid(w, h, first),
    };
    Ok(IMAGE.give(Scaled { image, full }))
}
