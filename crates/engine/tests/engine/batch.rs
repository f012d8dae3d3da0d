//! Steps over lists: item by item, each under its own key.

use crate::crash::Shut;
use crate::support::{Ended, Hook, World, document};
use async_trait::async_trait;
use gesso_engine::{Engine, EngineConfig, RunStore, unlike};
use gesso_graph::{NodeId, Targets};
use gesso_media::native::{Format, Limits, decode, encode};
use gesso_media::{Pull, Region, solid};
use gesso_sync::{ITEMS_TOLD, Item, Items, RunEvent, RunState, StepState};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// An uploaded picture of this width, 10 pixels high.
async fn photo(world: &World, width: u32) -> String {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = solid(width, 10, [0.2, 0.5, 0.8, 1.0]);
    encode(&image, Format::Png8, &Pull::new(), &|_| {}, &mut bytes).unwrap();
    format!("{}:p{width}.png", world.upload(bytes.into_inner()).await)
}

async fn photos(world: &World, widths: impl IntoIterator<Item = u32>) -> Vec<String> {
    let mut photos = Vec::new();
    for width in widths {
        photos.push(photo(world, width).await);
    }
    photos
}

/// Nodes 1 to 4: files, loaded, levelled and saved.
fn saved(photos: &[String], name: &str) -> String {
    format!(
        "f:list.from_assets(files={}) l:image.load b:color.levels(gamma=1.5) s:image.save(format=png8,name={name}) \
         f.files->l.file l.image->b.image b.image->s.image",
        photos.join("+")
    )
}

/// An animation of three pictures of one pixel: black, grey, white.
fn animation() -> Vec<u8> {
    let mut file = b"GIF89a\x01\0\x01\0\x91\0\0\0\0\0\x80\x80\x80\xff\xff\xff\0\0\0".to_vec();
    for shade in 0..3_u16 {
        // The codes are clear, the colour, and the end, of three bits each.
        let [low, high] = (4 | shade << 3 | 5 << 6).to_le_bytes();
        file.extend(b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02");
        file.extend([low, high, 0]);
    }
    file.push(0x3b);
    file
}

#[tokio::test]
async fn a_workflow_runs_for_each_picture_of_an_animation() {
    let world = World::new();
    let engine = world.engine(workers(2));
    let file = world.upload(animation()).await;
    let text = format!(
        "f:image.frames(file={file}) b:color.levels(gamma=1) s:image.save(format=png8) f.frames->b.image b.image->s.image"
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(counts(&ended, 3), (3, 3, 0), "{ended:?}");
    let mut shades = Vec::new();
    for item in &items(&ended, 3).each {
        let hash = &item.file.as_ref().unwrap().hash;
        let path = gesso_engine::Blobs::path(&*world.blobs, hash).await;
        let image = decode(&*path.unwrap().unwrap(), &Limits::default()).unwrap();
        let tile = image.render(Region::new(0, 0, 1, 1), &Pull::new());
        shades.push(tile.unwrap().px[0]);
    }
    assert!(
        shades[0] == 0.0 && (shades[1] - 0.216).abs() < 0.01 && shades[2] > 0.99,
        "{shades:?}"
    );
    let sheet = format!(
        "f:image.frames(file={file},every=2) g:image.grid(cell=10,gap=0) f.frames->g.images"
    );
    assert_eq!(world.run(&engine, &sheet).await.letters(), "dd");
    let gone = format!("l:image.load(file={file},frame=4)");
    assert_eq!(
        world.run(&engine, &gone).await.message(1),
        "Load image: “photo.png”: There is no picture 4 in it. Choose a lower Frame."
    );
}

fn items(ended: &Ended, node: u64) -> &Items {
    let result = ended.steps[&node].result.as_ref().unwrap();
    result.items.as_ref().unwrap()
}

fn counts(ended: &Ended, node: u64) -> (u32, u32, u32) {
    let items = items(ended, node);
    (items.of, items.done, items.failed)
}

fn names(ended: &Ended, node: u64) -> Vec<&str> {
    let each = items(ended, node).each.iter();
    each.filter_map(|item| Some(item.file.as_ref()?.name.as_str()))
        .collect()
}

/// How often files were put away: once for each save that was really made.
#[derive(Default)]
struct Counter {
    made: AtomicUsize,
    now: AtomicUsize,
    peak: AtomicUsize,
}

#[async_trait]
impl Hook for Counter {
    async fn before_put_file(&self) {
        self.made.fetch_add(1, Ordering::Relaxed);
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.peak.fetch_max(now, Ordering::Relaxed);
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        self.now.fetch_sub(1, Ordering::Relaxed);
    }
}

fn counted(world: &World) -> Arc<Counter> {
    let counter = Arc::new(Counter::default());
    *world.blobs.hook.lock().unwrap() = Some(counter.clone());
    counter
}

fn workers(workers: usize) -> EngineConfig {
    EngineConfig {
        workers,
        ..EngineConfig::default()
    }
}

#[tokio::test]
async fn a_save_makes_a_file_of_every_item_and_what_is_on_the_way_shows_the_first() {
    // E60
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, [20, 30, 40]).await;
    let ended = world.run(&engine, &saved(&photos, "{name}")).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "dddd")
    );
    assert_eq!(counts(&ended, 4), (3, 3, 0));
    assert_eq!(names(&ended, 4), ["p20.png", "p30.png", "p40.png"]);
    let sizes = items(&ended, 4)
        .each
        .iter()
        .map(|item| item.size.unwrap().0);
    assert!(sizes.eq([20, 30, 40]));
    assert_eq!(counts(&ended, 3), (3, 1, 0));
    let shown = ended.steps[&3].result.as_ref().unwrap();
    assert_eq!(shown.size, Some((20, 10)));
    assert!(shown.preview.is_some());
}

