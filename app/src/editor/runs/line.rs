//! The line of all runs, of every workflow: what is at work and what waits, in the order in which they are worked for.
//! People pause it, hold runs, put them elsewhere, give them another priority, and cancel them.

use super::carry::{Carried, Grip};
use super::{ago, run_look, run_words};
use crate::api::{self, QueueCard, QueueWish, QueuedCard};
use crate::browser;
use crate::editor::action::action;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{Told, text, with};
use gesso_sync::{Author, Priority, RunId, RunState};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often the line is looked at while somebody sees it and something is in it.
const EVERY_MS: u32 = 1000;
/// And while nothing is in it: others may start something.
const SELDOM_MS: u32 = 5000;

/// The line as it was seen last. A handle, free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    card: RwSignal<Option<QueueCard>>,
    /// Counts the looks, so that only the newest goes on.
    asked: StoredValue<u64>,
    /// The run that is dragged.
    pub(super) carried: RwSignal<Option<Carried>>,
}

impl Line {
    /// Looks at the line while it is watched, as long as the current owner lives.
    pub(crate) fn new(desk: Desk, is_watched: Memo<bool>) -> Self {
        let line = Self {
            card: RwSignal::new(None),
            asked: StoredValue::new(0),
            carried: RwSignal::new(None),
        };
        Effect::new(move |_| {
            desk.session.run.with(|_| ());
            line.asked.update_value(|asked| *asked += 1);
            if is_watched.get() {
                line.look();
            }
        });
        line
    }

    /// Looks now, and again and again until somebody else looks or nobody sees it.
    fn look(self) {
        let number = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        spawn_local(async move {
            while self.asked.try_get_value() == number {
                // Unheard of, the line stays as it was; who does something with it hears why not.
                if let Ok(card) = api::queue().await
                    && self.asked.try_get_value() == number
                    && self
                        .card
                        .try_with_untracked(|known| known.as_ref() != Some(&card))
                        == Some(true)
                {
                    self.card.try_set(Some(card));
                }
                let is_empty = |card: &Option<QueueCard>| {
                    card.as_ref().is_none_or(|card| card.runs.is_empty())
                };
                let wait = match self.card.try_with_untracked(is_empty) {
                    Some(false) => EVERY_MS,
                    _ => SELDOM_MS,
                };
                TimeoutFuture::new(wait).await;
            }
        });
    }

    /// Whether all of it is paused. Tracks.
    fn is_paused(self) -> bool {
        self.card
            .with(|card| card.as_ref().is_some_and(|card| card.paused))
    }

    /// Whether a run waits until somebody lets it go on. Tracks.
    pub(crate) fn is_stopped(self, run: RunId) -> bool {
        let is_held = |card: &QueueCard| {
            let own = card.runs.iter().find(|card| card.id == run);
            own.is_some_and(|card| card.place.held)
        };
        self.is_paused() || self.card.with(|card| card.as_ref().is_some_and(is_held))
    }

    fn wish(self, desk: Desk, wish: QueueWish) {
        self.wish_all(desk, vec![wish]);
    }

    /// One after the other, until one is refused.
    fn wish_all(self, desk: Desk, wishes: Vec<QueueWish>) {
        spawn_local(async move {
            for wish in wishes {
                if let Err(error) = api::wish_queue(wish).await {
                    desk.session.warn(error.told());
                    break;
                }
            }
            self.look();
        });
    }

    /// Which one of the line a run is. Does not track.
    pub(super) fn place_of(self, run: RunId) -> Option<usize> {
        let place = |card: &QueueCard| card.runs.iter().position(|card| card.id == run);
        self.card
            .with_untracked(|card| card.as_ref().and_then(place))
    }

