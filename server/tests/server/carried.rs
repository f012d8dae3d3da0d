//! Pictures that carry the workflow that made them: on their way out, and back in.

use crate::support::{House, Tab, picture};
use axum::http::StatusCode;
use gesso_app::api::WorkflowCard;
use gesso_media::native::{Format, attachment};
use gesso_sync::{ResultFile, RunEvent, RunId};
use serde_json::json;
use std::io::Cursor;

/// The postcard of the first visit, run; its card, the run and the saved file.
async fn postcard(house: &House) -> (WorkflowCard, RunId, ResultFile) {
    let found = json!({ "search": "postcard", "deleted": false });
    let card = house
        .call("workflows", found)
        .await
        .json::<Vec<WorkflowCard>>()
        .remove(0);
    let (run, file) = run(house, &card.id).await;
    (card, run, file)
}

async fn run(house: &House, workflow: &str) -> (RunId, ResultFile) {
    let all = json!({ "workflow": workflow, "nodes": null });
    let run: RunId = house.call("start_run", all).await.json();
    let lines = house.call("watch_run", json!({ "run": run })).await.text();
    let file = lines
        .lines()
        .find_map(|line| match serde_json::from_str(line).unwrap() {
            RunEvent::Step { result, .. } => result?.file,
            RunEvent::Run { .. } => None,
        });
    (run, file.expect("the postcard saves a file"))
}

fn address(file: &ResultFile, run: i64) -> String {
    format!("/artifact/{}?download=card.jpg&run={run}", file.hash)
}

fn text_in(picture: &[u8]) -> Option<String> {
    let text = attachment::read(&mut Cursor::new(picture), usize::MAX / 2).unwrap();
    text.map(|text| String::from_utf8(text).unwrap())
}

async fn exported(house: &House, workflow: &str) -> String {
    house
        .get(&format!("/workflow/{workflow}/file"))
        .await
        .text()
}

#[tokio::test]
async fn a_download_carries_the_workflow_and_the_same_picture() {
    let house = House::new().await;
    let (card, run, file) = postcard(&house).await;
    let plain = house
        .get(&format!("/artifact/{}?download=card.jpg", file.hash))
        .await;
    let with = house.get(&address(&file, run.0)).await;
    assert_eq!(with.status, StatusCode::OK, "{}", with.text());
    assert_eq!(with.header("content-type"), file.media_type);
    assert_eq!(with.header("content-length"), with.body.len().to_string());
    assert!(with.header("content-disposition").contains("card.jpg"));
    assert_eq!(text_in(&plain.body), None);
    assert_eq!(text_in(&with.body), Some(exported(&house, &card.id).await));
    let bare = attachment::remove(&mut Cursor::new(&with.body)).unwrap();
    let mut stripped = Vec::new();
    attachment::write(&mut Cursor::new(&with.body), &bare, &mut stripped).unwrap();
    assert!(stripped == plain.body, "nothing else is different");
}

#[tokio::test]
async fn the_workflow_is_the_one_that_was_run() {
    let house = House::new().await;
    let (card, first, file) = postcard(&house).await;
    let before = exported(&house, &card.id).await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 9, None).await;
    let edit = tab.edit();
    tab.submit(vec![edit]).await;
    tab.entries().await;
    let after = exported(&house, &card.id).await;
    assert_ne!(before, after);
    let (second, _) = run(&house, &card.id).await;
    for (run, expected) in [(first, before), (second, after)] {
        let with = house.get(&address(&file, run.0)).await;
        assert_eq!(text_in(&with.body), Some(expected));
    }
}

#[tokio::test]
async fn what_cannot_go_with_a_file_is_said() {
    let house = House::new().await;
    let (_, run, file) = postcard(&house).await;
    let unknown = house.get(&address(&file, 4711)).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("run"), "{}", unknown.text());
    let gone = format!("/artifact/{}?download=a.jpg&run={}", "0".repeat(64), run.0);
    assert_eq!(house.get(&gone).await.status, StatusCode::NOT_FOUND);
    let other = house.create("Other").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &other.id, 9, None).await;
    let edit = tab.edit();
    tab.submit(vec![edit]).await;
    tab.entries().await;
    let all = json!({ "workflow": other.id, "nodes": null });
    let strange: RunId = house.call("start_run", all).await.json();
    let refused = house.get(&address(&file, strange.0)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(
        refused.text().contains("did not make"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn an_uploaded_picture_gives_back_the_workflow_it_carries() {
    let house = House::new().await;
    let (card, run, file) = postcard(&house).await;
    let with = house.get(&address(&file, run.0)).await.body;
    let asset = house.uploaded("card.jpg", with).await;
    let text: Option<String> = house
        .call("workflow_in", json!({ "asset": asset.hash }))
        .await
        .json();
    let text = text.expect("it carries one");
    let imported: WorkflowCard = house
        .call("import_workflow", json!({ "text": text }))
        .await
        .json();
    assert_eq!((imported.name, imported.nodes), (card.name, card.nodes));
    let (_, again) = self::run(&house, &imported.id).await;
    assert_eq!(again.hash, file.hash, "it makes the same picture");
}

#[tokio::test]
async fn other_pictures_carry_no_workflow() {
    let house = House::new().await;
    let plain = picture(8, 8, Format::Png8);
    // As ComfyUI does it, with a check sum nobody asks for.
    let foreign = b"\0\0\0\x0btEXtworkflow\0{}\0\0\0\0";
    let foreign = [&plain[..33], foreign, &plain[33..]].concat();
    let spoiled = {
        let pieces = attachment::put(&mut Cursor::new(&plain), b"\xff\xfe").unwrap();
        let mut bytes = Vec::new();
        attachment::write(&mut Cursor::new(&plain), &pieces, &mut bytes).unwrap();
        bytes
    };
    for bytes in [plain, foreign, spoiled] {
        let asset = house.uploaded("a.png", bytes).await;
        let asked = json!({ "asset": asset.hash });
        let text: Option<String> = house.call("workflow_in", asked).await.json();
        assert_eq!(text, None);
    }
    for nobody in ["0".repeat(64), "../gesso.db".into()] {
        let asked = json!({ "asset": nobody });
        let text: Option<String> = house.call("workflow_in", asked).await.json();
        assert_eq!(text, None);
    }
}
