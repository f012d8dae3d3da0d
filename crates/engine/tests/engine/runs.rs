//! What a run does: order, parallel branches, failures, limits, what is said.

use crate::support::{Hook, World, document};
use async_trait::async_trait;
use gesso_engine::{Clock, EngineConfig, EngineError, Role, RunStore, preview_scale};
use gesso_graph::{Document, NodeId, Targets};
use gesso_media::native::{Limits, decode};
use gesso_sync::{RunEvent, RunState, StepState};
use gesso_words::{Language, Words};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Barrier;

const CHAIN: &str = "a:image.generate(width=40,height=30,kind=checker,cell=5) b:filter.blur(sigma=2) \
                     c:image.save(format=png8,name=card-{width}x{height}) a.image->b.image b.image->c.image";

#[tokio::test]
async fn a_run_makes_the_file_and_a_preview_of_every_node() {
    // E1, E9
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world.run(&engine, CHAIN).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "ddd")
    );
    for step in ended.steps.values() {
        let result = step.result.as_ref().unwrap();
        assert_eq!(result.size, Some((40, 30)));
        let preview = gesso_engine::Blobs::path(&*world.blobs, result.preview.as_ref().unwrap())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            decode(preview.as_path(), &Limits::default())
                .unwrap()
                .size(),
            (40, 30)
        );
    }
    let file = ended.steps[&3]
        .result
        .as_ref()
        .unwrap()
        .file
        .clone()
        .unwrap();
    assert_eq!(
        (file.name.as_str(), file.media_type.as_str()),
        ("card-40x30.png", "image/png")
    );
    let path = gesso_engine::Blobs::path(&*world.blobs, &file.hash)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), file.bytes);
    assert_eq!(
        decode(path.as_path(), &Limits::default()).unwrap().size(),
        (40, 30)
    );
}

#[tokio::test]
async fn previews_are_small_and_sizes_are_full() {
    // E9
    let world = World::new();
    let engine = world.engine(EngineConfig {
        preview_side: 64,
        ..EngineConfig::default()
    });
    let ended = world
        .run(
            &engine,
            "a:image.generate(width=1000,height=501,kind=noise) b:color.levels a.image->b.image",
        )
        .await;
    let result = ended.steps[&2].result.clone().unwrap();
    assert_eq!(result.size, Some((1000, 501)));
    let preview = gesso_engine::Blobs::path(&*world.blobs, &result.preview.unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        decode(preview.as_path(), &Limits::default())
            .unwrap()
            .size(),
        (64, 32)
    );
}

#[test]
fn sizes_within_one_halving_share_the_scale_of_their_previews() {
    // E27
    for (size, scale) in [
        ((1, 1), 1.0),
        ((512, 300), 1.0),
        ((1023, 1023), 1.0),
        ((1024, 20), 0.5),
        ((1200, 1600), 0.5),
        ((2047, 1600), 0.5),
        ((2048, 1600), 0.25),
        ((6000, 4000), 0.125),
        ((u32::MAX, 1), 2.0_f32.powi(-22)),
    ] {
        assert_eq!(preview_scale(size, 512), scale, "{size:?}");
    }
    for longest in 64..5000_u32 {
        let rendered = longest as f32 * preview_scale((longest, 1), 64);
        assert!((64.0..128.0).contains(&rendered), "{longest}");
    }
}

#[tokio::test]
async fn words_and_numbers_are_part_of_the_result() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let saved = world.run(&engine, CHAIN).await;
    let file = saved.steps[&3]
        .result
        .as_ref()
        .unwrap()
        .file
        .clone()
        .unwrap();
    let path = gesso_engine::Blobs::path(&*world.blobs, &file.hash)
        .await
        .unwrap()
        .unwrap();
    let hash = world.upload(std::fs::read(path).unwrap()).await;
    let text = format!("a:image.load(file={hash}) b:text.render(size=20) a.width->b.text");
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.letters(), "dd");
    let values = ended.steps[&1].result.clone().unwrap().values;
    assert_eq!(
        values,
        [
            ("Width".into(), "40".into()),
            ("Height".into(), "30".into())
        ]
    );
}

#[tokio::test]
async fn of_very_long_words_the_beginning_is_told() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let half = "ä".repeat(5000);
    let all = half.repeat(2);
    for (template, told) in [
        ("{{a}}{{a}}", all.clone()),
        ("{{a}}{{a}}b", format!("{all}…")),
    ] {
        let text = format!(
            "a:text.template(template={half}) b:text.template(template={template}) a.text->b.a"
        );
        let ended = world.run(&engine, &text).await;
        let values = ended.steps[&2].result.clone().unwrap().values;
        assert_eq!(values, [("Text".into(), told)]);
    }
}

#[tokio::test]
async fn subtitles_are_a_file_that_is_found_again() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = "a:subtitles.make(text=Hello,format=vtt,name=film)";
    for expected in ["d", "c"] {
        let ended = world.run(&engine, text).await;
        assert_eq!(ended.letters(), expected);
        let file = ended.steps[&1].result.clone().unwrap().file.unwrap();
        assert_eq!((&*file.name, &*file.media_type), ("film.vtt", "text/vtt"));
        let path = gesso_engine::Blobs::path(&*world.blobs, &file.hash).await;
        assert_eq!(
            std::fs::read_to_string(path.unwrap().unwrap()).unwrap(),
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello\n\n"
        );
    }
}

