//! The promises of `TakeStore`.

use super::run_store::{author, key, new_run, outcome, result, step};
use crate::store::RunStore;
use gesso_graph::edit::Setting;
use gesso_graph::{NodeId, Source, Value};
use gesso_sync::{RunId, Take};

/// Runs every check on a store without runs; the checks use workflows of their own.
pub async fn take_store(store: &dyn RunStore) {
    takes_are_found_as_they_were_made(store).await;
    a_take_is_kept_once(store).await;
    a_removed_take_comes_back_when_asked_for_or_made(store).await;
    what_a_take_needs_is_not_forgotten(store).await;
}

const NODE: NodeId = NodeId(0x00c0_ffee_0000_0007);

fn take(number: u8, made_ms: i64) -> Take {
    Take {
        key: key(number),
        run: RunId(7),
        seq: 3,
        by: Some(author("Zoë")),
        made_ms,
        starred: false,
        result: result(number),
        settings: vec![Setting {
            node: NodeId(u64::MAX),
            kind: "filter.blur".into(),
            title: "Weich “1” in Grade".into(),
            params: [("sigma".into(), Value::Float(0.1))].into(),
        }],
    }
}

async fn takes_are_found_as_they_were_made(store: &dyn RunStore) {
    let (older, newer) = (take(1, 10), take(2, 20));
    let both = [(NODE, newer.clone()), (NODE, older.clone())];
    store.put_takes("takes", &both).await.unwrap();
    let found = store.takes("takes", NODE, 9).await.unwrap();
    assert_eq!(found, [newer.clone(), older], "newest first");
    assert_eq!(store.takes("takes", NODE, 1).await.unwrap(), [newer]);
    let other = store.takes("takes", NodeId(1), 9).await.unwrap();
    assert!(other.is_empty(), "of each node its own");
    assert!(store.takes("else", NODE, 9).await.unwrap().is_empty());
}

async fn a_take_is_kept_once(store: &dyn RunStore) {
    let first = take(1, 10);
    let once = [(NODE, first.clone())];
    store.put_takes("once", &once).await.unwrap();
    assert!(store.star_take("once", NODE, key(1), true).await.unwrap());
    let again = [(NODE, take(1, 99))];
    store.put_takes("once", &again).await.unwrap();
    let found = store.takes("once", NODE, 9).await.unwrap();
    let starred = Take {
        starred: true,
        ..first
    };
    assert_eq!(found, [starred]);
    assert!(!store.star_take("once", NODE, key(9), true).await.unwrap());
    assert!(store.star_take("once", NODE, key(1), false).await.unwrap());
    assert!(!store.takes("once", NODE, 9).await.unwrap()[0].starred);
}

async fn a_removed_take_comes_back_when_asked_for_or_made(store: &dyn RunStore) {
    let list = async || store.takes("gone", NODE, 9).await.unwrap();
    let one = [(NODE, take(31, 10))];
    store.put_takes("gone", &one).await.unwrap();
    let remove = async |removed| {
        let done = store.remove_take("gone", NODE, key(31), removed).await;
        done.unwrap()
    };
    assert!(remove(true).await);
    assert!(list().await.is_empty());
    assert!(!store.take_keys().await.unwrap().contains(&key(31)));
    assert!(remove(false).await);
    assert_eq!(list().await.len(), 1);
    assert!(store.take_keys().await.unwrap().contains(&key(31)));
    assert!(remove(true).await);
    let anew = [(NODE, take(31, 50))];
    store.put_takes("gone", &anew).await.unwrap();
    assert_eq!(list().await[0].made_ms, 50);
    assert!(remove(true).await);
    assert_eq!(store.forget_removed_takes().await.unwrap(), 1);
    assert!(!remove(false).await, "forgotten for good");
}

async fn what_a_take_needs_is_not_forgotten(store: &dyn RunStore) {
    let mut last = step(2, 42);
    let source = Source {
        key: key(41),
        output: "image".into(),
        node: NodeId(1),
    };
    last.inputs = [("image".into(), source)].into();
    let run = new_run("needed", vec![step(1, 41), last]);
    store.create_run(&run).await.unwrap();
    store.put_outcome(key(42), &outcome(42), 1).await.unwrap();
    let one = [(NODE, take(42, 10))];
    store.put_takes("needed", &one).await.unwrap();
    store.remove_outcomes(&[key(42)]).await.unwrap();
    for _ in 0..crate::RUNS_KEPT {
        let other = new_run("needed", vec![step(1, 43)]);
        let run = store.create_run(&other).await.unwrap();
        let done = gesso_sync::RunState::Done;
        store.set_run_state(run, done, 2).await.unwrap();
    }
    store.forget_recipes().await.unwrap();
    let found = store.recipes(&[key(41), key(42)]).await.unwrap();
    assert_eq!(found.len(), 2, "the picture can still be made");
}
