//! What runs set anew at their start: chance, and the files that the library has by then.

use crate::support::{House, picture, request};
use axum::http::{Method, StatusCode};
use gesso_app::api::{AssetCard, WorkflowCard};
use gesso_graph::{
    Command, Document, InPort, Name, Node, NodeId, OutPort, Value, WorkflowFile, apply_all,
};
use gesso_media::native::Format;
use gesso_sync::{RunEvent, RunId, StepState, Take};
use serde_json::json;
use std::collections::BTreeMap;

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

fn node(id: u64, kind: &str, params: &[(&str, Value)]) -> Command {
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

fn wire(from: u64, output: &str, to: u64, input: &str) -> Command {
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

async fn workflow(house: &House, commands: &[Command]) -> String {
    let applied = apply_all(&Document::default(), commands);
    assert!(applied.skips.is_empty());
    let text = WorkflowFile::new("Anew", applied.document).to_json();
    let card: WorkflowCard = house
        .call("import_workflow", json!({ "text": text }))
        .await
        .json();
    card.id
}

/// Runs it to its end; how every step ended.
async fn ran(house: &House, workflow: &str) -> BTreeMap<NodeId, RunEvent> {
    let start = json!({ "workflow": workflow, "nodes": null });
    let run: RunId = house.call("start_run", start).await.json();
    let lines = house.call("watch_run", json!({ "run": run })).await.text();
    let events = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let steps = events.filter_map(|event: RunEvent| match event {
        RunEvent::Step { node, .. } => Some((node, event)),
        RunEvent::Run { .. } => None,
    });
    steps.collect()
}

/// What stands in a workflow.
async fn param(house: &House, workflow: &str, node: u64, name: &str) -> Option<Value> {
    let history = json!({ "workflow": workflow, "before": null, "limit": 1 });
    let past: gesso_sync::Past = house.call("history", history).await.json();
    let seq = past.last;
    let asked = json!({ "workflow": workflow, "seq": seq });
    let document: Document = house.call("document_at", asked).await.json();
    document.nodes()[&NodeId(node)].params.get(name).cloned()
}

#[tokio::test]
async fn every_run_draws_another_seed_that_stands_in_the_workflow_and_its_take() {
    let house = House::new().await;
    let small = |name| (name, Value::Int(8));
    let noise = [("kind", choice("noise")), small("width"), small("height")];
    let id = workflow(
        &house,
        &[
            node(1, "seed", &[("mode", choice("random"))]),
            node(2, "image.generate", &noise),
            node(3, "image.save", &[]),
            wire(1, "seed", 2, "seed"),
            wire(2, "image", 3, "image"),
        ],
    )
    .await;
    ran(&house, &id).await;
    let first = param(&house, &id, 1, "seed").await;
    ran(&house, &id).await;
    let second = param(&house, &id, 1, "seed").await;
    assert!(first.is_some() && second.is_some());
    assert_ne!(first, second);
    assert_eq!(
        param(&house, &id, 1, "mode").await,
        Some(choice("random")),
        "the next run draws again"
    );
    let asked = json!({ "workflow": id, "node": NodeId(3) });
    let takes: Vec<Take> = house.call("takes", asked).await.json();
    let kept = takes.iter().map(|take| {
        let of_seed = take.settings.iter().find(|set| set.node == NodeId(1));
        let params = &of_seed.unwrap().params;
        (params.get("mode").cloned(), params.get("seed").cloned())
    });
    let fixed = Some(choice("fixed"));
    assert_eq!(
        kept.collect::<Vec<_>>(),
        [(fixed.clone(), second), (fixed, first)]
    );
}

async fn uploaded_in(house: &House, folder: &str, name: &str, width: u32) -> AssetCard {
    let bytes = picture(width, 8, Format::Png8);
    let path = format!("/upload?name={name}&folder={folder}");
    let request = request(Method::POST, &path).body(bytes.into()).unwrap();
    let answer = house.send(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

#[tokio::test]
async fn files_that_were_uploaded_since_take_part_in_the_next_run() {
    let house = House::new().await;
    let query = [
        ("from", choice("library")),
        ("folder", Value::Text("summer".into())),
        ("pattern", Value::Text("*.png".into())),
    ];
    let id = workflow(
        &house,
        &[
            node(1, "list.from_assets", &query),
            node(2, "image.load", &[]),
            node(3, "image.save", &[]),
            wire(1, "files", 2, "file"),
            wire(2, "image", 3, "image"),
        ],
    )
    .await;
    let counted = async || {
        let steps = ran(&house, &id).await;
        match &steps[&NodeId(3)] {
            RunEvent::Step {
                state: StepState::Done | StepState::Cached,
                result: Some(result),
                ..
            } => result.items.as_ref().unwrap().of,
            other => panic!("{other:?}"),
        }
    };
    let beach = uploaded_in(&house, "summer/beach/../", "a.png", 20).await;
    assert_eq!(beach.name, "summer/beach/a.png");
    uploaded_in(&house, "winter", "b.png", 30).await;
    assert_eq!(counted().await, 1);
    uploaded_in(&house, "summer", "c.png", 40).await;
    assert_eq!(counted().await, 2);
    let Some(Value::Assets(files)) = param(&house, &id, 1, "files").await else {
        panic!("what was found stands in the workflow");
    };
    let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["summer/c.png", "summer/beach/a.png"]);
}
