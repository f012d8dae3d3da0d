//! One tab and what it tells.

use crate::world::{World, add, param, remove, set, shift, wire};
use gesso_graph::{Document, GraphId, NodeId, Note, NoteId, Point, Size};
use gesso_sync::{
    ClientMessage, Effect, Entry, NotMade, NotTaken, Person, Present, Replica, Role, RunEvent,
    RunId, RunState, SavedError, ServerMessage, TooLarge, Tx, TxId, Welcome, WhyReload, limits,
};

fn tx(client: u64, number: u64, commands: Vec<gesso_graph::Command>) -> Tx {
    let id = TxId { client, number };
    Tx {
        id,
        person: Person("ben".into()),
        name: None,
        label: "edit".into(),
        role: Role::Edit,
        commands,
    }
}

fn welcome(seq: u64, snapshot: &Document) -> ServerMessage {
    ServerMessage::Welcome(Box::new(Welcome {
        seq,
        snapshot: snapshot.clone(),
        entries: Vec::new(),
    }))
}

fn ready() -> Replica {
    let mut replica = Replica::new(Person("ann".into()), 1);
    replica.connected();
    replica.outgoing();
    replica.receive(welcome(0, &Document::default()));
    replica
}

// S1
#[test]
fn an_edit_is_seen_at_once_and_waits_until_the_server_has_it() {
    let mut world = World::new(&["ann"]);
    world.edit(0, "Add Blur", &[add(1)]);
    assert_eq!(world.view(0).nodes().len(), 1);
    assert_eq!(world.tabs[0].replica.pending_count(), 1);
    world.settle();
    assert_eq!(world.tabs[0].replica.pending_count(), 0);
    assert_eq!(world.room.document().nodes().len(), 1);
}

// S1
#[test]
fn before_there_is_a_document_edits_are_not_taken() {
    let mut replica = Replica::new(Person("ann".into()), 1);
    assert!(!replica.is_ready());
    assert_eq!(
        replica.commit("Add Blur", vec![add(1)]),
        Err(NotMade::Nothing)
    );
    assert_eq!(
        replica.receive(ServerMessage::Entries {
            entries: Vec::new()
        }),
        []
    );
}

// S2
#[test]
fn an_edit_that_changes_nothing_is_no_transaction() {
    let mut replica = ready();
    assert!(replica.commit("Add Blur", vec![add(1)]).is_ok());
    assert_eq!(
        replica.commit("Move", vec![shift(1, 0.), shift(9, 5.)]),
        Err(NotMade::Nothing)
    );
    assert_eq!(replica.pending_count(), 1);
    assert_eq!(replica.can_undo(), Some("Add Blur"));
}

// S2
#[test]
fn only_the_commands_that_change_something_are_sent() {
    let mut replica = ready();
    replica.commit("Add Blur", vec![add(1)]).unwrap();
    replica
        .commit("Move 2 nodes", vec![shift(1, 0.), set(1, 3)])
        .unwrap();
    let [ClientMessage::Submit { txs }] = &replica.outgoing()[..] else {
        panic!("one submit")
    };
    assert_eq!(txs[1].commands, [set(1, 3)]);
}

// S5
#[test]
fn edits_that_wait_stand_on_top_of_what_others_did() {
    let mut world = World::new(&["ann", "ben"]);
    world.edit(0, "Add Blur", &[add(1)]);
    world.settle();
    world.cut(0);
    world.edit(0, "Set Sigma", &[set(1, 10)]);
    world.edit(1, "Set Sigma", &[set(1, 20), shift(1, 5.)]);
    world.settle();
    world.join(0);
    world.settle();
    world.assert_converged();
    assert_eq!(param(world.view(1), 1), Some(10));
    assert_eq!(world.view(0).nodes()[&NodeId(1)].position.x, 5.);
}

// S5
#[test]
fn a_wire_to_a_node_that_a_colleague_removed_is_gone_for_everybody() {
    let mut world = World::new(&["ann", "ben"]);
    world.edit(0, "Add 2 nodes", &[add(1), add(2)]);
    world.settle();
    world.edit(1, "Remove Blur", &[remove(2)]);
    world.edit(0, "Connect", &[wire(1, 2)]);
    world.send(1);
    world.serve(1);
    world.settle();
    world.assert_converged();
    assert!(world.room.document().wires().is_empty());
    assert_eq!(
        world.log.len(),
        3,
        "an edit that came too late is in the log all the same"
    );
}

