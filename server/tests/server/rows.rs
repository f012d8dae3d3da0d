//! Runs over a table of values: every row is a run of its own, called after its row, or nothing runs and the cell is named.

use crate::flow::{self, choice, exported, node, wire};
use crate::support::{House, Tab, picture};
use axum::http::StatusCode;
use gesso_app::api::{QueueCard, RunCard, WorkflowCard};
use gesso_graph::{Command, Name, NodeId, Value as Stored, WorkflowFile};
use gesso_media::native::{Format, attachment};
use gesso_sync::{RunId, RunState, StepResult, Take};
use serde_json::{Value, json};
use std::cmp::Reverse;

/// A picture that is loaded, softened and saved, as a workflow of this house.
async fn workflow(house: &House) -> String {
    let card = house
        .uploaded("cat.png", picture(24, 16, Format::Png8))
        .await;
    let commands = [
        node(
            1,
            "image.load",
            &[("file", Stored::Asset(card.asset_ref()))],
        ),
        node(2, "filter.blur", &[("sigma", Stored::Float(2.0))]),
        node(3, "image.save", &[("format", choice("png8"))]),
        wire(1, "image", 2, "image"),
        wire(2, "image", 3, "image"),
    ];
    flow::workflow(house, "Rows", &commands).await
}

fn column(node: u64, param: &str) -> Value {
    json!({ "node": NodeId(node), "param": param })
}

fn row(name: &str, cells: &[&str]) -> Value {
    json!({ "name": name, "cells": cells })
}

