//! Stopping: by a person, by shutting down, by the power going out.

use crate::support::{Hook, World, document};
use async_trait::async_trait;
use gesso_engine::{EngineConfig, NewRun, RunStore, StepRecord};
use gesso_graph::{NodeId, Targets};
use gesso_sync::{RunEvent, RunState, StepState};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};

const CHAIN: &str = "a:image.generate(width=400,height=300,kind=noise) b:filter.blur(sigma=3) c:image.save(format=png8) \
                     a.image->b.image b.image->c.image";

/// A run that another process began.
fn left_behind() -> NewRun {
    NewRun {
        workflow: "postcard".into(),
        seq: 1,
        targets: Targets::Everything,
        job: gesso_engine::Job::of(
            &document(CHAIN),
            gesso_nodes::catalogue(),
            &Targets::Everything,
            &gesso_graph::KeptTakes::new(),
        ),
        at_ms: 0,
        by: None,
    }
}

/// The file of the save never gets to its place while this is shut.
pub(crate) struct Shut {
    pub(crate) is_open: watch::Sender<bool>,
    pub(crate) reached: Notify,
}

impl Default for Shut {
    fn default() -> Self {
        Self {
            is_open: watch::Sender::new(false),
            reached: Notify::new(),
        }
    }
}

#[async_trait]
impl Hook for Shut {
    async fn before_put_file(&self) {
        self.reached.notify_one();
        let mut is_open = self.is_open.subscribe();
        is_open.wait_for(|is_open| *is_open).await.unwrap();
    }
}

#[test]
fn after_a_crash_the_run_goes_on_and_finished_nodes_are_not_repeated() {
    // E17
    let world = World::new();
    let shut = Arc::new(Shut::default());
    *world.blobs.hook.lock().unwrap() = Some(shut.clone());
    let before = Runtime::new().unwrap();
    let run = before.block_on(async {
        let engine = world.engine(EngineConfig::default());
        let run = engine
            .start("postcard", 1, &document(CHAIN), Targets::Everything, None)
            .await
            .unwrap();
        shut.reached.notified().await;
        // Gone without a word, as by `kill -9`.
        std::mem::forget(engine);
        run
    });
    before.shutdown_background();
    shut.is_open.send_replace(true);
    Runtime::new().unwrap().block_on(async {
        assert_eq!(
            world.store.run(run).await.unwrap().unwrap().state,
            RunState::Running
        );
        let engine = world.engine(EngineConfig::default());
        engine.resume().await.unwrap();
        let ended = world.ended(&engine, run).await;
        assert_eq!(
            (ended.state, ended.letters().as_str()),
            (RunState::Done, "ccd")
        );
        assert_eq!(
            world.listener.begun(),
            BTreeMap::from([(1, 1), (2, 1), (3, 2)])
        );
    });
}

#[tokio::test]
async fn shutting_down_leaves_runs_for_the_next_process() {
    // E18
    let world = World::new();
    let shut = Arc::new(Shut::default());
    *world.blobs.hook.lock().unwrap() = Some(shut.clone());
    let engine = world.engine(EngineConfig::default());
    let big = "a:image.generate(width=9000,height=9000,kind=noise) b:filter.blur(sigma=40) c:image.save(format=png16) \
               a.image->b.image b.image->c.image";
    let run = engine
        .start("postcard", 1, &document(big), Targets::Everything, None)
        .await
        .unwrap();
    world
        .listener
        .until(|event| {
            matches!(
                event,
                RunEvent::Step {
                    node: NodeId(3),
                    state: StepState::Running { .. },
                    ..
                }
            )
        })
        .await;
    engine.shutdown().await;
    assert_eq!(
        world.store.run(run).await.unwrap().unwrap().state,
        RunState::Running
    );
    let refused = engine
        .start("postcard", 1, &document(CHAIN), Targets::Everything, None)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("shutting down"), "{refused}");
    assert_eq!(world.store.unfinished().await.unwrap().len(), 1);
}

#[tokio::test]
async fn cancelling_ends_a_kernel_in_the_middle() {
    // E19
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let big = "a:image.generate(width=20000,height=20000,kind=noise) b:image.save(format=png16) a.image->b.image \
               c:image.save(format=jpeg) a.image->c.image";
    let run = engine
        .start("postcard", 1, &document(big), Targets::Everything, None)
        .await
        .unwrap();
    world.listener.until(|event| matches!(event, RunEvent::Step { state: StepState::Running { progress }, .. } if *progress > 0.0)).await;
    engine.cancel(run).await.unwrap();
    let ended = world.ended(&engine, run).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Cancelled, "dxx")
    );
    assert_eq!(
        std::fs::read_dir(gesso_engine::Blobs::scratch(&*world.blobs))
            .unwrap()
            .count(),
        0,
        "nothing is left lying"
    );
    engine.cancel(run).await.unwrap();
    assert_eq!(
        world.store.run(run).await.unwrap().unwrap().state,
        RunState::Cancelled
    );
}