    /// Puts a run at a place in the line. Among runs of another priority it gets theirs.
    pub(super) fn put(self, desk: Desk, run: RunId, to: usize) {
        let known = self.card.get_untracked();
        let mut others = known.map(|card| card.runs).unwrap_or_default();
        let Some(at) = others.iter().position(|card| card.id == run) else {
            return;
        };
        let own = others.remove(at).place.priority;
        let (before, next) = others.split_at(to.min(others.len()));
        let (before, next) = (before.last(), next.first());
        let is_own = |card: &QueuedCard| card.place.priority == own;
        let to_end = QueueWish::Move { run, before: None };
        self.wish_all(
            desk,
            match (before, next) {
                _ if to == at => Vec::new(),
                (Some(before), _) if is_own(before) && !next.is_some_and(is_own) => vec![to_end],
                (_, Some(next)) => vec![QueueWish::Move {
                    run,
                    before: Some(next.id),
                }],
                (Some(before), None) => vec![
                    QueueWish::Prioritise {
                        run,
                        priority: before.place.priority,
                    },
                    to_end,
                ],
                (None, None) => Vec::new(),
            },
        );
    }

    /// Whether a run that is dragged would go to this one's place, from above or from below. Tracks.
    fn drops(self, run: RunId) -> Option<Drops> {
        let carried = self.carried.get()?;
        let (here, from) = (self.place_of(run)?, self.place_of(carried.run)?);
        match here == carried.to {
            true if here < from => Some(Drops::Above),
            true if here > from => Some(Drops::Below),
            _ => None,
        }
    }

    fn cancel(self, desk: Desk, run: RunId) {
        spawn_local(async move {
            if let Err(error) = api::cancel_run(run).await {
                desk.session.warn(error.told());
            }
            self.look();
        });
    }

    /// The runs in it, in order.
    pub(super) fn runs(self) -> Vec<RunId> {
        let ids = |card: &QueueCard| card.runs.iter().map(|run| run.id).collect();
        self.card
            .with(|card| card.as_ref().map(ids).unwrap_or_default())
    }

    pub(super) fn has(self, run: RunId) -> bool {
        let is_it = |card: &QueuedCard| card.id == run;
        self.card.with(|card| {
            card.as_ref()
                .is_some_and(|card| card.runs.iter().any(is_it))
        })
    }
}

/// On which side of a row the dragged one goes.
#[derive(Clone, Copy, PartialEq)]
enum Drops {
    Above,
    Below,
}

/// What can be done with all of it.
#[component]
pub(super) fn LineTools(line: Line) -> impl IntoView {
    let desk = desk();
    let is_paused = Memo::new(move |_| line.is_paused());
    let with_rows = action("run.with");
    let pause = move |_| {
        let paused = !is_paused.get_untracked();
        line.wish(desk, QueueWish::Pause { paused });
    };
    view! {
        <div class="line-tools">
            <button class="button" class:is-paused=move || is_paused.get() aria-pressed=move || if is_paused.get() { "true" } else { "false" }
                title=text("line-pause-doc") on:click=pause>
                <Icon glyph=Glyph::Pause /><span>{move || text(if is_paused.get() { "line-paused" } else { "line-pause" })}</span>
            </button>
            <label class="line-switch" title=text("reruns-doc")>
                <input class="switch" type="checkbox" role="switch" prop:checked=move || desk.reruns.get() on:change=move |event| super::again::set(desk, event_target_checked(&event)) />
                <span>{text("reruns")}</span>
            </label>
            <button class="button" title=text("run-with-doc") disabled=move || !(with_rows.possible)(desk) on:click=move |_| (with_rows.perform)(desk)>
                <Icon glyph=Glyph::List /><span>{text("run-with")}</span>
            </button>
            <span class="top-space"></span>
            <span class="quiet line-sum">{move || line.card.with(|card| card.as_ref().map(sum))}</span>
        </div>
    }
}

/// "3 in line, about 2 min".
fn sum(card: &QueueCard) -> String {
    if card.runs.is_empty() {
        return text("line-empty").to_owned();
    }
    let count = with("line-count", &[("count", &card.runs.len())]);
    let known: Vec<u64> = card.runs.iter().filter_map(|run| run.expected_ms).collect();
    match known.as_slice() {
        [] => count,
        known => format!("{count} · {}", left(known.iter().sum())),
    }
}

