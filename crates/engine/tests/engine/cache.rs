//! What is not done again, and what is thrown away.

use crate::support::{World, document};
use gesso_engine::{Assets, Blobs, EngineConfig, Role, RunStore};
use gesso_graph::{Command, ContentKey, ItemId, NodeId, Point, Targets, apply_all};
use gesso_media::native::{Format, encode, tile_png};
use gesso_media::{Pull, Region, solid};
use gesso_sync::RunState;
use std::collections::BTreeMap;
use std::io::Cursor;

const CHAIN: &str = "a:image.generate(width=40,height=30) b:filter.blur(sigma=2) c:color.levels(gamma=2) \
                     d:image.save(format=png8) a.image->b.image b.image->c.image c.image->d.image";

#[tokio::test]
async fn what_was_made_is_not_made_again() {
    // E13
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let first = world.run(&engine, CHAIN).await;
    let second = world.run(&engine, CHAIN).await;
    assert_eq!(
        (second.state, second.letters().as_str()),
        (RunState::Done, "cccc")
    );
    assert_eq!(
        second.steps[&4].result, first.steps[&4].result,
        "a cached result is the whole result"
    );
    assert_eq!(
        world.listener.begun(),
        BTreeMap::from([(1, 1), (2, 1), (3, 1), (4, 1)])
    );
}

#[tokio::test]
async fn the_cache_outlives_the_engine_and_the_workflow() {
    // E13
    let world = World::new();
    world
        .run(&world.engine(EngineConfig::default()), CHAIN)
        .await;
    let engine = world.engine(EngineConfig::default());
    let run = engine
        .start("another", 9, &document(CHAIN), Targets::Everything, None)
        .await
        .unwrap();
    assert_eq!(world.ended(&engine, run).await.letters(), "cccc");
}

#[tokio::test]
async fn a_change_makes_only_what_comes_after_it_again() {
    // E13
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, CHAIN).await;
    assert_eq!(
        world
            .run(&engine, &CHAIN.replace("gamma=2", "gamma=3"))
            .await
            .letters(),
        "ccdd"
    );
    assert_eq!(
        world.run(&engine, CHAIN).await.letters(),
        "cccc",
        "the old results are still there"
    );
}

#[tokio::test]
async fn the_last_of_twenty_nodes_is_all_that_is_made_when_it_changes() {
    // E13
    let chain = |last: f32| {
        let mut text = "n1:image.generate(width=40,height=30)".to_owned();
        for node in 2..=20 {
            let sigma = if node == 20 { last } else { 1.0 };
            let before = node - 1;
            text += &format!(" n{node}:filter.blur(sigma={sigma}) n{before}.image->n{node}.image");
        }
        text
    };
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, &chain(2.0)).await;
    let all_once: BTreeMap<u64, usize> = (1..=20).map(|node| (node, 1)).collect();
    assert_eq!(world.listener.begun(), all_once);
    let again = world.run(&engine, &chain(3.0)).await;
    assert_eq!(again.letters(), "cccccccccccccccccccd");
    let mut last_twice = all_once;
    last_twice.insert(20, 2);
    assert_eq!(world.listener.begun(), last_twice);
}

#[tokio::test]
async fn the_whole_picture_before_a_changed_step_is_not_rendered_again() {
    // E28
    let file = |light: f32| {
        let color = [light, light, light, 1.0];
        let picture = solid(200, 200, color);
        let tile = picture.render(Region::new(0, 0, 200, 200), &Pull::new());
        tile_png(&tile.unwrap()).unwrap()
    };
    let world = World::new();
    // The decoded file does not stay in so little memory, the picture before the last step does.
    let engine = world.engine(EngineConfig {
        memory_bytes: 60_000,
        preview_side: 16,
        ..EngineConfig::default()
    });
    let hash = world.upload(file(0.8)).await;
    let chain = |gamma: u32| {
        format!(
            "a:image.load(file={hash}) b:image.resize(side=40) c:filter.sharpen() d:color.levels(gamma={gamma}) \
             a.image->b.image b.image->c.image c.image->d.image"
        )
    };
    world.run(&engine, &chain(1)).await;
    // Whoever reads the file now sees black.
    let path = Assets::path(&*world.assets, &hash).await.unwrap();
    std::fs::write(path.unwrap(), file(0.0)).unwrap();
    let again = world.run(&engine, &chain(2)).await;
    assert_eq!(again.letters(), "cccd");
    let key = again.steps[&4].result.as_ref().unwrap().key;
    let picture = engine.picture(key, 1.0).await.unwrap();
    assert_eq!(picture.size(), (40, 40));
    let tile = picture.render(Region::new(20, 20, 1, 1), &Pull::new());
    assert!(tile.unwrap().px[0] > 0.5, "the file was read again");
}

