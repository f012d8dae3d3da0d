//! `list.make`: what is wired in, and lines that are written, as one list.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const PORTS: [In<flow::List<flow::Any>>; 8] = [
    In::optional("a", "A", "The first, or a list of the first."),
    In::optional("b", "B", "The next.").after("a"),
    In::optional("c", "C", "The next.").after("b"),
    In::optional("d", "D", "The next.").after("c"),
    In::optional("e", "E", "The next.").after("d"),
    In::optional("f", "F", "The next.").after("e"),
    In::optional("g", "G", "The next.").after("f"),
    In::optional("h", "H", "The next.").after("g"),
];
const LINES: Param<flow::Text> = Param::lines(
    "lines",
    "Lines",
    "",
    "Every line is a text of the list, after what is wired in; empty lines are left out.",
)
.port();
const LIST: Out<flow::List<flow::Any>> = Out::new(
    "list",
    "List",
    "Everything in order; the items of lists are its own.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "list.make",
        version: 1,
        title: Cow::Borrowed("Make list"),
        category: Category::Logic,
        keywords: &[
            "batch", "array", "collect", "combine", "append", "lines", "many",
        ],
        doc: "Puts several things into one list. A node that takes one thing then works on each.",
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
        params: Cow::Borrowed(&[LINES.decl()]),
        outputs: Cow::Borrowed(&[LIST.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let wired = PORTS.iter().flat_map(|port| port.items(call)).cloned();
    let lines = LINES.get(call);
    let written = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let written = written.map(|line| Data::Text(line.into()));
    Ok(LIST.data(Data::list(wired.chain(written))?))
}
