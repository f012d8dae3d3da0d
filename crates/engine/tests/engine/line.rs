//! The line of all runs: order, pause, priority, turns of workflows, estimates.

use crate::crash::Shut;
use crate::support::{World, document};
use gesso_engine::{Engine, EngineConfig};
use gesso_graph::Targets;
use gesso_sync::{Priority, RunEvent, RunId, RunState, StepState};
use std::sync::Arc;
use std::time::Duration;

fn one_worker() -> EngineConfig {
    EngineConfig {
        workers: 1,
        ..EngineConfig::default()
    }
}

/// One picture that no other run has.
fn picture(width: u32) -> String {
    format!("a:image.generate(width={width},height=8)")
}

/// One that is saved, and so held up at the gate.
fn saved(width: u32) -> String {
    format!("a:image.generate(width={width},height=8) b:image.save a.image->b.image")
}

async fn start(engine: &Engine, workflow: &str, text: &str) -> RunId {
    engine
        .start(workflow, 1, &document(text), Targets::Everything, None)
        .await
        .unwrap()
}

/// A world in which the only worker is held up by a run of the workflow "w".
async fn held_up() -> (World, Arc<Engine>, Arc<Shut>, RunId) {
    let world = World::new();
    let shut = Arc::new(Shut::default());
    *world.blobs.hook.lock().unwrap() = Some(shut.clone());
    let engine = world.engine(one_worker());
    let run = start(&engine, "w", &saved(9)).await;
    shut.reached.notified().await;
    (world, engine, shut, run)
}

/// The runs in the order in which they got their first worker.
fn begun(world: &World) -> Vec<RunId> {
    let events = world.listener.events().into_iter();
    let begun = events.filter_map(|event| match event {
        RunEvent::Run {
            run,
            state: RunState::Running,
        } => Some(run),
        _ => None,
    });
    begun.collect()
}

/// Until this many steps stand in the line.
async fn waiting(engine: &Engine, steps: usize) {
    while engine.waiting() != steps {
        tokio::task::yield_now().await;
    }
}

