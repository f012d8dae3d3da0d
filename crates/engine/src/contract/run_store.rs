//! The promises of [`RunStore`].

use crate::store::{Artifact, Job, NewRun, Outcome, RUNS_KEPT, Role, RunStore, StepRecord};
use gesso_graph::{ContentKey, NodeId, Source, Step, Targets, Value};
use gesso_sync::{
    Author, Person, PersonName, Place, Priority, ResultFile, RunId, RunState, StepResult, StepState,
};

/// Runs every check on a store without runs; the checks use workflows of their own.
pub async fn run_store(store: &dyn RunStore) {
    a_run_is_found_as_it_was_made(store).await;
    states_have_their_times(store).await;
    a_lease_holds_until_its_time(store).await;
    steps_are_replaced_by_node(store).await;
    outcomes_are_kept_by_key(store).await;
    use_gives_outcomes_their_order(store).await;
    recipes_come_with_runs(store).await;
    recipes_that_nothing_needs_are_forgotten(store).await;
}

pub(super) fn key(number: u8) -> ContentKey {
    ContentKey([number; 32])
}

pub(super) fn step(node: u64, number: u8) -> Step {
    Step {
        node: NodeId(node),
        key: key(number),
        kind: "image.generate".into(),
        version: 1,
        params: [
            ("width".into(), Value::Int(12)),
            ("angle".into(), Value::Float(0.1)),
        ]
        .into(),
        inputs: [].into(),
        target: true,
        readers: 0,
    }
}

pub(super) fn new_run(workflow: &str, steps: Vec<Step>) -> NewRun {
    let job = Job {
        steps,
        blocked: [(NodeId(77), "Nothing is wired into Image.".into())].into(),
        titles: [(NodeId(1), "Füllung “1”".into())].into(),
        missed: vec![NodeId(77)],
        name: Some("Large".into()),
    };
    NewRun {
        workflow: workflow.into(),
        seq: 3,
        targets: Targets::Nodes(vec![NodeId(1)]),
        job,
        at_ms: 1000,
        by: Some(author("Zoë")),
    }
}

pub(super) fn author(name: &str) -> Author {
    Author {
        person: Person("p-1".into()),
        name: PersonName::new(name).ok(),
    }
}

pub(super) fn result(number: u8) -> StepResult {
    StepResult {
        key: key(number),
        size: Some((40, 30)),
        preview: Some("ab".repeat(32)),
        file: Some(ResultFile {
            hash: "cd".repeat(32),
            name: "post – card.jpg".into(),
            media_type: "image/jpeg".into(),
            bytes: u64::from(u32::MAX) + 9,
        }),
        values: vec![("Width".into(), "40".into())],
        notes: vec!["The font has no 和.".into()],
        items: None,
    }
}

pub(super) fn outcome(number: u8) -> Outcome {
    let artifact = Artifact {
        role: Role::Raw,
        output: "image".into(),
        hash: "ef".repeat(32),
        bytes: 1 << 40,
    };
    Outcome {
        result: result(number),
        artifacts: vec![artifact],
        took_ms: 12,
    }
}

async fn a_run_is_found_as_it_was_made(store: &dyn RunStore) {
    let new = new_run("found", vec![step(1, 1), step(2, 2)]);
    let first = store.create_run(&new).await.unwrap();
    let second = store.create_run(&new).await.unwrap();
    assert!(second > first, "later runs have greater ids");
    let record = store.run(first).await.unwrap().unwrap();
    assert_eq!(
        (record.run, record.workflow.as_str(), record.seq),
        (first, "found", 3)
    );
    assert_eq!(
        (record.state, record.started_ms, record.ended_ms),
        (RunState::Queued, 1000, None)
    );
    assert_eq!(record.targets, new.targets);
    assert_eq!(record.by, new.by);
    let place = Place {
        priority: Priority::Normal,
        held: false,
        order: first.0,
    };
    assert_eq!(record.place, place, "a new run stands at the end");
    assert_eq!(store.job(first).await.unwrap(), Some(new.job.clone()));
    let runs: Vec<RunId> = store
        .runs("found", 10)
        .await
        .unwrap()
        .iter()
        .map(|record| record.run)
        .collect();
    assert_eq!(runs, [second, first], "newest first");
    assert_eq!(store.runs("found", 1).await.unwrap().len(), 1);
    assert!(store.runs("another", 10).await.unwrap().is_empty());
    assert_eq!(store.run(RunId(i64::MAX)).await.unwrap(), None);
    assert_eq!(store.job(RunId(i64::MAX)).await.unwrap(), None);
    let newest = store.newest().await.unwrap();
    assert_eq!(
        newest
            .iter()
            .find(|record| record.workflow == "found")
            .unwrap()
            .run,
        second
    );
}

