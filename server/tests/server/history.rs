//! The history of a workflow: what was done, what it was, and the way back.

use crate::support::{House, Tab};
use gesso_app::api::ApiError;
use gesso_graph::{Document, edit};
use gesso_sync::{Past, PersonName, Role, Tx, TxId};
use serde_json::json;

async fn past(house: &House, workflow: &str, before: Option<u64>, limit: u32) -> Past {
    let asked = json!({ "workflow": workflow, "before": before, "limit": limit });
    house.call("history", asked).await.json()
}

async fn at(house: &House, workflow: &str, seq: u64) -> Document {
    let asked = json!({ "workflow": workflow, "seq": seq });
    house.call("document_at", asked).await.json()
}

#[tokio::test]
async fn the_past_is_told_newest_first_and_in_parts() {
    let house = House::new().await;
    let card = house.create("Told").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    for _ in 0..5 {
        let edit = tab.edit();
        tab.submit(vec![edit]).await;
        tab.entries().await;
    }
    let newest = past(&house, &card.id, None, 2).await;
    let places = |past: &Past| past.steps.iter().map(|step| step.seq).collect::<Vec<_>>();
    assert_eq!((places(&newest), newest.last), (vec![5, 4], 5));
    assert!(newest.has_more());
    let step = &newest.steps[0];
    assert_eq!((step.label.as_str(), step.commands), ("Add a node", 1));
    assert_eq!(
        (step.person.0.as_str(), step.role),
        ("somebody", Role::Edit)
    );
    assert!(step.at_ms > 0);
    let older = past(&house, &card.id, Some(4), 500).await;
    assert_eq!(places(&older), [3, 2, 1]);
    assert!(!older.has_more());
}

#[tokio::test]
async fn one_can_go_back_to_any_moment_and_that_is_an_edit() {
    let house = House::new().await;
    let card = house.create("Back").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    for _ in 0..3 {
        let edit = tab.edit();
        tab.submit(vec![edit]).await;
        tab.entries().await;
    }
    assert_eq!(at(&house, &card.id, 0).await.nodes().len(), 0);
    let one = at(&house, &card.id, 1).await;
    assert_eq!(one.nodes().len(), 1);
    let now = at(&house, &card.id, 3).await;
    let template = tab.edit();
    let back = Tx {
        id: TxId {
            client: 1,
            number: 100,
        },
        label: "Go back".into(),
        commands: edit::restore(&now, &one),
        ..template
    };
    tab.submit(vec![back]).await;
    tab.entries().await;
    assert_eq!(at(&house, &card.id, 4).await, one);
    assert_eq!(at(&house, &card.id, 3).await, now);
    let house = house.restart().await;
    assert_eq!(at(&house, &card.id, 4).await, one, "also after a restart");
}

#[tokio::test]
async fn what_never_was_is_said_so() {
    let house = House::new().await;
    let card = house.create("Short").await;
    for (workflow, seq) in [(card.id.as_str(), 1), (&card.id, u64::MAX), ("nothing", 0)] {
        let asked = json!({ "workflow": workflow, "seq": seq });
        let answer = house.call("document_at", asked).await;
        let error: ApiError = serde_json::from_slice(&answer.body).unwrap();
        assert!(matches!(error, ApiError::NotFound(_)), "{error}");
    }
    assert_eq!(past(&house, &card.id, None, 10).await, Past::default());
    let asked = json!({ "workflow": "nothing", "before": null, "limit": 1 });
    assert!(!house.call("history", asked).await.status.is_success());
}

#[tokio::test]
async fn the_past_says_what_people_were_called_also_after_a_restart() {
    let house = House::new().await;
    let card = house.create("Named").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    let nameless = tab.edit();
    let named = Tx {
        name: Some(PersonName::new("Zoë").unwrap()),
        ..tab.edit()
    };
    for edit in [nameless, named] {
        tab.submit(vec![edit]).await;
        tab.entries().await;
    }
    let names = async |house: &House| {
        let past = past(house, &card.id, None, 5).await;
        let names = past
            .steps
            .into_iter()
            .map(|step| step.name.map(String::from));
        names.collect::<Vec<_>>()
    };
    let expected = [Some("Zoë".to_owned()), None];
    assert_eq!(names(&house).await, expected);
    let house = house.restart().await;
    assert_eq!(names(&house).await, expected);
}
