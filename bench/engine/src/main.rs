//! Twenty nodes anew, beside a change of the last one. Then a run of fifty nodes, first with nothing there, then with everything
//! in the cache; beside it runs of two and of five hundred, of pictures so small that their previews are as large as they are,
//! and of steps that each change the size. Runs and outcomes are in memory, artifacts in a temporary folder: the engine's own
//! cost, without a database's.

use gesso_engine::memory::{MemoryStore, Recorder};
use gesso_engine::{Engine, EngineConfig, Folder, Parts, RunStore, SystemClock};
use gesso_graph::{
    Command, Document, InPort, Name, Node, NodeId, OutPort, Point, Targets, Value, apply_all,
};
use gesso_media::native::Limits;
use gesso_sync::RunState;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the cached run is repeated; the median counts.
const TIMES: usize = 41;
/// How often what is made anew is repeated.
const SEVERAL: usize = 11;

/// A source, a chain of levels or of steps to another size, and a save: `nodes` in all.
fn chain(nodes: u64, width: i64, resizes: bool) -> Document {
    let mut commands = Vec::new();
    for id in 1..=nodes {
        let (kind, param) = match id {
            1 => ("image.generate", ("width", Value::Int(width))),
            id if id == nodes => ("image.save", ("name", Value::Text("chain".into()))),
            id if resizes => ("image.resize", ("side", Value::Int(width - id as i64))),
            id => (
                "color.levels",
                ("gamma", Value::Float(1.0 + id as f64 / 1000.0)),
            ),
        };
        commands.extend(linked(id, kind, param));
    }
    apply_all(&Document::default(), &commands).document
}

/// A node with one parameter, and the wire from the node before it.
fn linked(id: u64, kind: &str, param: (&str, Value)) -> Vec<Command> {
    let node = Node {
        kind: kind.into(),
        version: 1,
        title: None,
        position: Point::default(),
        params: [(Name::from(param.0), param.1)].into_iter().collect(),
        ..Node::default()
    };
    let mut commands = vec![Command::AddNode {
        id: NodeId(id),
        node,
    }];
    if id > 1 {
        commands.push(Command::Connect {
            from: OutPort {
                node: NodeId(id - 1),
                port: "image".into(),
            },
            to: InPort {
                node: NodeId(id),
                port: "image".into(),
            },
        });
    }
    commands
}

async fn run(
    engine: &Engine,
    store: &MemoryStore,
    document: &Document,
) -> Result<Duration, Box<dyn Error>> {
    let began = Instant::now();
    let run = engine
        .start("bench", 1, document, Targets::Everything, None)
        .await?;
    engine.ended(run).await;
    let took = began.elapsed();
    let state = store.run(run).await?.map(|record| record.state);
    if state != Some(RunState::Done) {
        return Err(format!("the run ended as {state:?}").into());
    }
    Ok(took)
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a bench prints its table")]
async fn main() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let store = Arc::new(MemoryStore::default());
    let engine = Engine::new(Parts {
        store: store.clone(),
        blobs: Arc::new(Folder::open(&root.path().join("artifacts"))?),
        assets: Arc::new(Folder::open(&root.path().join("assets"))?),
        events: Arc::new(Recorder::default()),
        clock: Arc::new(SystemClock),
        limits: Limits::default(),
        config: EngineConfig::default(),
    });
    last_changed(&engine, &store).await?;
    println!(
        "| nodes | of | width | first run | cached, median of {TIMES} | slowest cached |\n|---:|---|---:|---:|---:|---:|"
    );
    for (nodes, width, resizes) in [
        (2, 1200, false),
        (50, 1200, false),
        (500, 1200, false),
        (50, 400, false),
        (500, 400, false),
        (50, 1200, true),
        (200, 1200, true),
    ] {
        let document = chain(nodes, width, resizes);
        let first = run(&engine, &store, &document).await?;
        let mut cached = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            cached.push(run(&engine, &store, &document).await?);
        }
        cached.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "| {nodes} | {} | {width} | {:.0} ms | {:.2} ms | {:.2} ms |",
            if resizes { "resize" } else { "levels" },
            ms(first),
            ms(cached[TIMES / 2]),
            ms(cached[TIMES - 1])
        );
    }

    engine.shutdown().await;
    Ok(())
}

/// Twenty nodes, of which the last gets another value each time, beside all of them anew.
#[expect(clippy::print_stdout, reason = "a bench prints its table")]
async fn last_changed(engine: &Engine, store: &MemoryStore) -> Result<(), Box<dyn Error>> {
    let (mut anew, mut last) = (Vec::new(), Vec::new());
    for time in 0..SEVERAL {
        let first = 1200 + time as i64;
        anew.push(run(engine, store, &blurs(first, 5.0)).await?);
        last.push(run(engine, store, &blurs(first, 6.0)).await?);
    }
    println!("\n| 20 nodes, 19 of them blurs | median of {SEVERAL} | slowest |\n|---|---:|---:|");
    for (name, mut times) in [("from nothing", anew), ("the last one changed", last)] {
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "| {name} | {:.2} ms | {:.2} ms |",
            ms(times[SEVERAL / 2]),
            ms(times[SEVERAL - 1])
        );
    }
    Ok(())
}

/// A source of this width, eighteen blurs, and a last one by another sigma.
fn blurs(width: i64, last: f64) -> Document {
    let mut commands = Vec::new();
    for id in 1..=20 {
        let (kind, param) = match id {
            1 => ("image.generate", ("width", Value::Int(width))),
            20 => ("filter.blur", ("sigma", Value::Float(last))),
            _ => ("filter.blur", ("sigma", Value::Float(4.0))),
        };
        commands.extend(linked(id, kind, param));
    }
    apply_all(&Document::default(), &commands).document
}