async fn states_have_their_times(store: &dyn RunStore) {
    let first = store.create_run(&new_run("states", vec![])).await.unwrap();
    let second = store.create_run(&new_run("states", vec![])).await.unwrap();
    let third = store.create_run(&new_run("states", vec![])).await.unwrap();
    store
        .set_run_state(first, RunState::Running, 1500)
        .await
        .unwrap();
    store
        .set_run_state(third, RunState::Done, 1700)
        .await
        .unwrap();
    let running = store.run(first).await.unwrap().unwrap();
    assert_eq!((running.state, running.ended_ms), (RunState::Running, None));
    let done = store.run(third).await.unwrap().unwrap();
    assert_eq!((done.state, done.ended_ms), (RunState::Done, Some(1700)));
    let open = store.unfinished().await.unwrap();
    let open: Vec<RunId> = open
        .iter()
        .filter(|record| record.workflow == "states")
        .map(|record| record.run)
        .collect();
    assert_eq!(open, [first, second], "oldest first, without the ended one");
}

async fn a_lease_holds_until_its_time(store: &dyn RunStore) {
    let run = store.create_run(&new_run("lease", vec![])).await.unwrap();
    assert!(store.claim(run, "one", 100, 200).await.unwrap());
    assert!(
        !store.claim(run, "two", 150, 250).await.unwrap(),
        "somebody else holds it"
    );
    assert!(
        store.claim(run, "one", 150, 300).await.unwrap(),
        "the holder renews"
    );
    assert!(!store.claim(run, "two", 299, 400).await.unwrap());
    assert!(
        store.claim(run, "two", 300, 400).await.unwrap(),
        "its time is over"
    );
    assert!(!store.claim(run, "one", 301, 400).await.unwrap());
    store.set_run_state(run, RunState::Done, 500).await.unwrap();
    assert!(
        !store.claim(run, "one", 600, 700).await.unwrap(),
        "nobody takes what has ended"
    );
    assert!(!store.claim(RunId(i64::MAX), "one", 1, 2).await.unwrap());
}

async fn steps_are_replaced_by_node(store: &dyn RunStore) {
    let run = store
        .create_run(&new_run("steps", vec![step(1, 1), step(2, 2)]))
        .await
        .unwrap();
    let record = |node, state, result| StepRecord {
        node: NodeId(node),
        state,
        result,
    };
    let queued = [
        record(2, StepState::Queued, None),
        record(u64::MAX, StepState::Queued, None),
    ];
    store.set_steps(run, &queued).await.unwrap();
    let failed = StepState::Failed {
        message: "Blur: too large.".into(),
    };
    let after = [
        record(1, StepState::Done, Some(result(1))),
        record(2, failed.clone(), None),
    ];
    store.set_steps(run, &after).await.unwrap();
    store.set_steps(run, &[]).await.unwrap();
    let expected = vec![after[0].clone(), after[1].clone(), queued[1].clone()];
    assert_eq!(
        store.steps(run).await.unwrap(),
        expected,
        "by node, the last word of each"
    );
    assert!(store.steps(RunId(i64::MAX)).await.unwrap().is_empty());
}

async fn outcomes_are_kept_by_key(store: &dyn RunStore) {
    store.put_outcome(key(10), &outcome(10), 1).await.unwrap();
    store.put_outcome(key(11), &outcome(11), 1).await.unwrap();
    let found = store.outcomes(&[key(10), key(11), key(12)]).await.unwrap();
    assert_eq!(
        found,
        [(key(10), outcome(10)), (key(11), outcome(11))].into()
    );
    let changed = Outcome {
        artifacts: vec![],
        ..outcome(10)
    };
    store.put_outcome(key(10), &changed, 2).await.unwrap();
    assert_eq!(
        store.outcomes(&[key(10)]).await.unwrap()[&key(10)],
        changed,
        "the later one counts"
    );
    store.remove_outcomes(&[key(10), key(12)]).await.unwrap();
    assert_eq!(store.outcomes(&[key(10), key(11)]).await.unwrap().len(), 1);
    assert!(store.outcomes(&[]).await.unwrap().is_empty());
    let many: Vec<ContentKey> = (0..2000_u32)
        .map(|n| ContentKey(*blake3::hash(&n.to_le_bytes()).as_bytes()))
        .collect();
    assert!(
        store.outcomes(&many).await.unwrap().is_empty(),
        "thousands of keys are no problem"
    );
    store.touch(&many, 1).await.unwrap();
    store.remove_outcomes(&[key(11)]).await.unwrap();
}

