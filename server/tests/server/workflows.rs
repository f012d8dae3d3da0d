//! The gallery's list: what the server functions do.

use crate::support::{House, Tab};
use axum::http::StatusCode;
use gesso_app::api::{ApiError, IMPORT_BYTES, TemplateCard, WorkflowCard};
use gesso_graph::{
    Command, Document, GraphId, Note, NoteId, Point, Size, Value, WorkflowFile, apply_all,
};
use gesso_sync::{ServerMessage, WhyReload};
use serde_json::json;

async fn listed(house: &House, search: &str, deleted: bool) -> Vec<String> {
    let cards = house
        .call("workflows", json!({ "search": search, "deleted": deleted }))
        .await;
    cards
        .json::<Vec<WorkflowCard>>()
        .into_iter()
        .map(|card| card.name)
        .collect()
}

async fn exported(house: &House, id: &str) -> WorkflowFile {
    WorkflowFile::from_json(&house.get(&format!("/workflow/{id}/file")).await.text()).unwrap()
}

fn error(answer: &crate::support::Answer) -> ApiError {
    assert!(!answer.status.is_success(), "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn a_workflow_file_of_many_megabytes_is_imported_and_a_larger_one_refused_in_words() {
    let house = House::new().await;
    let commands: Vec<Command> = (0..100)
        .map(|id| Command::AddNote {
            id: NoteId(id),
            note: Note {
                text: "n".repeat(60 * 1024).into(),
                position: Point::default(),
                size: Size::new(100., 100.),
                graph: GraphId::ROOT,
            },
        })
        .collect();
    let document = apply_all(&Document::default(), &commands).document;
    let file = WorkflowFile::new("Notes", document);
    let text = file.to_json();
    assert!(text.len() > 5 * 1024 * 1024);
    let card: WorkflowCard = house
        .call("import_workflow", json!({ "text": text }))
        .await
        .json();
    assert_eq!(exported(&house, &card.id).await.document, file.document);

    let refused = house
        .call(
            "import_workflow",
            json!({ "text": "x".repeat(2 * IMPORT_BYTES) }),
        )
        .await;
    assert!(matches!(error(&refused), ApiError::Refused(_)));
}

#[tokio::test]
async fn the_first_visit_finds_the_postcard_with_its_photo() {
    let house = House::new().await;
    let cards: Vec<WorkflowCard> = house
        .call("workflows", json!({ "search": "", "deleted": false }))
        .await
        .json();
    assert_eq!(
        cards
            .iter()
            .map(|card| card.name.as_str())
            .collect::<Vec<_>>(),
        ["Postcard"]
    );
    let file = exported(&house, &cards[0].id).await;
    assert_eq!(file.document.nodes().len(), cards[0].nodes as usize);
    let mut values = file
        .document
        .nodes()
        .values()
        .flat_map(|node| node.params.values());
    let hash = values.find_map(|value| match value {
        Value::Asset(asset) => Some(asset.hash.to_string()),
        _ => None,
    });
    let photo = house
        .get(&format!(
            "/asset/{}",
            hash.expect("the postcard has a photo")
        ))
        .await;
    assert_eq!(
        (photo.status, photo.header("content-type")),
        (StatusCode::OK, "image/jpeg")
    );
}

#[tokio::test]
async fn the_postcard_does_not_come_back_when_it_was_deleted() {
    let house = House::new().await;
    let cards: Vec<WorkflowCard> = house
        .call("workflows", json!({ "search": "", "deleted": false }))
        .await
        .json();
    house
        .call("delete_workflow", json!({ "id": cards[0].id }))
        .await
        .json::<()>();
    let house = house.restart().await;
    assert!(listed(&house, "", false).await.is_empty());
}

#[tokio::test]
async fn workflows_are_made_found_renamed_deleted_and_restored() {
    let house = House::new().await;
    let card = house.create("  Über   den Wolken ").await;
    assert_eq!(card.name, "Über den Wolken");
    assert_eq!(listed(&house, "ÜBER", false).await, ["Über den Wolken"]);
    house
        .call(
            "rename_workflow",
            json!({ "id": card.id, "name": "Clouds" }),
        )
        .await
        .json::<()>();
    assert_eq!(listed(&house, "", false).await, ["Clouds", "Postcard"]);
    house
        .call("delete_workflow", json!({ "id": card.id }))
        .await
        .json::<()>();
    assert_eq!(listed(&house, "", false).await, ["Postcard"]);
    assert_eq!(listed(&house, "", true).await, ["Clouds"]);
    house
        .call("restore_workflow", json!({ "id": card.id }))
        .await
        .json::<()>();
    assert_eq!(listed(&house, "cloud", false).await, ["Clouds"]);
}

#[tokio::test]
async fn a_name_must_be_one() {
    let house = House::new().await;
    for name in ["", "   ", &"x".repeat(121)] {
        let answer = house.call("create_workflow", json!({ "name": name })).await;
        assert!(matches!(error(&answer), ApiError::Refused(_)), "{name:?}");
    }
    house.create(&"ü".repeat(120)).await;
}

#[tokio::test]
async fn what_does_not_exist_is_said_so() {
    let house = House::new().await;
    for (function, arguments) in [
        ("workflow", json!({ "id": "nothing" })),
        ("rename_workflow", json!({ "id": "nothing", "name": "New" })),
        ("duplicate_workflow", json!({ "id": "nothing" })),
        ("delete_workflow", json!({ "id": "nothing" })),
        ("restore_workflow", json!({ "id": "nothing" })),
        ("runs", json!({ "workflow": "nothing" })),
        ("start_run", json!({ "workflow": "nothing", "nodes": null })),
        ("cancel_run", json!({ "run": 99 })),
        ("watch_run", json!({ "run": 99 })),
        ("create_from_template", json!({ "template": "nothing" })),
    ] {
        let answer = house.call(function, arguments).await;
        assert!(
            matches!(error(&answer), ApiError::NotFound(_)),
            "{function}: {}",
            answer.text()
        );
    }
    assert_eq!(
        house.get("/workflow/nothing/file").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_template_makes_a_workflow() {
    let house = House::new().await;
    let templates: Vec<TemplateCard> = house.call("templates", json!({})).await.json();
    assert!(templates.len() >= 3);
    for template in templates {
        let made = house
            .call("create_from_template", json!({ "template": template.id }))
            .await;
        let made: WorkflowCard = made.json();
        assert_eq!(made.name, template.title);
        assert!(made.nodes > 0);
    }
}

#[tokio::test]
async fn a_workflow_goes_out_as_a_file_and_comes_in_again() {
    let house = House::new().await;
    let made = house
        .call("create_from_template", json!({ "template": "poster" }))
        .await
        .json::<WorkflowCard>();
    let answer = house.get(&format!("/workflow/{}/file", made.id)).await;
    assert!(answer.header("content-disposition").contains(".gesso.json"));
    let back: WorkflowCard = house
        .call("import_workflow", json!({ "text": answer.text() }))
        .await
        .json();
    assert_ne!(back.id, made.id);
    assert_eq!(
        exported(&house, &back.id).await,
        exported(&house, &made.id).await
    );
    for text in ["", "{}", "[1, 2", r#"{"gesso_workflow": 99}"#] {
        let answer = house.call("import_workflow", json!({ "text": text })).await;
        assert!(
            matches!(error(&answer), ApiError::Refused(_)),
            "{text}: {}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn a_copy_has_the_document_as_it_is_now_and_goes_its_own_way() {
    let house = House::new().await;
    let original = house.create("Original").await;
    let address = house.listen().await;
    let (mut tab, _) = Tab::enter(address, &original.id, 1, None).await;
    let edit = tab.edit();
    tab.submit(vec![edit]).await;
    tab.entries().await;
    let copy: WorkflowCard = house
        .call("duplicate_workflow", json!({ "id": original.id }))
        .await
        .json();
    assert_eq!((copy.name.as_str(), copy.nodes), ("Original copy", 1));
    let edit = tab.edit();
    tab.submit(vec![edit]).await;
    tab.entries().await;
    assert_eq!(exported(&house, &copy.id).await.document.nodes().len(), 1);
    assert_eq!(
        exported(&house, &original.id).await.document.nodes().len(),
        2
    );
}

#[tokio::test]
async fn who_has_a_deleted_workflow_open_is_told() {
    let house = House::new().await;
    let card = house.create("Short-lived").await;
    let address = house.listen().await;
    let (mut tab, _) = Tab::enter(address, &card.id, 1, None).await;
    house
        .call("delete_workflow", json!({ "id": card.id }))
        .await
        .json::<()>();
    let reason = tab
        .hear_of(|message| match message {
            ServerMessage::Reload { reason } => Some(reason),
            _ => None,
        })
        .await;
    assert_eq!(reason, WhyReload::Deleted);
    assert!(tab.hear().await.is_none());
    let (_, greeting) = Tab::enter(address, &card.id, 1, None).await;
    assert!(matches!(greeting, ServerMessage::Reload { .. }));
    house
        .call("restore_workflow", json!({ "id": card.id }))
        .await
        .json::<()>();
    let (_, greeting) = Tab::enter(address, &card.id, 1, None).await;
    assert!(matches!(greeting, ServerMessage::Welcome(_)));
}