#[tokio::test]
async fn a_run_that_nobody_works_on_can_be_cancelled() {
    // E19
    let world = World::new();
    let run = world.store.create_run(&left_behind()).await.unwrap();
    let engine = world.engine(EngineConfig::default());
    engine.cancel(run).await.unwrap();
    assert_eq!(
        world.store.run(run).await.unwrap().unwrap().state,
        RunState::Cancelled
    );
    assert!(engine.cancel(gesso_sync::RunId(99)).await.is_err());
}

#[tokio::test]
async fn a_run_that_another_worker_holds_is_left_to_it() {
    // E20
    let world = World::new();
    let run = world.store.create_run(&left_behind()).await.unwrap();
    let now = world.clock.now_ms();
    assert!(
        world
            .store
            .claim(run, "somebody", now, now + 1_000_000)
            .await
            .unwrap()
    );
    let engine = world.engine(EngineConfig::default());
    engine.resume().await.unwrap();
    engine.ended(run).await;
    assert_eq!(
        world.store.run(run).await.unwrap().unwrap().state,
        RunState::Queued
    );
    assert!(world.listener.begun().is_empty());
}

#[tokio::test]
async fn who_comes_late_hears_the_latest_also_after_a_restart() {
    // E12
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, CHAIN).await;
    world
        .run_targets(
            &engine,
            &CHAIN.replace("sigma=3", "sigma=5"),
            Targets::Nodes(vec![NodeId(2)]),
        )
        .await;
    let before = engine.latest("postcard").await.unwrap();
    drop(engine);
    let after = world
        .engine(EngineConfig::default())
        .latest("postcard")
        .await
        .unwrap();
    assert_eq!(after, before);
    assert_eq!(
        after.len(),
        4,
        "the run and its three nodes, the save from the run before"
    );
    assert!(
        world
            .engine(EngineConfig::default())
            .latest("nothing")
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_run_that_cannot_be_read_fails_in_words_and_the_engine_starts() {
    // E22
    let world = World::new();
    let run = world.store.create_run(&left_behind()).await.unwrap();
    let steps = [
        StepState::Done,
        StepState::Running { progress: 0.5 },
        StepState::Queued,
    ];
    let steps: Vec<StepRecord> = (1..)
        .zip(steps)
        .map(|(node, state)| StepRecord {
            node: NodeId(node),
            state,
            result: None,
        })
        .collect();
    world.store.set_steps(run, &steps).await.unwrap();
    world.store.breaks("job");
    world.store.breaks("outcomes_by_use");
    let engine = world.engine(EngineConfig::default());
    engine.resume().await.unwrap();
    let ended = world.ended(&engine, run).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Failed, "dff")
    );
    assert!(ended.message(3).contains("Run again"));
    let again = world.run(&engine, CHAIN).await;
    assert_eq!(again.letters(), "ddd", "and it works");
}

#[tokio::test]
async fn when_the_store_fails_the_work_of_the_run_ends() {
    // E23
    let world = World::new();
    let engine = world.engine(EngineConfig {
        lease: std::time::Duration::from_millis(30),
        ..EngineConfig::default()
    });
    let big = "a:image.generate(width=20000,height=20000,kind=noise) b:image.save(format=png16) a.image->b.image";
    let run = engine
        .start("postcard", 1, &document(big), Targets::Everything, None)
        .await
        .unwrap();
    world.listener.until(|event| matches!(event, RunEvent::Step { state: StepState::Running { progress }, .. } if *progress > 0.0)).await;
    world.store.breaks("claim");
    let ended = world.ended(&engine, run).await;
    assert_eq!(ended.state, RunState::Failed);
    let scratch = gesso_engine::Blobs::scratch(&*world.blobs);
    // The file in the making goes when its encoder ends, which would be in minutes.
    while std::fs::read_dir(&scratch).unwrap().count() > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn of_two_runs_that_overlap_the_later_one_has_the_word() {
    // E12
    let world = World::new();
    let shut = Arc::new(Shut::default());
    *world.blobs.hook.lock().unwrap() = Some(shut.clone());
    // Without a whole picture of the node that is looked at, only the save of the older run waits.
    let engine = world.engine(EngineConfig {
        kept_pixels: 0,
        ..EngineConfig::default()
    });
    let older = engine
        .start("postcard", 1, &document(CHAIN), Targets::Everything, None)
        .await
        .unwrap();
    shut.reached.notified().await;
    let later = world
        .run_targets(
            &engine,
            &CHAIN.replace("sigma=3", "sigma=5"),
            Targets::Nodes(vec![NodeId(2)]),
        )
        .await;
    shut.is_open.send_replace(true);
    world.ended(&engine, older).await;
    for event in engine.latest("postcard").await.unwrap() {
        match event {
            RunEvent::Run { run, state } => {
                assert_eq!((run, state), (later.run, RunState::Done));
            }
            RunEvent::Step { run, node, .. } => {
                let expected = if node == NodeId(3) { older } else { later.run };
                assert_eq!(run, expected, "node {node}");
            }
        }
    }
}
