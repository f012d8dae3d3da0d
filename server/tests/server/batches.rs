//! Workflows over many files: what came of each is told, and all files come as one archive.

use crate::flow::{choice, events, node, start, text, wire, workflow};
use crate::support::{House, picture};
use axum::http::StatusCode;
use gesso_app::api::{QueueCard, RunCard, WorkflowCard};
use gesso_app::when;
use gesso_graph::{NodeId, Value, WorkflowFile};
use gesso_media::native::{Format, Limits, attachment, probe};
use gesso_sync::{Items, RunEvent, RunId, StepState};
use serde_json::json;

/// A workflow that saves files of these widths again, and its run, just begun.
async fn begun(house: &House, widths: &[u32]) -> RunId {
    let mut assets = Vec::new();
    for width in widths {
        let bytes = picture(*width, 8, Format::Png8);
        let card = house.uploaded(&format!("p{width}.png"), bytes).await;
        assets.push(card.asset_ref());
    }
    let commands = [
        node(
            1,
            "list.from_assets",
            &[("files", Value::Assets(assets.into()))],
        ),
        node(2, "image.load", &[]),
        node(
            3,
            "image.save",
            &[("format", choice("png8")), ("name", text("same"))],
        ),
        wire(1, "files", 2, "file"),
        wire(2, "image", 3, "image"),
    ];
    start(house, &workflow(house, "Batch", &commands).await).await
}

/// The same, ended.
async fn run(house: &House, widths: &[u32]) -> (RunId, Vec<RunEvent>) {
    let run = begun(house, widths).await;
    (run, events(house, run).await)
}

/// The names and the bytes of the files in an archive, as its directory says.
fn opened(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let short = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let word = |at: usize| short(at) + (short(at + 2) << 16);
    let end = archive.len() - 22;
    assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
    let mut at = word(end + 16);
    let mut files = Vec::new();
    for _ in 0..short(end + 10) {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        let (size, name, extra, local) =
            (word(at + 24), short(at + 28), short(at + 30), word(at + 42));
        let begin = local + 30 + short(local + 26) + short(local + 28);
        files.push((
            String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap(),
            archive[begin..begin + size].to_vec(),
        ));
        at += 46 + name + extra;
    }
    files
}

/// The day of the first file in an archive.
fn dated(archive: &[u8]) -> String {
    let date = u16::from_le_bytes([archive[12], archive[13]]);
    let (year, month, day) = (1980 + (date >> 9), (date >> 5) & 15, date & 31);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day it is, in universal time.
fn today() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap();
    let mut now = when::machine(i64::try_from(since.as_millis()).unwrap());
    now.truncate(10);
    now
}

#[tokio::test]
async fn what_came_of_every_file_is_told_and_all_come_as_one_archive() {
    let house = House::new().await;
    let before = today();
    let (run, events) = run(&house, &[20, 30, 40]).await;
    let items = events.iter().rev().find_map(|event| match event {
        RunEvent::Step {
            node: NodeId(3),
            state: StepState::Done,
            result: Some(result),
            ..
        } => result.items.clone(),
        _ => None,
    });
    let items = items.unwrap();
    assert_eq!((items.of, items.done, items.failed), (3, 3, 0));
    let answer = house.get(&format!("/run/{}/files.zip", run.0)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/zip");
    let days = before..=today();
    assert!(days.contains(&dated(&answer.body)), "{days:?}");
    let files = opened(&answer.body);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["same.png", "same-2.png", "same-3.png"]);
    for ((_, bytes), width) in files.iter().zip([20, 30, 40]) {
        let found = probe(bytes.as_slice(), &Limits::default()).unwrap();
        assert_eq!((found.width, found.height), (width, 8));
    }
    let carried = |bytes: &[u8]| {
        attachment::read(&mut std::io::Cursor::new(bytes), 1 << 24)
            .unwrap()
            .map(|text| WorkflowFile::from_json(&String::from_utf8(text).unwrap()).unwrap())
    };
    for (_, bytes) in &files {
        let workflow = carried(bytes).expect("each carries the workflow");
        assert_eq!(workflow.made.unwrap().inputs.len(), 3);
    }
    let bare = format!("/run/{}/files.zip?bare=true", run.0);
    for (_, bytes) in opened(&house.get(&bare).await.body) {
        assert!(carried(&bytes).is_none());
    }
    let of_node = format!("/run/{}/files.zip?node={}", run.0, NodeId(3));
    assert_eq!(opened(&house.get(&of_node).await.body).len(), 3);
    let of_another = format!("/run/{}/files.zip?node={}", run.0, NodeId(2));
    assert_eq!(house.get(&of_another).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        house.get("/run/999/files.zip").await.status,
        StatusCode::NOT_FOUND
    );
}

