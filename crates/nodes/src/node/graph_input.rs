//! `graph.input`: one input of the subgraph it lies in. Never runs: a plan wires past it.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs};
use crate::declare::{Out, PORT_NAME, PORT_TYPE, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, GRAPH_INPUT, GRAPH_PORT, Schema};
use std::borrow::Cow;

const VALUE: Out<flow::Any> = Out::new(GRAPH_PORT, "Value", "What comes in from outside.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: GRAPH_INPUT,
        version: 1,
        title: Cow::Borrowed("Input"),
        category: Category::Graph,
        keywords: &["subgraph", "port", "group", "in"],
        doc: "Where something comes into a subgraph from outside. Every node that shows the subgraph has a port for it.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[PORT_NAME.decl(), PORT_TYPE.decl()]),
        outputs: Cow::Borrowed(&[VALUE.decl()]),
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