/// How long it will take, no more exactly than anybody knows.
fn left(ms: u64) -> String {
    match ms / 1000 {
        0..2 => text("left-moment").to_owned(),
        seconds @ 2..90 => with(
            "left-seconds",
            &[(
                "count",
                &(if seconds < 10 {
                    seconds
                } else {
                    seconds.div_ceil(5) * 5
                }),
            )],
        ),
        seconds => with("left-minutes", &[("count", &seconds.div_ceil(60))]),
    }
}

/// The runs that wait or are at work.
#[component]
pub(super) fn LineList(line: Line) -> impl IntoView {
    let ids = move || -> Vec<RunId> {
        line.card.with(|card| {
            let runs = card.as_ref().map_or(&[][..], |card| &card.runs);
            runs.iter().map(|card| card.id).collect()
        })
    };
    let is_empty = move || {
        line.card
            .with(|card| card.as_ref().is_none_or(|card| card.runs.is_empty()))
    };
    view! {
        <Show when=move || !is_empty()>
            <h3 class="line-head">{text("line")}</h3>
            <ol class="line" role="list" aria-label=text("line")>
                <For each=ids key=|run| *run let(run)>
                    <LineRow run line />
                </For>
            </ol>
        </Show>
    }
}

#[component]
fn LineRow(run: RunId, line: Line) -> impl IntoView {
    let desk = desk();
    let card = Memo::new(move |before: Option<&Option<QueuedCard>>| {
        let found = line.card.with(|card| {
            let runs = card.as_ref()?.runs.iter();
            runs.clone().find(|card| card.id == run).cloned()
        });
        // While the row goes it keeps what it said.
        found.or_else(|| before.cloned().flatten())
    });
    let row = NodeRef::<leptos::html::Li>::new();
    let is_carried = move || line.carried.get().is_some_and(|it| it.run == run);
    view! {
        <li class="line-row" node_ref=row class:is-carried=is_carried class:drops-above=move || line.drops(run) == Some(Drops::Above)
            class:drops-below=move || line.drops(run) == Some(Drops::Below)>
            <Grip run line row />
            {move || card.get().map(|card| view! { <RowHead card=card.clone() desk paused=line.is_paused() /> })}
            <RowTools run line card />
            <progress class="line-progress" max="1" aria-label=text("run-progress") prop:value=move || card.with(|card| card.as_ref().map_or(0.0, |card| f64::from(card.progress)))></progress>
        </li>
    }
}

/// What it is, whose, and how far.
#[component]
fn RowHead(card: QueuedCard, desk: Desk, paused: bool) -> impl IntoView {
    let is_here = card.workflow == desk.session.workflow();
    let is_stopped = paused || card.place.held;
    let (look, state) = match card.state {
        _ if is_stopped => ("is-waiting", text("state-paused").to_owned()),
        RunState::Running => (
            "is-running",
            with(
                "state-percent",
                &[("percent", &format!("{:.0}", card.progress * 100.0))],
            ),
        ),
        state => (run_look(state), run_words(state).to_owned()),
    };
    let glyph = if is_stopped {
        Glyph::Pause
    } else {
        Glyph::Hollow
    };
    let who = card.by.as_ref().map(|by| who(desk, by));
    let name = match is_here {
        true => view! { <strong class="clip">{card.name.clone()}</strong> }.into_any(),
        false => {
            view! { <a class="clip" href=format!("/w/{}", card.workflow)>{card.name.clone()}</a> }
                .into_any()
        }
    };
    let steps = with("done-of", &[("done", &card.done), ("count", &card.total)]);
    let steps = super::items::said(&card.batches).unwrap_or(steps);
    let all_steps = steps.clone();
    let row = card
        .row
        .clone()
        .map(|row| view! { <strong class="clip">{row}</strong> });
    let since = ago(browser::now_ms() - card.started_ms);
    let expected = card.expected_ms.filter(|_| !is_stopped).map(left);
    view! {
        <span class=format!("run-state {look}")><Icon glyph />{state}</span>
        <span class="line-what"><span class="run-number" title=since>{format!("#{}", card.id.0)}</span>{name}{row}<span class="quiet clip">{card.target}</span></span>
        <span class="quiet line-who clip">{who}</span>
        <span class="quiet line-steps clip" title=all_steps>{steps}</span>
        <span class="quiet line-left">{expected}</span>
    }
}

