//! `color.gradient_map`: colours by brightness.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const GRADIENT: Param<flow::Gradient> = Param::gradient(
    "gradient",
    "Gradient",
    &[0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    "The colours from the darkest on the left to the brightest on the right.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.gradient_map",
        version: 1,
        title: Cow::Borrowed("Gradient map"),
        category: Category::Color,
        keywords: &[
            "duotone",
            "tritone",
            "sepia",
            "false color",
            "false colour",
            "heat map",
            "colorize",
            "tint",
            "toning",
            "poster",
            "palette",
            "grade",
        ],
        doc: "Gives every brightness a colour of a gradient: a duotone, sepia, a heat map.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[GRADIENT.decl()]),
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
    let stops: Vec<gesso_media::GradientStop> = GRADIENT
        .get(call)
        .into_iter()
        .map(|stop| gesso_media::GradientStop {
            at: stop.at as f32,
            color: stop.color,
        })
        .collect();
    let treated = gesso_media::gradient_map(image, &stops);
    Ok(RESULT.give(Scaled {
        image: treated,
        full,
    }))
}
