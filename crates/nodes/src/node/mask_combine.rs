//! `mask.combine`: two masks as one.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::Combine;
use std::borrow::Cow;

const FIRST: In<flow::Mask> = In::new(
    "first",
    "First",
    "The first mask; it gives the result its size.",
);
const SECOND: In<flow::Mask> = In::new(
    "second",
    "Second",
    "The second mask, laid over the first from its upper left corner.",
);
const HOW: Param<flow::Choice> = Param::choice(
    "how",
    "Combine",
    "union",
    &[
        option("union", "Union (either)"),
        option("intersect", "Intersection (both)"),
        option("subtract", "First without second"),
        option("xor", "Xor (one alone)"),
    ],
    "What the result covers.",
)
.port();
const RESULT: Out<flow::Mask> = Out::new("mask", "Mask", "The combined mask.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "mask.combine",
        version: 2,
        title: Cow::Borrowed("Combine masks"),
        category: Category::Mask,
        keywords: &[
            "union",
            "intersect",
            "subtract",
            "xor",
            "add",
            "and",
            "or",
            "difference",
            "boolean",
            "merge",
        ],
        doc: "Makes one mask of two: what either covers, what both cover, the first without the second, or what one covers alone.",
        inputs: Cow::Borrowed(&[FIRST.decl(), SECOND.decl()]),
        params: Cow::Borrowed(&[HOW.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = FIRST.get(call)?;
    let second = SECOND.get(call)?.image;
    let how = match HOW.get(call) {
        "intersect" => Combine::Intersect,
        "subtract" => Combine::Subtract,
        "xor" => Combine::Xor,
        _ => Combine::Union,
    };
    let image = gesso_media::mask_combine(image, second, how);
    Ok(RESULT.give(Scaled { image, full }))
}