/// What can be done with one of them.
#[component]
fn RowTools(run: RunId, line: Line, card: Memo<Option<QueuedCard>>) -> impl IntoView {
    let desk = desk();
    let number = run.0.to_string();
    let named = move |key: &str| with(key, &[("run", &number)]);
    let held =
        Memo::new(move |_| card.with(|card| card.as_ref().is_some_and(|card| card.place.held)));
    let priority = Memo::new(move |_| {
        card.with(|card| {
            card.as_ref()
                .map_or(Priority::Normal, |card| card.place.priority)
        })
    });
    // Its neighbours of the same priority: only among them does a place mean something.
    let around = Memo::new(move |_| {
        line.card.with(|all| {
            let runs = all.as_ref().map_or(&[][..], |all| &all.runs);
            let peers: Vec<RunId> = runs
                .iter()
                .filter(|other| other.place.priority == priority.get())
                .map(|other| other.id)
                .collect();
            let at = peers.iter().position(|other| *other == run);
            let at_or = |step: usize| at.and_then(|at| peers.get(at + step).copied());
            let before = at
                .and_then(|at| at.checked_sub(1))
                .and_then(|at| peers.get(at).copied());
            (before, at_or(1), at_or(2))
        })
    });
    let up = move |_| {
        if let (Some(before), ..) = around.get_untracked() {
            line.wish(
                desk,
                QueueWish::Move {
                    run,
                    before: Some(before),
                },
            );
        }
    };
    let down = move |_| {
        let (_, _, before) = around.get_untracked();
        line.wish(desk, QueueWish::Move { run, before });
    };
    let prioritise = move |event| {
        let priority = match event_target_value(&event).as_str() {
            "high" => Priority::High,
            "low" => Priority::Low,
            _ => Priority::Normal,
        };
        line.wish(desk, QueueWish::Prioritise { run, priority });
    };
    let option = move |value: &'static str, key: &'static str, it: Priority| {
        view! { <option value=value selected=move || priority.get() == it>{text(key)}</option> }
    };
    view! {
        <span class="line-acts">
            <select class="line-priority" aria-label=named("run-priority") on:change=prioritise>
                {option("high", "priority-high", Priority::High)}
                {option("normal", "priority-normal", Priority::Normal)}
                {option("low", "priority-low", Priority::Low)}
            </select>
            <button class="tool tool-small" aria-label=named("run-up") title=text("run-up-title") disabled=move || around.get().0.is_none() on:click=up><Icon glyph=Glyph::ChevronUp /></button>
            <button class="tool tool-small" aria-label=named("run-down") title=text("run-down-title") disabled=move || around.get().1.is_none() on:click=down><Icon glyph=Glyph::ChevronDown /></button>
            <button class="tool tool-small" aria-label=named("run-hold") title=text("run-hold-title") aria-pressed=move || if held.get() { "true" } else { "false" }
                on:click=move |_| line.wish(desk, QueueWish::Hold { run, held: !held.get_untracked() })>
                {move || view! { <Icon glyph=if held.get() { Glyph::Play } else { Glyph::Pause } /> }}
            </button>
            <button class="tool tool-small" aria-label=named("cancel-run-number") title=text("cancel") on:click=move |_| line.cancel(desk, run)><Icon glyph=Glyph::Close /></button>
        </span>
    }
}

/// Who asked for it.
pub(super) fn who(desk: Desk, by: &Author) -> String {
    match &by.name {
        _ if desk.session.is_me(&by.person) => text("you").to_owned(),
        Some(name) => name.to_string(),
        None => text("somebody-else").to_owned(),
    }
}