#[tokio::test]
async fn a_list_that_grows_or_changes_its_order_makes_only_what_is_new() {
    // E61
    let world = World::new();
    let engine = world.engine(workers(2));
    let counter = counted(&world);
    let mut photos = photos(&world, [20, 30, 40]).await;
    world.run(&engine, &saved(&photos, "{index}")).await;
    assert_eq!(counter.made.load(Ordering::Relaxed), 3);
    photos.insert(0, photo(&world, 50).await);
    photos.reverse();
    let ended = world.run(&engine, &saved(&photos, "{index}")).await;
    assert_eq!(counter.made.load(Ordering::Relaxed), 4);
    assert_eq!(names(&ended, 4), ["1.png", "2.png", "3.png", "4.png"]);
    let alone = photos[1].clone();
    let single = format!(
        "l:image.load(file={alone}) b:color.levels(gamma=1.5) s:image.save(format=png8,name={{index}}) \
         l.image->b.image b.image->s.image"
    );
    let ended = world.run(&engine, &single).await;
    assert_eq!(ended.letters().chars().last(), Some('c'));
    let file = ended.steps[&3].result.clone().unwrap().file.unwrap();
    assert_eq!(file.name, "1.png");
    let again = world.run(&engine, &saved(&photos, "{index}")).await;
    assert_eq!(again.letters(), "cccc");
    assert_eq!(counter.made.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_broken_item_leaves_the_others_alone() {
    // E62
    let world = World::new();
    let engine = world.engine(workers(2));
    let mut photos = photos(&world, [20, 30]).await;
    let broken = world.upload(b"no picture".to_vec()).await;
    photos.insert(1, format!("{broken}:broken.png"));
    let ended = world.run(&engine, &saved(&photos, "{name}")).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Failed, "dddf")
    );
    assert_eq!(counts(&ended, 4), (3, 2, 1));
    assert_eq!(names(&ended, 4), ["p20.png", "p30.png"]);
    let message = ended.message(4);
    assert!(
        message.starts_with("Save image: 1 of 3 failed. broken: “broken.png”: "),
        "{message}"
    );
    let each: &[Item] = &items(&ended, 4).each;
    assert!(each[1].error.is_some() && each[1].place == 1);
    let all = world.upload(b"nothing".to_vec()).await;
    let ended = world
        .run(&engine, &saved(&[format!("{all}:x.png")], "{name}"))
        .await;
    assert_eq!(ended.letters(), "dddf");
    assert!(ended.message(4).contains("1 of 1 failed"));
}

#[tokio::test]
async fn what_needs_a_step_with_broken_items_goes_on() {
    // E62
    let world = World::new();
    let engine = world.engine(workers(2));
    let mut photos = photos(&world, [20, 30]).await;
    let broken = world.upload(b"no picture".to_vec()).await;
    photos.insert(0, format!("{broken}:broken.png"));
    let targets = Targets::Nodes(vec![NodeId(3), NodeId(4)]);
    let ended = world
        .run_targets(&engine, &saved(&photos, "{name}"), targets)
        .await;
    assert_eq!(ended.letters(), "ddff");
    assert_eq!(counts(&ended, 3), (3, 2, 1));
    assert_eq!(counts(&ended, 4), (3, 2, 1));
}

