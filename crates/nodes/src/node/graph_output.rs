//! `graph.output`: one output of the subgraph it lies in. Never runs: a plan wires past it.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs};
use crate::declare::{In, PORT_NAME, PORT_TYPE, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, GRAPH_OUTPUT, GRAPH_PORT, Schema};
use std::borrow::Cow;

const VALUE: In<flow::Any> = In::new(GRAPH_PORT, "Value", "What goes out.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: GRAPH_OUTPUT,
        version: 1,
        title: Cow::Borrowed("Output"),
        category: Category::Graph,
        keywords: &["subgraph", "port", "group", "out", "result"],
        doc: "What a subgraph gives to the outside. Every node that shows the subgraph has a port for it.",
        inputs: Cow::Borrowed(&[VALUE.decl()]),
        params: Cow::Borrowed(&[PORT_NAME.decl(), PORT_TYPE.decl()]),
        outputs: Cow::Borrowed(&[]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(_call: &Call) -> Result<Outputs, NodeError> {
    Err(NodeError::new(
        "A port of a subgraph does nothing by itself. Fold it into a subgraph, or remove it.",
    ))
}
