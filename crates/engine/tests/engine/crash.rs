//! Stopping: by a person, by shutting down, by the power going out.

use crate::support::{Hook, World, document};
use async_trait::async_trait;
use gesso_engine::{EngineConfig, NewRun, RunStore};
use gesso_graph::{NodeId, Targets};
use gesso_sync::{RunEvent, RunState, StepState};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::runtime::Runtime;
use tokio::sync::Notify;

const CHAIN: &str = "a:image.generate(width=400,height=300,kind=noise) b:filter.blur(sigma=3) c:image.save(format=png8) \
                     a.image->b.image b.image->c.image";

/// The file of the save never gets to its place while this is shut.
#[derive(Default)]
struct Shut {
    is_open: AtomicBool,
    reached: Notify,
}

#[async_trait]
impl Hook for Shut {
    async fn before_put_file(&self) {
        if !self.is_open.load(Ordering::SeqCst) {
            self.reached.notify_one();
            std::future::pending::<()>().await;
        }
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
            .start("postcard", 1, &document(CHAIN), Targets::Everything)
            .await
            .unwrap();
        shut.reached.notified().await;
        // Gone without a word, as by `kill -9`.
        std::mem::forget(engine);
        run
    });
    before.shutdown_background();
    shut.is_open.store(true, Ordering::SeqCst);
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
        .start("postcard", 1, &document(big), Targets::Everything)
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
        .start("postcard", 1, &document(CHAIN), Targets::Everything)
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
        .start("postcard", 1, &document(big), Targets::Everything)
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
    let new = NewRun {
        workflow: "postcard".into(),
        seq: 1,
        targets: Targets::Everything,
        job: gesso_engine::Job::of(
            &document(CHAIN),
            gesso_nodes::catalogue(),
            &Targets::Everything,
        ),
        at_ms: 0,
    };
    let run = world.store.create_run(&new).await.unwrap();
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
    let new = NewRun {
        workflow: "postcard".into(),
        seq: 1,
        targets: Targets::Everything,
        job: gesso_engine::Job::of(
            &document(CHAIN),
            gesso_nodes::catalogue(),
            &Targets::Everything,
        ),
        at_ms: 0,
    };
    let run = world.store.create_run(&new).await.unwrap();
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
