//! The stream of a run: lines of JSON that arrive in any pieces.

use futures::executor::block_on;
use futures::{StreamExt, stream};
use gesso_app::api::{ApiError, events_of};
use gesso_graph::NodeId;
use gesso_sync::{RunEvent, RunId, RunState, StepState};
use proptest::prelude::*;
use server_fn::codec::ByteStream;

fn events() -> Vec<RunEvent> {
    let failed = StepState::Failed {
        message: "“Größe” is not a number.\nLook at Résumé.".into(),
    };
    vec![
        RunEvent::Run {
            run: RunId(7),
            state: RunState::Running,
        },
        RunEvent::Step {
            run: RunId(7),
            node: NodeId(1),
            state: failed,
            result: None,
        },
        RunEvent::Run {
            run: RunId(7),
            state: RunState::Failed,
        },
    ]
}

fn bytes() -> Vec<u8> {
    let lines = events()
        .into_iter()
        .map(|event| serde_json::to_string(&event).expect("an event has a text form") + "\n");
    lines.collect::<String>().into_bytes()
}

fn received(pieces: Vec<Result<Vec<u8>, ApiError>>) -> Vec<Result<RunEvent, ApiError>> {
    block_on(events_of(ByteStream::new(stream::iter(pieces))).collect())
}

proptest! {
    #[test]
    fn the_events_are_the_same_however_the_bytes_are_cut(cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let bytes = bytes();
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
        places.sort_unstable();
        places.push(bytes.len());
        let mut start = 0;
        let pieces = places.into_iter().map(|end| {
            let piece = bytes[start..end].to_vec();
            start = end;
            Ok(piece)
        });
        let expected: Vec<Result<RunEvent, ApiError>> = events().into_iter().map(Ok).collect();
        prop_assert_eq!(received(pieces.collect()), expected);
    }
}

#[test]
fn a_broken_connection_is_an_error_after_what_came() {
    let broken = ApiError::Connection("gone".to_owned());
    let first = serde_json::to_vec(&events()[0]).expect("an event has a text form");
    let pieces = vec![Ok([first, b"\n".to_vec()].concat()), Err(broken.clone())];
    assert_eq!(received(pieces), [Ok(events()[0].clone()), Err(broken)]);
}

#[test]
fn a_line_that_is_no_event_is_an_error_and_the_next_is_read() {
    let next = serde_json::to_string(&events()[0]).expect("an event has a text form");
    let answer = received(vec![Ok(format!("nonsense\n{next}\n").into_bytes())]);
    assert!(matches!(answer[0], Err(ApiError::Connection(_))));
    assert_eq!(answer[1], Ok(events()[0].clone()));
}
