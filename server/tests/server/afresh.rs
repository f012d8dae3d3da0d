//! What runs set anew at their start: chance, and the files that the library has by then.

use crate::flow::{choice, ended, exported, node, start, text, wire, workflow};
use crate::support::{House, Tab, picture, request};
use axum::http::{Method, StatusCode};
use gesso_app::api::AssetCard;
use gesso_graph::{Command, NodeId, Value, WorkflowFile};
use gesso_media::native::{Format, attachment};
use gesso_sync::{ResultFile, RunEvent, RunId, StepState, Take};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Runs it to its end; how every step ended.
async fn ran(house: &House, workflow: &str) -> BTreeMap<NodeId, RunEvent> {
    ended(house, start(house, workflow).await).await
}

/// What stands in a workflow.
async fn param(house: &House, workflow: &str, node: u64, name: &str) -> Option<Value> {
    let document = exported(house, workflow).await.document;
    document.nodes()[&NodeId(node)].params.get(name).cloned()
}

/// A picture of chance, saved, with a seed that every run draws.
fn chance() -> [Command; 5] {
    let small = |name| (name, Value::Int(8));
    let noise = [("kind", choice("noise")), small("width"), small("height")];
    [
        node(1, "seed", &[("mode", choice("random"))]),
        node(2, "image.generate", &noise),
        node(3, "image.save", &[("format", choice("png8"))]),
        wire(1, "seed", 2, "seed"),
        wire(2, "image", 3, "image"),
    ]
}

/// The takes of the node that saves, newest first.
async fn takes(house: &House, workflow: &str) -> Vec<Take> {
    let asked = json!({ "workflow": workflow, "node": NodeId(3) });
    house.call("takes", asked).await.json()
}

/// The seed that a take was made with.
fn seed_of(take: &Take) -> Option<Value> {
    let mut settings = take.settings.iter();
    let seed = settings.find(|set| set.node == NodeId(1))?;
    seed.params.get("seed").cloned()
}

#[tokio::test]
async fn every_run_draws_another_seed_that_stands_in_the_workflow_and_its_take() {
    let house = House::new().await;
    let id = workflow(&house, "Chance", &chance()).await;
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
    let takes = takes(&house, &id).await;
    let kept = takes.iter().map(|take| {
        let of_seed = take.settings.iter().find(|set| set.node == NodeId(1));
        let mode = of_seed.and_then(|set| set.params.get("mode").cloned());
        (mode, seed_of(take))
    });
    let fixed = Some(choice("fixed"));
    assert_eq!(
        kept.collect::<Vec<_>>(),
        [(fixed.clone(), second), (fixed, first)]
    );
}

/// The file that a run saved.
async fn saved(house: &House, run: RunId) -> ResultFile {
    match ended(house, run).await.remove(&NodeId(3)) {
        Some(RunEvent::Step {
            result: Some(result),
            ..
        }) => result.file.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn running_again_has_what_was_drawn_then_and_changes_nothing() {
    let house = House::new().await;
    let id = workflow(&house, "Chance", &chance()).await;
    let first = start(&house, &id).await;
    let made = saved(&house, first).await;
    let second = start(&house, &id).await;
    assert_ne!(saved(&house, second).await.hash, made.hash);
    let before = exported(&house, &id).await;
    let again = json!({ "run": first });
    let again: RunId = house.call("run_again", again).await.json();
    assert_eq!(saved(&house, again).await, made, "the inputs of then");
    assert_eq!(exported(&house, &id).await.document, before.document);
    assert_eq!(takes(&house, &id).await.len(), 2);
}

#[tokio::test]
async fn a_picture_carries_what_was_drawn_for_it_and_makes_itself_again() {
    let house = House::new().await;
    let id = workflow(&house, "Chance", &chance()).await;
    let run = start(&house, &id).await;
    let made = saved(&house, run).await;
    let address = format!("/artifact/{}?download=a.png&run={}", made.hash, run.0);
    let picture = house.get(&address).await.body;
    let carried = attachment::read(&mut Cursor::new(picture), 1 << 24).unwrap();
    let carried = String::from_utf8(carried.unwrap()).unwrap();
    let seed = &WorkflowFile::from_json(&carried).unwrap().document.nodes()[&NodeId(1)].clone();
    let drawn = param(&house, &id, 1, "seed").await;
    assert_eq!(seed.params.get("seed").cloned(), drawn);
    assert!(!seed.params.contains_key("mode"), "the default keeps it");
    let wish = json!({ "text": carried });
    let copy: gesso_app::api::WorkflowCard = house.call("import_workflow", wish).await.json();
    let again = start(&house, &copy.id).await;
    assert_eq!(saved(&house, again).await.hash, made.hash);
}

#[tokio::test]
async fn each_row_draws_for_itself_and_a_value_in_the_table_stays() {
    let house = House::new().await;
    let id = workflow(&house, "Chance", &chance()).await;
    let rows = ["7", "", ""].map(|seed| json!({ "name": "", "cells": [seed] }));
    let columns = json!([{ "node": NodeId(1), "param": "seed" }]);
    let table = json!({ "columns": columns, "rows": rows });
    let wish = json!({ "workflow": id, "table": table });
    let runs: Vec<RunId> = house.call("start_runs", wish).await.json();
    for run in &runs {
        ended(&house, *run).await;
    }
    let takes = takes(&house, &id).await;
    let of = |run: &RunId| {
        let mut takes = takes.iter();
        seed_of(takes.find(|take| take.run == *run).unwrap()).unwrap()
    };
    let seeds: Vec<Value> = runs.iter().map(of).collect();
    assert_eq!(seeds[0], Value::Int(7));
    assert_ne!(seeds[1], seeds[2]);
    assert_eq!(
        param(&house, &id, 1, "seed").await,
        None,
        "no run of its own"
    );
}

#[tokio::test]
async fn a_run_to_a_node_that_reads_the_take_in_use_draws_nothing() {
    let house = House::new().await;
    let more = [
        node(4, "take.pick", &[("which", choice("active"))]),
        wire(3, "file", 4, "file"),
    ];
    let id = workflow(&house, "Chance", &[&chance()[..], &more].concat()).await;
    ran(&house, &id).await;
    let take = takes(&house, &id).await[0].key;
    let (mut tab, _) = Tab::enter(house.listen().await, &id, 9, None).await;
    let mut tx = tab.edit();
    tx.commands = vec![Command::SetTake {
        id: NodeId(3),
        take: Some(take),
    }];
    tab.submit(vec![tx]).await;
    tab.entries().await;
    let before = exported(&house, &id).await.document;
    let to_pick = json!({ "workflow": id, "nodes": [NodeId(4)] });
    let run: RunId = house.call("start_run", to_pick).await.json();
    let steps = ended(&house, run).await;
    assert_eq!(steps.keys().collect::<Vec<_>>(), [&NodeId(4)]);
    assert_eq!(exported(&house, &id).await.document, before);
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
        ("folder", text("summer")),
        ("pattern", text("*.png")),
    ];
    let id = workflow(
        &house,
        "Library",
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
