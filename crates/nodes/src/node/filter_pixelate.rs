//! `filter.pixelate`: coarse pixels, dots of ink, few tones.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Halftone, Inks};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to pixelate.");
const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "pixel",
    &[
        option("pixel", "Pixels"),
        option("halftone", "Halftone (one ink)"),
        option("print", "Halftone (three inks)"),
        option("posterise", "Posterise"),
    ],
    "What the picture is made of.",
);
const SIZE: Param<flow::Float> = Param::float(
    "size",
    "Size",
    16.0,
    Unit::Pixels,
    ((1.0, 128.0), (1.0, 2048.0)),
    "The side of a pixel, or the distance of the dots, in pixels.",
)
.step(1.0)
.port()
.shown_if("kind", &["pixel", "halftone", "print"]);
const ANGLE: Param<flow::Float> = Param::float(
    "angle",
    "Angle",
    45.0,
    Unit::Degrees,
    ((0.0, 90.0), (-3600.0, 3600.0)),
    "Turns the screen of dots.",
)
.step(1.0)
.shown_if("kind", &["halftone", "print"]);
const INK: Param<flow::Color> = Param::color(
    "ink",
    "Ink",
    [0.0, 0.0, 0.0, 1.0],
    "The colour of the dots.",
)
.shown_if("kind", &["halftone"]);
const PAPER: Param<flow::Color> = Param::color(
    "paper",
    "Paper",
    [1.0, 1.0, 1.0, 1.0],
    "The colour between the dots.",
)
.shown_if("kind", &["halftone"]);
const LEVELS: Param<flow::Int> = Param::int(
    "levels",
    "Tones",
    4,
    Unit::None,
    ((2, 16), (2, 256)),
    "How many tones each colour has.",
)
.port()
.shown_if("kind", &["posterise"]);
const RESULT: Out<flow::Image> =
    Out::new("image", "Image", "The picture in pixels, dots or tones.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.pixelate",
        version: 1,
        title: Cow::Borrowed("Pixelate"),
        category: Category::Filter,
        keywords: &[
            "mosaic",
            "pixel",
            "8 bit",
            "censor",
            "halftone",
            "dots",
            "print",
            "comic",
            "posterise",
            "posterize",
            "tones",
            "newspaper",
            "riso",
        ],
        doc: "Makes a picture of coarse pixels, of dots of ink, or of few tones.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            SIZE.decl(),
            ANGLE.decl(),
            INK.decl(),
            PAPER.decl(),
            LEVELS.decl(),
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
    let dots = |inks| Halftone {
        cell: SIZE.pixels(call),
        angle_degrees: ANGLE.get(call) as f32,
        inks,
    };
    let image = match KIND.get(call) {
        "halftone" => {
            let (ink, paper) = (INK.get(call), PAPER.get(call));
            gesso_media::halftone(image, &dots(Inks::One { ink, paper }))
        }
        "print" => gesso_media::halftone(image, &dots(Inks::Three)),
        "posterise" => gesso_media::posterise(image, LEVELS.count(call)),
        _ => gesso_media::pixelate(image, SIZE.pixels(call)),
    };
    Ok(RESULT.give(Scaled { image, full }))
}
