//! The preview: while a parameter is in hand, the pictures of its node and of what follows are rendered in the browser, on the
//! canvas and in the viewer. After letting go they stay until the server has made the result, or the workflow is another.

pub mod asked;
mod hearing;
pub mod wish;

use crate::browser::preview::PreviewWorker;
use crate::editor::desk::Desk;
use crate::session::node_views::Live;
use crate::words::catalogue;
use asked::Asked;
use gesso_canvas::PictureRef;
use gesso_graph::{Command, ContentKey, Name, NodeId, Targets, Value, plan_with};
use gesso_sync::Said;
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
/// Pictures with so long a side are not made coarser.
const COARSEST: u32 = 256;
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
    /// The node the viewer looks at.
    pub(crate) spot: Spot,
    /// What its picture is.
    pub(crate) key: ContentKey,
    /// Its size at full size.
    pub(crate) full: (u32, u32),
    /// The part that is there.
    pub(crate) part: Part,
}

type Pictured = BTreeMap<NodeId, (Spot, ContentKey)>;
/// Whose parameters, and what they would be.
type Tried = (NodeId, Vec<(Name, Value)>);
type Awaited = BTreeMap<ContentKey, Vec<Spot>>;

/// The preview of one editor; a handle, free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Preview {
    /// How far it is.
    pub(crate) state: RwSignal<State>,
    /// What it shows in the viewer.
    pub(crate) shown: RwSignal<Option<Shown>>,
    /// The nodes at which it stops.
    pub(crate) stops: RwSignal<BTreeSet<NodeId>>,
    /// What could not be shown in the viewer last, by what runs call the node, and why.
    why: RwSignal<Option<(NodeId, Said)>>,
    /// What the viewer sees now, while it is open.
    pub(crate) seen: RwSignal<Option<(Spot, Part)>>,
    /// Where the viewer's part is drawn.
    pub(crate) canvas: NodeRef<html::Canvas>,
    /// Sizes of pictures that no run has made yet, by what runs call the node.
    pub(crate) sizes: RwSignal<BTreeMap<NodeId, (u32, u32)>>,
    /// The values in hand, and of which node they are.
    tried: RwSignal<Option<Tried>>,
    live: RwSignal<Live>,
    /// What live pictures are pictures of.
    pictured: StoredValue<Pictured>,
    /// The nodes that show a step, of what was asked for lately.
    awaited: StoredValue<Awaited>,
    /// The same of what is only made ready.
    nearby: StoredValue<Awaited>,
    hand: StoredValue<Option<(NodeId, Hand, Phase)>>,
    /// The level from which on a node can be shown, when finer ones need more of a picture than the worker holds.
    least: StoredValue<Option<(Spot, u32)>>,
    asked: StoredValue<Asked>,
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
            why: RwSignal::new(None),
            seen: RwSignal::new(None),
            canvas: NodeRef::new(),
            sizes: RwSignal::new(BTreeMap::new()),
            tried: RwSignal::new(None),
            live: RwSignal::new(Live::new()),
            pictured: StoredValue::new(BTreeMap::new()),
            awaited: StoredValue::new(BTreeMap::new()),
            nearby: StoredValue::new(BTreeMap::new()),
            hand: StoredValue::new(None),
            least: StoredValue::new(None),
            asked: StoredValue::new(Asked::default()),
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

    /// The small picture of what a node shows, as long as it has this full size. Tracks.
    pub(crate) fn small(self, spot: Spot, full: (u32, u32)) -> Option<PictureRef> {
        let small = self.small_of(spot.name);
        small.filter(|small| (small.w, small.h) == full)
    }

    /// The small picture of what a node shows, by what runs call the node. Tracks.
    pub(crate) fn small_of(self, name: NodeId) -> Option<PictureRef> {
        self.live.with(|live| live.get(&name).cloned())
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
        self.try_values(desk, node, vec![(name, value)]);
    }

    /// Several parameters of a node are in hand and would get these values.
    pub(crate) fn try_values(self, desk: Desk, node: NodeId, values: Vec<(Name, Value)>) {
        let commands = values.iter().map(|(name, value)| Command::SetParam {
            id: node,
            name: name.clone(),
            value: Some(value.clone()),
        });
        self.take(desk, node, commands.collect(), Phase::InHand);
        self.tried.set(Some((node, values)));
    }

    /// The value that a parameter has in hand, if it is. Tracks.
    pub(crate) fn tried(self, node: NodeId, name: &Name) -> Option<Value> {
        self.tried.with(|tried| {
            let (_, values) = tried.as_ref().filter(|(tried, _)| *tried == node)?;
            let value = values.iter().find(|(tried, _)| tried == name);
            value.map(|(_, value)| value.clone())
        })
    }

    /// Why there is no preview of a node, by what runs call it. Tracks.
    pub(crate) fn why_none(self, name: NodeId) -> Option<Said> {
        self.why.with(|why| {
            let (_, why) = why.as_ref().filter(|(none, _)| *none == name)?;
            Some(why.clone())
        })
    }

    pub(crate) fn forget_why(self) {
        if self.why.with_untracked(Option::is_some) {
            self.why.set(None);
        }
    }

    fn forget_tried(self) {
        if self.tried.with_untracked(Option::is_some) {
            self.tried.set(None);
        }
    }

    /// What was in hand was let go of; the workflow is what came of it.
    pub(crate) fn let_go(self, desk: Desk) {
        self.forget_tried();
        self.hand.update_value(|hand| {
            if let Some((_, hand, phase @ Phase::InHand)) = hand {
                *phase = Phase::LetGo;
                hand.commands.clear();
            }
        });
        self.ask_soon(desk);
        self.check_soon(desk);
    }

    /// What held a parameter was left: what is still in hand is let go of.
    pub(crate) fn leave(self, desk: Desk) {
        if self.is_in_hand() || self.tried.with_untracked(Option::is_some) {
            self.let_go(desk);
        }
    }

    /// Shows what a node would make, and what it is made of, unless something is in hand.
    pub(crate) fn offer(self, desk: Desk, node: NodeId) {
        if self.is_in_hand() {
            return;
        }
        self.kept(desk, node);
        let name = |node| untrack(|| desk.run_name(node));
        self.hand.update_value(|held| {
            if let Some((_, hand, _)) = held {
                let document = desk.session.document;
                document.with_untracked(|document| hand.look_behind(document, node, name));
            }
        });
    }

    fn is_in_hand(self) -> bool {
        let is_held =
            |hand: &Option<(NodeId, Hand, Phase)>| matches!(hand, Some((.., Phase::InHand)));
        self.hand.try_with_value(is_held) == Some(true)
    }

    /// Parameters of a node were set: shows what came of it.
    pub(crate) fn kept(self, desk: Desk, node: NodeId) {
        self.take(desk, node, Vec::new(), Phase::LetGo);
        self.check_soon(desk);
    }

    fn take(self, desk: Desk, node: NodeId, commands: Vec<Command>, phase: Phase) {
        if phase != Phase::InHand {
            self.forget_tried();
        }
        if self.state.get_untracked() == State::Unable {
            return;
        }
        let is_going_on = self.hand.with_value(|held| {
            let same = |(known, _, was): &(NodeId, Hand, Phase)| {
                *known == node && *was == Phase::InHand && phase == Phase::InHand
            };
            held.as_ref().is_some_and(same)
        });
        if is_going_on {
            self.hand.update_value(|held| {
                if let Some((_, hand, _)) = held {
                    hand.commands = commands;
                }
            });
        } else {
            // What follows may have been wired meanwhile.
            let name = |node| untrack(|| desk.run_name(node));
            let document = desk.session.document;
            let hand = document.with_untracked(|document| Hand::of(document, node, name));
            self.hand
                .set_value(Some((node, Hand { commands, ..hand }, phase)));
            // What was too fine may do now.
            self.least.set_value(None);
        }
        // The worker has nothing else to do.
        if phase == Phase::InHand && self.state.get_untracked() != State::Busy {
            self.ask(desk);
        } else {
            self.ask_soon(desk);
        }
    }

    /// Asks with the next frame: a hand moves more often than pictures can be seen, and what it let go of is kept only then.
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
        if self.state.get_untracked() == State::Unable {
            return;
        }
        let Some(worker) = self.worker(desk) else {
            return;
        };
        let least = self.least.get_value();
        let seen = self.seen.get_untracked().map(|(spot, part)| {
            let least = least.filter(|(other, _)| *other == spot);
            (spot, part.halved_to(least.map_or(0, |(_, level)| level)))
        });
        let result = |node: NodeId| result_key(desk, node);
        let document = desk.session.document;
        let mut wish = document.with_untracked(|document| {
            let takes = desk.session.kept_takes(document).unwrap_or_default();
            self.asked
                .with_value(|asked| Wish::of(document, &takes, &hand, asked.last(), seen, result))
        });
        if phase == Phase::Near {
            // One picture of each kind makes everything ready.
            wish.ask.looks.truncate(2);
            self.nearby.set_value(wish.shown_by.clone());
        } else {
            self.awaited.update_value(|awaited| {
                if awaited.len() > MOST_AWAITED {
                    awaited.clear();
                }
                awaited.extend(wish.shown_by.clone());
            });
        }
        let send = |asked: &mut Asked| asked.ask(wish).map(|ask| worker.ask(ask)).is_some();
        if self.asked.try_update_value(send) == Some(true) {
            self.state.set(State::Busy);
        } else {
            self.settle();
        }
    }

    /// Rests when everything is there and nothing more is going to be asked for.
    fn settle(self) {
        let is_there = self.asked.with_value(Asked::is_there);
        if is_there && !self.is_due.get_value() && self.state.get_untracked() != State::Rests {
            self.state.set(State::Rests);
        }
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
            desk.session.document.with(|_| ());
            desk.session.steps.with(|_| ());
            self.check_soon(desk);
        });
        Effect::new(move |_| {
            self.seen.with(|_| ());
            if self.hand.with_value(Option::is_some) {
                self.ask_soon(desk);
            }
        });
    }

    fn check_soon(self, desk: Desk) {
        if self.asked.with_value(|asked| asked.last().is_none()) {
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
        let in_hand = self.hand.with_value(|hand| match hand {
            Some((_, hand, Phase::InHand)) => hand.spots.clone(),
            _ => Vec::new(),
        });
        let shown = self.shown.get_untracked();
        let mut pictured: Vec<(Spot, ContentKey)> = self
            .pictured
            .with_value(|pictured| pictured.values().copied().collect());
        pictured.extend(shown.as_ref().map(|shown| (shown.spot, shown.key)));
        pictured.retain(|(spot, _)| !in_hand.contains(spot));
        let targets = pictured.iter().map(|(spot, _)| spot.shows).collect();
        let document = desk.session.document;
        let keys: BTreeMap<NodeId, ContentKey> = document.with_untracked(|document| {
            let takes = desk.session.kept_takes(document).unwrap_or_default();
            let plan = plan_with(document, catalogue(), &Targets::Nodes(targets), &takes);
            plan.steps
                .iter()
                .map(|step| (step.node, step.key))
                .collect()
        });
        for (spot, key) in pictured {
            let is_now = keys.get(&spot.shows) == Some(&key);
            if !is_now {
                hearing::forget(desk, spot.name);
                if shown.as_ref().is_some_and(|shown| shown.spot == spot) {
                    self.hide();
                }
            } else if result_key(desk, spot.shows) == Some(key) {
                hearing::forget_when_loaded(desk, spot, key);
            }
        }
    }

    /// A part of what the viewer looks at can't be shown at its level: asks for a coarser one. False when there is none.
    fn coarsen(self, desk: Desk, spot: Spot, level: u32, size: (u32, u32)) -> bool {
        let (w, h) = size;
        if w.max(h) >> level.min(31) <= COARSEST {
            return false;
        }
        self.least.update_value(|least| {
            let known = least.filter(|(other, _)| *other == spot);
            *least = Some((spot, known.map_or(0, |(_, known)| known).max(level + 1)));
        });
        self.ask_soon(desk);
        true
    }

    /// The viewer shows nothing of the preview any more.
    pub(crate) fn hide(self) {
        self.shown.try_set(None);
        self.stops.try_set(BTreeSet::new());
        self.why.try_set(None);
    }
}

/// The key of the latest result of a node.
fn result_key(desk: Desk, node: NodeId) -> Option<ContentKey> {
    let steps = desk.session.steps;
    steps.with_untracked(|steps| Some(steps.get(&node)?.result.as_ref()?.key))
}
