//! An engine on memory stores and a temporary folder, workflows in a line of text, and waiting for what happens.
//! `a:image.generate(width=8,height=8) b:filter.blur(sigma=1) a.image->b.image`: nodes get 1, 2, … in order.

use async_trait::async_trait;
use gesso_engine::memory::{CountingClock, MemoryStore};
use gesso_engine::{
    Assets, Blobs, Clock, Engine, EngineConfig, Events, Folder, Parts, RunStore, StepRecord,
    StoreError,
};
use gesso_graph::{
    AssetRef, Catalog, Command, Document, InPort, Name, Node, NodeId, OutPort, ParamKind, Point,
    Targets, Value, apply_all,
};
use gesso_media::native::Limits;
use gesso_nodes::catalogue;
use gesso_sync::{RunEvent, RunId, RunState, Said, StepState};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// A document from its text.
pub(crate) fn document(text: &str) -> Document {
    let mut names: BTreeMap<&str, NodeId> = BTreeMap::new();
    let mut commands = Vec::new();
    for word in text.split_whitespace() {
        if let Some((from, to)) = word.split_once("->") {
            let (from, to) = (from.split_once('.').unwrap(), to.split_once('.').unwrap());
            commands.push(Command::Connect {
                from: OutPort {
                    node: names[from.0],
                    port: from.1.into(),
                },
                to: InPort {
                    node: names[to.0],
                    port: to.1.into(),
                },
            });
        } else {
            let (name, rest) = word.split_once(':').unwrap();
            let (kind, params) = rest
                .strip_suffix(')')
                .and_then(|rest| rest.split_once('('))
                .unwrap_or((rest, ""));
            let id = NodeId(names.len() as u64 + 1);
            names.insert(name, id);
            commands.push(Command::AddNode {
                id,
                node: node(kind, params),
            });
        }
    }
    let applied = apply_all(&Document::default(), &commands);
    assert!(applied.skips.is_empty(), "{:?} in {text}", applied.skips);
    applied.document
}

fn node(kind: &str, params: &str) -> Node {
    let schema = catalogue().schema(kind).unwrap();
    let params = params
        .split(',')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, text) = pair.split_once('=').unwrap();
            let value = match schema.param(name).unwrap().kind {
                ParamKind::Float { .. } => Value::Float(text.parse().unwrap()),
                ParamKind::Int { .. } => Value::Int(text.parse().unwrap()),
                ParamKind::Bool { .. } => Value::Bool(text.parse().unwrap()),
                ParamKind::Text { .. } => Value::Text(text.into()),
                ParamKind::Choice { .. } => Value::Choice(text.into()),
                ParamKind::Asset { .. } | ParamKind::Font => Value::Asset(asset(text)),
                ParamKind::Assets { .. } => Value::Assets(text.split('+').map(asset).collect()),
                ParamKind::Color { .. } => {
                    let part = u32::from_str_radix(text, 16).unwrap().to_be_bytes();
                    Value::Color(part.map(|v| f32::from(v) / 255.0))
                }
                ParamKind::Curve { .. }
                | ParamKind::Gradient { .. }
                | ParamKind::Points { .. }
                | ParamKind::Strokes => {
                    Value::Numbers(text.split('+').map(|n| n.parse().unwrap()).collect())
                }
            };
            (Name::from(name), value)
        });
    Node {
        kind: kind.into(),
        version: schema.version,
        title: None,
        position: Point::default(),
        params: params.collect(),
        ..Node::default()
    }
}

/// The asset of this hash, as `hash` or `hash:name`.
pub(crate) fn asset(text: &str) -> AssetRef {
    let (hash, name) = text.split_once(':').unwrap_or((text, "photo.png"));
    AssetRef {
        hash: hash.into(),
        name: name.into(),
        media_type: "image/png".into(),
    }
}

/// Hears everything and lets tests wait for it.
pub(crate) struct Listener {
    heard: Mutex<Vec<(String, RunEvent)>>,
    count: watch::Sender<usize>,
}

impl Default for Listener {
    fn default() -> Self {
        Self {
            heard: Mutex::default(),
            count: watch::Sender::new(0),
        }
    }
}

impl Events for Listener {
    fn emit(&self, workflow: &str, event: RunEvent) {
        self.heard
            .lock()
            .unwrap()
            .push((workflow.to_owned(), event));
        self.count.send_modify(|count| *count += 1);
    }
}

impl Listener {
    /// All events so far.
    pub(crate) fn events(&self) -> Vec<RunEvent> {
        self.heard
            .lock()
            .unwrap()
            .iter()
            .map(|(_, event)| event.clone())
            .collect()
    }

    /// Waits until an event like this was heard.
    pub(crate) async fn until(&self, wanted: impl Fn(&RunEvent) -> bool) {
        let mut count = self.count.subscribe();
        while !self.events().iter().any(&wanted) {
            count.changed().await.unwrap();
        }
    }

    /// How often each node began to work.
    pub(crate) fn begun(&self) -> BTreeMap<u64, usize> {
        let mut begun = BTreeMap::new();
        for event in self.events() {
            if let RunEvent::Step {
                node,
                state: StepState::Running { progress: 0.0 },
                ..
            } = event
            {
                *begun.entry(node.0).or_default() += 1;
            }
        }
        begun
    }
}

