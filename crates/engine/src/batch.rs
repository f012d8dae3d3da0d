//! A step over a list: worked on item by item, a few at a time, each under its own key. What goes wrong with one item leaves
//! the others alone; what was made is found again when the list grows, or after a stop.

use crate::counts::makes_all;
use crate::error::StoreError;
use crate::naming::{self, Origin};
use crate::run::Running;
use crate::step::{End, Piece, or_stopped, uncut, work_on};
use crate::store::{Artifact, Outcome};
use gesso_graph::{ContentKey, Step};
use gesso_sync::{Item, Items, Said, StepResult, StepState, said};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinSet;

/// How many keys are looked up, and recipes kept, at once.
const AT_ONCE: usize = 500;
/// How many failures are named in one sentence.
const NAMED: usize = 3;

/// What is known of a batch while it is worked on.
struct Batch {
    running: Arc<Running>,
    step: Arc<Step>,
    items: Arc<[Arc<Step>]>,
    /// How many of the items are wanted: all, or the first to look at.
    wanted: usize,
    /// All items are wanted: what goes wrong with one is said.
    all: bool,
    progress: Mutex<Progress>,
    /// How many were there already.
    found: AtomicU32,
    told_ms: AtomicI64,
    /// When the first item was begun; 0 before.
    began_ms: AtomicI64,
}

#[derive(Default)]
struct Progress {
    done: u32,
    failed: u32,
    /// How far the items are that are worked on.
    parts: BTreeMap<usize, f32>,
    /// The first that can be shown.
    shown: Option<(usize, StepResult)>,
}

/// What came of one item.
enum Came {
    Made(StepResult),
    Wrong(Said),
    Stopped,
}

/// Works on the items of a step.
pub(crate) async fn work_on_items(
    running: &Arc<Running>,
    step: &Arc<Step>,
    items: Arc<[Arc<Step>]>,
) -> Result<End, StoreError> {
    let all = makes_all(step);
    let wanted = match all {
        true => items.len(),
        false => items.len().min(1),
    };
    let batch = Arc::new(Batch {
        running: Arc::clone(running),
        step: Arc::clone(step),
        wanted,
        all,
        items,
        progress: Mutex::default(),
        found: AtomicU32::new(0),
        told_ms: AtomicI64::new(running.inner.clock.now_ms()),
        began_ms: AtomicI64::new(0),
    });
    batch.prepare().await?;
    let mut came: Vec<Option<Came>> = (0..wanted).map(|_| None).collect();
    batch.find(&mut came).await?;
    batch.work(&mut came).await?;
    batch.end(came).await
}

impl Batch {
    /// Keeps the recipes of all items, so that each can be looked at later, and their results from being thrown away meanwhile.
    async fn prepare(&self) -> Result<(), StoreError> {
        let inner = &self.running.inner;
        let wanted = &self.items[..self.wanted];
        let keys = wanted.iter().map(|item| item.key);
        inner.hold(self.running.record.run, keys);
        let recipes = self.running.recipes(wanted);
        for recipes in recipes.chunks(AT_ONCE) {
            inner.store.put_recipes(recipes).await?;
        }
        Ok(())
    }

    /// Finds what is there already.
    async fn find(&self, came: &mut [Option<Came>]) -> Result<(), StoreError> {
        let keys: BTreeSet<ContentKey> = self.items.iter().map(|item| item.key).collect();
        let keys: Vec<ContentKey> = keys.into_iter().collect();
        let inner = &self.running.inner;
        for keys in keys.chunks(AT_ONCE) {
            let found = inner.usable(keys).await?;
            let used: Vec<ContentKey> = found.keys().copied().collect();
            inner.store.touch(&used, inner.clock.now_ms()).await?;
            for (place, came) in came.iter_mut().enumerate() {
                if let Some(outcome) = found.get(&self.items[place].key) {
                    self.found.fetch_add(1, Ordering::Relaxed);
                    self.note(place, Ok(&outcome.result));
                    *came = Some(Came::Made(outcome.result.clone()));
                }
            }
        }
        Ok(())
    }