async fn use_gives_outcomes_their_order(store: &dyn RunStore) {
    for (number, at_ms) in [(20, 100), (21, 200), (22, 300)] {
        store
            .put_outcome(key(number), &outcome(number), at_ms)
            .await
            .unwrap();
    }
    store.touch(&[key(20), key(99)], 400).await.unwrap();
    let used = store.outcomes_by_use().await.unwrap();
    let order: Vec<(ContentKey, i64)> = used.iter().map(|used| (used.key, used.used_ms)).collect();
    assert_eq!(order, [(key(21), 200), (key(22), 300), (key(20), 400)]);
    assert_eq!(used[0].outcome, outcome(21));
    store
        .remove_outcomes(&[key(20), key(21), key(22)])
        .await
        .unwrap();
}

async fn recipes_come_with_runs(store: &dyn RunStore) {
    store
        .create_run(&new_run("recipes", vec![step(1, 30), step(2, 31)]))
        .await
        .unwrap();
    store
        .create_run(&new_run("recipes", vec![step(9, 30)]))
        .await
        .unwrap();
    let found = store.recipes(&[key(30), key(31), key(32)]).await.unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[&key(31)], step(2, 31));
    assert_eq!(found[&key(30)].params, step(1, 30).params);
    // Steps of items come by themselves, and again when they are there.
    let items = [step(1, 30), step(1, 33)];
    store.put_recipes(&items).await.unwrap();
    store.put_recipes(&items).await.unwrap();
    store.put_recipes(&[]).await.unwrap();
    let found = store.recipes(&[key(30), key(33)]).await.unwrap();
    assert_eq!(found[&key(33)], step(1, 33));
    assert_eq!(found.len(), 2);
}

async fn recipes_that_nothing_needs_are_forgotten(store: &dyn RunStore) {
    let mut last = step(2, 51);
    let source = Source {
        node: NodeId(1),
        output: "image".into(),
        key: key(50),
    };
    last.inputs = [("image".into(), source)].into();
    let alone = step(3, 52);
    let new = new_run("recipes that go", vec![step(1, 50), last, alone]);
    let run = store.create_run(&new).await.unwrap();
    let queued = StepRecord {
        node: NodeId(1),
        state: StepState::Queued,
        result: None,
    };
    store.set_steps(run, &[queued]).await.unwrap();
    let keys = [key(50), key(51), key(52)];
    store.forget_recipes().await.unwrap();
    assert_eq!(
        store.recipes(&keys).await.unwrap().len(),
        3,
        "a kept run needs the recipes of its steps"
    );
    store.put_outcome(key(51), &outcome(51), 1).await.unwrap();
    store.set_run_state(run, RunState::Done, 2).await.unwrap();
    for _ in 0..RUNS_KEPT {
        assert!(
            store.run(run).await.unwrap().is_some(),
            "the newest runs are kept"
        );
        store
            .create_run(&new_run("recipes that go", vec![]))
            .await
            .unwrap();
    }
    assert_eq!(store.run(run).await.unwrap(), None);
    assert!(store.steps(run).await.unwrap().is_empty());
    let forgotten = store.forget_recipes().await.unwrap();
    let left = store.recipes(&keys).await.unwrap();
    assert_eq!(
        left.keys().copied().collect::<Vec<_>>(),
        [key(50), key(51)],
        "an outcome needs its own and what it is made of"
    );
    assert_eq!(forgotten, 1);
    store.remove_outcomes(&[key(51)]).await.unwrap();
    assert_eq!(store.forget_recipes().await.unwrap(), 2);
    assert!(store.recipes(&keys).await.unwrap().is_empty());
}
