//! What the two ends of a subgraph do. Neither runs: a plan wires past them. So a picture is led through a subgraph that has
//! nothing but the two, as a run plans it, and what is written outside of it is what comes out.

use super::failed;
use super::files::{Files, asset};
use crate::call::{Call, NodeError};
use crate::catalogue::catalogue;
use crate::chain::{Build, picture};
use crate::node::{image_load, image_save};
use gesso_graph::{
    Catalog, Command, Definition, Document, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, GraphId,
    INSTANCE, INSTANCE_GRAPH, InPort, Name, Node, NodeId, OutPort, Step, Targets, Value, apply_all,
    plan, port_name,
};
use gesso_media::{Image, Pull};
use gesso_words::said;
use std::sync::Arc;

const GRAPH: GraphId = GraphId(1);
const LOAD: NodeId = NodeId(2);
const SHOWS: NodeId = NodeId(3);
const IN: NodeId = NodeId(4);
const OUT: NodeId = NodeId(5);
const SAVE: NodeId = NodeId(6);

/// What goes in and what comes out, with these parameters on both ends.
///
/// # Errors
/// When the picture does not come through.
pub(super) fn through(call: &Call) -> Result<[Image; 2], NodeError> {
    let end = || call.params.clone();
    let photo = [(
        image_load::FILE.name.into(),
        Value::Asset(asset("dunes.jpg")),
    )];
    let shown = [(INSTANCE_GRAPH.into(), Value::Graph(GRAPH))];
    let definition = Command::AddGraph {
        id: GRAPH,
        graph: Definition::default(),
    };
    let commands = [
        definition,
        node(LOAD, image_load::ID, GraphId::ROOT, photo),
        node(SHOWS, INSTANCE, GraphId::ROOT, shown),
        node(SAVE, image_save::ID, GraphId::ROOT, []),
        node(IN, GRAPH_INPUT, GRAPH, end()),
        node(OUT, GRAPH_OUTPUT, GRAPH, end()),
        wire((IN, GRAPH_PORT.into()), (OUT, GRAPH_PORT.into())),
        wire(
            (LOAD, image_load::IMAGE.name.into()),
            (SHOWS, port_name(IN)),
        ),
        wire(
            (SHOWS, port_name(OUT)),
            (SAVE, image_save::IMAGE.name.into()),
        ),
    ];
    let document = apply_all(&Document::default(), &commands).document;
    let made = |node| {
        let plan = plan(&document, catalogue(), &Targets::Nodes(vec![node]));
        let steps: Vec<Arc<Step>> = plan.steps.into_iter().map(Arc::new).collect();
        // What can't run stands in no plan, but what it needs does.
        if steps.last().is_none_or(|step| step.node != node) {
            return Err(NodeError::new(said("gives-nothing-here", [])));
        }
        let build = Build::Render(call.scale, &Pull::new());
        let made = picture(&steps, &Files::default(), build).map_err(failed)?;
        Ok(made.image)
    };
    Ok([made(LOAD)?, made(SAVE)?])
}

fn node(
    id: NodeId,
    kind: &str,
    graph: GraphId,
    params: impl IntoIterator<Item = (Name, Value)>,
) -> Command {
    let node = Node {
        kind: kind.into(),
        version: catalogue().schema(kind).map_or(1, |schema| schema.version),
        params: params.into_iter().collect(),
        graph,
        ..Node::default()
    };
    Command::AddNode { id, node }
}

fn wire(from: (NodeId, Name), to: (NodeId, Name)) -> Command {
    let ((node, port), (reader, input)) = (from, to);
    Command::Connect {
        from: OutPort { node, port },
        to: InPort {
            node: reader,
            port: input,
        },
    }
}
