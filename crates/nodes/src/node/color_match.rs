//! `color.match`: the colours of another picture.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const REFERENCE: In<flow::Image> = In::new(
    "reference",
    "Reference",
    "The picture whose colours are taken.",
);
const STRENGTH: Param<flow::Float> = percent(
    "strength",
    "Strength",
    100.0,
    "How far the colours become those of the reference.",
)
.port();
const BRIGHTNESS: Param<flow::Bool> = Param::bool(
    "brightness",
    "Match brightness",
    true,
    "Takes the brightness and the contrast of the reference too.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.match",
        version: 1,
        title: Cow::Borrowed("Match colour"),
        category: Category::Color,
        keywords: &[
            "color transfer",
            "colour transfer",
            "reference",
            "reinhard",
            "look",
            "grade",
            "same look",
            "shot matching",
            "harmonize",
            "statistics",
        ],
        doc: "Gives a picture the colours of another: their mean and their spread, as a look that several pictures share.",
        inputs: Cow::Borrowed(&[IMAGE.decl(), REFERENCE.decl()]),
        params: Cow::Borrowed(&[STRENGTH.decl(), BRIGHTNESS.decl()]),
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
    let reference = REFERENCE.get(call)?.image;
    let p = gesso_media::Match {
        strength: STRENGTH.part(call),
        lightness: BRIGHTNESS.get(call),
    };
    let treated = gesso_media::match_color(image, reference, p);
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
