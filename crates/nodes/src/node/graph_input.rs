//! `graph.input`: one input of the subgraph it lies in.

use super::graph_port::End;
use crate::declare::{Out, flow};
use crate::spec::NodeSpec;
use gesso_graph::{GRAPH_INPUT, GRAPH_PORT, PortDecl};

const VALUE: Out<flow::Any> = Out::new(GRAPH_PORT, "Value", "What comes in from outside.");
const OUTPUTS: &[PortDecl] = &[VALUE.decl()];

pub(crate) static SPEC: NodeSpec = End {
    id: GRAPH_INPUT,
    title: "Input",
    keywords: &["subgraph", "port", "group", "in"],
    doc: "Where something comes into a subgraph from outside. Every node that shows the subgraph has a port for it.",
    inputs: &[],
    outputs: OUTPUTS,
}
.spec();
