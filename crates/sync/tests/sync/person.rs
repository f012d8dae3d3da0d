//! What people are called.

use crate::world::add;
use gesso_graph::Document;
use gesso_sync::{
    ClientMessage, NameError, Person, PersonName, Present, Replica, ServerMessage, Tx, Welcome,
    limits, who_is_here,
};

fn ready() -> Replica {
    let mut replica = Replica::new(Person("ann".into()), 1);
    replica.connected();
    replica.outgoing();
    replica.receive(ServerMessage::Welcome(Box::new(Welcome {
        seq: 0,
        snapshot: Document::default(),
        entries: Vec::new(),
    })));
    replica
}

fn sent(replica: &mut Replica) -> Vec<Tx> {
    let txs = |message| match message {
        ClientMessage::Submit { txs } => txs,
        _ => Vec::new(),
    };
    replica.outgoing().into_iter().flat_map(txs).collect()
}

// S28
#[test]
fn a_name_is_one_line_that_can_be_seen_and_is_not_too_long() {
    let longest = "ü".repeat(limits::PERSON_NAME);
    for (text, called) in [
        ("Ann", Ok("Ann")),
        ("  Zoë Ångström ", Ok("Zoë Ångström")),
        ("安", Ok("安")),
        (&*longest, Ok(&*longest)),
        ("", Err(NameError::Empty)),
        (" \t", Err(NameError::Empty)),
        (
            &format!("{longest}u"),
            Err(NameError::TooLong(limits::PERSON_NAME + 1)),
        ),
        ("Ann\nBen", Err(NameError::Invisible)),
        ("Ann\u{202e}neB", Err(NameError::Invisible)),
        ("An\u{200b}n", Err(NameError::Invisible)),
        ("Ann\u{0}", Err(NameError::Invisible)),
    ] {
        let name = PersonName::new(text);
        assert_eq!(
            name.as_ref().map(PersonName::as_str).map_err(|e| *e),
            called,
            "{text:?}"
        );
    }
}

// S28
#[test]
fn edits_carry_the_name_they_were_made_under() {
    let mut replica = ready();
    replica.commit("one", vec![add(1)]).unwrap();
    replica.call(Some(PersonName::new("Ann").unwrap()));
    replica.commit("two", vec![add(2)]).unwrap();
    replica.call(None);
    replica.undo().unwrap();
    let names: Vec<Option<String>> = sent(&mut replica)
        .into_iter()
        .map(|tx| tx.name.map(String::from))
        .collect();
    assert_eq!(names, [None, Some("Ann".to_owned()), None]);
}

// S28
#[test]
fn a_message_with_a_name_that_is_none_is_not_read() {
    let mut replica = ready();
    replica.call(Some(PersonName::new("Ann").unwrap()));
    replica.commit("one", vec![add(1)]).unwrap();
    let text = ClientMessage::Submit {
        txs: sent(&mut replica),
    }
    .to_text();
    assert!(ClientMessage::from_text(&text).is_ok());
    let turned = text.replace("\"Ann\"", "\"Ann\\u202e\"");
    assert!(ClientMessage::from_text(&turned).is_err());
    let long = "n".repeat(limits::PERSON_NAME + 1);
    assert!(ClientMessage::from_text(&text.replace("Ann", &long)).is_err());
}

fn tab(person: &str, name: &str) -> Present {
    Present {
        person: Person(person.into()),
        name: PersonName::new(name).ok(),
    }
}

// S29
#[test]
fn a_tab_says_its_name_when_it_comes_and_when_it_changes() {
    let mut replica = Replica::new(Person("ann".into()), 1);
    replica.call(PersonName::new("Ann").ok());
    replica.connected();
    let hello = replica.outgoing();
    assert!(
        matches!(&hello[..], [ClientMessage::Hello { name: Some(name), .. }] if name.as_str() == "Ann")
    );
    replica.receive(ServerMessage::Welcome(Box::new(Welcome {
        seq: 0,
        snapshot: Document::default(),
        entries: Vec::new(),
    })));
    assert_eq!(replica.outgoing(), []);
    replica.call(None);
    assert_eq!(replica.outgoing(), [ClientMessage::Call { name: None }]);
    assert_eq!(replica.outgoing(), []);
    // Without a connection there is nobody to tell; the next hello says it.
    replica.disconnected();
    replica.call(PersonName::new("Anna").ok());
    assert_eq!(replica.outgoing(), []);
    replica.connected();
    let hello = replica.outgoing();
    assert!(
        matches!(&hello[..], [ClientMessage::Hello { name: Some(name), .. }] if name.as_str() == "Anna")
    );
}

// S29
#[test]
fn each_person_is_here_once() {
    let (ann, ben) = (tab("a", "Ann"), tab("b", ""));
    let tabs = [ann.clone(), ben.clone(), ann.clone()];
    assert_eq!(who_is_here(&tabs), [ann, ben]);
    let many: Vec<Present> = (0..limits::PEOPLE + 1)
        .map(|number| tab(&number.to_string(), "Somebody"))
        .collect();
    assert_eq!(who_is_here(&many), many[..limits::PEOPLE]);
}
