//! The line of all runs and the takes of nodes through the server, also after a restart.

use crate::support::House;
use axum::http::StatusCode;
use gesso_app::api::{QueueCard, RunCard, StepTime, WorkflowCard};
use gesso_graph::{NodeId, WorkflowFile};
use gesso_sync::{Priority, RunId, RunState, Take};
use serde_json::{Value, json};

async fn postcard(house: &House) -> WorkflowCard {
    let all = json!({ "search": "postcard", "deleted": false });
    let found: Vec<WorkflowCard> = house.call("workflows", all).await.json();
    found.into_iter().next().unwrap()
}

async fn saving(house: &House, workflow: &str) -> NodeId {
    let text = house
        .get(&format!("/workflow/{workflow}/file"))
        .await
        .text();
    let file = WorkflowFile::from_json(&text).unwrap();
    let mut nodes = file.document.nodes().iter();
    let (id, _) = nodes
        .find(|(_, node)| node.kind.as_str() == "image.save")
        .unwrap();
    *id
}

async fn start(house: &House, workflow: &str) -> RunId {
    let by = json!({ "person": "p-1", "name": "Zoë" });
    let wish = json!({ "workflow": workflow, "nodes": null, "by": by });
    house.call("start_run", wish).await.json()
}

async fn ended(house: &House, run: RunId) {
    house.call("watch_run", json!({ "run": run })).await;
}

async fn line(house: &House) -> QueueCard {
    house.call("queue", json!({})).await.json()
}

async fn wish(house: &House, wish: Value) {
    let answer = house.call("wish_queue", json!({ "wish": wish })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_is_paused_and_ordered_and_so_it_stays_after_a_restart() {
    let house = House::new().await;
    let card = postcard(&house).await;
    wish(&house, json!({ "want": "pause", "paused": true })).await;
    let (first, second) = (start(&house, &card.id).await, start(&house, &card.id).await);
    let both = line(&house).await;
    assert!(both.paused);
    let seen = &both.runs[0];
    assert_eq!((seen.id, seen.name.as_str()), (first, "Postcard"));
    assert_eq!(
        (seen.target.as_str(), seen.state),
        ("Everything", RunState::Queued)
    );
    let name = seen.by.as_ref().unwrap().name.as_ref().unwrap();
    assert_eq!(name.as_str(), "Zoë");
    wish(
        &house,
        json!({ "want": "move", "run": second, "before": first }),
    )
    .await;
    wish(
        &house,
        json!({ "want": "hold", "run": first, "held": true }),
    )
    .await;
    let house = house.restart().await;
    let after = line(&house).await;
    let ids: Vec<RunId> = after.runs.iter().map(|run| run.id).collect();
    assert_eq!(ids, [second, first]);
    assert!(after.paused && after.runs[1].place.held && !after.runs[0].place.held);
    wish(
        &house,
        json!({ "want": "prioritise", "run": first, "priority": "high" }),
    )
    .await;
    assert_eq!(line(&house).await.runs[0].place.priority, Priority::High);
    wish(&house, json!({ "want": "pause", "paused": false })).await;
    ended(&house, second).await;
    wish(
        &house,
        json!({ "want": "hold", "run": first, "held": false }),
    )
    .await;
    ended(&house, first).await;
    assert!(line(&house).await.runs.is_empty());
    let late = json!({ "wish": { "want": "hold", "run": first, "held": true } });
    let late = house.call("wish_queue", late).await;
    assert!(
        late.text().contains("has ended meanwhile"),
        "{}",
        late.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_run_again_and_tells_its_times() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let run = start(&house, &card.id).await;
    ended(&house, run).await;
    let times: Vec<StepTime> = house.call("run_times", json!({ "run": run })).await.json();
    assert!(times.len() > 2, "{times:?}");
    assert!(times.iter().all(|time| !time.title.is_empty()));
    let again: RunId = house
        .call("run_again", json!({ "run": run, "by": null }))
        .await
        .json();
    ended(&house, again).await;
    let runs: Vec<RunCard> = house
        .call("runs", json!({ "workflow": card.id }))
        .await
        .json();
    assert_eq!((runs[0].id, runs[0].cached), (again, runs[0].total));
    assert_eq!(runs[1].by.as_ref().unwrap().person.0, "p-1");
    let none = house.call("run_times", json!({ "run": 999 })).await;
    assert!(none.text().contains("not_found"), "{}", none.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn takes_are_listed_starred_removed_and_brought_back() {
    let house = House::new().await;
    let card = postcard(&house).await;
    let node = saving(&house, &card.id).await;
    let run = start(&house, &card.id).await;
    ended(&house, run).await;
    let house = house.restart().await;
    let list = async || -> Vec<Take> {
        let whose = json!({ "workflow": card.id, "node": node });
        house.call("takes", whose).await.json()
    };
    let takes = list().await;
    assert_eq!(takes.len(), 1);
    let take = &takes[0];
    assert_eq!(take.run, run);
    assert!(take.settings.len() > 2 && take.result.preview.is_some());
    let change = async |wish: &str| {
        let wish = json!({ "workflow": card.id, "node": node, "key": take.key, "wish": wish });
        house.call("wish_take", wish).await
    };
    change("star").await;
    assert!(list().await[0].starred);
    change("remove").await;
    assert!(list().await.is_empty());
    change("bring_back").await;
    assert_eq!(list().await.len(), 1);
    change("remove").await;
    let house = house.restart().await;
    let gone = json!({ "workflow": card.id, "node": node, "key": take.key, "wish": "bring_back" });
    let gone = house.call("wish_take", gone).await;
    assert!(
        gone.text().contains("not there any more"),
        "{}",
        gone.text()
    );
}
