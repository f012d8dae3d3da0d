//! `image.flip_rotate`: quarter turns and mirrors, which change no pixel.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to flip or turn.");
const FLIP_ACROSS: Param<flow::Bool> = Param::bool(
    "flip_across",
    "Flip left and right",
    false,
    "Mirrors the picture, left becomes right.",
);
const FLIP_DOWN: Param<flow::Bool> = Param::bool(
    "flip_down",
    "Flip top and bottom",
    false,
    "Mirrors the picture, top becomes bottom.",
);
const TURN: Param<flow::Choice> = Param::choice(
    "turn",
    "Turn",
    "90",
    &[
        option("0", "Not at all"),
        option("90", "90° clockwise"),
        option("180", "180°"),
        option("270", "90° anticlockwise"),
    ],
    "How far the picture is turned, after it was flipped.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture in its new orientation.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.flip_rotate",
        version: 1,
        title: Cow::Borrowed("Flip and rotate"),
        category: Category::Image,
        keywords: &[
            "mirror",
            "turn",
            "90",
            "180",
            "270",
            "portrait",
            "landscape",
            "upside down",
            "clockwise",
            "orientation",
        ],
        doc: "Mirrors a picture and turns it by quarter turns. No pixel changes, only its place.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[FLIP_ACROSS.decl(), FLIP_DOWN.decl(), TURN.decl()]),
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
    let quarter_turns = match TURN.get(call) {
        "90" => 1,
        "180" => 2,
        "270" => 3,
        _ => 0,
    };
    let image = gesso_media::orient(
        image,
        &gesso_media::Orient {
            flip_across: FLIP_ACROSS.get(call),
            flip_down: FLIP_DOWN.get(call),
            quarter_turns,
        },
    );
    let full = if quarter_turns % 2 == 1 {
        (full.1, full.0)
    } else {
        full
    };
    Ok(RESULT.give(Scaled { image, full }))
}
