//! Several screens on one workflow, over real websockets.

use crate::support::{House, Tab};
use gesso_graph::{Document, apply_to};
use gesso_sync::{ClientMessage, Person, PersonName, Seq, ServerMessage, Welcome};

/// The document that a greeting gives.
fn document(greeting: ServerMessage) -> (Seq, Document) {
    let ServerMessage::Welcome(welcome) = greeting else {
        panic!("a welcome, not {greeting:?}")
    };
    let Welcome {
        seq,
        snapshot: mut document,
        entries,
    } = *welcome;
    let last = entries.last().map_or(seq, |entry| entry.seq);
    for command in entries.iter().flat_map(|entry| &entry.tx.commands) {
        let _ = apply_to(&mut document, command);
    }
    (last, document)
}

#[tokio::test]
async fn two_screens_see_the_same_edits_in_the_same_order() {
    let house = House::new().await;
    let card = house.create("Shared").await;
    let address = house.listen().await;
    let (mut one, _) = Tab::enter(address, &card.id, 1, None).await;
    let (mut two, _) = Tab::enter(address, &card.id, 2, None).await;
    for _ in 0..5 {
        let (first, second) = (one.edit(), two.edit());
        one.submit(vec![first]).await;
        two.submit(vec![second]).await;
    }
    let mut seen = [Vec::new(), Vec::new()];
    for (tab, seen) in [&mut one, &mut two].into_iter().zip(&mut seen) {
        while seen.len() < 10 {
            seen.extend(tab.entries().await);
        }
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(
        seen[0].iter().map(|entry| entry.seq).collect::<Vec<_>>(),
        (1..=10).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_new_name_reaches_every_open_screen() {
    let house = House::new().await;
    let card = house.create("Before").await;
    let address = house.listen().await;
    let (mut tab, _) = Tab::enter(address, &card.id, 1, None).await;
    let renamed = serde_json::json!({ "id": card.id, "name": "  After " });
    house.call("rename_workflow", renamed).await.json::<()>();
    let name = |message| match message {
        ServerMessage::Name { name } => Some(name),
        _ => None,
    };
    assert_eq!(tab.hear_of(name).await, "After");
}

#[tokio::test]
async fn what_is_sent_again_is_known_and_stands_in_the_log_once() {
    let house = House::new().await;
    let card = house.create("Resent").await;
    let address = house.listen().await;
    let (mut tab, _) = Tab::enter(address, &card.id, 7, None).await;
    let edit = tab.edit();
    tab.submit(vec![edit.clone(), edit.clone()]).await;
    assert_eq!(tab.entries().await.len(), 1);
    let known = |message| match message {
        ServerMessage::Known { txs } => Some(txs),
        _ => None,
    };
    assert_eq!(tab.hear_of(known).await, [(edit.id, 1)]);
    drop(tab);
    let house = house.restart().await;
    let (mut tab, greeting) = Tab::enter(house.listen().await, &card.id, 7, None).await;
    assert_eq!(document(greeting).0, 1);
    tab.submit(vec![edit.clone()]).await;
    assert_eq!(
        tab.hear_of(known).await,
        [(edit.id, 1)],
        "also after a restart"
    );
}

#[tokio::test]
async fn an_acknowledged_edit_is_there_when_the_process_just_ends() {
    let house = House::new().await;
    let card = house.create("Durable").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    let edit = tab.edit();
    tab.submit(vec![edit]).await;
    tab.entries().await;
    // A copy of the folder as it is at this moment is what a killed process would leave behind.
    let copied = tempfile::tempdir().unwrap();
    for name in ["gesso.db", "gesso.db-wal"] {
        std::fs::copy(house.data().join(name), copied.path().join(name)).unwrap();
    }
    let other = House::with(|config| config.data = copied.path().to_owned()).await;
    let (_, greeting) = Tab::enter(other.listen().await, &card.id, 2, None).await;
    assert_eq!(document(greeting).1.nodes().len(), 1);
}

#[tokio::test]
async fn the_log_outlives_a_restart_and_recent_history_stays_history() {
    let house = House::new().await;
    let card = house.create("Long").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    let mut taken = 0;
    while taken < 1_300 {
        let edits: Vec<_> = (0..100).map(|_| tab.edit()).collect();
        tab.submit(edits).await;
        let mut heard = 0;
        while heard < 100 {
            heard += tab.entries().await.len();
        }
        taken += heard;
    }
    let house = house.restart().await;
    let address = house.listen().await;
    let (_, greeting) = Tab::enter(address, &card.id, 2, None).await;
    let ServerMessage::Welcome(welcome) = &greeting else {
        panic!("a welcome")
    };
    assert_eq!(welcome.entries.len(), 500);
    let (seq, document) = document(greeting);
    assert_eq!((seq, document.nodes().len()), (1_300, 1_300));
    let (_, greeting) = Tab::enter(address, &card.id, 1, Some(1_297)).await;
    let ServerMessage::Entries { entries } = greeting else {
        panic!("who was here only catches up")
    };
    assert_eq!(
        entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
        [1_298, 1_299, 1_300]
    );
}

#[tokio::test]
async fn everybody_hears_how_many_are_there_and_what_they_are_called() {
    let house = House::new().await;
    let card = house.create("Counted").await;
    let address = house.listen().await;
    let people = |wanted| {
        move |message| {
            matches!(message, ServerMessage::People { tabs, .. } if tabs == wanted).then_some(())
        }
    };
    let names = |message| match message {
        ServerMessage::People { here, .. } => Some(here.into_iter().map(|who| who.name).collect()),
        _ => None,
    };
    let (mut one, _) = Tab::enter(address, &card.id, 1, None).await;
    one.hear_of(people(1)).await;
    let (mut two, _) = Tab::enter(address, &card.id, 2, None).await;
    one.hear_of(people(2)).await;
    let name = PersonName::new("Ann").ok();
    two.say(&ClientMessage::Call { name: name.clone() }).await;
    let heard: Vec<Option<PersonName>> = one.hear_of(names).await;
    assert_eq!(heard, [name], "both tabs are one person's");
    drop(two);
    one.hear_of(people(1)).await;
}

#[tokio::test]
async fn a_screen_with_other_rules_or_another_copy_must_reload() {
    let house = House::new().await;
    let card = house.create("Strict").await;
    let address = house.listen().await;
    let mut old = Tab::open(address, &card.id, 1).await;
    old.say(&ClientMessage::Hello {
        rules_version: 0,
        person: Person("p".into()),
        name: None,
        have: None,
    })
    .await;
    assert!(matches!(
        old.hear().await,
        Some(ServerMessage::Reload { .. })
    ));
    let (mut astray, _) = Tab::enter(address, &card.id, 2, None).await;
    astray
        .say(&ClientMessage::Digest {
            seq: 0,
            digest: "something else".into(),
        })
        .await;
    astray
        .hear_of(|message| matches!(message, ServerMessage::Reload { .. }).then_some(()))
        .await;
}

#[tokio::test]
async fn what_is_not_understood_ends_the_conversation_with_words() {
    let house = House::new().await;
    let card = house.create("Rude").await;
    let address = house.listen().await;
    for text in ["", "hello", "{}", r#"{"say":"submit"}"#, "[]"] {
        let (mut tab, _) = Tab::enter(address, &card.id, 1, None).await;
        tab.say_text(text).await;
        tab.hear_of(|message| matches!(message, ServerMessage::Reload { .. }).then_some(()))
            .await;
        let mut silent = Tab::open(address, &card.id, 1).await;
        silent.say_text(text).await;
        assert!(
            matches!(silent.hear().await, Some(ServerMessage::Reload { .. })),
            "{text}"
        );
    }
    let (mut polite, _) = Tab::enter(address, &card.id, 2, None).await;
    polite.say(&ClientMessage::Ping).await;
    polite
        .hear_of(|message| matches!(message, ServerMessage::Pong).then_some(()))
        .await;
}

#[tokio::test]
async fn an_edit_that_is_too_large_is_refused_and_the_next_one_taken() {
    let house = House::new().await;
    let card = house.create("Large").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    let mut large = tab.edit();
    large.label = "x".repeat(10_000);
    let next = tab.edit();
    tab.submit(vec![large.clone(), next.clone()]).await;
    let refused = tab
        .hear_of(|message| match message {
            ServerMessage::Refused { tx, .. } => Some(tx),
            _ => None,
        })
        .await;
    assert_eq!(refused, large.id);
    let entries = tab.entries().await;
    assert_eq!((entries[0].seq, entries[0].tx.id), (1, next.id));
}

#[tokio::test]
async fn a_closing_server_lets_everybody_go() {
    let house = House::new().await;
    let card = house.create("Closing").await;
    let (mut tab, _) = Tab::enter(house.listen().await, &card.id, 1, None).await;
    house.server.close().await;
    while tab.hear().await.is_some() {}
}
