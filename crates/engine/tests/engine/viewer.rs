//! Results looked at, tile by tile.

use crate::support::World;
use gesso_engine::{Blobs, EngineConfig, EngineError, NewRun, PictureInfo, RunStore};
use gesso_graph::{ContentKey, NodeId, Targets};
use gesso_media::native::{Limits, decode};
use gesso_media::{Pull, Region};
use std::sync::Arc;

const TEXT: &str = "a:image.generate(width=700,height=300,kind=linear) b:color.levels(gamma=2) c:image.save(format=png16) \
                    a.image->b.image b.image->c.image";

#[tokio::test]
async fn a_result_is_served_in_tiles_down_to_a_single_one() {
    // E21
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world.run(&engine, TEXT).await;
    for node in [2, 3] {
        let key = ended.steps[&node].result.as_ref().unwrap().key;
        let info = engine.picture_info(key).await.unwrap();
        assert_eq!(
            info,
            PictureInfo {
                w: 700,
                h: 300,
                levels: 3
            }
        );
        for (level, col, row, size) in [
            (0, 0, 0, (256, 256)),
            (0, 2, 1, (188, 44)),
            (1, 1, 0, (94, 150)),
            (2, 0, 0, (175, 75)),
        ] {
            let png = engine.tile(key, level, col, row).await.unwrap();
            let tile = decode(png.as_slice(), &Limits::default()).unwrap();
            assert_eq!(
                tile.size(),
                size,
                "node {node}, level {level}, tile {col} {row}"
            );
        }
        assert!(matches!(
            engine.tile(key, 2, 1, 0).await,
            Err(EngineError::NoPicture)
        ));
        assert!(engine.tile(key, 40, 0, 0).await.is_ok());
        assert!(engine.tile(key, 0, u32::MAX, u32::MAX).await.is_err());
    }
}

#[tokio::test]
async fn what_is_looked_at_is_what_is_saved() {
    // E21
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let ended = world.run(&engine, TEXT).await;
    let saved = ended.steps[&3].result.clone().unwrap();
    let path = world
        .blobs
        .path(&saved.file.unwrap().hash)
        .await
        .unwrap()
        .unwrap();
    let file = decode(path.as_path(), &Limits::default()).unwrap();
    let fresh = world.engine(EngineConfig::default());
    let seen = fresh
        .picture(ended.steps[&2].result.as_ref().unwrap().key, 1.0)
        .await
        .unwrap();
    let region = Region {
        x: 100,
        y: 50,
        w: 200,
        h: 100,
    };
    let (file, seen) = (
        file.render(region, &Pull::new()).unwrap(),
        seen.render(region, &Pull::new()).unwrap(),
    );
    let apart = file
        .px
        .iter()
        .zip(&seen.px)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max);
    assert!(apart < 1e-3, "{apart}");
}

#[tokio::test]
async fn a_key_nobody_ran_has_no_picture() {
    // E21
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let key = ContentKey([9; 32]);
    assert!(matches!(
        engine.picture_info(key).await,
        Err(EngineError::NoPicture)
    ));
    assert!(matches!(
        engine.tile(key, 0, 0, 0).await,
        Err(EngineError::NoPicture)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_waits_for_any_more_is_not_rendered() {
    // E25: one tile of the small picture reads all of a large one, which takes minutes.
    let world = World::new();
    let engine = world.engine(EngineConfig {
        workers: 2,
        ..EngineConfig::default()
    });
    let text = "a:image.generate(width=30000,height=30000,kind=noise) b:image.resize(width=200,height=200) a.image->b.image";
    let ended = world
        .run_targets(&engine, text, Targets::Nodes(vec![NodeId(1)]))
        .await;
    assert_eq!(ended.letters(), "d");
    let document = crate::support::document(text);
    let job = gesso_engine::Job::of(
        &document,
        gesso_nodes::catalogue(),
        &Targets::Everything,
        &gesso_graph::KeptTakes::new(),
    );
    let key = job.steps[1].key;
    let new = NewRun {
        workflow: "postcard".into(),
        seq: 1,
        targets: Targets::Everything,
        job,
        at_ms: 0,
        by: None,
    };
    world.store.create_run(&new).await.unwrap();
    let tiles: Vec<_> = (0..6)
        .map(|_| {
            let engine = Arc::clone(&engine);
            tokio::spawn(async move { engine.tile(key, 0, 0, 0).await })
        })
        .collect();
    while engine.looks() < 2 {
        tokio::task::yield_now().await;
    }
    tiles.iter().for_each(tokio::task::JoinHandle::abort);
    while engine.looks() > 0 {
        tokio::task::yield_now().await;
    }
    for tile in tiles {
        assert!(tile.await.is_err(), "none of them was served");
    }
}
