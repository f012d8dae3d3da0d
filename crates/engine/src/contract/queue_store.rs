//! The promises of `QueueStore`.

use super::run_store::{key, new_run, outcome, step};
use crate::store::{Outcome, RunStore, Sample};
use gesso_graph::NodeId;
use gesso_sync::{Items, Place, Priority, RunId, Span};

/// Runs every check on a store without runs; the checks use workflows of their own.
pub async fn queue_store(store: &dyn RunStore) {
    samples_are_the_latest_first(store).await;
    places_are_set_and_found(store).await;
    a_pause_is_kept(store).await;
    spans_stand_by_their_beginnings(store).await;
}

async fn samples_are_the_latest_first(store: &dyn RunStore) {
    let run = new_run("samples", vec![step(1, 61), step(2, 62), step(3, 63)]);
    store.create_run(&run).await.unwrap();
    let took = |number, took_ms| Outcome {
        took_ms,
        ..outcome(number)
    };
    store.put_outcome(key(61), &took(61, 5), 10).await.unwrap();
    store.put_outcome(key(62), &took(62, 9), 20).await.unwrap();
    let mut batch = took(63, 500);
    batch.result.items = Some(Items::default());
    store.put_outcome(key(63), &batch, 30).await.unwrap();
    let sample = |took_ms| Sample {
        kind: "image.generate".into(),
        size: Some((40, 30)),
        took_ms,
    };
    let all = store.samples(9).await.unwrap();
    assert_eq!(all, [sample(9), sample(5)]);
    assert_eq!(store.samples(1).await.unwrap(), [sample(9)]);
}

async fn places_are_set_and_found(store: &dyn RunStore) {
    let first = store.create_run(&new_run("line", vec![])).await.unwrap();
    let second = store.create_run(&new_run("line", vec![])).await.unwrap();
    let place = |order, held, priority| Place {
        priority,
        held,
        order,
    };
    let places = [
        (first, place(second.0, true, Priority::High)),
        (second, place(-4, false, Priority::Low)),
        (RunId(i64::MAX), place(1, false, Priority::Normal)),
    ];
    store.set_places(&places).await.unwrap();
    for (run, place) in &places[..2] {
        assert_eq!(store.run(*run).await.unwrap().unwrap().place, *place);
    }
    let open = store.unfinished().await.unwrap();
    let open = open.iter().find(|record| record.run == second).unwrap();
    assert_eq!(open.place, places[1].1);
}

async fn a_pause_is_kept(store: &dyn RunStore) {
    assert!(!store.is_paused().await.unwrap());
    for paused in [true, true, false] {
        store.set_paused(paused).await.unwrap();
        assert_eq!(store.is_paused().await.unwrap(), paused);
    }
}

async fn spans_stand_by_their_beginnings(store: &dyn RunStore) {
    let run = store.create_run(&new_run("spans", vec![])).await.unwrap();
    let span = |began_ms, ended_ms| Span { began_ms, ended_ms };
    let put = async |node, span| store.put_span(run, NodeId(node), span).await.unwrap();
    put(1, span(30, 40)).await;
    put(2, span(10, 20)).await;
    put(1, span(50, 60)).await;
    let found = store.spans(run).await.unwrap();
    assert_eq!(
        found,
        [(NodeId(2), span(10, 20)), (NodeId(1), span(50, 60))]
    );
    assert!(store.spans(RunId(i64::MAX)).await.unwrap().is_empty());
}
