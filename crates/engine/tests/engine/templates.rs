//! The pictures on the gallery's template cards are what the templates make.
//! `GESSO_UPDATE=1 cargo test -p gesso-engine templates` writes them anew after a change.

use crate::support::World;
use gesso_engine::{Blobs, EngineConfig};
use gesso_graph::{AssetRef, Targets};
use gesso_media::native::{Limits, decode};
use gesso_media::{Pull, Region};
use gesso_nodes::{image_save, templates};
use std::path::{Path, PathBuf};

/// The longest side of a picture on a card.
const SIDE: u32 = 480;
/// Rounding may differ from machine to machine, as a decoder's does; a changed template differs by far more.
const CLOSE: f32 = 0.02;

fn public() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public")
}

#[tokio::test]
async fn the_pictures_of_the_templates_are_current() {
    let world = World::new();
    let engine = world.engine(EngineConfig {
        preview_side: SIDE,
        ..EngineConfig::default()
    });
    let bytes = std::fs::read(public().join("sample/photo.jpg")).unwrap();
    let photo = AssetRef {
        hash: world.upload(bytes).await.as_str().into(),
        name: "photo.jpg".into(),
        media_type: "image/jpeg".into(),
    };
    for template in templates() {
        let document = template.document(Some(photo.clone()));
        let run = engine
            .start(template.id, 1, &document, Targets::Everything, None)
            .await
            .unwrap();
        let ended = world.ended(&engine, run).await;
        let saves = document.nodes().iter();
        let saves = saves.filter(|(_, node)| node.kind.as_str() == image_save::ID);
        let made: Vec<u64> = saves.map(|(id, _)| id.0).collect();
        assert_eq!(made.len(), template.pictures().len(), "{}", template.id);
        for (node, name) in made.iter().zip(template.pictures()) {
            let preview = ended.steps[node].result.clone().unwrap().preview.unwrap();
            let preview = Blobs::path(&*world.blobs, &preview).await.unwrap().unwrap();
            let kept = public().join(&name);
            if std::env::var_os("GESSO_UPDATE").is_some() {
                std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
                std::fs::copy(&preview, &kept).unwrap();
            }
            let apart = difference(&preview, &kept);
            assert!(
                apart < CLOSE,
                "{name} is not what the template makes ({apart})"
            );
        }
    }
}

/// How far two pictures are apart in the mean, 0–1.
fn difference(a: &Path, b: &Path) -> f32 {
    let pixels = |path: &Path| {
        let image = decode(path, &Limits::default()).unwrap();
        let (w, h) = image.size();
        let all = Region { x: 0, y: 0, w, h };
        ((w, h), image.render(all, &Pull::new()).unwrap())
    };
    let ((size, a), (other, b)) = (pixels(a), pixels(b));
    if size != other {
        return 1.0;
    }
    let apart = (0_i32..)
        .take(size.1 as usize)
        .flat_map(|y| a.row(y).iter().zip(b.row(y)).map(|(a, b)| (a - b).abs()));
    apart.sum::<f32>() / (size.0 * size.1 * 4) as f32
}