async fn start(house: &House, workflow: &str, columns: Value, rows: Value) -> Vec<RunId> {
    let table = json!({ "columns": columns, "rows": rows });
    let wish = json!({ "workflow": workflow, "table": table });
    let answer = house.call("start_runs", wish).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn refusal(house: &House, workflow: &str, columns: Value, rows: Value) -> String {
    let table = json!({ "columns": columns, "rows": rows });
    let wish = json!({ "workflow": workflow, "table": table });
    let answer = house.call("start_runs", wish).await;
    assert_ne!(answer.status, StatusCode::OK);
    let queue: QueueCard = house.call("queue", json!({})).await.json();
    assert!(queue.runs.is_empty(), "nothing runs");
    answer.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_a_run_with_its_values_called_after_it() {
    let house = House::new().await;
    let id = workflow(&house).await;
    let large = house
        .uploaded("large.png", picture(80, 60, Format::Png8))
        .await;
    let wish = json!({ "want": "pause", "paused": true });
    house.call("wish_queue", json!({ "wish": wish })).await;
    let columns = json!([column(2, "sigma"), column(1, "file"), column(3, "format")]);
    let rows = json!([
        row("soft", &["8,5"]),
        row("", &["0", "large.png", "JPEG"]),
        row(" ", &[]),
    ]);
    let runs = start(&house, &id, columns, rows).await;
    let queue: QueueCard = house.call("queue", json!({})).await.json();
    let names: Vec<_> = queue.runs.iter().map(|run| run.row.as_deref()).collect();
    assert_eq!(
        names,
        [Some("soft"), Some("0, large.png, JPEG"), Some("Row 3")]
    );
    // The names survive a restart, as the line does.
    let house = house.restart().await;
    let wish = json!({ "want": "pause", "paused": false });
    house.call("wish_queue", json!({ "wish": wish })).await;
    for run in &runs {
        house.call("watch_run", json!({ "run": run })).await;
    }
    let cards: Vec<RunCard> = house.call("runs", json!({ "workflow": id })).await.json();
    let told: Vec<_> = cards
        .iter()
        .map(|card| (card.name.as_deref(), card.state))
        .collect();
    let done = RunState::Done;
    let expected = [
        (Some("Row 3"), done),
        (Some("0, large.png, JPEG"), done),
        (Some("soft"), done),
    ];
    assert_eq!(told, expected);
    let mut made: Vec<StepResult> = Vec::new();
    for run in &runs {
        let lines = house.call("watch_run", json!({ "run": run })).await.text();
        let results = lines.lines().filter_map(|line| {
            let event: Value = serde_json::from_str(line).unwrap();
            let is_saved = event["node"] == json!(NodeId(3));
            is_saved.then(|| serde_json::from_value(event["result"].clone()).unwrap())
        });
        made.extend(results);
    }
    let sizes: Vec<_> = made.iter().map(|result| result.size.unwrap()).collect();
    assert_eq!(sizes, [(24, 16), (80, 60), (24, 16)]);
    let hashes: Vec<&str> = made
        .iter()
        .map(|it| it.file.as_ref().unwrap().hash.as_str())
        .collect();
    assert!(hashes[0] != hashes[2], "softened otherwise");
    assert!(made[1].file.as_ref().unwrap().name.ends_with(".jpg"));
    assert_eq!(large.width, 80);
    let file = made[0].file.as_ref().unwrap();
    let address = format!("/artifact/{}?download=a.png&run={}", file.hash, runs[0].0);
    let given = house.get(&address).await.body;
    let carried = attachment::read(&mut std::io::Cursor::new(given), usize::MAX / 2).unwrap();
    let carried = String::from_utf8(carried.unwrap()).unwrap();
    let carried = WorkflowFile::from_json(&carried).unwrap().document;
    assert_eq!(
        carried.nodes()[&NodeId(2)].params["sigma"],
        Stored::Float(8.5),
        "the picture of a row carries the values of the row"
    );
    let file = exported(&house, &id).await;
    let blur = &file.document.nodes()[&NodeId(2)];
    assert_eq!(blur.params[&Name::from("sigma")], Stored::Float(2.0));
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_named_by_row_and_column_and_nothing_runs() {
    let house = House::with(|config| {
        config.row_limit = 3;
        config.row_bytes_limit = 1024;
    })
    .await;
    let id = workflow(&house).await;
    let sigma = || json!([column(2, "sigma")]);
    let both = || json!([column(2, "sigma"), column(1, "file")]);
    let long = "x".repeat(1100);
    let cases = [
        (sigma(), json!([]), "The table has no rows"),
        (
            sigma(),
            json!(vec![row("", &["1"]); 4]),
            "4 rows; this server takes 3",
        ),
        (sigma(), json!([row(&long, &["1"])]), "larger than 1 KB"),
        (
            json!([column(2, "sigmas")]),
            json!([row("", &["1"])]),
            "column 1",
        ),
        (
            json!([column(9, "sigma")]),
            json!([row("", &["1"])]),
            "column 1",
        ),
        (
            json!([column(2, "sigma"), column(2, "sigma")]),
            json!([row("", &[])]),
            "Column 2",
        ),
        (
            sigma(),
            json!([row("", &["1", "2"])]),
            "Row 1 has more values",
        ),
        (
            sigma(),
            json!([row("", &["1"]), row("", &["soft"])]),
            "Row 2, Blur · Sigma: Write a number.",
        ),
        (
            sigma(),
            json!([row("", &["-1"])]),
            "Row 1, Blur · Sigma: Write a number from 0",
        ),
        (
            both(),
            json!([row("", &["", "dog.png"])]),
            "no uploaded file “dog.png”",
        ),
    ];
    for (columns, rows, expected) in cases {
        let said = refusal(&house, &id, columns, rows).await;
        assert!(said.contains(expected), "{said}, not {expected}");
    }
}

#[tokio::test]
async fn more_rows_than_there_is_room_for_in_the_line_are_refused_as_a_whole() {
    let house = House::with(|config| config.row_limit = 600).await;
    let id = workflow(&house).await;
    let rows = json!(vec![row("", &["1"]); 501]);
    let said = refusal(&house, &id, json!([column(2, "sigma")]), rows).await;
    assert!(said.contains("under way already"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_take_is_the_picture_in_the_gallery() {
    let house = House::new().await;
    let id = workflow(&house).await;
    let columns = json!([column(2, "sigma")]);
    let rows = json!([row("sharp", &["0"]), row("soft", &["9"])]);
    for run in start(&house, &id, columns, rows).await {
        house.call("watch_run", json!({ "run": run })).await;
    }
    let whose = json!({ "workflow": id, "node": NodeId(3) });
    let mut takes: Vec<Take> = house.call("takes", whose).await.json();
    // Both runs were at work at once, and the first may have ended last.
    takes.sort_by_key(|take| Reverse(take.run));
    let previews: Vec<_> = takes
        .iter()
        .map(|take| take.result.preview.clone())
        .collect();
    let shown = async |house: &House| {
        let found = house.call("workflow", json!({ "id": id })).await;
        found.json::<WorkflowCard>().preview
    };
    assert!(previews[0] != previews[1]);
    assert_eq!(shown(&house).await, previews[0], "of the newest run");
    let (mut tab, _) = Tab::enter(house.listen().await, &id, 9, None).await;
    for (take, expected) in [(Some(takes[1].key), &previews[1]), (None, &previews[0])] {
        let id = NodeId(3);
        let mut tx = tab.edit();
        tx.commands = vec![Command::SetTake { id, take }];
        tab.submit(vec![tx]).await;
        tab.entries().await;
        assert_eq!(&shown(&house).await, expected);
    }
}
