//! `comp.porter_duff`: two pictures combined by what each covers.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, distance, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::Operator;
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const SOURCE: In<flow::Image> = In::new("source", "Source", "The picture that is laid on.");
const DESTINATION: In<flow::Image> = In::new(
    "destination",
    "Destination",
    "The picture below; it gives the result its size.",
);
const OPERATOR: Param<flow::Choice> = Param::choice(
    "operator",
    "Operator",
    "source_over",
    &[
        option("source_over", "Source over"),
        option("destination_over", "Destination over"),
        option("source_in", "Source in"),
        option("destination_in", "Destination in"),
        option("source_out", "Source out"),
        option("destination_out", "Destination out"),
        option("source_atop", "Source atop"),
        option("destination_atop", "Destination atop"),
        option("xor", "Xor (either alone)"),
        option("plus", "Plus (add)"),
        option("source", "Source alone"),
        option("destination", "Destination alone"),
        option("clear", "Clear"),
    ],
    "What is kept: Over shows both, In and Out cut one by the other, Atop keeps the shape of one, Xor leaves out where both are.",
)
.port();
const X: Param<flow::Float> = distance(
    "x",
    "Move right",
    "Where the source's left edge lies, in pixels of the destination.",
)
.port();
const Y: Param<flow::Float> = distance(
    "y",
    "Move down",
    "Where the source's upper edge lies, in pixels of the destination.",
)
.port();
const RESULT: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "Both pictures combined, as large as the destination.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "comp.porter_duff",
        version: 2,
        title: Cow::Borrowed("Porter-Duff"),
        category: Category::Compositing,
        keywords: &[
            "alpha",
            "over",
            "in",
            "out",
            "atop",
            "xor",
            "composite",
            "cut out",
            "hold out",
            "stencil",
            "knock out",
            "add",
            "merge",
        ],
        doc: "Combines two pictures by what each covers, with one of the 13 operators of Porter and Duff.",
        inputs: Cow::Borrowed(&[SOURCE.decl(), DESTINATION.decl()]),
        params: Cow::Borrowed(&[OPERATOR.decl(), X.decl(), Y.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let source = SOURCE.get(call)?;
    let Scaled { image, full } = DESTINATION.get(call)?;
    let operator = Operator::from_id(OPERATOR.get(call))
        .ok_or_else(|| NodeError::new(said("operator-unknown", [])))?;
    let at = (call.offset(X.get(call)), call.offset(Y.get(call)));
    let image = gesso_media::porter_duff(source.image, image, operator, at);
    Ok(RESULT.give(Scaled { image, full }))
}
