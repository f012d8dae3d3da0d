//! Runs through the server: started, watched, shown, downloaded, listed, found again after a restart.

use crate::support::{House, Tab};
use axum::http::StatusCode;
use gesso_app::api::{RunCard, WorkflowCard};
use gesso_media::native::{Limits, probe};
use gesso_sync::{ResultFile, RunEvent, RunId, RunState, ServerMessage, StepResult, StepState};
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

async fn postcard(house: &House) -> WorkflowCard {
    house
        .call(
            "workflows",
            json!({ "search": "postcard", "deleted": false }),
        )
        .await
        .json::<Vec<_>>()
        .remove(0)
}

async fn start(house: &House, workflow: &str) -> RunId {
    house
        .call("start_run", json!({ "workflow": workflow, "nodes": null }))
        .await
        .json()
}

/// Everything that is said of a run until it has ended.
async fn watched(house: &House, run: RunId) -> Vec<RunEvent> {
    let lines = house.call("watch_run", json!({ "run": run })).await;
    assert_eq!(lines.status, StatusCode::OK, "{}", lines.text());
    lines
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ended(events: &[RunEvent]) -> Option<RunState> {
    events.iter().rev().find_map(|event| match event {
        RunEvent::Run { state, .. } => Some(*state),
        RunEvent::Step { .. } => None,
    })
}

fn results(events: &[RunEvent]) -> Vec<StepResult> {
    let result = |event: &RunEvent| match event {
        RunEvent::Step {
            result,
            state: StepState::Done | StepState::Cached,
            ..
        } => result.clone(),
        _ => None,
    };
    events.iter().filter_map(result).collect()
}

fn file(events: &[RunEvent]) -> ResultFile {
    results(events)
        .into_iter()
        .find_map(|result| result.file)
        .expect("the postcard saves a file")
}

#[tokio::test]
async fn the_postcard_runs_and_its_file_can_be_downloaded() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let run = start(&house, &card.id).await;
    let events = watched(&house, run).await;
    assert_eq!(ended(&events), Some(RunState::Done), "{events:?}");
    let saved = file(&events);
    let answer = house
        .get(&format!("/artifact/{}?download={}", saved.hash, saved.name))
        .await;
    assert_eq!(answer.body.len() as u64, saved.bytes);
    assert_eq!(answer.header("content-type"), saved.media_type);
    assert!(
        answer.header("content-disposition").contains(&saved.name),
        "{}",
        answer.header("content-disposition")
    );
    assert!(answer.header("cache-control").contains("immutable"));
    probe(answer.body.as_slice(), &Limits::default()).unwrap();
    let shown = postcard(&house).await;
    let preview = shown.preview.expect("the gallery shows what was made");
    assert_eq!(
        house
            .get(&format!("/artifact/{preview}?w=256"))
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(shown.running, None);
}

#[tokio::test]
async fn a_result_can_be_looked_at_in_tiles() {
    let house = House::new().await;
    let run = start(&house, &postcard(&house).await.id).await;
    let events = watched(&house, run).await;
    let result = results(&events)
        .into_iter()
        .find(|result| result.size.is_some())
        .unwrap();
    let described: serde_json::Value = house.get(&format!("/picture/{}", result.key)).await.json();
    let (w, h) = result.size.unwrap();
    assert_eq!(
        (described["w"].as_u64(), described["h"].as_u64()),
        (Some(w.into()), Some(h.into()))
    );
    let last = described["levels"].as_u64().unwrap() - 1;
    for (level, expected) in [
        (0, (w.min(256), h.min(256))),
        (last, (w >> last, h >> last)),
    ] {
        let tile = house
            .get(&format!("/picture/{}/{level}/0/0", result.key))
            .await;
        assert_eq!(tile.header("content-type"), "image/png", "{}", tile.text());
        let size = probe(tile.body.as_slice(), &Limits::default()).unwrap();
        assert!(
            size.width.abs_diff(expected.0) <= 1 && size.height.abs_diff(expected.1) <= 1,
            "{level} {size:?}"
        );
    }
    for path in ["x", &"0".repeat(64), &format!("{}/0/9999/0", result.key)] {
        assert_eq!(
            house.get(&format!("/picture/{path}")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_screen_hears_of_the_run_and_a_late_one_gets_the_latest_also_after_a_restart() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let (mut early, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    let run = start(&house, &card.id).await;
    let done = |message: ServerMessage| match message {
        ServerMessage::Run { events } if ended(&events) == Some(RunState::Done) => Some(events),
        _ => None,
    };
    early.hear_of(done).await;
    let (mut late, _) = Tab::enter(house.listen().await, &card.id, 2, None).await;
    let told = late.hear_of(done).await;
    let saved = file(&told);
    let house = house.restart().await;
    let (mut later, _) = Tab::enter(house.listen().await, &card.id, 3, None).await;
    assert_eq!(file(&later.hear_of(done).await), saved);
    assert_eq!(
        file(&watched(&house, run).await),
        saved,
        "an ended run can be watched too"
    );
}

#[tokio::test]
async fn a_second_run_finds_everything_there_and_both_are_listed() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let first = start(&house, &card.id).await;
    watched(&house, first).await;
    let house = house.restart().await;
    let second = start(&house, &card.id).await;
    let events = watched(&house, second).await;
    assert_eq!(ended(&events), Some(RunState::Done));
    let runs: Vec<RunCard> = house
        .call("runs", json!({ "workflow": card.id }))
        .await
        .json();
    assert_eq!(
        runs.iter().map(|run| run.id).collect::<Vec<_>>(),
        [second, first]
    );
    assert!(
        runs.iter().all(|run| run.state == RunState::Done
            && run.target == "Everything"
            && run.failed == 0)
    );
    assert_eq!(
        (runs[0].done, runs[0].cached),
        (runs[0].total, runs[0].total),
        "nothing is made twice"
    );
    // Nothing was worked on, and what is found takes no time of its own.
    assert_eq!(runs[0].took_ms, None);
    assert!(runs[1].took_ms.is_some());
}

#[tokio::test]
async fn a_run_up_to_one_node_is_named_after_it() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let text = house
        .get(&format!("/workflow/{}/file", card.id))
        .await
        .text();
    let file = gesso_graph::WorkflowFile::from_json(&text).unwrap();
    let (load, _) = file
        .document
        .nodes()
        .iter()
        .find(|(_, node)| node.kind.as_str() == "image.load")
        .unwrap();
    let run = house
        .call("start_run", json!({ "workflow": card.id, "nodes": [load] }))
        .await
        .json::<RunId>();
    watched(&house, run).await;
    let runs: Vec<RunCard> = house
        .call("runs", json!({ "workflow": card.id }))
        .await
        .json();
    assert_eq!(runs[0].total, 1);
    assert_ne!(runs[0].target, "Everything");
}

#[tokio::test]
async fn an_empty_workflow_has_nothing_to_run() {
    let house = House::new().await;
    let card = house.create("Empty").await;
    let answer = house
        .call("start_run", json!({ "workflow": card.id, "nodes": null }))
        .await;
    assert!(
        answer.text().contains("There is nothing to run"),
        "{}",
        answer.text()
    );
    let deleted = house.create("Deleted").await;
    house
        .call("delete_workflow", json!({ "id": deleted.id }))
        .await;
    let answer = house
        .call(
            "start_run",
            json!({ "workflow": deleted.id, "nodes": null }),
        )
        .await;
    assert!(answer.text().contains("was deleted"), "{}", answer.text());
}

async fn database(house: &House) -> SqlitePool {
    let file = SqliteConnectOptions::new().filename(house.data().join("gesso.db"));
    SqlitePool::connect_with(file).await.unwrap()
}

async fn count(pool: &SqlitePool, rows: &'static str) -> i64 {
    sqlx::query_scalar(rows).fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn runs_go_with_their_workflow_thirty_days_after_it_was_deleted() {
    let mut house = House::new().await;
    let card = postcard(&house).await;
    let run = start(&house, &card.id).await;
    watched(&house, run).await;
    let pool = database(&house).await;
    let days_ago = "UPDATE workflows SET deleted_ms = (unixepoch() - ? * 86400) * 1000";
    for (days, left) in [(29, 1), (31, 0)] {
        sqlx::query(days_ago)
            .bind(days)
            .execute(&pool)
            .await
            .unwrap();
        house = house.restart().await;
        assert_eq!(
            count(
                &pool,
                "SELECT count(*) FROM workflows WHERE deleted_ms IS NOT NULL"
            )
            .await,
            left
        );
        assert_eq!(count(&pool, "SELECT count(*) FROM runs").await, left);
        let steps = count(&pool, "SELECT count(*) FROM steps").await;
        assert_eq!(steps > 0, left > 0);
    }
}

#[tokio::test]
async fn a_run_that_cannot_be_read_does_not_keep_the_server_from_starting() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let run = start(&house, &card.id).await;
    watched(&house, run).await;
    let pool = database(&house).await;
    let spoil = "UPDATE runs SET job = '[]', state = 'running', ended_ms = NULL";
    sqlx::query(spoil).execute(&pool).await.unwrap();
    sqlx::query("UPDATE outcomes SET outcome = '{}'")
        .execute(&pool)
        .await
        .unwrap();
    let house = house.restart().await;
    let failed = "SELECT count(*) FROM runs WHERE state = 'failed'";
    assert_eq!(count(&pool, failed).await, 1);
    let run = start(&house, &card.id).await;
    assert_eq!(ended(&watched(&house, run).await), Some(RunState::Done));
}
