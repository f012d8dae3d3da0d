//! Pixels for who goes on computing with them: the very floats that chains are built on here.

use crate::support::World;
use gesso_engine::{EngineConfig, EngineError, PIXEL_TILE, Whose};
use gesso_graph::ContentKey;
use gesso_media::native::{Limits, decode_at_scale, tile_png};
use gesso_media::{Image, Pull, Region, noise, packed};

const SIZE: (u32, u32) = (1300, 700);

fn photo() -> Vec<u8> {
    let (w, h) = SIZE;
    let picture = noise(w, h, [0.9, 0.2, 0.1, 1.0], [0.1, 0.3, 0.8, 0.4], 7, 5.0);
    let tile = picture.render(Region::whole(SIZE), &Pull::new()).unwrap();
    tile_png(&tile).unwrap()
}

/// The tile at this column and row of a picture.
fn region((w, h): (u32, u32), col: u32, row: u32) -> Region {
    let (x, y) = (col * PIXEL_TILE, row * PIXEL_TILE);
    let (w, h) = (PIXEL_TILE.min(w - x), PIXEL_TILE.min(h - y));
    Region::new(x as i32, y as i32, w, h)
}

fn bits(image: &Image, region: Region) -> Vec<u32> {
    let tile = image.render(region, &Pull::new()).unwrap();
    tile.px.iter().map(|v| v.to_bits()).collect()
}

#[tokio::test]
async fn files_and_results_are_sent_with_the_bits_that_chains_read() {
    // E30
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let bytes = photo();
    let asset = Whose::Asset(world.upload(bytes.clone()).await.as_str().into(), 1);
    let made = "a:image.generate(width=1300,height=700,kind=noise) b:color.levels(gamma=2) a.image->b.image";
    let key = world.run(&engine, made).await.steps[&2]
        .result
        .as_ref()
        .unwrap()
        .key;
    for (level, scale, size) in [(0, 1.0, SIZE), (1, 0.5, (650, 350)), (3, 0.125, (163, 88))] {
        let file = decode_at_scale(&bytes, &Limits::default(), scale, &Pull::new()).unwrap();
        let result = engine.picture(key, scale).await.unwrap();
        for (whose, picture) in [(&asset, file), (&Whose::Result(key), result)] {
            let info = engine.pixel_info(whose, level).await.unwrap();
            assert_eq!((info.full, info.size), (SIZE, size), "{whose:?} at {level}");
            assert_eq!(info.opaque, picture.is_opaque(), "{whose:?}");
            for (col, row) in [(0, 0), (1, 0), (2, 1)] {
                let sent = engine.pixels(whose, level, col, row).await;
                if col * PIXEL_TILE >= size.0 || row * PIXEL_TILE >= size.1 {
                    assert!(matches!(sent, Err(EngineError::NoPicture)));
                    continue;
                }
                let region = region(size, col, row);
                let tile = packed::unpack(&sent.unwrap(), region).unwrap();
                let got: Vec<u32> = tile.px.iter().map(|v| v.to_bits()).collect();
                assert!(
                    got == bits(&picture, region),
                    "{whose:?} {level} {col} {row}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_picture_has_no_pixels() {
    // E30
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let gone = Whose::Asset("ab".repeat(32).as_str().into(), 1);
    let unknown = Whose::Result(ContentKey([3; 32]));
    for whose in [&gone, &unknown] {
        let info = engine.pixel_info(whose, 0).await;
        assert!(matches!(info, Err(EngineError::NoPicture)), "{whose:?}");
    }
    let asset = Whose::Asset(world.upload(photo()).await.as_str().into(), 1);
    for (level, col, row) in [(17, 0, 0), (0, 3, 0), (0, u32::MAX, 0)] {
        let tile = engine.pixels(&asset, level, col, row).await;
        assert!(matches!(tile, Err(EngineError::NoPicture)));
    }
}
