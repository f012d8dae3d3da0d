//! Batches that are stopped in the middle, by a power cut or by many others: what was made is found, and nobody waits for all.

use crate::crash::Shut;
use crate::support::{Ended, Hook, World, document};
use async_trait::async_trait;
use gesso_engine::{Engine, EngineConfig, RunStore as _};
use gesso_graph::Targets;
use gesso_sync::{Author, Items, Person, RunEvent, RunId, RunState};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Runtime;

/// So many pictures, each saved.
fn batch(from: usize, count: usize) -> String {
    let to = from + count - 1;
    format!(
        "r:list.range(from={from},to={to}) g:image.generate(width=9,height=9,kind=noise) \
         s:image.save(format=png8,name=n-{{seed}}) r.whole->g.seed g.image->s.image"
    )
}

fn one_worker() -> EngineConfig {
    EngineConfig {
        workers: 1,
        ..EngineConfig::default()
    }
}

async fn start(engine: &Engine, text: &str, person: &str) -> RunId {
    let by = Author {
        person: Person(person.into()),
        name: None,
    };
    let document = document(text);
    let run = engine.start("shared", 1, &document, Targets::Everything, Some(by));
    run.await.unwrap()
}

fn items(ended: &Ended) -> &Items {
    let result = ended.steps[&3].result.as_ref().unwrap();
    result.items.as_ref().unwrap()
}

/// Lets so many files through, then holds every further one.
struct After {
    most: usize,
    begun: AtomicUsize,
    shut: Shut,
}

#[async_trait]
impl Hook for After {
    async fn before_put_file(&self) {
        if self.begun.fetch_add(1, Ordering::Relaxed) >= self.most {
            self.shut.before_put_file().await;
        }
    }
}

fn after(world: &World, most: usize) -> Arc<After> {
    let after = Arc::new(After {
        most,
        begun: AtomicUsize::new(0),
        shut: Shut::default(),
    });
    *world.blobs.hook.lock().unwrap() = Some(after.clone());
    after
}

#[test]
fn after_a_crash_in_the_middle_of_a_batch_the_line_goes_on_and_no_item_is_made_again() {
    // E17, E61
    let world = World::new();
    let gate = after(&world, 5);
    let before = Runtime::new().unwrap();
    let (run, waiting) = before.block_on(async {
        let engine = world.engine(one_worker());
        let run = start(&engine, &batch(1, 20), "ann").await;
        gate.shut.reached.notified().await;
        let waiting = start(&engine, &batch(101, 2), "ann").await;
        // Gone without a word, as by `kill -9`.
        std::mem::forget(engine);
        (run, waiting)
    });
    before.shutdown_background();
    gate.shut.is_open.send_replace(true);
    Runtime::new().unwrap().block_on(async {
        let engine = world.engine(one_worker());
        let left = world.store.unfinished().await.unwrap();
        let left: Vec<RunId> = left.iter().map(|record| record.run).collect();
        assert_eq!(left, [run, waiting]);
        engine.resume().await.unwrap();
        let ended = world.ended(&engine, run).await;
        assert_eq!(ended.state, RunState::Done);
        let made = items(&ended);
        assert_eq!((made.of, made.done, made.found), (20, 20, 5));
        let other = world.ended(&engine, waiting).await;
        assert_eq!(other.state, RunState::Done);
        // Twenty and two, and the one that the crash interrupted.
        assert_eq!(gate.begun.load(Ordering::Relaxed), 23);
        let again = engine.run_again(run, None).await.unwrap();
        let again = world.ended(&engine, again).await;
        assert_eq!((again.letters().as_str(), items(&again).found), ("ccc", 20));
    });
}

#[tokio::test]
async fn a_small_run_comes_through_beside_ten_batches_of_somebody_else_in_the_same_workflow() {
    // E43, E63
    let world = World::new();
    let engine = world.engine(one_worker());
    let gate = after(&world, 0);
    let mut batches = Vec::new();
    for number in 0..10 {
        batches.push(start(&engine, &batch(1 + number * 10, 8), "ann").await);
    }
    gate.shut.reached.notified().await;
    let small = "g:image.generate(width=8,height=8) s:image.save(format=png8) g.image->s.image";
    let small = start(&engine, small, "bob").await;
    gate.shut.is_open.send_replace(true);
    for run in batches.iter().chain([&small]) {
        assert_eq!(world.ended(&engine, *run).await.state, RunState::Done);
    }
    let events = world.listener.events().into_iter();
    let first = events.filter_map(|event| match event {
        RunEvent::Run {
            run,
            state: RunState::Done,
        } => Some(run),
        _ => None,
    });
    assert_eq!(first.take(1).collect::<Vec<_>>(), [small]);
}
