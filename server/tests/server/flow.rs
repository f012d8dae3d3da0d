//! Workflows put together in a few lines, and run: what stands in them, what came of each node.

use crate::support::House;
use gesso_app::api::WorkflowCard;
use gesso_graph::{
    Command, Document, InPort, Name, Node, NodeId, OutPort, Value, WorkflowFile, apply_all,
};
use gesso_sync::{RunEvent, RunId};
use serde_json::json;
use std::collections::BTreeMap;

pub(crate) fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

pub(crate) fn text(words: &str) -> Value {
    Value::Text(words.into())
}

/// Adds a node.
pub(crate) fn node(id: u64, kind: &str, params: &[(&str, Value)]) -> Command {
    let params = params.iter();
    let params = params.map(|(name, value)| (Name::from(*name), value.clone()));
    Command::AddNode {
        id: NodeId(id),
        node: Node {
            kind: kind.into(),
            version: 1,
            params: params.collect(),
            ..Node::default()
        },
    }
}

/// Adds a wire.
pub(crate) fn wire(from: u64, output: &str, to: u64, input: &str) -> Command {
    Command::Connect {
        from: OutPort {
            node: NodeId(from),
            port: output.into(),
        },
        to: InPort {
            node: NodeId(to),
            port: input.into(),
        },
    }
}

/// A workflow file of what these commands make, all of which must fit.
pub(crate) fn file(name: &str, commands: &[Command]) -> String {
    let applied = apply_all(&Document::default(), commands);
    assert!(applied.skips.is_empty(), "{:?}", applied.skips);
    WorkflowFile::new(name, applied.document).to_json()
}

/// The same as a workflow of this house; its id.
pub(crate) async fn workflow(house: &House, name: &str, commands: &[Command]) -> String {
    let wish = json!({ "text": file(name, commands) });
    let card: WorkflowCard = house.call("import_workflow", wish).await.json();
    card.id
}

/// Starts a run of everything.
pub(crate) async fn start(house: &House, workflow: &str) -> RunId {
    let all = json!({ "workflow": workflow, "nodes": null });
    house.call("start_run", all).await.json()
}

/// Waits for the end of a run; everything that happened in it as far as it is told.
pub(crate) async fn events(house: &House, run: RunId) -> Vec<RunEvent> {
    let lines = house.call("watch_run", json!({ "run": run })).await.text();
    let events = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    events.collect()
}

/// Waits for the end of a run; how every step ended.
pub(crate) async fn ended(house: &House, run: RunId) -> BTreeMap<NodeId, RunEvent> {
    let events = events(house, run).await.into_iter();
    let steps = events.filter_map(|event| match event {
        RunEvent::Step { node, .. } => Some((node, event)),
        RunEvent::Run { .. } => None,
    });
    steps.collect()
}

/// The workflow as it is exported.
pub(crate) async fn exported(house: &House, workflow: &str) -> WorkflowFile {
    let address = format!("/workflow/{workflow}/file");
    WorkflowFile::from_json(&house.get(&address).await.text()).unwrap()
}