// S6
#[test]
fn edits_made_offline_survive_a_reload_and_arrive_once() {
    let mut world = World::new(&["ann"]);
    world.edit(0, "Add Blur", &[add(1)]);
    world.settle();
    world.cut(0);
    let names = [
        world.edit(0, "Set", &[set(1, 10)]),
        world.edit(0, "Move", &[shift(1, 5.)]),
    ];
    world.reload(0);
    assert_eq!(world.tabs[0].replica.pending_count(), 2);
    world.reload(0);
    world.join(0);
    world.settle();
    world.assert_converged();
    let logged: Vec<TxId> = world.log[1..].iter().map(|entry| entry.tx.id).collect();
    assert_eq!(logged, names);
}

// S6
#[test]
fn an_edit_whose_acknowledgement_was_lost_is_not_logged_again_after_a_reload() {
    let mut world = World::new(&["ann"]);
    world.edit(0, "Add Blur", &[add(1)]);
    world.send(0);
    world.serve(0);
    world.reload(0);
    world.join(0);
    world.settle();
    world.assert_converged();
    assert_eq!(world.log.len(), 1);
}

// S6
#[test]
fn the_same_tab_goes_on_counting_after_a_reload() {
    let mut replica = ready();
    let first = replica.commit("Add", vec![add(1)]).unwrap();
    let mut replica = Replica::from_saved(Person("ann".into()), 1, &replica.to_saved()).unwrap();
    replica.receive(welcome(0, &Document::default()));
    let second = replica.commit("Add", vec![add(2)]).unwrap();
    assert_eq!((first.number, second.number), (1, 2));
}

// S7
#[test]
fn the_edits_of_a_dead_tab_are_adopted_by_two_tabs_and_logged_once() {
    let mut world = World::new(&["ann", "ann", "ann"]);
    world.cut(0);
    world.edit(0, "Add Blur", &[add(1)]);
    let saved = world.tabs[0].replica.to_saved();
    world.tabs.remove(0);
    for tab in &mut world.tabs {
        assert_eq!(tab.replica.adopt(&saved), Ok(1));
        assert_eq!(
            tab.replica.adopt(&saved),
            Ok(0),
            "adopting again changes nothing"
        );
    }
    world.settle();
    world.assert_converged();
    assert_eq!(world.log.len(), 1);
    assert_eq!(
        world.tabs[0].replica.adopt(&saved),
        Ok(0),
        "what came from the log is not adopted"
    );
}

