//! Messages as frames.

use crate::world::{add, set, shift, wire};
use gesso_graph::{ContentKey, Document, NodeId, apply_all};
use gesso_sync::{
    ClientMessage, Entry, Frame, MessageError, NotTaken, Person, PersonName, Present, Replica,
    ResultFile, Role, RunEvent, RunId, RunState, ServerMessage, StepResult, StepState, TooLarge,
    Tx, TxId, Welcome, WhyReload, limits,
};
use proptest::prelude::*;

fn tx(role: Role) -> Tx {
    Tx {
        id: TxId {
            client: u64::MAX,
            number: 1,
        },
        person: Person("ann".into()),
        name: None,
        label: "Move \"2\" nodes".into(),
        role,
        commands: vec![add(1), set(1, i64::MIN), shift(1, 0.1 + 0.2), wire(1, 2)],
    }
}

fn check_client(message: ClientMessage) {
    assert_eq!(ClientMessage::from_text(&message.to_text()), Ok(message));
}

fn read(frame: Frame) -> Result<ServerMessage, MessageError> {
    match frame {
        Frame::Text(text) => ServerMessage::from_text(&text),
        Frame::Bytes(bytes) => ServerMessage::from_bytes(&bytes),
    }
}

fn welcome() -> ServerMessage {
    let commands: Vec<_> = (1..40).map(add).chain([wire(1, 2)]).collect();
    ServerMessage::Welcome(Box::new(Welcome {
        seq: 7,
        snapshot: apply_all(&Document::default(), &commands).document,
        entries: vec![Entry {
            seq: 8,
            at_ms: 1,
            tx: tx(Role::Edit),
        }],
    }))
}

fn check_server(message: ServerMessage) {
    assert_eq!(read(message.to_frame()), Ok(message));
}

// S22
#[test]
fn what_a_client_says_comes_through() {
    let target = TxId {
        client: 1 << 60,
        number: 2,
    };
    let person = Person("ann".into());
    check_client(ClientMessage::Hello {
        rules_version: 1,
        person: person.clone(),
        name: None,
        have: Some(3),
    });
    let name = PersonName::new("Ann").ok();
    check_client(ClientMessage::Hello {
        rules_version: 1,
        person,
        name: name.clone(),
        have: None,
    });
    check_client(ClientMessage::Call { name });
    check_client(ClientMessage::Call { name: None });
    let txs = vec![
        tx(Role::Edit),
        tx(Role::Undo(target)),
        tx(Role::Redo(target)),
    ];
    check_client(ClientMessage::Submit { txs });
    check_client(ClientMessage::Digest {
        seq: 5,
        digest: "ab".into(),
    });
    check_client(ClientMessage::Ping);
}

// S22
#[test]
fn what_the_server_says_comes_through() {
    let entries = vec![Entry {
        seq: 1,
        at_ms: -5,
        tx: tx(Role::Edit),
    }];
    check_server(welcome());
    check_server(ServerMessage::Entries { entries });
    check_server(ServerMessage::Known {
        txs: vec![(
            TxId {
                client: 1,
                number: 2,
            },
            3,
        )],
    });
    let id = TxId {
        client: 1,
        number: 2,
    };
    check_server(ServerMessage::Refused {
        tx: id,
        reason: NotTaken::TooLarge(TooLarge::Commands(30_000)),
    });
    for reason in [
        WhyReload::Updated,
        WhyReload::Differs,
        WhyReload::Deleted,
        WhyReload::NotUnderstood,
    ] {
        check_server(ServerMessage::Reload { reason });
    }
    check_server(ServerMessage::People {
        tabs: 2,
        here: vec![Present {
            person: Person("ann".into()),
            name: PersonName::new("Ann").ok(),
        }],
    });
    check_server(ServerMessage::Name {
        name: "Poster".into(),
    });
    check_server(ServerMessage::Pong);
}

