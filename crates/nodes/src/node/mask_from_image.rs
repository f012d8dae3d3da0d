//! `mask.from_image`: a mask out of brightness, a channel or alpha.

#[cfg(feature = "run")]
use super::comp_channels::channel;
#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture the mask is made of.");
const SOURCE: Param<flow::Choice> = Param::choice(
    "source",
    "Source",
    "luma",
    &[
        option("luma", "Brightness"),
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
        option("alpha", "Alpha"),
    ],
    "What of the picture covers.",
);
const THRESHOLD: Param<flow::Float> = percent(
    "threshold",
    "Threshold",
    50.0,
    "The value that is covered half, in percent. Change it together with the softness.",
)
.port();
const SOFTNESS: Param<flow::Float> = percent("softness", "Softness", 100.0, "How wide the range around the threshold is that becomes grey, in percent: 100 keeps all shades, 0 is black and white.").port();
const INVERT: Param<flow::Bool> = Param::bool(
    "invert",
    "Invert",
    false,
    "White becomes black, black becomes white.",
);
const RESULT: Out<flow::Mask> = Out::new("mask", "Mask", "The mask.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "mask.from_image",
        version: 1,
        title: Cow::Borrowed("Mask from image"),
        category: Category::Mask,
        keywords: &[
            "threshold",
            "luma",
            "luminance",
            "brightness",
            "channel",
            "alpha",
            "select",
            "binary",
            "black and white",
            "extract",
            "cut out",
            "matte",
        ],
        doc: "Makes a mask of a picture's brightness, one of its channels or its alpha.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            SOURCE.decl(),
            THRESHOLD.decl(),
            SOFTNESS.decl(),
            INVERT.decl(),
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
    let mask = gesso_media::mask_from_channel(image, channel(SOURCE.get(call)));
    let mask = gesso_media::mask_threshold(mask, THRESHOLD.part(call), SOFTNESS.part(call));
    let image = if INVERT.get(call) {
        gesso_media::mask_invert(mask)
    } else {
        mask
    };
    Ok(RESULT.give(Scaled { image, full }))
}