// S6
#[test]
fn a_kept_queue_that_can_not_be_read_is_said() {
    let read = |text: &str| Replica::from_saved(Person("ann".into()), 1, text).map(|_| ());
    assert!(matches!(read("what"), Err(SavedError::Damaged { .. })));
    assert!(matches!(read("{}"), Err(SavedError::Damaged { .. })));
    assert_eq!(read(r#"{"gesso_pending":2}"#), Err(SavedError::Newer));
}

// S13
#[test]
fn a_refused_edit_disappears_and_is_said() {
    let mut replica = ready();
    let tx = replica.commit("Add Blur", vec![add(1)]).unwrap();
    replica.commit("Set Sigma", vec![set(1, 3)]).unwrap();
    let effects = replica.receive(ServerMessage::Refused {
        tx,
        reason: NotTaken::NameTooLong,
    });
    let refused = Effect::Refused {
        label: "Add Blur".into(),
        reason: NotTaken::NameTooLong,
    };
    assert_eq!(
        effects,
        [Effect::DocumentChanged, Effect::PendingChanged, refused]
    );
    assert_eq!(replica.view(), &Document::default());
    assert_eq!(replica.can_undo(), Some("Set Sigma"));
    assert_eq!(
        replica.undo(),
        Err(NotMade::Nothing),
        "nothing is left to take back"
    );
}

fn note(id: u64) -> gesso_graph::Command {
    gesso_graph::Command::AddNote {
        id: NoteId(id),
        note: Note {
            text: "n".repeat(gesso_graph::limits::TEXT_BYTES).into(),
            position: Point::default(),
            size: Size::new(100., 100.),
            graph: GraphId::ROOT,
        },
    }
}

// S18
#[test]
fn an_edit_that_no_log_takes_is_never_made() {
    let mut replica = ready();
    let many = vec![shift(1, 5.); limits::TX_COMMANDS + 1];
    replica.commit("Add Blur", vec![add(1)]).unwrap();
    // Only the first of them changes anything.
    assert!(replica.commit("Move", many).is_ok());
    let count = (limits::TX_BYTES / gesso_graph::limits::TEXT_BYTES) as u64 + 1;
    let large = (0..count).map(note).collect();
    assert_eq!(
        replica.commit("Paste", large),
        Err(NotMade::TooLarge(TooLarge::Bytes))
    );
    assert_eq!(replica.pending_count(), 2);
    assert!(replica.view().notes().is_empty());
}

// S18
#[test]
fn an_undo_that_no_log_takes_leaves_the_step_where_it_is() {
    let mut replica = ready();
    let count = (limits::TX_BYTES / gesso_graph::limits::TEXT_BYTES) as u64 + 1;
    let gone = |id| gesso_graph::Command::RemoveNote { id: NoteId(id) };
    for id in 0..count {
        replica.commit("Add note", vec![note(id)]).unwrap();
    }
    replica
        .commit("Remove all", (0..count).map(gone).collect())
        .unwrap();
    for _ in 0..2 {
        assert_eq!(replica.undo(), Err(NotMade::TooLarge(TooLarge::Bytes)));
        assert_eq!(replica.can_undo(), Some("Remove all"));
    }
    assert!(replica.commit("Add Blur", vec![add(1)]).is_ok());
}

// S14
#[test]
fn a_gap_in_the_entries_makes_the_tab_ask_again() {
    let mut replica = ready();
    let entry = |seq| Entry {
        seq,
        at_ms: 0,
        tx: tx(2, seq, vec![add(seq)]),
    };
    assert_eq!(
        replica.receive(ServerMessage::Entries {
            entries: vec![entry(2)]
        }),
        []
    );
    assert_eq!(replica.confirmed_seq(), 0);
    let hello = replica.outgoing();
    assert!(
        matches!(hello[..], [ClientMessage::Hello { have: Some(0), .. }]),
        "{hello:?}"
    );
    let entries = vec![entry(1), entry(2)];
    assert_eq!(
        replica.receive(ServerMessage::Entries { entries }),
        [Effect::DocumentChanged]
    );
    assert_eq!(
        replica.receive(ServerMessage::Entries {
            entries: vec![entry(1)]
        }),
        [],
        "old news"
    );
    assert_eq!(replica.confirmed_seq(), 2);
}

// S15
#[test]
fn nothing_is_sent_before_the_greeting_and_everything_again_after_a_cut() {
    let mut replica = ready();
    replica.disconnected();
    replica.commit("Add Blur", vec![add(1)]).unwrap();
    assert_eq!(replica.outgoing(), []);
    for _ in 0..2 {
        replica.connected();
        assert!(matches!(
            replica.outgoing()[..],
            [ClientMessage::Hello { have: Some(0), .. }]
        ));
        assert_eq!(replica.outgoing(), []);
        assert!(!replica.is_online());
        replica.receive(ServerMessage::Entries {
            entries: Vec::new(),
        });
        assert!(replica.is_online());
        assert!(
            matches!(&replica.outgoing()[..], [ClientMessage::Submit { txs }] if txs.len() == 1)
        );
        assert_eq!(
            replica.outgoing(),
            [],
            "what is in flight is not sent twice on one connection"
        );
    }
}

// S23
#[test]
fn a_long_queue_is_split_into_messages() {
    let mut replica = ready();
    for id in 0..30 {
        let mut command = add(id);
        if let gesso_graph::Command::AddNode { node, .. } = &mut command {
            for param in 0..8 {
                let text = gesso_graph::Value::Text("x".repeat(60_000).as_str().into());
                node.params.insert(format!("p{param}").into(), text);
            }
        }
        replica.commit("Add", vec![command]).unwrap();
    }
    let messages = replica.outgoing();
    assert!(messages.len() > 1);
    assert!(
        messages
            .iter()
            .all(|message| message.to_text().len() < limits::MESSAGE_BYTES)
    );
    let count: usize = messages
        .iter()
        .map(|message| match message {
            ClientMessage::Submit { txs } => txs.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(count, 30);
}

// S3
#[test]
fn what_the_log_had_before_the_snapshot_is_dropped_when_the_server_knows_it() {
    let mut replica = ready();
    let tx = replica.commit("Add Blur", vec![add(1)]).unwrap();
    assert_eq!(
        replica.receive(ServerMessage::Known { txs: vec![(tx, 7)] }),
        [],
        "its entry will come"
    );
    assert_eq!(replica.pending_count(), 1);
    replica.receive(welcome(9, &replica.view().clone()));
    let effects = replica.receive(ServerMessage::Known { txs: vec![(tx, 7)] });
    assert_eq!(effects, [Effect::DocumentChanged, Effect::PendingChanged]);
    assert_eq!(
        (replica.pending_count(), replica.view().nodes().len()),
        (0, 1)
    );
}

// S24
#[test]
fn news_of_runs_and_people_are_handed_on() {
    let mut replica = ready();
    let event = RunEvent::Run {
        run: RunId(1),
        state: RunState::Done,
    };
    let effects = replica.receive(ServerMessage::Run {
        events: vec![event.clone()],
    });
    assert_eq!(effects, [Effect::Run(vec![event])]);
    let here = vec![Present {
        person: Person("ann".into()),
        name: None,
    }];
    assert_eq!(
        replica.receive(ServerMessage::People {
            tabs: 2,
            here: here.clone()
        }),
        [Effect::People { tabs: 2, here }]
    );
    assert_eq!(replica.receive(ServerMessage::Pong), []);
    let reload = ServerMessage::Reload {
        reason: WhyReload::Updated,
    };
    assert_eq!(
        replica.receive(reload),
        [Effect::Reload {
            reason: WhyReload::Updated
        }]
    );
}

// S21
#[test]
fn a_digest_that_agrees_is_not_answered() {
    let mut world = World::new(&["ann"]);
    world.edit(0, "Add Blur", &[add(1)]);
    world.settle();
    let ClientMessage::Digest { seq, digest } = world.tabs[0].replica.digest() else {
        panic!("a digest")
    };
    assert_eq!(world.room.check(seq, &digest), None);
    assert_eq!(world.room.check(seq - 1, "another place"), None);
    assert!(matches!(
        world.room.check(seq, "wrong"),
        Some(ServerMessage::Reload { .. })
    ));
}

// S27
#[test]
fn a_kept_document_is_shown_and_edited_until_the_server_sends_the_true_one() {
    let mut before = ready();
    before.commit("Add Blur", vec![add(1)]).unwrap();
    assert_eq!(
        before.to_kept(),
        ready().to_kept(),
        "what waits is kept apart"
    );
    before.outgoing();
    let tx = tx(1, 1, vec![add(1)]);
    before.receive(ServerMessage::Entries {
        entries: vec![Entry {
            seq: 1,
            at_ms: 0,
            tx: tx.clone(),
        }],
    });
    let kept = before.to_kept().unwrap();

    let mut after = Replica::new(Person("ann".into()), 2);
    assert_eq!(after.to_kept(), None);
    assert_eq!(after.show_kept(&kept), Ok(true));
    assert_eq!(after.view().nodes().len(), 1);
    // What only stands in is never kept in place of what was confirmed.
    assert_eq!(after.to_kept(), None);
    after.commit("Add Save", vec![add(2)]).unwrap();
    assert_eq!(after.can_undo(), Some("Add Save"));
    assert_eq!(after.show_kept(&kept), Ok(false));

    after.connected();
    let hello = after.outgoing();
    assert!(matches!(
        hello[..],
        [ClientMessage::Hello { have: None, .. }]
    ));
    let mut server = Document::default();
    for command in [add(1), add(3)] {
        gesso_graph::apply_to(&mut server, &command).unwrap();
    }
    after.receive(welcome(2, &server));
    assert_eq!(after.view().nodes().len(), 3);
    assert_eq!(after.pending_count(), 1);
    assert!(after.to_kept().is_some());
}

// S27
#[test]
fn edits_that_wait_stand_on_top_of_a_kept_document() {
    let mut before = ready();
    let kept = before.to_kept().unwrap();
    before.commit("Add Blur", vec![add(1)]).unwrap();
    let mut after = Replica::new(Person("ann".into()), 2);
    after.adopt(&before.to_saved()).unwrap();
    after.show_kept(&kept).unwrap();
    assert_eq!(after.view().nodes().len(), 1);
    assert_eq!(after.can_undo(), Some("Add Blur"));
    assert_eq!(after.undo().as_deref(), Ok("Add Blur"));
    assert_eq!(after.view().nodes().len(), 0);
}

// S27
#[test]
fn what_is_no_kept_document_is_not_shown() {
    let mut replica = Replica::new(Person("ann".into()), 1);
    for text in ["", "{}", "[1]", "{\"gesso_kept\":1,\"seq\":0}"] {
        assert!(replica.show_kept(text).is_err(), "{text}");
    }
    let other = ready()
        .to_kept()
        .unwrap()
        .replacen("gesso_kept\":", "gesso_kept\":9", 1);
    assert_eq!(replica.show_kept(&other), Err(SavedError::Newer));
    assert!(!replica.is_ready());
}
