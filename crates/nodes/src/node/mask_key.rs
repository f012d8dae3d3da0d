//! `mask.key`: what stands before one colour, cut out.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::{Key, KeyBy};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new(
    "image",
    "Image",
    "The picture with a backing of one colour.",
);
const BY: Param<flow::Choice> = Param::choice(
    "by",
    "Method",
    "chroma",
    &[
        option("chroma", "Chroma (hue, also in shadow)"),
        option("color", "Colour"),
    ],
    "What tells the backing from the rest.",
);
const COLOR: Param<flow::Color> = Param::color(
    "color",
    "Key colour",
    [0.1, 0.7, 0.25, 1.0],
    "The colour that becomes transparent.",
);
const TOLERANCE: Param<flow::Float> = percent(
    "tolerance",
    "Tolerance",
    12.0,
    "How far from the key colour everything is transparent, in percent.",
)
.port();
const SOFTNESS: Param<flow::Float> = percent(
    "softness",
    "Softness",
    8.0,
    "Over what distance beyond it things become opaque, in percent.",
)
.port();
const DESPILL: Param<flow::Float> = percent(
    "despill",
    "Despill",
    100.0,
    "How much of the light that the backing throws on things is taken off, in percent.",
)
.port();
const MASK: Out<flow::Mask> = Out::new(
    "mask",
    "Mask",
    "White where the picture stays, black where the backing was.",
);
const RESULT: Out<flow::Image> =
    Out::new("image", "Image", "What stands before the backing, cut out.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "mask.key",
        version: 1,
        title: Cow::Borrowed("Key"),
        category: Category::Mask,
        keywords: &[
            "chroma key",
            "green screen",
            "blue screen",
            "greenscreen",
            "keying",
            "keyer",
            "despill",
            "colour key",
            "cut out",
            "background",
            "remove background",
            "transparent",
        ],
        doc: "Cuts out what stands before a green or blue screen, or before any one colour, and takes the screen's light off it.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            BY.decl(),
            COLOR.decl(),
            TOLERANCE.decl(),
            SOFTNESS.decl(),
            DESPILL.decl(),
        ]),
        outputs: Cow::Borrowed(&[MASK.decl(), RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let key = Key {
        by: if BY.get(call) == "color" {
            KeyBy::Color
        } else {
            KeyBy::Chroma
        },
        color: COLOR.get(call),
        tolerance: TOLERANCE.part(call),
        softness: SOFTNESS.part(call),
    };
    let mask = gesso_media::mask_key(image.clone(), &key);
    let clean = gesso_media::despill(image, key.color, DESPILL.part(call));
    // The mask holds what was transparent before as well, so it becomes the alpha.
    let alpha = [None, None, None, Some(mask.clone())];
    let cut = gesso_media::shuffle(clean, gesso_media::SAME_CHANNELS, alpha);
    let mut outputs = MASK.give(Scaled { image: mask, full });
    outputs.extend(RESULT.give(Scaled { image: cut, full }));
    Ok(outputs)
}
