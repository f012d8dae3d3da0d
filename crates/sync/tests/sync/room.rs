//! The server's side: order, limits and greetings.

use crate::world::{add, set, shift};
use gesso_graph::{Command, Document, apply_all};
use gesso_sync::{
    Entry, NotTaken, Person, RULES_VERSION, Role, Room, RoomError, Seq, ServerMessage, Submitted,
    TooLarge, Tx, TxId, Welcome, limits,
};

fn tx(number: u64, commands: Vec<Command>) -> Tx {
    let id = TxId { client: 1, number };
    Tx {
        id,
        person: Person("ann".into()),
        name: None,
        label: "edit".into(),
        role: Role::Edit,
        commands,
    }
}

fn empty() -> Room {
    Room::open(Document::default(), 0, Vec::new()).unwrap()
}

fn submit(room: &mut Room, tx: Tx) -> Seq {
    let Submitted::Accepted(entry) = room.prepare(tx, 5) else {
        panic!("accepted")
    };
    room.commit(entry).unwrap();
    room.seq()
}

// S16
#[test]
fn preparing_changes_nothing_and_committing_goes_in_order() {
    let mut room = empty();
    let prepared = room.prepare(tx(1, vec![add(1)]), 7);
    let Submitted::Accepted(entry) = prepared else {
        panic!("accepted")
    };
    assert_eq!((entry.seq, entry.at_ms), (1, 7));
    assert_eq!((room.seq(), room.document().nodes().len()), (0, 0));
    room.commit(entry.clone()).unwrap();
    assert_eq!((room.seq(), room.document().nodes().len()), (1, 1));
    assert_eq!(
        room.commit(entry),
        Err(RoomError::OutOfOrder { last: 1, found: 1 })
    );
    let gap = Entry {
        seq: 5,
        at_ms: 0,
        tx: tx(5, Vec::new()),
    };
    assert!(Room::open(Document::default(), 0, vec![gap]).is_err());
}

// S17
#[test]
fn a_transaction_that_is_in_the_log_is_known_also_within_one_batch() {
    let mut room = empty();
    submit(&mut room, tx(1, vec![add(1)]));
    let again = [
        tx(1, vec![add(1)]),
        tx(2, vec![add(2)]),
        tx(2, vec![add(2)]),
        tx(3, Vec::new()),
    ];
    let places: Vec<Submitted> = room.prepare_all(again.to_vec(), 0);
    assert_eq!(places[0], Submitted::Known(1));
    assert!(matches!(&places[1], Submitted::Accepted(entry) if entry.seq == 2));
    assert_eq!(places[2], Submitted::Known(2));
    assert!(matches!(&places[3], Submitted::Accepted(entry) if entry.seq == 3));
}

// S17
#[test]
fn a_room_knows_the_entries_it_was_opened_with() {
    let entry = Entry {
        seq: 4,
        at_ms: 0,
        tx: tx(9, vec![add(1)]),
    };
    let room = Room::open(Document::default(), 3, vec![entry]).unwrap();
    assert_eq!(room.prepare(tx(9, vec![add(1)]), 0), Submitted::Known(4));
}

// S18
#[test]
fn what_is_too_large_is_refused_by_name_and_exactly_the_limit_is_taken() {
    let room = empty();
    let check = |tx: Tx, expected: Option<NotTaken>| match (room.prepare(tx, 0), expected) {
        (Submitted::Accepted(_), None) => {}
        (Submitted::Refused(reason), Some(expected)) => assert_eq!(reason, expected),
        (other, expected) => panic!("{other:?}, not {expected:?}"),
    };
    let many = |count| tx(1, vec![shift(1, 5.); count]);
    check(many(limits::TX_COMMANDS), None);
    check(
        many(limits::TX_COMMANDS + 1),
        Some(NotTaken::TooLarge(TooLarge::Commands(
            limits::TX_COMMANDS + 1,
        ))),
    );
    let text = "x".repeat(1024 * 1024);
    let title = Command::SetTitle {
        id: gesso_graph::NodeId(1),
        title: Some(text.as_str().into()),
    };
    check(
        tx(1, vec![title; 9]),
        Some(NotTaken::TooLarge(TooLarge::Bytes)),
    );
    let named = |label: usize, person: usize| Tx {
        label: "l".repeat(label),
        person: Person("p".repeat(person)),
        ..tx(1, Vec::new())
    };
    check(named(limits::LABEL_BYTES, limits::PERSON_BYTES), None);
    let long = Some(NotTaken::NameTooLong);
    check(named(limits::LABEL_BYTES + 1, 1), long);
    check(named(1, limits::PERSON_BYTES + 1), long);
}

// S19
#[test]
fn a_transaction_that_changes_nothing_is_logged() {
    let mut room = empty();
    assert_eq!(submit(&mut room, tx(1, vec![set(9, 1)])), 1);
    assert_eq!(room.document(), &Document::default());
}

// S20
#[test]
fn who_was_here_recently_gets_what_they_lack_and_others_everything() {
    let mut room = empty();
    let count = limits::RECENT_ENTRIES as u64 + 50;
    for number in 1..=count {
        submit(&mut room, tx(number, vec![add(number)]));
    }
    let ServerMessage::Entries { entries } = room.welcome(Some(count - 2)) else {
        panic!("entries")
    };
    assert_eq!(
        entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
        [count - 1, count]
    );
    assert_eq!(
        room.welcome(Some(count)),
        ServerMessage::Entries {
            entries: Vec::new()
        }
    );
    assert!(matches!(
        room.welcome(Some(50)),
        ServerMessage::Entries { .. }
    ));
    for have in [None, Some(49), Some(count + 1)] {
        let ServerMessage::Welcome(welcome) = room.welcome(have) else {
            panic!("welcome")
        };
        let Welcome {
            seq,
            snapshot,
            entries,
        } = *welcome;
        assert_eq!((seq, entries.len()), (50, limits::RECENT_ENTRIES));
        assert_eq!(snapshot.nodes().len(), 50);
        let commands: Vec<Command> = entries
            .into_iter()
            .flat_map(|entry| entry.tx.commands)
            .collect();
        assert_eq!(&apply_all(&snapshot, &commands).document, room.document());
    }
}

// S21
#[test]
fn who_speaks_other_rules_is_asked_to_reload() {
    let room = empty();
    assert!(matches!(
        room.greet(RULES_VERSION + 1, None),
        ServerMessage::Reload { .. }
    ));
    assert!(matches!(
        room.greet(RULES_VERSION, None),
        ServerMessage::Welcome(_)
    ));
}

// S17
#[test]
fn the_oldest_names_are_forgotten_and_left_to_the_store() {
    let mut room = empty();
    for number in 1..=limits::KNOWN_TXS as u64 + 1 {
        submit(&mut room, tx(number, Vec::new()));
    }
    assert!(matches!(
        room.prepare(tx(1, Vec::new()), 0),
        Submitted::Accepted(_)
    ));
    assert_eq!(room.prepare(tx(2, Vec::new()), 0), Submitted::Known(2));
}
