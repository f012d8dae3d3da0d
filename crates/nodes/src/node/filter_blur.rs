//! `filter.blur`: a picture softened by a Gaussian, everywhere or where a mask says.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to soften.");
const MASK: In<flow::Mask> = In::optional(
    "mask",
    "Mask",
    "Where it is softened: white fully, black not at all.",
);
const SIGMA: Param<flow::Float> = Param::float(
    "sigma",
    "Softness",
    4.0,
    Unit::Pixels,
    ((0.0, 64.0), (0.0, 512.0)),
    "Standard deviation of the Gaussian, in pixels.",
)
.port();
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The softened picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.blur",
        version: 1,
        title: Cow::Borrowed("Blur"),
        category: Category::Filter,
        keywords: &[
            "gaussian", "soften", "smooth", "defocus", "shadow", "glow", "depth", "bokeh", "blurry",
        ],
        doc: "Softens a picture with a Gaussian, everywhere or where a mask is white.",
        inputs: Cow::Borrowed(&[IMAGE.decl(), MASK.decl()]),
        params: Cow::Borrowed(&[SIGMA.decl()]),
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
    let soft = gesso_media::blur(image.clone(), SIGMA.pixels(call));
    let image = match MASK.find(call) {
        Some(mask) => gesso_media::blend(
            image,
            soft,
            Some(mask.image),
            &gesso_media::Blend::default(),
        ),
        None => soft,
    };
    Ok(RESULT.give(Scaled { image, full }))
}