async fn line(engine: &Engine) -> Vec<RunId> {
    let queue = engine.queue().await.unwrap();
    queue.iter().map(|queued| queued.record.run).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_put_before_others_is_worked_for_before_them() {
    // E40
    let (world, engine, shut, first) = held_up().await;
    let second = start(&engine, "w", &picture(10)).await;
    let third = start(&engine, "w", &picture(11)).await;
    let fourth = start(&engine, "w", &picture(12)).await;
    assert_eq!(line(&engine).await, [first, second, third, fourth]);
    engine.move_run(fourth, Some(second)).await.unwrap();
    engine.move_run(second, None).await.unwrap();
    assert_eq!(line(&engine).await, [first, fourth, third, second]);
    waiting(&engine, 3).await;
    assert_eq!(begun(&world), [first], "the others wait");
    assert_eq!(world.state(third).await, RunState::Queued);
    shut.is_open.send_replace(true);
    for run in [second, third, fourth] {
        assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    }
    assert_eq!(begun(&world), [first, fourth, third, second]);
    assert!(line(&engine).await.is_empty());
    let gone = engine.move_run(third, None).await.unwrap_err();
    assert!(gone.to_string().contains("no run"), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_line_finishes_what_is_at_work_and_stays_paused_after_a_restart() {
    // E41
    let (world, engine, shut, first) = held_up().await;
    let second = start(&engine, "w", &picture(10)).await;
    let third = start(&engine, "w", &picture(11)).await;
    engine.pause(true).await.unwrap();
    engine.move_run(third, Some(second)).await.unwrap();
    shut.is_open.send_replace(true);
    assert_eq!(world.ended(&engine, first).await.state, RunState::Done);
    assert_eq!(begun(&world), [first]);
    engine.shutdown().await;
    let engine = world.engine(one_worker());
    engine.resume().await.unwrap();
    assert!(engine.is_paused());
    assert_eq!(line(&engine).await, [third, second]);
    waiting(&engine, 2).await;
    assert_eq!(begun(&world), [first]);
    engine.pause(false).await.unwrap();
    for run in [second, third] {
        assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    }
    assert_eq!(begun(&world), [first, third, second]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_run_lets_others_by_and_a_higher_priority_goes_first() {
    // E42
    let (world, engine, shut, first) = held_up().await;
    let held = start(&engine, "w", &picture(10)).await;
    let second = start(&engine, "w", &picture(11)).await;
    let urgent = start(&engine, "other", &picture(12)).await;
    engine.hold(held, true).await.unwrap();
    engine.prioritise(urgent, Priority::High).await.unwrap();
    assert_eq!(line(&engine).await[0], urgent);
    waiting(&engine, 3).await;
    shut.is_open.send_replace(true);
    for run in [second, urgent] {
        assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    }
    assert_eq!(begun(&world), [first, urgent, second]);
    engine.hold(held, false).await.unwrap();
    assert_eq!(world.ended(&engine, held).await.state, RunState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_run_can_be_cancelled_and_keeps_nobody_from_doing_the_same() {
    // E42, E14
    let world = World::new();
    let engine = world.engine(one_worker());
    engine.pause(true).await.unwrap();
    let held = start(&engine, "w", &picture(10)).await;
    engine.hold(held, true).await.unwrap();
    let same = start(&engine, "w", &picture(10)).await;
    waiting(&engine, 2).await;
    engine.pause(false).await.unwrap();
    assert_eq!(world.ended(&engine, same).await.state, RunState::Done);
    let other = start(&engine, "w", &picture(11)).await;
    world.ended(&engine, other).await;
    engine.cancel(held).await.unwrap();
    let ended = world.ended(&engine, held).await;
    assert_eq!(ended.state, RunState::Cancelled);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_run_comes_through_beside_a_large_one() {
    // E43
    let many: Vec<String> = (100..140)
        .map(|width| format!("n{width}:image.generate(width={width},height=8)"))
        .collect();
    let (world, engine, shut, _) = held_up().await;
    let large = start(&engine, "large", &many.join(" ")).await;
    let small = start(&engine, "small", &picture(10)).await;
    waiting(&engine, 41).await;
    shut.is_open.send_replace(true);
    for run in [small, large] {
        assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    }
    let events = world.listener.events();
    let is_end = |event: &RunEvent| {
        let end = RunEvent::Run {
            run: small,
            state: RunState::Done,
        };
        *event == end
    };
    let small_ended = events.iter().position(is_end).unwrap();
    let begun = events[..small_ended].iter().filter(|event| {
        matches!(event, RunEvent::Step { run, state: StepState::Running { progress: 0.0 }, .. } if *run == large)
    });
    let before = begun.count();
    assert!(before <= 3, "{before} of 40 steps went first");
}

#[tokio::test]
async fn running_again_does_the_same_steps_anew() {
    // E44
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let run = world.run(&engine, &saved(9)).await.run;
    let again = engine.run_again(run, None).await.unwrap();
    assert_ne!(again, run);
    assert_eq!(world.ended(&engine, again).await.letters(), "cc");
    let none = engine.run_again(RunId(999), None).await.unwrap_err();
    assert!(none.to_string().contains("no run 999"), "{none}");
}

#[tokio::test]
async fn what_a_run_will_take_is_told_from_earlier_steps_of_the_same_kinds() {
    // E45, E46
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let expected = async |engine: &Engine, width| {
        engine.pause(true).await.unwrap();
        let run = start(engine, "w", &picture(width)).await;
        let queue = engine.queue().await.unwrap();
        engine.cancel(run).await.unwrap();
        world.ended(engine, run).await;
        engine.pause(false).await.unwrap();
        assert_eq!((queue[0].done, queue[0].progress), ((0, 1), 0.0));
        queue[0].expected_ms
    };
    assert_eq!(expected(&engine, 10).await, None, "nothing is known yet");
    let made = world.run(&engine, &picture(9)).await;
    let spans = engine.spans(made.run).await.unwrap();
    let [(node, span)] = spans.as_slice() else {
        panic!("one span: {spans:?}");
    };
    assert_eq!(node.0, 1);
    let took = u64::try_from(span.ended_ms - span.began_ms).unwrap();
    assert_eq!(expected(&engine, 11).await, Some(took));
    let next = world.engine(EngineConfig::default());
    next.resume().await.unwrap();
    assert_eq!(expected(&next, 12).await, Some(took), "after a restart too");
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_is_no_time_of_a_run() {
    // E47
    let endless = |side: u32| {
        format!(
            "a:image.generate(width={side},height={side},kind=noise) b:image.save(format=png16) a.image->b.image"
        )
    };
    let world = World::new();
    let engine = world.engine(EngineConfig {
        run_time: Some(Duration::from_millis(800)),
        ..one_worker()
    });
    // Held by people for longer than it may be worked for, and then behind others for twice as long.
    engine.pause(true).await.unwrap();
    let slow = [
        start(&engine, "w", &endless(30_000)).await,
        start(&engine, "w", &endless(29_000)).await,
    ];
    let run = start(&engine, "w", &picture(10)).await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    engine.pause(false).await.unwrap();
    assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    for slow in slow {
        assert_eq!(world.ended(&engine, slow).await.state, RunState::Failed);
    }
}
