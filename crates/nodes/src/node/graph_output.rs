//! `graph.output`: one output of the subgraph it lies in.

use super::graph_port::End;
use crate::declare::{In, flow};
use crate::spec::NodeSpec;
use gesso_graph::{GRAPH_OUTPUT, GRAPH_PORT, PortDecl};

const VALUE: In<flow::Any> = In::new(GRAPH_PORT, "Value", "What goes out.");
const INPUTS: &[PortDecl] = &[VALUE.decl()];

pub(crate) static SPEC: NodeSpec = End {
    id: GRAPH_OUTPUT,
    title: "Output",
    keywords: &["subgraph", "port", "group", "out", "result"],
    doc: "What a subgraph gives to the outside. Every node that shows the subgraph has a port for it.",
    inputs: INPUTS,
    outputs: &[],
}
.spec();
