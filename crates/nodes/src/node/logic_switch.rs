//! `logic.switch`: one of several things, by yes or no or by number. Pictures are made on demand: of those that are not
//! chosen nothing is rendered for what comes after.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, port_label};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const BY: Param<flow::Choice> = Param::choice(
    "by",
    "Choose by",
    "bool",
    &[option("bool", "Yes/no"), option("index", "Number")],
    "What decides: yes gives A and no gives B, or a number counts from A.",
);
const YES: Param<flow::Bool> = Param::bool("yes", "Yes", true, "Yes gives A, no gives B.")
    .port()
    .shown_if("by", &["bool"]);
const INDEX: Param<flow::Int> = Param::int(
    "index",
    "Number",
    0,
    Unit::None,
    ((0, 7), (0, 7)),
    "0 gives A, 1 gives B, and so on.",
)
.port()
.shown_if("by", &["index"]);
const PORTS: [In<flow::Any>; 8] = [
    In::optional("a", "A", "The first."),
    In::optional("b", "B", "The second."),
    In::optional("c", "C", "The third."),
    In::optional("d", "D", "The fourth."),
    In::optional("e", "E", "The fifth."),
    In::optional("f", "F", "The sixth."),
    In::optional("g", "G", "The seventh."),
    In::optional("h", "H", "The eighth."),
];
const RESULT: Out<flow::Any> = Out::new("value", "Chosen", "What was chosen.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "logic.switch",
        version: 1,
        title: Cow::Borrowed("Switch"),
        category: Category::Logic,
        keywords: &[
            "if",
            "else",
            "choose",
            "select",
            "condition",
            "branch",
            "route",
        ],
        doc: "Hands on one of several things. What was not chosen is not rendered for what comes after.",
        inputs: Cow::Borrowed(&[
            PORTS[0].decl(),
            PORTS[1].decl(),
            PORTS[2].decl(),
            PORTS[3].decl(),
            PORTS[4].decl(),
            PORTS[5].decl(),
            PORTS[6].decl(),
            PORTS[7].decl(),
        ]),
        params: Cow::Borrowed(&[BY.decl(), YES.decl(), INDEX.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let place = match BY.get(call) {
        "index" => usize::try_from(INDEX.get(call)).unwrap_or(0),
        _ => usize::from(!YES.get(call)),
    };
    let port = &PORTS[place.min(PORTS.len() - 1)];
    match port.find(call) {
        Some(data) => Ok(RESULT.data(data.clone())),
        None => Err(NodeError::new(said(
            "switch-nothing",
            [("port", port_label(port.name, port.label))],
        ))),
    }
}
