//! `color.levels`: the darkest and the brightest value and the middle between them.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Channels;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const CHANNEL: Param<flow::Choice> = Param::choice(
    "channel",
    "Channel",
    "rgb",
    &[
        option("rgb", "All colours"),
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
    ],
    "Which channel is treated.",
)
.minor();
const BLACK: Param<flow::Float> = percent(
    "black",
    "Black point",
    0.0,
    "Values at or below become black, in percent of full brightness.",
)
.step(0.5)
.port();
const WHITE: Param<flow::Float> = percent(
    "white",
    "White point",
    100.0,
    "Values at or above become white, in percent of full brightness.",
)
.step(0.5)
.port();
const GAMMA: Param<flow::Float> = Param::float(
    "gamma",
    "Midtones",
    1.0,
    Unit::None,
    ((0.2, 5.0), (0.05, 20.0)),
    "Brightens the middle above 1, darkens it below.",
)
.step(0.01)
.port();
const OUT_BLACK: Param<flow::Float> = percent(
    "out_black",
    "Output black",
    0.0,
    "What black becomes, in percent; more gives a faded look.",
)
.step(0.5);
const OUT_WHITE: Param<flow::Float> = percent(
    "out_white",
    "Output white",
    100.0,
    "What white becomes, in percent.",
)
.step(0.5);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.levels",
        version: 1,
        title: Cow::Borrowed("Levels"),
        category: Category::Color,
        keywords: &[
            "contrast",
            "brightness",
            "gamma",
            "exposure",
            "black",
            "white",
            "tone",
            "midtones",
            "grade",
            "darken",
            "lighten",
            "curves",
            "shadows",
            "highlights",
        ],
        doc: "Sets the darkest and the brightest value of a picture and the middle between them.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            CHANNEL.decl(),
            BLACK.decl(),
            WHITE.decl(),
            GAMMA.decl(),
            OUT_BLACK.decl(),
            OUT_WHITE.decl(),
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
    let channels = match CHANNEL.get(call) {
        "red" => Channels::Red,
        "green" => Channels::Green,
        "blue" => Channels::Blue,
        _ => Channels::Rgb,
    };
    let treated = gesso_media::levels(
        image,
        &gesso_media::Levels {
            channels,
            in_black: BLACK.part(call),
            in_white: WHITE.part(call),
            gamma: GAMMA.get(call) as f32,
            out_black: OUT_BLACK.part(call),
            out_white: OUT_WHITE.part(call),
        },
    );
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
