//! `comp.blend`: one picture over another, in one of 26 modes.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, distance, flow, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, OptionDecl, Schema};
#[cfg(feature = "run")]
use gesso_media::BlendMode;
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const BASE: In<flow::Image> = In::new(
    "base",
    "Base",
    "The picture below; it gives the result its size.",
);
const TOP: In<flow::Image> = In::new("top", "Top", "The picture above.");
const MASK: In<flow::Mask> = In::optional(
    "mask",
    "Mask",
    "Where the top picture shows, laid over the base: white shows, black hides.",
);
const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Mode",
    "normal",
    MODES,
    "How the colours of the two pictures meet. Multiply darkens, Screen lightens, Overlay and Soft light add contrast.",
)
.port();
const OPACITY: Param<flow::Float> = percent(
    "opacity",
    "Opacity",
    100.0,
    "How much of the top picture shows, in percent.",
)
.port();
const X: Param<flow::Float> = distance(
    "x",
    "Move right",
    "Where the top picture's left edge lies, in pixels of the base.",
)
.port();
const Y: Param<flow::Float> = distance(
    "y",
    "Move down",
    "Where the top picture's upper edge lies, in pixels of the base.",
)
.port();
const CLIP: Param<flow::Bool> = Param::bool(
    "clip",
    "Clip to base",
    false,
    "Shows the top picture only where the base is opaque.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "Both pictures, as large as the base.");

/// The modes in the order of the tools people know, darkening ones first.
pub(crate) const MODES: &[OptionDecl] = &[
    option("normal", "Normal"),
    option("darken", "Darken"),
    option("multiply", "Multiply"),
    option("color_burn", "Colour burn"),
    option("linear_burn", "Linear burn"),
    option("darker_color", "Darker colour"),
    option("lighten", "Lighten"),
    option("screen", "Screen"),
    option("color_dodge", "Colour dodge"),
    option("linear_dodge", "Linear dodge (add)"),
    option("lighter_color", "Lighter colour"),
    option("overlay", "Overlay"),
    option("soft_light", "Soft light"),
    option("hard_light", "Hard light"),
    option("vivid_light", "Vivid light"),
    option("linear_light", "Linear light"),
    option("pin_light", "Pin light"),
    option("hard_mix", "Hard mix"),
    option("difference", "Difference"),
    option("exclusion", "Exclusion"),
    option("subtract", "Subtract"),
    option("divide", "Divide"),
    option("hue", "Hue"),
    option("saturation", "Saturation"),
    option("color", "Colour"),
    option("luminosity", "Luminosity"),
];

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "comp.blend",
        version: 2,
        title: Cow::Borrowed("Blend"),
        category: Category::Compositing,
        keywords: &[
            "over",
            "composite",
            "layer",
            "merge",
            "mix",
            "multiply",
            "screen",
            "overlay",
            "stack",
            "combine",
            "watermark",
            "logo",
            "alpha",
        ],
        doc: "Lays one picture over another, in one of 26 blend modes, where a mask allows.",
        inputs: Cow::Borrowed(&[BASE.decl(), TOP.decl(), MASK.decl()]),
        params: Cow::Borrowed(&[MODE.decl(), OPACITY.decl(), X.decl(), Y.decl(), CLIP.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let base = BASE.get(call)?;
    let top = TOP.get(call)?;
    let mask = MASK.find(call).map(|mask| mask.image);
    let mode = BlendMode::from_id(MODE.get(call))
        .ok_or_else(|| NodeError::new(said("blend-unknown", [])))?;
    let image = gesso_media::blend(
        base.image,
        top.image,
        mask,
        &gesso_media::Blend {
            mode,
            opacity: OPACITY.part(call),
            x: call.offset(X.get(call)),
            y: call.offset(Y.get(call)),
            clip: CLIP.get(call),
        },
    );
    Ok(RESULT.give(Scaled {
        image,
        full: base.full,
    }))
}
