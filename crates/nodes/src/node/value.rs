//! `value`: one value to wire into several nodes, or into a parameter that has a port.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

/// The shape of the value.
pub(crate) const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "number",
    &[
        option("number", "Number"),
        option("whole", "Whole number"),
        option("text", "Text"),
        option("bool", "Yes/no"),
        option("color", "Colour"),
        option("choice", "Choice"),
    ],
    "What the value is.",
);
/// The number.
pub(crate) const NUMBER: Param<flow::Float> = Param::float(
    "number",
    "Number",
    1.0,
    Unit::None,
    ((0.0, 100.0), (-1e15, 1e15)),
    "The number.",
)
.shown_if("kind", &["number"]);
/// The whole number.
pub(crate) const WHOLE: Param<flow::Int> = Param::int(
    "whole",
    "Number",
    1,
    Unit::None,
    ((0, 100), (-1_000_000_000_000_000, 1_000_000_000_000_000)),
    "The whole number.",
)
.shown_if("kind", &["whole"]);
/// The words.
pub(crate) const TEXT: Param<flow::Text> =
    Param::lines("text", "Text", "", "The words.").shown_if("kind", &["text"]);
/// Yes or no.
pub(crate) const BOOL: Param<flow::Bool> =
    Param::bool("bool", "Yes", true, "Yes or no.").shown_if("kind", &["bool"]);
/// The colour.
pub(crate) const COLOR: Param<flow::Color> =
    Param::color("color", "Colour", [1.0, 1.0, 1.0, 1.0], "The colour.")
        .shown_if("kind", &["color"]);
/// What is chosen.
const OPTION: Param<flow::Text> = Param::line(
    "option",
    "Chosen",
    "",
    "One of the options; the first while none is chosen. It is given as text, which a choice of another node takes by name.",
)
.shown_if("kind", &["choice"])
.among("options");
/// What there is to choose from.
const OPTIONS: Param<flow::Text> = Param::lines(
    "options",
    "Options",
    "A\nB\nC",
    "What there is to choose from, one in each line.",
)
.shown_if("kind", &["choice"])
.minor();
/// The value.
pub(crate) const VALUE: Out<flow::Any> = Out::new("value", "Value", "The value.");

/// The stored id.
pub(crate) const ID: &str = "value";

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 2,
        title: Cow::Borrowed("Value"),
        category: Category::Logic,
        keywords: &[
            "constant",
            "number",
            "text",
            "string",
            "integer",
            "boolean",
            "primitive",
            "choice",
            "option",
            "dropdown",
            "enum",
        ],
        doc: "One value for several nodes: wire it into every parameter that should have it.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            NUMBER.decl(),
            WHOLE.decl(),
            TEXT.decl(),
            BOOL.decl(),
            COLOR.decl(),
            OPTION.decl(),
            OPTIONS.decl(),
        ]),
        outputs: Cow::Borrowed(&[VALUE.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    Ok(VALUE.data(match KIND.get(call) {
        "whole" => Data::Int(WHOLE.get(call)),
        "text" => Data::Text(TEXT.get(call)),
        "bool" => Data::Bool(BOOL.get(call)),
        "color" => Data::Color(COLOR.get(call)),
        "choice" => Data::Text(chosen(call)?),
        _ => Data::Float(NUMBER.get(call)),
    }))
}

/// The chosen option, or the first.
#[cfg(feature = "run")]
fn chosen(call: &Call) -> Result<Arc<str>, NodeError> {
    let options = OPTIONS.get(call);
    let mut options = options
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let wanted = OPTION.get(call);
    let found = match wanted.trim() {
        "" => options.next(),
        wanted => options.find(|option| *option == wanted),
    };
    found.map(Arc::from).ok_or_else(|| match wanted.trim() {
        "" => NodeError::new(said("value-no-options", [])),
        wanted => NodeError::new(said("value-no-option", [("option", wanted.into())])),
    })
}