#[tokio::test]
async fn a_file_that_is_larger_than_the_memory_is_read_as_it_is_rendered_to_the_same_bits() {
    // E31
    let mut tile = solid(300, 900, [1.0; 4])
        .render(Region::new(0, 0, 300, 900), &Pull::new())
        .unwrap();
    for (i, px) in tile.px.chunks_exact_mut(4).enumerate() {
        px[0] = (i * 37 % 256) as f32 / 255.0;
        px[1] = (i / 300) as f32 / 900.0;
    }
    let file = tile_png(&tile).unwrap();
    for rest in [
        "b:filter.sharpen()",
        "b:filter.blur(sigma=90)",
        "b:image.resize(side=70)",
    ] {
        let mut results = Vec::new();
        for memory_bytes in [100_000, 64 << 20] {
            let world = World::new();
            let engine = world.engine(EngineConfig {
                memory_bytes,
                preview_side: 64,
                ..EngineConfig::default()
            });
            let hash = world.upload(file.clone()).await;
            let text = format!(
                "a:image.load(file={hash}) {rest} c:color.levels(gamma=2) d:image.save(format=png16) \
                 a.image->b.image b.image->c.image c.image->d.image"
            );
            let ended = world.run(&engine, &text).await;
            assert_eq!(ended.state, RunState::Done);
            let kept = ended.steps.into_values().map(|step| step.result);
            results.push(kept.collect::<Vec<_>>());
        }
        assert_eq!(results[0], results[1], "{rest}");
    }
}

#[tokio::test]
async fn files_that_must_be_whole_and_find_no_room_are_worked_through_one_after_the_other() {
    // E32
    let world = World::new();
    let engine = world.engine(EngineConfig {
        memory_bytes: 0,
        workers: 4,
        ..EngineConfig::default()
    });
    let mut text = String::new();
    for (number, side) in [(1, 40), (2, 50), (3, 60), (4, 70)] {
        let mut file = Cursor::new(Vec::new());
        let image = solid(side, 30, [0.2, 0.4, 0.6, 1.0]);
        let format = Format::WebP { quality: 80 };
        encode(&image, format, &Pull::new(), &|_| {}, &mut file).unwrap();
        let hash = world.upload(file.into_inner()).await;
        text += &format!(
            "a{number}:image.load(file={hash}) b{number}:filter.blur() c{number}:comp.blend() d{number}:image.save(format=png8) \
             a{number}.image->b{number}.image a{number}.image->c{number}.base b{number}.image->c{number}.top c{number}.image->d{number}.image "
        );
    }
    // A step that waits for itself or for another one would wait for ever.
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.state, RunState::Done);
    let files = ended
        .steps
        .values()
        .filter_map(|step| step.result.as_ref()?.file.as_ref());
    assert_eq!(files.count(), 4);
}

#[tokio::test]
async fn moving_and_renaming_make_nothing_again() {
    // E13
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, CHAIN).await;
    let moved = apply_all(
        &document(CHAIN),
        &[
            Command::Move {
                item: ItemId::Node(NodeId(2)),
                to: Point { x: 9.0, y: 9.0 },
            },
            Command::SetTitle {
                id: NodeId(2),
                title: Some("Soft".into()),
            },
        ],
    );
    let run = engine
        .start("postcard", 2, &moved.document, Targets::Everything, None)
        .await
        .unwrap();
    assert_eq!(world.ended(&engine, run).await.letters(), "cccc");
}

