//! Results looked at, tile by tile.

use crate::support::World;
use gesso_engine::{Blobs, EngineConfig, EngineError, PictureInfo};
use gesso_graph::ContentKey;
use gesso_media::native::{Limits, decode};
use gesso_media::{Pull, Region};

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