#[tokio::test]
async fn what_people_should_know_about_a_result_comes_with_it() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world.run(&engine, "a:text.render(text=颐,size=20)").await;
    assert_eq!(ended.letters(), "d");
    let again = world.run(&engine, "a:text.render(text=颐,size=20)").await;
    assert_eq!(again.letters(), "c");
    for ended in [ended, again] {
        let notes = ended.steps[&1].result.clone().unwrap().notes;
        assert!(
            matches!(&notes[..], [note] if note.to_string().contains('颐')),
            "{notes:?}"
        );
    }
}

struct Meet(Barrier);

#[async_trait]
impl Hook for Meet {
    async fn before_put(&self) {
        self.0.wait().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn independent_branches_work_at_the_same_time() {
    // E2: each of the two waits for the other, so one after the other would never end.
    let world = World::new();
    *world.blobs.hook.lock().unwrap() = Some(Arc::new(Meet(Barrier::new(2))));
    let engine = world.engine(EngineConfig {
        workers: 2,
        ..EngineConfig::default()
    });
    let ended = world
        .run(
            &engine,
            "a:image.generate(width=8) b:image.generate(width=9)",
        )
        .await;
    assert_eq!(ended.letters(), "dd");
}

#[derive(Default)]
struct Crowd {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[async_trait]
impl Hook for Crowd {
    async fn before_put(&self) {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        self.now.fetch_sub(1, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_steps_work_than_there_are_workers() {
    // E2
    let world = World::new();
    let crowd = Arc::new(Crowd::default());
    *world.blobs.hook.lock().unwrap() = Some(crowd.clone());
    let engine = world.engine(EngineConfig {
        workers: 2,
        ..EngineConfig::default()
    });
    let text: Vec<String> = (1..=12)
        .map(|n| format!("n{n}:image.generate(width={n})"))
        .collect();
    let ended = world.run(&engine, &text.join(" ")).await;
    assert_eq!(ended.letters(), "d".repeat(12));
    assert!(crowd.most.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn a_failure_stops_only_what_needs_it() {
    // E3, E4
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let gone = "0".repeat(64);
    let text = format!(
        "a:image.load(file={gone}) b:filter.blur c:image.save a.image->b.image b.image->c.image \
         d:image.generate(width=8) e:image.save d.image->e.image"
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Failed, "fbbdd")
    );
    assert_eq!(
        ended.message(1),
        "Load image: The file “photo.png” is not here any more. Upload it again."
    );
    assert_eq!(
        ended.message(3),
        "“Load image” failed, and this node needs it. Mend that one first."
    );
}

#[tokio::test]
async fn a_file_that_is_no_picture_says_so() {
    // E4
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let hash = world
        .upload(b"Dear diary, today I painted nothing.".to_vec())
        .await;
    let ended = world
        .run(&engine, &format!("a:image.load(file={hash})"))
        .await;
    assert_eq!(ended.state, RunState::Failed);
    assert!(
        ended.message(1).starts_with("Load image: “photo.png”: "),
        "{}",
        ended.message(1)
    );
}

struct Panics;

#[async_trait]
impl Hook for Panics {
    fn before_scratch(&self) {
        panic!("the brush broke");
    }
}

#[tokio::test]
async fn a_panic_fails_its_step_and_nothing_else() {
    // E5
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    *world.blobs.hook.lock().unwrap() = Some(Arc::new(Panics));
    let broken = world.run(&engine, CHAIN).await;
    assert_eq!(
        (broken.state, broken.letters().as_str()),
        (RunState::Failed, "fbb")
    );
    assert!(
        broken.message(1).contains("the brush broke"),
        "{}",
        broken.message(1)
    );
    *world.blobs.hook.lock().unwrap() = None;
    assert_eq!(world.run(&engine, CHAIN).await.letters(), "ddd");
}

#[tokio::test]
async fn a_node_that_cannot_run_is_blocked_with_the_reason() {
    // E6
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world
        .run(
            &engine,
            "a:filter.blur b:image.generate(width=8) c:image.save b.image->c.image",
        )
        .await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "bdd")
    );
    assert_eq!(
        ended.message(1),
        "Nothing is wired into Image. Wire a picture into it."
    );
    assert_eq!(
        ended.said(1).describe(Words::of(Language::German)),
        "Mit Bild ist nichts verbunden. Verbinde ein Bild damit."
    );
    let only = world
        .run_targets(&engine, "a:filter.blur", Targets::Nodes(vec![NodeId(1)]))
        .await;
    assert_eq!(
        (only.state, only.letters().as_str()),
        (RunState::Failed, "b")
    );
}

#[tokio::test]
async fn a_run_to_here_leaves_the_rest_alone() {
    // E7
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world
        .run_targets(&engine, CHAIN, Targets::Nodes(vec![NodeId(2)]))
        .await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "dd")
    );
    assert!(!ended.steps.contains_key(&3));
}

#[tokio::test]
async fn what_is_read_twice_or_looked_at_is_kept_whole() {
    // E10
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = "a:image.generate(width=30,height=20,kind=noise) b:filter.blur c:color.levels(gamma=2) d:comp.blend \
                e:image.save(format=png8) a.image->b.image b.image->c.image b.image->d.base c.image->d.top d.image->e.image";
    let ended = world.run(&engine, text).await;
    assert_eq!(ended.letters(), "ddddd");
    let mut whole = Vec::new();
    for (node, step) in &ended.steps {
        let key = step.result.as_ref().unwrap().key;
        let outcome = world
            .store
            .outcomes(&[key])
            .await
            .unwrap()
            .remove(&key)
            .unwrap();
        if outcome
            .artifacts
            .iter()
            .any(|artifact| artifact.role == Role::Raw)
        {
            whole.push(*node);
        }
    }
    assert_eq!(
        whole,
        [2],
        "b is read twice; sources and what is read once are not kept"
    );
}

#[tokio::test]
async fn limits_are_said_in_words() {
    // E8
    let world = World::new();
    let small = EngineConfig {
        pixels: 10_000,
        steps: 3,
        runs: 0,
        ..EngineConfig::default()
    };
    let engine = world.engine(EngineConfig {
        runs: 4,
        ..small.clone()
    });
    let ended = world
        .run(&engine, "a:image.generate(width=200,height=100)")
        .await;
    assert_eq!(
        ended.message(1),
        "Generate image: The picture would be 200 × 100, 1 megapixels; the limit is 0. Make it smaller."
    );
    let four = document("a:image.generate b:image.generate c:image.generate d:image.generate");
    let refused = engine
        .start("w", 1, &four, Targets::Everything, None)
        .await
        .unwrap_err();
    assert!(
        matches!(refused, EngineError::TooManySteps { steps: 4, most: 3 }),
        "{refused}"
    );
    let none = engine
        .start("w", 1, &Document::default(), Targets::Everything, None)
        .await
        .unwrap_err();
    assert!(matches!(none, EngineError::NothingToRun), "{none}");
    let busy = world.engine(small);
    let refused = busy
        .start(
            "w",
            1,
            &document("a:image.generate"),
            Targets::Everything,
            None,
        )
        .await
        .unwrap_err();
    assert!(
        matches!(refused, EngineError::TooManyRuns { .. }),
        "{refused}"
    );
}

#[tokio::test]
async fn a_run_that_takes_too_long_is_ended_with_a_message() {
    // E8
    let world = World::new();
    let engine = world.engine(EngineConfig {
        run_time: Some(Duration::ZERO),
        ..EngineConfig::default()
    });
    let ended = world
        .run(
            &engine,
            "a:image.generate(width=9000,height=9000,kind=noise) b:image.save a.image->b.image",
        )
        .await;
    assert_eq!(ended.state, RunState::Failed);
    assert!(
        ended
            .message(2)
            .starts_with("The run was stopped because it took longer"),
        "{}",
        ended.message(2)
    );
}

struct Steps {
    now: AtomicI64,
    by: i64,
}

impl Clock for Steps {
    fn now_ms(&self) -> i64 {
        self.now.fetch_add(self.by, Ordering::Relaxed)
    }
}

#[tokio::test]
async fn progress_is_said_no_more_often_than_asked() {
    // E11
    for (by, is_heard) in [(0, false), (1000, true)] {
        let mut world = World::new();
        world.clock = Arc::new(Steps {
            now: AtomicI64::new(0),
            by,
        });
        let engine = world.engine(EngineConfig::default());
        world
            .run(
                &engine,
                "a:image.generate(width=1200,height=1200,kind=noise) b:image.save a.image->b.image",
            )
            .await;
        let heard = world.listener.events().iter().any(
            |event| matches!(event, RunEvent::Step { state: StepState::Running { progress }, .. } if *progress > 0.0),
        );
        assert_eq!(heard, is_heard, "a clock that goes by {by}");
    }
}

#[tokio::test]
async fn what_happens_is_said_in_order() {
    // E12
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world
        .run(&engine, "a:image.generate(width=8,height=8)")
        .await;
    let said: Vec<String> = world
        .listener
        .events()
        .iter()
        .map(|event| match event {
            RunEvent::Run { state, .. } => format!("run {state:?}"),
            RunEvent::Step {
                state: StepState::Running { .. },
                ..
            } => "step Running".into(),
            RunEvent::Step { state, .. } => format!("step {state:?}"),
        })
        .collect();
    let expected = [
        "run Queued",
        "step Queued",
        "run Running",
        "step Running",
        "step Done",
        "run Done",
    ];
    assert_eq!(said, expected);
    let latest = engine.latest("postcard").await.unwrap();
    assert_eq!(latest.len(), 2);
    assert!(latest.contains(&RunEvent::Run {
        run: ended.run,
        state: RunState::Done
    }));
}
