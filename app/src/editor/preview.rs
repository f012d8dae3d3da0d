//! The preview: while a parameter is in hand, the pictures of its node and of what follows are rendered in the browser, on the
//! canvas and in the viewer. After letting go they stay until the server has made the result, or the workflow is another.

mod hearing;
pub mod wish;

use crate::browser::preview::PreviewWorker;
use crate::editor::desk::Desk;
use crate::session::node_views::Live;
use gesso_graph::{Command, ContentKey, Name, NodeId, Value};
use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wish::{Hand, Part, Spot, Wish};

/// How long nothing has to change before old pictures are looked for.
const REST_MS: u32 = 80;
/// Keys whose pictures may still come.
const MOST_AWAITED: usize = 1_000;

/// How far the preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing was asked for.
    Off,
    /// Something was asked for.
    Busy,
    /// All that was asked for is there.
    Rests,
    /// This browser can't.
    Unable,
}

/// What is done with the parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It will soon be in hand: what does not change is made ready, nothing is shown.
    Near,
    /// It is in hand.
    InHand,
    /// It was let go of.
    LetGo,
}

/// What the viewer shows of the preview.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// The node the viewer looks at, by what runs call it.
    pub(crate) name: NodeId,
    /// What its picture is.
    pub(crate) key: ContentKey,
    /// Its size at full size.
    pub(crate) full: (u32, u32),
    /// The part that is there.
    pub(crate) part: Part,
}

/// The preview of one editor; a handle, free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Preview {
    /// How far it is.
    pub(crate) state: RwSignal<State>,
    /// What it shows in the viewer.
    pub(crate) shown: RwSignal<Option<Shown>>,
    /// The nodes at which it stops.
    pub(crate) stops: RwSignal<BTreeSet<NodeId>>,
    /// What the viewer sees now, while it is open.
    pub(crate) seen: RwSignal<Option<(Spot, Part)>>,
    /// Where the viewer's part is drawn.
    pub(crate) canvas: NodeRef<html::Canvas>,
    live: RwSignal<Live>,
    /// The steps whose pictures are live.
    keys: StoredValue<BTreeMap<NodeId, ContentKey>>,
    /// The nodes that show a step, of what was asked for lately.
    awaited: StoredValue<BTreeMap<ContentKey, Vec<NodeId>>>,
    hand: StoredValue<Option<(NodeId, Hand, Phase)>>,
    asked: StoredValue<Option<Wish>>,
    is_due: StoredValue<bool>,
    checks: StoredValue<u64>,
    /// None on the server, and before it is needed.
    worker: StoredValue<Option<SendWrapper<Rc<PreviewWorker>>>>,
}

