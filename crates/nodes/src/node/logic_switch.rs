//! `logic.switch`: one of several things, by yes or no or by number. What decides is found first; what is not chosen is not
//! made at all, and what is wrong with it is nothing to the run.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, port_label};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Name, Schema, Unit, Value};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    In::optional("a", "A", "The first.").read_if(is_chosen),
    In::optional("b", "B", "The second.")
        .read_if(is_chosen)
        .after("a"),
    In::optional("c", "C", "The third.")
        .read_if(is_chosen)
        .after("b"),
    In::optional("d", "D", "The fourth.")
        .read_if(is_chosen)
        .after("c"),
    In::optional("e", "E", "The fifth.")
        .read_if(is_chosen)
        .after("d"),
    In::optional("f", "F", "The sixth.")
        .read_if(is_chosen)
        .after("e"),
    In::optional("g", "G", "The seventh.")
        .read_if(is_chosen)
        .after("f"),
    In::optional("h", "H", "The eighth.")
        .read_if(is_chosen)
        .after("g"),
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
        doc: "Hands on one of several things. What was not chosen is not made.",
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

/// The input at this place, or the last.
fn port(place: usize) -> &'static In<flow::Any> {
    static ALL: [In<flow::Any>; 8] = PORTS;
    &ALL[place.min(ALL.len() - 1)]
}

/// Whether the input of this name is the chosen one; none while what decides is not known.
fn is_chosen(name: &str, params: &BTreeMap<Name, Value>) -> Option<bool> {
    let by_number =
        matches!(params.get(BY.name), Some(Value::Choice(by)) if by.as_str() == "index");
    let place = match by_number {
        true => match params.get(INDEX.name)? {
            Value::Int(number) => usize::try_from(*number).unwrap_or(0),
            _ => 0,
        },
        false => match params.get(YES.name)? {
            Value::Bool(yes) => usize::from(!yes),
            _ => 0,
        },
    };
    Some(port(place).name == name)
}

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let place = match BY.get(call) {
        "index" => usize::try_from(INDEX.get(call)).unwrap_or(0),
        _ => usize::from(!YES.get(call)),
    };
    let port = port(place);
    match port.find(call) {
        Some(data) => Ok(RESULT.data(data.clone())),
        None => Err(NodeError::new(said(
            "switch-nothing",
            [("port", port_label(port.name, port.label))],
        ))),
    }
}