/// Artifacts in a folder, with a way to interfere.
pub(crate) struct Gate {
    pub(crate) folder: Folder,
    pub(crate) hook: Mutex<Option<Arc<dyn Hook>>>,
}

/// Comes between the engine and its artifacts.
#[async_trait]
pub(crate) trait Hook: Send + Sync {
    async fn before_put(&self) {}
    async fn before_put_file(&self) {}
    fn before_scratch(&self) {}
}

impl Gate {
    fn hook(&self) -> Option<Arc<dyn Hook>> {
        self.hook.lock().unwrap().clone()
    }
}

#[async_trait]
impl Blobs for Gate {
    async fn put(&self, bytes: Vec<u8>) -> Result<gesso_engine::Stored, StoreError> {
        if let Some(hook) = self.hook() {
            hook.before_put().await;
        }
        self.folder.put(bytes).await
    }
    async fn put_file(&self, file: &std::path::Path) -> Result<gesso_engine::Stored, StoreError> {
        if let Some(hook) = self.hook() {
            hook.before_put_file().await;
        }
        self.folder.put_file(file).await
    }
    async fn path(&self, hash: &str) -> Result<Option<PathBuf>, StoreError> {
        Blobs::path(&self.folder, hash).await
    }
    async fn present(
        &self,
        hashes: &[&str],
    ) -> Result<std::collections::BTreeSet<String>, StoreError> {
        self.folder.present(hashes).await
    }
    async fn remove(&self, hash: &str) -> Result<(), StoreError> {
        self.folder.remove(hash).await
    }
    async fn all(&self) -> Result<Vec<gesso_engine::Stored>, StoreError> {
        self.folder.all().await
    }
    fn scratch(&self) -> PathBuf {
        if let Some(hook) = self.hook() {
            hook.before_scratch();
        }
        self.folder.scratch()
    }
}

/// What outlives an engine.
pub(crate) struct World {
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) blobs: Arc<Gate>,
    pub(crate) assets: Arc<Folder>,
    pub(crate) listener: Arc<Listener>,
    pub(crate) clock: Arc<dyn Clock>,
    _root: tempfile::TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        Self {
            store: Arc::default(),
            blobs: Arc::new(Gate {
                folder: Folder::open(&root.path().join("artifacts")).unwrap(),
                hook: Mutex::default(),
            }),
            assets: Arc::new(Folder::open(&root.path().join("assets")).unwrap()),
            listener: Arc::default(),
            clock: Arc::new(CountingClock::default()),
            _root: root,
        }
    }

    /// An engine on this world.
    pub(crate) fn engine(&self, config: EngineConfig) -> Arc<Engine> {
        let assets: Arc<dyn Assets> = self.assets.clone();
        Engine::new(Parts {
            store: self.store.clone(),
            blobs: self.blobs.clone(),
            assets,
            events: self.listener.clone(),
            clock: self.clock.clone(),
            limits: Limits::default(),
            config,
        })
    }

    /// Keeps an uploaded file and gives its hash.
    pub(crate) async fn upload(&self, bytes: Vec<u8>) -> String {
        self.assets.put(bytes).await.unwrap().hash
    }

    /// Runs everything to its end.
    pub(crate) async fn run(&self, engine: &Engine, text: &str) -> Ended {
        self.run_targets(engine, text, Targets::Everything).await
    }

    /// Runs to the end of what is asked for.
    pub(crate) async fn run_targets(&self, engine: &Engine, text: &str, targets: Targets) -> Ended {
        let run = engine
            .start("postcard", 1, &document(text), targets, None)
            .await
            .unwrap();
        self.ended(engine, run).await
    }

    /// Where a run stands by now.
    pub(crate) async fn state(&self, run: RunId) -> RunState {
        self.store.run(run).await.unwrap().unwrap().state
    }

    /// Waits for a run's end.
    pub(crate) async fn ended(&self, engine: &Engine, run: RunId) -> Ended {
        engine.ended(run).await;
        Ended {
            run,
            state: self.store.run(run).await.unwrap().unwrap().state,
            steps: self
                .store
                .steps(run)
                .await
                .unwrap()
                .into_iter()
                .map(|step| (step.node.0, step))
                .collect(),
        }
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) run: RunId,
    pub(crate) state: RunState,
    pub(crate) steps: BTreeMap<u64, StepRecord>,
}

impl Ended {
    /// One word for each node: `cdf` is cached, done, failed; also b(locked), q(ueued), x (cancelled).
    pub(crate) fn letters(&self) -> String {
        let letter = |step: &StepRecord| match step.state {
            StepState::Queued => 'q',
            StepState::Running { .. } => 'r',
            StepState::Cached => 'c',
            StepState::Done => 'd',
            StepState::Failed { .. } => 'f',
            StepState::Blocked { .. } => 'b',
            StepState::Cancelled => 'x',
        };
        self.steps.values().map(letter).collect()
    }

    /// What a failed or blocked node says.
    pub(crate) fn message(&self, node: u64) -> String {
        self.said(node).to_string()
    }

    /// The same for whoever reads it.
    pub(crate) fn said(&self, node: u64) -> &Said {
        match &self.steps[&node].state {
            StepState::Failed { message } | StepState::Blocked { message } => message,
            other => panic!("node {node} is {other:?}"),
        }
    }
}