impl Preview {
    /// A preview that does nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            state: RwSignal::new(State::Off),
            shown: RwSignal::new(None),
            stops: RwSignal::new(BTreeSet::new()),
            seen: RwSignal::new(None),
            canvas: NodeRef::new(),
            live: RwSignal::new(Live::new()),
            keys: StoredValue::new(BTreeMap::new()),
            awaited: StoredValue::new(BTreeMap::new()),
            hand: StoredValue::new(None),
            asked: StoredValue::new(None),
            is_due: StoredValue::new(false),
            checks: StoredValue::new(0),
            worker: StoredValue::new(None),
        }
    }

    /// The pictures that nodes show. Tracks.
    #[cfg(feature = "hydrate")]
    pub(crate) fn live(self) -> Live {
        self.live.get()
    }

    /// A parameter of a node is about to be taken in hand: the worker starts, and makes what will not change.
    pub(crate) fn near(self, desk: Desk, node: NodeId) {
        let is_known = self
            .hand
            .with_value(|hand| hand.as_ref().is_some_and(|(known, ..)| *known == node));
        if !is_known {
            self.take(desk, node, Vec::new(), Phase::Near);
        }
    }

    /// A parameter of a node is in hand and would get a value.
    pub(crate) fn try_value(self, desk: Desk, node: NodeId, name: Name, value: Value) {
        let value = Some(value);
        let command = Command::SetParam {
            id: node,
            name,
            value,
        };
        self.take(desk, node, vec![command], Phase::InHand);
    }

    /// What was in hand was let go of; the workflow is what came of it.
    pub(crate) fn let_go(self, desk: Desk) {
        self.hand.update_value(|hand| {
            if let Some((_, hand, phase @ Phase::InHand)) = hand {
                *phase = Phase::LetGo;
                hand.commands.clear();
            }
        });
        self.ask_soon(desk);
        self.check_soon(desk);
    }

    fn take(self, desk: Desk, node: NodeId, commands: Vec<Command>, phase: Phase) {
        if self.state.get_untracked() == State::Unable {
            return;
        }
        self.hand.update_value(|held| match held {
            Some((known, hand, was)) if *known == node => {
                hand.commands = commands;
                *was = phase;
            }
            held => {
                let name = |node| untrack(|| desk.run_name(node));
                let document = desk.session.document;
                let hand = document.with_untracked(|document| Hand::of(document, node, name));
                *held = Some((node, Hand { commands, ..hand }, phase));
            }
        });
        self.ask_soon(desk);
    }

    /// Asks with the next frame: a hand moves more often than pictures can be seen.
    fn ask_soon(self, desk: Desk) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            if self.is_due.try_set_value(false).is_none() {
                self.ask(desk);
            }
        });
    }

    fn ask(self, desk: Desk) {
        let Some((_, hand, phase)) = self.hand.get_value() else {
            return;
        };
        let Some(worker) = self.worker(desk) else {
            return;
        };
        let seen = self.seen.get_untracked();
        let result = |node: NodeId| result_key(desk, node);
        let document = desk.session.document;
        let mut wish = document.with_untracked(|document| Wish::of(document, &hand, seen, result));
        if phase == Phase::Near {
            // One picture of each kind makes everything ready.
            wish.ask.looks.truncate(2);
        } else {
            self.awaited.update_value(|awaited| {
                if awaited.len() > MOST_AWAITED {
                    awaited.clear();
                }
                awaited.extend(wish.shown_by.clone());
            });
        }
        if self.asked.with_value(|asked| asked.as_ref() == Some(&wish)) {
            return;
        }
        self.state.set(State::Busy);
        worker.ask(&wish.ask);
        self.asked.set_value(Some(wish));
    }

    fn worker(self, desk: Desk) -> Option<Rc<PreviewWorker>> {
        if let Some(worker) = self.worker.get_value() {
            return Some(worker.take());
        }
        let heard = move |news, bitmap| {
            // The editor may have gone meanwhile.
            if self.state.try_get_untracked().is_some() {
                hearing::hear(desk, news, bitmap);
            }
        };
        let worker = Rc::new(PreviewWorker::start(heard)?);
        self.worker
            .set_value(Some(SendWrapper::new(Rc::clone(&worker))));
        Some(worker)
    }

    /// Keeps the preview in step with the workflow, its results and what the viewer sees. Runs in the browser alone.
    #[cfg(feature = "hydrate")]
    pub(crate) fn follow(self, desk: Desk) {
        Effect::new(move |_| {
            desk.session.document.track();
            desk.session.steps.track();
            self.check_soon(desk);
        });
        Effect::new(move |_| {
            self.seen.track();
            if self.shown.with_untracked(Option::is_some) {
                self.ask_soon(desk);
            }
        });
    }

    fn check_soon(self, desk: Desk) {
        if self.asked.with_value(Option::is_none) {
            return;
        }
        let number = self.checks.try_update_value(|checks| {
            *checks += 1;
            *checks
        });
        spawn_local(async move {
            TimeoutFuture::new(REST_MS).await;
            if self.checks.try_get_value() == number {
                self.check(desk);
            }
        });
    }

    /// Lets go of pictures that are not what their node would make now, and of those that the server has made.
    fn check(self, desk: Desk) {
        let Some((node, hand, phase)) = self.hand.get_value() else {
            return;
        };
        if phase != Phase::LetGo {
            return;
        }
        let document = desk.session.document;
        let wish = document.with_untracked(|document| {
            let is_there = document.nodes().contains_key(&node);
            is_there.then(|| Wish::of(document, &hand, None, |_| None))
        });
        let mut now = BTreeMap::new();
        for (key, names) in wish.map(|wish| wish.shown_by).unwrap_or_default() {
            now.extend(names.into_iter().map(|name| (name, key)));
        }
        for (name, key) in self.keys.get_value() {
            if now.get(&name) != Some(&key) {
                hearing::forget(desk, name);
            } else if result_key_of_shown(desk, &hand, name) == Some(key) {
                hearing::forget_when_loaded(desk, name, key);
            }
        }
        let shown = self.shown.get_untracked();
        if let Some(shown) = shown
            && now.get(&shown.name) != Some(&shown.key)
        {
            self.hide();
        }
    }

    /// The viewer shows nothing of the preview any more.
    pub(crate) fn hide(self) {
        self.shown.try_set(None);
        self.stops.try_set(BTreeSet::new());
    }
}

/// The key of the latest result of a node.
fn result_key(desk: Desk, node: NodeId) -> Option<ContentKey> {
    let steps = desk.session.steps;
    steps.with_untracked(|steps| Some(steps.get(&node)?.result.as_ref()?.key))
}

/// The key of the result of what a node shows.
fn result_key_of_shown(desk: Desk, hand: &Hand, name: NodeId) -> Option<ContentKey> {
    let spot = hand.spots.iter().find(|spot| spot.name == name)?;
    result_key(desk, spot.shows)
}