    /// Works on what is not there, on no more at a time than there are workers.
    async fn work(self: &Arc<Self>, came: &mut [Option<Came>]) -> Result<(), StoreError> {
        let most = self.running.inner.config.workers.max(1);
        let open: Vec<usize> = (0..came.len()).filter(|&at| came[at].is_none()).collect();
        let mut open = open.into_iter();
        let mut tasks = JoinSet::new();
        loop {
            while tasks.len() < most
                && !self.running.is_halted()
                && let Some(place) = open.next()
            {
                let batch = Arc::clone(self);
                tasks.spawn(async move { (place, batch.one(place).await) });
            }
            let Some(ended) = tasks.join_next().await else {
                return Ok(());
            };
            let (place, end) = ended.map_err(|error| StoreError::new("work on an item", error))?;
            came[place] = Some(match end? {
                End::Done(result) | End::Cached(result) => {
                    self.note(place, Ok(&result));
                    Came::Made(result)
                }
                End::Failed(reason) | End::Partly(_, reason) => {
                    self.note(place, Err(()));
                    Came::Wrong(reason)
                }
                End::Cancelled | End::Decided(_) => Came::Stopped,
            });
        }
    }

    async fn one(self: Arc<Self>, place: usize) -> Result<End, StoreError> {
        let item = Arc::clone(&self.items[place]);
        let chain = self.running.chain_of(item.key);
        let running = Arc::clone(&self.running);
        let piece = Piece {
            step: item,
            chain,
            keep_whole: false,
            progress: Arc::new(move |part| self.is_at(place, part)),
            is_item: true,
        };
        work_on(&running, piece).await
    }

    /// An item is so far.
    fn is_at(&self, place: usize, part: f32) {
        let now = self.running.inner.clock.now_ms();
        let (set, at) = (Ordering::Relaxed, &self.began_ms);
        // Only the first counts.
        let _ = at.compare_exchange(0, now, set, set);
        let mut progress = self.progress();
        progress.parts.insert(place, part);
        self.tell(&progress);
    }

