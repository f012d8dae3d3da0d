//! Pictures that carry the workflow that made them: on their way out, and back in.

use crate::flow::{choice, events, exported, node, start, wire, workflow};
use crate::support::{House, Tab, picture};
use axum::http::StatusCode;
use gesso_app::api::WorkflowCard;
use gesso_graph::{Command, NodeId, Value, WorkflowFile};
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
    let run = start(house, workflow).await;
    let mut events = events(house, run).await.into_iter();
    let file = events.find_map(|event| match event {
        RunEvent::Step { result, .. } => result?.file,
        RunEvent::Run { .. } => None,
    });
    (run, file.expect("it saves a file"))
}

fn address(file: &ResultFile, run: i64) -> String {
    format!("/artifact/{}?download=card.jpg&run={run}", file.hash)
}

fn text_in(picture: &[u8]) -> Option<String> {
    let text = attachment::read(&mut Cursor::new(picture), usize::MAX / 2).unwrap();
    text.map(|text| String::from_utf8(text).unwrap())
}

fn carried(picture: &[u8]) -> WorkflowFile {
    WorkflowFile::from_json(&text_in(picture).expect("it carries one")).unwrap()
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
    let workflow = carried(&with.body);
    let exported = exported(&house, &card.id).await;
    assert_eq!(
        (&workflow.name, &workflow.document),
        (&exported.name, &exported.document)
    );
    assert!(exported.made.is_none() && workflow.made.is_some());
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
    let (before_seq, after_seq) = (0, 1);
    for (run, expected, version) in [(first, before, before_seq), (second, after, after_seq)] {
        let with = house.get(&address(&file, run.0)).await;
        let carried = carried(&with.body);
        assert!(carried.document == expected.document);
        assert_eq!(carried.made.map(|made| made.version), Some(version));
    }
}

/// A picture loaded and saved in a format, as a workflow with a note; its id and the hash of the file it loads.
async fn copier(house: &House, format: &str, title: &str) -> (String, String) {
    let asset = house
        .uploaded("cat.png", picture(24, 16, Format::Png8))
        .await;
    let called = |id| Command::SetTitle {
        id: NodeId(id),
        title: Some(title.into()),
    };
    let commands = [
        node(
            1,
            "image.load",
            &[("file", Value::Asset(asset.asset_ref()))],
        ),
        node(2, "image.save", &[("format", choice(format))]),
        called(1),
        called(2),
        wire(1, "image", 2, "image"),
    ];
    (workflow(house, "Copier", &commands).await, asset.hash)
}

#[tokio::test]
async fn every_format_carries_the_version_and_the_hashes_of_what_was_read() {
    let house = House::new().await;
    for format in ["png8", "png16", "jpeg", "webp", "avif", "tiff16"] {
        let (workflow, hash) = copier(&house, format, "Copy").await;
        let (run, file) = run(&house, &workflow).await;
        let with = house.get(&address(&file, run.0)).await;
        let made = carried(&with.body).made.expect(format);
        let read: Vec<&str> = made.inputs.iter().map(|file| file.hash.as_str()).collect();
        assert_eq!(read, [hash.as_str()], "{format}");
        assert_eq!(&*made.inputs[0].name, "cat.png");
        let asset = house.uploaded("made", with.body).await;
        let asked = json!({ "asset": asset.hash });
        let text: Option<String> = house.call("workflow_in", asked).await.json();
        assert!(WorkflowFile::from_json(&text.expect(format)).is_ok());
    }
}

#[tokio::test]
async fn keys_in_texts_do_not_travel() {
    let house = House::new().await;
    let key = "sk-proj-4bcdEFGH1jklMNOP2rst";
    let title = format!("With {key}, see https://me:hidden@example.org/a?token=abc");
    let (workflow, _) = copier(&house, "jpeg", &title).await;
    let (run, file) = run(&house, &workflow).await;
    let with = house.get(&address(&file, run.0)).await;
    let text = text_in(&with.body).unwrap();
    for secret in [key, "hidden", "abc\""] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(text.contains("With …, see https://…@example.org/a?token=…"));
    assert!(text.contains("image.load"));
}

#[tokio::test]
async fn a_server_can_keep_all_workflows_to_itself() {
    let house = House::with(|config| config.bare_downloads = true).await;
    let (_, run, file) = postcard(&house).await;
    let given = house.get(&address(&file, run.0)).await;
    assert_eq!(given.status, StatusCode::OK);
    assert_eq!(text_in(&given.body), None);
    let all = house.get(&format!("/run/{}/files.zip", run.0)).await;
    let kept = |bytes: &[u8]| bytes.windows(14).any(|part| part == b"gesso_workflow");
    assert_eq!(all.status, StatusCode::OK);
    assert!(!kept(&all.body));
    let page = house.get("/").await.text();
    assert!(
        page.contains(r#"<meta name="gesso-bare-downloads""#),
        "{page}"
    );
    let open = House::new().await;
    let (_, run, _) = postcard(&open).await;
    let all = open.get(&format!("/run/{}/files.zip", run.0)).await;
    assert!(kept(&all.body));
    assert!(!open.get("/").await.text().contains("gesso-bare-downloads"));
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
    let strange = start(&house, &other.id).await;
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
