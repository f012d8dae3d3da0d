//! What output nodes made, kept with what made it.

use crate::support::{World, document};
use gesso_engine::{Blobs, Engine, EngineConfig};
use gesso_graph::{NodeId, Targets, Value};
use gesso_sync::{Author, Person, PersonName, Take};

const SAVE: NodeId = NodeId(3);

fn blurred(sigma: u32) -> String {
    format!(
        "a:image.generate(width=40,height=30,kind=noise) b:filter.blur(sigma={sigma}) c:image.save \
         a.image->b.image b.image->c.image"
    )
}

async fn takes(engine: &Engine) -> Vec<Take> {
    engine.takes("postcard", SAVE).await.unwrap()
}

#[tokio::test]
async fn every_run_gives_an_output_node_a_take_with_what_made_it() {
    // E50
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let zoe = Author {
        person: Person("p-1".into()),
        name: PersonName::new("Zoë").ok(),
    };
    let by = Some(zoe.clone());
    let first = document(&blurred(1));
    let run = engine
        .start("postcard", 5, &first, Targets::Everything, by)
        .await
        .unwrap();
    let made = world.ended(&engine, run).await.steps[&3].result.clone();
    let first = takes(&engine).await;
    let [take] = first.as_slice() else {
        panic!("one take: {first:?}");
    };
    assert_eq!((take.run, take.seq, &take.by), (run, 5, &Some(zoe)));
    assert_eq!(Some(&take.result), made.as_ref());
    assert!(take.result.file.is_some());
    let kinds: Vec<&str> = take
        .settings
        .iter()
        .map(|setting| setting.kind.as_str())
        .collect();
    assert_eq!(kinds, ["image.generate", "filter.blur", "image.save"]);
    assert_eq!(take.settings[1].params["sigma"], Value::Float(1.0));
    assert_eq!(take.settings[1].title.to_string(), "Blur");
    world.run(&engine, &blurred(2)).await;
    assert_eq!(world.run(&engine, &blurred(1)).await.letters(), "ccc");
    let all = takes(&engine).await;
    assert_eq!(all.len(), 2, "the same result is the same take");
    assert_eq!(all[1], *take, "as it was first made, newest first");
    let no_output = engine.takes("postcard", NodeId(2)).await.unwrap();
    assert!(no_output.is_empty());
}

#[tokio::test]
async fn a_result_that_was_there_is_a_take_of_the_node_that_asked() {
    // E50
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    world.run(&engine, &blurred(1)).await;
    let copy = document(&blurred(1));
    let run = engine
        .start("copy", 1, &copy, Targets::Everything, None)
        .await
        .unwrap();
    world.ended(&engine, run).await;
    let takes = engine.takes("copy", SAVE).await.unwrap();
    assert_eq!(takes.len(), 1);
    assert_eq!(takes[0].run, run);
}

#[tokio::test]
async fn takes_are_kept_beyond_the_budget_until_they_are_removed() {
    // E16, E51
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    for sigma in 1..=3 {
        world.run(&engine, &blurred(sigma)).await;
    }
    let all = takes(&engine).await;
    let none = world.engine(EngineConfig {
        cache_bytes: 0,
        ..EngineConfig::default()
    });
    let is_there = async |take: &Take| {
        let hash = &take.result.file.as_ref().unwrap().hash;
        Blobs::path(&*world.blobs, hash).await.unwrap().is_some()
    };
    let oldest = &all[2];
    engine
        .star_take("postcard", SAVE, oldest.key, true)
        .await
        .unwrap();
    none.sweep().await.unwrap();
    for take in &all {
        assert!(is_there(take).await);
    }
    assert!(takes(&engine).await[2].starred);
    let middle = &all[1];
    engine
        .remove_take("postcard", SAVE, middle.key, true)
        .await
        .unwrap();
    none.sweep().await.unwrap();
    assert!(is_there(oldest).await && !is_there(middle).await);
    assert_eq!(takes(&engine).await.len(), 2);
    engine.resume().await.unwrap();
    let gone = engine
        .remove_take("postcard", SAVE, middle.key, false)
        .await
        .unwrap_err();
    assert!(gone.to_string().contains("not there any more"), "{gone}");
}

/// The takes of the save, picked, and what is said of them.
fn picked(sigma: u32, params: &str) -> String {
    format!("{} p:take.pick({params}) c.file->p.file", blurred(sigma))
}

#[tokio::test]
async fn takes_are_picked_and_what_is_made_now_is_one_of_them() {
    // E52
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    for sigma in 1..=3 {
        world.run(&engine, &blurred(sigma)).await;
    }
    let oldest = takes(&engine).await[2].key;
    engine
        .star_take("postcard", SAVE, oldest, true)
        .await
        .unwrap();
    let best = picked(4, "which=best,count=3");
    let ended = world.run(&engine, &best).await;
    let result = ended.steps[&4].result.clone().unwrap();
    assert_eq!(result.size, Some((40, 30)));
    let found = |values: &[(String, String)]| {
        let mut values = values.iter();
        values
            .find(|(label, _)| label == "Found")
            .map(|(_, count)| count.clone())
    };
    assert_eq!(found(&result.values).as_deref(), Some("3"));
    let again = world.run(&engine, &best).await;
    assert_eq!(
        again.letters(),
        "cccc",
        "the take it made itself changes nothing"
    );
    let newest = takes(&engine).await[0].key;
    engine
        .star_take("postcard", SAVE, newest, true)
        .await
        .unwrap();
    assert_eq!(world.run(&engine, &best).await.letters(), "cccd");
    engine
        .remove_take("postcard", SAVE, oldest, true)
        .await
        .unwrap();
    assert_eq!(world.run(&engine, &best).await.letters(), "cccd");
    let latest = world.run(&engine, &picked(4, "which=latest")).await;
    let shown = latest.steps[&4].result.clone().unwrap();
    assert_eq!(found(&shown.values).as_deref(), Some("1"));
    let info = engine.picture_info(shown.key).await.unwrap();
    assert_eq!((info.w, info.h), (40, 30));
    assert!(engine.tile(shown.key, 0, 0, 0).await.is_ok());
}

#[tokio::test]
async fn a_file_that_was_saved_is_loaded_again() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let loaded = format!("{} l:image.load c.file->l.file", blurred(1));
    let ended = world.run(&engine, &loaded).await;
    assert_eq!(ended.letters(), "dddd");
    assert_eq!(ended.steps[&4].result.clone().unwrap().size, Some((40, 30)));
}

#[tokio::test]
async fn picking_from_what_keeps_no_takes_is_said() {
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let file = world.upload(b"words".to_vec()).await;
    let wrong = format!("f:list.from_assets(files={file}) p:take.pick f.files->p.file");
    let ended = world.run(&engine, &wrong).await;
    let said = format!("{:?}", ended.steps[&2].state);
    assert!(said.contains("takes-of-nothing"), "{said}");
}