    /// An item has ended.
    fn note(&self, place: usize, came: Result<&StepResult, ()>) {
        let mut progress = self.progress();
        progress.parts.remove(&place);
        match came {
            Ok(result) => {
                progress.done += 1;
                let before = progress.shown.as_ref().is_some_and(|(at, _)| *at < place);
                if result.preview.is_some() && !before {
                    progress.shown = Some((place, result.clone()));
                }
            }
            Err(()) => progress.failed += 1,
        }
        self.tell(&progress);
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how far the whole is, no more often than screens can show.
    fn tell(&self, progress: &Progress) {
        let inner = &self.running.inner;
        let every = i64::try_from(inner.config.progress_every.as_millis()).unwrap_or(i64::MAX);
        let (now, told) = (inner.clock.now_ms(), self.told_ms.load(Ordering::Relaxed));
        if now - told < every {
            return;
        }
        self.told_ms.store(now, Ordering::Relaxed);
        let ended = progress.done + progress.failed;
        let parts: f32 = progress.parts.values().sum();
        let part = (ended as f32 + parts) / self.wanted.max(1) as f32;
        let state = StepState::Running {
            progress: part.clamp(0.0, 1.0),
        };
        let shown = progress.shown.as_ref().map(|(_, result)| result);
        let result = self.result(
            shown,
            self.counts(progress.done, progress.failed, Vec::new()),
        );
        self.running.tell(self.step.node, state, Some(result));
    }

    fn counts(&self, done: u32, failed: u32, each: Vec<Item>) -> Items {
        Items {
            of: u32::try_from(self.items.len()).unwrap_or(u32::MAX),
            done,
            found: self.found.load(Ordering::Relaxed),
            failed,
            each,
        }
    }

    /// The result of the whole, which shows one of its items.
    fn result(&self, shown: Option<&StepResult>, items: Items) -> StepResult {
        StepResult {
            key: self.step.key,
            size: shown.and_then(|shown| shown.size),
            preview: shown.and_then(|shown| shown.preview.clone()),
            file: None,
            values: Vec::new(),
            notes: shown.map(|shown| shown.notes.clone()).unwrap_or_default(),
            items: Some(items),
        }
    }

    /// Takes together what came of all items.
    async fn end(&self, came: Vec<Option<Came>>) -> Result<End, StoreError> {
        let began = self.began_ms.load(Ordering::Relaxed);
        if began > 0 {
            let ended = self.running.inner.clock.now_ms();
            self.running.worked(self.step.node, began, ended).await?;
            // A sweep may have come before there was anything to keep them for.
            self.prepare().await?;
        }
        let mut taken = BTreeSet::new();
        let (mut each, mut keys) = (Vec::new(), Vec::new());
        let mut wrong: Vec<(String, Said)> = Vec::new();
        let mut stopped = false;
        for (place, came) in came.into_iter().enumerate() {
            let step = &self.items[place];
            let chain = self.running.chain_of(step.key);
            let origin = Origin::of(&chain, |step| !self.running.by_key.contains_key(&step.key));
            let mut item = Item {
                key: step.key,
                place: u32::try_from(place).unwrap_or(u32::MAX),
                name: origin
                    .source()
                    .map_or_else(|| (place + 1).to_string(), Into::into),
                size: None,
                preview: None,
                file: None,
                error: None,
            };
            match came {
                Some(Came::Made(result)) => {
                    keys.push(step.key);
                    if let Some((_, value)) = result.values.first()
                        && result.preview.is_none()
                    {
                        item.name = value.clone();
                    }
                    item.size = result.size;
                    item.preview = result.preview;
                    item.file = result.file.map(|mut file| {
                        let name = origin.name(&file.name, place);
                        file.name = naming::unlike(&name, &mut taken);
                        file
                    });
                }
                Some(Came::Wrong(reason)) => {
                    wrong.push((item.name.clone(), reason.clone()));
                    item.error = Some(reason);
                }
                Some(Came::Stopped) | None => {
                    stopped = true;
                    continue;
                }
            }
            each.push(item);
        }
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let shown = self.progress().shown.take().map(|(_, result)| result);
        let items = self.counts(count(keys.len()), count(wrong.len()), each);
        let result = self.result(shown.as_ref(), items);
        if stopped {
            self.running.keep_part(self.step.node, result);
            return Ok(End::Cancelled);
        }
        if wrong.is_empty() {
            return self.keep(result, keys).await.map(End::Done);
        }
        // What is only looked at on the way says nothing about the others.
        if !self.all {
            return Ok(End::Done(result));
        }
        let reason = self.reason(&wrong);
        Ok(match keys.is_empty() {
            true => End::Failed(reason),
            false => End::Partly(result, reason),
        })
    }

    /// "3 of 200 failed", which and why.
    fn reason(&self, wrong: &[(String, Said)]) -> Said {
        let named: Vec<String> = wrong
            .iter()
            .take(NAMED)
            .map(|(name, reason)| format!("{name}: {reason}"))
            .collect();
        let more = if wrong.len() > NAMED { " …" } else { "" };
        let with = [
            ("count", (wrong.len() as u64).into()),
            ("of", (self.wanted as u64).into()),
            ("reasons", format!("{}{more}", named.join(" ")).into()),
        ];
        said("items-failed", with)
    }

    /// Keeps that the whole is there, with the artifacts of its items.
    async fn keep(
        &self,
        result: StepResult,
        keys: Vec<ContentKey>,
    ) -> Result<StepResult, StoreError> {
        let inner = &self.running.inner;
        let _keeping = inner.keeping.read().await;
        let mut artifacts: BTreeMap<String, Artifact> = BTreeMap::new();
        let mut took_ms = 0;
        for keys in keys.chunks(AT_ONCE) {
            for outcome in inner.store.outcomes(keys).await?.into_values() {
                took_ms += outcome.took_ms;
                let shown = outcome.artifacts.into_iter();
                artifacts.extend(shown.map(|artifact| (artifact.hash.clone(), artifact)));
            }
        }
        let outcome = Outcome {
            result: result.clone(),
            artifacts: artifacts.into_values().collect(),
            took_ms,
        };
        let now = inner.clock.now_ms();
        inner
            .store
            .put_outcome(self.step.key, &outcome, now)
            .await?;
        Ok(result)
    }
}

/// The items of a step, found apart from async threads, for files may have to be measured; none when it gives one result.
pub(crate) async fn items_of(
    running: &Arc<Running>,
    step: &Arc<Step>,
) -> Result<Option<Arc<[Arc<Step>]>>, Said> {
    if !running.may_have_lists {
        return Ok(None);
    }
    let found = {
        let (running, key) = (Arc::clone(running), step.key);
        uncut(tokio::task::spawn_blocking(move || running.items(key)))
    };
    match or_stopped(running, found).await {
        Some(Ok(Ok(items))) => Ok(items),
        Some(Ok(Err(error))) => Err(error.to_string().into()),
        Some(Err(panic)) => Err(panic.to_string().into()),
        None => Ok(None),
    }
}