#[tokio::test]
async fn lists_that_do_not_go_together_are_said() {
    // E62
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, [20, 30]).await;
    let text = format!(
        "f:list.from_assets(files={}) l:image.load r:list.range(to=3) z:image.resize \
         f.files->l.file l.image->z.image r.whole->z.side",
        photos.join("+")
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.letters(), "dddf");
    let message = ended.message(4);
    assert!(
        message.starts_with("Resize: The lists are not equally long: 2 for Image, 3 for"),
        "{message}"
    );
}

#[tokio::test]
async fn files_are_called_after_their_item_whatever_is_blended_with_it() {
    let world = World::new();
    let engine = world.engine(workers(2));
    let widths = 20..40;
    let photos = photos(&world, widths.clone()).await;
    let logo = photo(&world, 8).await;
    for (base, top) in [("l", "o"), ("o", "l")] {
        let text = format!(
            "f:list.from_assets(files={}) l:image.load o:image.load(file={logo}) m:comp.blend \
             s:image.save(format=png8,name={{name}}) \
             f.files->l.file {base}.image->m.base {top}.image->m.top m.image->s.image",
            photos.join("+")
        );
        let ended = world.run(&engine, &text).await;
        let items = items(&ended, 5);
        let called = items.each.iter().map(|item| item.name.clone());
        let files = items
            .each
            .iter()
            .map(|item| item.file.as_ref().unwrap().name.clone());
        let expected = |ending: &str| {
            widths
                .clone()
                .map(|w| format!("p{w}{ending}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            called.collect::<Vec<_>>(),
            expected(""),
            "{base} under {top}"
        );
        assert_eq!(
            files.collect::<Vec<_>>(),
            expected(".png"),
            "{base} under {top}"
        );
    }
    // Of single pictures it is what the others are put on.
    for (base, top) in [(&photos[0], &logo), (&logo, &photos[0])] {
        let text = format!(
            "l:image.load(file={base}) o:image.load(file={top}) m:comp.blend s:image.save(format=png8,name={{name}}) \
             l.image->m.base o.image->m.top m.image->s.image"
        );
        let ended = world.run(&engine, &text).await;
        let name = &ended.steps[&4]
            .result
            .as_ref()
            .unwrap()
            .file
            .as_ref()
            .unwrap()
            .name;
        assert!(base.ends_with(name.as_str()), "{base} gave {name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_more_items_are_at_work_than_there_are_workers() {
    // E63
    let world = World::new();
    let engine = world.engine(workers(2));
    let counter = counted(&world);
    let photos = photos(&world, 20..32).await;
    world.run(&engine, &saved(&photos, "{name}")).await;
    assert_eq!(counter.made.load(Ordering::Relaxed), 12);
    assert!(counter.peak.load(Ordering::Relaxed) <= 2);
}

async fn start(engine: &Engine, workflow: &str, text: &str) -> gesso_sync::RunId {
    let document = document(text);
    engine
        .start(workflow, 1, &document, Targets::Everything, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_batch_of_nothing_is_done() {
    // E60
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, [20, 21]).await.join("+");
    let text = format!(
        "f:list.from_assets(files={photos}) o:list.ops(op=slice,from=5) l:image.load b:color.levels(gamma=1.5) \
         s:image.save f.files->o.list o.list->l.file l.image->b.image b.image->s.image"
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(
        (ended.state, ended.letters().as_str()),
        (RunState::Done, "ddddd")
    );
    let result = ended.steps[&5].result.as_ref().unwrap();
    let items = result.items.as_ref().unwrap();
    assert_eq!((items.of, items.done, items.failed), (0, 0, 0));
}

#[tokio::test]
async fn what_a_batch_will_take_is_told_for_all_its_items_and_the_workers_there_are() {
    // E45
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, 20..32).await;
    world.run(&engine, &saved(&photos, "{name}")).await;
    engine.pause(true).await.unwrap();
    let expected = async |workflow: &str, text: &str| {
        let run = start(&engine, workflow, text).await;
        let queue = engine.queue().await.unwrap();
        engine.cancel(run).await.unwrap();
        world.ended(&engine, run).await;
        queue[0].expected_ms.unwrap()
    };
    let again = saved(&photos, "{name}-again");
    let unsaved = format!(
        "f:list.from_assets(files={}) l:image.load b:color.levels f.files->l.file l.image->b.image",
        photos.join("+")
    );
    let of_one = expected("another", &again).await;
    let save = of_one - expected("unsaved", &unsaved).await;
    // What ran here before had twelve items; two are worked on at a time.
    let of_all = expected("postcard", &again).await;
    assert!(save > 0, "nothing to tell apart");
    assert_eq!(of_all - of_one, save * 5, "all {of_all}, one {of_one}");
}

#[tokio::test]
async fn a_small_run_comes_through_beside_ten_batches() {
    // E63
    let world = World::new();
    let engine = world.engine(workers(2));
    let shut = Arc::new(Shut::default());
    *world.blobs.hook.lock().unwrap() = Some(shut.clone());
    let mut batches = Vec::new();
    for number in 0..10 {
        let photos = photos(&world, (0..8).map(|n| 100 + number * 10 + n)).await;
        let text = saved(&photos, "{name}");
        batches.push(start(&engine, &format!("batch {number}"), &text).await);
    }
    shut.reached.notified().await;
    let small = start(&engine, "small", "a:image.generate(width=9,height=9)").await;
    shut.is_open.send_replace(true);
    for run in batches.iter().chain([&small]) {
        assert_eq!(world.ended(&engine, *run).await.state, RunState::Done);
    }
    let ends: Vec<_> = world
        .listener
        .events()
        .into_iter()
        .filter_map(|event| match event {
            RunEvent::Run {
                run,
                state: RunState::Done,
            } => Some(run),
            _ => None,
        })
        .collect();
    assert_eq!(ends[0], small, "{ends:?}");
}

#[tokio::test]
async fn a_cancelled_batch_keeps_what_it_made_and_goes_on_from_there() {
    // E64
    let world = World::new();
    let engine = world.engine(EngineConfig {
        progress_every: Duration::ZERO,
        ..workers(1)
    });
    let photos = photos(&world, 20..28).await;
    let text = saved(&photos, "{name}");
    let some = Arc::new(Some3::new());
    *world.blobs.hook.lock().unwrap() = Some(some.clone());
    let run = start(&engine, "postcard", &text).await;
    some.reached.reached.notified().await;
    while some.count.load(Ordering::Relaxed) < 4 {
        some.reached.reached.notified().await;
    }
    let line = engine.queue().await.unwrap();
    let (node, so_far) = &line[0].batches[0];
    assert_eq!((*node, so_far.of, so_far.done), (NodeId(4), 8, 3));
    engine.cancel(run).await.unwrap();
    some.reached.is_open.send_replace(true);
    let ended = world.ended(&engine, run).await;
    assert_eq!(ended.state, RunState::Cancelled);
    assert_eq!(ended.letters(), "dddx");
    let (of, done, failed) = counts(&ended, 4);
    assert_eq!((of, failed), (8, 0));
    assert!((3..=4).contains(&done), "{done}");
    let before = some.count.load(Ordering::Relaxed);
    let ended = world.run(&engine, &text).await;
    assert_eq!(counts(&ended, 4), (8, 8, 0));
    let after = some.count.load(Ordering::Relaxed);
    assert_eq!(after - before, 8 - done as usize);
}

/// Lets three files through and holds the others until it is opened.
struct Some3 {
    count: AtomicUsize,
    reached: Shut,
}

impl Some3 {
    fn new() -> Self {
        Self {
            count: AtomicUsize::new(0),
            reached: Shut::default(),
        }
    }
}

#[async_trait]
impl Hook for Some3 {
    async fn before_put_file(&self) {
        if self.count.fetch_add(1, Ordering::Relaxed) < 3 {
            self.reached.reached.notify_one();
        } else {
            self.reached.before_put_file().await;
        }
    }
}

#[tokio::test]
async fn names_are_filled_from_source_size_seed_and_place() {
    // E65
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, [20, 30]).await;
    let name = |pattern: &str| saved(&photos, pattern);
    let cases = [
        (
            "{index:03}-{name}-{width}x{height}",
            ["001-p20-20x10.png", "002-p30-30x10.png"],
        ),
        ("same", ["same.png", "same-2.png"]),
        ("../{name}/{x}", ["-p20-{x}.png", "-p30-{x}.png"]),
        ("{index", ["{index.png", "{index-2.png"]),
        ("", ["picture.png", "picture-2.png"]),
    ];
    for (pattern, expected) in cases {
        let ended = world.run(&engine, &name(pattern)).await;
        assert_eq!(names(&ended, 4), expected, "{pattern}");
    }
    let seeded = "r:list.range(from=7,to=8) g:image.generate(width=9,height=9,kind=noise) \
                  s:image.save(format=png8,name=n-{seed}) r.whole->g.seed g.image->s.image";
    let ended = world.run(&engine, seeded).await;
    assert_eq!(names(&ended, 3), ["n-7.png", "n-8.png"]);
}

#[test]
fn no_two_names_are_one_file_whatever_their_case() {
    // E65
    let mut taken = BTreeSet::new();
    let names = ["a.jpg", "A.JPG", "a.jpg", "a-2.jpg", "..", "/etc/passwd"];
    let unlike: Vec<String> = names.iter().map(|name| unlike(name, &mut taken)).collect();
    assert_eq!(
        unlike,
        [
            "a.jpg",
            "A-2.JPG",
            "a-3.jpg",
            "a-2-2.jpg",
            "picture.",
            "-etc-passwd."
        ]
    );
}

#[tokio::test]
async fn of_many_items_the_first_are_told_and_all_are_kept() {
    // E66
    let world = World::new();
    let engine = world.engine(workers(2));
    let text = "r:list.range(to=80) g:image.generate(width=4,height=4,kind=noise) r.whole->g.seed";
    let ended = world.run(&engine, text).await;
    assert_eq!(items(&ended, 2).each.len(), 80);
    let latest = engine.latest("postcard").await.unwrap();
    let told = latest.iter().find_map(|event| match event {
        RunEvent::Step {
            node: NodeId(2),
            state: StepState::Done,
            result: Some(result),
            ..
        } => result.items.clone(),
        _ => None,
    });
    let told = told.unwrap();
    assert_eq!((told.done, told.each.len()), (80, ITEMS_TOLD));
    assert_eq!(engine.files(ended.run).await.unwrap(), []);
}

#[tokio::test]
async fn the_picture_of_an_item_can_be_looked_at() {
    // E67
    let world = World::new();
    let engine = world.engine(workers(2));
    let photos = photos(&world, [20, 30]).await;
    let ended = world.run(&engine, &saved(&photos, "{name}")).await;
    let second = &items(&ended, 4).each[1];
    let found = engine.picture_info(second.key).await.unwrap();
    assert_eq!((found.w, found.h), (30, 10));
    let whole = ended.steps[&4].result.as_ref().unwrap();
    let found = engine.picture_info(whole.key).await.unwrap();
    assert_eq!((found.w, found.h), (20, 10));
    for key in [second.key, whole.key] {
        assert!(!engine.tile(key, 0, 0, 0).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_contact_sheet_has_every_item_on_it() {
    // E68
    let world = World::new();
    // Nothing is kept in memory: every file is opened for the strip that it lies in.
    let engine = world.engine(EngineConfig {
        memory_bytes: 0,
        ..workers(2)
    });
    let photos = photos(&world, [20, 30, 40, 50]).await;
    let text = format!(
        "f:list.from_assets(files={}) l:image.load c:image.grid(cell=50,gap=5) s:image.save(format=png8) \
         f.files->l.file l.image->c.images f.names->c.labels c.image->s.image",
        photos.join("+")
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.letters(), "dddd", "{ended:?}");
    let file = ended.steps[&4].result.clone().unwrap().file.unwrap();
    let path = gesso_engine::Blobs::path(&*world.blobs, &file.hash)
        .await
        .unwrap()
        .unwrap();
    let sheet = decode(path.as_path(), &Limits::default()).unwrap();
    assert_eq!(sheet.size(), (115, 125));
    let tile = sheet
        .render(gesso_media::Region::whole(sheet.size()), &Pull::new())
        .unwrap();
    for middle in [(30, 30), (85, 30), (30, 90), (85, 90)] {
        let [r, _, b, _] = tile.pixel(middle.0, middle.1);
        assert!(b > 2.0 * r, "a photo lies at {middle:?}");
    }
    assert!(world.store.runs("postcard", 9).await.unwrap().len() == 1);
}