/// What has come of the node that saves, as the end of a run tells it.
async fn saved(house: &House, run: RunId) -> Items {
    let mut events = events(house, run).await.into_iter().rev();
    let found = events.find_map(|event| match event {
        RunEvent::Step {
            node: NodeId(3),
            result: Some(result),
            ..
        } => result.items,
        _ => None,
    });
    found.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_goes_on_after_a_restart_and_makes_no_item_again() {
    let house = House::with(|config| config.workers = 1).await;
    let widths: Vec<u32> = (300..340).collect();
    let run = begun(&house, &widths).await;
    let line = async |house: &House| -> QueueCard { house.call("queue", json!({})).await.json() };
    let of_half = |card: &QueueCard| card.runs.first().is_none_or(|run| run.progress > 0.75);
    while !of_half(&line(&house).await) {
        tokio::task::yield_now().await;
    }
    let house = house.restart().await;
    let items = saved(&house, run).await;
    assert_eq!((items.of, items.done, items.failed), (40, 40, 0));
    // Three quarters of the whole are the two nodes before and a quarter of the files, as nothing else is worked on.
    assert!((5..40).contains(&items.found), "{}", items.found);
    assert!(line(&house).await.runs.is_empty());
    let again: RunId = house.call("run_again", json!({ "run": run })).await.json();
    assert_eq!(saved(&house, again).await.found, 40);
}

#[tokio::test]
async fn the_pictures_of_a_batch_come_on_one_sheet() {
    let house = House::new().await;
    let (run, _) = run(&house, &[20, 30, 40, 400]).await;
    let sheet = format!("/run/{}/sheet.png?node={}", run.0, NodeId(3));
    let answer = house.get(&sheet).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "image/png");
    let found = probe(answer.body.as_slice(), &Limits::default()).unwrap();
    assert_eq!((found.width, found.height), (356, 400));
    let of_another = format!("/run/{}/sheet.png?node={}", run.0, NodeId(1));
    assert_eq!(house.get(&of_another).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn all_items_are_told_with_what_went_wrong_and_how_many_there_are() {
    let house = House::new().await;
    let (run, _) = run(&house, &[20, 30, 40]).await;
    let wish = json!({ "run": run, "node": NodeId(3) });
    let items: Items = house.call("run_items", wish).await.json();
    let names = items.each.iter().map(|item| item.name.as_str());
    assert!(names.eq(["p20", "p30", "p40"]));
    let none = json!({ "run": run, "node": NodeId(1) });
    let none: Items = house.call("run_items", none).await.json();
    assert_eq!((none.of, none.each.len()), (0, 0));
    let gone = house
        .call("run_items", json!({ "run": 999, "node": NodeId(3) }))
        .await;
    assert!(gone.text().contains("run"), "{}", gone.text());
    let all = json!({ "search": "Batch", "deleted": false });
    let found: Vec<WorkflowCard> = house.call("workflows", all).await.json();
    let cards = json!({ "workflow": found[0].id });
    let cards: Vec<RunCard> = house.call("runs", cards).await.json();
    let card = &cards[0].batches[0];
    assert_eq!(
        (card.title.as_str(), card.of, card.done),
        ("Save image", 3, 3)
    );
}