// S22
#[test]
fn news_of_a_run_come_through() {
    let file = ResultFile {
        hash: "ab".into(),
        name: "a.png".into(),
        media_type: "image/png".into(),
        bytes: 1 << 40,
    };
    let result = StepResult {
        key: ContentKey([7; 32]),
        size: Some((640, 480)),
        preview: Some("cd".into()),
        file: Some(file),
        values: vec![("Width".into(), "640".into())],
        notes: vec!["The font has no 和.".into()],
        items: None,
    };
    let states = [
        StepState::Queued,
        StepState::Running { progress: 0.3 },
        StepState::Cached,
        StepState::Done,
        StepState::Failed {
            message: "No.".into(),
        },
        StepState::Blocked {
            message: "Look there.".into(),
        },
        StepState::Cancelled,
    ];
    let step = |state| RunEvent::Step {
        run: RunId(-1),
        node: NodeId(5),
        state,
        result: Some(result.clone()),
    };
    let mut events: Vec<RunEvent> = states.into_iter().map(step).collect();
    events.push(RunEvent::Run {
        run: RunId(1),
        state: RunState::Failed,
    });
    check_server(ServerMessage::Run { events });
}

// S22
#[test]
fn a_message_over_the_limit_is_refused_unread() {
    let text = " ".repeat(limits::MESSAGE_BYTES + 1);
    let error = ClientMessage::from_text(&text).unwrap_err();
    assert!(matches!(error, MessageError::TooLarge { .. }));
    assert!(
        error
            .to_string()
            .ends_with("Make the change in smaller steps.")
    );
}

// S22
#[test]
fn a_document_goes_as_bytes_and_packed() {
    let Frame::Bytes(bytes) = welcome().to_frame() else {
        panic!("bytes")
    };
    let (length, _) = lz4_flex::block::uncompressed_size(&bytes).unwrap();
    assert!(bytes.len() < length / 3, "{} of {length}", bytes.len());
}

// S22
#[test]
fn a_document_that_breaks_a_rule_is_not_taken() {
    let json = br#"{"seq":0,"snapshot":{"nodes":5,"wires":[]},"entries":[]}"#;
    let error = ServerMessage::from_bytes(&lz4_flex::compress_prepend_size(json)).unwrap_err();
    assert!(error.to_string().ends_with("Reload the page."), "{error}");
}

// S22
#[test]
fn a_document_that_claims_to_be_huge_is_not_unpacked() {
    let bytes = u32::MAX.to_le_bytes();
    let error = ServerMessage::from_bytes(&bytes).unwrap_err();
    assert!(matches!(error, MessageError::TooLarge { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    // S22
    #[test]
    fn no_text_breaks_the_readers(text in ".{0,120}", cut in 0usize..500, noise in any::<char>()) {
        let _ = ClientMessage::from_text(&text);
        let _ = ServerMessage::from_text(&text);
        let _ = Replica::from_saved(Person("ann".into()), 1, &text);
        let mut message = ClientMessage::Submit { txs: vec![tx(Role::Edit)] }.to_text();
        message.truncate(message.floor_char_boundary(cut));
        let _ = ClientMessage::from_text(&message);
        message.push(noise);
        let _ = ClientMessage::from_text(&message);
    }

    // S22
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..60), at in any::<prop::sample::Index>(), noise in any::<u8>()) {
        let _ = ServerMessage::from_bytes(&bytes);
        let Frame::Bytes(mut packed) = welcome().to_frame() else { panic!("bytes") };
        let place = at.index(packed.len());
        packed[place] = noise;
        let _ = ServerMessage::from_bytes(&packed);
        packed.truncate(place);
        prop_assert!(ServerMessage::from_bytes(&packed).is_err());
    }
}

// S30
#[test]
fn a_reason_to_reload_that_a_page_does_not_know_is_one_all_the_same() {
    let text = r#"{"say":"reload","reason":"moved"}"#;
    let reload = ServerMessage::Reload {
        reason: WhyReload::Unknown,
    };
    assert_eq!(ServerMessage::from_text(text), Ok(reload));
}
