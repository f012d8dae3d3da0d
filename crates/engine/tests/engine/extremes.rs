//! Pictures as small and as narrow as can be, from the first step to the file.

use crate::support::World;
use gesso_engine::{Blobs, EngineConfig};
use gesso_media::native::{Limits, decode};
use gesso_sync::RunState;

const FORMATS: [&str; 9] = [
    "png8", "png16", "jpeg", "webp", "avif", "tiff16", "tiff32", "exr16", "exr32",
];

/// What WebP can be at most.
const LONGEST_WEBP: u32 = 16_383;

#[tokio::test(flavor = "multi_thread")]
async fn the_smallest_and_the_narrowest_picture_go_through_everything_into_every_format() {
    // E1, E9, E21
    for (w, h) in [(1, 1), (30_000, 10), (10, 30_000)] {
        let world = World::new();
        let engine = world.engine(EngineConfig::default());
        for format in FORMATS {
            let text = format!(
                "a:image.generate(width={w},height={h},kind=noise) b:filter.blur(sigma=40) \
                 c:image.transform(angle=3) d:image.save(format={format}) \
                 a.image->b.image b.image->c.image c.image->d.image"
            );
            let ended = world.run(&engine, &text).await;
            let what = format!("{w} × {h} as {format}");
            if format == "webp" && w.max(h) > LONGEST_WEBP {
                assert_eq!(ended.state, RunState::Failed, "{what}");
                assert!(ended.message(4).contains("16383"), "{}", ended.message(4));
                continue;
            }
            assert_eq!(ended.state, RunState::Done, "{what}");
            for step in ended.steps.values() {
                let result = step.result.as_ref().unwrap();
                assert_eq!(result.size, Some((w, h)), "{what}");
                assert!(result.preview.is_some(), "{what}");
            }
            let result = ended.steps[&4].result.clone().unwrap();
            let file = world.blobs.path(&result.file.unwrap().hash).await;
            let saved = decode(file.unwrap().unwrap().as_path(), &Limits::default());
            assert_eq!(saved.unwrap().size(), (w, h), "{what}");
            let info = engine.picture_info(result.key).await.unwrap();
            let corner = |side: u32| (side.max(1) - 1) / gesso_engine::TILE;
            let tile = engine.tile(result.key, 0, corner(w), corner(h)).await;
            let smallest = engine.tile(result.key, info.levels - 1, 0, 0).await;
            assert!(tile.is_ok() && smallest.is_ok(), "{what}");
        }
    }
}