#[tokio::test]
async fn equal_nodes_are_made_once() {
    // E14
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world
        .run(
            &engine,
            "a:image.generate(width=7) b:image.generate(width=7)",
        )
        .await;
    let mut letters: Vec<char> = ended.letters().chars().collect();
    letters.sort_unstable();
    assert_eq!(letters, ['c', 'd']);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_that_need_the_same_make_it_once() {
    // E14
    let world = World::new();
    let engine = world.engine(EngineConfig {
        workers: 4,
        ..EngineConfig::default()
    });
    let text =
        "a:image.generate(width=900,height=900,kind=noise) b:filter.blur(sigma=5) a.image->b.image";
    let mut runs = Vec::new();
    for workflow in ["one", "two", "three"] {
        runs.push(
            engine
                .start(workflow, 1, &document(text), Targets::Everything, None)
                .await
                .unwrap(),
        );
    }
    for run in runs {
        assert_eq!(world.ended(&engine, run).await.state, RunState::Done);
    }
    assert_eq!(world.listener.begun(), BTreeMap::from([(1, 1), (2, 1)]));
}

#[tokio::test]
async fn an_outcome_without_its_artifact_counts_for_nothing() {
    // E15
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let first = world.run(&engine, CHAIN).await;
    let file = first.steps[&4].result.clone().unwrap().file.unwrap();
    world.blobs.remove(&file.hash).await.unwrap();
    let second = world.run(&engine, CHAIN).await;
    assert_eq!(second.letters(), "cccd");
    assert!(
        Blobs::path(&*world.blobs, &file.hash)
            .await
            .unwrap()
            .is_some(),
        "the file is back"
    );
}

#[tokio::test]
async fn a_whole_picture_on_disk_gives_the_same_bits() {
    // E10
    let text = "a:image.generate(width=90,height=70,kind=noise) b:filter.blur(sigma=3) c:color.levels(gamma=2) \
                d:comp.blend(mode=screen) e:image.save(format=png16) \
                a.image->b.image b.image->c.image b.image->d.base c.image->d.top d.image->e.image";
    let mut hashes = Vec::new();
    for kept_pixels in [0, 1 << 20] {
        let world = World::new();
        let engine = world.engine(EngineConfig {
            kept_pixels,
            ..EngineConfig::default()
        });
        let ended = world.run(&engine, text).await;
        let key = ended.steps[&2].result.as_ref().unwrap().key;
        let outcome = world
            .store
            .outcomes(&[key])
            .await
            .unwrap()
            .remove(&key)
            .unwrap();
        let is_kept = outcome
            .artifacts
            .iter()
            .any(|artifact| artifact.role == Role::Raw);
        assert_eq!(is_kept, kept_pixels > 0);
        hashes.push(ended.steps[&5].result.clone().unwrap().file.unwrap().hash);
    }
    assert_eq!(hashes[0], hashes[1]);
}

async fn bytes(world: &World) -> u64 {
    let used = world.store.outcomes_by_use().await.unwrap();
    let artifacts = used.iter().flat_map(|used| &used.outcome.artifacts);
    let by_hash: BTreeMap<&str, u64> = artifacts
        .map(|artifact| (artifact.hash.as_str(), artifact.bytes))
        .collect();
    by_hash.values().sum()
}

#[tokio::test]
async fn the_least_recently_used_go_when_the_budget_is_full() {
    // E16
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = |seed: u32| format!("a:image.generate(width=300,height=300,kind=noise,seed={seed})");
    let mut keys: Vec<ContentKey> = Vec::new();
    for seed in 0..6 {
        keys.push(
            world.run(&engine, &text(seed)).await.steps[&1]
                .result
                .as_ref()
                .unwrap()
                .key,
        );
    }
    assert_eq!(
        world.run(&engine, &text(0)).await.letters(),
        "c",
        "used again, so no longer the oldest"
    );
    world.run(&engine, &text(6)).await;
    let budget = bytes(&world).await / 2;
    let small = world.engine(EngineConfig {
        cache_bytes: budget,
        ..EngineConfig::default()
    });
    small.sweep().await.unwrap();
    assert!(bytes(&world).await <= budget);
    let kept = world.store.outcomes(&keys).await.unwrap();
    assert!(
        kept.contains_key(&keys[0]) && kept.contains_key(&keys[5]),
        "the recently used are kept"
    );
    assert!(
        !kept.contains_key(&keys[1]) && !kept.contains_key(&keys[2]),
        "the others are gone"
    );
}

#[tokio::test]
async fn files_and_previews_of_the_newest_run_stay() {
    // E16
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = "a:image.generate(width=80,height=80,kind=noise) b:filter.blur c:image.save(format=png8) d:color.levels(gamma=3) \
                a.image->b.image b.image->c.image b.image->d.image";
    let ended = world.run(&engine, text).await;
    let none = world.engine(EngineConfig {
        cache_bytes: 0,
        ..EngineConfig::default()
    });
    none.sweep().await.unwrap();
    for step in ended.steps.values() {
        let result = step.result.as_ref().unwrap();
        for hash in result
            .preview
            .iter()
            .chain(result.file.iter().map(|file| &file.hash))
        {
            assert!(Blobs::path(&*world.blobs, hash).await.unwrap().is_some());
        }
    }
    let used = world.store.outcomes_by_use().await.unwrap();
    assert!(
        used.iter()
            .flat_map(|used| &used.outcome.artifacts)
            .all(|artifact| artifact.role != Role::Raw)
    );
    assert_eq!(
        world.run(&engine, text).await.letters(),
        "cccc",
        "and they still count"
    );
}

#[tokio::test]
async fn what_canvases_show_and_what_was_looked_at_stays() {
    // E16
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = |seed: u32| {
        format!(
            "a:image.generate(width=80,height=80,kind=noise) b:image.generate(width=70,height=70,kind=noise,seed={seed}) \
             c:filter.blur a.image->c.image"
        )
    };
    let looked_at = world.run(&engine, &text(1)).await.steps[&2].result.clone();
    let gone = world.run(&engine, &text(2)).await.steps[&2].result.clone();
    let whole = world.run(&engine, &text(3)).await;
    // A run of one node leaves the others on the canvas as they were.
    let only = Targets::Nodes(vec![NodeId(2)]);
    world.run_targets(&engine, &text(4), only).await;
    let none = world.engine(EngineConfig {
        cache_bytes: 0,
        ..EngineConfig::default()
    });
    let looked_at = looked_at.unwrap();
    none.tile(looked_at.key, 0, 0, 0).await.unwrap();
    none.sweep().await.unwrap();
    let is_there = async |preview: Option<String>| {
        let path = Blobs::path(&*world.blobs, &preview.unwrap()).await;
        path.unwrap().is_some()
    };
    for node in [1, 3] {
        let shown = whole.steps[&node].result.clone().unwrap();
        assert!(is_there(shown.preview).await, "node {node} is shown");
    }
    assert!(is_there(looked_at.preview).await);
    assert!(!is_there(gone.unwrap().preview).await);
}

#[tokio::test]
async fn bytes_that_another_outcome_holds_are_not_removed() {
    // E16: both nodes show the same pixels, so their previews are one artifact.
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let first = world
        .run(&engine, "a:image.generate(width=20,height=20,seed=1)")
        .await;
    let other = document("a:image.generate(width=20,height=20,seed=2)");
    let run = engine
        .start("other", 1, &other, Targets::Everything, None)
        .await
        .unwrap();
    world.ended(&engine, run).await;
    world
        .run(&engine, "a:image.generate(width=21,height=20)")
        .await;
    let none = world.engine(EngineConfig {
        cache_bytes: 0,
        ..EngineConfig::default()
    });
    none.sweep().await.unwrap();
    let preview = first.steps[&1].result.clone().unwrap().preview.unwrap();
    assert!(
        Blobs::path(&*world.blobs, &preview)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn what_a_crash_left_without_a_name_is_removed_at_the_start() {
    // E16
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, CHAIN).await;
    drop(engine);
    let orphan = world.blobs.put(b"nobody names me".to_vec()).await.unwrap();
    let engine = world.engine(EngineConfig::default());
    engine.resume().await.unwrap();
    assert_eq!(
        world.blobs.present(&[&orphan.hash]).await.unwrap(),
        [].into()
    );
    assert_eq!(world.run(&engine, CHAIN).await.letters(), "cccc");
}

#[tokio::test]
async fn a_sweep_forgets_the_recipes_that_nothing_needs() {
    // E24
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let first = world.run(&engine, CHAIN).await;
    let keys: Vec<ContentKey> = (1..=4)
        .map(|node| first.steps[&node].result.as_ref().unwrap().key)
        .collect();
    for _ in 0..gesso_engine::RUNS_KEPT {
        world
            .run(&engine, "a:image.generate(width=2,height=2)")
            .await;
    }
    engine.sweep().await.unwrap();
    assert_eq!(world.store.recipes(&keys).await.unwrap().len(), 4);
    world.store.remove_outcomes(&keys[2..]).await.unwrap();
    // A take needs them as well.
    let take = ("postcard", NodeId(4), keys[3]);
    engine
        .remove_take(take.0, take.1, take.2, true)
        .await
        .unwrap();
    engine.sweep().await.unwrap();
    let left = world.store.recipes(&keys).await.unwrap();
    assert_eq!(left.len(), 2);
    assert!(engine.picture_info(keys[1]).await.is_ok());
    assert!(engine.picture_info(keys[3]).await.is_err());
}

#[tokio::test]
async fn what_is_kept_in_memory_gives_the_same_bits() {
    // E10: small pictures, whose previews are the pictures themselves, and larger ones.
    for width in [90, 900] {
        let text = format!(
            "a:image.generate(width={width},height=70,kind=noise) b:filter.blur(sigma=3) c:color.levels(gamma=2) \
             d:image.resize(width=60,height=60) e:filter.sharpen f:image.save(format=png16) \
             a.image->b.image b.image->c.image c.image->d.image d.image->e.image e.image->f.image"
        );
        let mut results = Vec::new();
        for memory_bytes in [0, 64 << 20] {
            let world = World::new();
            let engine = world.engine(EngineConfig {
                memory_bytes,
                ..EngineConfig::default()
            });
            let ended = world.run(&engine, &text).await;
            assert_eq!(ended.state, RunState::Done);
            let kept = ended.steps.into_values().map(|step| step.result);
            results.push(kept.collect::<Vec<_>>());
        }
        assert_eq!(results[0], results[1], "{width} wide");
    }
}
